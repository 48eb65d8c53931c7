import { join } from 'node:path';
import { runNode, withProject } from './consumer.js';
import { atMost, type Row, ratioAtMost, type Section } from './section.js';
import { median, takeTurns } from './statistics.js';
import { sdkLiterals, type TypeCheckContender, tablewrightDerived, typeCheckContenders } from './type-check-sources.js';

const rounds = 5;
const few = 50;
const many = 100;

export const typeCheck: Section = {
  name: 'type-check',
  title: `Type-check: TypeScript 6, ${few} tables, check time the median of ${rounds} runs (reference: ${sdkLiterals.name})`,
  async run(progress) {
    const more: number[] = [];
    for (const contender of typeCheckContenders) {
      progress(`${many} tables: ${contender.name}`);
      more.push((await compile(contender, many)).instantiations);
    }
    const less = new Map<TypeCheckContender, number>();
    const samples = await takeTurns(typeCheckContenders, rounds, async (contender, round) => {
      if (contender === typeCheckContenders[0]) progress(`round ${round + 1} of ${rounds}`);
      const { instantiations, checkSeconds } = await compile(contender, few);
      less.set(contender, instantiations);
      return checkSeconds;
    });
    const medians = samples.map(median);
    const base = medians[typeCheckContenders.indexOf(sdkLiterals)];
    const instantiations = typeCheckContenders.map((contender, i): Row => {
      const value = (more[i] - (less.get(contender) ?? Number.NaN)) / (many - few);
      return {
        what: contender.name,
        value,
        unit: 'instantiations/table',
        ...(contender === tablewrightDerived && { target: atMost(60, value, 'a table') }),
      };
    });
    const checkTimes = typeCheckContenders.map((contender, i): Row => {
      const ratio = medians[i] / base;
      return {
        what: contender.name,
        value: medians[i],
        unit: 's check time',
        ratio,
        samples: samples[i],
        ...(contender === tablewrightDerived && { target: ratioAtMost(1.5, ratio, 'SDK literals') }),
      };
    });
    return [...instantiations, ...checkTimes];
  },
};

/** What the compiler says of that many tables. */
export async function compile(
  { name, source, compilerOptions }: TypeCheckContender,
  tables: number,
): Promise<{ instantiations: number; checkSeconds: number }> {
  const files = new Map(Array.from({ length: tables }, (_, i) => [`table${i}.ts`, source(i)]));
  files.set('package.json', JSON.stringify({ type: 'module' }));
  files.set(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        target: 'ES2022',
        module: 'NodeNext',
        strict: true,
        skipLibCheck: true,
        noEmit: true,
        types: ['node'],
        ...compilerOptions,
      },
      include: ['*.ts'],
    }),
  );
  const output = await withProject(files, (folder) =>
    runNode('node_modules/typescript/bin/tsc', '-p', join(folder, 'tsconfig.json'), '--extendedDiagnostics').catch(
      (error: unknown) => {
        throw new Error(`the tables of ${name} do not compile`, { cause: error });
      },
    ),
  );
  const read = (label: string) => {
    const number = new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(output)?.[1];
    if (number === undefined) throw new Error(`tsc printed no "${label}":\n${output}`);
    return Number(number);
  };
  return { instantiations: read('Instantiations'), checkSeconds: read('Check time') };
}

import { join } from 'node:path';
import { runNode, withProject } from './consumer.js';
import { atMost, type Row, ratioAtMost, type Section } from './section.js';
import { median, takeTurns } from './statistics.js';
import {
  sdkLiterals,
  type TypeCheckContender,
  tablewrightAssigned,
  tablewrightDerived,
  typeCheckContenders,
} from './type-check-sources.js';

const rounds = 5;
const few = 50;
const many = 100;

export const typeCheck: Section = {
  name: 'type-check',
  title: `Type-check: TypeScript 6, ${few} tables, check time the median of ${rounds} runs (reference: ${sdkLiterals.name})`,
  async run(progress) {
    const instantiations: number[] = [];
    for (const contender of typeCheckContenders) {
      progress(contender.name);
      const [more, less] = [await compile(contender, many), await compile(contender, few)];
      instantiations.push((more.instantiations - less.instantiations) / (many - few));
    }
    const samples = await takeTurns(typeCheckContenders, rounds, async (contender, round) => {
      if (contender === typeCheckContenders[0]) progress(`round ${round + 1} of ${rounds}`);
      return (await compile(contender, few)).checkSeconds;
    });
    const medians = samples.map(median);
    const reference = typeCheckContenders.indexOf(sdkLiterals);
    return [
      ...typeCheckContenders.map((contender, i): Row => {
        const value = instantiations[i];
        return {
          what: contender.name,
          value,
          unit: 'instantiations/table',
          ...(usesDerivedTypes(contender) && { target: atMost(60, value, 'a table') }),
        };
      }),
      ...typeCheckContenders.map((contender, i): Row => {
        const ratio = medians[i] / medians[reference];
        return {
          what: contender.name,
          value: medians[i],
          unit: 's check time',
          ratio,
          samples: samples[i],
          ...(usesDerivedTypes(contender) && { target: ratioAtMost(1.5, ratio, 'SDK literals') }),
        };
      }),
    ];
  },
};

function usesDerivedTypes(contender: TypeCheckContender): boolean {
  return contender === tablewrightDerived || contender === tablewrightAssigned;
}

async function compile(
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
  return withProject(files, async (folder) => {
    const output = await runNode(
      ['node_modules/typescript/bin/tsc', '-p', join(folder, 'tsconfig.json'), '--extendedDiagnostics'],
      { allowFailure: true },
    );
    if (/error TS/.test(output)) throw new Error(`${name} does not compile:\n${output}`);
    const read = (label: string) => Number(new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(output)?.[1]);
    return { instantiations: read('Instantiations'), checkSeconds: read('Check time') };
  });
}

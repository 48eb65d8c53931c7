import { runNode } from './consumer.js';
import { type Row, ratioAtMost, type Section } from './section.js';
import { median, takeTurns } from './statistics.js';

const rounds = 21;

const reference = 'dynamodb-toolbox/table';
const contenders = [
  'tablewright',
  reference,
  'electrodb',
  'dynamodb-onetable',
  'dynamoose',
  'dyngoose',
  '@aws-sdk/client-dynamodb',
];

export const importTime: Section = {
  name: 'import-time',
  title: `Import time: in process, median of ${rounds} fresh processes (reference: ${reference})`,
  async run(progress) {
    // One round for the operating system's file cache.
    await takeTurns(contenders, 1, timeToImport);
    const samples = await takeTurns(contenders, rounds, (contender, round) => {
      if (contender === contenders[0]) progress(`round ${round + 1} of ${rounds}`);
      return timeToImport(contender);
    });
    const medians = samples.map(median);
    const base = medians[contenders.indexOf(reference)];
    return contenders.map((what, i): Row => {
      const ratio = medians[i] / base;
      return {
        what,
        value: medians[i],
        unit: 'ms',
        ratio,
        samples: samples[i],
        ...(what === 'tablewright' && { target: ratioAtMost(1 / 3, ratio, reference) }),
      };
    });
  },
};

/** Milliseconds. Measured inside, so that the start of Node is no part of it. */
async function timeToImport(contender: string): Promise<number> {
  const script = `
    const start = performance.now();
    await import(${JSON.stringify(contender)});
    process.stdout.write(String(performance.now() - start));`;
  return Number(await runNode(['--input-type=module', '--eval', script]));
}

import { installEmptyPackage, runNode } from './consumer.js';
import { type Row, ratioAtMost, type Section } from './section.js';
import { median, takeTurns } from './statistics.js';

const rounds = 21;

const empty = 'an-empty-package';
const warmUp = 'another-empty-package';
const reference = 'dynamodb-toolbox/table';
const contenders = [
  'tablewright',
  empty,
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
    for (const name of [empty, warmUp]) installEmptyPackage(name);
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

/** Milliseconds. Measured inside the process, so that the start of Node is no part of it. */
async function timeToImport(contender: string): Promise<number> {
  return Number(await runNode('import-time/measure.mjs', contender, warmUp));
}

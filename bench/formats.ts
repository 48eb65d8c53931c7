import { type Target, targets } from '../src/formats/index.js';
import { runNode } from './consumer.js';
import { type Row, ratioAtMost, type Section } from './section.js';
import { median } from './statistics.js';

/** Each target, in each of its formats: `terraform:json`. */
const emitters = Object.entries<Target>(targets).flatMap(([name, { formats }]) =>
  formats.length ? formats.map((format) => `${name}:${format}`) : [name],
);
const [few, many] = [250, 2500];
const rounds = 5;

export const emitting: Section = {
  name: 'formats',
  title: `Emitters: ${many} tables of the sessions shape (ratio: time a table, to that of ${few} tables)`,
  async run(progress) {
    const rows: Row[] = [];
    for (const emitter of emitters) {
      progress(emitter);
      const [small, large]: [number, number][][] = [[], []];
      for (let round = 0; round < rounds; round++) {
        small.push(await measure(emitter, few));
        large.push(await measure(emitter, many));
      }
      const times = large.map(([ms]) => ms);
      const ratio = median(times) / many / (median(small.map(([ms]) => ms)) / few);
      rows.push(
        {
          what: `${emitter}: time`,
          value: median(times),
          unit: 'ms',
          ratio,
          samples: times,
          target: ratioAtMost(1.5, ratio, 'linear'),
        },
        { what: `${emitter}: peak memory of the process`, value: median(large.map(([, mb]) => mb)), unit: 'MB' },
      );
    }
    return rows;
  },
};

/** Milliseconds and megabytes, of a fresh process. */
async function measure(emitter: string, count: number): Promise<[number, number]> {
  const [ms, mb] = (await runNode('formats/measure.mjs', emitter, String(count))).trim().split(' ').map(Number);
  return [ms, mb];
}

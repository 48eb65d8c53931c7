import { runNode } from './consumer.js';
import { type Row, ratioAtMost, ratioBelowOne, type Section } from './section.js';
import { median } from './statistics.js';

const rounds = 25;
const own = 'tablewright';
const reference = 'hand-written literal';
const competitor = 'dynamodb-onetable';

interface Measured {
  readonly name: string;
  /** Microseconds a call, one sample a round. */
  readonly samples: readonly number[];
}

export const conversion: Section = {
  name: 'conversion',
  title: `CreateTable input of the sessions table: median of ${rounds} rounds (reference: ${reference})`,
  async run(progress) {
    progress('all contenders in turns');
    // A process of plain Node: the loader that runs this file rewrites what it loads.
    const measured = JSON.parse(await runNode('conversion/measure.mjs', String(rounds))) as Measured[];
    const time = (wanted: string) => median(measured.find(({ name }) => name === wanted)?.samples ?? []);
    const toCompetitor = time(own) / time(competitor);
    return [
      ...measured.map(({ name, samples }): Row => {
        const ratio = time(name) / time(reference);
        return {
          what: name,
          value: time(name),
          unit: 'us/call',
          ratio,
          samples,
          ...(name === own && { target: ratioAtMost(4, ratio, 'literal') }),
        };
      }),
      {
        what: `${own}, ratio to ${competitor}`,
        value: time(own),
        unit: 'us/call',
        ratio: toCompetitor,
        target: ratioBelowOne(toCompetitor, competitor),
      },
    ];
  },
};

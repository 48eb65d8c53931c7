import { runNode } from './consumer.js';
import { type Row, ratioAtMost, ratioBelowOne, type Section } from './section.js';
import { median } from './statistics.js';

const rounds = 25;
const literal = 'hand-written literal';

interface Measured {
  readonly name: string;
  /** Microseconds a call, one sample a round. */
  readonly samples: readonly number[];
}

export const conversion: Section = {
  name: 'conversion',
  title: `CreateTable input of the sessions table: median of ${rounds} rounds (reference: ${literal})`,
  async run(progress) {
    progress('all contenders in turns');
    // A process of plain Node: the loader that runs this file rewrites what it loads.
    const measured = JSON.parse(await runNode(['conversion/measure.mjs', String(rounds)])) as Measured[];
    const time = (wanted: string) => median(measured.find(({ name }) => name === wanted)?.samples ?? []);
    const own = time('tablewright');
    const rows = measured.map(({ name, samples }): Row => {
      const ratio = median(samples) / time(literal);
      return {
        what: name,
        value: median(samples),
        unit: 'us/call',
        ratio,
        samples,
        ...(name === 'tablewright' && { target: ratioAtMost(4, ratio, 'literal') }),
      };
    });
    const ratio = own / time('dynamodb-onetable');
    rows.splice(1, 0, {
      what: 'tablewright, to dynamodb-onetable',
      value: own,
      unit: 'us/call',
      ratio,
      target: ratioBelowOne(ratio, 'onetable'),
    });
    return rows;
  },
};

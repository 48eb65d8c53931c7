import { runNode } from './consumer.js';
import { type TypeCheckItemsContender, typeCheckItemsContenders } from './items-sources.js';
import { atMost, type Row, ratioAtMost, type Section } from './section.js';
import { median } from './statistics.js';
import { compile } from './type-check.js';

const few = 50;
const many = 100;

/** What one table costs the compiler, with what a service does with it. */
export const typeCheckItems: Section = {
  name: 'type-check-items',
  title: 'Type-check of reads and writes: TypeScript 6, instantiations of 100 tables less those of 50',
  async run(progress) {
    const rows: Row[] = [];
    for (const contender of typeCheckItemsContenders) {
      progress(contender.name);
      const value = await instantiations(contender);
      const { name, limit } = contender;
      rows.push({
        what: name,
        value,
        unit: 'instantiations/table',
        ...(limit !== undefined && { target: atMost(limit, value, 'a table') }),
      });
    }
    return rows;
  },
};

async function instantiations(contender: TypeCheckItemsContender): Promise<number> {
  const less = await compile(contender, few);
  const more = await compile(contender, many);
  return (more.instantiations - less.instantiations) / (many - few);
}

const rounds = 25;
const reference = 'marshall(item) of util-dynamodb';

interface Measured {
  readonly name: string;
  /** Microseconds a call, one sample a round. */
  readonly samples: readonly number[];
}

/** How long the making of an input takes, beside what the document client does with an item afterwards. */
export const itemInputs: Section = {
  name: 'items',
  title: `Inputs of the sessions table: median of ${rounds} rounds (reference: ${reference})`,
  async run(progress) {
    progress('all contenders in turns');
    const measured = JSON.parse(await runNode('items/measure.mjs', String(rounds))) as Measured[];
    const base = median(measured.find(({ name }) => name === reference)?.samples ?? []);
    return measured
      .map(({ name, samples }): Row => {
        const ratio = median(samples) / base;
        return {
          what: name,
          value: median(samples),
          unit: 'us/call',
          ratio,
          samples,
          ...(name === 'put' && { target: ratioAtMost(0.5, ratio, 'marshall') }),
        };
      })
      .sort((a, b) => a.value - b.value);
  },
};

import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { createSimulator, noDurations } from '../../simulator/index.js';
import { describeEngine } from '../support/engines.js';
import { runs } from '../support/generated.js';
import { type Difference, differences } from './differences.js';
import { hour } from './helpers.js';
import { normalise } from './normalise.js';
import { landed, perform, type Step, Stuck, sequence } from './steps.js';

describeEngine(['dynoxide', 'dynamodb-local'], ({ engine, client }) => {
  const known = differences.filter((difference) => difference.engine === engine);
  // DynamoDB Local answers InternalFailure now and then when several of its tables change at once; and it takes a second for each
  // change of an index.
  const atOnce = engine === 'dynamodb-local' ? 1 : 20;
  let tables = 0;

  /** What the simulator and the engine make of the steps, one after the other. */
  async function compare(steps: readonly Step[], regard: readonly Difference[]) {
    const name = `table-${tables++}`;
    const sim = createSimulator({
      durations: noDurations,
      staleReads: 0,
      quotas: { onDemandChangesPerDay: Number.POSITIVE_INFINITY },
    });
    const hidden = regard.flatMap((one) => (one.kind === 'hidden' ? [one.hides] : []));
    const compared: { step: Step; ours: string; theirs: string }[] = [];
    for (const step of steps) {
      const before = sim.tables.get(name);
      if (regard.some((one) => one.kind === 'left out' && one.applies(step, before))) continue;
      const imitated = regard.flatMap((one) => (one.kind === 'imitated' && one.applies(step, before) ? [one] : []));
      const [ours, theirs] = [await perform(sim.client, name, step), await perform(client(), name, step)];
      // Decreases of throughput come back with the hours.
      await sim.outsideClock.sleep(hour);
      const table = sim.tables.get(name);
      if (ours === 'ok' && table) for (const { imitate } of imitated) imitate(table);
      const theirTable = await landed(client(), name, setTimeout).catch((error) => {
        if (error instanceof Stuck && engine === 'dynamodb-local') return 'stuck' as const;
        throw error;
      });
      // Nothing more can be asked of that table.
      if (theirTable === 'stuck') break;
      compared.push({
        step,
        ours: JSON.stringify([ours, normalise(await landed(sim.client, name, sim.outsideClock.sleep), hidden)]),
        theirs: JSON.stringify([theirs, normalise(theirTable, hidden)]),
      });
    }
    return compared;
  }

  test('the same calls have the same ends as on the simulator', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sequence, { minLength: atOnce, maxLength: atOnce }), async (sequences) => {
        const compared = await Promise.all(sequences.map((steps) => compare(steps, known)));
        for (const { step, ours, theirs } of compared.flat()) {
          if (ours !== theirs) {
            throw new Error(`${JSON.stringify(step)}\nends on the simulator as ${ours}\nand on ${engine} as ${theirs}`);
          }
        }
      }),
      // To shrink would take hours; the step that fails is in the error.
      { ...runs(15), endOnFailure: true },
    );
  }, 1_800_000);

  test.each(known.map((difference) => [difference.name, difference] as const))(
    'differs in: %s',
    async (_name, { example }) => {
      const compared = await compare(example, []);
      const last = compared.pop();
      for (const { ours, theirs } of compared) expect(theirs).toEqual(ours);
      expect(last?.theirs).not.toEqual(last?.ours);
    },
  );
});

import fc from 'fast-check';
import type { TableSchema } from '../../src/index.js';
import { type Client, formatPlan, type Permission, planTable, provisionTables } from '../../src/provision/index.js';
import { type Migration, migration } from '../support/migration.js';
import { createSimulator, SimulatedCrash } from '../support/simulator/index.js';

/**
 * Generated migrations against the simulated control plane: any schema to any other that its key allows, over all that a schema
 * can say. The counts add up to 10,500, of which a tenth is run unless `MIGRATIONS` says otherwise; `SEED` repeats a run.
 */
const scale = Number(process.env.MIGRATIONS ?? 0.1);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const runs = (count: number) => ({ numRuns: Math.ceil(count * scale), seed });

const everything: Permission[] = [
  'remove-index',
  'replace-index',
  'disable-stream',
  'replace-stream',
  'reduce-recovery',
];
const hour = 3_600_000;

/** Most migrations are small, so that there can be many; a few are as large as DynamoDB allows. */
const anyMigration = fc.oneof(
  {
    weight: 40,
    arbitrary: migration({ maxGlobalSecondaryIndexes: 3, maxVectorIndexes: 1, maxLocalSecondaryIndexes: 1 }),
  },
  { weight: 1, arbitrary: migration() },
);

type Simulator = ReturnType<typeof createSimulator>;
type Actor = { readonly client: Client; readonly clock: Simulator['clock'] };

function run(
  { client, clock }: Actor,
  schema: TableSchema,
  random: () => number,
  allow: readonly Permission[] = everything,
) {
  return provisionTables(client, [schema], { allow, clock, random, timeoutMs: 100 * hour }).then(([result]) => result);
}

/** Runs until nothing is left but what has to wait an hour, then once more. */
async function settle(sim: Simulator, actor: Actor, schema: TableSchema, random: () => number) {
  const first = await run(actor, schema, random);
  if (first.error) throw first.error;
  // A TTL that moves takes two runs, an hour apart.
  expect(first.drift.filter(({ path }) => path[0] !== 'timeToLive')).toEqual([]);
  if (first.drift.length) {
    await sim.outsideClock.sleep(2 * hour);
    const second = await run(actor, schema, random);
    if (second.error) throw second.error;
    expect(second.drift).toEqual([]);
  }
}

async function expectInLine(sim: Simulator, schema: TableSchema) {
  await sim.idle();
  await sim.outsideClock.sleep(hour);
  const plan = await planTable(sim.client, schema, { allow: everything, clock: sim.outsideClock });
  expect(formatPlan(plan)).toBe(`${schema.tableName}: up to date\n`);
  expect(sim.violations).toEqual([]);
}

/** A table as `from` says, made by an earlier run and left alone for a while. */
async function liveTable({ from }: Migration, options: Parameters<typeof createSimulator>[0]) {
  const sim = createSimulator(options);
  const created = await run({ client: sim.client, clock: sim.outsideClock }, from, () => 0.5);
  expect(created).toMatchObject({ outcome: 'created', drift: [], unsupported: [] });
  await sim.idle();
  await sim.outsideClock.sleep(2 * hour);
  return sim;
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

test(`any migration reaches no difference, and breaks no rule (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(anyMigration, seeds, async (pair, simSeed) => {
      const sim = await liveTable(pair, { seed: simSeed, logCalls: false });
      await settle(sim, sim, pair.to, () => 0.5);
      await expectInLine(sim, pair.to);
    }),
    runs(4500),
  );
}, 600_000);

test(`killed before or after any call, and run again, it converges (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(
      anyMigration,
      seeds,
      fc.nat(60),
      fc.constantFrom('before' as const, 'after' as const),
      async (pair, simSeed, call, when) => {
        const sim = await liveTable(pair, { seed: simSeed, logCalls: false });
        sim.crashAt(call + 1, when);
        const killed = await run(sim, pair.to, () => 0.5);
        if (killed.error) expect(killed.error.cause ?? killed.error).toBeInstanceOf(SimulatedCrash);
        sim.revive();
        await sim.outsideClock.sleep(2 * hour);
        await settle(sim, sim, pair.to, () => 0.5);
        await expectInLine(sim, pair.to);
      },
    ),
    runs(3000),
  );
}, 600_000);

test(`throttling, faults of the server and lost replies only delay it (seed ${seed})`, async () => {
  const rates = { throttle: 0.1, serverError: 0.05, serverErrorAfterActing: 0.05, lostRequest: 0.03, lostReply: 0.1 };
  await fc.assert(
    fc.asyncProperty(anyMigration, seeds, async (pair, simSeed) => {
      const sim = await liveTable(pair, { seed: simSeed, logCalls: false });
      sim.setFaults(rates);
      await settle(sim, sim, pair.to, () => 0.5);
      sim.setFaults({});
      await expectInLine(sim, pair.to);
    }),
    runs(1500),
  );
}, 600_000);

test(`two runs at once both end well (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(anyMigration, seeds, async (pair, simSeed) => {
      const sim = await liveTable(pair, { seed: simSeed, logCalls: false });
      const other = sim.startProcess();
      const results = await Promise.all([run(sim, pair.to, () => 0.3), run(other, pair.to, () => 0.7)]);
      for (const { error } of results) if (error) throw error;
      await sim.outsideClock.sleep(2 * hour);
      await settle(sim, sim, pair.to, () => 0.5);
      await sim.idle();
      await sim.outsideClock.sleep(hour);
      const plan = await planTable(sim.client, pair.to, { allow: everything, clock: sim.outsideClock });
      expect(plan.steps).toEqual([]);
    }),
    runs(1000),
  );
}, 600_000);

test(`with nothing allowed, no index, stream or backup goes (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(anyMigration, seeds, async (pair, simSeed) => {
      const sim = await liveTable(pair, { seed: simSeed });
      const start = sim.calls.length;
      const result = await run(sim, pair.to, () => 0.5, []);
      if (result.error) throw result.error;
      const made = JSON.stringify(sim.calls.slice(start).map(({ input }) => input));
      expect(made).not.toMatch(/"Delete":|"StreamEnabled":false/);
      expect(sim.calls.some(({ operation }) => operation === 'DeleteTable')).toBe(false);
      expect(sim.violations).toEqual([]);
      await sim.outsideClock.sleep(hour);
      const plan = await planTable(sim.client, pair.to, { clock: sim.outsideClock });
      expect(plan.steps.filter(({ operation }) => operation !== 'UpdateTimeToLive')).toEqual([]);
    }),
    runs(500),
  );
}, 600_000);

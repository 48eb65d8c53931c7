import fc from 'fast-check';
import { createSimulator } from '../../simulator/index.js';
import { planTable } from '../../src/provision/index.js';
import { runs as generated } from '../support/generated.js';
import {
  anyMigration,
  everything,
  expectInLine,
  hour,
  liveTable,
  run,
  runs,
  seed,
  seeds,
  seeing,
  settle,
} from '../support/migrationRuns.js';

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
    runs(600),
  );
}, 1_800_000);

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
      const plan = await planTable(sim.client, pair.to, { ...seeing(sim), allow: everything });
      expect(plan.steps).toEqual([]);
    }),
    runs(400),
  );
}, 1_800_000);

test(`of two runs that create a table at once, under throttling, one has created it (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(anyMigration, seeds, async ({ to }, simSeed) => {
      const sim = createSimulator({ seed: simSeed, logCalls: false, faults: { throttle: 0.3 } });
      const results = await Promise.all([run(sim, to, () => 0.3), run(sim.startProcess(), to, () => 0.7)]);
      for (const { error } of results) if (error) throw error;
      const created = results.filter(({ steps }) => steps.some(({ operation }) => operation === 'CreateTable'));
      expect(created).toHaveLength(1);
      expect(created[0].outcome).toBe('created');
    }),
    runs(200),
  );
}, 1_800_000);

test(`with nothing allowed, no index, stream or backup goes (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(anyMigration, seeds, async (pair, simSeed) => {
      const sim = await liveTable(pair, { seed: simSeed });
      const start = sim.calls.length;
      const result = await run(sim, pair.to, () => 0.5, []);
      if (result.error) throw result.error;
      const made = JSON.stringify(sim.calls.slice(start).map(({ input }) => input));
      expect(made).not.toMatch(/"Delete":|"StreamEnabled":false/);
      const operations = sim.calls.slice(start).map(({ operation }) => operation);
      expect(operations).not.toContain('DeleteTable');
      expect(operations).not.toContain('DisableKinesisStreamingDestination');
      expect(sim.violations).toEqual([]);
      await sim.outsideClock.sleep(hour);
      const plan = await planTable(sim.client, pair.to, seeing(sim));
      expect(plan.steps.filter(({ operation }) => operation !== 'UpdateTimeToLive')).toEqual([]);
    }),
    runs(200),
  );
}, 1_800_000);

test('a call without an answer is not made again on a look that is older, however long the rest of the look takes', async () => {
  const common = { tableName: 'streams', partitionKey: 'a', contributorInsights: true } as const;
  const from = { ...common, attributes: { a: 'N' }, streamViewType: 'KEYS_ONLY', timeToLive: 'a' } as const;
  const to = { ...common, attributes: { a: 'N' }, streamViewType: 'OLD_IMAGE', pointInTimeRecovery: true } as const;
  for (let simSeed = 1; simSeed <= generated(600).numRuns; simSeed++) {
    const sim = await liveTable({ from, to, stuckReplica: undefined }, { seed: simSeed, logCalls: false });
    sim.setFaults({ throttle: 0.1, serverError: 0.05, serverErrorAfterActing: 0.05, lostReply: 0.1 });
    await settle(sim, sim, to, () => 0.5);
    expect(sim.violations).toEqual([]);
  }
});

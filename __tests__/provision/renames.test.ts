import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import type { createSimulator } from '../../simulator/index.js';
import { type Client, planTable, provisionTables } from '../../src/provision/index.js';
import { renaming } from '../support/migration.js';
import { expectInLine, hour, liveTable, runs, seed, seeds, settle } from '../support/migrationRuns.js';

type Simulator = ReturnType<typeof createSimulator>;

const most = 20;
const renames = fc.oneof(
  {
    weight: 20,
    arbitrary: renaming({ maxGlobalSecondaryIndexes: 4, maxVectorIndexes: 1, maxLocalSecondaryIndexes: 1 }),
  },
  { weight: 1, arbitrary: renaming() },
);

/** The client, which fails the test when an index goes whose new name does not stand, though there is room. */
function watched(sim: Simulator, tableName: string, renamed: ReadonlyMap<string, string>): Client {
  const send: (...args: unknown[]) => Promise<unknown> = (...args) => {
    const [command] = args;
    const updates = command instanceof UpdateTableCommand ? (command.input.GlobalSecondaryIndexUpdates ?? []) : [];
    for (const { Delete } of updates) {
      const other = renamed.get(Delete?.IndexName ?? '');
      if (other === undefined) continue;
      const standing = sim.tables.get(tableName)?.globalIndexes ?? [];
      const successor = standing.find(({ name }) => name === other);
      if (successor) expect(successor.status).toBe('ACTIVE');
      else expect(standing.length).toBe(most);
    }
    return (sim.client.send as typeof send)(...args);
  };
  return { send: send as Client['send'] };
}

test(`no index that gets another name is missing under both, where there is room (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(renames, seeds, async (pair, simSeed) => {
      const { to, renamed } = pair;
      const sim = await liveTable(pair, { seed: simSeed, logCalls: false });
      const client = watched(sim, to.tableName, renamed);
      await settle(
        sim,
        { client, autoScalingClient: sim.autoScalingClient, clientIn: sim.clientIn, clock: sim.clock },
        to,
        () => 0.5,
      );
      await expectInLine(sim, to);
    }),
    runs(400),
  );
}, 1_800_000);

test(`without permission what comes is made, and what goes stays (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(renames, seeds, async (pair, simSeed) => {
      const { to, renamed } = pair;
      const sim = await liveTable(pair, { seed: simSeed, logCalls: false });
      const plan = await planTable(sim.client, to, { clock: sim.clock });
      const left = plan.drift.filter(({ kind }) => kind === 'add-index').map(({ path }) => path[1]);
      const [result] = await provisionTables(sim.client, [to], { clock: sim.clock, timeoutMs: 100 * hour });
      if (result.error) throw result.error;
      const standing = sim.tables.get(to.tableName)?.globalIndexes.map(({ name }) => name) ?? [];
      for (const [old, other] of renamed) {
        expect(standing).toContain(old);
        if (!left.includes(other)) expect(standing).toContain(other);
      }
    }),
    runs(100),
  );
}, 1_800_000);

import fc from 'fast-check';
import { createSimulator } from '../../simulator/index.js';
import type { TableSchema } from '../../src/index.js';
import {
  type Client,
  formatPlan,
  type Permission,
  permissions,
  planTable,
  provisionTables,
} from '../../src/provision/index.js';
import { runs as generated } from './generated.js';
import { type Migration, migration } from './migration.js';
import { regions } from './replicaSettings.js';

/**
 * Generated migrations against the simulated control plane: any schema to any other that its key allows, over all that a schema
 * can say. The counts add up to 4,300, of which a twentieth is run unless `MIGRATIONS` says otherwise; `SEED` repeats a run.
 */
export const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
export const runs = (count: number) => ({ ...generated(count, 0.05), seed });

export const everything: readonly Permission[] = permissions;
export const hour = 3_600_000;

/** Most migrations are small, so that there can be many; a few are as large as DynamoDB allows. */
export const anyMigration = fc.oneof(
  {
    weight: 40,
    arbitrary: migration({ maxGlobalSecondaryIndexes: 3, maxVectorIndexes: 1, maxLocalSecondaryIndexes: 1 }),
  },
  { weight: 1, arbitrary: migration() },
);

type Simulator = ReturnType<typeof createSimulator>;
type Actor = Pick<Simulator, 'autoScalingClient' | 'clock' | 'clientIn'> & { readonly client: Client };

export function run(
  { client, clientIn, autoScalingClient, clock }: Actor,
  schema: TableSchema,
  random: () => number,
  allow: readonly Permission[] = everything,
) {
  const options = { allow, autoScalingClient, clients: clientsOf({ clientIn }), clock, random, timeoutMs: 100 * hour };
  return provisionTables(client, [schema], options).then(([result]) => result);
}

/** Runs until nothing is left but what has to wait an hour, then once more. */
export async function settle(sim: Simulator, actor: Actor, schema: TableSchema, random: () => number) {
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

export async function expectInLine(sim: Simulator, schema: TableSchema) {
  await sim.idle();
  await sim.outsideClock.sleep(hour);
  const plan = await planTable(sim.client, schema, { ...seeing(sim), allow: everything });
  expect(formatPlan(plan)).toContain(`In line: ${schema.tableName}\n`);
  expect(sim.violations).toEqual([]);
}

/** A table as `from` says, made by an earlier run and left alone for a while. */
export async function liveTable({ from, to, stuckReplica }: Migration, options: Parameters<typeof createSimulator>[0]) {
  const sim = createSimulator(options);
  const created = await run({ client: sim.client, ...seeing(sim) }, from, () => 0.5);
  expect(created).toMatchObject({ outcome: 'created', drift: [], unsupported: [] });
  await sim.idle();
  await sim.outsideClock.sleep(2 * hour);
  const table = sim.tables.get(from.tableName);
  if (table && stuckReplica) table.replicas = [{ RegionName: 'eu-west-1', ReplicaStatus: stuckReplica }];
  void moveCapacity(sim, to);
  void followLoad(sim, to);
  return sim;
}

/** For those who look from outside: by a clock that no crash stops. */
export function seeing({ autoScalingClient, clientIn, outsideClock }: Simulator) {
  return { autoScalingClient, clientIn, clients: clientsOf({ clientIn }), clock: outsideClock };
}

/** A client for each Region in which generated tables have replicas. */
function clientsOf({ clientIn }: Pick<Simulator, 'clientIn'>) {
  return Object.fromEntries(regions.map((region) => [region, clientIn(region)]));
}

/** The load of some hours, which Application Auto Scaling follows, and scheduled actions in it. */
async function followLoad(sim: Simulator, { tableName }: TableSchema) {
  for (let i = 0; sim.scalableTargets.length && i < 12; i++) {
    await sim.outsideClock.sleep(((i * 5) % 13) * 60_000 + 1);
    if (i % 3 === 2) sim.runScheduledActions(tableName);
    sim.followLoad(tableName);
  }
}

/** What scales the capacity that a schema leaves to something else: new numbers every few minutes, for some hours. */
async function moveCapacity(
  sim: Simulator,
  { tableName, provisionedThroughput, globalSecondaryIndexes = {} }: TableSchema,
) {
  const isScaled = (units: typeof provisionedThroughput) => units?.autoScaling === 'UNMANAGED';
  const scaled = Object.entries(globalSecondaryIndexes).flatMap(([name, index]) =>
    isScaled(index.provisionedThroughput) ? [name] : [],
  );
  if (isScaled(provisionedThroughput)) scaled.push('');
  for (let i = 0; scaled.length && i < 40; i++) {
    await sim.outsideClock.sleep(((i * 7) % 11) * 60_000 + 1);
    const table = sim.tables.get(tableName);
    if (table?.billingMode !== 'PROVISIONED') continue;
    const name = scaled[i % scaled.length];
    const capacity = name === '' ? table.capacity : table.globalIndexes.find((index) => index.name === name)?.capacity;
    if (capacity) capacity.provisioned = { read: 1 + ((i * 5) % 13), write: 1 + ((i * 3) % 17) };
    sim.noteChange(tableName);
  }
}

export const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

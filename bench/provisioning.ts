import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CreateTableCommand, UpdateTimeToLiveCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { createSimulator, defaultDurations, type SimulatedClient } from '../simulator/index.js';
import {
  sessionTableSchema,
  type TableSchema,
  toCreateTableInput,
  toUpdateTimeToLiveInput,
  withTableName,
} from '../src/index.js';
import { planTable, provisionTables } from '../src/provision/index.js';
import { atMost, type Row, ratioAtMost, type Section } from './section.js';

/** How often anyone has to look who waits for a table, and who waits for an index: what tablewright slows down to. */
const [tablePace, indexPace] = [2_000, 20_000];
/** DynamoDB creates so many tables with indexes at once. */
const createdAtOnce = 250;
const average = ([min, max]: readonly [number, number]) => (min + max) / 2;
const createWait = average(defaultDurations.createTableWithIndexes);
const indexWait = average(defaultDurations.createIndexAllocation) + average(defaultDurations.createIndexBackfill);

interface Cost {
  readonly calls: number;
  readonly ms: number;
}

function sessions(count: number): TableSchema[] {
  return Array.from({ length: count }, (_, i) => withTableName(sessionTableSchema, `sessions-${i}`) as TableSchema);
}

function mean(costs: readonly Cost[]): Cost {
  const sum = (of: (cost: Cost) => number) => costs.reduce((total, cost) => total + of(cost), 0) / costs.length;
  return { calls: sum(({ calls }) => calls), ms: sum(({ ms }) => ms) };
}

async function create(count: number, seed: number): Promise<Cost> {
  const sim = createSimulator({ seed, logCalls: false });
  const start = sim.clock.now();
  const results = await provisionTables(sim.client, sessions(count), { clock: sim.clock });
  if (results.some(({ outcome }) => outcome !== 'created')) throw new Error('not all tables were created');
  return { calls: sim.requestCount, ms: sim.clock.now() - start };
}

/** What people write: one table after the other, with the SDK's waiter, which sleeps on the virtual clock here. */
async function createWithWaiter(count: number, seed: number): Promise<Cost> {
  const sim = createSimulator({ seed, logCalls: false });
  const start = sim.clock.now();
  const real = { setTimeout: globalThis.setTimeout, now: Date.now };
  globalThis.setTimeout = ((done: () => void, ms: number) => {
    void sim.outsideClock.sleep(ms).then(done);
    return 0;
  }) as unknown as typeof setTimeout;
  Date.now = () => sim.clock.now();
  try {
    for (const schema of sessions(count)) {
      const { tableName: TableName } = schema;
      await sim.client.send(new CreateTableCommand(toCreateTableInput(schema)));
      await waitUntilTableExists({ client: sim.client as never, maxWaitTime: 600 }, { TableName });
      const timeToLive = toUpdateTimeToLiveInput(schema);
      if (timeToLive) await sim.client.send(new UpdateTimeToLiveCommand(timeToLive));
    }
  } finally {
    globalThis.setTimeout = real.setTimeout;
    Date.now = real.now;
  }
  return { calls: sim.requestCount, ms: sim.clock.now() - start };
}

async function addFourIndexes(seed: number): Promise<Cost> {
  const sim = createSimulator({ seed, logCalls: false });
  const { globalSecondaryIndexes, ...bare } = sessionTableSchema;
  sim.putTable(toCreateTableInput(bare));
  const start = sim.clock.now();
  const [result] = await provisionTables(sim.client, [sessionTableSchema], { clock: sim.clock });
  if (result.outcome !== 'updated') throw result.error ?? new Error(result.outcome);
  return { calls: sim.requestCount, ms: sim.clock.now() - start };
}

/** Look, create, look until it is there, TTL; as many at once as DynamoDB allows. */
function leastToCreate(count: number): Cost {
  const longest = count === 1 ? createWait : defaultDurations.createTableWithIndexes[1];
  return {
    calls: count * (3 + Math.ceil(createWait / tablePace)),
    ms: Math.max(longest, (count * createWait) / createdAtOnce),
  };
}

/** Look (table and TTL), four times create and look until it is there, TTL. */
const leastToIndex: Cost = { calls: 3 + 4 * (1 + Math.ceil(indexWait / indexPace)), ms: 4 * indexWait };

function rows(what: string, cost: Cost, least: Cost, target = true): Row[] {
  const [calls, time] = [cost.calls / least.calls, cost.ms / least.ms];
  return [
    {
      what: `${what}: calls`,
      value: cost.calls,
      unit: 'calls',
      ratio: calls,
      ...(target && { target: ratioAtMost(1.3, calls, 'fewest') }),
    },
    {
      what: `${what}: time`,
      value: cost.ms / 1000,
      unit: 'virtual s',
      ratio: time,
      ...(target && { target: ratioAtMost(1.1, time, 'shortest') }),
    },
  ];
}

async function seeds(count: number, run: (seed: number) => Promise<Cost>): Promise<Cost> {
  const costs: Cost[] = [];
  for (let seed = 1; seed <= count; seed++) costs.push(await run(seed));
  return mean(costs);
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapMegabytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Plans that find nothing to do; the heap a tenth of the way in and at the end, when nothing is kept but a count. */
async function planUnchanged(count: number): Promise<Row[]> {
  const schemas = sessions(count);
  const sim = createSimulator({ seed: 1, logCalls: false });
  const created = await provisionTables(sim.client, schemas, { clock: sim.clock });
  if (created.some(({ outcome }) => outcome !== 'created')) throw new Error('not all tables were created');
  await sim.idle();
  const before = sim.requestCount;
  let [steps, early] = [0, 0];
  for (const [i, schema] of schemas.entries()) {
    steps += (await planTable(sim.client as SimulatedClient, schema, { clock: sim.clock })).steps.length;
    if (i === count / 10) early = heapMegabytes();
  }
  if (steps) throw new Error(`${steps} steps were planned`);
  const [each, heap] = [(sim.requestCount - before) / count, heapMegabytes()];
  return [
    { what: `plan ${count} unchanged: calls a table`, value: each, unit: 'calls', target: atMost(2, each, 'calls') },
    {
      what: `plan ${count} unchanged: heap at the end, to that after a tenth`,
      value: heap,
      unit: 'MB',
      ratio: heap / early,
      target: ratioAtMost(1.1, heap / early, 'heap at 250'),
    },
  ];
}

export const provisioning: Section = {
  name: 'provisioning',
  title: `Live tables, on the simulated control plane (reference: fewest calls when looking every ${tablePace / 1000} s, at an index every ${indexPace / 1000} s; shortest time)`,
  async run(progress) {
    const table: Row[] = [];
    for (const [count, runs] of [
      [1, 40],
      [100, 5],
      [2500, 1],
    ]) {
      progress(`create ${count}`);
      table.push(...rows(`create ${count}`, await seeds(runs, (seed) => create(count, seed)), leastToCreate(count)));
      progress(`create ${count}, one by one with waitUntilTableExists`);
      const waiter = await seeds(Math.min(runs, 5), (seed) => createWithWaiter(count, seed));
      table.push(...rows(`create ${count}, SDK loop`, waiter, leastToCreate(count), false));
    }
    progress('four indexes');
    table.push(...rows('add 4 GSIs to a live table', await seeds(20, addFourIndexes), leastToIndex));
    progress('plan 2500');
    table.push(...(await planUnchanged(2500)));
    return table;
  },
};

import { createSimulator, noDurations } from '../../simulator/index.js';
import { defineTable, type TableSchema, toCreateTableInput } from '../../src/index.js';
import { makePlan } from '../../src/migrate/index.js';
import { formatPlan, type Permission, type Plan, planTable } from '../../src/provision/index.js';

const units = { readCapacityUnits: 5, writeCapacityUnits: 5 };
const table = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', user: 'S', status: 'S', at: 'S', n: 'N', ttl: 'N' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-user': { partitionKey: 'user', sortKey: 'at' },
    'gsi-status': { partitionKey: 'status', sortKey: 'at' },
  },
});
const { 'gsi-user': byUser } = table.globalSecondaryIndexes;

async function planFrom(live: object, desired: object, ...allow: Permission[]): Promise<Plan> {
  const sim = createSimulator({ durations: noDurations, staleReads: 0 });
  sim.putTable(toCreateTableInput(live as TableSchema));
  return planTable(sim.client, desired as TableSchema, { allow, clock: sim.clock });
}

/** Each step in a line: the members of its input that change something. */
function calls({ steps }: Plan): string[] {
  return steps.map(({ operation, input }) => {
    const {
      TableName,
      AttributeDefinitions,
      GlobalSecondaryIndexUpdates = [],
      ...members
    } = input as unknown as Record<string, unknown>;
    const updates = (GlobalSecondaryIndexUpdates as object[]).flatMap((update) =>
      Object.entries(update).map(([action, index]) => `${action} ${(index as { IndexName: string }).IndexName}`),
    );
    return [operation, ...Object.keys(members), ...updates].join(' ');
  });
}

test('what may share a call shares it; a stream and throughput may not', async () => {
  const live = { ...table, billingMode: 'PROVISIONED', provisionedThroughput: units, globalSecondaryIndexes: {} };
  const desired = {
    ...live,
    provisionedThroughput: { readCapacityUnits: 6, writeCapacityUnits: 5 },
    deletionProtection: true,
    streamViewType: 'NEW_IMAGE',
  };
  expect(calls(await planFrom(live, desired))).toEqual([
    'UpdateTable DeletionProtectionEnabled ProvisionedThroughput',
    'UpdateTable StreamSpecification',
  ]);
  expect(calls(await planFrom(live, { ...live, deletionProtection: true, streamViewType: 'NEW_IMAGE' }))).toEqual([
    'UpdateTable DeletionProtectionEnabled StreamSpecification',
  ]);
});

test('to PROVISIONED: first indexes go, then the mode with throughput for each that stands, then indexes come', async () => {
  const added = { 'gsi-new': { partitionKey: 'n', provisionedThroughput: units } };
  const desired = {
    ...table,
    billingMode: 'PROVISIONED',
    provisionedThroughput: units,
    deletionProtection: true,
    tableClass: 'STANDARD_INFREQUENT_ACCESS',
    globalSecondaryIndexes: { 'gsi-user': { ...byUser, provisionedThroughput: units }, ...added },
  };
  expect(calls(await planFrom(table, desired, 'remove-index'))).toEqual([
    'UpdateTable DeletionProtectionEnabled',
    'UpdateTable Delete gsi-status',
    'UpdateTable TableClass',
    'UpdateTable BillingMode ProvisionedThroughput Update gsi-user',
    'UpdateTable Create gsi-new',
  ]);
});

test('to PROVISIONED while an index must stay that has no throughput: all of that waits, the rest does not', async () => {
  const desired = {
    ...table,
    billingMode: 'PROVISIONED',
    provisionedThroughput: units,
    globalSecondaryIndexes: {
      'gsi-user': { ...byUser, provisionedThroughput: units },
      'gsi-new': { partitionKey: 'n', provisionedThroughput: units },
    },
  };
  const plan = await planFrom(table, desired);
  expect(calls(plan)).toEqual(['UpdateTable Create gsi-new']);
  expect(plan.steps[0].input).not.toHaveProperty('GlobalSecondaryIndexUpdates.0.Create.ProvisionedThroughput');
  expect(plan.drift.map(({ kind }) => kind)).toEqual([
    'remove-index',
    'change-billing-mode',
    'change-provisioned-throughput',
    'change-provisioned-throughput',
  ]);
  expect(formatPlan(plan)).toMatch(/waits for the removal of gsi-status/);
});

test('to PAY_PER_REQUEST: the mode first, ceilings after it, a new index without throughput', async () => {
  const live = {
    ...table,
    billingMode: 'PROVISIONED',
    provisionedThroughput: units,
    globalSecondaryIndexes: { 'gsi-user': { ...byUser, provisionedThroughput: units } },
  };
  const desired = { ...table, onDemandThroughput: { maxReadRequestUnits: 9 } };
  expect(calls(await planFrom(live, desired))).toEqual([
    'UpdateTable BillingMode',
    'UpdateTable OnDemandThroughput',
    'UpdateTable Create gsi-status',
  ]);
});

test('indexes come and go one in a call; a changed one goes, and comes again', async () => {
  const desired = {
    ...table,
    globalSecondaryIndexes: {
      'gsi-user': { ...byUser, projection: 'KEYS_ONLY' },
      one: { partitionKey: 'n' },
      two: { partitionKey: 'user' },
    },
  };
  expect(calls(await planFrom(table, desired, 'remove-index', 'replace-index'))).toEqual([
    'UpdateTable Delete gsi-user',
    'UpdateTable Delete gsi-status',
    'UpdateTable Create gsi-user',
    'UpdateTable Create one',
    'UpdateTable Create two',
  ]);
  const plan = await planFrom(table, desired, 'remove-index');
  expect(plan.drift).toMatchObject([{ kind: 'replace-index', effect: 'destructive' }]);
  expect(formatPlan(plan)).toMatch(/queries on it fail meanwhile, for 5 to 15 minutes/);
});

test('a call that makes an index holds the definitions of every key that stands then', async () => {
  const desired = {
    ...table,
    globalSecondaryIndexes: {
      'gsi-user': byUser,
      one: { partitionKey: 'n' },
      two: { partitionKey: 'user', sortKey: 'n' },
    },
  };
  const definitions = (plan: Plan) =>
    plan.steps.flatMap(({ input }) =>
      'AttributeDefinitions' in input
        ? [input.AttributeDefinitions?.map((d) => `${d.AttributeName} ${d.AttributeType}`)]
        : [],
    );
  expect(definitions(await planFrom(table, desired))).toEqual([
    ['n N', 'id S', 'user S', 'at S', 'status S'],
    ['user S', 'n N', 'id S', 'at S', 'status S'],
  ]);
});

test("on an endpoint that can't make it again, an index is not deleted", async () => {
  const sim = createSimulator({ durations: noDurations, staleReads: 0 });
  sim.putTable(toCreateTableInput(table as TableSchema));
  const desired = {
    ...table,
    globalSecondaryIndexes: { ...table.globalSecondaryIndexes, 'gsi-user': { partitionKey: ['user', 'at'] } },
  } as unknown as TableSchema;
  const { live, table: facts } = await planTable(sim.client, desired, { clock: sim.clock });
  const unsupported = ['UpdateTable.GlobalSecondaryIndexUpdates.Create.multiAttributeKey'];
  const plan = makePlan({ ...facts, unsupported, arn: '', schema: live as TableSchema }, desired, {
    allow: ['replace-index'],
  });
  expect(plan).toMatchObject({ steps: [], drift: [], unsupported: [{ kind: 'replace-index' }] });
});

test('an attribute gets another type only when all indexes that use it go first', async () => {
  const desired = { ...table, attributes: { ...table.attributes, at: 'N' } };
  expect(calls(await planFrom(table, desired, 'replace-index'))).toEqual([
    'UpdateTable Delete gsi-user',
    'UpdateTable Delete gsi-status',
    'UpdateTable Create gsi-user',
    'UpdateTable Create gsi-status',
  ]);
  const withoutStatus = { ...desired, globalSecondaryIndexes: { 'gsi-user': byUser } };
  const plan = await planFrom(table, withoutStatus, 'replace-index');
  expect(plan.steps).toEqual([]);
  expect(plan.drift.map(({ kind }) => kind)).toEqual(['remove-index', 'replace-index']);
  expect(formatPlan(plan)).toMatch(/waits for gsi-status: while that uses at as S, no index can use it as N/);
});

test('a key waits for a vector index that holds its attribute as a list', async () => {
  const vector = { vectorAttribute: 'at', dimensions: 3, distanceFunction: 'COSINE' };
  const live = {
    ...table,
    attributes: { ...table.attributes, at: 'L' },
    globalSecondaryIndexes: {},
    vectorIndexes: { vec: vector },
  };
  const desired = {
    ...table,
    attributes: { ...table.attributes, at: 'S' },
    globalSecondaryIndexes: { new: { partitionKey: 'at' } },
  };
  const plan = await planFrom(live, desired);
  expect(plan.steps).toEqual([]);
  expect(formatPlan(plan)).toMatch(/waits for vec: while that uses at as L, no index can use it as S/);
  expect((await planFrom(live, desired, 'remove-index')).steps.map(({ until }) => until)).toEqual([
    'index-gone',
    'index-active',
  ]);
});

test('the settings of an index that has to wait wait with it', async () => {
  const desired = {
    ...table,
    attributes: { ...table.attributes, at: 'N' },
    globalSecondaryIndexes: { 'gsi-new': { partitionKey: 'id', sortKey: 'at', contributorInsights: true } },
  };
  const plan = await planFrom(table, desired);
  expect(plan.steps).toEqual([]);
  expect(plan.drift.map(({ kind }) => kind)).toEqual([
    'remove-index',
    'remove-index',
    'add-index',
    'change-contributor-insights',
  ]);
});

test('an index waits for one of another kind that has its name', async () => {
  const vector = { vectorAttribute: 'v', dimensions: 3, distanceFunction: 'COSINE' };
  const desired = {
    ...table,
    attributes: { ...table.attributes, v: 'L' },
    globalSecondaryIndexes: { 'gsi-user': byUser },
    vectorIndexes: { 'gsi-status': vector },
  };
  const plan = await planFrom(table, desired);
  expect(plan.steps).toEqual([]);
  expect(plan.drift.map(({ kind }) => kind)).toEqual(['remove-index', 'add-index']);
  const { steps } = await planFrom(table, desired, 'remove-index');
  expect(steps.map(({ until }) => until)).toEqual(['index-gone', 'index-active']);
});

test('indexes that must stay leave room for so many only; the others wait', async () => {
  const indexes = (letter: string, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`gsi-${letter}${i}`, { partitionKey: 'user' }]));
  const live = { ...table, globalSecondaryIndexes: indexes('old', 18) };
  const desired = { ...table, globalSecondaryIndexes: indexes('new', 3) };
  const plan = await planFrom(live, desired);
  expect(calls(plan)).toEqual(['UpdateTable Create gsi-new0', 'UpdateTable Create gsi-new1']);
  expect(plan.drift.at(-1)).toMatchObject({ kind: 'add-index', path: ['globalSecondaryIndexes', 'gsi-new2'] });
  expect(formatPlan(plan)).toMatch(/waits for the removal of another index: a table has 20 at most/);
  const { drift, steps } = await planFrom(live, desired, 'remove-index');
  expect(drift).toEqual([]);
  expect(steps).toHaveLength(21);
});

test('a stream of another view goes off, then on', async () => {
  const live = { ...table, streamViewType: 'KEYS_ONLY' };
  const plan = await planFrom(live, { ...table, streamViewType: 'NEW_IMAGE' }, 'replace-stream');
  expect(plan.steps.map(({ input }) => input)).toMatchObject([
    { StreamSpecification: { StreamEnabled: false } },
    { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } },
  ]);
});

test('protection is the last to be switched off', async () => {
  const desired = {
    ...table,
    deletionProtection: false,
    globalSecondaryIndexes: { 'gsi-user': byUser },
    timeToLive: 'ttl',
  };
  expect(calls(await planFrom({ ...table, deletionProtection: true }, desired, 'remove-index'))).toEqual([
    'UpdateTable Delete gsi-status',
    'UpdateTimeToLive TimeToLiveSpecification',
    'UpdateTable DeletionProtectionEnabled',
  ]);
});

test('a plan survives JSON, and prints what comes, what goes and what is left', async () => {
  const desired = {
    ...table,
    timeToLive: 'ttl',
    globalSecondaryIndexes: { 'gsi-user': byUser, 'gsi-new': { partitionKey: 'n' } },
  };
  const plan = await planFrom(table, desired);
  expect(JSON.parse(JSON.stringify(plan))).toEqual(JSON.parse(JSON.stringify(plan)));
  expect(formatPlan(JSON.parse(JSON.stringify(plan)))).toBe(formatPlan(plan));
  expect(formatPlan(plan)).toBe(`orders: 2 calls
  1. UpdateTable, then wait until gsi-new is built
     + gsi-new {"partitionKey":"n"} (add-index, slow)
  2. UpdateTimeToLive, then go on
     + timeToLive: ttl (enable-time-to-live, online)
  Left as it is:
     - gsi-status {"partitionKey":"status","sortKey":"at"} (remove-index, destructive)
        to make it, allow remove-index
`);
});

test('the plan for no table creates it, with what CreateTable does not carry after it', async () => {
  const sim = createSimulator({ durations: noDurations, staleReads: 0 });
  const schema = defineTable({
    ...table,
    timeToLive: 'ttl',
    pointInTimeRecovery: { recoveryPeriodInDays: 7 },
    contributorInsights: true,
    tags: { team: 'a' },
  });
  const plan = await planTable(sim.client, schema, { clock: sim.clock });
  expect(plan).toMatchObject({ fingerprint: 'no-table', drift: [] });
  expect(plan.steps.map(({ operation }) => operation)).toEqual([
    'CreateTable',
    'UpdateContinuousBackups',
    'UpdateTimeToLive',
    'UpdateContributorInsights',
  ]);
  expect(plan.steps[0].input).toEqual(toCreateTableInput(schema));
  expect(formatPlan(plan)).toMatch(/^orders: does not exist yet, 4 calls\n {2}1\. CreateTable/);
});

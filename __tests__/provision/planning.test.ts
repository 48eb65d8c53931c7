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

test('to PROVISIONED: indexes come, others go, then the mode with throughput for each that stands', async () => {
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
    'UpdateTable TableClass',
    'UpdateTable Create gsi-new',
    'UpdateTable Delete gsi-status',
    'UpdateTable BillingMode ProvisionedThroughput Update gsi-user Update gsi-new',
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
    'UpdateTable Create one',
    'UpdateTable Create two',
    'UpdateTable Delete gsi-user',
    'UpdateTable Create gsi-user',
    'UpdateTable Delete gsi-status',
  ]);
  const plan = await planFrom(table, desired, 'remove-index');
  expect(plan.drift).toMatchObject([{ kind: 'replace-index', effect: 'destructive' }]);
  expect(formatPlan(plan)).toMatch(/queries on it fail meanwhile, for 5 to 15 minutes/);
});

const { 'gsi-status': byStatus } = table.globalSecondaryIndexes;
const renamed = { ...table, globalSecondaryIndexes: { 'gsi-user': byUser, 'gsi-state': byStatus } };
const full = (more: object) => ({
  ...table,
  globalSecondaryIndexes: {
    ...Object.fromEntries(Array.from({ length: 18 }, (_, i) => [`gsi-${i}`, { partitionKey: 'n' }])),
    ...more,
  },
});

test('an index under another name is seen: the new one is built before the old one goes', async () => {
  const plan = await planFrom(table, renamed, 'remove-index');
  expect(calls(plan)).toEqual(['UpdateTable Create gsi-state', 'UpdateTable Delete gsi-status']);
  expect(plan.steps[0].changes[0].note).toMatch(/it is gsi-status under another name/);
  expect(plan.steps[1].changes[0].note).toMatch(/it is renamed: gsi-state has the same keys and projection/);
  const unallowed = await planFrom(table, renamed);
  expect(calls(unallowed)).toEqual(['UpdateTable Create gsi-state']);
  expect(unallowed.drift).toMatchObject([{ kind: 'remove-index', otherName: 'gsi-state' }]);
});

test('where a table has all the indexes that it can have, the old one goes first, and the plan says why', async () => {
  const live = full(table.globalSecondaryIndexes);
  const plan = await planFrom(live, full(renamed.globalSecondaryIndexes), 'remove-index');
  expect(calls(plan)).toEqual(['UpdateTable Delete gsi-status', 'UpdateTable Create gsi-state']);
  expect(plan.steps[0].changes[0].note).toMatch(/it is removed before gsi-state is built: a table can have 20 at most/);
  const raised = { quotas: { globalSecondaryIndexesPerTable: 21 } };
  const { live: schema, table: facts } = plan;
  const base = { ...facts, arn: '', unsupported: [], schema: schema as TableSchema };
  const allow = ['remove-index'] as const;
  expect(calls(makePlan(base, full(renamed.globalSecondaryIndexes) as TableSchema, { ...raised, allow }))).toEqual([
    'UpdateTable Create gsi-state',
    'UpdateTable Delete gsi-status',
  ]);
});

test('room is made by an index that nothing replaces, if there is one', async () => {
  const desired = full({ 'gsi-0': undefined, ...renamed.globalSecondaryIndexes });
  const { 'gsi-0': _, ...indexes } = desired.globalSecondaryIndexes as unknown as Record<string, object>;
  const plan = await planFrom(
    full(table.globalSecondaryIndexes),
    { ...desired, globalSecondaryIndexes: indexes },
    'remove-index',
  );
  expect(calls(plan)).toEqual([
    'UpdateTable Delete gsi-0',
    'UpdateTable Create gsi-state',
    'UpdateTable Delete gsi-status',
  ]);
});

test('indexes that come are built before others go, unless the type of an attribute is in the way', async () => {
  const other = { 'gsi-user': byUser, 'gsi-n': { partitionKey: 'n' } };
  const desired = { ...table, globalSecondaryIndexes: other };
  expect(calls(await planFrom(table, desired, 'remove-index'))).toEqual([
    'UpdateTable Create gsi-n',
    'UpdateTable Delete gsi-status',
  ]);
  const typed = {
    ...table,
    attributes: { ...table.attributes, status: 'N' },
    globalSecondaryIndexes: { 'gsi-user': byUser, 'gsi-state': byStatus },
  };
  const plan = await planFrom(table, typed, 'remove-index');
  expect(calls(plan)).toEqual(['UpdateTable Delete gsi-status', 'UpdateTable Create gsi-state']);
  expect(plan.steps[0].changes[0].note).toMatch(
    /it is removed before gsi-state is built: while it uses status as S, no index can use that as N/,
  );
});

test('an index stays whose new name can not be made', async () => {
  const several = { partitionKey: ['user', 'at'] };
  const { live, table: facts } = await planFrom({ ...table, globalSecondaryIndexes: { old: several } }, table);
  const base = {
    ...facts,
    arn: '',
    unsupported: ['UpdateTable.GlobalSecondaryIndexUpdates.Create.multiAttributeKey'],
    schema: live as TableSchema,
  };
  const desired = { ...table, globalSecondaryIndexes: { new: several } } as unknown as TableSchema;
  const plan = makePlan(base, desired, { allow: ['remove-index'] });
  expect(plan).toMatchObject({ steps: [], unsupported: [{ kind: 'add-index' }], drift: [{ kind: 'remove-index' }] });
  expect(plan.drift[0].note).toMatch(/waits for new, which is to take its place/);
});

test('a changed index says the way without an outage, with names to take', async () => {
  const other = { ...table.globalSecondaryIndexes, 'gsi-user': { partitionKey: 'user', sortKey: 'n' } };
  const note = async (more: object) =>
    (
      await planFrom(
        { ...table, globalSecondaryIndexes: { ...table.globalSecondaryIndexes, ...more } },
        {
          ...table,
          globalSecondaryIndexes: { ...other, ...more },
        },
      )
    ).drift[0].note;
  expect(await note({})).toMatch(
    /add it as gsi-user-2 beside gsi-user as it is, move the readers of gsi-user to gsi-user-2, then remove gsi-user/,
  );
  expect(await note({ 'gsi-user-2': { partitionKey: 'n' } })).toMatch(/add it as gsi-user-3 /);
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
    ['n N', 'at S', 'id S', 'status S', 'user S'],
    ['user S', 'n N', 'at S', 'id S', 'status S'],
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
  expect(formatPlan(plan)).toMatch(/waits for gsi-status: while it uses at as S, no index can use that as N/);
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
  expect(formatPlan(plan)).toMatch(/waits for vec: while it uses at as L of 3 dimensions, no index can use that as S/);
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
  expect(formatPlan(plan)).toBe(`Where: account 123456789012, eu-central-1

~ orders: to change, 2 calls; 1 difference left
+   global index gsi-new: to build
+     partition key: n (N)
+     projection: all attributes
      0 items (0 bytes) to index, as last counted
+   time to live: (none) -> ttl
!   left as it is, because it is not allowed:
!     global index gsi-status: to remove
!       partition key: status (S)
!       sort key: at (S)
!       projection: all attributes
        0 items (0 bytes) in it, as last counted
        queries on it fail from then on
      to make it, allow remove-index
    calls:
      1. UpdateTable builds gsi-new; wait until it is built
      2. UpdateTimeToLive switches time to live on

1 to change; 1 index built; 1 difference left; 2 calls
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
  expect(formatPlan(plan)).toMatch(/^\+ orders: to create, 4 calls\n\+ {3}partition key: id \(S\)\n/);
});

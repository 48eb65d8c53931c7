import { DeleteTableCommand, type UpdateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { createSimulator } from '../../simulator/index.js';
import {
  createGsi,
  deleteGsi,
  describeOrders,
  gsi,
  hour,
  minute,
  onDemandTable,
  outcome,
  provisionedTable,
  second,
  strings,
  update,
  withTable,
} from './helpers.js';

const onlyOne =
  'LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table';
const withGsi = { AttributeDefinitions: strings('id', 'user'), GlobalSecondaryIndexes: [gsi('user')] };
/** 30 seconds of a table that is UPDATING, 60 of allocation, 10 minutes of backfill. */
const durations = {
  createIndexTable: [30 * second, 30 * second],
  createIndexAllocation: [minute, minute],
  createIndexBackfill: [10 * minute, 10 * minute],
  deleteIndex: [minute, minute],
  pruneAttributes: [0, 0],
} as const;

test('an index is CREATING for long after the table is ACTIVE, first not backfilling, then backfilling', async () => {
  const sim = withTable(onDemandTable(), { durations });
  await update(sim, createGsi('user'));
  const phases: unknown[] = [];
  for (let last = ''; phases.length < 5; await sim.clock.sleep(second)) {
    const { TableStatus, GlobalSecondaryIndexes } = await describeOrders(sim);
    const index = GlobalSecondaryIndexes?.[0];
    const phase = [TableStatus, index?.IndexStatus, index?.Backfilling].join(' ');
    if (phase !== last) phases.push(phase);
    last = phase;
    if (index?.IndexStatus === 'ACTIVE') break;
  }
  expect(phases).toEqual([
    'UPDATING CREATING false',
    'ACTIVE CREATING false',
    'ACTIVE CREATING true',
    'ACTIVE ACTIVE ',
  ]);
  expect((await describeOrders(sim)).GlobalSecondaryIndexes?.[0]).not.toHaveProperty('Backfilling');
});

test('backfill takes longer with more items', async () => {
  const took = async (items: number) => {
    const sim = withTable(onDemandTable(), { durations });
    sim.setItems('orders', items);
    const start = sim.clock.now();
    await update(sim, createGsi('user'));
    await sim.idle();
    return sim.clock.now() - start;
  };
  expect(await took(0)).toBeLessThan(12 * minute);
  expect(await took(100_000_000)).toBeGreaterThan(hour);
});

describe('one index at a time', () => {
  test('while one is created', async () => {
    const sim = withTable(onDemandTable(withGsi), { durations });
    await update(sim, createGsi('kind'));
    await sim.clock.sleep(minute / 2);
    for (const phase of ['allocation', 'backfill']) {
      expect([phase, await outcome(update(sim, createGsi('other')))]).toEqual([phase, onlyOne]);
      expect([phase, await outcome(update(sim, deleteGsi('user')))]).toEqual([phase, onlyOne]);
      await sim.clock.sleep(minute);
    }
    await sim.idle();
    expect(await outcome(update(sim, deleteGsi('user')))).toBe('ok');
    // Only transient refusals, which are nobody's fault.
    expect(sim.violations).toEqual([]);
  });

  test('while one is deleted; the table is ACTIVE meanwhile', async () => {
    const sim = withTable(onDemandTable(withGsi), { durations });
    await update(sim, deleteGsi('user'));
    expect(await describeOrders(sim)).toMatchObject({
      TableStatus: 'ACTIVE',
      GlobalSecondaryIndexes: [{ IndexStatus: 'DELETING' }],
    });
    expect(await outcome(update(sim, createGsi('kind')))).toBe(onlyOne);
    expect(await outcome(update(sim, createGsi('user')))).toContain('Index is being deleted: user');
    expect(await outcome(update(sim, deleteGsi('user')))).toContain('Index is being deleted: user');
    await sim.idle();
    const table = await describeOrders(sim);
    expect(table).not.toHaveProperty('GlobalSecondaryIndexes');
    expect(table.AttributeDefinitions).toEqual(strings('id'));
    expect(await outcome(update(sim, createGsi('user')))).toBe('ok');
  });
});

test('an index that is allocated can not be deleted; one that is filled can', async () => {
  const sim = withTable(onDemandTable(), { durations });
  await update(sim, createGsi('user'));
  await sim.clock.sleep(45 * second);
  expect(await outcome(update(sim, deleteGsi('user')))).toContain('Index is being created: user');
  await sim.clock.sleep(minute);
  expect(await outcome(update(sim, deleteGsi('user')))).toBe('ok');
  await sim.idle();
  expect(sim.tables.get('orders')).toMatchObject({ globalIndexes: [], status: 'ACTIVE' });
});

test('while an index is allocated, the table changes nothing but the throughput of other indexes', async () => {
  const units = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
  const sim = withTable(
    provisionedTable({ ...withGsi, GlobalSecondaryIndexes: [{ ...gsi('user'), ProvisionedThroughput: units }] }),
    { durations },
  );
  await update(sim, createGsi('kind', { ProvisionedThroughput: units }));
  await sim.clock.sleep(35 * second);
  const more = { ReadCapacityUnits: 9, WriteCapacityUnits: 9 };
  const raise = (IndexName: string) =>
    outcome(update(sim, { GlobalSecondaryIndexUpdates: [{ Update: { IndexName, ProvisionedThroughput: more } }] }));
  expect(await outcome(update(sim, { ProvisionedThroughput: more }))).toContain('Index is being created: kind');
  expect(await raise('kind')).toContain('Index is being created: kind');
  expect(await raise('user')).toBe('ok');
  await sim.clock.sleep(minute);
  expect(await outcome(update(sim, { BillingMode: 'PAY_PER_REQUEST' }))).toContain('Index is being created: kind');
  expect(await raise('kind')).toBe('ok');
  await sim.clock.sleep(minute);
  expect((await describeOrders(sim)).GlobalSecondaryIndexes?.find((index) => index.IndexName === 'kind')).toMatchObject(
    {
      IndexStatus: 'CREATING',
      Backfilling: true,
      ProvisionedThroughput: more,
    },
  );
});

test('an existing name is a ValidationException, a missing one is not found', async () => {
  const sim = withTable(onDemandTable(withGsi));
  expect(await outcome(update(sim, createGsi('user')))).toMatch(
    /^ValidationException: .*Attempting to create an index which already exists/,
  );
  expect(await outcome(update(sim, deleteGsi('nowhere')))).toMatch(/^ResourceNotFoundException/);
  expect(sim.violations).toHaveLength(1);
});

test('capacity must fit the billing mode of the table', async () => {
  const units = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
  expect(await outcome(update(withTable(provisionedTable()), createGsi('user')))).toContain(
    'ProvisionedThroughput must be specified for index: user',
  );
  expect(await outcome(update(withTable(), createGsi('user', { ProvisionedThroughput: units })))).toContain(
    'ProvisionedThroughput should not be specified for index: user when BillingMode is PAY_PER_REQUEST',
  );
});

test('another type for an attribute that there is, is ignored in silence; unused definitions are dropped', async () => {
  const sim = withTable(onDemandTable(withGsi), { durations });
  const input = createGsi('second', { KeySchema: [{ AttributeName: 'user', KeyType: 'HASH' }] });
  await update(sim, {
    ...input,
    AttributeDefinitions: [{ AttributeName: 'user', AttributeType: 'N' }, ...strings('unused')],
  });
  expect(Object.fromEntries(sim.tables.get('orders')?.attributes ?? [])).toEqual({ id: 'S', user: 'S' });
  await sim.idle();
  // Shared attributes stay until the last index that uses them is gone.
  await update(sim, deleteGsi('user'));
  await sim.idle();
  expect(sim.tables.get('orders')?.attributes.has('user')).toBe(true);
});

test('a table has 20 GSIs', async () => {
  const names = Array.from({ length: 20 }, (_, i) => `gsi-${i}`);
  const sim = withTable(
    onDemandTable({ AttributeDefinitions: strings('id', ...names), GlobalSecondaryIndexes: names.map(gsi) }),
  );
  expect(await outcome(update(sim, createGsi('one-more')))).toBe(
    'LimitExceededException: Subscriber limit exceeded: GlobalSecondaryIndex count exceeds the per-table limit of 20',
  );
});

test('100 projected attributes in all', async () => {
  const include = (count: number) => ({
    Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: Array.from({ length: count }, (_, i) => `a${i}`) },
  });
  const sim = withTable(onDemandTable(), { durations });
  await update(sim, createGsi('user', include(60)));
  await sim.idle();
  expect(await outcome(update(sim, createGsi('kind', include(41))))).toMatch(
    /^ValidationException: .*exceeds limit 100/,
  );
  expect(await outcome(update(sim, createGsi('kind', include(40))))).toBe('ok');
});

describe('vector indexes', () => {
  const vector = (IndexName: string, more: object = {}): Partial<UpdateTableCommandInput> => ({
    VectorIndexUpdates: [
      {
        Create: {
          IndexName,
          VectorAttribute: { AttributeName: 'v' },
          Dimensions: 3,
          DistanceFunction: 'COSINE',
          Projection: { ProjectionType: 'ALL' },
          ...more,
        },
      },
    ],
  });

  test('share the one place with GSIs, and take longer', async () => {
    const sim = withTable();
    const start = sim.clock.now();
    await update(sim, vector('near'));
    await sim.clock.sleep(minute);
    expect(await outcome(update(sim, createGsi('user')))).toBe(onlyOne);
    await sim.idle();
    expect(sim.clock.now() - start).toBeGreaterThan(7 * minute);
    expect((await describeOrders(sim)).VectorIndexes).toMatchObject([
      { IndexName: 'near', IndexStatus: 'ACTIVE', Dimensions: 3 },
    ]);
    expect(await outcome(update(sim, vector('far', { Dimensions: 4 })))).toContain('must have the same Dimensions');
    expect(await outcome(update(sim, { VectorIndexUpdates: [{ Delete: { IndexName: 'near' } }] }))).toBe('ok');
    await sim.idle();
    expect(await describeOrders(sim)).not.toHaveProperty('VectorIndexes');
  });

  test('are five at most, and on demand only', async () => {
    const sim = withTable(onDemandTable(), {
      durations: { createIndexTable: [0, 0], createIndexAllocation: [0, 0], createVectorIndexBackfill: [0, 0] },
    });
    for (let i = 0; i < 5; i++) expect(await outcome(update(sim, vector(`near-${i}`)))).toBe('ok');
    expect(await outcome(update(sim, vector('one-more')))).toContain(
      'VectorIndex count exceeds the per-table limit of 5',
    );
    expect(await outcome(update(withTable(provisionedTable()), vector('near')))).toMatch(/^ValidationException/);
  });
});

test('a delete of the table forgets what was to come of it', async () => {
  const sim = createSimulator({ staleReads: 0, durations });
  sim.putTable(onDemandTable(withGsi));
  await update(sim, deleteGsi('user'));
  await sim.clock.sleep(2 * minute);
  await sim.client.send(new DeleteTableCommand({ TableName: 'orders' }));
  await sim.idle();
  expect(sim.tables.size).toBe(0);
});

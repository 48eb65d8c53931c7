import {
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBServiceException,
  ListTablesCommand,
  ResourceInUseException,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { createSimulator } from '../../simulator/index.js';
import {
  create,
  createGsi,
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

test('a new table is CREATING for 10 to 20 seconds, then ACTIVE', async () => {
  const sim = createSimulator({ staleReads: 0 });
  const start = sim.clock.now();
  const { TableDescription } = await create(sim, onDemandTable());
  expect(TableDescription?.TableStatus).toBe('CREATING');
  await sim.clock.sleep(5 * second);
  expect((await describeOrders(sim)).TableStatus).toBe('CREATING');
  await sim.idle();
  const took = sim.clock.now() - start;
  expect(took).toBeGreaterThanOrEqual(10 * second);
  expect(took).toBeLessThanOrEqual(20 * second + 15);
  expect((await describeOrders(sim)).TableStatus).toBe('ACTIVE');
});

test('its indexes are CREATING with it, and not backfilling', async () => {
  const sim = createSimulator({ staleReads: 0 });
  await create(
    sim,
    onDemandTable({ AttributeDefinitions: strings('id', 'user'), GlobalSecondaryIndexes: [gsi('user')] }),
  );
  const [creating] = (await describeOrders(sim)).GlobalSecondaryIndexes ?? [];
  expect(creating).toMatchObject({ IndexName: 'user', IndexStatus: 'CREATING' });
  expect(creating).not.toHaveProperty('Backfilling');
  await sim.idle();
  expect(sim.tables.get('orders')?.globalIndexes[0].status).toBe('ACTIVE');
});

test('errors are those of the SDK', async () => {
  const sim = withTable();
  const exists = await create(sim, onDemandTable()).catch((error: unknown) => error);
  expect(exists).toBeInstanceOf(ResourceInUseException);
  expect(exists).toMatchObject({ message: 'Table already exists: orders', $metadata: { httpStatusCode: 400 } });
  const missing = sim.client.send(new DescribeTableCommand({ TableName: 'nowhere' }));
  await expect(missing).rejects.toBeInstanceOf(ResourceNotFoundException);
  await expect(missing).rejects.toThrow('Requested resource not found: Table: nowhere not found');
  const invalid = await create(sim, onDemandTable({ TableName: 'no' })).catch((error: unknown) => error);
  expect(invalid).toBeInstanceOf(DynamoDBServiceException);
  expect(invalid).toMatchObject({ name: 'ValidationException', $metadata: { httpStatusCode: 400 } });
});

test('reads right after the create may not see the table yet', async () => {
  const sim = createSimulator({ staleReads: 0.5, seed: 5 });
  await create(sim, onDemandTable());
  const seen: string[] = [];
  for (let i = 0; i < 20; i++) {
    seen.push(await outcome(describeOrders(sim)));
    await sim.clock.sleep(10);
  }
  expect(new Set(seen)).toEqual(
    new Set(['ok', 'ResourceNotFoundException: Requested resource not found: Table: orders not found']),
  );
  await sim.clock.sleep(2 * second);
  for (let i = 0; i < 20; i++) expect(await outcome(describeOrders(sim))).toBe('ok');
});

const key = (name: string) => [{ AttributeName: name, KeyType: 'HASH' as const }];
const all = { ProjectionType: 'ALL' as const };
const vector = {
  IndexName: 'near',
  VectorAttribute: { AttributeName: 'v' },
  Dimensions: 3,
  DistanceFunction: 'COSINE' as const,
  Projection: all,
};
const search = { AttributeName: 'id', SearchSchemaElementType: 'HASH' as const };

function withIndex(more: object): Partial<CreateTableCommandInput> {
  return { AttributeDefinitions: strings('id', 'user'), GlobalSecondaryIndexes: [{ ...gsi('user'), ...more }] };
}

function withKey(types: string): Partial<CreateTableCommandInput> {
  const KeySchema = types.split(' ').map((type, i) => ({ AttributeName: `a${i}`, KeyType: type as 'HASH' | 'RANGE' }));
  return {
    AttributeDefinitions: strings('id', ...KeySchema.map(({ AttributeName }) => AttributeName)),
    GlobalSecondaryIndexes: [{ ...gsi('user'), KeySchema }],
  };
}

test.each<[string, Partial<CreateTableCommandInput>, string]>([
  ['a missing definition', { KeySchema: key('other') }, 'Some index key attributes are not defined'],
  ['an unused definition', { AttributeDefinitions: strings('id', 'more') }, 'Some AttributeDefinitions are not used'],
  [
    'capacity on demand',
    { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
    'Neither ReadCapacityUnits nor',
  ],
  [
    'no capacity when provisioned',
    { BillingMode: 'PROVISIONED' as const },
    'must both be specified when BillingMode is PROVISIONED',
  ],
  ['an empty list', { GlobalSecondaryIndexes: [] }, 'List of GlobalSecondaryIndexes is empty'],
  ['ceilings of 0', { OnDemandThroughput: { MaxReadRequestUnits: 0 } }, 'must be at least 1'],
  ['too little warm throughput', { WarmThroughput: { ReadUnitsPerSecond: 11_999 } }, 'WarmThroughput'],
  ['a stream without a view', { StreamSpecification: { StreamEnabled: true } }, 'StreamViewType is required'],
  [
    'two indexes of one name',
    { AttributeDefinitions: strings('id', 'user'), GlobalSecondaryIndexes: [gsi('user'), gsi('user')] },
    'Duplicate index name: user',
  ],
  [
    'an LSI on a table without a sort key',
    { LocalSecondaryIndexes: [{ IndexName: 'lsi', KeySchema: key('id'), Projection: all }] },
    'Table KeySchema does not have a range key',
  ],
  ['five HASH parts', withKey('HASH HASH HASH HASH HASH'), 'Invalid KeySchema'],
  ['HASH after RANGE', withKey('HASH RANGE HASH'), 'Invalid KeySchema'],
  ['a table key of two HASH parts', { KeySchema: [...key('id'), ...key('user')] }, 'Invalid KeySchema'],
  [
    'INCLUDE without a list',
    withIndex({ Projection: { ProjectionType: 'INCLUDE' } }),
    'NonKeyAttributes is not specified',
  ],
  [
    'a list without INCLUDE',
    withIndex({ Projection: { ProjectionType: 'ALL', NonKeyAttributes: ['x'] } }),
    'NonKeyAttributes is specified',
  ],
  ['no projection', withIndex({ Projection: undefined }), 'Unknown ProjectionType'],
  [
    'capacity of an index on demand',
    withIndex({ ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }),
    'should not be specified for index: user',
  ],
  ['a definition twice', { AttributeDefinitions: strings('id', 'id') }, 'Duplicate AttributeName'],
  [
    'a key of another type',
    { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'BOOL' as 'B' }] },
    'enum value set: [B, N, S]',
  ],
  [
    '21 GSIs',
    {
      AttributeDefinitions: strings('id'),
      GlobalSecondaryIndexes: Array.from({ length: 21 }, (_, i) => ({ ...gsi('id'), IndexName: `gsi-${i}` })),
    },
    'exceeds the per-table limit of 20',
  ],
  ['a vector of 0 dimensions', { VectorIndexes: [{ ...vector, Dimensions: 0 }] }, 'must be from 1 to 4096'],
  ['two HASH parts of a search schema', { VectorIndexes: [{ ...vector, SearchSchema: [search, search] }] }, 'one HASH'],
  [
    'a vector index of a provisioned table',
    { BillingMode: 'PROVISIONED' as const, VectorIndexes: [vector] },
    'must have BillingMode PAY_PER_REQUEST',
  ],
  ['a key with encryption off', { SSESpecification: { Enabled: false, KMSMasterKeyId: 'mine' } }, 'KMSMasterKeyId'],
  ['encryption other than KMS', { SSESpecification: { Enabled: true, SSEType: 'AES256' as const } }, 'AES256'],
  ['an unknown class', { TableClass: 'ARCHIVE' as 'STANDARD' }, 'STANDARD_INFREQUENT_ACCESS'],
  ['a policy that is not JSON', { ResourcePolicy: '{' }, 'not valid JSON'],
  ['a tag of AWS', { Tags: [{ Key: 'aws:team', Value: 'a' }] }, 'reserved'],
  ['a tag with a wrong letter', { Tags: [{ Key: 'team', Value: 'a|b' }] }, 'not valid'],
  ['51 tags', { Tags: Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}`, Value: '' })) }, 'limit of 50'],
  [
    'a view of no stream',
    { StreamSpecification: { StreamEnabled: false, StreamViewType: 'KEYS_ONLY' as const } },
    'StreamViewType',
  ],
])('%s is rejected', async (_name, more, message) => {
  const sim = createSimulator();
  const result = await outcome(create(sim, onDemandTable(more)));
  expect(result).toMatch(/^ValidationException: /);
  expect(result).toContain(message);
  expect(sim.violations).toEqual([`CreateTable orders: ${result}`]);
  expect(sim.tables.size).toBe(0);
});

describe('DescribeTable', () => {
  test('of an on-demand table', async () => {
    const sim = withTable();
    const table = await describeOrders(sim);
    expect(table).toMatchObject({
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
      WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: 'ACTIVE' },
      DeletionProtectionEnabled: false,
      TableArn: 'arn:aws:dynamodb:eu-central-1:123456789012:table/orders',
    });
    expect(table.TableId).toMatch(/^[0-9a-f-]{36}$/);
    for (const absent of [
      'GlobalSecondaryIndexes',
      'LocalSecondaryIndexes',
      'VectorIndexes',
      'StreamSpecification',
      'LatestStreamArn',
      'SSEDescription',
      'TableClassSummary',
      'OnDemandThroughput',
      'Replicas',
    ]) {
      expect(table).not.toHaveProperty(absent);
    }
  });

  test('of a table that was always provisioned has no BillingModeSummary', async () => {
    const table = await describeOrders(withTable(provisionedTable()));
    expect(table).not.toHaveProperty('BillingModeSummary');
    expect(table).toMatchObject({
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
      WarmThroughput: { ReadUnitsPerSecond: 5, WriteUnitsPerSecond: 5 },
    });
  });

  test('lists come in any order, but those that have one', async () => {
    const names = ['aaa', 'bbb', 'ccc', 'ddd', 'eee'];
    const include = { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['x', 'y', 'z'] };
    const range = names.slice(1).map((AttributeName) => ({ AttributeName, KeyType: 'RANGE' as const }));
    const sim = withTable(
      onDemandTable({
        AttributeDefinitions: strings('id', ...names),
        GlobalSecondaryIndexes: names.map((name, i) => ({
          ...gsi(name),
          KeySchema: i === 0 ? [...key('aaa'), ...range] : key(name),
          Projection: include,
        })),
      }),
    );
    const orders = (of: (table: Awaited<ReturnType<typeof describeOrders>>) => unknown) =>
      Promise.all(Array.from({ length: 30 }, async () => JSON.stringify(of(await describeOrders(sim)))));
    const distinct = async (of: Parameters<typeof orders>[0]) => new Set(await orders(of)).size;
    expect(await distinct((table) => table.AttributeDefinitions?.map((a) => a.AttributeName))).toBeGreaterThan(1);
    expect(await distinct((table) => table.GlobalSecondaryIndexes?.map((index) => index.IndexName))).toBeGreaterThan(1);
    const first = (table: Awaited<ReturnType<typeof describeOrders>>) =>
      table.GlobalSecondaryIndexes?.find((index) => index.IndexName === 'aaa');
    expect(await distinct((table) => first(table)?.Projection?.NonKeyAttributes)).toBeGreaterThan(1);
    expect(await distinct((table) => first(table)?.KeySchema)).toBe(1);
  });

  test('shows what CreateTable set', async () => {
    const sim = withTable(
      onDemandTable({
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
        SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/mine' },
        TableClass: 'STANDARD',
        OnDemandThroughput: { MaxReadRequestUnits: 10 },
        DeletionProtectionEnabled: true,
      }),
      { region: 'us-west-2', accountId: '111122223333' },
    );
    const table = await describeOrders(sim);
    expect(table).toMatchObject({
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      SSEDescription: {
        Status: 'ENABLED',
        SSEType: 'KMS',
        KMSMasterKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/alias-mine',
      },
      TableClassSummary: { TableClass: 'STANDARD' },
      DeletionProtectionEnabled: true,
    });
    expect(table.OnDemandThroughput).toEqual({ MaxReadRequestUnits: 10 });
    expect(table.LatestStreamArn).toBe(`${table.TableArn}/stream/${table.LatestStreamLabel}`);
  });

  test('changing an answer does not change the table', async () => {
    const sim = withTable(
      onDemandTable({ AttributeDefinitions: strings('id', 'user'), GlobalSecondaryIndexes: [gsi('user')] }),
    );
    const table = await describeOrders(sim);
    table.KeySchema?.pop();
    table.GlobalSecondaryIndexes?.[0].KeySchema?.splice(0);
    const again = await describeOrders(sim);
    expect(again.KeySchema).toHaveLength(1);
    expect(again.GlobalSecondaryIndexes?.[0].KeySchema).toHaveLength(1);
  });
});

describe('DeleteTable', () => {
  const remove = (sim: ReturnType<typeof withTable>) =>
    sim.client.send(new DeleteTableCommand({ TableName: 'orders' }));

  test('the table is DELETING, without its indexes, then gone; a second delete is no error', async () => {
    const sim = withTable(
      onDemandTable({ AttributeDefinitions: strings('id', 'user'), GlobalSecondaryIndexes: [gsi('user')] }),
    );
    await remove(sim);
    const deleting = await describeOrders(sim);
    expect(deleting.TableStatus).toBe('DELETING');
    expect(deleting).not.toHaveProperty('GlobalSecondaryIndexes');
    expect(await outcome(remove(sim))).toBe('ok');
    expect(await outcome(create(sim, onDemandTable()))).toBe('ResourceInUseException: Table already exists: orders');
    await sim.idle();
    expect(sim.tables.has('orders')).toBe(false);
    expect(await outcome(remove(sim))).toMatch(/^ResourceNotFoundException/);
    expect(await outcome(create(sim, onDemandTable()))).toBe('ok');
    expect(sim.violations).toEqual([]);
  });

  test('a table of the same name is another table', async () => {
    const sim = withTable();
    const { TableId } = await describeOrders(sim);
    await remove(sim);
    await sim.idle();
    await create(sim, onDemandTable());
    expect((await describeOrders(sim)).TableId).not.toBe(TableId);
  });

  test('is refused while the table is protected', async () => {
    const sim = withTable(onDemandTable({ DeletionProtectionEnabled: true }));
    expect(await outcome(remove(sim))).toBe(
      'ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  });

  test('is refused while the table or an index is busy', async () => {
    const sim = createSimulator({ staleReads: 0 });
    await create(sim, onDemandTable());
    expect(await outcome(remove(sim))).toBe(
      'ResourceInUseException: Attempt to change a resource which is still in use: Table is being created: orders',
    );
    await sim.idle();
    await update(sim, createGsi('user'));
    await sim.clock.sleep(3 * minute);
    expect((await describeOrders(sim)).TableStatus).toBe('ACTIVE');
    expect(await outcome(remove(sim))).toBe(
      'ResourceInUseException: Attempt to change a resource which is still in use: Index is being created: user',
    );
    await sim.clock.sleep(hour);
    expect(await outcome(remove(sim))).toBe('ok');
  });
});

test('ListTables comes in pages', async () => {
  const sim = createSimulator();
  for (let i = 0; i < 250; i++) sim.putTable(onDemandTable({ TableName: `table-${String(i).padStart(3, '0')}` }));
  const names: string[] = [];
  let pages = 0;
  for (let from: string | undefined, more = true; more; pages++) {
    const page = await sim.client.send(new ListTablesCommand({ ExclusiveStartTableName: from }));
    names.push(...(page.TableNames ?? []));
    from = page.LastEvaluatedTableName;
    more = from !== undefined;
  }
  expect(pages).toBe(3);
  expect(names).toEqual(sim.tables.names());
});

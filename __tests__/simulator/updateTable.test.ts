import type { UpdateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { createSimulator } from '../../simulator/index.js';
import {
  create,
  createGsi,
  day,
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

const units = (read: number, write = read) => ({ ReadCapacityUnits: read, WriteCapacityUnits: write });
const withGsi = { AttributeDefinitions: strings('id', 'user'), GlobalSecondaryIndexes: [gsi('user')] };
const withProvisionedGsi = {
  ...withGsi,
  GlobalSecondaryIndexes: [{ ...gsi('user'), ProvisionedThroughput: units(5) }],
};
const updateGsi = (more: object) => ({ GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'user', ...more } }] });

describe('the request', () => {
  test.each<[string, Partial<UpdateTableCommandInput>, string]>([
    ['nothing', {}, 'At least one of ProvisionedThroughput'],
    ['an empty list', { GlobalSecondaryIndexUpdates: [] }, 'List of GlobalSecondaryIndexUpdates is empty'],
    ['an update of an index to nothing', updateGsi({}), 'changes nothing'],
    ['settings with an index', { ...createGsi('kind'), DeletionProtectionEnabled: true }, 'Only one kind of change'],
    [
      'a table class with settings',
      { TableClass: 'STANDARD_INFREQUENT_ACCESS', BillingMode: 'PAY_PER_REQUEST' },
      'Only one kind',
    ],
    [
      'encryption with settings',
      { SSESpecification: { Enabled: true }, BillingMode: 'PAY_PER_REQUEST' },
      'Only one kind',
    ],
    [
      'warm throughput with ceilings',
      { WarmThroughput: { ReadUnitsPerSecond: 20_000 }, OnDemandThroughput: { MaxReadRequestUnits: 5 } },
      'Only one kind',
    ],
    [
      'one index twice',
      {
        GlobalSecondaryIndexUpdates: [
          ...(deleteGsi('user').GlobalSecondaryIndexUpdates ?? []),
          ...(createGsi('user').GlobalSecondaryIndexUpdates ?? []),
        ],
      },
      'Only one global secondary index update per index is allowed simultaneously. Index: user',
    ],
    [
      'an index whose attribute is not in the same request',
      { ...createGsi('user'), AttributeDefinitions: undefined },
      'Some index key attributes are not defined',
    ],
    [
      'a stream with capacity',
      { BillingMode: 'PAY_PER_REQUEST', StreamSpecification: { StreamEnabled: false } },
      'You cannot modify stream status while updating table IOPS',
    ],
    ['a stream without a view', { StreamSpecification: { StreamEnabled: true } }, 'StreamViewType is required'],
  ])('%s is rejected', async (_name, input, message) => {
    const sim = withTable(onDemandTable(withGsi));
    const result = await outcome(update(sim, input));
    expect(result).toMatch(/^ValidationException: /);
    expect(result).toContain(message);
    expect(sim.violations).toHaveLength(1);
    expect(sim.tables.get('orders')?.status).toBe('ACTIVE');
  });

  test('two index actions in one are over the limit', async () => {
    const sim = withTable(onDemandTable(withGsi));
    const both = [createGsi('kind'), deleteGsi('user')].flatMap((input) => input.GlobalSecondaryIndexUpdates ?? []);
    const input = { AttributeDefinitions: strings('kind'), GlobalSecondaryIndexUpdates: both };
    expect(await outcome(update(sim, input))).toBe(
      'LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    );
    expect(sim.violations).toHaveLength(1);
  });

  test('a missing table is not found', async () => {
    expect(await outcome(update(createSimulator(), { BillingMode: 'PAY_PER_REQUEST' }))).toMatch(/^ResourceNotFound/);
  });

  test('is accepted as a whole or not at all', async () => {
    const sim = withTable(provisionedTable());
    const input = { ProvisionedThroughput: units(5), DeletionProtectionEnabled: true };
    expect(await outcome(update(sim, input))).toMatch(/will not change. The requested value equals the current value/);
    expect(await describeOrders(sim)).toMatchObject({ DeletionProtectionEnabled: false, TableStatus: 'ACTIVE' });
    expect(await outcome(update(sim, { ...input, ProvisionedThroughput: units(6) }))).toBe('ok');
    expect(await describeOrders(sim)).toMatchObject({ DeletionProtectionEnabled: true, TableStatus: 'UPDATING' });
  });
});

test('a table that is not ACTIVE is busy', async () => {
  const sim = createSimulator({ staleReads: 0 });
  await create(sim, onDemandTable());
  const protect = () => outcome(update(sim, { DeletionProtectionEnabled: true }));
  expect(await protect()).toBe(
    'ResourceInUseException: Attempt to change a resource which is still in use: Table is being created: orders',
  );
  await sim.idle();
  expect(await protect()).toBe('ok');
  expect(await outcome(update(sim, { DeletionProtectionEnabled: false }))).toContain('Table is being updated: orders');
  await sim.idle();
  expect(await protect()).toBe('ok');
  // It was so already.
  expect(sim.tables.get('orders')?.status).toBe('ACTIVE');
  expect(sim.violations).toEqual([]);
});

describe('provisioned throughput', () => {
  test('changes when the table is ACTIVE again', async () => {
    const sim = withTable(provisionedTable());
    const { TableDescription } = await update(sim, { ProvisionedThroughput: units(8, 4) });
    expect(TableDescription).toMatchObject({ TableStatus: 'UPDATING', ProvisionedThroughput: units(5) });
    await sim.idle();
    const table = await describeOrders(sim);
    expect(table).toMatchObject({
      TableStatus: 'ACTIVE',
      ProvisionedThroughput: { ...units(8, 4), NumberOfDecreasesToday: 1 },
    });
    expect(table.ProvisionedThroughput?.LastDecreaseDateTime).toBeInstanceOf(Date);
  });

  test('of an index too, which is UPDATING meanwhile; the same value is rejected', async () => {
    const sim = withTable(provisionedTable(withProvisionedGsi));
    expect(await outcome(update(sim, updateGsi({ ProvisionedThroughput: units(5) })))).toContain(
      'for the index user will not change',
    );
    await update(sim, updateGsi({ ProvisionedThroughput: units(7) }));
    expect((await describeOrders(sim)).GlobalSecondaryIndexes?.[0].IndexStatus).toBe('UPDATING');
    await sim.idle();
    expect((await describeOrders(sim)).GlobalSecondaryIndexes?.[0]).toMatchObject({
      IndexStatus: 'ACTIVE',
      ProvisionedThroughput: units(7),
    });
  });

  test('of an index that is not there is a ValidationException', async () => {
    const sim = withTable(provisionedTable());
    expect(await outcome(update(sim, updateGsi({ ProvisionedThroughput: units(7) })))).toMatch(
      /^ValidationException: .*does not have the specified index: user/,
    );
  });

  test('goes down 4 times in the first hour of a UTC day, then once an hour, and up as often as you like', async () => {
    const sim = withTable(provisionedTable({ ProvisionedThroughput: units(100) }), {
      startAt: Date.UTC(2026, 0, 5),
      durations: { updateThroughput: [0, 0] },
    });
    let now = 100;
    const change = (by: number) => {
      now += by;
      return outcome(update(sim, { ProvisionedThroughput: units(now) }));
    };
    for (let i = 0; i < 4; i++) expect(await change(-1)).toBe('ok');
    expect(await change(-1)).toMatch(/^LimitExceededException: .*Number of decreases today: 4/);
    now += 1;
    expect(await change(+5)).toBe('ok');
    let decreases = 4;
    for (let quarter = 1; quarter < 24 * 4; quarter++) {
      await sim.clock.sleep(hour / 4);
      if ((await change(-1)) === 'ok') decreases += 1;
      else now += 1;
    }
    expect(decreases).toBe(27);
    expect((await describeOrders(sim)).ProvisionedThroughput?.NumberOfDecreasesToday).toBe(27);
    await sim.clock.sleep(hour / 2);
    expect(await change(-1)).toBe('ok');
    expect(sim.violations).toEqual([]);
  });

  test('cannot be given to an on-demand table', async () => {
    const sim = withTable(onDemandTable(withGsi));
    expect(await outcome(update(sim, { ProvisionedThroughput: units(1) }))).toContain(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
    expect(await outcome(update(sim, updateGsi({ ProvisionedThroughput: units(1) })))).toMatch(/^ValidationException/);
  });
});

describe('billing mode', () => {
  test('to on demand takes minutes, and leaves the date', async () => {
    const sim = withTable(provisionedTable(withProvisionedGsi));
    const start = sim.clock.now();
    await update(sim, { BillingMode: 'PAY_PER_REQUEST' });
    expect(await describeOrders(sim)).toMatchObject({
      TableStatus: 'UPDATING',
      GlobalSecondaryIndexes: [{ IndexStatus: 'UPDATING', ProvisionedThroughput: units(5) }],
    });
    await sim.idle();
    expect(sim.clock.now() - start).toBeGreaterThanOrEqual(minute);
    const table = await describeOrders(sim);
    expect(table).toMatchObject({
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST', LastUpdateToPayPerRequestDateTime: expect.any(Date) },
      ProvisionedThroughput: units(0),
      GlobalSecondaryIndexes: [{ IndexStatus: 'ACTIVE', ProvisionedThroughput: units(0) }],
    });
  });

  test('to provisioned needs the capacity of the table and of each index, and drops ceilings', async () => {
    const sim = withTable(onDemandTable({ ...withGsi, OnDemandThroughput: { MaxReadRequestUnits: 10 } }));
    expect(await outcome(update(sim, { BillingMode: 'PROVISIONED' }))).toMatch(/^ValidationException/);
    expect(await outcome(update(sim, { BillingMode: 'PROVISIONED', ProvisionedThroughput: units(1) }))).toBe(
      'ValidationException: One or more parameter values were invalid: ProvisionedThroughput must be specified for index: user',
    );
    const complete = {
      BillingMode: 'PROVISIONED' as const,
      ProvisionedThroughput: units(1),
      ...updateGsi({ ProvisionedThroughput: units(2) }),
    };
    expect(await outcome(update(sim, complete))).toBe('ok');
    await sim.idle();
    const table = await describeOrders(sim);
    expect(table).toMatchObject({
      BillingModeSummary: { BillingMode: 'PROVISIONED' },
      ProvisionedThroughput: units(1),
      GlobalSecondaryIndexes: [{ ProvisionedThroughput: units(2) }],
    });
    expect(table).not.toHaveProperty('OnDemandThroughput');
  });

  test('to on demand at most 4 times in 24 hours', async () => {
    const sim = withTable(provisionedTable(), { durations: { updateBillingMode: [0, 0] } });
    const there = () => outcome(update(sim, { BillingMode: 'PAY_PER_REQUEST' }));
    const back = () => outcome(update(sim, { BillingMode: 'PROVISIONED', ProvisionedThroughput: units(1) }));
    for (let i = 0; i < 4; i++) {
      expect(await there()).toBe('ok');
      expect(await back()).toBe('ok');
    }
    expect(await there()).toMatch(/^LimitExceededException: Subscriber limit exceeded: Update to PayPerRequest mode/);
    await sim.clock.sleep(day);
    expect(await there()).toBe('ok');
  });

  test('said again is accepted, and changes nothing', async () => {
    const sim = withTable();
    expect(await outcome(update(sim, { BillingMode: 'PAY_PER_REQUEST' }))).toBe('ok');
    expect(sim.tables.get('orders')?.status).toBe('ACTIVE');
  });

  test('stays on demand while there is a vector index', async () => {
    const vector = {
      IndexName: 'near',
      VectorAttribute: { AttributeName: 'v' },
      Dimensions: 3,
      DistanceFunction: 'COSINE' as const,
      Projection: { ProjectionType: 'ALL' as const },
    };
    const sim = withTable(onDemandTable({ VectorIndexes: [vector] }));
    const result = await outcome(update(sim, { BillingMode: 'PROVISIONED', ProvisionedThroughput: units(1) }));
    expect(result).toContain('A table with a vector index must have BillingMode PAY_PER_REQUEST');
  });
});

describe('ceilings', () => {
  test('merge member by member; -1 removes one, and shows in the answer only', async () => {
    const sim = withTable();
    const set = (input: object) => update(sim, { OnDemandThroughput: input });
    await set({ MaxReadRequestUnits: 10 });
    await sim.idle();
    await set({ MaxWriteRequestUnits: 20 });
    await sim.idle();
    expect((await describeOrders(sim)).OnDemandThroughput).toEqual({
      MaxReadRequestUnits: 10,
      MaxWriteRequestUnits: 20,
    });
    const { TableDescription } = await set({ MaxReadRequestUnits: -1 });
    expect(TableDescription?.OnDemandThroughput).toMatchObject({ MaxReadRequestUnits: -1 });
    await sim.idle();
    expect((await describeOrders(sim)).OnDemandThroughput).toEqual({ MaxWriteRequestUnits: 20 });
    await set({ MaxWriteRequestUnits: -1 });
    await sim.idle();
    expect(await describeOrders(sim)).not.toHaveProperty('OnDemandThroughput');
  });

  test('of a provisioned table are rejected; without a member they are an internal error', async () => {
    expect(
      await outcome(update(withTable(provisionedTable()), { OnDemandThroughput: { MaxReadRequestUnits: 1 } })),
    ).toMatch(/^ValidationException/);
    const sim = withTable();
    expect(await outcome(update(sim, { OnDemandThroughput: {} }))).toMatch(/^InternalServerError/);
    expect(sim.violations).toHaveLength(1);
  });
});

describe('warm throughput', () => {
  test('goes up, and blocks nothing while its status is UPDATING', async () => {
    const sim = withTable(onDemandTable(), { durations: { updateWarmThroughput: [2 * minute, 2 * minute] } });
    await update(sim, { WarmThroughput: { ReadUnitsPerSecond: 20_000 } });
    await sim.clock.sleep(30 * second);
    expect(await describeOrders(sim)).toMatchObject({
      TableStatus: 'ACTIVE',
      WarmThroughput: { WriteUnitsPerSecond: 4_000, Status: 'UPDATING' },
    });
    expect(await outcome(update(sim, { WarmThroughput: { ReadUnitsPerSecond: 30_000 } }))).toMatch(/^ResourceInUse/);
    expect(await outcome(update(sim, { DeletionProtectionEnabled: true }))).toBe('ok');
    await sim.clock.sleep(2 * minute);
    expect((await describeOrders(sim)).WarmThroughput).toMatchObject({ ReadUnitsPerSecond: 20_000, Status: 'ACTIVE' });
  });

  test('shows either what it was or what it will be, while its status is UPDATING', async () => {
    const shown = await Promise.all(
      Array.from({ length: 20 }, async (_, seed) => {
        const sim = withTable(onDemandTable(), { seed });
        await update(sim, { WarmThroughput: { ReadUnitsPerSecond: 20_000 } });
        await sim.clock.sleep(10 * second);
        return (await describeOrders(sim)).WarmThroughput?.ReadUnitsPerSecond;
      }),
    );
    expect(new Set(shown)).toEqual(new Set([12_000, 20_000]));
  });

  test('never goes down; the same is accepted', async () => {
    const sim = withTable();
    expect(await outcome(update(sim, { WarmThroughput: { ReadUnitsPerSecond: 11_000 } }))).toContain(
      'decreasing WarmThroughput is not supported',
    );
    expect(await outcome(update(sim, { WarmThroughput: { ReadUnitsPerSecond: 12_000 } }))).toBe('ok');
  });
});

describe('table class', () => {
  test('changes twice in 30 days, never to what it is', async () => {
    const sim = withTable();
    const to = async (TableClass: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS') => {
      const result = await outcome(update(sim, { TableClass }));
      await sim.idle();
      return result;
    };
    expect(await to('STANDARD')).toMatch(/^ValidationException/);
    expect(await to('STANDARD_INFREQUENT_ACCESS')).toBe('ok');
    expect((await describeOrders(sim)).TableClassSummary).toEqual({
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
      LastUpdateDateTime: expect.any(Date),
    });
    expect(await to('STANDARD')).toBe('ok');
    expect(await to('STANDARD_INFREQUENT_ACCESS')).toMatch(/^LimitExceededException/);
    await sim.clock.sleep(30 * day);
    expect(await to('STANDARD_INFREQUENT_ACCESS')).toBe('ok');
  });
});

describe('encryption', () => {
  test('goes on after the table is ACTIVE, and the table is busy until its end', async () => {
    const sim = withTable(onDemandTable(), {
      durations: { updateEncryptionTable: [second, second], updateEncryption: [minute, minute] },
    });
    await update(sim, { SSESpecification: { Enabled: true } });
    await sim.clock.sleep(2 * second);
    expect(await describeOrders(sim)).toMatchObject({ TableStatus: 'ACTIVE', SSEDescription: { Status: 'UPDATING' } });
    expect(await outcome(update(sim, { DeletionProtectionEnabled: true }))).toMatch(/^ResourceInUseException/);
    await sim.idle();
    expect((await describeOrders(sim)).SSEDescription).toMatchObject({ Status: 'ENABLED', SSEType: 'KMS' });
    expect(await outcome(update(sim, { SSESpecification: { Enabled: true } }))).toContain(
      'already encrypted with given',
    );
    expect(await outcome(update(sim, { SSESpecification: { Enabled: false } }))).toBe('ok');
    await sim.idle();
    expect(await describeOrders(sim)).not.toHaveProperty('SSEDescription');
    expect(await outcome(update(sim, { SSESpecification: { Enabled: false } }))).toContain(
      'already encrypted by default',
    );
  });

  test('changes 4 times in 24 hours, then once in 6; back to the key that AWS owns at any time', async () => {
    const sim = withTable(onDemandTable(), { durations: { updateEncryptionTable: [0, 0], updateEncryption: [0, 0] } });
    let keys = 0;
    const change = () => outcome(update(sim, { SSESpecification: { Enabled: true, KMSMasterKeyId: `key-${keys++}` } }));
    for (let i = 0; i < 4; i++) expect(await change()).toBe('ok');
    expect(await change()).toMatch(/^LimitExceededException/);
    expect(await outcome(update(sim, { SSESpecification: { Enabled: false } }))).toBe('ok');
    await sim.clock.sleep(6 * hour);
    expect(await change()).toBe('ok');
    expect(await change()).toMatch(/^LimitExceededException/);
  });
});

describe('stream', () => {
  const on = (StreamViewType: 'KEYS_ONLY' | 'NEW_IMAGE') => ({
    StreamSpecification: { StreamEnabled: true, StreamViewType },
  });
  const off = { StreamSpecification: { StreamEnabled: false } };

  test('goes on and off; each has an ARN of its own, which stays', async () => {
    const sim = withTable();
    expect(await outcome(update(sim, off))).toBe(
      'ValidationException: Table has no stream to disable: TableName: orders',
    );
    await update(sim, on('KEYS_ONLY'));
    await sim.idle();
    const first = await describeOrders(sim);
    expect(first.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'KEYS_ONLY' });
    for (const again of [on('KEYS_ONLY'), on('NEW_IMAGE')]) {
      expect(await outcome(update(sim, again))).toBe(
        'ValidationException: Table already has an enabled stream: TableName: orders',
      );
    }
    await update(sim, off);
    await sim.idle();
    const none = await describeOrders(sim);
    expect(none).not.toHaveProperty('StreamSpecification');
    expect(none.LatestStreamArn).toBe(first.LatestStreamArn);
    await update(sim, on('NEW_IMAGE'));
    expect((await describeOrders(sim)).LatestStreamArn).not.toBe(first.LatestStreamArn);
  });
});

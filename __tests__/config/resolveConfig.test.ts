import { defineConfig, resolveConfig } from '../../src/config/index.js';
import { defineTable } from '../../src/index.js';

const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer' } },
  tags: { team: 'shop' },
});
const customers = defineTable({ tableName: 'customers', attributes: { id: 'S' }, partitionKey: 'id' });

const config = defineConfig({
  tables: { orders, customers, orderIndexes: { customer: 'gsi-customer' } },
  region: 'eu-west-1',
  overrides: { orders: { deletionProtection: true } },
  stages: {
    prod: {
      tableNamePrefix: 'prod-',
      region: 'us-east-1',
      overrides: {
        orders: {
          tags: null,
          billingMode: 'PROVISIONED',
          provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 },
          globalSecondaryIndexes: {
            'gsi-customer': { provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 } },
          },
        },
      },
    },
    test: { endpoint: 'http://127.0.0.1:8000', emulator: true },
  },
});

test('without a stage: the tables among what is given, with the overrides for all', () => {
  const { tables, region, declaredNames } = resolveConfig(config);
  expect(tables).toEqual([{ ...orders, deletionProtection: true }, customers]);
  expect(region).toBe('eu-west-1');
  expect(declaredNames).toEqual({ orders: 'orders', customers: 'customers' });
});

test('a stage has its own names, place and overrides, on top of those for all', () => {
  const { tables, region, declaredNames } = resolveConfig(config, { stage: 'prod' });
  const { tags: _, ...untagged } = orders;
  expect(tables[0]).toEqual({
    ...untagged,
    tableName: 'prod-orders',
    deletionProtection: true,
    billingMode: 'PROVISIONED',
    provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 },
    globalSecondaryIndexes: {
      'gsi-customer': {
        partitionKey: 'customer',
        provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
      },
    },
  });
  expect(tables[1].tableName).toBe('prod-customers');
  expect(region).toBe('us-east-1');
  expect(declaredNames).toEqual({ 'prod-orders': 'orders', 'prod-customers': 'customers' });
  // What the code imports is as it was.
  expect(orders.tags).toEqual({ team: 'shop' });
});

test('what a stage leaves out is as for all', () => {
  expect(resolveConfig(config, { stage: 'test' })).toMatchObject({
    region: 'eu-west-1',
    emulator: true,
    endpoint: 'http://127.0.0.1:8000',
    tables: [{ tableName: 'orders', deletionProtection: true }, { tableName: 'customers' }],
  });
});

test.each([
  [{ tables: [orders], stages: { dev: { tabels: [] } } }, /stages\.dev has "tabels"; known are tableNamePrefix, /],
  [{ tables: [orders], emulator: 'yes' }, /emulator must be true or false, and is "yes"/],
  [{ tables: [orders], ignoreAdvice: 'gsi-same-key' }, /ignoreAdvice must be a list of ids, and is "gsi-same-key"/],
  [
    { tables: [orders], stages: { dev: { ignoreAdvice: ['gsi-samekey'] } } },
    /stages\.dev: ignoreAdvice: there is no advice "gsi-samekey"; did you mean "gsi-same-key"\?/,
  ],
  [{ tables: [orders], ignoreAdvice: ['gsi-count'] }, /there is no advice "gsi-count"; there is gsi-same-key, /],
  [{ tables: [orders], region: 5 }, /region must be a string, and is 5/],
  [{ tables: [orders], stages: [] }, /stages must be an object, and is \[\]/],
  [{ tables: [orders, {}] }, /tables\[1\] is not a table schema/],
  [{ tables: [orders], overrides: { order: {} } }, /no schema is named "order"; there are orders/],
  [{ tables: [orders], overrides: { orders: { partitionKey: 'x' } } }, /partitionKey can't differ between stages/],
  [
    { tables: [orders], overrides: { orders: { globalSecondaryIndexes: { 'gsi-day': {} } } } },
    /the schema has no index "gsi-day"/,
  ],
  [
    {
      tables: [orders],
      stages: { dev: { overrides: { orders: { globalSecondaryIndexes: { 'gsi-customer': { projection: 'ALL' } } } } } },
    },
    /stages\.dev\.overrides\.orders\.globalSecondaryIndexes\.gsi-customer\.projection can't differ between stages/,
  ],
  [{ tables: [orders], tableNames: { order: 'o' } }, /tableNames: no schema is named "order"; there are orders/],
  [{ tables: [orders], tableNames: { orders: { env: '' } } }, /tableNames\.orders must be a string, or \{ env: /],
  [{ tables: [orders], tableNamePrefix: { env: 'A', else: 'b' } }, /tableNamePrefix must be a string, or \{ env: /],
  [{ tables: [orders], defaultStage: 'dev' }, /defaultStage: there is no stage "dev"; the configuration has no stages/],
])('%j is refused', (broken, message) => {
  expect(() => resolveConfig(broken as never)).toThrow(message);
});

test('advice that is not wanted is for all stages or for one', () => {
  const ignoring = { ...config, ignoreAdvice: ['gsi-same-key'] as const };
  expect(resolveConfig(ignoring, { stage: 'test' }).ignoreAdvice).toEqual(['gsi-same-key']);
  const stages = { dev: { ignoreAdvice: ['lsi-collection-size'] as const } };
  expect(resolveConfig({ ...ignoring, stages }, { stage: 'dev' }).ignoreAdvice).toEqual(['lsi-collection-size']);
});

test('a stage that is not there is named, with those that are', () => {
  expect(() => resolveConfig(config, { stage: 'prd' })).toThrow(
    'there is no stage "prd": the configuration has prod, test',
  );
  expect(() => resolveConfig(config, { stage: 'toString' })).toThrow(/no stage "toString"/);
});

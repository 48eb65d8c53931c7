import { defineConfig, resolveConfig, resolveTables } from '../../src/config/index.js';
import { defineTable } from '../../src/index.js';

const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer' } },
});
const users = defineTable({
  tableName: 'shop-users',
  attributes: { id: 'S' },
  partitionKey: 'id',
  tags: { team: 'shop' },
});
const tables = { orders, users, version: 5 };
const stages = {
  dev: { tableNamePrefix: 'dev-' },
  prod: {
    tableNamePrefix: 'prod-',
    tableNames: { orders: { env: 'ORDERS_TABLE' } },
    overrides: {
      'shop-users': { tags: null, deletionProtection: true },
      orders: { globalSecondaryIndexes: { 'gsi-customer': { contributorInsights: true } } },
    },
  },
  preview: {
    tableNamePrefix: { env: 'TABLE_PREFIX' },
    tableNames: { 'shop-users': { env: 'USERS', default: 'people' } },
  },
};
const config = defineConfig({ tables, stages });
const env = { ORDERS_TABLE: 'the-orders', TABLE_PREFIX: 'pr-7-', USERS: '' };

test('the tables by their names in the configuration, each as it is on the stage', () => {
  const dev = resolveTables(config, { stage: 'dev' });
  expect(dev).toEqual({
    orders: { ...orders, tableName: 'dev-orders' },
    users: { ...users, tableName: 'dev-shop-users' },
  });
  expect(Object.isFrozen(dev) && Object.isFrozen(dev.orders)).toBe(true);
  const { orders: named, users: changed } = resolveTables(config, { stage: 'prod', env });
  expect(named).toEqual({
    ...orders,
    tableName: 'the-orders',
    globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer', contributorInsights: true } },
  });
  const { tags: _, ...untagged } = users;
  expect(changed).toEqual({ ...untagged, tableName: 'prod-shop-users', deletionProtection: true });
  // What the code imports is as it was.
  expect(users.tags).toEqual({ team: 'shop' });
});

test('the tables of a list are by the names that they declare', () => {
  const listed = resolveTables({ tables: [orders, users], tableNamePrefix: 'a-' });
  expect(Object.keys(listed)).toEqual(['orders', 'shop-users']);
  expect(listed['shop-users'].tableName).toBe('a-shop-users');
});

test('they are the tables that the command takes', () => {
  for (const stage of Object.keys(stages)) {
    expect(Object.values(resolveTables(config, { stage, env }))).toEqual(resolveConfig(config, { stage, env }).tables);
  }
});

test('a stage that is not there, and none, are errors that name those there are', () => {
  expect(() => resolveTables(config, { stage: 'prd' })).toThrow(
    'there is no stage "prd": the configuration has dev, prod, preview',
  );
  expect(() => resolveTables({ tables }, { stage: 'prod' })).toThrow('the configuration has no stages');
  for (const stage of [undefined, '']) {
    expect(() => resolveTables(config, { stage })).toThrow(
      'no stage is named, and the configuration has dev, prod, preview: name one of them, or say in the configuration which is meant then: defaultStage',
    );
    const { orders: ofDefault } = resolveTables({ ...config, defaultStage: 'dev' }, { stage });
    expect(ofDefault.tableName).toBe('dev-orders');
    expect(resolveConfig({ ...config, defaultStage: 'dev' }, { stage })).toMatchObject({ stage: 'dev' });
    expect(resolveTables({ tables }, { stage }).orders).toBe(orders);
  }
  // An empty variable is one that somebody forgot to set; who says nothing means what holds for all.
  expect(() => resolveConfig(config, { stage: '' })).toThrow('no stage is named');
  expect(resolveConfig(config)).not.toHaveProperty('stage');
  expect(() => resolveTables({ ...config, defaultStage: 'prd' })).toThrow('defaultStage: there is no stage "prd"');
});

test('names that a deployment decides come from the environment that is passed in', () => {
  const { orders: previewed, users: defaulted } = resolveTables(config, { stage: 'preview', env });
  expect(previewed.tableName).toBe('pr-7-orders');
  expect(defaulted.tableName).toBe('people');
  expect(() => resolveTables(config, { stage: 'prod' })).toThrow(
    'tableNames.orders: the environment variable ORDERS_TABLE, which holds the name of the table orders, is not set',
  );
  expect(() => resolveConfig(config, { stage: 'preview', env: { TABLE_PREFIX: '' } })).toThrow(
    'tableNamePrefix: the environment variable TABLE_PREFIX, which holds the prefix, is not set',
  );
  const undecided = resolveConfig(config, { stage: 'prod', undecided: 'declared' });
  expect(undecided.tables.map(({ tableName }) => tableName)).toEqual(['orders', 'prod-shop-users']);
});

import {
  defineConfig,
  type Requirement,
  resolveConfig,
  resolveTables,
  type StageTable,
  type TablewrightConfig,
} from '../../src/config/index.js';
import { itemsOf, itemType, toQueryInput, withItemType } from '../../src/items/index.js';
import {
  defineTable,
  type IndexKey,
  type IndexName,
  type Item,
  type PrimaryKey,
  type TableSchema,
} from '../../src/schema/index.js';
import type { Equal, Expect } from './equal.js';

const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': { partitionKey: 'customer', sortKey: 'placed_at', projection: { include: ['id'] } },
  },
  deletionProtection: false,
});
const users = defineTable({ tableName: 'shop-users', attributes: { id: 'S' }, partitionKey: 'id' });
const units = { readCapacityUnits: 5, writeCapacityUnits: 5 } as const;
const events = defineTable({
  tableName: 'events',
  attributes: { id: 'S', at: 'N' },
  partitionKey: 'id',
  sortKey: 'at',
  billingMode: 'PROVISIONED',
  provisionedThroughput: units,
  globalSecondaryIndexes: { 'gsi-at': { partitionKey: 'at', provisionedThroughput: units } },
});

const config = defineConfig({
  tables: { orders, users, events, orderIndexes: { customer: 'gsi-customer' } },
  stages: {
    dev: { tableNamePrefix: 'dev-' },
    prod: {
      region: 'eu-west-1',
      overrides: {
        orders: { deletionProtection: true, tags: { team: 'shop' } },
        events: {
          provisionedThroughput: { readCapacityUnits: 50, writeCapacityUnits: 5 },
          globalSecondaryIndexes: {
            'gsi-at': { provisionedThroughput: { readCapacityUnits: 9, writeCapacityUnits: 9 } },
          },
        },
      },
    },
  },
  defaultStage: 'dev',
  require: { prod: { deletionProtection: true, pointInTimeRecovery: { recoveryPeriodInDays: 7 } }, '*': {} },
});
const tables = resolveTables(config, { stage: process.env.STAGE, env: process.env });

/** Names and literal types stay; the name is one of those on the stages. */
export type Resolved = Expect<
  [
    Equal<keyof typeof tables, 'orders' | 'users' | 'events'>,
    Equal<(typeof tables.users)['tableName'], 'dev-shop-users' | 'shop-users'>,
    Equal<(typeof tables.users)['attributes'], { readonly id: 'S' }>,
    Equal<(typeof tables.orders)['tableName'], 'dev-orders' | 'orders'>,
    Equal<(typeof tables.orders)['attributes'], (typeof orders)['attributes']>,
    Equal<Item<typeof tables.orders>, Item<typeof orders>>,
    Equal<PrimaryKey<typeof tables.events>, { id: string; at: number }>,
    Equal<IndexName<typeof tables.orders>, 'gsi-customer'>,
    Equal<IndexKey<typeof tables.orders, 'gsi-customer'>, { customer: string; placed_at: number }>,
    Equal<IndexName<typeof tables.events>, 'gsi-at'>,
  ]
>;

/** What a stage overrides has the type that it has in any table. */
export type Overridden = Expect<
  [
    Equal<(typeof tables.orders)['deletionProtection'], boolean | undefined>,
    Equal<(typeof tables.orders)['tags'], { readonly [key: string]: string } | undefined>,
    Equal<(typeof tables.events)['billingMode'], 'PROVISIONED'>,
    Equal<(typeof tables.events)['provisionedThroughput']['readCapacityUnits'], number>,
    Equal<
      (typeof tables.events)['globalSecondaryIndexes']['gsi-at']['provisionedThroughput']['readCapacityUnits'],
      number
    >,
  ]
>;
export const allTables: TableSchema[] = [tables.orders, tables.users, tables.events];

/** Reads and writes take them, with the types of the declaration. */
const query = toQueryInput(tables.orders, { indexName: 'gsi-customer', key: { customer: 'ana' } });
export const ids: string[] = itemsOf(query, {}).map(({ id }) => id);
// @ts-expect-error: no such index
toQueryInput(tables.orders, { indexName: 'gsi-custmer', key: { customer: 'ana' } });
const typed = resolveTables(
  defineConfig({
    tables: { orders: withItemType(orders, itemType<{ id: string; customer: string; total: bigint }>()) },
  }),
);
export const totals: bigint[] = itemsOf(toQueryInput(typed.orders, { key: { id: '1' } }), {}).map(({ total }) => total);
// @ts-expect-error: the configuration has no such table
tables.order;
// @ts-expect-error: read-only
tables.orders = typed.orders;

/** A list's tables are by the names that they declare. */
const listed = resolveTables({ tables: [orders, users], tableNamePrefix: { env: 'TABLE_PREFIX', default: '' } });
export type Listed = Expect<
  [
    Equal<keyof typeof listed, 'orders' | 'shop-users'>,
    Equal<(typeof listed)['shop-users']['tableName'], `${string}shop-users`>,
  ]
>;

/** A name that a deployment decides is a string; the names of other tables stay. */
const decided = resolveTables(
  defineConfig({
    tables: { orders, users },
    tableNames: { orders: { env: 'ORDERS_TABLE' } },
    stages: { prod: { tableNames: { 'shop-users': 'people' } }, test: {} },
  }),
  { stage: 'prod' },
);
export type Decided = Expect<
  [Equal<(typeof decided.orders)['tableName'], string>, Equal<(typeof decided.users)['tableName'], string>]
>;
export type One = Expect<[Equal<StageTable<typeof users, { tableNamePrefix: 'a-' }>['tableName'], 'a-shop-users'>]>;

/** Another billing mode on a stage: the type says none, and is a table all the same. */
const moved = resolveTables(
  defineConfig({
    tables: { events },
    stages: { dev: { overrides: { events: { billingMode: 'PAY_PER_REQUEST', provisionedThroughput: null } } } },
  }),
  { stage: 'dev' },
);
export const stillATable: TableSchema = moved.events;
// @ts-expect-error: on which stage?
moved.events.billingMode;

/** A configuration of which nothing is known, such as one from JSON. */
declare const wide: TablewrightConfig;
export const anyTables: { readonly [name: string]: TableSchema } = resolveTables(wide, { stage: 'prod' });
export const resolved: readonly TableSchema[] = resolveConfig(wide).tables;
export const ofModule = resolveTables({ tables: { orders, helper: () => 1, version: 5 } });
export type OfModule = Expect<[Equal<keyof typeof ofModule, 'orders'>]>;

// @ts-expect-error: a requirement is of settings
export const structural: Requirement = { partitionKey: 'id' };
// @ts-expect-error: with their types
defineConfig({ tables: { orders }, require: { prod: { deletionProtection: 'yes' } } });
// @ts-expect-error: a name is a string, or a variable
defineConfig({ tables: { orders }, tableNames: { orders: { variable: 'ORDERS_TABLE' } } });

import { CreateTableCommand, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import {
  defineTable,
  type IndexKey,
  type IndexName,
  type Item,
  indexNames,
  type PrimaryKey,
  sessionIndexes,
  sessionTableSchema,
  type TableSchema,
  toCreateTableInput,
  validateTable,
  withTableName,
} from 'tablewright';
import { authJsActions, authJsTableSchema, catalog, langGraphStoreTableWithVectors } from 'tablewright/catalog';
import { defineConfig, resolveConfig, resolveTables } from 'tablewright/config';
import { type IamPolicy, toCloudFormation, toIamPolicy } from 'tablewright/formats';
import {
  itemOf,
  itemsOf,
  itemType,
  marshallInput,
  toGetItemInput,
  toQueryInput,
  toUpdateItemInput,
  withItemType,
} from 'tablewright/items';
import { type LocalDynamoDB, startLocalDynamoDB } from 'tablewright/local';
import { fromOneTable, modelIssues, toDynamoDBToolboxTable } from 'tablewright/models';

/** What a consumer writes, with every version of TypeScript and every way to resolve modules. */

export const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', region: 'S', placed_at: 'N', embedding: 'L', ttl: 'N' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: ['customer', 'region'],
      sortKey: 'placed_at',
      projection: { include: ['id', 'undeclared'] },
    },
  },
  vectorIndexes: { 'vector-order': { vectorAttribute: 'embedding', dimensions: 3, distanceFunction: 'COSINE' } },
  timeToLive: 'ttl',
});

export const key: PrimaryKey<typeof orders> = { id: 'a' };
export const item: Item<typeof orders> = { id: 'a', placed_at: 1 };
export const name: IndexName<typeof orders> = 'vector-order';
export const indexKey: IndexKey<typeof orders, 'gsi-customer'> = { customer: 'a', region: 'b', placed_at: 1 };
export const names: ('gsi-customer' | 'vector-order')[] = indexNames(orders);
export const literal: 'gsi-user' = sessionIndexes.user;

export const staging = withTableName(orders, 'staging-orders');
export const renamed: 'staging-orders' = staging.tableName;
export const schemas: TableSchema[] = [orders, staging, sessionTableSchema];
export const issues: number = validateTable(orders).length;

export const input: CreateTableCommandInput = toCreateTableInput(orders);
export const command = new CreateTableCommand(toCreateTableInput(sessionTableSchema));

export const wrongKey = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S' },
  // @ts-expect-error: no such attribute
  partitionKey: 'idd',
});
export const wrongIndexKey = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    // @ts-expect-error: no such attribute
    'gsi-customer': { partitionKey: 'costumer' },
  },
});
export const misspelt = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', ttl: 'N' },
  partitionKey: 'id',
  // @ts-expect-error: timeToLive
  timetoLive: 'ttl',
});
// @ts-expect-error: no such index
export const wrongName: IndexName<typeof orders> = 'gsi-costumer';

// The other entries: their declarations hold with every compiler, and take what the root makes.
const template: string = toCloudFormation(sessionTableSchema, { format: 'json' });
const policy: IamPolicy = toIamPolicy([sessionTableSchema], { access: 'read', account: '*', region: '*' });
const config = defineConfig({
  tables: [sessionTableSchema],
  stages: { prod: { overrides: { 'sentinel-sessions': { deletionProtection: true, tags: null } } } },
});
const { tables } = resolveConfig(config, { stage: 'prod' });
export const start = (): Promise<LocalDynamoDB> => startLocalDynamoDB({ tables });
export const misfits = modelIssues(
  sessionTableSchema,
  fromOneTable({ indexes: { primary: { hash: 'id' } }, models: {} }, { tableName: 'sentinel-sessions' }),
);
export const toolboxKey: 'created_at' = toDynamoDBToolboxTable(sessionTableSchema).indexes['gsi-user'].sortKey.name;
const staged = defineConfig({
  tables: { orders, sessions: sessionTableSchema },
  stages: {
    dev: { tableNamePrefix: 'dev-' },
    prod: { overrides: { 'sentinel-sessions': { deletionProtection: true } } },
  },
  defaultStage: 'dev',
  require: { prod: { deletionProtection: true } },
});
export const onStage = resolveTables(staged, { stage: process.env.STAGE, env: process.env });
export const stageName: 'dev-orders' | 'orders' = onStage.orders.tableName;
export const stageKey: PrimaryKey<typeof onStage.orders> = { id: 'a' };
export const stageIndex: IndexName<typeof onStage.sessions> = 'gsi-user';
export const isProtected: boolean | undefined = onStage.sessions.deletionProtection;
export const stageSchemas: TableSchema[] = [onStage.orders, onStage.sessions];
// @ts-expect-error a region is a string
defineConfig({ tables: [], region: 5 });

const memory = langGraphStoreTableWithVectors({ dimensions: 256 });
export const vectorIndex: IndexName<typeof memory> = 'memory-vector-index';
export const user: PrimaryKey<typeof authJsTableSchema> = { pk: 'USER#1', sk: 'USER#1' };
export const versions: string[] = Object.values(catalog).map((entry) =>
  'package' in entry ? entry.package.version : '',
);
export const ofPackage: IamPolicy = toIamPolicy(authJsTableSchema, {
  actions: authJsActions,
  account: '*',
  region: '*',
});
// @ts-expect-error one of the two says what may be done
toIamPolicy(authJsTableSchema, { access: 'read', actions: authJsActions, account: '*', region: '*' });

export { policy, template };

export interface Order {
  id: string;
  customer?: string;
  region?: string;
  placed_at?: number;
  state: 'open' | 'paid';
}
export const typedOrders = withItemType(staging, itemType<Order>());
export const byCustomer = toQueryInput(typedOrders, {
  indexName: 'gsi-customer',
  key: { customer: 'c', region: 'r', placed_at: { gt: 1 } },
  select: ['customer', 'id'],
});
export const customers: string[] = itemsOf(byCustomer, {}).map(({ customer }) => customer);
export const paid = toUpdateItemInput(
  typedOrders,
  { id: '1' },
  { set: { state: 'paid' } },
  { returnValues: 'ALL_NEW' },
);
export const state: 'open' | 'paid' | undefined = itemOf(paid, {})?.state;
export const marshalled = marshallInput(toGetItemInput(orders, { id: '1' }));
export const misspeltIndex = toQueryInput(orders, {
  // @ts-expect-error: no such index
  indexName: 'gsi-custmer',
  key: { customer: 'c', region: 'r' },
});

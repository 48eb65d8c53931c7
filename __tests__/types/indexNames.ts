import { defineTable, indexNames, sessionTableSchema, type TableSchema } from '../../src/index.js';
import type { Equal, Expect } from './equal.js';

const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', placed_at: 'S', customer: 'S', embedding: 'L' },
  partitionKey: 'id',
  sortKey: 'placed_at',
  globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer' } },
  localSecondaryIndexes: { 'lsi-customer': { sortKey: 'customer' } },
  vectorIndexes: { 'vector-embedding': { vectorAttribute: 'embedding', dimensions: 3, distanceFunction: 'COSINE' } },
});
const plain = defineTable({ tableName: 'plain', attributes: { id: 'S' }, partitionKey: 'id' });

const ofOrders = indexNames(orders);
const ofSessions = indexNames(sessionTableSchema);
const ofPlain = indexNames(plain);
declare const widened: TableSchema;
const ofWidened = indexNames(widened);

export type Names = Expect<
  [
    Equal<typeof ofOrders, ('gsi-customer' | 'lsi-customer' | 'vector-embedding')[]>,
    Equal<typeof ofSessions, ('gsi-user' | 'gsi-status' | 'gsi-profile' | 'gsi-server-instance')[]>,
    Equal<typeof ofPlain, never[]>,
    Equal<typeof ofWidened, string[]>,
  ]
>;

// @ts-expect-error: not a schema
indexNames({ tableName: 'orders' });

import { defineTable, type TableSchema, withTableName } from '../../src/index.js';
import { itemType, withItemType } from '../../src/items/index.js';
import { checkSeed, setupLocalDynamoDB, startLocalDynamoDB } from '../../src/local/index.js';

const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', total: 'N' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'gsi-total': { partitionKey: 'total' } },
});
const users = defineTable({ tableName: 'users', attributes: { name: 'S' }, partitionKey: 'name' });
interface Order {
  id: string;
  total?: number;
  note?: string;
}
const typed = withItemType(orders, itemType<Order>());

/** A seed has the items of its tables, by their names, with the types that the items have. */
startLocalDynamoDB({ tables: [orders, users], seed: { orders: [{ id: '1', total: 1 }], users: [{ name: 'ana' }] } });
startLocalDynamoDB({ tables: typed, seed: { orders: [{ id: '1', note: 'gift' }] } });
startLocalDynamoDB({ tables: withTableName(orders, 'test-orders'), seed: { 'test-orders': [{ id: '1' }] } });
setupLocalDynamoDB({ tables: [orders], seed: { orders: [{ id: '1' }] }, isolate: 'test' });
setupLocalDynamoDB({ isolate: 'worker' });

// @ts-expect-error no such table
startLocalDynamoDB({ tables: [orders, users], seed: { order: [{ id: '1' }] } });
// @ts-expect-error another type
startLocalDynamoDB({ tables: [orders, users], seed: { orders: [{ id: '1', total: '1' }] } });
// @ts-expect-error no key
checkSeed([orders], { orders: [{ total: 1 }] });
// @ts-expect-error not an attribute of the type
checkSeed([typed], { orders: [{ id: '1', nothing: true }] });

/** Of tables of which no more is known, any items go. */
declare const any: readonly TableSchema[];
startLocalDynamoDB({ tables: any, seed: { whatever: [{ id: '1', more: ['x'] }] } });

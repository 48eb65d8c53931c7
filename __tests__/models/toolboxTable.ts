import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Entity, GetItemCommand, item, number, QueryCommand, string, Table } from 'dynamodb-toolbox';
import { defineTable, type TableSchema } from '../../src/index.js';
import { toDynamoDBToolboxTable } from '../../src/models/index.js';

/** What dynamodb-toolbox's own types make of a schema: checked by the compiler alone. */

const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', at: 'N', customer: 'S', region: 'S', day: 'N', blob: 'B' },
  partitionKey: 'id',
  sortKey: 'at',
  globalSecondaryIndexes: {
    customer: { partitionKey: 'customer', sortKey: 'at' },
    multi: { partitionKey: ['customer', 'region'], sortKey: ['day', 'at'], projection: 'KEYS_ONLY' },
  },
  localSecondaryIndexes: { blob: { sortKey: 'blob' } },
  timeToLive: 'at',
});
declare const documentClient: DynamoDBDocumentClient;
const table = new Table({ ...toDynamoDBToolboxTable(orders), documentClient });

table.partitionKey.name satisfies 'id';
table.partitionKey.type satisfies 'string';
table.sortKey?.type satisfies 'number' | undefined;
table.build(QueryCommand).query({ index: 'customer', partition: 'ana', range: { gte: 1 } });
table.build(QueryCommand).query({ index: 'blob', partition: 'o-1', range: { eq: new Uint8Array() } });
// @ts-expect-error there is no such index
table.build(QueryCommand).query({ index: 'costumer', partition: 'ana' });
// @ts-expect-error the sort key of the index is a number
table.build(QueryCommand).query({ index: 'customer', partition: 'ana', range: { gte: '1' } });
// @ts-expect-error the partition key of the table is a string
table.build(QueryCommand).query({ partition: 1 });

const Order = new Entity({ name: 'Order', table, schema: item({ id: string().key(), at: number().key() }) });
Order.build(GetItemCommand).key({ id: 'o-1', at: 1 });
// @ts-expect-error the key of the entity must be the table's
new Entity({ name: 'Order', table, schema: item({ id: string().key(), at: string().key() }) });

const plain = new Table(
  toDynamoDBToolboxTable(defineTable({ tableName: 'plain', attributes: { id: 'N' }, partitionKey: 'id' })),
);
plain.partitionKey.type satisfies 'number';
export const Plain = new Entity({ name: 'Plain', table: plain, schema: item({ id: number().key() }) });

/** Of a schema that is known at run time only. */
export const anyTable = (schema: TableSchema) => toDynamoDBToolboxTable(schema).name satisfies string;

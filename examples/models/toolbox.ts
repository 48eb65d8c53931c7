import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Entity, item, number, PutItemCommand, QueryCommand, string, Table } from 'dynamodb-toolbox';
import { toDynamoDBToolboxTable } from 'tablewright/models';
import { type Order, shop } from './shop.js';

/** The other way round: the table comes from the schema, with its literal types. */
export const ShopTable = new Table(toDynamoDBToolboxTable(shop));

export const OrderEntity = new Entity({
  name: 'Order',
  table: ShopTable,
  schema: item({
    pk: string().key(),
    sk: string().key(),
    gsi1pk: string(),
    gsi1sk: string(),
    id: string(),
    status: string().enum('open', 'paid'),
    total: number(),
  }),
});

export async function withToolbox(client: DynamoDBDocumentClient, order: Order): Promise<string[]> {
  ShopTable.documentClient = client;
  const { id, status, total } = order;
  const keys = { pk: `toolbox#${order.customer}`, sk: id, gsi1pk: `toolbox#${status}`, gsi1sk: order.placedAt };
  await OrderEntity.build(PutItemCommand)
    .item({ ...keys, id, status, total })
    .send();
  const { Items = [] } = await ShopTable.build(QueryCommand)
    .entities(OrderEntity)
    .query({ index: 'gsi1', partition: keys.gsi1pk, range: { gte: '2026' } })
    .send();
  return Items.map((found) => found.id);
}

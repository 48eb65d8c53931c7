import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Table } from 'dynamodb-onetable';
import { Dynamo } from 'dynamodb-onetable/Dynamo';
import type { Order } from './shop.js';

export const shopSchema = {
  format: 'onetable:1.1.0',
  version: '0.0.1',
  indexes: {
    primary: { hash: 'pk', sort: 'sk' },
    gsi1: { hash: 'gsi1pk', sort: 'gsi1sk', project: 'all' },
  },
  models: {
    Order: {
      pk: { type: String, value: 'onetable#${customer}' },
      sk: { type: String, value: '${id}' },
      gsi1pk: { type: String, value: 'onetable#${status}' },
      gsi1sk: { type: String, value: '${placedAt}' },
      id: { type: String, required: true },
      customer: { type: String, required: true },
      status: { type: String, required: true },
      placedAt: { type: String, required: true },
      total: { type: Number, required: true },
      expires: { type: Date, ttl: true },
    },
  },
} as const;

export async function withOneTable(client: DynamoDBClient, order: Order): Promise<string[]> {
  const table = new Table({ client: new Dynamo({ client }), name: 'shop', schema: shopSchema, partial: false });
  const Orders = table.getModel('Order');
  await Orders.create({ ...order, expires: new Date('2027-01-01') });
  const found = await Orders.find({ status: order.status }, { index: 'gsi1', follow: false });
  return found.map(({ id }) => id);
}

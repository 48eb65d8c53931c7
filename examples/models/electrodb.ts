import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Entity, Service } from 'electrodb';
import type { Order } from './shop.js';

export const Orders = new Entity(
  {
    model: { entity: 'order', version: '1', service: 'shop' },
    attributes: {
      id: { type: 'string', required: true },
      customer: { type: 'string', required: true },
      status: { type: ['open', 'paid'] as const, required: true },
      placedAt: { type: 'string', required: true },
      total: { type: 'number', required: true },
    },
    indexes: {
      byCustomer: { pk: { field: 'pk', composite: ['customer'] }, sk: { field: 'sk', composite: ['id'] } },
      byStatus: {
        index: 'gsi1',
        pk: { field: 'gsi1pk', composite: ['status'] },
        sk: { field: 'gsi1sk', composite: ['placedAt'] },
      },
    },
  },
  { table: 'shop' },
);

export const Customers = new Entity(
  {
    model: { entity: 'customer', version: '1', service: 'shop' },
    attributes: { customer: { type: 'string', required: true }, email: { type: 'string' } },
    indexes: { byName: { pk: { field: 'pk', composite: ['customer'] }, sk: { field: 'sk', composite: [] } } },
  },
  { table: 'shop' },
);

export const shopService = new Service({ orders: Orders, customers: Customers });

export async function withElectroDB(client: DynamoDBDocumentClient, order: Order): Promise<string[]> {
  Orders.setClient(client);
  await Orders.create(order).go();
  const { data } = await Orders.query.byStatus({ status: order.status }).go();
  return data.map(({ id }) => id);
}

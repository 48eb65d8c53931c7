import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import dynamoose from 'dynamoose';
import type { Order } from './shop.js';

const OrderModel = dynamoose.model(
  'Order',
  new dynamoose.Schema({
    pk: { type: String, hashKey: true },
    sk: { type: String, rangeKey: true },
    gsi1pk: { type: String, index: { type: 'global', name: 'gsi1', rangeKey: 'gsi1sk' } },
    gsi1sk: String,
    total: Number,
  }),
);

/** Without `create` and `initialize`, dynamoose leaves the table to tablewright. */
export const ShopTable = new dynamoose.Table('shop', [OrderModel], {
  create: false,
  initialize: false,
  waitForActive: false,
  update: false,
  throughput: 'ON_DEMAND',
});

export async function withDynamoose(client: DynamoDB, order: Order): Promise<string[]> {
  dynamoose.aws.ddb.set(client);
  await ShopTable.initialize();
  const gsi1pk = `dynamoose#${order.status}`;
  await OrderModel.create({
    pk: `dynamoose#${order.customer}`,
    sk: order.id,
    gsi1pk,
    gsi1sk: order.placedAt,
    total: order.total,
  });
  const found = await OrderModel.query('gsi1pk').eq(gsi1pk).using('gsi1').exec();
  return found.map(({ sk }) => sk);
}

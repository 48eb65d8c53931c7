import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { IndexName } from 'tablewright';
import { type Order, ordersTable } from './ordersTable.js';

// As in production: nothing here knows of tests.
const client = new DynamoDBClient({});

const byCustomer: IndexName<typeof ordersTable> = 'gsi-customer';

/** Stores an order; one that is there already stays as it is. */
export async function placeOrder(order: Order): Promise<'placed' | 'known'> {
  try {
    await client.send(
      new PutItemCommand({
        TableName: ordersTable.tableName,
        Item: marshall(order),
        ConditionExpression: 'attribute_not_exists(id)',
      }),
    );
    return 'placed';
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return 'known';
    throw error;
  }
}

/** A customer's orders, the newest first. */
export async function ordersOf(customer: string): Promise<Order[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: ordersTable.tableName,
      IndexName: byCustomer,
      KeyConditionExpression: 'customer = :customer',
      ExpressionAttributeValues: marshall({ ':customer': customer }),
      ScanIndexForward: false,
    }),
  );
  return Items.map((item) => unmarshall(item) as Order);
}

/**
 * One table for several kinds of items, told apart by their keys: what a call returns is narrowed by the key that it gives.
 * `npx tsx examples/single-table/main.ts`
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import {
  itemOf,
  itemsOf,
  toGetItemInput,
  toPutItemInput,
  toQueryInput,
  toTransactWriteItemsInput,
  toUpdateItemInput,
} from 'tablewright/items';
import { startLocalDynamoDB } from 'tablewright/local';
import { customerKey, type Order, orderKey, productKey, shop } from './table.js';

/** The order, and the piece taken out of stock: both, or neither if there is no piece left. */
async function placeOrder(client: DynamoDBDocumentClient, order: Order): Promise<void> {
  const input = toTransactWriteItemsInput([
    { put: toPutItemInput(shop, order, { condition: { pk: { exists: false } } }) },
    {
      update: toUpdateItemInput(
        shop,
        productKey(order.product),
        { add: { stock: -1 } },
        { condition: { stock: { gte: 1 } } },
      ),
    },
  ]);
  await client.send(new TransactWriteCommand(input));
}

async function show(client: DynamoDBDocumentClient) {
  const items = [
    toPutItemInput(shop, { ...customerKey('ana'), email: 'ana@example.com' }),
    toPutItemInput(shop, { ...productKey('p-1'), name: 'Lamp', stock: 2 }),
  ];
  await client.send(new TransactWriteCommand(toTransactWriteItemsInput(items.map((put) => ({ put })))));
  const lamp = { product: 'p-1', total: 40 };
  await placeOrder(client, { ...orderKey('ana', '2026-01'), ...lamp });
  await placeOrder(client, { ...orderKey('ana', '2026-02'), ...lamp, open_since: '2026-02-03' });
  const third = placeOrder(client, { ...orderKey('ana', '2026-03'), ...lamp });
  console.log(`a third lamp: ${await third.catch((error: Error) => error.name)}`);

  // A literal key: a Customer.
  const profile = toGetItemInput(shop, customerKey('ana'));
  console.log(`profile: ${itemOf(profile, await client.send(new GetCommand(profile)))?.email}`);

  // The beginning of a sort key: Orders. A filter may name what an order has, and nothing else.
  const { pk } = customerKey('ana');
  const orders = toQueryInput(shop, { key: { pk, sk: { beginsWith: 'ORDER#2026' } }, filter: { total: { gt: 5 } } });
  const totals = itemsOf(orders, await client.send(new QueryCommand(orders))).map(({ total }) => total);
  console.log(`orders: ${totals.join(' + ')}`);

  // The partition key alone: what can stand under it, told apart by the sort key.
  const all = toQueryInput(shop, { key: { pk } });
  for (const item of itemsOf(all, await client.send(new QueryCommand(all)))) {
    console.log(item.sk === 'PROFILE' ? `customer ${item.email}` : `order of ${item.product}, ${item.total}`);
  }

  // An index: only what has its key attributes, which are there for sure.
  const open = toQueryInput(shop, { indexName: 'open-orders', key: { product: 'p-1' } });
  for (const { sk, open_since } of itemsOf(open, await client.send(new QueryCommand(open)))) {
    console.log(`open: ${sk} since ${open_since.slice(0, 7)}`);
  }
}

async function main() {
  const engine = await startLocalDynamoDB({ tables: shop });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(engine.clientConfig));
  try {
    await show(client);
  } finally {
    client.destroy();
    await engine.stop();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

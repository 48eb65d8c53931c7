import { randomUUID } from 'node:crypto';
import { ordersOf, placeOrder } from './orders';
import type { Order } from './ordersTable';

function order(customer: string, placed_at: string, total = 10): Order {
  return { id: randomUUID(), customer, placed_at, total };
}

test("a customer's orders come newest first, without those of others", async () => {
  const [first, second] = [order('ana', '2026-01-01'), order('ana', '2026-02-01')];
  for (const placed of [first, second, order('bob', '2026-03-01')]) await placeOrder(placed);

  expect(await ordersOf('ana')).toEqual([second, first]);
});

test('an order is placed once', async () => {
  const placed = order('ana', '2026-01-01', 10);

  expect(await placeOrder(placed)).toBe('placed');
  expect(await placeOrder({ ...placed, total: 99 })).toBe('known');
  expect(await ordersOf('ana')).toEqual([placed]);
});

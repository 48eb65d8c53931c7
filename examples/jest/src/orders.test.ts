import { randomUUID } from 'node:crypto';
import { ordersOf, placeOrder } from './orders';
import type { Order } from './ordersTable';

// All files of a run share the table, so each test has a customer of its own.
function order(customer: string, placed_at: string, total = 10): Order {
  return { id: randomUUID(), customer, placed_at, total };
}

test("a customer's orders come newest first, without those of others", async () => {
  const customer = randomUUID();
  const [first, second] = [order(customer, '2026-01-01'), order(customer, '2026-02-01')];
  for (const placed of [first, second, order(randomUUID(), '2026-03-01')]) await placeOrder(placed);

  expect(await ordersOf(customer)).toEqual([second, first]);
});

test('an order is placed once', async () => {
  const placed = order(randomUUID(), '2026-01-01', 10);

  expect(await placeOrder(placed)).toBe('placed');
  expect(await placeOrder({ ...placed, total: 99 })).toBe('known');
  expect(await ordersOf(placed.customer)).toEqual([placed]);
});

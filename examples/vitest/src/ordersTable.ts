import { defineTable, type Item } from 'tablewright';

export const ordersTable = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'S', total: 'N', expires: 'N' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': { partitionKey: 'customer', sortKey: 'placed_at' },
  },
  timeToLive: 'expires',
});

/** An order, with all that a customer's list needs. */
export type Order = Item<typeof ordersTable> & { customer: string; placed_at: string; total: number };

/** The table, declared once: what is deployed, planned and compared. The four libraries below use it, and none of them makes it. */
import { defineTable } from 'tablewright';

export const shop = defineTable({
  tableName: 'shop',
  attributes: { pk: 'S', sk: 'S', gsi1pk: 'S', gsi1sk: 'S', expires: 'N' },
  partitionKey: 'pk',
  sortKey: 'sk',
  globalSecondaryIndexes: { gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' } },
  timeToLive: 'expires',
  pointInTimeRecovery: true,
});

/** What each library stores, and finds again: the orders of a customer, and those of a status by time. */
export interface Order {
  readonly id: string;
  readonly customer: string;
  readonly status: 'open' | 'paid';
  readonly placedAt: string;
  readonly total: number;
}

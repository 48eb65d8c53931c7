import { defineTable, type IndexConstants } from '../../src/index.js';
import type { Equal, Expect } from './equal.js';

const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', status: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer' }, 'gsi-status': { partitionKey: 'status' } },
});
const plain = defineTable({ tableName: 'plain', attributes: { id: 'S' }, partitionKey: 'id' });

const all = { customer: 'gsi-customer', status: 'gsi-status' } as const;
export const complete: IndexConstants<typeof orders, typeof all> = all;

/** Two names for one index are fine: each is right. */
const twoNames = { customer: 'gsi-customer', buyer: 'gsi-customer', status: 'gsi-status' } as const;
export const twice: IndexConstants<typeof orders, typeof twoNames> = twoNames;

const none = {} as const;
export const empty: IndexConstants<typeof plain, typeof none> = none;

export type Kept = Expect<[Equal<(typeof complete)['customer'], 'gsi-customer'>, Equal<typeof complete, typeof all>]>;

/** A constant that is no index of the table. */
const unknown = { customer: 'gsi-customer', status: 'gsi-status', device: 'gsi-device-id' } as const;
// @ts-expect-error: 'gsi-device-id' is no index
export const withUnknown: IndexConstants<typeof orders, typeof unknown> = unknown;
const misspelt = { customer: 'gsi-costumer', status: 'gsi-status' } as const;
// @ts-expect-error: 'gsi-costumer' is no index
export const withMisspelt: IndexConstants<typeof orders, typeof misspelt> = misspelt;
const ofNone = { customer: 'gsi-customer' } as const;
// @ts-expect-error: the table has no index
export const ofTableWithoutIndexes: IndexConstants<typeof plain, typeof ofNone> = ofNone;

/** An index without a constant. */
const partial = { customer: 'gsi-customer' } as const;
// @ts-expect-error: 'gsi-status' has no constant
export const withoutStatus: IndexConstants<typeof orders, typeof partial> = partial;
// @ts-expect-error: no index has a constant
export const withoutAny: IndexConstants<typeof orders, typeof none> = none;

/** A constant that lost its literal type says nothing of which index it names. */
const widened = { customer: 'gsi-customer', status: 'gsi-status' };
// @ts-expect-error: string
export const ofStrings: IndexConstants<typeof orders, typeof widened> = widened;

/** A string enum. */
// biome-ignore lint/style/noEnum: services have them.
enum OrderIndex {
  Customer = 'gsi-customer',
  Status = 'gsi-status',
}
export const ofEnum: IndexConstants<typeof orders, typeof OrderIndex> = OrderIndex;
OrderIndex satisfies IndexConstants<typeof orders, typeof OrderIndex>;

// biome-ignore lint/style/noEnum: services have them.
enum PartOfOrderIndex {
  Customer = 'gsi-customer',
}
// @ts-expect-error: 'gsi-status' has no constant
export const ofPartialEnum: IndexConstants<typeof orders, typeof PartOfOrderIndex> = PartOfOrderIndex;

// biome-ignore lint/style/noEnum: services have them.
enum WrongOrderIndex {
  Customer = 'gsi-customer',
  Status = 'gsi-state',
}
// @ts-expect-error: 'gsi-state' is no index
export const ofWrongEnum: IndexConstants<typeof orders, typeof WrongOrderIndex> = WrongOrderIndex;

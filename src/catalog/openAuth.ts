import { defineTable } from '../schema/index.js';

/**
 * What an OpenAuth issuer keeps (keys, codes, refresh tokens): the table of `DynamoStorage` of `@openauthjs/openauth`. SST's `Auth` component
 * makes the same.
 *
 * Proven with 0.4.3, whose `src/storage/dynamo.ts` was read in November 2026. All data of an item is JSON in `value`.
 *
 * Time to live: `expiry`, seconds. What has none is kept.
 *
 * May be told: `table`, which has no default (`openauth` is this catalog's), `pk`, `sk`, and `ttl`, the name of the attribute.
 */
export const openAuthTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'openauth',
  attributes: { pk: 'S', sk: 'S', value: 'S', expiry: 'N' },
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiry',
});

/** The IAM actions that OpenAuth's `DynamoStorage` needs on its table, for `toIamPolicy`. */
export const openAuthActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
] as const);

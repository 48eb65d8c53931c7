import { defineTable } from '../schema/index.js';

/**
 * Sessions of a Shopify app: the table of `@shopify/shopify-app-session-storage-dynamodb`.
 *
 * Proven with 8.0.0, whose source and "Table Schema" were read in November 2026. The app doesn't make it, and fails without it
 * (https://github.com/Shopify/shopify-app-js/issues/386); without the index, only where it looks for the sessions of a shop.
 *
 * Time to live: none. `expires` and `refreshTokenExpires` are dates in words, which no time to live can read.
 *
 * May be told: `sessionTableName` (default `shopify_sessions`) and `shopIndexName`. The names of attributes are its own.
 */
export const shopifySessionsTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'shopify_sessions',
  attributes: {
    id: 'S',
    shop: 'S',
    state: 'S',
    isOnline: 'BOOL',
    scope: 'S',
    expires: 'S',
    accessToken: 'S',
    refreshToken: 'S',
    refreshTokenExpires: 'S',
    onlineAccessInfo: 'M',
  },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    shop_index: { partitionKey: 'shop', projection: 'KEYS_ONLY' },
  },
});

/** The IAM actions that Shopify's session storage needs on its table, for `toIamPolicy`. */
export const shopifySessionsActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
] as const);

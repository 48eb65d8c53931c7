import { defineTable } from '../schema/index.js';

/**
 * Keys and values of Keyv: the table of `@keyv/dynamo`. cache-manager takes Keyv's stores, and has no table of its own.
 *
 * Proven with 1.2.4, whose source was read in November 2026.
 *
 * Time to live: `expiresAt`, seconds. It writes one always: six hours where a value is set without a `ttl`.
 *
 * May be told: `tableName` (default `keyv`). The names of attributes are its own.
 */
export const keyvTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'keyv',
  attributes: { id: 'S', value: 'S', expiresAt: 'N' },
  partitionKey: 'id',
  timeToLive: 'expiresAt',
});

/** The IAM actions that `@keyv/dynamo` needs on its table, for `toIamPolicy`. Its `clear` is a Scan. */
export const keyvActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:BatchGetItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:DescribeTable',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Scan',
] as const);

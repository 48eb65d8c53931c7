import { defineTable } from '../schema/index.js';

/**
 * Counters of `RateLimiterDynamo` of `rate-limiter-flexible`.
 *
 * Proven with 11.4.0, whose source was read in November 2026. Pass `tableCreated: true` and `ttlSet: true`: without them the limiter makes
 * a table of 25 provisioned units by itself, and looks at its time to live at each start.
 *
 * Time to live: `expire`, seconds; -1 in a counter that never expires. DynamoDB deletes nothing that expired over five years ago.
 *
 * May be told: `tableName` (default `node-rate-limiter-flexible`), and the `keyPrefix` of its values. The names of attributes are its own.
 */
export const rateLimiterFlexibleTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'node-rate-limiter-flexible',
  attributes: { key: 'S', points: 'N', expire: 'N' },
  partitionKey: 'key',
  timeToLive: 'expire',
});

/** The IAM actions that `RateLimiterDynamo` needs with `tableCreated` and `ttlSet`, for `toIamPolicy`. */
export const rateLimiterFlexibleActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:UpdateItem',
] as const);

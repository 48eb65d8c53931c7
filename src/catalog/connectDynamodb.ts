import { defineTable } from '../schema/index.js';

/**
 * Sessions of Express and Connect: the table of `connect-dynamodb`.
 *
 * Proven with 3.0.5, whose source was read in November 2026. Make the table before the store is used: the store would make one without a
 * time to live, with 5 units of provisioned capacity, and its sessions would stay for ever
 * (https://github.com/ca98am79/connect-dynamodb/issues/72).
 *
 * Time to live: `expires`, seconds, a day where the cookie has no `maxAge`. With it, the store's `reapInterval`, which scans, is not needed.
 *
 * May be told: `table` (default `sessions`), `hashKey` (default `id`), the `prefix` of its values, and `specialKeys`, attributes of your
 * own. `initialized: true` spares its DescribeTable.
 */
export const connectDynamodbTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'sessions',
  attributes: { id: 'S', type: 'S', sess: 'S', expires: 'N' },
  partitionKey: 'id',
  timeToLive: 'expires',
});

/** The IAM actions that `connect-dynamodb` needs on its table, for `toIamPolicy`; with `reapInterval`, `dynamodb:Scan` besides. */
export const connectDynamodbActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:DeleteItem',
  'dynamodb:DescribeTable',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
] as const);

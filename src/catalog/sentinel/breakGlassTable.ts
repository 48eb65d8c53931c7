import { defineTable, type IndexConstants } from '../../schema/index.js';

/**
 * Emergency (break-glass) accesses: by id; by invoker, status or profile in order of creation.
 *
 * Default name `sentinel-breakglass`; give it another with `withTableName`. DynamoDB deletes an access after the time in `ttl`.
 */
export const breakGlassTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'sentinel-breakglass',
  attributes: {
    id: 'S',
    invoker: 'S',
    profile: 'S',
    status: 'S',
    created_at: 'S',
    reason_code: 'S',
    justification: 'S',
    updated_at: 'S',
    expires_at: 'S',
    closed_by: 'S',
    closed_reason: 'S',
    request_id: 'S',
    duration: 'N',
    ttl: 'N',
  },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-invoker': { partitionKey: 'invoker', sortKey: 'created_at' },
    'gsi-status': { partitionKey: 'status', sortKey: 'created_at' },
    'gsi-profile': { partitionKey: 'profile', sortKey: 'created_at' },
  },
  timeToLive: 'ttl',
  billingMode: 'PAY_PER_REQUEST',
});

const names = /* @__PURE__ */ Object.freeze({
  invoker: 'gsi-invoker',
  status: 'gsi-status',
  profile: 'gsi-profile',
});

/** The names of the indexes of `breakGlassTableSchema`: `breakGlassIndexes.invoker === 'gsi-invoker'`. */
export const breakGlassIndexes: IndexConstants<typeof breakGlassTableSchema, typeof names> = names;

import { defineTable, type IndexConstants } from '../../schema/index.js';

/**
 * Sessions of users on servers: by id; by user, status or profile in order of creation; by server instance and status.
 *
 * Default name `sentinel-sessions`; give it another with `withTableName`. DynamoDB deletes a session after the time in `ttl`.
 */
export const sessionTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'sentinel-sessions',
  attributes: {
    id: 'S',
    user: 'S',
    profile: 'S',
    server_instance_id: 'S',
    status: 'S',
    created_at: 'S',
    started_at: 'S',
    last_access_at: 'S',
    expires_at: 'S',
    updated_at: 'S',
    source_identity: 'S',
    device_id: 'S',
    revoked_by: 'S',
    revoked_reason: 'S',
    request_count: 'N',
    ttl: 'N',
  },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-user': { partitionKey: 'user', sortKey: 'created_at' },
    'gsi-status': { partitionKey: 'status', sortKey: 'created_at' },
    'gsi-profile': { partitionKey: 'profile', sortKey: 'created_at' },
    'gsi-server-instance': { partitionKey: 'server_instance_id', sortKey: 'status' },
  },
  timeToLive: 'ttl',
  billingMode: 'PAY_PER_REQUEST',
});

const names = /* @__PURE__ */ Object.freeze({
  user: 'gsi-user',
  status: 'gsi-status',
  profile: 'gsi-profile',
  serverInstance: 'gsi-server-instance',
});

/** The names of the indexes of `sessionTableSchema`: `sessionIndexes.user === 'gsi-user'`. */
export const sessionIndexes: IndexConstants<typeof sessionTableSchema, typeof names> = names;

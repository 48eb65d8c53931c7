import { defineTable, type IndexConstants } from '../../schema/index.js';

/**
 * Requests for approval: by id; by requester, status or profile in order of creation.
 *
 * Default name `sentinel-requests`; give it another with `withTableName`. DynamoDB deletes a request after the time in `ttl`.
 */
export const approvalTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'sentinel-requests',
  attributes: {
    id: 'S',
    requester: 'S',
    profile: 'S',
    status: 'S',
    created_at: 'S',
    justification: 'S',
    updated_at: 'S',
    expires_at: 'S',
    approver: 'S',
    approver_comment: 'S',
    duration: 'N',
    ttl: 'N',
  },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-requester': { partitionKey: 'requester', sortKey: 'created_at' },
    'gsi-status': { partitionKey: 'status', sortKey: 'created_at' },
    'gsi-profile': { partitionKey: 'profile', sortKey: 'created_at' },
  },
  timeToLive: 'ttl',
  billingMode: 'PAY_PER_REQUEST',
});

const names = /* @__PURE__ */ Object.freeze({
  requester: 'gsi-requester',
  status: 'gsi-status',
  profile: 'gsi-profile',
});

/** The names of the indexes of `approvalTableSchema`: `approvalIndexes.requester === 'gsi-requester'`. */
export const approvalIndexes: IndexConstants<typeof approvalTableSchema, typeof names> = names;

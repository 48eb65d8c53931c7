import {
  type approvalIndexes,
  approvalTableSchema,
  type breakGlassIndexes,
  breakGlassTableSchema,
  type IndexKey,
  type IndexName,
  type Item,
  type PrimaryKey,
  sessionIndexes,
  sessionTableSchema,
  type TableSchema,
} from '../../src/index.js';
import type { Equal, Expect } from './equal.js';

/** The ready-made tables are literals: names, keys and indexes are known to the compiler. */

export const tables: TableSchema[] = [sessionTableSchema, approvalTableSchema, breakGlassTableSchema];

export type Sessions = Expect<
  [
    Equal<(typeof sessionTableSchema)['tableName'], 'sentinel-sessions'>,
    Equal<PrimaryKey<typeof sessionTableSchema>, { id: string }>,
    Equal<(typeof sessionTableSchema)['timeToLive'], 'ttl'>,
    Equal<(typeof sessionTableSchema)['billingMode'], 'PAY_PER_REQUEST'>,
    Equal<IndexName<typeof sessionTableSchema>, 'gsi-user' | 'gsi-status' | 'gsi-profile' | 'gsi-server-instance'>,
    Equal<IndexKey<typeof sessionTableSchema, 'gsi-server-instance'>, { server_instance_id: string; status: string }>,
    Equal<(typeof sessionIndexes)['user'], 'gsi-user'>,
    Equal<(typeof sessionIndexes)['status'], 'gsi-status'>,
    Equal<(typeof sessionIndexes)['profile'], 'gsi-profile'>,
    Equal<(typeof sessionIndexes)['serverInstance'], 'gsi-server-instance'>,
    Equal<keyof typeof sessionIndexes, 'user' | 'status' | 'profile' | 'serverInstance'>,
    Equal<Item<typeof sessionTableSchema>['ttl'], number | undefined>,
  ]
>;

export type Approvals = Expect<
  [
    Equal<(typeof approvalTableSchema)['tableName'], 'sentinel-requests'>,
    Equal<PrimaryKey<typeof approvalTableSchema>, { id: string }>,
    Equal<IndexName<typeof approvalTableSchema>, 'gsi-requester' | 'gsi-status' | 'gsi-profile'>,
    Equal<IndexKey<typeof approvalTableSchema, 'gsi-requester'>, { requester: string; created_at: string }>,
    Equal<(typeof approvalIndexes)['requester'], 'gsi-requester'>,
    Equal<(typeof approvalIndexes)[keyof typeof approvalIndexes], IndexName<typeof approvalTableSchema>>,
  ]
>;

export type BreakGlass = Expect<
  [
    Equal<(typeof breakGlassTableSchema)['tableName'], 'sentinel-breakglass'>,
    Equal<PrimaryKey<typeof breakGlassTableSchema>, { id: string }>,
    Equal<IndexName<typeof breakGlassTableSchema>, 'gsi-invoker' | 'gsi-status' | 'gsi-profile'>,
    Equal<IndexKey<typeof breakGlassTableSchema, 'gsi-invoker'>, { invoker: string; created_at: string }>,
    Equal<(typeof breakGlassIndexes)['invoker'], 'gsi-invoker'>,
    Equal<(typeof breakGlassIndexes)[keyof typeof breakGlassIndexes], IndexName<typeof breakGlassTableSchema>>,
  ]
>;

// @ts-expect-error: a constant cannot be set
sessionIndexes.user = 'gsi-user';
// @ts-expect-error: an index that no table has
export const device = sessionIndexes.device;

import { defineTable } from '../schema/index.js';
import { type WithSortKey, withSortKey } from './withSortKey.js';

/**
 * Locks of the npm package `dynamodb-lock-client`. AWS's client for Java has another table: `amazonDynamodbLockClientTableSchema`.
 *
 * Proven with 0.7.3, whose source and README ("Setting up the lock table") were read in November 2026. It takes a document client of the
 * AWS SDK version 2.
 *
 * Time to live: none. A lease is a duration (`leaseDurationMs`), and a lock that is not released must stay.
 *
 * May be told: `lockTable` (`distributed-locks-store` is of its README), `partitionKey` (`id` here), and a `sortKey`, with which the table
 * is another: `dynamodbLockClientTableWithSortKey`.
 */
export const dynamodbLockClientTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'distributed-locks-store',
  attributes: { id: 'S', owner: 'S', guid: 'B', fencingToken: 'N', leaseDurationMs: 'N', lockAcquiredTimeUnixMs: 'N' },
  partitionKey: 'id',
});

/**
 * The table of `dynamodb-lock-client` with a sort key, as it is with `sortKey`: locks are then named by both keys. Of its two clients, only
 * `FailOpen` takes one, though the README does not say so.
 *
 * @example
 * ```ts
 * const { tableName, partitionKey, sortKey } = dynamodbLockClientTableWithSortKey('sortID');
 * const locks = new FailOpen({ dynamodb, lockTable: tableName, partitionKey, sortKey, leaseDurationMs: 10_000 });
 * ```
 */
export function dynamodbLockClientTableWithSortKey<const Name extends string>(
  sortKey: Name,
): WithSortKey<typeof dynamodbLockClientTableSchema, Name> {
  return withSortKey(dynamodbLockClientTableSchema, sortKey);
}

/** The IAM actions that `dynamodb-lock-client` needs on its table, for `toIamPolicy`. */
export const dynamodbLockClientActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
] as const);

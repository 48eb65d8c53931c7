import { defineTable } from '../schema/index.js';
import { type WithSortKey, withSortKey } from './withSortKey.js';

/**
 * Locks of AWS's `dynamodb-lock-client` for Java (awslabs/amazon-dynamodb-lock-client), which the KCL and Hudi use too. The npm package has
 * another table: `dynamodbLockClientTableSchema`.
 *
 * Proven with 1.4.0, whose source and README were read in November 2026. Its own table maker demands provisioned capacity; the locks don't.
 *
 * Time to live: none. `leaseDuration` is a duration, and a string.
 *
 * May be told: the table's name (`lockTable` is of its README), the name of the partition key (default `key`), and a sort key, with which
 * the table is another: `amazonDynamodbLockClientTableWithSortKey`. Attributes of your own (`additionalAttributes`) need no declaration.
 */
export const amazonDynamodbLockClientTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'lockTable',
  attributes: {
    key: 'S',
    data: 'B',
    ownerName: 'S',
    leaseDuration: 'S',
    recordVersionNumber: 'S',
    isReleased: 'S',
  },
  partitionKey: 'key',
});

/** The table of AWS's lock client for Java with a sort key, as it is with `withSortKeyName`. */
export function amazonDynamodbLockClientTableWithSortKey<const Name extends string>(
  sortKey: Name,
): WithSortKey<typeof amazonDynamodbLockClientTableSchema, Name> {
  return withSortKey(amazonDynamodbLockClientTableSchema, sortKey);
}

/**
 * The IAM actions that AWS's lock client for Java needs on its table, for `toIamPolicy`: all that it can do. `Query` and `Scan` are for the
 * calls that list locks.
 */
export const amazonDynamodbLockClientActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:DeleteItem',
  'dynamodb:DescribeTable',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:UpdateItem',
] as const);

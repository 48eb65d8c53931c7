import { defineTable } from '../schema/index.js';
import { type WithSortKey, withSortKey } from './withSortKey.js';

/**
 * Records of the idempotency utility of Powertools for AWS Lambda: the table of `DynamoDBPersistenceLayer` of
 * `@aws-lambda-powertools/idempotency`. Those of Python, Java and .NET have the same defaults.
 *
 * Proven with 2.35.0, whose source was read in November 2026, and
 * https://docs.aws.amazon.com/powertools/typescript/latest/features/idempotency/. What the function returned is in `data`, of any type, so
 * that it isn't declared.
 *
 * Time to live: `expiration`, seconds, an hour unless `expiresAfterSeconds` says otherwise. `in_progress_expiration` is milliseconds, and
 * no time to live.
 *
 * May be told: `tableName`, which has no default (`IdempotencyTable` is of the documentation), and the name of every attribute: `keyAttr`,
 * `expiryAttr` and so on. With `sortKeyAttr` the table is another: `powertoolsIdempotencyTableWithSortKey`.
 */
export const powertoolsIdempotencyTableSchema = /* @__PURE__ */ defineTable({
  tableName: 'IdempotencyTable',
  attributes: { id: 'S', expiration: 'N', in_progress_expiration: 'N', status: 'S', validation: 'S' },
  partitionKey: 'id',
  timeToLive: 'expiration',
});

/**
 * The table of Powertools' idempotency with a composite key, as it is with `sortKeyAttr`: the sort key holds the hash of the payload, and
 * `id` the same value for all, `idempotency#` and the function's name unless `staticPkValue` says otherwise.
 *
 * @example
 * ```ts
 * const table = powertoolsIdempotencyTableWithSortKey('sortKey');
 * const persistenceStore = new DynamoDBPersistenceLayer({ tableName: table.tableName, sortKeyAttr: table.sortKey });
 * ```
 * @see https://docs.aws.amazon.com/powertools/typescript/latest/features/idempotency/
 */
export function powertoolsIdempotencyTableWithSortKey<const Name extends string>(
  sortKeyAttr: Name,
): WithSortKey<typeof powertoolsIdempotencyTableSchema, Name> {
  return withSortKey(powertoolsIdempotencyTableSchema, sortKeyAttr);
}

/** The IAM actions that Powertools' idempotency needs on its table, with either key, for `toIamPolicy`. */
export const powertoolsIdempotencyActions = /* @__PURE__ */ Object.freeze([
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
] as const);

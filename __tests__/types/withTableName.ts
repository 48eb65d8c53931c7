import {
  defineTable,
  type IndexKey,
  type IndexName,
  type Item,
  type PrimaryKey,
  sessionTableSchema,
  type TableSchema,
  type WithTableName,
  withTableName,
} from '../../src/index.js';
import type { Equal, Expect } from './equal.js';

const staging = withTableName(sessionTableSchema, 'staging-sessions');
declare const stage: string;
const anyStage = withTableName(sessionTableSchema, `${stage}-sessions`);
const twice = withTableName(staging, 'twice');

/** Only the name changes. */
export type Renamed = Expect<
  [
    Equal<(typeof staging)['tableName'], 'staging-sessions'>,
    Equal<(typeof twice)['tableName'], 'twice'>,
    Equal<(typeof staging)['attributes'], (typeof sessionTableSchema)['attributes']>,
    Equal<(typeof staging)['globalSecondaryIndexes'], (typeof sessionTableSchema)['globalSecondaryIndexes']>,
    Equal<(typeof staging)['billingMode'], 'PAY_PER_REQUEST'>,
    Equal<keyof typeof staging, keyof typeof sessionTableSchema>,
    Equal<typeof twice, WithTableName<typeof sessionTableSchema, 'twice'>>,
    Equal<Item<typeof staging>, Item<typeof sessionTableSchema>>,
    Equal<PrimaryKey<typeof anyStage>, { id: string }>,
    Equal<IndexName<typeof anyStage>, IndexName<typeof sessionTableSchema>>,
    Equal<IndexKey<typeof staging, 'gsi-user'>, { user: string; created_at: string }>,
  ]
>;
export const renamed: TableSchema[] = [staging, anyStage, twice];

/** A billing mode that only one kind of table has survives. */
const provisioned = withTableName(
  defineTable({
    tableName: 'orders',
    attributes: { id: 'S' },
    partitionKey: 'id',
    billingMode: 'PROVISIONED',
    provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
  }),
  'other-orders',
);
export const stillATable: TableSchema = provisioned;

/** A widened schema stays one. */
declare const widened: TableSchema;
export const renamedWidened: TableSchema = withTableName(widened, 'orders');

// @ts-expect-error: a name is text
withTableName(sessionTableSchema, 7);
// @ts-expect-error: and is needed
withTableName(sessionTableSchema);
// @ts-expect-error: not a schema
withTableName({ tableName: 'orders' }, 'orders');
// @ts-expect-error: read-only
staging.tableName = 'staging-sessions';

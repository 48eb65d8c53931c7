import type { Attributes, TableSchema } from '../schema/index.js';
import { itemOf, keyOf, onlyOnce } from './attributes.js';
import { listOf, lookup } from './check.js';
import type { BatchWriteItemInput } from './inputs.js';
import type { ItemKey, Keyed } from './keys.js';
import { chunks } from './toBatchGetItemInputs.js';
import type { NewItem } from './values.js';

/** Requests in one BatchWriteItem. API: BatchWriteItem. */
const requestsPerBatch = 25;

/**
 * The inputs of BatchWriteCommand for any number of puts and deletes, 25 in each. A batch is not a transaction: some of it may be
 * done and some not, in any order, and nothing in it can have a condition. `sendBatches` sends them, and what DynamoDB leaves out
 * again.
 *
 * @example
 * ```ts
 * const inputs = toBatchWriteItemInputs(orders, { put: [{ id: '1', total: 2 }], delete: [{ id: '2' }] });
 * await sendBatches((input) => client.send(new BatchWriteCommand(input)), inputs);
 * ```
 *
 * @throws TypeError for one key twice, and for an item or a key as for a put or a delete.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export function toBatchWriteItemInputs<
  S extends TableSchema,
  A extends Attributes,
  P extends string,
  K extends string = never,
  T = unknown,
  // What follows from those; nothing infers them.
  Requests extends object = {
    put?: readonly NewItem<A, T, P, K>[];
    delete?: readonly ItemKey<A, T, P, K>[];
  },
>(schema: [P] extends [never] ? Keyed<A, P, K, T> : S, requests: NoInfer<Requests>): BatchWriteItemInput[];
export function toBatchWriteItemInputs(schema: TableSchema, requests: object): BatchWriteItemInput[] {
  const { tableName } = schema;
  const once = onlyOnce();
  const makers = {
    put: (item: unknown, path: string) => ({
      PutRequest: { Item: once(tableName, path, undefined, itemOf(schema, item as object, path)) },
    }),
    delete: (key: unknown, path: string) => ({
      DeleteRequest: { Key: once(tableName, path, keyOf(schema, key, path)) },
    }),
  };
  const made = Object.entries(requests).flatMap(([word, list]) => {
    const make = lookup<(given: unknown, path: string) => BatchWriteItemInput['RequestItems'][string][number]>(
      makers,
      word,
      'requests',
    );
    return listOf(list, word, 0).map((given, i) => make(given, `${word}.${i}`));
  });
  return chunks(made, requestsPerBatch).map((batch) => ({ RequestItems: { [tableName]: batch } }));
}

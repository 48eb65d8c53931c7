import type { Attributes, TableSchema } from '../schema/index.js';
import { fail } from './check.js';
import { factsOf, identityOf, itemOf, keyOf } from './facts.js';
import type { BatchWriteItemInput } from './inputs.js';
import type { ItemKey, Keyed } from './keys.js';
import { optionsOf } from './read.js';
import { chunks, onlyOnce } from './toBatchGetItemInputs.js';
import type { NewItem } from './values.js';

/** Requests in one BatchWriteItem. API: BatchWriteItem. */
const requestsPerBatch = 25;

/**
 * The inputs of BatchWriteCommand for any number of puts and deletes, 25 in each. A batch is no transaction: some of it may be
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
>(schema: S & Keyed<A, P, K, T>, requests: NoInfer<Requests>): BatchWriteItemInput[];
export function toBatchWriteItemInputs(schema: TableSchema, requests: object): BatchWriteItemInput[] {
  const facts = factsOf(schema);
  const given = optionsOf(requests, 'requests', 'put delete');
  const once = onlyOnce();
  const each = <R>(word: string, make: (value: unknown, path: string) => R) => {
    const list = given[word] ?? [];
    if (!Array.isArray(list)) fail(`requests.${word}`, 'must be a list');
    return list.map((value, i) => make(value, `${word}[${i}]`));
  };
  const puts = each('put', (item, path) => {
    const Item = itemOf(facts, item, path);
    once(identityOf(facts.key, Item), path);
    return { PutRequest: { Item } };
  });
  const deletes = each('delete', (key, path) => {
    const Key = keyOf(facts, key, path);
    once(identityOf(facts.key, Key), path);
    return { DeleteRequest: { Key } };
  });
  return chunks([...puts, ...deletes], requestsPerBatch).map((batch) => ({
    RequestItems: { [schema.tableName]: batch },
  }));
}

import type { Attributes, TableSchema } from '../schema/index.js';
import { fail } from './check.js';
import { aliases } from './expression.js';
import { factsOf, identityOf, keyOf } from './facts.js';
import type { BatchGetItemInput } from './inputs.js';
import type { ItemKey, Keyed, Matching } from './keys.js';
import { optionsOf, projection } from './read.js';
import type { Read, Result } from './results.js';
import type { NamesOf } from './values.js';

/** Keys in one BatchGetItem. API: BatchGetItem. */
const keysPerBatch = 100;

/**
 * The inputs of BatchGetCommand for any number of keys, 100 in each. The items come in no order, and those that are not there do
 * not come. `sendBatches` sends them, and asks again for what DynamoDB leaves out.
 *
 * @example
 * ```ts
 * const inputs = toBatchGetItemInputs(orders, [{ id: '1' }, { id: '2' }], { select: ['total'] });
 * const found = await sendBatches((input) => client.send(new BatchGetCommand(input)), inputs);
 * ```
 *
 * @throws TypeError for one key twice, for a key that is not the table's, and for an unknown option.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export function toBatchGetItemInputs<
  S extends TableSchema,
  A extends Attributes,
  P extends string,
  K extends string = never,
  T = unknown,
  const Q = unknown,
  N extends string = never,
  // What follows from those; nothing infers them.
  E = unknown extends T ? T : Matching<T, Q>,
  All extends string = unknown extends E ? keyof A & string : NamesOf<E>,
  Key extends object = ItemKey<A, T, P, K>,
  Options extends object = {
    /** Attribute names. Left out: all. */
    select?: readonly All[];
    consistentRead?: boolean;
  },
>(
  schema: S & Keyed<A, P, K, T>,
  keys: [P] extends [never] ? readonly Q[] : readonly NoInfer<Key>[],
  options?: [P] extends [never] ? { select?: readonly N[] } : NoInfer<Options>,
): BatchGetItemInput<Result<Read<S, A, E, All, P | K, [N] extends [never] ? All : N>, A>>[];
export function toBatchGetItemInputs(
  schema: TableSchema,
  keys: readonly object[],
  options: object = {},
): BatchGetItemInput<unknown>[] {
  const facts = factsOf(schema);
  const alias = aliases();
  const { select, consistentRead } = optionsOf(options, 'options', 'select consistentRead');
  const rest = {
    ...projection(alias, select),
    ...(consistentRead !== undefined && { ConsistentRead: consistentRead === true }),
    ...alias.placeholders(),
  };
  const once = onlyOnce();
  const checked = keys.map((key, i) => {
    const path = `keys[${i}]`;
    const Key = keyOf(facts, key, path);
    once(identityOf(facts.key, Key), path);
    return Key;
  });
  return chunks(checked, keysPerBatch).map((Keys) => ({ RequestItems: { [schema.tableName]: { Keys, ...rest } } }));
}

/** Fails for what comes a second time. */
export function onlyOnce(): (identity: string, path: string) => void {
  const places = new Map<string, string>();
  return (identity, path) => {
    const first = places.get(identity);
    if (first) fail(path, `has the key of ${first}: an item can be there once`);
    places.set(identity, path);
  };
}

export function chunks<X>(list: readonly X[], size: number): X[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

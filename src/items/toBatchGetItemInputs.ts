import type { Attributes, TableSchema } from '../schema/index.js';
import { keyOf, onlyOnce } from './attributes.js';
import { listOf } from './check.js';
import { inputOf, select } from './draft.js';
import type { BatchGetItemInput } from './inputs.js';
import type { ItemKey, Keyed, Matching } from './keys.js';
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
    /** The attributes to return. Left out: all. */
    select?: readonly All[];
    consistentRead?: boolean;
  },
>(
  schema: [P] extends [never] ? Keyed<A, P, K, T> : S,
  keys: [P] extends [never] ? readonly Q[] : readonly NoInfer<Key>[],
  options?: [P] extends [never] ? { select?: readonly N[] } : NoInfer<Options>,
): BatchGetItemInput<Result<Read<S, A, E, All, P | K, [N] extends [never] ? All : N>, A>>[];
export function toBatchGetItemInputs(
  schema: TableSchema,
  keys: readonly object[],
  options: object = {},
): BatchGetItemInput<unknown>[] {
  const { TableName, ...rest }: Record<string, unknown> & { TableName: string } = inputOf(schema, {}, options, {
    select,
    consistentRead: null,
  });
  const once = onlyOnce();
  const checked = listOf(keys, 'keys', 0).map((key, i) =>
    once(TableName, `keys.${i}`, keyOf(schema, key, `keys.${i}`)),
  );
  return chunks(checked, keysPerBatch).map((Keys) => ({ RequestItems: { [TableName]: { ...rest, Keys } } }));
}

export function chunks<X>(list: readonly X[], size: number): X[][] {
  return list.length ? [list.slice(0, size), ...chunks(list.slice(size), size)] : [];
}

import type { Attributes, TableSchema } from '../schema/index.js';
import { keyOf } from './attributes.js';
import { inputOf, select } from './draft.js';
import type { GetItemInput } from './inputs.js';
import type { ItemKey, Keyed, Matching } from './keys.js';
import type { Read, Result } from './results.js';
import type { NamesOf } from './values.js';

/**
 * The input of GetCommand: one item by its primary key. An index has no such thing: query it.
 *
 * @example
 * ```ts
 * const input = toGetItemInput(orders, { id: '1' }, { consistentRead: true, select: ['total'] });
 * const order = itemOf(input, await client.send(new GetCommand(input)));
 * ```
 *
 * @throws TypeError for a key that is not the table's, or that has an empty or impossible value, and for an unknown option.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
 */
export function toGetItemInput<
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
  key: [P] extends [never] ? Q : NoInfer<Key>,
  options?: [P] extends [never] ? { select?: readonly N[] } : NoInfer<Options>,
): GetItemInput<Result<Read<S, A, E, All, P | K, [N] extends [never] ? All : N>, A>>;
export function toGetItemInput(schema: TableSchema, key: object, options: object = {}): GetItemInput<unknown> {
  return inputOf(schema, { Key: keyOf(schema, key) }, options, { select, consistentRead: null });
}

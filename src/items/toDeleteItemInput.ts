import type { Attributes, TableSchema } from '../schema/index.js';
import { keyOf } from './attributes.js';
import type { AnyConditions, Condition } from './conditions.js';
import { inputOf } from './draft.js';
import { condition } from './expression.js';
import type { DeleteItemInput, OldValues } from './inputs.js';
import type { ItemKey, Keyed, Matching } from './keys.js';
import type { Read, Result } from './results.js';
import type { NamesOf } from './values.js';

/**
 * The input of DeleteCommand: the item with this key is gone afterwards, whether it was there or not. With a `condition`, the
 * command fails where it does not hold.
 *
 * @example
 * ```ts
 * const input = toDeleteItemInput(orders, { id: '1' }, { condition: { total: 0 }, returnValues: 'ALL_OLD' });
 * const deleted = itemOf(input, await client.send(new DeleteCommand(input)));
 * ```
 *
 * @throws TypeError for a key that is not the table's, and for a condition that is undefined or says nothing.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
 */
export function toDeleteItemInput<
  S extends TableSchema,
  A extends Attributes,
  P extends string,
  K extends string = never,
  T = unknown,
  const Q = unknown,
  R extends OldValues = 'NONE',
  // What follows from those; nothing infers them.
  E = unknown extends T ? T : Matching<T, Q>,
  All extends string = unknown extends E ? keyof A & string : NamesOf<E>,
  Key extends object = ItemKey<A, T, P, K>,
  Options extends object = {
    condition?: string extends P ? AnyConditions : Condition<A, E, All>;
    /** `'ALL_OLD'` returns the item that was deleted. */
    returnValues?: R;
  },
>(
  schema: [P] extends [never] ? Keyed<A, P, K, T> : S,
  key: [P] extends [never] ? Q : NoInfer<Key>,
  options?: [P] extends [never] ? { returnValues?: R } : NoInfer<Options>,
): DeleteItemInput<Result<[R] extends ['NONE'] ? never : Read<S, A, E, All, P | K, All>, A>>;
export function toDeleteItemInput(schema: TableSchema, key: object, options: object = {}): DeleteItemInput<unknown> {
  return inputOf(schema, { Key: keyOf(schema, key) }, options, { condition, returnValues: null });
}

import type { Attributes, TableSchema } from '../schema/index.js';
import { itemOf } from './attributes.js';
import type { AnyConditions, Condition } from './conditions.js';
import { inputOf } from './draft.js';
import { condition } from './expression.js';
import type { OldValues, PutItemInput } from './inputs.js';
import type { Keyed } from './keys.js';
import type { Read, Result } from './results.js';
import type { NamesOf, NewItem } from './values.js';

/**
 * The input of PutCommand: an item in place of any that has its key. With `condition: { id: { exists: false } }` it is created,
 * or the command fails.
 *
 * @example
 * ```ts
 * const input = toPutItemInput(orders, { id: '1', total: 3 }, { condition: { id: { exists: false } } });
 * await client.send(new PutCommand(input));
 * ```
 *
 * @throws TypeError, with the path, for what DynamoDB cannot hold: an empty key of the table or of an index, or one that is too
 * long; `undefined`, NaN or an empty set anywhere; a time to live in milliseconds; a vector of another length than its index's.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
export function toPutItemInput<
  S extends TableSchema,
  A extends Attributes,
  P extends string,
  K extends string = never,
  T = unknown,
  R extends OldValues = 'NONE',
  // What follows from those; nothing infers them.
  All extends string = unknown extends T ? keyof A & string : NamesOf<T>,
  New = NewItem<A, T, P, K>,
  Options extends object = {
    condition?: string extends P ? AnyConditions : Condition<A, T, All>;
    /** `'ALL_OLD'` returns the item that was replaced. */
    returnValues?: R;
  },
>(
  schema: [P] extends [never] ? Keyed<A, P, K, T> : S,
  item: NoInfer<New>,
  options?: [P] extends [never] ? { returnValues?: R } : NoInfer<Options>,
): PutItemInput<Result<[R] extends ['NONE'] ? never : Read<S, A, T, All, P | K, All>, A>>;
export function toPutItemInput(schema: TableSchema, item: object, options: object = {}): PutItemInput<unknown> {
  return inputOf(schema, { Item: itemOf(schema, item) }, options, { condition, returnValues: null });
}

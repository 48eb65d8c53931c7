import type { Attributes, TableSchema } from '../schema/index.js';
import { keyOf } from './attributes.js';
import type { AnyConditions, Condition } from './conditions.js';
import { inputOf } from './draft.js';
import { condition } from './expression.js';
import type { ConditionCheck } from './inputs.js';
import type { ItemKey, Keyed, Matching } from './keys.js';
import type { NamesOf } from './values.js';

/**
 * A condition on an item that a transaction does not change: if it does not hold, nothing of the transaction is done.
 *
 * @example
 * ```ts
 * toTransactWriteItemsInput([
 *   { conditionCheck: toConditionCheck(customers, { id: 'c' }, { id: { exists: true } }) },
 *   { put: toPutItemInput(orders, { id: '1', customer: 'c' }) },
 * ]);
 * ```
 *
 * @throws TypeError for a key that is not the table's, and for a condition that is undefined or says nothing.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConditionCheck.html
 */
export function toConditionCheck<
  S extends TableSchema,
  A extends Attributes,
  P extends string,
  K extends string = never,
  T = unknown,
  const Q = unknown,
  // What follows from those; nothing infers them.
  E = unknown extends T ? T : Matching<T, Q>,
  Key extends object = ItemKey<A, T, P, K>,
  Checked extends object = string extends P
    ? AnyConditions
    : Condition<A, E, unknown extends E ? keyof A & string : NamesOf<E>>,
>(
  schema: [P] extends [never] ? Keyed<A, P, K, T> : S,
  key: [P] extends [never] ? Q : NoInfer<Key>,
  condition: NoInfer<Checked>,
): ConditionCheck;
export function toConditionCheck(schema: TableSchema, key: object, given: unknown): ConditionCheck {
  return inputOf(schema, { Key: keyOf(schema, key) }, { condition: given }, { condition });
}

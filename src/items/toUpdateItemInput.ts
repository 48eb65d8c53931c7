import type { Attributes, TableSchema } from '../schema/index.js';
import { checkAttributes, keyOf } from './attributes.js';
import { entriesOf, listOf, lookup } from './check.js';
import type { AnyConditions, Condition } from './conditions.js';
import { bound, inputOf, memberOf, schema } from './draft.js';
import { condition, fill } from './expression.js';
import type { ReturnValues, UpdateItemInput } from './inputs.js';
import type { ItemKey, Keyed, Matching } from './keys.js';
import type { Read, Result } from './results.js';
import type { Update } from './updates.js';
import type { NamesOf } from './values.js';

/** What an update returns, by `returnValues`. */
type Returned<R, Item> = [R] extends ['NONE'] ? never : R extends 'ALL_OLD' | 'ALL_NEW' ? Item : Partial<Item>;

/**
 * The input of UpdateCommand: changes of an item, which is made if it is not there. Without any change it is made, or left as it
 * is. What changes within maps and lists stands under `at`; DynamoDB refuses two changes of one path.
 *
 * @example
 * ```ts
 * const input = toUpdateItemInput(
 *   orders,
 *   { id: '1' },
 *   { set: { status: 'paid' }, add: { version: 1 }, at: { address: { set: { city: 'Bari' } } } },
 *   { condition: { status: 'open' }, returnValues: 'ALL_NEW' },
 * );
 * const order = itemOf(input, await client.send(new UpdateCommand(input)));
 * ```
 *
 * @throws TypeError for a key that is not the table's, a condition that is undefined or says nothing, and a value that the
 * attribute cannot have, as for a put.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
 */
export function toUpdateItemInput<
  S extends TableSchema,
  A extends Attributes,
  P extends string,
  K extends string = never,
  T = unknown,
  const Q = unknown,
  R extends ReturnValues = 'NONE',
  // What follows from those; nothing infers them.
  E = unknown extends T ? T : Matching<T, Q>,
  All extends string = unknown extends E ? keyof A & string : NamesOf<E>,
  Key extends object = ItemKey<A, T, P, K>,
  Changes extends object = Update<A, E, P | K>,
  Options extends object = {
    condition?: string extends P ? AnyConditions : Condition<A, E, All>;
    /** What to return: the item, or the attributes that the update changes, as they were before it or are after it. */
    returnValues?: R;
  },
>(
  schema: [P] extends [never] ? Keyed<A, P, K, T> : S,
  key: [P] extends [never] ? Q : NoInfer<Key>,
  update: NoInfer<Changes>,
  options?: [P] extends [never] ? { returnValues?: R } : NoInfer<Options>,
): UpdateItemInput<Result<Returned<R, Read<S, A, E, All, P | K, All>>, A>>;
export function toUpdateItemInput(
  schema: TableSchema,
  key: object,
  given: unknown,
  options: object = {},
): UpdateItemInput<unknown> {
  return inputOf(
    schema,
    { Key: keyOf(schema, key) },
    { ...options, update: given },
    { condition, returnValues: null, update },
  );
}

/** Each section's clause, for a path (#), a value (:) and an empty list (@). */
const sections: Readonly<Record<string, string>> = {
  set: 'SET # = :',
  setIfAbsent: 'SET # = if_not_exists(#, :)',
  append: 'SET # = list_append(if_not_exists(#, @), :)',
  add: 'ADD # :',
  delete: 'DELETE # :',
  remove: 'REMOVE #',
  at: '',
};

function update(given: unknown, word: string): { UpdateExpression?: string } {
  const clauses: Record<string, string> = {};
  const visit = (changes: unknown, at: string, parent = '') => {
    for (const [section, parts] of entriesOf(changes, at)) {
      const place = `${at}.${section}`;
      const template = lookup(sections, section, at);
      if (!parent && /^set/.test(section)) checkAttributes(schema, parts as Record<string, unknown>, place);
      for (const [name, value] of section === 'remove'
        ? listOf(parts, place, 0).map((name) => [name])
        : entriesOf(parts, place)) {
        const path = memberOf(parent, `${name}`);
        if (template) {
          const change = fill(template, path, value).replace('@', () => bound([]));
          const clause = change[0];
          clauses[clause] = clauses[clause] ? clauses[clause] + change.replace(/\w+/, ',') : change;
        } else visit(value, `${place}.${name}`, path);
      }
    }
  };
  visit(given, word);
  const UpdateExpression = Object.values(clauses).join(' ');
  return UpdateExpression ? { UpdateExpression } : {};
}

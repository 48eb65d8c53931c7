import type { Attributes, TableSchema } from '../schema/index.js';
import { checkValue, entriesOf, fail } from './check.js';
import type { AnyConditions, Condition } from './conditions.js';
import { type Aliases, aliases, memberOf } from './expression.js';
import { checkAttribute, type Facts, factsOf, keyOf } from './facts.js';
import type { ReturnValues, UpdateItemInput } from './inputs.js';
import type { ItemKey, Keyed, Matching } from './keys.js';
import { isMapIn, optionsOf } from './read.js';
import type { Read, Result } from './results.js';
import type { Update } from './updates.js';
import type { NamesOf } from './values.js';
import { writing } from './write.js';

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
    /** The item, or the attributes that the update changes, as they were before or are after it. */
    returnValues?: R;
  },
>(
  schema: S & Keyed<A, P, K, T>,
  key: [P] extends [never] ? Q : NoInfer<Key>,
  update: NoInfer<Changes>,
  options?: [P] extends [never] ? { returnValues?: R } : NoInfer<Options>,
): UpdateItemInput<Result<Returned<R, Read<S, A, E, All, P | K, All>>, A>>;
export function toUpdateItemInput(
  schema: TableSchema,
  key: object,
  update: object,
  options: object = {},
): UpdateItemInput<unknown> {
  const facts = factsOf(schema);
  const alias = aliases();
  const UpdateExpression = updateExpression(facts, alias, update);
  return {
    TableName: schema.tableName,
    Key: keyOf(facts, key),
    ...(UpdateExpression && { UpdateExpression }),
    ...writing(facts, alias, options),
    ...alias.placeholders(),
  };
}

const sections = 'set setIfAbsent add append remove delete at';

function updateExpression(facts: Facts, alias: Aliases, update: object): string {
  const clauses: Record<'SET' | 'REMOVE' | 'ADD' | 'DELETE', string[]> = { SET: [], REMOVE: [], ADD: [], DELETE: [] };
  const collect = (changes: unknown, at: string, pathOf: (name: string) => string, isTop?: boolean) => {
    for (const [section, given] of Object.entries(optionsOf(changes, at, sections))) {
      const place = `${at}.${section}`;
      if (section === 'remove') {
        if (!Array.isArray(given)) fail(place, 'must be a list');
        clauses.REMOVE.push(...new Set(given.map((name) => pathOf(String(name)))));
        continue;
      }
      for (const [name, value] of entriesOf(given, place)) {
        const path = pathOf(name);
        const where = `${place}.${name}`;
        if (section === 'at') {
          const isMap = isTop && isMapIn(facts)(name);
          collect(value, where, (inner) => memberOf(alias, path, inner, isMap));
          continue;
        }
        if (isTop && section.startsWith('set')) checkAttribute(facts, name, value, where);
        else checkValue(value, where);
        const operand = alias.value(value, where);
        if (section === 'set') clauses.SET.push(`${path} = ${operand}`);
        if (section === 'setIfAbsent') clauses.SET.push(`${path} = if_not_exists(${path}, ${operand})`);
        if (section === 'append') {
          const none = alias.value([], where);
          clauses.SET.push(`${path} = list_append(if_not_exists(${path}, ${none}), ${operand})`);
        }
        if (section === 'add') clauses.ADD.push(`${path} ${operand}`);
        if (section === 'delete') clauses.DELETE.push(`${path} ${operand}`);
      }
    }
  };
  collect(update, 'update', (name) => alias.name(name), true);
  return Object.entries(clauses)
    .filter(([, parts]) => parts.length)
    .map(([clause, parts]) => `${clause} ${parts.join(', ')}`)
    .join(' ');
}

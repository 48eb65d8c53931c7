import type { TableSchema } from '../schema/index.js';
import type { Definition } from './attributes.js';
import { checkValue, listOf, lookup } from './check.js';

type Fields = Record<string, unknown>;

/** What an option adds to the input. If that is nothing, or for null: a field of its own name. */
type Handler = ((value: unknown, path: string) => unknown) | null;

/**
 * The input that is being made, its schema, and the index that it names (or the schema). An input is made in one go, so that this
 * can stand here, and is not handed from function to function.
 */
let input: Fields;
export let schema: TableSchema;
export let index: Definition;

/**
 * An input of these fields and of what each option adds. An option that has no handler fails, as one misspelt: a condition that
 * is dropped is the worst that can happen. So does one that is undefined, but for where a page starts: before all.
 */
export function inputOf(
  of: TableSchema,
  fields: Fields,
  options: object,
  handlers: Readonly<Record<string, Handler>>,
  indexes?: Readonly<Record<string, Definition>>,
): never {
  const given = options as Fields;
  input = { TableName: of.tableName, ...fields };
  schema = of;
  index =
    given.indexName === undefined
      ? of
      : lookup(
          indexes ?? { ...of.localSecondaryIndexes, ...of.globalSecondaryIndexes },
          given.indexName as string,
          'indexName',
        );
  for (const word in given) {
    const value = given[word];
    const handler = lookup(handlers, word, 'options');
    if (value !== undefined || word !== 'exclusiveStartKey') {
      checkValue(value, word);
      Object.assign(input, handler?.(value, word) ?? { [word[0].toUpperCase() + word.slice(1)]: value });
    }
  }
  return input as never;
}

/** The placeholder of a name or a value; what is there already has one. */
function placeholder(field: string, sign: string, one: unknown): string {
  input[field] ??= {};
  const all = input[field] as Fields;
  const name = sign + [...Object.values(all), one].indexOf(one);
  all[name] = one;
  return name;
}

/** The placeholder of a name. */
export const marked = (name: unknown): string => placeholder('ExpressionAttributeNames', '#', name);

/** The placeholder of a value. */
export const bound = (value: unknown): string => placeholder('ExpressionAttributeValues', ':', value);

/**
 * An attribute, or a member of a map or a list. What looks like a place in a list is one, unless the schema declares a map there.
 */
export function memberOf(parent: string, name: string): string {
  if (!parent) return marked(name);
  const top = (input.ExpressionAttributeNames as Record<string, string>)[parent];
  return /^\d+$/.test(name) && schema.attributes[top] !== 'M' ? `${parent}[${name}]` : `${parent}.${marked(name)}`;
}

/** The attributes to return, or their number only. */
export function select(value: unknown, path: string): Fields {
  return value === 'COUNT' ? { Select: value } : { ProjectionExpression: listOf(value, path).map(marked).join(', ') };
}

import type { TableSchema } from '../schema/index.js';
import { type Definition, keyOf } from './attributes.js';
import { checkCount, checkValue, listOf, lookup } from './check.js';

type Fields = Record<string, unknown>;

/** An input that is being made: its options, and the names and values of its expressions. */
export interface Draft {
  readonly schema: TableSchema;
  readonly options: Fields;
  /** The placeholder of a name; each name has one. */
  name(name: string): string;
  /** A placeholder of a value. */
  value(value: unknown): string;
}

/** What an option adds to the input. */
type Handler = (draft: Draft, value: unknown, path: string) => Fields;

/**
 * An input of these fields and of what each option adds. An option that has no handler fails, as one misspelt: a condition that
 * is dropped is the worst that can happen. So does one that is undefined, but for where a page starts: before all.
 */
export function inputOf(
  schema: TableSchema,
  fields: Fields,
  options: object,
  handlers: Readonly<Record<string, Handler>>,
): never {
  const names: string[] = [];
  const values: unknown[] = [];
  const draft: Draft = {
    schema,
    options: options as Fields,
    name: (name) => `#${names.includes(name) ? names.indexOf(name) : names.push(name) - 1}`,
    value: (value) => `:${values.push(value) - 1}`,
  };
  const input: Fields = { TableName: schema.tableName, ...fields };
  for (const [word, value] of Object.entries(options)) {
    const handler = lookup(handlers, word, 'options');
    if (value !== undefined || handler !== startKey) {
      checkValue(value, word);
      Object.assign(input, handler(draft, value, word));
    }
  }
  if (names.length) input.ExpressionAttributeNames = placeholders(names, '#');
  if (values.length) input.ExpressionAttributeValues = placeholders(values, ':');
  return input as never;
}

function placeholders(list: readonly unknown[], sign: string): Fields {
  return Object.fromEntries(list.map((one, i) => [sign + i, one]));
}

/** An option that is a field of the same name. */
export const asIs: Handler = (_, value, word) => ({ [word[0].toUpperCase() + word.slice(1)]: value });

/** The same, of a whole number. */
export const count: Handler = (draft, value, word) => {
  checkCount(value, word);
  return asIs(draft, value, word);
};

/** The attributes to return, or their number only. */
export const select: Handler = (draft, value, word) =>
  value === 'COUNT'
    ? { Select: value }
    : {
        ProjectionExpression: listOf(value, word)
          .map((name) => draft.name(name as string))
          .join(', '),
      };

/** The index that is read. */
export const indexName: Handler = (draft, value) => ({ IndexName: definitionOf(draft) && value });

/** The definition of what is read: the table, or an index that it has. */
export function definitionOf({ schema, options }: Draft): Definition {
  const { globalSecondaryIndexes, localSecondaryIndexes, partitionKey } = schema;
  return 'indexName' in options
    ? {
        partitionKey,
        ...lookup<Definition>(
          { ...localSecondaryIndexes, ...globalSecondaryIndexes },
          options.indexName as string,
          'indexName',
        ),
      }
    : schema;
}

/** Where a page starts: a key of the table and of the index. */
export const startKey: Handler = (draft, value, word) => ({
  ExclusiveStartKey: keyOf(draft.schema, value, word, definitionOf(draft)),
});

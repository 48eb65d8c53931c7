import type { TableSchema } from '../schema/index.js';
import { type Definition, keyNames, keyOf } from './attributes.js';
import { checkCount, checkValue, isPlain, listOf, lookup } from './check.js';

type Fields = Record<string, unknown>;

/** An input that is being made: its options, and the names and values of its expressions. */
export interface Draft {
  readonly schema: TableSchema;
  readonly options: Fields;
  /** The placeholder of a name; each name has one. */
  name(name: string): string;
  /** A placeholder of a value, checked. */
  value(value: unknown, path: string): string;
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
  const names = new Map<string, string>();
  const values: Fields = {};
  const draft: Draft = {
    schema,
    options: options as Fields,
    name(name) {
      const alias = names.get(name) ?? `#${names.size}`;
      names.set(name, alias);
      return alias;
    },
    value(value, path) {
      checkValue(value, path);
      const alias = `:${Object.keys(values).length}`;
      values[alias] = value;
      return alias;
    },
  };
  const input: Fields = { TableName: schema.tableName, ...fields };
  for (const [word, value] of Object.entries(options)) {
    const handler = lookup(handlers, word, 'options');
    if (value !== undefined || handler !== startKey) {
      checkValue(isPlain(value) || value, word);
      Object.assign(input, handler(draft, value, word));
    }
  }
  if (names.size) input.ExpressionAttributeNames = Object.fromEntries([...names].map(([name, alias]) => [alias, name]));
  if (':0' in values) input.ExpressionAttributeValues = values;
  return input as never;
}

/** An option that is a field of the same name. */
export const asIs: Handler = (_, value, word) => ({ [word[0].toUpperCase() + word.slice(1)]: value });

export const limit: Handler = (_, value, word) => {
  checkCount(value, word);
  return { Limit: value };
};

/** The attributes to return, or their number only. */
export const select: Handler = (draft, value, word) =>
  value === 'COUNT'
    ? { Select: value }
    : { ProjectionExpression: [...new Set(listOf(value, word))].map((name) => draft.name(name as string)).join(', ') };

/** The index that is read. */
export const indexName: Handler = (draft, value) => {
  definitionOf(draft);
  return { IndexName: value };
};

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
  ExclusiveStartKey: keyOf(draft.schema, value, word, [
    ...new Set([...keyNames(draft.schema), ...keyNames(definitionOf(draft))]),
  ]),
});

import { assertValidTable, defined, keyList, type TableSchema } from '../schema/index.js';

/** The key types of dynamodb-toolbox. */
interface KeyTypes {
  S: 'string';
  N: 'number';
  B: 'binary';
}

type ToolboxKey<S extends TableSchema, Name> = Name extends string
  ? { name: Name; type: KeyTypes[S['attributes'][Name] & keyof KeyTypes] }
  : never;

type ToolboxKeys<S extends TableSchema, Names> = { -readonly [I in keyof Names]: ToolboxKey<S, Names[I]> };

type SortKey<S extends TableSchema, Owner> = Owner extends { readonly sortKey: infer Key }
  ? Key extends readonly string[]
    ? { sortKeys: ToolboxKeys<S, Key> }
    : { sortKey: ToolboxKey<S, Key> }
  : unknown;

type GlobalIndex<S extends TableSchema, Index> = {
  type: 'global';
} & (Index extends { readonly partitionKey: infer Key }
  ? Key extends readonly string[]
    ? { partitionKeys: ToolboxKeys<S, Key> }
    : { partitionKey: ToolboxKey<S, Key> }
  : unknown) &
  SortKey<S, Index>;

type LocalIndex<S extends TableSchema, Index> = { type: 'local' } & SortKey<S, Index>;

/** What the constructor of a `Table` of dynamodb-toolbox takes, with its names and types as literals. */
export type DynamoDBToolboxTableProps<S extends TableSchema> = {
  name: S['tableName'];
  partitionKey: ToolboxKey<S, S['partitionKey']>;
  indexes: {
    -readonly [Name in keyof S['globalSecondaryIndexes']]: GlobalIndex<S, S['globalSecondaryIndexes'][Name]>;
  } & {
    -readonly [Name in keyof S['localSecondaryIndexes']]: LocalIndex<S, S['localSecondaryIndexes'][Name]>;
  };
} & (S extends { readonly sortKey: infer Key extends string } ? { sortKey: ToolboxKey<S, Key> } : unknown);

/**
 * What the constructor of dynamodb-toolbox's `Table` takes: the name, the keys and the indexes of the schema, with their literal types.
 * Entities are then typed by the table that tablewright owns. Whatever else the schema has is no business of a `Table`: projections,
 * vector indexes and settings are not in it.
 *
 * Version 2 of dynamodb-toolbox takes all of it; version 1 has no indexes with several key attributes.
 *
 * @example
 * ```ts
 * const OrdersTable = new Table({ ...toDynamoDBToolboxTable(orders), documentClient });
 * ```
 * @throws TableSchemaError if the schema is not valid.
 * @see https://www.dynamodbtoolbox.com/docs/tables/usage
 */
export function toDynamoDBToolboxTable<const S extends TableSchema>(schema: S): DynamoDBToolboxTableProps<S> {
  assertValidTable(schema);
  const { tableName, partitionKey, sortKey, attributes, globalSecondaryIndexes, localSecondaryIndexes }: TableSchema =
    schema;
  const types = { S: 'string', N: 'number', B: 'binary' } as const;
  const key = (name: string) => ({ name, type: types[attributes[name] as keyof typeof types] });
  const part = (name: 'partitionKey' | 'sortKey', value: string | readonly string[] | undefined) =>
    value === undefined
      ? {}
      : typeof value === 'string'
        ? { [name]: key(value) }
        : { [`${name}s`]: keyList(value).map(key) };
  return defined({
    name: tableName,
    partitionKey: key(partitionKey),
    sortKey: sortKey === undefined ? undefined : key(sortKey),
    indexes: Object.fromEntries([
      ...Object.entries(globalSecondaryIndexes ?? {}).map(([name, index]) => [
        name,
        { type: 'global', ...part('partitionKey', index.partitionKey), ...part('sortKey', index.sortKey) },
      ]),
      ...Object.entries(localSecondaryIndexes ?? {}).map(([name, index]) => [
        name,
        { type: 'local', sortKey: key(index.sortKey) },
      ]),
    ]),
  }) as unknown as DynamoDBToolboxTableProps<S>;
}

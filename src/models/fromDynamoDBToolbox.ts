import {
  type AttributeType,
  isProperties,
  type KeyAttributeType,
  own,
  type Properties,
  properties,
} from '../schema/index.js';
import { type IndexSketch, type KeyPart, type Library, misshapen, type Sketch, stringOr } from './sketch.js';
import type { ReadModelOptions, TableModel } from './TableModel.js';
import { toTableModel } from './toTableModel.js';

const library: Library = {
  name: 'dynamodb-toolbox',
  tested: 'tables and entities of dynamodb-toolbox 1.16 and 2.10',
  silentOn: 'its billing mode, its TTL and its settings',
};

/** What a `Table` of dynamodb-toolbox shows. */
export interface DynamoDBToolboxTable {
  readonly partitionKey: { readonly name: string; readonly type: string };
  readonly sortKey?: { readonly name: string; readonly type: string };
  readonly indexes?: object;
  getName(): string;
}

/** What an `Entity` of dynamodb-toolbox shows. */
export interface DynamoDBToolboxEntity {
  readonly table: DynamoDBToolboxTable;
  readonly schema: { readonly attributes: object };
}

/**
 * Reads a `Table` of dynamodb-toolbox, or the one of its entities, which tell the types of their attributes too. The package is not
 * needed for that; both are read by their shape.
 *
 * Its indexes have no projection, so each is read as one of everything, with a note.
 *
 * @example
 * ```ts
 * const { schema } = fromDynamoDBToolbox([OrderEntity, CustomerEntity]);
 * ```
 * @throws TableSchemaError if it is neither a table nor an entity, if the table has no name, or if two of them can't be one table.
 * @see https://www.dynamodbtoolbox.com/docs/tables/usage
 */
export function fromDynamoDBToolbox(
  models: DynamoDBToolboxTable | DynamoDBToolboxEntity | readonly (DynamoDBToolboxTable | DynamoDBToolboxEntity)[],
  options?: ReadModelOptions,
): TableModel {
  const all = [models].flat();
  if (!all.length) throw misshapen(library, models, 'a table or an entity');
  return toTableModel(library, all.map(sketchOf), options);
}

export function isDynamoDBToolbox(value: unknown): value is DynamoDBToolboxTable | DynamoDBToolboxEntity {
  const { table, schema, getName, partitionKey } = properties(value);
  return table === undefined
    ? typeof getName === 'function' && isProperties(partitionKey)
    : isProperties(properties(schema).attributes) && isDynamoDBToolbox(table);
}

function sketchOf(model: unknown): Sketch {
  const { table = model, schema, name, entityName = name } = properties(model);
  const { partitionKey, sortKey, indexes = {} } = properties(table);
  if (!isProperties(partitionKey) || !isProperties(indexes)) {
    throw misshapen(library, model, 'a table, with partitionKey: { name, type }, or an entity of one');
  }
  const tableName = nameOf(table);
  const from =
    table === model
      ? `the table${tableName === undefined ? '' : ` ${JSON.stringify(tableName)}`}`
      : `the entity ${JSON.stringify(entityName)}`;
  const sort = keyPart(sortKey, `sortKey of ${from}`);
  const key = keyPart(partitionKey, `partitionKey of ${from}`) as KeyPart;
  const read = new Map(
    Object.entries(indexes).map(([index, said]) => [index, readIndex(properties(said), key, `${index} of ${from}`)]),
  );
  const keys = new Set(
    [
      key,
      ...(sort ? [sort] : []),
      ...[...read.values()].flatMap((index) => [...index.partitionKey, ...index.sortKey]),
    ].map((part) => part.name),
  );
  const attributes = [...attributesOf(properties(schema).attributes)].filter(([attribute]) => !keys.has(attribute));
  return {
    from,
    tableName,
    partitionKey: key,
    sortKey: sort,
    indexes: read,
    attributes: new Map(attributes),
  };
}

/** The name, of version 2 in `tableName` and of version 1 in `name`: a string, or a function that dynamodb-toolbox calls too. */
function nameOf(table: unknown): string | undefined {
  const { tableName, name = tableName } = properties(table);
  return stringOr(typeof name === 'function' ? name() : name, undefined);
}

const keyTypes: { readonly [word: string]: KeyAttributeType } = { string: 'S', number: 'N', binary: 'B' };

function keyPart(key: unknown, at: string): KeyPart | undefined {
  if (key === undefined) return undefined;
  const { name, type } = properties(key);
  const keyType = own(keyTypes, String(type));
  if (typeof name !== 'string' || !keyType) {
    throw misshapen(library, key, "{ name, type } with the type 'string', 'number' or 'binary'", at);
  }
  return { name, type: keyType };
}

function readIndex(index: Properties, table: KeyPart, at: string): IndexSketch {
  const { type, partitionKey, partitionKeys = [partitionKey], sortKey, sortKeys = [sortKey] } = index;
  if ((type !== 'global' && type !== 'local') || !Array.isArray(partitionKeys) || !Array.isArray(sortKeys)) {
    throw misshapen(library, index, "an index with the type 'global' or 'local'", at);
  }
  const parts = (keys: readonly unknown[]) => keys.flatMap((key) => keyPart(key, at) ?? []);
  return { kind: type, partitionKey: type === 'local' ? [table] : parts(partitionKeys), sortKey: parts(sortKeys) };
}

const types: { readonly [word: string]: AttributeType } = {
  string: 'S',
  number: 'N',
  binary: 'B',
  boolean: 'BOOL',
  null: 'NULL',
  list: 'L',
  tuple: 'L',
  map: 'M',
  record: 'M',
};

const setTypes: { readonly [word: string]: AttributeType } = { string: 'SS', number: 'NS', binary: 'BS' };

/** The types by the names under which the items have them; version 2 keeps what an attribute is told in `props`. */
function attributesOf(attributes: unknown): Map<string, AttributeType> {
  return new Map(
    Object.entries(properties(attributes)).flatMap(([name, attribute]): [string, AttributeType][] => {
      const { type, elements, props = attribute } = properties(attribute);
      const { savedAs, transform } = properties(props);
      const found = type === 'set' ? own(setTypes, String(properties(elements).type)) : own(types, String(type));
      // A transformer can save something of another type.
      return found && transform === undefined ? [[stringOr(savedAs, name), found]] : [];
    }),
  );
}

import type { ItemOf } from '../items/index.js';
import {
  type AttributeType,
  bytes,
  closest,
  isProperties,
  keyList,
  own,
  properties,
  type TableSchema,
} from '../schema/index.js';
import { type ItemJson, isAttributeValue, itemFromJson, itemIdentity, type StoredItem } from './itemJson.js';
import { entriesOf, seedValue, typeWords } from './seedValue.js';

/** Items to start with, by the name of their table: as the document client takes them, or as the AWS CLI writes them. */
export type Seed<S extends TableSchema = TableSchema> = {
  readonly [T in S as T['tableName']]?: readonly (ItemOf<T> & object)[];
};

/**
 * Checks a seed against its schemas, as whoever starts with it does: every item has its key, and every attribute the type that the
 * schema declares. Calls nothing.
 *
 * @example
 * ```ts
 * test('the seed fits', () => checkSeed([orders], seed));
 * ```
 *
 * @throws Error for the first wrong item: its table, its number in the list, the attribute, and the rule that it breaks.
 */
export function checkSeed<const S extends TableSchema>(tables: readonly S[], seed: NoInfer<Seed<S>>): void {
  readSeed(tables, seed);
}

/** A seed that was read: items as the engine takes them, by table. */
export type SeedItems = ReadonlyMap<TableSchema, readonly StoredItem[]>;

/** DG: Constraints, Partition keys and sort keys. */
const keyBytes = { partitionKey: 2048, sortKey: 1024 } as const;

/** Reads a seed against its schemas. Throws for the first wrong item. */
export function readSeed(schemas: readonly TableSchema[], seed: unknown): SeedItems {
  if (!isProperties(seed)) throw new Error('seed: it must be an object with a list of items for each table');
  const items = new Map<TableSchema, StoredItem[]>();
  for (const [tableName, list] of Object.entries(seed)) {
    if (list === undefined) continue;
    const schema = schemas.find((one) => one.tableName === tableName) ?? unknownTable(tableName, schemas);
    if (!Array.isArray(list)) throw new Error(`seed: ${tableName} must have a list of items`);
    items.set(schema, readItems(schema, list));
  }
  return items;
}

function unknownTable(tableName: string, schemas: readonly TableSchema[]): never {
  const names = schemas.map((schema) => schema.tableName);
  const meant = closest(tableName, names);
  throw new Error(
    `seed: no table is named ${tableName}. ${meant === undefined ? `There are ${names.join(', ') || 'none'}.` : `Did you mean ${meant}?`}`,
  );
}

function readItems(schema: TableSchema, list: readonly unknown[]): StoredItem[] {
  const numbers = new Map<string, number>();
  return list.map((value, i) => {
    const item = readItem(schema, value, (what) => {
      throw new Error(`seed: ${schema.tableName}, item ${i + 1}: ${what}`);
    });
    const key = itemIdentity(Object.fromEntries(keyNames(schema).map((name) => [name, item[name]])));
    const first = numbers.get(key);
    if (first !== undefined) {
      throw new Error(`seed: ${schema.tableName}, item ${i + 1}: it has the same key as item ${first}`);
    }
    numbers.set(key, i + 1);
    return item;
  });
}

function readItem(schema: TableSchema, value: unknown, fail: (what: string) => never): StoredItem {
  const given = unwrapped(value);
  const entries = entriesOf(given);
  if (entries === undefined) return fail('it is not an object');
  const item = isMarshalled(schema, given)
    ? marshalledItem(schema, given as ItemJson, fail)
    : Object.fromEntries(
        entries.map(([name, entry]) => [name, seedValue(schema, name, entry, (path, rule) => fail(`${path} ${rule}`))]),
      );
  checkKeys(schema, item, fail);
  return item;
}

/** Files for `aws dynamodb batch-write-item` hold each item in a request. */
function unwrapped(value: unknown): unknown {
  const request = isProperties(value) && isProperties(value.PutRequest) ? value.PutRequest : undefined;
  return request && Object.keys(value as object).length === 1 ? request.Item : value;
}

/** A key is a string, a number or bytes: an object in its place can be an attribute value only. Without a key, all of them must be. */
function isMarshalled({ partitionKey }: TableSchema, value: unknown): boolean {
  const key = own(properties(value), partitionKey);
  return key === undefined ? Object.values(properties(value)).every(isAttributeValue) : isAttributeValue(key);
}

/** An item that came as attribute values: each is one, of the type that is declared. */
function marshalledItem({ attributes }: TableSchema, json: ItemJson, fail: (what: string) => never): StoredItem {
  for (const [name, value] of Object.entries(json)) {
    if (!isAttributeValue(value)) fail(`${name} is not an attribute value like {"S": "text"}, and the key is one`);
    const [type] = Object.keys(value as object) as AttributeType[];
    const declared = own(attributes, name);
    if (declared !== undefined && declared !== type) {
      fail(`${name} is ${typeWords[type]}, and the schema declares ${typeWords[declared]}`);
    }
  }
  return itemFromJson(json);
}

/** The keys of the table are there, and none of them or of an index is empty. */
function checkKeys(schema: TableSchema, item: StoredItem, fail: (what: string) => never): void {
  for (const place of ['partitionKey', 'sortKey'] as const) {
    for (const name of keyList(schema[place])) {
      const value = own(item, name);
      if (value === undefined)
        fail(`${name} is missing, and is the table's ${place === 'sortKey' ? 'sort' : 'partition'} key`);
      const size = sizeOf(value);
      if (size === 0) fail(`${name} is empty, and a key must not be`);
      if (size > keyBytes[place]) fail(`${name} has ${size} bytes, and this key may have ${keyBytes[place]}`);
    }
  }
  for (const [index, names] of indexKeys(schema)) {
    for (const name of names) {
      const value = own(item, name);
      if (value && sizeOf(value) === 0) fail(`${name} is empty, and is a key of the index ${index}: leave it out`);
    }
  }
}

function indexKeys({ globalSecondaryIndexes = {}, localSecondaryIndexes = {} }: TableSchema): [string, string[]][] {
  return [
    ...Object.entries(globalSecondaryIndexes).map(([name, { partitionKey, sortKey }]): [string, string[]] => [
      name,
      [...keyList(partitionKey), ...keyList(sortKey)],
    ]),
    ...Object.entries(localSecondaryIndexes).map(([name, { sortKey }]): [string, string[]] => [name, [sortKey]]),
  ];
}

/** The bytes of a string or of binary; of a number, which is never empty, 1. */
function sizeOf(value: StoredItem[string] | undefined): number {
  return value?.S !== undefined ? bytes(value.S) : (value?.B?.byteLength ?? 1);
}

function keyNames({ partitionKey, sortKey }: TableSchema): string[] {
  return [partitionKey, ...keyList(sortKey)];
}

import type { TableSchema } from '../schema/index.js';
import { checkCount, checkValue, entriesOf, fail, listOf, lookup } from './check.js';

type Values = Record<string, unknown>;

/** What has a key: the table, or an index. */
export interface Definition {
  readonly partitionKey?: string | readonly string[] | undefined;
  readonly sortKey?: string | readonly string[] | undefined;
}

/** A time to live of so many seconds is the year 5138: it was meant in milliseconds. */
const latestExpiry = 1e11;

/** The attributes of keys, in order, each with the stricter of its places: 0 in a partition key, 1 in a sort key. */
type Places = ReadonlyMap<string, number>;

export function placesOf(...definitions: readonly Definition[]): Places {
  const places = new Map<string, number>();
  for (const { partitionKey = [], sortKey = [] } of definitions) {
    for (const name of [partitionKey].flat()) places.set(name, places.get(name) || 0);
    for (const name of [sortKey].flat()) places.set(name, 1);
  }
  return places;
}

/** Fails for a value that a key attribute cannot have. */
export function checkKey(schema: TableSchema, name: string, value: unknown, path: string, place: number): void {
  const type = schema.attributes[name];
  // DG: Quotas, Partition keys and sort keys.
  const most = place ? 1024 : 2048;
  checkCount(
    value,
    path,
    1,
    most,
    `${type}, a key, of bytes`,
    type === 'S'
      ? typeof value === 'string' && (value.length * 3 > most ? new TextEncoder().encode(value) : value).length
      : type === 'B'
        ? (value as Uint8Array | null)?.byteLength
        : // The document client's NumberValue is an object.
          value !== null && /number|bigint|object/.test(typeof value) && 1,
  );
}

export function checkVector(value: unknown, dimensions: number, path: string): void {
  if (!listOf(value, path, dimensions, dimensions).every(Number.isFinite)) fail(path, ' must be a list of numbers');
}

/** The attributes that are keys of the table or of an index; found out once for each schema. */
const known = /* @__PURE__ */ new WeakMap<TableSchema, Places>();

/**
 * The primary keys of tables, for puts, which do not tell which of their item is the key. By name, since to remember each item would
 * take as long as all its checks. Of two schemas with one name and keys of their own: none.
 */
const primaryKeys = /* @__PURE__ */ new Map<string, string[]>();

/** Fails for a value that an attribute cannot have, by what it is to the table and to its indexes. */
export function checkAttributes(schema: TableSchema, given: Values, path: string): void {
  const { globalSecondaryIndexes, localSecondaryIndexes, vectorIndexes = {}, timeToLive = '', tableName } = schema;
  let places = known.get(schema);
  if (!places) {
    const keys = [...placesOf(schema).keys()];
    primaryKeys.set(tableName, `${primaryKeys.get(tableName) ?? keys}` === `${keys}` ? keys : []);
    places = placesOf(
      schema,
      ...Object.values<Definition>({ ...globalSecondaryIndexes, ...localSecondaryIndexes, ...vectorIndexes }),
    );
    known.set(schema, places);
  }
  for (const [name, place] of places) {
    if (Object.hasOwn(given, name)) checkKey(schema, name, given[name], `${path}.${name}`, place);
  }
  for (const { vectorAttribute: name, dimensions } of Object.values(vectorIndexes)) {
    if (Object.hasOwn(given, name)) checkVector(given[name], dimensions, `${path}.${name}`);
  }
  if ((given[timeToLive] as number) >= latestExpiry) fail(`${path}.${timeToLive}`, ' must be in seconds');
}

/** Visits the attributes of a key in their order, with what a caller gave for them, which must be nothing else. */
export function eachOfKey(
  given: unknown,
  path: string,
  places: Places,
  visit: (name: string, value: unknown, path: string, place: number) => void,
): void {
  const values = new Map(entriesOf(given, path));
  for (const name of values.keys()) {
    if (!places.has(name)) lookup(Object.fromEntries(places), name, path);
  }
  for (const [name, place] of places) visit(name, values.get(name), `${path}.${name}`, place);
}

/** A primary key, checked: a copy. */
export function keyOf(schema: TableSchema, key: unknown, path = 'key'): Values {
  checkValue(key, path);
  eachOfKey(key, path, placesOf(schema), (name, value, where, place) => checkKey(schema, name, value, where, place));
  return { ...(key as Values) };
}

/** An item, checked: a copy, so that what becomes of the object given does not change the input. */
export function itemOf(schema: TableSchema, item: object, path = 'item'): Values {
  const { partitionKey, sortKey = partitionKey } = schema;
  const checked: Values = { [partitionKey]: undefined, [sortKey]: undefined, ...item };
  checkValue(checked, path);
  checkAttributes(schema, checked, path);
  return checked;
}

/**
 * Returns the key, or the item to put, that it is given, but fails if its key came before. Of a put that no builder made, the key is
 * not known.
 */
export function onlyOnce(): (table: string, path: string, key?: Values, item?: Values) => Values {
  const seen: Record<string, string> = {};
  return (table, path, key, item = {}) => {
    const given = key ?? item;
    const names = key ? Object.keys(key) : (primaryKeys.get(table) ?? []);
    const identity = JSON.stringify([table, ...[...names].sort().map((name) => given[name])], (_, value) =>
      // Numbers, of either type, as strings.
      typeof value === 'object' ? value : `${value}`,
    );
    if (names[0] && seen[identity]) fail(path, ` has the key of ${seen[identity]}`);
    seen[identity] = path;
    return given;
  };
}

import type { TableSchema } from '../schema/index.js';
import { checkValue, entriesOf, fail } from './check.js';

type Values = Record<string, unknown>;

/** What has a key: the table, or an index. */
export interface Definition {
  readonly partitionKey?: string | readonly string[] | undefined;
  readonly sortKey?: string | readonly string[] | undefined;
}

/** The most bytes of a partition key and of a sort key. DG: Quotas, Partition keys and sort keys. */
const keyBytes = [2048, 1024];

/** A time to live of so many seconds is the year 5138: it was meant in milliseconds. */
const latestExpiry = 1e11;

/** Visits the attributes of keys, in order; `place`: 0 in a partition key, 1 in a sort key. */
function eachOfKey(definitions: readonly Definition[], visit: (name: string, place: number) => unknown): void {
  for (const { partitionKey = [], sortKey = [] } of definitions) {
    for (const name of [partitionKey].flat()) visit(name, 0);
    for (const name of [sortKey].flat()) visit(name, 1);
  }
}

/** Fails for a value that a key attribute cannot have. */
export function checkKey(schema: TableSchema, name: string, value: unknown, path: string, place: number): void {
  const type = schema.attributes[name];
  const most = keyBytes[place];
  const bytes =
    type === 'S'
      ? typeof value === 'string' && (value.length * 3 > most ? encoder.encode(value) : value).length
      : type === 'B'
        ? (value as Uint8Array | null)?.byteLength
        : // The document client's NumberValue is an object.
          value !== null && /number|bigint|object/.test(typeof value);
  if (!bytes || Number(bytes) > most) fail(path, `must be ${type}, with 1 to ${most} bytes, as a key`);
}

const encoder = /* @__PURE__ */ new TextEncoder();

export function checkVector(value: unknown, dimensions: number, path: string): void {
  if (!Array.isArray(value) || value.length !== dimensions) fail(path, `must be a list of ${dimensions} numbers`);
}

/** The attributes that are keys of the table or of an index, each with its stricter place; found out once for each schema. */
const known = /* @__PURE__ */ new WeakMap<TableSchema, Map<string, number>>();

/** The primary key of each table, for transactions, which know no schema. Of two schemas that differ under one name: nothing. */
const primaryKeys = /* @__PURE__ */ new Map<string, string[]>();

function placesOf(schema: TableSchema): Map<string, number> {
  const { globalSecondaryIndexes, localSecondaryIndexes, vectorIndexes, tableName } = schema;
  const indexes = Object.values<Definition>({ ...globalSecondaryIndexes, ...localSecondaryIndexes, ...vectorIndexes });
  const places = new Map<string, number>();
  const primary: string[] = [];
  eachOfKey([schema], (name) => primary.push(name));
  eachOfKey([schema, ...indexes], (name, place) => places.set(name, places.get(name) || place));
  primaryKeys.set(tableName, `${primaryKeys.get(tableName) ?? primary}` === `${primary}` ? primary : []);
  known.set(schema, places);
  return places;
}

/** Fails for a value that an attribute cannot have, by what it is to the table and to its indexes. */
export function checkAttributes(schema: TableSchema, given: Values, path: string): void {
  const { vectorIndexes = {}, timeToLive = '' } = schema;
  for (const [name, place] of known.get(schema) ?? placesOf(schema)) {
    if (name in given) checkKey(schema, name, given[name], `${path}.${name}`, place);
  }
  for (const { vectorAttribute: name, dimensions } of Object.values(vectorIndexes)) {
    if (name in given) checkVector(given[name], dimensions, `${path}.${name}`);
  }
  if ((given[timeToLive] as number) >= latestExpiry) fail(`${path}.${timeToLive}`, 'must be in seconds');
}

/** Takes the attributes of keys out of what a caller gave: none of them may be left. */
export function takeKey(
  given: unknown,
  path: string,
  definitions: readonly Definition[],
  take: (name: string, value: unknown, path: string, place: number) => void,
): void {
  const left = new Map(entriesOf(given, path));
  eachOfKey(definitions, (name, place) => {
    take(name, left.get(name), `${path}.${name}`, place);
    left.delete(name);
  });
  for (const name of left.keys()) fail(path, `cannot have '${name}'`);
}

/** A key, checked: of the table, and of an index. */
export function keyOf(schema: TableSchema, key: unknown, path = 'key', index: Definition = {}): Values {
  const checked: Values = {};
  checkValue(key, path);
  takeKey(key, path, [schema, index], (name, value, where, place) => {
    if (name in checked) return;
    checkKey(schema, name, value, where, place);
    checked[name] = value;
  });
  return checked;
}

/** An item, checked: a copy, so that what becomes of the object given does not change the input. */
export function itemOf(schema: TableSchema, item: object, path = 'item'): Values {
  const { partitionKey, sortKey = partitionKey } = schema;
  const checked: Values = { ...item };
  for (const name of [partitionKey, sortKey]) checked[name] ??= undefined;
  checkValue(checked, path);
  checkAttributes(schema, checked, path);
  return checked;
}

/** Fails for what has the key of an item before it. Of a put that no builder made, the key is not known. */
export function onlyOnce(): (table: string, path: string, key: Values | undefined, item?: Values) => void {
  const seen: Record<string, string> = {};
  return (table, path, key, item = {}) => {
    const names = key ? Object.keys(key) : (primaryKeys.get(table) ?? []);
    const identity = JSON.stringify([table, ...[...names].sort().map((name) => String((key ?? item)[name]))]);
    if (names[0] && seen[identity]) fail(path, `has the key of ${seen[identity]}`);
    seen[identity] = path;
  };
}

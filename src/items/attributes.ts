import type { TableSchema } from '../schema/index.js';
import { checkValue, entriesOf, fail } from './check.js';

type Values = Record<string, unknown>;

export interface Definition {
  readonly partitionKey?: string | readonly string[];
  readonly sortKey?: string | readonly string[];
}

/** The most bytes of a partition key and of a sort key. DG: Quotas, Partition keys and sort keys. */
const keyBytes = [2048, 1024] as const;

/** A time to live of so many seconds is the year 5138: it was meant in milliseconds. */
const latestExpiry = 1e11;

/** The attributes of a key: of the partition key, and of the sort key. */
export function namesIn({ partitionKey = [], sortKey = [] }: Definition): readonly [string[], string[]] {
  return [[partitionKey].flat(), [sortKey].flat()];
}

/** Fails for a value that a key attribute cannot have; `place`: 0 in a partition key, 1 in a sort key. */
export function checkKey(schema: TableSchema, name: string, value: unknown, path: string, place: number): void {
  checkValue(value, path);
  const type = schema.attributes[name];
  const most = keyBytes[place];
  const { byteLength = 0, value: wrapped = value } = (value ?? {}) as { byteLength?: number; value?: unknown };
  const bytes =
    type === 'B'
      ? byteLength
      : type === 'N'
        ? Number(/number|bigint/.test(typeof wrapped) || (wrapped !== value && typeof wrapped === 'string'))
        : typeof value === 'string'
          ? // A character has three bytes at most.
            value.length * 3 > most
            ? new TextEncoder().encode(value).length
            : value.length
          : 0;
  if (!bytes || bytes > most) fail(path, `must be of type ${type}, with 1 to ${most} bytes, as a key`);
}

export function checkVector(value: unknown, dimensions: number, path: string): void {
  if (!Array.isArray(value) || value.length !== dimensions || value.some((one) => typeof one !== 'number')) {
    fail(path, `must be a list of ${dimensions} numbers`);
  }
}

/** Fails for a value that an attribute cannot have, by what it is to the table and to its indexes. */
export function checkAttributes(schema: TableSchema, given: Values, path: string): void {
  checkValue(given, path);
  const { globalSecondaryIndexes, localSecondaryIndexes, vectorIndexes = {}, timeToLive = '' } = schema;
  const indexes = { ...globalSecondaryIndexes, ...localSecondaryIndexes, ...vectorIndexes };
  for (const definition of [schema, ...Object.values(indexes)] as Definition[]) {
    namesIn(definition).forEach((names, place) => {
      for (const name of names) if (name in given) checkKey(schema, name, given[name], `${path}.${name}`, place);
    });
  }
  for (const { vectorAttribute: name, dimensions } of Object.values(vectorIndexes)) {
    if (name in given) checkVector(given[name], dimensions, `${path}.${name}`);
  }
  if ((given[timeToLive] as number) >= latestExpiry)
    fail(`${path}.${timeToLive}`, 'is in milliseconds, not in seconds');
}

/** A key, checked: these attributes and no others. */
export function keyOf(schema: TableSchema, key: unknown, path = 'key', ...more: Definition[]): Values {
  const given = new Map(entriesOf(key, path));
  const checked: Values = {};
  for (const definition of [schema, ...more]) {
    namesIn(definition).forEach((names, place) => {
      for (const name of names) {
        checked[name] = given.get(name);
        checkKey(schema, name, checked[name], `${path}.${name}`, place);
      }
    });
  }
  for (const name of given.keys()) if (!(name in checked)) fail(path, `cannot have ${name}`);
  return checked;
}

/** The names of the primary key of items that are put: a transaction, which knows no schema, asks whether it has one twice. */
const keys = /* @__PURE__ */ new WeakMap<object, readonly string[]>();

/** An item, checked: a copy, so that what becomes of the object given does not change the input. */
export function itemOf(schema: TableSchema, item: object, path = 'item'): Values {
  const checked: Values = { ...item };
  const names = namesIn(schema).flat();
  for (const name of names) checked[name] ??= undefined;
  checkAttributes(schema, checked, path);
  keys.set(checked, names);
  return checked;
}

/** Fails for what has the key of an item before it. A put that no builder made has no known key. */
export function onlyOnce(): (table: string, item: Values | undefined, key: Values | undefined, path: string) => void {
  const places: Record<string, string> = {};
  return (table, item, key, path) => {
    const names = item ? keys.get(item) : Object.keys(key as Values);
    if (!names) return;
    const identity = JSON.stringify([table, ...[...names].sort().map((name) => textOf((item ?? key)?.[name]))]);
    if (places[identity]) fail(path, `has the key of ${places[identity]}`);
    places[identity] = path;
  };
}

function textOf(value: unknown): string {
  const { buffer = value, byteOffset, byteLength } = value as Partial<Uint8Array>;
  return `${byteLength === undefined ? value : new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)}`;
}

import type { TableSchema } from '../schema/index.js';
import { checkValue, entriesOf, fail } from './check.js';

type Attributes = Record<string, unknown>;

/** Fails for a value that an attribute cannot have. */
type Check = (value: unknown, path: string) => void;

/** The most bytes of a key. DG: Quotas, Partition keys and sort keys. */
const partitionKeyBytes = 2048;
const sortKeyBytes = 1024;

/** A time to live of so many seconds is the year 5138: it was meant in milliseconds. */
const latestExpiry = 1e11;

const known = /* @__PURE__ */ new WeakMap<TableSchema, Map<string, Check>>();

/** What attributes cannot have because of what they are to the table or to an index. */
function checksOf(schema: TableSchema): Map<string, Check> {
  const found = known.get(schema);
  if (found) return found;
  const checks = new Map<string, Check>();
  const add = (names: string | readonly string[] | undefined, check: (type: string) => Check) => {
    for (const name of namesIn(names)) {
      const before = checks.get(name);
      const next = check(schema.attributes[name]);
      checks.set(name, (value, path) => {
        before?.(value, path);
        next(value, path);
      });
    }
  };
  const { globalSecondaryIndexes, localSecondaryIndexes, vectorIndexes } = schema;
  for (const { partitionKey, sortKey } of [
    schema,
    ...Object.values({ ...globalSecondaryIndexes, ...localSecondaryIndexes, ...vectorIndexes } as Record<
      string,
      Definition
    >),
  ]) {
    add(partitionKey, keyCheck(partitionKeyBytes));
    add(sortKey, keyCheck(sortKeyBytes));
  }
  for (const { vectorAttribute, inlineFilters, dimensions } of Object.values(vectorIndexes ?? {})) {
    add(inlineFilters, keyCheck(partitionKeyBytes));
    add(vectorAttribute, () => (value, path) => checkVector(value, dimensions, path));
  }
  add(schema.timeToLive, () => (value, path) => {
    if ((value as number) >= latestExpiry) fail(path, `is ${value}: in milliseconds, not in seconds`);
  });
  known.set(schema, checks);
  return checks;
}

export interface Definition {
  readonly partitionKey?: string | readonly string[];
  readonly sortKey?: string | readonly string[];
}

export function namesIn(key: string | readonly string[] | undefined): readonly string[] {
  return key ? [key].flat() : [];
}

const keyCheck =
  (most: number) =>
  (type: string): Check =>
  (value, path) => {
    const {
      length,
      byteLength,
      value: wrapped,
    } = (value ?? {}) as { length?: number; byteLength?: number; value?: unknown };
    const size =
      type === 'N'
        ? /^(number|bigint)$/.test(typeof (wrapped ?? value)) || typeof wrapped === 'string' || undefined
        : type === 'B'
          ? byteLength
          : typeof value === 'string'
            ? length
            : undefined;
    if (size === undefined) fail(path, `must be of the type ${type}`);
    if (!size) fail(path, 'is empty, as a key cannot be');
    // A character has three bytes at most.
    if (
      (typeof value === 'string' && value.length * 3 > most ? new TextEncoder().encode(value).length : Number(size)) >
      most
    ) {
      fail(path, `has more than ${most} bytes, the most of a key`);
    }
  };

export function checkVector(value: unknown, dimensions: number, path: string): void {
  if (!Array.isArray(value) || value.length !== dimensions || value.some((one) => typeof one !== 'number')) {
    fail(path, `must be a list of ${dimensions} numbers`);
  }
}

/** Fails for a value that the attribute named cannot have. */
export function checkAttribute(schema: TableSchema, name: string, value: unknown, path: string): void {
  checkValue(value, path);
  checksOf(schema).get(name)?.(value, path);
}

/** The names of the primary key. */
export function keyNames({ partitionKey, sortKey }: Definition): readonly string[] {
  return [...namesIn(partitionKey), ...namesIn(sortKey)];
}

/** A key, checked: these attributes and no others. */
export function keyOf(schema: TableSchema, key: unknown, path = 'key', names = keyNames(schema)): Attributes {
  const given: Attributes = Object.fromEntries(entriesOf(key, path));
  for (const name in given)
    if (!names.includes(name)) fail(`${path}.${name}`, `is not of the key: ${names.join(', ')}`);
  return Object.fromEntries(
    names.map((name) => {
      if (!(name in given)) fail(`${path}.${name}`, 'is missing');
      checkAttribute(schema, name, given[name], `${path}.${name}`);
      return [name, given[name]];
    }),
  );
}

/** The keys of the items that are put: a transaction, which knows no schema, asks whether it has one twice. */
const keys = /* @__PURE__ */ new WeakMap<object, readonly string[]>();

/** An item, checked: a copy, so that what becomes of the object given does not change the input. */
export function itemOf(schema: TableSchema, item: unknown, path = 'item'): Attributes {
  const checked: Attributes = { ...(item as object) };
  const key = keyNames(schema);
  for (const name of key) if (!(name in checked)) fail(`${path}.${name}`, 'is missing');
  for (const name in checked) checkAttribute(schema, name, checked[name], `${path}.${name}`);
  keys.set(checked, key);
  return checked;
}

/** Fails for what has the key of an item before it. A put that no builder made has no known key. */
export function onlyOnce(): (table: string, attributes: object, isKey: boolean, path: string) => void {
  const places = new Map<string, string>();
  return (table, attributes, isKey, path) => {
    const names = isKey ? Object.keys(attributes).sort() : [...(keys.get(attributes) ?? [])].sort();
    if (!names.length) return;
    const identity = JSON.stringify([table, ...names.map((name) => textOf((attributes as Attributes)[name]))]);
    const first = places.get(identity);
    if (first) fail(path, `has the key of ${first}`);
    places.set(identity, path);
  };
}

function textOf(value: unknown): string {
  const { buffer, byteOffset, byteLength } = value as Partial<Uint8Array>;
  return byteLength === undefined
    ? String(value)
    : String(new Uint8Array(buffer ?? (value as ArrayBuffer), byteOffset, byteLength));
}

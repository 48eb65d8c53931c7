import type { TableSchema } from '../schema/index.js';
import { checkValue, entriesOf, fail } from './check.js';

/** What the builders ask of a schema, found out once. */
export interface Facts {
  readonly schema: TableSchema;
  /** The attributes of the table's primary key. */
  readonly key: readonly string[];
  /** The most bytes of each attribute that is a key of the table or of an index. DG: Quotas, Partition and sort keys. */
  readonly limits: ReadonlyMap<string, number>;
  /** The dimensions of each attribute that a vector index holds. */
  readonly vectors: ReadonlyMap<string, number>;
}

interface Definition {
  readonly partitionKey?: string | readonly string[];
  readonly sortKey?: string | readonly string[];
}

const partitionKeyBytes = 2048;
const sortKeyBytes = 1024;

/** A time to live of 1e11 seconds is the year 5138: it was meant in milliseconds. */
const latestExpiry = 1e11;

const known = /* @__PURE__ */ new WeakMap<TableSchema, Facts>();

export function factsOf(schema: TableSchema): Facts {
  const found = known.get(schema);
  if (found) return found;
  const limits = new Map<string, number>();
  const { globalSecondaryIndexes, localSecondaryIndexes, vectorIndexes } = schema;
  const vectors = Object.values(vectorIndexes ?? {});
  for (const { partitionKey, sortKey } of [
    schema,
    ...Object.values({ ...globalSecondaryIndexes, ...localSecondaryIndexes }),
    ...vectors,
  ] as Definition[]) {
    for (const name of namesIn(partitionKey))
      limits.set(name, Math.min(limits.get(name) ?? partitionKeyBytes, partitionKeyBytes));
    for (const name of namesIn(sortKey)) limits.set(name, sortKeyBytes);
  }
  const facts = {
    schema,
    key: [...namesIn(schema.partitionKey), ...namesIn(schema.sortKey)],
    limits,
    vectors: new Map(vectors.map(({ vectorAttribute, dimensions }) => [vectorAttribute, dimensions])),
  };
  known.set(schema, facts);
  return facts;
}

export function namesIn(key: string | readonly string[] | undefined): readonly string[] {
  return key === undefined ? [] : typeof key === 'string' ? [key] : key;
}

/** Fails for a value that a key attribute cannot have. */
export function checkKeyValue({ schema, limits }: Facts, name: string, value: unknown, path: string): void {
  const type = schema.attributes[name];
  checkValue(value, path);
  const bytes = type === 'S' ? bytesOf(value) : type === 'B' ? (value as Uint8Array | null)?.byteLength : 1;
  const isNumber =
    typeof value === 'number' || typeof value === 'bigint' || (value as { value?: unknown } | null)?.value;
  if (type === 'N' ? !isNumber : bytes === undefined) fail(path, `must be of the type ${type}`);
  if (!bytes) fail(path, 'is empty, which a key cannot be');
  const most = limits.get(name) ?? partitionKeyBytes;
  if (bytes > most) fail(path, `has ${bytes} bytes; this key can have ${most}`);
}

/** The length of a string in UTF-8: of one that is surely short, in characters. */
function bytesOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  return value.length * 3 > sortKeyBytes ? new TextEncoder().encode(value).length : value.length;
}

/** Fails for a value that the attribute named cannot have, as a key, a time to live, a vector, or at all. */
export function checkAttribute(facts: Facts, name: string, value: unknown, path: string): void {
  if (facts.limits.has(name)) checkKeyValue(facts, name, value, path);
  else checkValue(value, path);
  if (name === facts.schema.timeToLive && Number(value) >= latestExpiry) {
    fail(path, `is ${value}: a time to live is in seconds, and these look like milliseconds`);
  }
  const dimensions = facts.vectors.get(name);
  if (dimensions !== undefined) checkVector(value, dimensions, path);
}

export function checkVector(value: unknown, dimensions: number, path: string): void {
  if (!Array.isArray(value) || value.length !== dimensions) fail(path, `must be a list of ${dimensions} numbers`);
  for (const number of value) if (typeof number !== 'number') fail(path, `must be a list of ${dimensions} numbers`);
  checkValue(value, path);
}

/** The primary key, checked: these attributes and no others. */
export function keyOf(facts: Facts, key: unknown, path = 'key', names = facts.key): Record<string, unknown> {
  const checked: Record<string, unknown> = {};
  const given = new Map(entriesOf(key, path));
  for (const name of names) {
    checkKeyValue(facts, name, given.get(name), `${path}.${name}`);
    checked[name] = given.get(name);
    given.delete(name);
  }
  for (const name of given.keys()) fail(`${path}.${name}`, `is not of the key, which is ${names.join(', ')}`);
  return checked;
}

/** The item, checked: a copy, so that what becomes of the object given does not change the input. */
export function itemOf(facts: Facts, item: unknown, path = 'item'): Record<string, unknown> {
  if (typeof item !== 'object' || item === null) fail(path, 'must be an object');
  const checked: Record<string, unknown> = { ...item };
  for (const name of facts.key) if (!(name in checked)) fail(`${path}.${name}`, 'is missing: it is of the key');
  for (const name in checked) checkAttribute(facts, name, checked[name], `${path}.${name}`);
  return checked;
}

/** A text that is the same for two keys if they are the same key. */
export function identityOf(names: readonly string[], attributes: Record<string, unknown>): string {
  return JSON.stringify(names.map((name) => textOf(attributes[name])));
}

function textOf(value: unknown): string {
  const { buffer, byteOffset, byteLength } = value as Partial<Uint8Array>;
  return byteLength === undefined
    ? String(value)
    : String(new Uint8Array(buffer ?? (value as ArrayBuffer), byteOffset, byteLength));
}

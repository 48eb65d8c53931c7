import {
  defined,
  type GlobalSecondaryIndex,
  keyList,
  own,
  type Projection,
  type TableSchema,
  type VectorIndex,
} from '../schema/index.js';
import { type Change, change, newTable } from './change.js';
import { globalIndexes } from './globalIndexes.js';
import { keyNames } from './keyNames.js';
import { sameJson } from './sameJson.js';

export function diffLocalIndexes(live: TableSchema, desired: TableSchema): Change[] {
  const comparable = (schema: TableSchema) =>
    mapValues(schema.localSecondaryIndexes, ({ sortKey, projection }) => ({
      sortKey,
      projection: comparableProjection(projection, keyNames(schema, sortKey)),
    }));
  const [before, after] = [comparable(live), comparable(desired)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !sameJson(own(before, name), own(after, name)))
    .map((name) => {
      const path = ['localSecondaryIndexes', name];
      const [existing, wanted] = [own(live.localSecondaryIndexes, name), own(desired.localSecondaryIndexes, name)];
      const note = `${newTable}; or use a global index`;
      if (!existing) return change('add-local-index', path, existing, wanted, note);
      return change(wanted ? 'change-local-index' : 'remove-local-index', path, existing, wanted, note);
    });
}

/** What of a global index can't change in place. */
function identity(schema: TableSchema, index: GlobalSecondaryIndex) {
  const [partitionKey, sortKey] = [keyList(index.partitionKey), keyList(index.sortKey)];
  const keys = [...partitionKey, ...sortKey];
  return {
    partitionKey: partitionKey.map((name) => [name, own(schema.attributes, name)]),
    sortKey: sortKey.map((name) => [name, own(schema.attributes, name)]),
    projection: comparableProjection(index.projection, keyNames(schema, ...keys)),
  };
}

function sameIndex(live: TableSchema, before: GlobalSecondaryIndex, desired: TableSchema, after: GlobalSecondaryIndex) {
  const [a, b] = [identity(live, before), identity(desired, after)];
  // The order of the attributes of a partition key makes no difference to a query.
  a.partitionKey.sort();
  b.partitionKey.sort();
  return sameJson(a, b);
}

export function diffGlobalIndexes(live: TableSchema, desired: TableSchema): Change[] {
  return diffIndexes('globalSecondaryIndexes', globalIndexes(live), globalIndexes(desired), (a, b) =>
    sameIndex(live, a, desired, b),
  );
}

export function diffVectorIndexes(live: TableSchema, desired: TableSchema): Change[] {
  const comparable = (schema: TableSchema, index: VectorIndex) => ({
    ...index,
    inlineFilters: [...(index.inlineFilters ?? [])].sort(),
    types: [index.partitionKey ?? [], index.inlineFilters ?? []]
      .flat()
      .sort()
      .map((name) => own(schema.attributes, name)),
    projection: comparableProjection(index.projection, keyNames(schema)),
  });
  return diffIndexes('vectorIndexes', live.vectorIndexes ?? {}, desired.vectorIndexes ?? {}, (a, b) =>
    sameJson(comparable(live, a), comparable(desired, b)),
  );
}

type Indexes<Index> = { readonly [name: string]: Index };

function diffIndexes<Index extends GlobalSecondaryIndex | VectorIndex>(
  kind: 'globalSecondaryIndexes' | 'vectorIndexes',
  before: Indexes<Index>,
  after: Indexes<Index>,
  same: (before: Index, after: Index) => boolean,
): Change[] {
  // DescribeTable keeps no order of indexes: what goes comes in the order of names, each time.
  const gone = Object.keys(before)
    .filter((name) => !Object.hasOwn(after, name))
    .sort();
  const renamed = renames(gone, before, after, same);
  const changes: Change[] = [];
  for (const [name, index] of Object.entries(after)) {
    const path = [kind, name];
    const old = [...renamed].find(([, other]) => other === name)?.[0];
    if (!Object.hasOwn(before, name)) {
      const note = old && `it is ${old} under another name: move the readers of ${old} to it`;
      changes.push({ ...change('add-index', path, undefined, index, note), ...defined({ otherName: old }) });
    } else if (!same(before[name], index)) {
      const note = rebuilt(name, freeName(name, { ...before, ...after }));
      changes.push(change('replace-index', path, before[name], index, note));
    }
  }
  for (const name of gone) {
    const other = renamed.get(name);
    const note = other && `it is renamed: ${other} has the same keys and projection`;
    changes.push({
      ...change('remove-index', [kind, name], before[name], undefined, note),
      ...defined({ otherName: other }),
    });
  }
  return changes;
}

/** The indexes that go, each with the name of one that comes and is the same. */
function renames<Index>(
  gone: readonly string[],
  before: Indexes<Index>,
  after: Indexes<Index>,
  same: (before: Index, after: Index) => boolean,
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of gone) {
    const other = Object.keys(after).find(
      (other) => !Object.hasOwn(before, other) && !taken.has(other) && same(before[name], after[other]),
    );
    if (other === undefined) continue;
    taken.add(other);
    pairs.set(name, other);
  }
  return pairs;
}

function rebuilt(name: string, other: string): string {
  return `it is deleted and built again under its name: queries on it fail meanwhile, for 5 to 15 minutes and longer with much data. Without that: add it as ${other} beside ${name} as it is, move the readers of ${name} to ${other}, then remove ${name}`;
}

/** A name for the successor of an index, which no index has. */
function freeName(name: string, indexes: Indexes<unknown>): string {
  const [stem, number] = /^(.*)-(\d{1,4})$/.exec(name)?.slice(1) ?? [name.slice(0, 248), '1'];
  let next = Number(number) + 1;
  while (Object.hasOwn(indexes, `${stem}-${next}`)) next += 1;
  return `${stem}-${next}`;
}

/** A projection without what makes no difference: the order of names, repeats, and keys, which every index holds. */
function comparableProjection(projection: Projection = 'ALL', keys: readonly string[]): unknown {
  if (typeof projection === 'string') return projection;
  const names = [...new Set(projection.include)].filter((name) => !keys.includes(name)).sort();
  return names.length ? names : 'KEYS_ONLY';
}

function mapValues<T, U>(record: { readonly [name: string]: T } = {}, convert: (value: T) => U): { [name: string]: U } {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, convert(value)]));
}

import {
  defined,
  type GlobalSecondaryIndex,
  keyList,
  own,
  type Projection,
  sameJson,
  type TableSchema,
  type VectorIndex,
} from '../schema/index.js';
import { type Change, change, newTable } from './change.js';
import { globalIndexes } from './globalIndexes.js';
import { keyNames } from './keyNames.js';
import { wayOut } from './wayOut.js';

export function diffLocalIndexes(live: TableSchema, desired: TableSchema): Change[] {
  const comparable = (schema: TableSchema) =>
    mapValues(schema.localSecondaryIndexes, ({ sortKey, projection }) => ({
      sortKey,
      projection: comparableProjection(projection, keyNames(schema, sortKey)),
    }));
  const [before, after] = [comparable(live), comparable(desired)];
  const names = [...new Set([...Object.keys(after), ...Object.keys(before).sort()])];
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

/** `names` are those of all indexes; the ones that notes give to successors come to them. */
export function diffGlobalIndexes(live: TableSchema, desired: TableSchema, names: Set<string>): Change[] {
  return diffIndexes('globalSecondaryIndexes', globalIndexes(live), globalIndexes(desired), {
    same: (a, b) => sameIndex(live, a, desired, b),
    wayOut: wayOut(live, desired, names),
  });
}

export function diffVectorIndexes(live: TableSchema, desired: TableSchema, names: Set<string>): Change[] {
  const comparable = (schema: TableSchema, index: VectorIndex) => ({
    ...index,
    inlineFilters: [...(index.inlineFilters ?? [])].sort(),
    types: [index.partitionKey ?? [], index.inlineFilters ?? []]
      .flat()
      .sort()
      .map((name) => own(schema.attributes, name)),
    projection: comparableProjection(index.projection, keyNames(schema)),
  });
  return diffIndexes('vectorIndexes', live.vectorIndexes ?? {}, desired.vectorIndexes ?? {}, {
    same: (a, b) => sameJson(comparable(live, a), comparable(desired, b)),
    wayOut: wayOut(live, desired, names),
  });
}

type Indexes<Index> = { readonly [name: string]: Index };

interface Comparison<Index> {
  readonly same: (before: Index, after: Index) => boolean;
  /** How to have an index of another key or projection without an outage. */
  readonly wayOut: (kind: string, name: string, after: Index) => string;
}

function diffIndexes<Index extends GlobalSecondaryIndex | VectorIndex>(
  kind: 'globalSecondaryIndexes' | 'vectorIndexes',
  before: Indexes<Index>,
  after: Indexes<Index>,
  { same, wayOut }: Comparison<Index>,
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
      const note = old
        ? `it is ${old} under another name: move the readers of ${old} to it`
        : copied(name, before, after, same);
      changes.push({ ...change('add-index', path, undefined, index, note), ...defined({ otherName: old }) });
    } else if (!same(before[name], index)) {
      const note = `it is deleted and built again under its name: queries on it fail meanwhile, for 5 to 15 minutes, and longer with much data. ${wayOut(kind, name, index)}`;
      changes.push(change('replace-index', path, before[name], index, note));
    }
  }
  for (const name of gone) {
    const other = renamed.get(name);
    const note =
      other &&
      (Object.hasOwn(before, other)
        ? `${other} is to have its keys and projection: move its readers to ${other} when that is built`
        : `it is renamed: ${other} has the same keys and projection`);
    changes.push({
      ...change('remove-index', [kind, name], before[name], undefined, note),
      ...defined({ otherName: other }),
    });
  }
  return changes;
}

/** What is to be said of an index that comes and is as one that is to be built again was. */
function copied<Index>(
  name: string,
  before: Indexes<Index>,
  after: Indexes<Index>,
  same: (before: Index, after: Index) => boolean,
): string | undefined {
  const old = Object.keys(before)
    .sort()
    .find((old) => Object.hasOwn(after, old) && same(before[old], after[name]) && !same(before[old], after[old]));
  return old && `it is as ${old} was: move the readers of ${old} to it before ${old} is built again`;
}

/** The indexes that go, each with the name of one that comes, or is built again, and is the same: one that comes, if there is one. */
function renames<Index>(
  gone: readonly string[],
  before: Indexes<Index>,
  after: Indexes<Index>,
  same: (before: Index, after: Index) => boolean,
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  const isNew = (other: string) => !Object.hasOwn(before, other);
  const isRebuilt = (other: string) => Object.hasOwn(before, other) && !same(before[other], after[other]);
  for (const isCandidate of [isNew, isRebuilt]) {
    for (const name of gone.filter((name) => !pairs.has(name))) {
      const other = Object.keys(after).find(
        (other) => isCandidate(other) && !taken.has(other) && same(before[name], after[other]),
      );
      if (other === undefined) continue;
      taken.add(other);
      pairs.set(name, other);
    }
  }
  return pairs;
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

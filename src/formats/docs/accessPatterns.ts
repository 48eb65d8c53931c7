import {
  type GlobalSecondaryIndex,
  keyList,
  type Projection,
  type TableSchema,
  type VectorIndex,
} from '../../schema/index.js';
import { count, enumerate, said, type Words, words } from './words.js';

/** One way to read a table: by its own key, or through an index. */
export type AccessPattern =
  | (Keyed & { readonly kind: 'table'; readonly name: undefined })
  | (Keyed & { readonly kind: 'global'; readonly name: string; readonly index: GlobalSecondaryIndex })
  | (Keyed & { readonly kind: 'local'; readonly name: string })
  | VectorPattern;

export type VectorPattern = Keyed & { readonly kind: 'vector'; readonly name: string; readonly index: VectorIndex };

interface Keyed {
  /** All of which a query gives; of a vector index none or one. */
  readonly partitionKey: readonly string[];
  /** By which a query orders and narrows, in this order. */
  readonly sortKey: readonly string[];
  readonly projection: Projection;
}

/** Every way to read the table: its own key, then its global, local and vector indexes in the order of their declaration. */
export function accessPatterns(schema: TableSchema): readonly AccessPattern[] {
  const { partitionKey, sortKey, globalSecondaryIndexes = {}, localSecondaryIndexes = {}, vectorIndexes = {} } = schema;
  return [
    { kind: 'table', name: undefined, partitionKey: [partitionKey], sortKey: keyList(sortKey), projection: 'ALL' },
    ...Object.entries(globalSecondaryIndexes as { readonly [name: string]: GlobalSecondaryIndex }).map(
      ([name, index]) => ({
        kind: 'global' as const,
        name,
        index,
        partitionKey: keyList(index.partitionKey),
        sortKey: keyList(index.sortKey),
        projection: index.projection ?? 'ALL',
      }),
    ),
    ...Object.entries(localSecondaryIndexes).map(([name, index]) => ({
      kind: 'local' as const,
      name,
      partitionKey: [partitionKey],
      sortKey: [index.sortKey],
      projection: index.projection ?? 'ALL',
    })),
    ...Object.entries(vectorIndexes).map(([name, index]) => ({
      kind: 'vector' as const,
      name,
      index,
      partitionKey: keyList(index.partitionKey),
      sortKey: [],
      projection: index.projection ?? 'ALL',
    })),
  ];
}

/** What the kinds are called, and their short names, as people say them. */
export const patternKinds: {
  readonly [K in AccessPattern['kind']]: { readonly name: string; readonly short: string };
} = {
  table: { name: 'the table', short: 'Table' },
  global: { name: 'global index', short: 'GSI' },
  local: { name: 'local index', short: 'LSI' },
  vector: { name: 'vector index', short: 'Vector' },
};

/** The attributes that a pattern names by themselves: keys, the vector, filters. */
export function namedAttributes(pattern: AccessPattern): readonly string[] {
  const keys = [...pattern.partitionKey, ...pattern.sortKey];
  if (pattern.kind !== 'vector') return keys;
  return [...keys, pattern.index.vectorAttribute, ...(pattern.index.inlineFilters ?? [])];
}

/** The attributes that an index copies besides its keys, each once; none when it copies all or nothing. */
export function included(projection: Projection): readonly string[] {
  return typeof projection === 'string' ? [] : [...new Set(projection.include)];
}

/** The attributes that can come back, keys of the table too; all of them, or these. */
export function returned(schema: TableSchema, pattern: AccessPattern): 'ALL' | readonly string[] {
  if (pattern.projection === 'ALL') return 'ALL';
  const keys = [...pattern.partitionKey, ...pattern.sortKey];
  const filters = pattern.kind === 'vector' ? (pattern.index.inlineFilters ?? []) : [];
  const names = [schema.partitionKey, ...keyList(schema.sortKey), ...keys, ...filters, ...included(pattern.projection)];
  return [...new Set(names)];
}

const distances: { readonly [D in VectorIndex['distanceFunction']]: string } = {
  COSINE: 'cosine distance',
  EUCLIDEAN: 'Euclidean distance',
  DOT_PRODUCT: 'dot product',
};

/** The question that a pattern answers: which items, in which order. */
export function answer(pattern: AccessPattern): Words {
  const partition = enumerate(pattern.partitionKey);
  if (pattern.kind === 'vector') {
    const { dimensions, distanceFunction, inlineFilters = [], vectorAttribute } = pattern.index;
    const vector = words`Items whose ${said(vectorAttribute)} is nearest to a vector of ${count(dimensions, 'number')}, by ${distances[distanceFunction]}`;
    const within = pattern.partitionKey.length ? words`, within one ${partition}` : [];
    const filtered = inlineFilters.length ? words`, filtered by ${enumerate(inlineFilters)}` : [];
    return [...vector, ...within, ...filtered];
  }
  if (pattern.kind === 'table' && !pattern.sortKey.length) return words`One item by its ${partition}`;
  const order = pattern.sortKey.length
    ? words`in order of ${enumerate(pattern.sortKey, 'then')}`
    : ['in no order to rely on'];
  const items = words`Items with the same ${partition}, ${order}`;
  return pattern.kind === 'table' ? words`${items}; one item by both` : items;
}

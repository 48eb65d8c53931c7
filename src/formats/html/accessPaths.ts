import type { GlobalSecondaryIndex, Projection, TableSchema, VectorIndex } from '../../schema/index.js';

/** One way to read a table: by its own key, or through an index. */
export type AccessPath =
  | (Keyed & { readonly kind: 'table'; readonly name: undefined })
  | (Keyed & { readonly kind: 'global'; readonly name: string; readonly index: GlobalSecondaryIndex })
  | (Keyed & { readonly kind: 'local'; readonly name: string })
  | (Keyed & { readonly kind: 'vector'; readonly name: string; readonly index: VectorIndex });

interface Keyed {
  readonly partitionKey: readonly string[];
  readonly sortKey: readonly string[];
  readonly projection: Projection;
}

/** The table's own key, then its global, local and vector indexes in the order of their declaration. */
export function accessPaths(schema: TableSchema): readonly AccessPath[] {
  const { partitionKey, sortKey } = schema;
  const globalIndexes: { readonly [name: string]: GlobalSecondaryIndex } = schema.globalSecondaryIndexes ?? {};
  return [
    { kind: 'table', name: undefined, partitionKey: [partitionKey], sortKey: toList(sortKey), projection: 'ALL' },
    ...Object.entries(globalIndexes).map(
      ([name, index]): AccessPath => ({
        kind: 'global',
        name,
        index,
        partitionKey: toList(index.partitionKey),
        sortKey: toList(index.sortKey),
        projection: index.projection ?? 'ALL',
      }),
    ),
    ...Object.entries(schema.localSecondaryIndexes ?? {}).map(
      ([name, index]): AccessPath => ({
        kind: 'local',
        name,
        partitionKey: [partitionKey],
        sortKey: [index.sortKey],
        projection: index.projection ?? 'ALL',
      }),
    ),
    ...Object.entries(schema.vectorIndexes ?? {}).map(
      ([name, index]): AccessPath => ({
        kind: 'vector',
        name,
        index,
        partitionKey: toList(index.partitionKey),
        sortKey: [],
        projection: index.projection ?? 'ALL',
      }),
    ),
  ];
}

/** The short name of a kind, as people say it. */
export function kindLabel(kind: AccessPath['kind']): string {
  switch (kind) {
    case 'table':
      return 'Table';
    case 'global':
      return 'GSI';
    case 'local':
      return 'LSI';
    case 'vector':
      return 'Vector';
    default:
      return kind satisfies never;
  }
}

/** The attributes that a path names by themselves: keys, the vector, filters. */
export function namedAttributes(path: AccessPath): readonly string[] {
  const keys = [...path.partitionKey, ...path.sortKey];
  return path.kind === 'vector' ? [...keys, path.index.vectorAttribute, ...(path.index.inlineFilters ?? [])] : keys;
}

/** The attributes that an index copies besides its keys, each once; none when it copies all or nothing. */
export function included(projection: Projection): readonly string[] {
  return typeof projection === 'string' ? [] : [...new Set(projection.include)];
}

function toList(key: string | readonly string[] | undefined): readonly string[] {
  if (key === undefined) return [];
  return typeof key === 'string' ? [key] : key;
}

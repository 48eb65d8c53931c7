import type { Projection, TableSchema } from '../../schema/index.js';

/** One way to read a table: by its own key, or through an index. */
export type AccessPattern = KeyPattern | VectorPattern;

export interface KeyPattern {
  readonly kind: 'table' | 'global' | 'local';
  /** Absent for the table itself. */
  readonly indexName?: string;
  /** All of which a query gives. */
  readonly partitionKey: readonly string[];
  /** By which it orders and narrows, in this order. */
  readonly sortKey: readonly string[];
  readonly returns: Returned;
}

interface VectorPattern {
  readonly kind: 'vector';
  readonly indexName: string;
  readonly vectorAttribute: string;
  readonly dimensions: number;
  readonly distanceFunction: 'COSINE' | 'EUCLIDEAN' | 'DOT_PRODUCT';
  /** None or one. */
  readonly partitionKey: readonly string[];
  readonly inlineFilters: readonly string[];
  readonly returns: Returned;
}

/** The attributes that can come back: all, or these. */
export type Returned = 'ALL' | readonly string[];

/** Every way to read the table, its own key first. */
export function accessPatterns(schema: TableSchema): readonly AccessPattern[] {
  const tableKey = [schema.partitionKey, ...parts(schema.sortKey)];
  const returned = (projection: Projection = 'ALL', key: readonly string[] = []): Returned =>
    projection === 'ALL'
      ? 'ALL'
      : [...new Set([...tableKey, ...key, ...(projection === 'KEYS_ONLY' ? [] : projection.include)])];
  return [
    { kind: 'table', partitionKey: [schema.partitionKey], sortKey: parts(schema.sortKey), returns: 'ALL' },
    ...Object.entries(schema.globalSecondaryIndexes ?? {}).map(([indexName, index]): KeyPattern => {
      const [partitionKey, sortKey] = [parts(index.partitionKey), parts(index.sortKey)];
      const returns = returned(index.projection, [...partitionKey, ...sortKey]);
      return { kind: 'global', indexName, partitionKey, sortKey, returns };
    }),
    ...Object.entries(schema.localSecondaryIndexes ?? {}).map(
      ([indexName, { sortKey, projection }]): KeyPattern => ({
        kind: 'local',
        indexName,
        partitionKey: [schema.partitionKey],
        sortKey: [sortKey],
        returns: returned(projection, [sortKey]),
      }),
    ),
    ...Object.entries(schema.vectorIndexes ?? {}).map(([indexName, index]): VectorPattern => {
      const { vectorAttribute, dimensions, distanceFunction, inlineFilters = [], projection } = index;
      const partitionKey = parts(index.partitionKey);
      const returns = returned(projection, [...partitionKey, ...inlineFilters]);
      return {
        kind: 'vector',
        indexName,
        vectorAttribute,
        dimensions,
        distanceFunction,
        partitionKey,
        inlineFilters,
        returns,
      };
    }),
  ];
}

function parts(key: string | readonly string[] | undefined): readonly string[] {
  if (key === undefined) return [];
  return typeof key === 'string' ? [key] : key;
}

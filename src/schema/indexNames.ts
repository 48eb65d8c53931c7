import type { IndexName } from './derivedTypes.js';
import type { TableSchema } from './TableSchema.js';

/**
 * The names of all indexes in the order of the declaration: global, then local, then vector indexes. Returns a new array.
 * (Names that are whole numbers come first, in their order, as they do in every object of JavaScript's.)
 *
 * @example
 * ```ts
 * indexNames(sessionTableSchema); // ['gsi-user', 'gsi-status', 'gsi-profile', 'gsi-server-instance']
 * ```
 */
export function indexNames<S extends TableSchema>(schema: S): IndexName<S>[] {
  return [schema.globalSecondaryIndexes, schema.localSecondaryIndexes, schema.vectorIndexes].flatMap((indexes) =>
    Object.keys(indexes ?? {}),
  ) as IndexName<S>[];
}

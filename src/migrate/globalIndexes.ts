import type { GlobalSecondaryIndex, TableSchema } from '../schema/index.js';

/** The global indexes of a schema of either billing mode. */
export function globalIndexes(schema: TableSchema): { readonly [name: string]: GlobalSecondaryIndex } {
  return schema.globalSecondaryIndexes ?? {};
}

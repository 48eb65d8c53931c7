import type { GlobalSecondaryIndex, TableSchema } from '../schema/index.js';

/** The record's own entry of this name: `constructor` and the like are names as good as any. */
export function own<T>(record: { readonly [name: string]: T } | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The global indexes of a schema of either billing mode. */
export function globalIndexes(schema: TableSchema): { readonly [name: string]: GlobalSecondaryIndex } {
  return schema.globalSecondaryIndexes ?? {};
}

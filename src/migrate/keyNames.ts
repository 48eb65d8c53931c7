import { keyList, type TableSchema } from '../schema/index.js';

/** The names of the table's key, and others. */
export function keyNames({ partitionKey, sortKey }: TableSchema, ...others: string[]): string[] {
  return [partitionKey, ...keyList(sortKey), ...others];
}

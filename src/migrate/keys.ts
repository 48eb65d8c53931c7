import type { TableSchema } from '../schema/index.js';

export function keyList(names: string | readonly string[] | undefined): string[] {
  return names === undefined ? [] : typeof names === 'string' ? [names] : [...names];
}

/** The names of the table's key, and others. */
export function keyNames({ partitionKey, sortKey }: TableSchema, ...others: string[]): string[] {
  return [partitionKey, ...keyList(sortKey), ...others];
}

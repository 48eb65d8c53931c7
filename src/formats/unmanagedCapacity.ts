import type { TableSchema } from '../schema/index.js';

/** Where something else moves the capacity of a table. */
export interface UnmanagedCapacity {
  readonly table: boolean;
  /** Names of global secondary indexes. */
  readonly indexes: readonly string[];
}

/** Where a schema says `autoScaling: 'UNMANAGED'`; `undefined`: nowhere. */
export function unmanagedCapacity(schema: TableSchema): UnmanagedCapacity | undefined {
  const table = schema.provisionedThroughput?.autoScaling === 'UNMANAGED';
  const indexes = Object.entries(schema.globalSecondaryIndexes ?? {})
    .filter(([, { provisionedThroughput }]) => provisionedThroughput?.autoScaling === 'UNMANAGED')
    .map(([name]) => name);
  return table || indexes.length ? { table, indexes } : undefined;
}

/** The places in words: `the table and the index by-customer`. */
export function placesOf({ table, indexes }: UnmanagedCapacity): string {
  const places = [...(table ? ['the table'] : []), ...indexes.map((name) => `the index ${name}`)];
  return places.length < 2 ? places.join('') : `${places.slice(0, -1).join(', ')} and ${places.at(-1)}`;
}

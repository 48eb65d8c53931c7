import type { TableSchema } from './TableSchema.js';

/** The schema `S` under another table name. */
export type WithTableName<S extends TableSchema, Name extends string> = {
  readonly [Property in keyof S]: Property extends 'tableName' ? Name : S[Property];
};

/**
 * The same table under another name, for a stage or a prefix. Returns a new frozen schema; the one given stays as it is.
 *
 * @example
 * ```ts
 * const staging = withTableName(sessionTableSchema, `staging-${sessionTableSchema.tableName}`);
 * ```
 */
export function withTableName<S extends TableSchema, const Name extends string>(
  schema: S,
  tableName: Name,
): WithTableName<S, Name> {
  return Object.freeze({ ...schema, tableName }) as WithTableName<S, Name>;
}

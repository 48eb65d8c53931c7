import type { TableSchema } from '../schema/index.js';

/** The schemas among the values of an object, such as the exports of a module: all that have a table name and a partition key. */
export function schemasIn(values: { readonly [name: string]: unknown }): TableSchema[] {
  const found = new Set<TableSchema>();
  for (const value of Object.values(values)) if (looksLikeSchema(value)) found.add(value);
  return [...found];
}

function looksLikeSchema(value: unknown): value is TableSchema {
  return (
    typeof value === 'object' &&
    value !== null &&
    'tableName' in value &&
    ('partitionKey' in value || 'attributes' in value)
  );
}

import type { TableSchema } from '../schema/index.js';
import type { ConfigTables } from './defineConfig.js';

/** The schemas among the values of an object, such as the exports of a module: all that have a table name and a partition key. */
export function schemasIn(values: { readonly [name: string]: unknown }): TableSchema[] {
  return [...new Set(Object.values(values).filter(looksLikeSchema))];
}

/** The tables of a configuration by their names in it; those of a list by the names that they declare. */
export function namedSchemas(tables: ConfigTables): (readonly [name: string, schema: TableSchema])[] {
  return Array.isArray(tables)
    ? (tables as readonly TableSchema[]).map((schema) => [schema.tableName, schema] as const)
    : Object.entries(tables).flatMap(([name, value]) => (looksLikeSchema(value) ? [[name, value] as const] : []));
}

function looksLikeSchema(value: unknown): value is TableSchema {
  return (
    typeof value === 'object' &&
    value !== null &&
    'tableName' in value &&
    ('partitionKey' in value || 'attributes' in value)
  );
}

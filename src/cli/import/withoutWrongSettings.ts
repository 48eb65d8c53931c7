import type { ReadTables } from '../../formats/index.js';
import { show, type TableIssue, type TableSchema, validateTable } from '../../schema/index.js';

/** What a table is not the same without. Any other setting is unmanaged where it is left out. */
const needed: ReadonlySet<unknown> = new Set<keyof TableSchema>([
  'tableName',
  'attributes',
  'partitionKey',
  'sortKey',
  'localSecondaryIndexes',
  'globalSecondaryIndexes',
  'vectorIndexes',
  'timeToLive',
  'billingMode',
  'provisionedThroughput',
]);

/** What was read, where a setting that no table can have does not cost the table: it is left out, and a note says so. */
export function withoutWrongSettings(read: ReadTables): ReadTables {
  const notes: TableIssue[] = [];
  const mended = <Schema extends Omit<TableSchema, 'tableName'>>(id: string, schema: Schema): Schema => {
    const issues = validateTable({ tableName: 'any-name', ...schema });
    const wrong = new Set(issues.map(({ path }) => path[0]).filter((name) => !needed.has(name)));
    const rest = Object.fromEntries(Object.entries(schema).filter(([name]) => !wrong.has(name))) as unknown as Schema;
    if (!wrong.size || validateTable({ tableName: 'any-name', ...rest }).length) return schema;
    for (const name of wrong) {
      notes.push({
        rule: 'not-representable',
        path: [id, String(name)],
        message: `is left out, because a table can't have it as it stands there: ${show(schema[name as keyof Schema])}; declare it once it is right`,
      });
    }
    return rest;
  };
  const tables = Object.entries(read.tables).map(([id, schema]) => [id, mended(id, schema)]);
  const unnamed = Object.entries(read.unnamed).map(([id, table]) => [
    id,
    { ...table, schema: mended(id, table.schema) },
  ]);
  if (!notes.length) return read;
  return {
    ...read,
    tables: Object.fromEntries(tables),
    unnamed: Object.fromEntries(unnamed),
    issues: [...read.issues, ...notes],
  };
}

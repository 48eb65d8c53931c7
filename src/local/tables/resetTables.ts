import { provisionTables } from '../../provision/index.js';
import type { TableSchema } from '../../schema/index.js';
import type { LocalTable } from '../localTable.js';
import { deleteTable, tableNames } from './deleteTable.js';
import { dropKeptItems } from './keptItems.js';
import { localResult } from './localResult.js';
import type { Work } from './work.js';

/** Deletes the tables, those that no schema names too unless they are to stay, and makes them anew, without items. */
export async function resetTables(
  work: Work,
  schemas: readonly TableSchema[],
  keepOthers: boolean,
): Promise<{ readonly removed: readonly string[]; readonly tables: readonly LocalTable[] }> {
  const { client, folder, signal, run } = work;
  const named = new Set(schemas.map(({ tableName }) => tableName));
  const removed = (await tableNames(client, signal)).filter((name) => !keepOthers || named.has(name));
  for (const name of removed) await deleteTable(client, name, signal);
  if (folder !== undefined) for (const name of [...named, ...removed]) dropKeptItems(folder, name);
  const results = await provisionTables(client, schemas, run);
  return { removed, tables: results.map((result) => localResult(result)) };
}

import { type CatalogEntry, type CatalogId, catalog } from '../catalog/index.js';
import type { DataAction } from '../formats/index.js';
import { assertValidTable, closest, type TableSchema, withTableName } from '../schema/index.js';
import { failure } from './failure.js';

/** What packages do with their tables, by the names of these. */
export type ActionsByTable = { readonly [tableName: string]: readonly DataAction[] };

export interface CatalogTables {
  readonly tables: readonly TableSchema[];
  /** Of the tables of which they are known; left out where that is none. */
  readonly actions?: ActionsByTable;
}

/** The tables of entries of the catalog; under another name, where there is one table only. */
export function tablesOfCatalog(ids: readonly string[], rename?: string): CatalogTables {
  if (!ids.length) throw failure('no package was named', 'tablewright create --list shows what there is.');
  const found = [...new Set(ids)]
    .map(entryOf)
    .flatMap(({ schemas, actions }) => Object.values(schemas).map((schema) => ({ schema, actions })));
  if (rename !== undefined && found.length > 1) {
    throw failure(
      `--table names one table, and these are ${found.length}: ${found.map(({ schema }) => schema.tableName).join(', ')}`,
      'Name one package that has one table; or give the tables a prefix with a stage of tablewright.config.ts.',
    );
  }
  const tables = found.map(({ schema }) => (rename === undefined ? schema : withTableName(schema, rename)));
  if (rename !== undefined) for (const table of tables) assertValidTable(table);
  const actions = found.flatMap((one, i) => (one.actions ? [[tables[i].tableName, one.actions] as const] : []));
  return actions.length ? { tables, actions: Object.fromEntries(actions) } : { tables };
}

/** Its actions are such as a policy knows, or this does not compile. */
interface Entry extends CatalogEntry {
  readonly actions?: readonly DataAction[];
}
const entries: { readonly [id in CatalogId]: Entry } = catalog;

function entryOf(id: string): Entry {
  if (Object.hasOwn(entries, id)) return entries[id as CatalogId];
  const meant = closest(id, Object.keys(entries));
  throw failure(
    `the catalog has no ${JSON.stringify(id)}`,
    meant ? `Did you mean ${meant}?` : 'tablewright create --list shows what there is.',
  );
}

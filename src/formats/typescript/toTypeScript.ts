import { type TableIssue, TableSchemaError, type ValidateOptions } from '../../schema/index.js';
import { uniqueNames } from '../uniqueNames.js';
import { exportNamesOf } from './exportNames.js';
import { printTable } from './printTable.js';
import { type TableToWrite, type TypeScriptSource, tablesToWrite } from './tablesToWrite.js';

/** Options of `toTypeScript`. */
export interface TypeScriptOptions extends ValidateOptions {
  /** The name of the constant, for one table. Left out: the table's name in camel case, and `TableSchema`. */
  readonly exportName?: string;
  /** The names of the constants by table name; of a table without a name, by its id in the source that it was read from. */
  readonly exportNames?: { readonly [tableName: string]: string };
  /** Also constants for the names of each table's indexes, such as `ordersIndexes.customer`. Left out: `false`. */
  readonly indexConstants?: boolean;
}

/**
 * A module of TypeScript with a `defineTable` for each table, formatted as Prettier and Biome do with single quotes and lines of 120
 * columns. What it evaluates to equals the schemas, but for what `defineTable` takes from nobody, though live tables may have it: a
 * TTL on an attribute that is not an `N`. A comment says so there.
 *
 * Give it what `fromCloudFormation`, `fromTerraform` or another reader returns, or a list of such, and each table has a comment with
 * the file and line that it comes from, and comments with what could not be taken over, at the properties that they are about. A table
 * whose name only a deployment knows becomes a function of its name, so that nobody deploys it under a made-up one.
 *
 * @example
 * ```ts
 * await writeFile('tables.ts', toTypeScript(await fromTerraform(await readFile('main.tf', 'utf8'))));
 * ```
 * A table whose name is `${var.stage}-orders` there is
 * ```ts
 * export const orders = (tableName: string) =>
 *   defineTable({
 *     tableName,
 *     attributes: { id: 'S' },
 *     partitionKey: 'id',
 *   });
 * ```
 *
 * @throws TableSchemaError with every issue, if a schema is not valid, or a name given can't be that of a constant
 * (`typescript-export-name`).
 */
export function toTypeScript(source: TypeScriptSource, options: TypeScriptOptions = {}): string {
  const tables = tablesToWrite(source, options);
  const { names, free } = exportNamesOf(tables, givenNames(tables, options));
  const parts = tables.map((table) => printTable(table, names.get(table) as string, free, options));
  return moduleOf(parts);
}

/** A module of these parts, with what they import. */
function moduleOf(parts: readonly ReturnType<typeof printTable>[]): string {
  if (!parts.length) return 'export {};\n';
  const imported = parts.some(({ constants }) => constants) ? 'defineTable, type IndexConstants' : 'defineTable';
  return `${[`import { ${imported} } from 'tablewright';`, ...parts.flatMap(({ code }) => code)].join('\n\n')}\n`;
}

/**
 * The module of `toTypeScript` as several, a file a table and an `index.ts` that exports all of them, by the names of the files. A
 * file is named after its constant: `orders.ts` holds `ordersTableSchema`.
 *
 * @example
 * ```ts
 * for (const [name, text] of Object.entries(toTypeScriptFiles(fromCloudFormation(template)))) {
 *   await writeFile(`tables/${name}`, text);
 * }
 * ```
 *
 * @throws TableSchemaError like `toTypeScript`.
 */
export function toTypeScriptFiles(
  source: TypeScriptSource,
  options: TypeScriptOptions = {},
): { readonly [fileName: string]: string } {
  const tables = tablesToWrite(source, options);
  const { names, free } = exportNamesOf(tables, givenNames(tables, options));
  // Many file systems tell no capital letters from small ones.
  const fileName = uniqueNames('-', (name) => name.toLowerCase());
  fileName('index');
  const files = tables.map((table): [string, string] => {
    const name = names.get(table) as string;
    const part = printTable(table, name, free, options);
    return [fileName(name.replace(/(?<=.)TableSchema(?=\d*$)/, '')), moduleOf([part])];
  });
  const index = files.map(([name]) => `export * from './${name}.js';\n`).sort();
  return Object.fromEntries([
    ...files.map(([name, text]) => [`${name}.ts`, text]),
    ['index.ts', index.join('') || 'export {};\n'],
  ]);
}

function givenNames(tables: readonly TableToWrite[], { exportName, exportNames = {} }: TypeScriptOptions) {
  if (exportName === undefined) return exportNames;
  const issue: TableIssue = {
    rule: 'typescript-export-name',
    path: ['exportName'],
    message: `names one schema, and there are ${tables.length}; give exportNames`,
  };
  if (tables.length !== 1) throw new TableSchemaError('The set of names of constants', [issue]);
  return Object.fromEntries([...Object.entries(exportNames), [tables[0].key, exportName]]);
}

import { show, type TableIssue, type TableSchema, TableSchemaError } from '../../schema/index.js';
import { uniqueNames } from '../uniqueNames.js';

/** What no `const` of a module may be named. */
const reserved = /* @__PURE__ */ new Set(
  `arguments await break case catch class const continue debugger default defineTable delete do else enum eval export extends false
  finally for function if implements import IndexConstants in instanceof interface let new null package private protected public
  return static super switch this throw true try typeof undefined var void while with yield`.split(/\s+/),
);

/** The names of the constants that hold the schemas, by table name: those given, and for the others one made of the table's. */
export function exportNamesOf(
  schemas: readonly TableSchema[],
  given: { readonly [tableName: string]: string },
): { readonly names: ReadonlyMap<string, string>; readonly free: (name: string) => string } {
  const issues: TableIssue[] = [];
  const names = new Map<string, string>();
  const free = uniqueNames();
  for (const [tableName, name] of Object.entries(given)) {
    const report = (message: string) =>
      issues.push({ rule: 'typescript-export-name', path: ['exportNames', tableName], message });
    if (schemas.every((schema) => schema.tableName !== tableName)) report('no schema has this table name');
    else if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) || reserved.has(name)) {
      report(`${show(name)} can't be the name of a constant; choose another`);
    } else if (free(name) !== name) report(`${show(name)} is the name of another table's constant`);
    else names.set(tableName, name);
  }
  if (issues.length) throw new TableSchemaError('The names of the constants', issues);
  for (const { tableName } of schemas) {
    if (!names.has(tableName)) names.set(tableName, free(constantName(tableName)));
  }
  return { names, free };
}

/** `orders-table` and `orders` are both `ordersTableSchema`, `2024.orders` is `table2024OrdersTableSchema`. */
export function constantName(tableName: string): string {
  const name = toCamelCase(tableName)
    .replace(/table$/i, '')
    .replace(/^(?=\d)/, 'table');
  return name ? `${name}TableSchema` : 'tableSchema';
}

/** Letters and digits, the words capitalised but for the first; empty if there are none. */
export function toCamelCase(text: string): string {
  const words = text.match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  return joined.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase());
}

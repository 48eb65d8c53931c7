import { show, type TableIssue, TableSchemaError } from '../../schema/index.js';
import { uniqueNames } from '../uniqueNames.js';
import type { TableToWrite } from './tablesToWrite.js';

/** What no constant of a module may be named. */
const reserved = /* @__PURE__ */ new Set(
  `arguments await break case catch class const continue debugger default defineTable delete do else enum eval export extends false
  finally for function if implements import IndexConstants in instanceof interface let new null package private protected public
  return static super switch this throw true try typeof undefined var void while with yield`.split(/\s+/),
);

/** The names of the constants that hold the tables, by their keys: those given, and for the others one made of the table's. */
export function exportNamesOf(
  tables: readonly TableToWrite[],
  given: { readonly [key: string]: string },
): { readonly names: ReadonlyMap<TableToWrite, string>; readonly free: (name: string) => string } {
  const issues: TableIssue[] = [];
  const names = new Map<TableToWrite, string>();
  const free = uniqueNames();
  for (const [key, name] of Object.entries(given)) {
    const report = (message: string) =>
      issues.push({ rule: 'typescript-export-name', path: ['exportNames', key], message });
    const table = tables.find((each) => each.key === key);
    if (!table) report('no schema has this table name');
    else if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) || reserved.has(name)) {
      report(`${show(name)} can't be the name of a constant; choose another`);
    } else if (free(name) !== name) report(`${show(name)} is the name of another table's constant`);
    else names.set(table, name);
  }
  if (issues.length) throw new TableSchemaError('The set of names of constants', issues);
  for (const table of tables) {
    if (!names.has(table)) names.set(table, free(nameOf(table)));
  }
  return { names, free };
}

function nameOf({ unnamed, key, nameExpression, source, schema }: TableToWrite): string {
  return unnamed ? functionName(source?.name ?? key, nameExpression) : constantName(schema.tableName);
}

/**
 * What is said of the name, without what only a deployment knows: `${AWS::StackName}-orders` is `orders`; or the id in the source:
 * `OrdersTable` and `aws_dynamodb_table.orders` are `orders` too.
 */
function functionName(id: string, nameExpression = ''): string {
  const [, , text] = /^(?:!Sub )?(["']?)(.*)\1$/s.exec(nameExpression) ?? [];
  // Other expressions are of functions, whose names are no part of the table's.
  const isText = /^[\w.-]*(\$\{[^{}]*\}[\w.-]*)+$/.test(text ?? '');
  const words = isText ? text.replace(/\$\{[^{}]*\}/g, '-') : '';
  const name = stemOf(words) || stemOf(partsOf(id)) || 'table';
  return reserved.has(name) ? `${name}Table` : name;
}

/** An address without what kind of resource it is of, and without a module's usual name for its one resource; CDK ends its ids with a hash. */
function partsOf(id: string): string {
  const parts = id
    .replace(/\baws_dynamodb_table\./g, '')
    .replace(/\bmodule\./g, '')
    .replace(/(?<=[a-z])[0-9A-F]{8}$/, '');
  return parts.replace(/\.(this|main|table|default)(?=\[|$)/, '');
}

/** `orders-table` and `orders` are both `ordersTableSchema`, `2024.orders` is `table2024OrdersTableSchema`. */
export function constantName(tableName: string): string {
  const name = stemOf(tableName);
  return name ? `${name}TableSchema` : 'tableSchema';
}

function stemOf(text: string): string {
  return toCamelCase(text)
    .replace(/table$/i, '')
    .replace(/^(?=\d)/, 'table');
}

/** Letters and digits, the words capitalised but for the first; empty if there are none. */
export function toCamelCase(text: string): string {
  const words = text.match(/[A-Za-z0-9]+/g) ?? [];
  const joined = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  return joined.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase());
}

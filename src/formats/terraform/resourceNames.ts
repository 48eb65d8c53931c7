import { type TableIssue, type TableSchema, TableSchemaError } from '../../schema/index.js';
import { uniqueNames } from '../uniqueNames.js';

/**
 * The local names of the tables' resources: those given, and for the others the table's name as far as an identifier can hold it.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers
 */
export function resourceNamesOf(
  schemas: readonly TableSchema[],
  given: { readonly [tableName: string]: string } = {},
): ReadonlyMap<string, string> {
  const issues: TableIssue[] = [];
  const report = (tableName: string, message: string) =>
    issues.push({ rule: 'terraform-resource-name', path: ['resourceNames', tableName], message });
  const names = new Map<string, string>();
  const free = uniqueNames('_');
  for (const [tableName, name] of Object.entries(given)) {
    if (schemas.every((schema) => schema.tableName !== tableName)) report(tableName, 'no schema has this table name');
    else if (!/^[a-z_][\w-]*$/i.test(name)) {
      report(tableName, `${JSON.stringify(name)} must be letters, digits, _ and -, and start with a letter or _`);
    } else if (free(name) !== name)
      report(tableName, `${JSON.stringify(name)} is the name of another table's resource`);
    else names.set(tableName, name);
  }
  if (issues.length) throw new TableSchemaError('The option resourceNames', issues);
  for (const { tableName } of schemas) {
    if (!names.has(tableName)) names.set(tableName, free(toIdentifier(tableName)));
  }
  return names;
}

export function toIdentifier(name: string): string {
  return name.replace(/\W/g, '_').replace(/^(?=\d)/, '_');
}

import { hash, type TableIssue, type TableSchema, TableSchemaError } from '../../schema/index.js';

/** 255 is CloudFormation's limit; the rest is for what outputs add. */
const logicalIdLength = 240;

/**
 * The logical id of each table, by table name. Each follows from its own table's name alone: CloudFormation replaces a table whose
 * logical id changes, so another table in the list must not change it. For the same reason two tables that come to one id are an
 * error, not a number at the end.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
 */
export function toLogicalIds(
  schemas: readonly TableSchema[],
  given: { readonly [tableName: string]: string } = {},
): Map<string, string> {
  const issues: TableIssue[] = [];
  const ids = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const { tableName } of schemas) {
    const path = ['logicalIds', tableName];
    const id = Object.hasOwn(given, tableName) ? given[tableName] : toLogicalId(tableName);
    const owner = owners.get(id);
    if (typeof id !== 'string' || !/^[A-Za-z0-9]+$/.test(id) || id.length > logicalIdLength) {
      issues.push({
        rule: 'cloudformation-logical-id',
        path,
        message: `${JSON.stringify(id)} must be 1 to ${logicalIdLength} letters and digits`,
      });
    } else if (owner !== undefined) {
      issues.push({
        rule: 'cloudformation-logical-id',
        path,
        message: `${JSON.stringify(id)} is the logical id of ${JSON.stringify(owner)} too; give one of them another in logicalIds`,
      });
    }
    owners.set(id, tableName);
    ids.set(tableName, id);
  }
  for (const tableName of Object.keys(given)) {
    if (!ids.has(tableName)) {
      issues.push({
        rule: 'cloudformation-logical-id',
        path: ['logicalIds', tableName],
        message: `no table has the name ${JSON.stringify(tableName)}; they are ${JSON.stringify([...ids.keys()])}`,
      });
    }
  }
  if (issues.length) throw new TableSchemaError('The set of logical ids', issues);
  return ids;
}

/** `sentinel-sessions` becomes `SentinelSessions`, `2025` `Table2025`. A name without letters and digits, or a very long one, gets a hash. */
function toLogicalId(tableName: string): string {
  const words = tableName
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  if (!words) return `Table${hash(tableName).slice(0, 8)}`;
  const id = /^[0-9]/.test(words) ? `Table${words}` : words;
  return id.length > logicalIdLength ? `${id.slice(0, logicalIdLength - 8)}${hash(tableName).slice(0, 8)}` : id;
}

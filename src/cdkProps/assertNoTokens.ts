import { type Path, type TableIssue, type TableSchema, TableSchemaError } from '../schema/index.js';

/** CDK replaces such a string by the value of its token, or fails. It has no way to write it as data. */
const token = /\$\{Token\[|#\{Token\[/;

/** A schema that CDK takes as data. */
export function assertNoTokens(schema: TableSchema): void {
  const issues: TableIssue[] = [];
  check(issues, [], schema);
  if (issues.length) throw new TableSchemaError(`The CDK props of ${JSON.stringify(schema.tableName)}`, issues);
}

function check(issues: TableIssue[], path: Path, value: unknown): void {
  if (typeof value === 'string' && token.test(value)) {
    issues.push({ rule: 'cdk-token', path, message: `CDK would take ${JSON.stringify(value)} for a token; change it` });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      const step = Array.isArray(value) ? Number(key) : key;
      check(issues, [...path, step], key);
      check(issues, [...path, step], entry);
    }
  }
}

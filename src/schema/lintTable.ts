import type { TableIssue } from './issue.js';
import { advice, viewTable } from './rules/advice.js';

/**
 * Returns advice on a table: what is legal but rarely meant, and what DynamoDB might refuse where its documentation leaves that
 * open. Whether the table is valid is for `validateTable` to say. Takes anything and never throws.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/best-practices.html
 */
export function lintTable(schema: unknown): TableIssue[] {
  const issues: TableIssue[] = [];
  try {
    const table = viewTable(schema);
    for (const { id, check } of advice) {
      check(table, (path, message) => issues.push({ rule: id, path, message }));
    }
  } catch {
    // A getter or a proxy that throws: validateTable reports that.
  }
  return issues;
}

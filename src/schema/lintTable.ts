import type { TableIssue } from './issue.js';
import { adviceRules } from './rules/advice.js';
import { runRules, type ValidateOptions } from './validateTable.js';

/**
 * Returns advice on a table: what is legal but rarely meant, and what DynamoDB might reject where its documentation leaves that
 * open. Takes anything and never throws.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/best-practices.html
 */
export function lintTable(schema: unknown, options: ValidateOptions = {}): TableIssue[] {
  return runRules(adviceRules, schema, options);
}

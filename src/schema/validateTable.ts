import type { Path, TableIssue } from './issue.js';
import { defaultQuotas } from './limits.js';
import type { Check, TableQuotas } from './rules/check.js';
import { tableRules } from './rules/table.js';
import { properties } from './value.js';

/** What `validateTable`, and every function that checks a schema first, is to know of your account. */
export interface ValidateOptions {
  /** Quotas that AWS has raised for your account; what is left out is AWS's default. */
  readonly quotas?: TableQuotas;
}

let rules: Check | undefined;

/**
 * Returns every issue for which DynamoDB would reject the table; none: the table is valid.
 *
 * It takes anything (an object from JSON, a value of plain JavaScript) and never throws.
 *
 * @example
 * ```ts
 * validateTable({ ...sessionTableSchema, timeToLive: 'expires' });
 * // [{ rule: 'time-to-live', path: ['timeToLive'], message: '"expires" must be declared in attributes' }]
 * ```
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export function validateTable(schema: unknown, options: ValidateOptions = {}): TableIssue[] {
  const issues: TableIssue[] = [];
  const report = (rule: TableIssue['rule'], path: Path, message: string) => issues.push({ rule, path, message });
  try {
    const table = properties(schema);
    const context = {
      table,
      attributes: properties(table.attributes),
      provisioned: table.billingMode === 'PROVISIONED',
      quotas: { ...defaultQuotas, ...options.quotas },
      report,
    };
    rules ??= tableRules();
    rules(schema, [], context, {});
  } catch {
    // A getter or a proxy that throws.
    report('shape', [], 'cannot be read; give plain data, as JSON.parse returns it');
  }
  return issues;
}

import type { TableIssue } from './issue.js';
import type { AdviceRule } from './rule.js';
import { advice, viewTable } from './rules/advice.js';

/** What `lintTable` is to leave alone. */
export interface LintOptions {
  /** Ids of advice that is known and not wanted, such as `['lsi-collection-size']`. */
  readonly ignore?: readonly AdviceRule[];
}

/** The ids of all advice that `lintTable` can give. */
export const adviceRules: readonly AdviceRule[] = /* @__PURE__ */ advice.map(({ id }) => id);

/**
 * Returns advice on a table: what is legal but rarely meant, and what DynamoDB might refuse where its documentation leaves that
 * open. Whether the table is valid is for `validateTable` to say. Takes anything and never throws.
 *
 * @example
 * ```ts
 * lintTable({ ...orders, timeToLive: 'placed_at' }, { ignore: ['time-to-live-key'] });
 * // [{ rule: 'time-to-live-type', path: ['timeToLive'],
 * //    message: '"placed_at" is declared as "S"; DynamoDB expires items by an N only' }]
 * ```
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/best-practices.html
 */
export function lintTable(schema: unknown, { ignore = [] }: LintOptions = {}): TableIssue[] {
  const issues: TableIssue[] = [];
  try {
    const table = viewTable(schema);
    for (const { id, check } of advice) {
      if (!ignore.includes(id)) check(table, (path, message) => issues.push({ rule: id, path, message }));
    }
  } catch {
    // A getter or a proxy that throws: validateTable reports that.
  }
  return issues;
}

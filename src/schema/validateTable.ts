import type { TableIssue } from './issue.js';
import { capacityRules } from './rules/capacity.js';
import { countRules } from './rules/counts.js';
import { keyRules } from './rules/keys.js';
import { nameRules } from './rules/names.js';
import { projectionRules } from './rules/projections.js';
import type { Rule } from './rules/rule.js';
import { settingRules } from './rules/settings.js';
import { shapeRules } from './rules/shape.js';
import { vectorRules } from './rules/vectors.js';
import { isProperties, show, type TableQuotas, viewTable } from './tableView.js';

export interface ValidateOptions {
  /** Quotas that AWS has raised for your account; what is left out is AWS's default. */
  readonly quotas?: TableQuotas;
}

const rules = /* @__PURE__ */ [
  shapeRules,
  nameRules,
  keyRules,
  projectionRules,
  countRules,
  capacityRules,
  settingRules,
  vectorRules,
].flat();

/**
 * Returns every issue for which DynamoDB would reject the table; none: the table is valid.
 *
 * It takes anything (an object from JSON, a value of plain JavaScript) and never throws.
 *
 * @example
 * ```ts
 * validateTable({ ...sessionTableSchema, timeToLive: 'expires' });
 * // [{ rule: 'ttl-single', path: ['timeToLive'], message: '"expires" must name an attribute of type N; ...' }]
 * ```
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export function validateTable(schema: unknown, options: ValidateOptions = {}): TableIssue[] {
  return runRules(rules, schema, options);
}

export function runRules(rules: readonly Rule[], schema: unknown, { quotas }: ValidateOptions): TableIssue[] {
  const issues: TableIssue[] = [];
  try {
    if (!isProperties(schema)) return [{ rule: 'shape', path: [], message: `${show(schema)} is not an object` }];
    const table = viewTable(schema, quotas);
    for (const { id, check } of rules) check(table, (path, message) => issues.push({ rule: id, path, message }));
  } catch {
    // A getter or a proxy that throws.
    issues.push({ rule: 'shape', path: [], message: 'cannot be read; give plain data, as JSON.parse returns it' });
  }
  return issues;
}

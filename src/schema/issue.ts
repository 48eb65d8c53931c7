import type { TableRule } from './rule.js';

/** A place in what is read: property names and positions, from the outside in. */
export type Path = readonly (string | number)[];

/** One thing that is wrong with a schema (or, from `lintTable`, rarely meant). */
export interface TableIssue {
  /** The id of the rule, such as `'gsi-count'`. */
  readonly rule: TableRule;
  /** The place in the schema: property names and positions, from the outside in. It is empty for the schema as a whole. */
  readonly path: Path;
  /** What is wrong, with the value, and what to do. */
  readonly message: string;
}

/**
 * The path as it would be written in code.
 *
 * @example
 * ```ts
 * formatPath(['globalSecondaryIndexes', 'gsi-user', 'sortKey', 1]); // 'globalSecondaryIndexes["gsi-user"].sortKey[1]'
 * ```
 */
export function formatPath(path: Path): string {
  return path
    .map((step) =>
      typeof step === 'number' ? `[${step}]` : /^[a-z_$][\w$]*$/i.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`,
    )
    .join('')
    .replace(/^\./, '');
}

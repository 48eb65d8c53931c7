import { toHtml } from './html/toHtml.js';
import { type Target, target } from './target.js';
import { textTargets } from './textTargets.js';

/**
 * Everything that schemas can be made into, by the name that the command `tablewright emit` knows it by. A program that offers the
 * targets to people reads its menu from here.
 *
 * @example
 * ```ts
 * const { label, make } = targets.terraform;
 * console.log(`${label}:\n${make(sessionTableSchema, { format: 'json' })}`);
 * ```
 */
export const targets = /* @__PURE__ */ Object.assign({}, textTargets, {
  html: /* @__PURE__ */ target('HTML', ['title', 'account', 'region'], (schemas, { title, account, region }) =>
    toHtml(schemas, { title, account, region }),
  ),
}) satisfies Record<string, Target>;

/** The name of a target: `'terraform'`. */
export type TargetName = keyof typeof targets;

import { type HtmlOptions, toHtml } from './html/toHtml.js';
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
  html: /* @__PURE__ */ target<HtmlOptions>(
    'HTML',
    {
      title: true,
      description: true,
      account: true,
      region: true,
      outputs: { notOffered: 'is a list of targets there, and whether there are outputs elsewhere' },
    },
    (schemas, { title, description, account, region }) => toHtml(schemas, { title, description, account, region }),
  ),
}) satisfies Record<string, Target>;

/** The name of a target: `'terraform'`. */
export type TargetName = keyof typeof targets;

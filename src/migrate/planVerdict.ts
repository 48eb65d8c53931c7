import type { Plan } from './plan.js';
import { unreachedNotes } from './unreachedNotes.js';

/**
 * What a plan says of its table: `'in line'`, nothing differs; `'drift'`, something does; `'unknown'`, nothing was seen to differ, but
 * the table is in a state (archived, its key out of reach) in which a part that the schema manages can't be read, or no client was
 * given for a part of it, such as the Region of a replica.
 */
export type PlanVerdict = 'in line' | 'drift' | 'unknown';

/**
 * Whether the live table is as its schema declares, by the plan that was made from both. What an endpoint does not implement is not drift.
 *
 * @example
 * ```ts
 * const plan = await planTable(client, sessionTableSchema);
 * if (planVerdict(plan) !== 'in line') throw new Error(formatPlan(plan));
 * ```
 */
export function planVerdict(plan: Plan): PlanVerdict {
  const { steps, drift, table } = plan;
  if (steps.length || drift.length) return 'drift';
  return table?.stuck || table?.unread?.length || unreachedNotes(plan).length ? 'unknown' : 'in line';
}

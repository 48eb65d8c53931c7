import type { Plan } from '../migrate/index.js';
import { applyPlan } from './applyPlan.js';
import type { Client } from './client.js';
import { inParallel, maxConcurrency } from './inParallel.js';
import type { RunOptions } from './provisionTables.js';
import type { TableResult } from './result.js';

/** How plans are applied together. */
export interface ApplyPlansOptions extends RunOptions {
  /** Tables under way at once, 1 to 250; left out: 250, which is what DynamoDB makes at once of tables with indexes. */
  readonly concurrency?: number;
}

/**
 * Applies several plans side by side, each as {@link applyPlan} does. Returns a result for each plan, in their order; one table's
 * failure does not stop the others.
 *
 * @example
 * ```ts
 * const planned = await planTables(client, [sessionTableSchema, approvalTableSchema]);
 * const plans = planned.flatMap((one) => ('plan' in one ? [one.plan] : []));
 * for (const { tableName, outcome } of await applyPlans(client, plans)) console.log(tableName, outcome);
 * ```
 *
 * @throws RangeError for a concurrency out of its range; nothing else: whatever goes wrong with a table is in its result.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export async function applyPlans(
  client: Client,
  plans: readonly Plan[],
  { concurrency = maxConcurrency, ...run }: ApplyPlansOptions = {},
): Promise<TableResult[]> {
  return inParallel(plans, concurrency, (plan) => applyPlan(client, plan, run));
}

import type { Plan } from '../migrate/index.js';
import type { TableSchema } from '../schema/index.js';
import type { Client } from './client.js';
import { inParallel } from './inParallel.js';
import { nameOf } from './nameOf.js';
import { type PlanOptions, planTable } from './planTable.js';

/** A table's plan, or why there is none. */
export type PlannedTable =
  | { readonly tableName: string; readonly plan: Plan }
  | { readonly tableName: string; readonly error: Error };

/** How plans for several tables are made. */
export interface PlanTablesOptions extends PlanOptions {
  /** Tables that are read at once, 1 to 250; left out: 16. A table takes up to twenty calls. */
  readonly concurrency?: number;
}

/** DynamoDB throttles calls of its control plane by the account. */
const readersAtOnce = 16;

/**
 * Plans for several tables, each as {@link planTable} makes it, in the order of the schemas. Changes nothing. A table that can't be
 * planned has its error in its place, and does not stop the others.
 *
 * @example
 * ```ts
 * for (const planned of await planTables(client, [sessionTableSchema, approvalTableSchema])) {
 *   console.log('plan' in planned ? formatPlan(planned.plan) : `${planned.tableName}: ${planned.error.message}`);
 * }
 * ```
 *
 * @throws RangeError for a concurrency out of its range; nothing else.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html
 */
export async function planTables(
  client: Client,
  schemas: readonly TableSchema[],
  { concurrency = readersAtOnce, ...options }: PlanTablesOptions = {},
): Promise<PlannedTable[]> {
  return inParallel(schemas, concurrency, async (schema): Promise<PlannedTable> => {
    const tableName = nameOf(schema);
    try {
      return { tableName, plan: await planTable(client, schema, options) };
    } catch (error) {
      return { tableName, error: error instanceof Error ? error : new Error(String(error)) };
    }
  });
}

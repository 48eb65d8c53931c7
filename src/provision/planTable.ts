import { makePlan, managedParts, type Permission, type Plan } from '../migrate/index.js';
import { assertValidTable, type TableSchema, type ValidateOptions } from '../schema/index.js';
import type { Client, Clock } from './client.js';
import { lookAtParts, lookAtTable, planBase } from './look.js';
import { patientForAWhile } from './patient.js';

export interface PlanOptions extends ValidateOptions {
  /** The destructive kinds of change that the plan may hold; what is not allowed by name is reported as drift. */
  readonly allow?: readonly Permission[];
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

/**
 * Compares the live table with its schema, and returns the plan that brings it in line. Changes nothing.
 *
 * Reads DescribeTable, DescribeTimeToLive, and what else the schema's settings need.
 *
 * @example
 * ```ts
 * console.log(formatPlan(await planTable(client, sessionTableSchema)));
 * ```
 *
 * @throws TableSchemaError if the schema is not valid; whatever the client throws, such as AccessDeniedException.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export async function planTable(client: Client, schema: TableSchema, options: PlanOptions = {}): Promise<Plan> {
  assertValidTable(schema, options);
  const reader = patientForAWhile(client, options);
  const look = await lookAtTable(reader, schema.tableName, undefined, options.signal);
  // A table that is being deleted is as good as gone: the plan makes it anew.
  if (!look || look.table.TableStatus === 'DELETING') return makePlan(undefined, schema, options);
  const seen = await lookAtParts(reader, look, managedParts(schema), schema, options.signal);
  return makePlan(planBase(seen, schema), schema, options);
}

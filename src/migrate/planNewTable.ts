import { assertValidTable, type TableSchema, type ValidateOptions } from '../schema/index.js';
import { makePlan } from './makePlan.js';
import type { Plan } from './plan.js';

/**
 * The plan that creates a table which does not exist yet, made without asking anybody: for a review before there is an account. Applied
 * where the table exists after all, it is refused.
 *
 * @example
 * ```ts
 * console.log(formatPlan(planNewTable(sessionTableSchema)));
 * ```
 *
 * @throws TableSchemaError if the schema is not valid.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function planNewTable(schema: TableSchema, options: ValidateOptions = {}): Plan {
  assertValidTable(schema, options);
  return makePlan(undefined, schema, options);
}

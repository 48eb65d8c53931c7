import type { TableSchema } from './TableSchema.js';
import { TableSchemaError } from './TableSchemaError.js';
import { type ValidateOptions, validateTable } from './validateTable.js';
import { properties, show } from './value.js';

/** Deeply frozen schemas that were found valid under the default quotas: they can't change, so they are not checked again. */
const valid = /* @__PURE__ */ new WeakSet<object>();

/**
 * Throws unless the schema is valid: what comes after it may rely on a `TableSchema` that DynamoDB accepts. A schema of `defineTable` is
 * checked once, however often it is asserted.
 *
 * @example
 * ```ts
 * const table: unknown = JSON.parse(await readFile('orders.json', 'utf8'));
 * assertValidTable(table);
 * await client.send(new CreateTableCommand(toCreateTableInput(table)));
 * ```
 * @throws TableSchemaError with every issue that `validateTable` finds.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export function assertValidTable(schema: unknown, options: ValidateOptions = {}): asserts schema is TableSchema {
  if (!options.quotas && valid.has(schema as object)) return;
  const issues = validateTable(schema, options);
  if (issues.length) throw new TableSchemaError(describe(schema), issues);
  if (!options.quotas && isDeeplyFrozen(schema)) valid.add(schema as object);
}

function describe(schema: unknown): string {
  try {
    const { tableName } = properties(schema);
    return typeof tableName === 'string' ? `The table ${show(tableName)}` : 'The table';
  } catch {
    // A getter or a proxy that throws.
    return 'The table';
  }
}

function isDeeplyFrozen(value: unknown): boolean {
  return Object(value) !== value || (Object.isFrozen(value) && Object.values(value as object).every(isDeeplyFrozen));
}

import type { UpdateContinuousBackupsCommandInput } from '@aws-sdk/client-dynamodb';
import { assertValidTable, type TableSchema, type ValidateOptions } from '../schema/index.js';

/**
 * The input of `UpdateContinuousBackupsCommand` that sets point-in-time recovery as the schema says, which CreateTable does not
 * carry; `undefined` for a schema that leaves it unmanaged. Returns a new object at each call.
 *
 * @example
 * ```ts
 * const input = toUpdateContinuousBackupsInput(orders);
 * if (input) await client.send(new UpdateContinuousBackupsCommand(input));
 * ```
 *
 * @throws TableSchemaError with every issue, if the schema is not valid.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html
 */
export function toUpdateContinuousBackupsInput(
  schema: TableSchema,
  options?: ValidateOptions,
): UpdateContinuousBackupsCommandInput | undefined {
  assertValidTable(schema, options);
  const { tableName, pointInTimeRecovery } = schema;
  if (pointInTimeRecovery === undefined) return undefined;
  return {
    TableName: tableName,
    PointInTimeRecoverySpecification:
      typeof pointInTimeRecovery === 'boolean'
        ? { PointInTimeRecoveryEnabled: pointInTimeRecovery }
        : { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: pointInTimeRecovery.recoveryPeriodInDays },
  };
}

import type { UpdateTimeToLiveCommandInput } from '@aws-sdk/client-dynamodb';
import { assertValidTable, type TableSchema, type ValidateOptions } from '../schema/index.js';

/**
 * The input of `UpdateTimeToLiveCommand` that switches on the schema's TTL, which CreateTable does not carry; `undefined` for a
 * schema without TTL. Returns a new object at each call.
 *
 * @example
 * ```ts
 * await client.send(new UpdateTimeToLiveCommand(toUpdateTimeToLiveInput(sessionTableSchema)));
 * ```
 *
 * @throws TableSchemaError with every issue, if the schema is not valid.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html
 */
export function toUpdateTimeToLiveInput<S extends TableSchema>(
  schema: S,
  options?: ValidateOptions,
): UpdateTimeToLiveCommandInput | (S extends { timeToLive: string } ? never : undefined) {
  assertValidTable(schema, options);
  return (
    schema.timeToLive === undefined
      ? undefined
      : {
          TableName: schema.tableName,
          TimeToLiveSpecification: { AttributeName: schema.timeToLive, Enabled: true },
        }
  ) as UpdateTimeToLiveCommandInput;
}

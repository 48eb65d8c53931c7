import type { EnableKinesisStreamingDestinationCommandInput } from '@aws-sdk/client-dynamodb';
import {
  assertValidTable,
  type KinesisStreamingDestination,
  type TableSchema,
  type ValidateOptions,
} from '../schema/index.js';

/**
 * The input of `EnableKinesisStreamingDestinationCommand` that has DynamoDB send the table's changes to the schema's Kinesis data stream,
 * which CreateTable does not carry; `undefined` for a schema without one. The table must be there and active first. Returns a new object
 * at each call.
 *
 * @example
 * ```ts
 * const input = toEnableKinesisStreamingDestinationInput(orders);
 * if (input) await client.send(new EnableKinesisStreamingDestinationCommand(input));
 * ```
 *
 * @throws TableSchemaError with every issue, if the schema is not valid.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_EnableKinesisStreamingDestination.html
 */
export function toEnableKinesisStreamingDestinationInput(
  schema: TableSchema,
  options?: ValidateOptions,
): EnableKinesisStreamingDestinationCommandInput | undefined {
  assertValidTable(schema, options);
  const { tableName, kinesisStreamingDestination: destination } = schema;
  return destination ? toKinesisInput(tableName, destination) : undefined;
}

const members: {
  readonly [P in keyof Required<KinesisStreamingDestination>]: (
    value: NonNullable<KinesisStreamingDestination[P]>,
  ) => Partial<EnableKinesisStreamingDestinationCommandInput>;
} = {
  streamArn: (StreamArn) => ({ StreamArn }),
  approximateCreationDateTimePrecision: (ApproximateCreationDateTimePrecision) => ({
    EnableKinesisStreamingConfiguration: { ApproximateCreationDateTimePrecision },
  }),
};

/** Of the table, or of its replica in the Region of the client that sends it. */
export function toKinesisInput(
  TableName: string,
  destination: KinesisStreamingDestination,
): EnableKinesisStreamingDestinationCommandInput {
  const parts = Object.entries(members).map(([member, part]) => {
    const value = destination[member as keyof KinesisStreamingDestination];
    return value === undefined ? {} : part(value as never);
  });
  return Object.assign({ TableName, StreamArn: destination.streamArn }, ...parts);
}

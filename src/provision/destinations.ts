import type { KinesisDataStreamDestination } from '@aws-sdk/client-dynamodb';
import { kinesisDestinations } from '../aws/index.js';
import type { TableSchema } from '../schema/index.js';

type Destinations = readonly KinesisDataStreamDestination[];

/**
 * Why no call about the table's Kinesis destinations can be made now: one of them is between two states, which ends by itself.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_KinesisDataStreamDestination.html
 */
export function destinationUnderWay(destinations: Destinations = []): string | undefined {
  const one = destinations.find(({ DestinationStatus: status = '' }) => changing.includes(status));
  return one && `the Kinesis destination ${one.StreamArn} is ${one.DestinationStatus}`;
}

const changing = ['ENABLING', 'DISABLING', 'UPDATING'];

/** What it means that this stream gets nothing, if DynamoDB gave it up. */
export function failedDestination(destinations: Destinations = [], streamArn?: string): string | undefined {
  const one = destinations.find(
    ({ StreamArn, DestinationStatus }) =>
      DestinationStatus === 'ENABLE_FAILED' && (streamArn === undefined || StreamArn === streamArn),
  );
  if (!one) return undefined;
  const why = one.DestinationStatusDescription ? ` (${one.DestinationStatusDescription})` : '';
  return `DynamoDB could not start sending to the Kinesis stream ${one.StreamArn}: it is ENABLE_FAILED${why}. See that the stream is ACTIVE, in the account and Region of the table, and that whoever enables it may use it and its KMS key`;
}

/** With the stream first of which the schema speaks: a table may have several destinations, and a schema one. */
export function declaredFirst(destinations: Destinations, schema: TableSchema | undefined): Destinations {
  const { kinesisStreamingDestination: declared } = schema ?? {};
  const isDeclared = ({ StreamArn }: KinesisDataStreamDestination) => declared && StreamArn === declared.streamArn;
  return [...destinations].sort((a, b) => Number(isDeclared(b)) - Number(isDeclared(a)));
}

/** Of a table that sends to more streams than one, those that no schema holds; and those that it was to send to, and does not. */
export function destinationNotes(destinations: Destinations, schema: TableSchema | undefined): string[] {
  const live = kinesisDestinations(declaredFirst(destinations, schema));
  const failed = failedDestination(destinations);
  return [
    ...live
      .slice(1)
      .map(
        ({ StreamArn, DestinationStatus }) =>
          `it also sends to ${StreamArn} (${DestinationStatus}), of which the schema says nothing`,
      ),
    ...(failed === undefined ? [] : [failed]),
  ];
}

import { toKinesisInput } from '../aws/index.js';
import type { KinesisStreamingDestination } from '../schema/index.js';
import type { Change } from './change.js';
import { precision } from './diffStreams.js';
import type { Step } from './plan.js';

/** The kinds of change of where the changes of items are sent. */
export const kinesisKinds = [
  'enable-kinesis-destination',
  'disable-kinesis-destination',
  'replace-kinesis-destination',
  'change-kinesis-precision',
] as const;

type KinesisChange = Extract<Change, { kind: (typeof kinesisKinds)[number] }>;

/** The calls that have the changes of items sent to another Kinesis stream, to none, or in another precision. */
export function kinesisSteps(TableName: string, change: KinesisChange): Step[] {
  const { before, after } = change;
  switch (change.kind) {
    case 'change-kinesis-precision':
      return after ? [precisionStep(TableName, after, change)] : [];
    default:
      return [
        ...(before ? [disableStep(TableName, before, change)] : []),
        ...(after ? [enableStep(TableName, after, change)] : []),
      ];
  }
}

function enableStep(TableName: string, destination: KinesisStreamingDestination, change: Change): Step {
  return {
    operation: 'EnableKinesisStreamingDestination',
    input: toKinesisInput(TableName, destination),
    changes: [change],
    until: 'destination-active',
  };
}

function disableStep(TableName: string, { streamArn: StreamArn }: KinesisStreamingDestination, change: Change): Step {
  return {
    operation: 'DisableKinesisStreamingDestination',
    input: { TableName, StreamArn },
    changes: [change],
    until: 'destination-disabled',
  };
}

function precisionStep(TableName: string, destination: KinesisStreamingDestination, change: Change): Step {
  return {
    operation: 'UpdateKinesisStreamingDestination',
    input: {
      TableName,
      StreamArn: destination.streamArn,
      UpdateKinesisStreamingConfiguration: { ApproximateCreationDateTimePrecision: precision(destination) },
    },
    changes: [change],
    until: 'destination-active',
  };
}

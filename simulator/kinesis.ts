import type {
  DescribeKinesisStreamingDestinationCommandInput,
  DescribeKinesisStreamingDestinationCommandOutput,
  DisableKinesisStreamingDestinationCommandInput,
  DisableKinesisStreamingDestinationCommandOutput,
  EnableKinesisStreamingDestinationCommandInput,
  EnableKinesisStreamingDestinationCommandOutput,
  UpdateKinesisStreamingDestinationCommandInput,
  UpdateKinesisStreamingDestinationCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { draw, type Range } from './durations.js';
import { notFound, validationError } from './errors.js';
import {
  type DestinationState,
  endOf,
  readLagging,
  requireEntry,
  schedule,
  type TableEntry,
  type TableState,
  type World,
} from './state.js';
import { checkTableActive } from './updateTable.js';

const precisions = ['MILLISECOND', 'MICROSECOND'];

/** API: EnableKinesisStreamingDestination. The words of its refusal: cloudformation-coverage-roadmap issue 707. */
export function enableKinesisStreamingDestination(
  world: World,
  input: EnableKinesisStreamingDestinationCommandInput,
): Omit<EnableKinesisStreamingDestinationCommandOutput, '$metadata'> {
  const streamArn = checkArn(world, input.StreamArn);
  const precision = input.EnableKinesisStreamingConfiguration?.ApproximateCreationDateTimePrecision ?? 'MILLISECOND';
  checkPrecision(precision);
  const entry = requireEntry(world, input.TableName);
  const { table } = entry;
  checkTableActive(table);
  if (table.destinations.now.some(({ status }) => status !== 'DISABLED' && status !== 'ENABLE_FAILED')) {
    throw refused('Enable', 'DISABLED or ENABLE_FAILED', 'ENABLE');
  }
  if (world.kinesisStreams[streamArn] === 'missing') throw notFound(`Kinesis stream ${streamArn} not found`);
  const fails = world.kinesisStreams[streamArn] === 'failing';
  change(world, entry, { streamArn, status: 'ENABLING', precision }, world.durations.enableDestination, (one) =>
    fails
      ? { ...one, status: 'ENABLE_FAILED', description: 'User does not have permission to use the Kinesis stream' }
      : { ...one, status: 'ACTIVE' },
  );
  return {
    TableName: table.name,
    StreamArn: streamArn,
    DestinationStatus: 'ENABLING',
    EnableKinesisStreamingConfiguration: { ApproximateCreationDateTimePrecision: precision },
  };
}

/** API: UpdateKinesisStreamingDestination. */
export function updateKinesisStreamingDestination(
  world: World,
  input: UpdateKinesisStreamingDestinationCommandInput,
): Omit<UpdateKinesisStreamingDestinationCommandOutput, '$metadata'> {
  const { ApproximateCreationDateTimePrecision: precision } = input.UpdateKinesisStreamingConfiguration ?? {};
  checkPrecision(precision);
  const entry = requireEntry(world, input.TableName);
  const current = requireDestination(entry, input.StreamArn, 'Update', 'UPDATE');
  if (current.precision === precision) {
    throw validationError('state', `The precision is already ${precision}`);
  }
  change(world, entry, { ...current, status: 'UPDATING' }, world.durations.updateDestination, (one) => ({
    ...one,
    status: 'ACTIVE',
    precision: precision ?? one.precision,
  }));
  return {
    TableName: entry.table.name,
    StreamArn: current.streamArn,
    DestinationStatus: 'UPDATING',
    UpdateKinesisStreamingConfiguration: { ApproximateCreationDateTimePrecision: precision },
  };
}

/** API: DisableKinesisStreamingDestination. The words of its refusal: aws-cdk issue 16393. */
export function disableKinesisStreamingDestination(
  world: World,
  input: DisableKinesisStreamingDestinationCommandInput,
): Omit<DisableKinesisStreamingDestinationCommandOutput, '$metadata'> {
  const entry = requireEntry(world, input.TableName);
  const current = requireDestination(entry, input.StreamArn, '', 'DISABLE');
  change(world, entry, { ...current, status: 'DISABLING' }, world.durations.disableDestination, (one) => ({
    ...one,
    status: 'DISABLED',
  }));
  return { TableName: entry.table.name, StreamArn: current.streamArn, DestinationStatus: 'DISABLING' };
}

/** API: DescribeKinesisStreamingDestination. Those that were disabled stay in the list. */
export function describeKinesisStreamingDestination(
  world: World,
  input: DescribeKinesisStreamingDestinationCommandInput,
): Omit<DescribeKinesisStreamingDestinationCommandOutput, '$metadata'> {
  const { table } = requireEntry(world, input.TableName);
  return {
    TableName: table.name,
    KinesisDataStreamDestinations: readLagging(world, table.destinations).map(
      ({ streamArn, status, precision, description }) => ({
        StreamArn: streamArn,
        DestinationStatus: status,
        ...(description !== undefined && { DestinationStatusDescription: description }),
        ApproximateCreationDateTimePrecision: precision,
      }),
    ),
  };
}

/** The destination is what it is now, and later what that ends in. */
function change(
  world: World,
  entry: TableEntry,
  now: DestinationState,
  lasts: Range,
  end: (now: DestinationState) => DestinationState,
): void {
  put(world, entry.table, now, world.now());
  schedule(entry, endOf(world, lasts), (at) => {
    const current = entry.table.destinations.now.find(({ streamArn }) => streamArn === now.streamArn);
    if (current) put(world, entry.table, end(current), at);
  });
}

function put(world: World, table: TableState, destination: DestinationState, at: number): void {
  const { now: before } = table.destinations;
  const others = before.filter(({ streamArn }) => streamArn !== destination.streamArn);
  const visibleAt = at + draw(world.random, world.durations.destinationsVisible);
  table.destinations = { now: [...others, destination], before, visibleAt };
}

function requireDestination(
  { table }: TableEntry,
  streamArn: string | undefined,
  operation: string,
  what: string,
): DestinationState {
  checkTableActive(table);
  const current = table.destinations.now.find((one) => one.streamArn === streamArn);
  if (current?.status !== 'ACTIVE') throw refused(operation, 'ACTIVE', what);
  return current;
}

function refused(operation: string, state: string, what: string): Error {
  return validationError(
    'state',
    `Table is not in a valid state to ${what.toLowerCase()} Kinesis Streaming Destination: ${operation}KinesisStreamingDestination must be ${state} to perform ${what} operation.`,
  );
}

/** DG: the stream is in the account and Region of the table. */
function checkArn({ region, accountId }: World, arn = ''): string {
  if (arn.length < 37 || arn.length > 1024 || !arn.startsWith(`arn:aws:kinesis:${region}:${accountId}:stream/`)) {
    throw validationError('request', `Invalid StreamArn: ${arn}`);
  }
  return arn;
}

function checkPrecision(precision: string | undefined): void {
  if (precision !== undefined && precisions.includes(precision)) return;
  throw validationError(
    'request',
    `ApproximateCreationDateTimePrecision ${precision} is not ${precisions.join(' or ')}`,
  );
}

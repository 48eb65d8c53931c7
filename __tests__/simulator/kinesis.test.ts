import {
  DescribeKinesisStreamingDestinationCommand,
  DisableKinesisStreamingDestinationCommand,
  EnableKinesisStreamingDestinationCommand,
  GetResourcePolicyCommand,
  ListTagsOfResourceCommand,
  PutResourcePolicyCommand,
  TagResourceCommand,
  UpdateKinesisStreamingDestinationCommand,
} from '@aws-sdk/client-dynamodb';
import { createSimulator, type Simulator } from '../../simulator/index.js';
import { create, describeOrders, minute, onDemandTable, outcome, second, update, withTable } from './helpers.js';

const TableName = 'orders';
const stream = (name: string) => `arn:aws:kinesis:eu-central-1:123456789012:stream/${name}`;
const [a, b] = [stream('a'), stream('b')];
const enable = (sim: Simulator, StreamArn: string) =>
  outcome(sim.client.send(new EnableKinesisStreamingDestinationCommand({ TableName, StreamArn })));
const disable = (sim: Simulator, StreamArn: string) =>
  outcome(sim.client.send(new DisableKinesisStreamingDestinationCommand({ TableName, StreamArn })));
const setPrecision = (sim: Simulator, StreamArn: string, precision: 'MICROSECOND' | 'MILLISECOND') =>
  outcome(
    sim.client.send(
      new UpdateKinesisStreamingDestinationCommand({
        TableName,
        StreamArn,
        UpdateKinesisStreamingConfiguration: { ApproximateCreationDateTimePrecision: precision },
      }),
    ),
  );
const read = async (sim: Simulator) =>
  (
    await sim.client.send(new DescribeKinesisStreamingDestinationCommand({ TableName }))
  ).KinesisDataStreamDestinations?.map(
    ({ StreamArn, DestinationStatus, ApproximateCreationDateTimePrecision: precision }) =>
      `${StreamArn?.split('/')[1]} ${DestinationStatus} ${precision}`,
  );

test('a destination is enabled, changed and disabled, each for a while; one at a time', async () => {
  const sim = withTable();
  expect(await read(sim)).toEqual([]);
  expect(await enable(sim, a)).toBe('ok');
  expect(await read(sim)).toEqual(['a ENABLING MILLISECOND']);
  expect(await disable(sim, a)).toBe(
    'ValidationException: Table is not in a valid state to disable Kinesis Streaming Destination: KinesisStreamingDestination must be ACTIVE to perform DISABLE operation.',
  );
  await sim.clock.sleep(5 * minute);
  expect(await read(sim)).toEqual(['a ACTIVE MILLISECOND']);
  expect(await enable(sim, b)).toMatch(/must be DISABLED or ENABLE_FAILED to perform ENABLE operation/);
  expect(await setPrecision(sim, a, 'MILLISECOND')).toMatch(/^ValidationException/);
  expect(await setPrecision(sim, a, 'MICROSECOND')).toBe('ok');
  expect(await read(sim)).toEqual(['a UPDATING MILLISECOND']);
  await sim.clock.sleep(5 * minute);
  expect(await read(sim)).toEqual(['a ACTIVE MICROSECOND']);
  expect(await disable(sim, a)).toBe('ok');
  expect(await read(sim)).toEqual(['a DISABLING MICROSECOND']);
  expect(await enable(sim, b)).toMatch(/^ValidationException/);
  await sim.clock.sleep(5 * minute);
  expect(await enable(sim, b)).toBe('ok');
  await sim.idle();
  expect(await read(sim)).toEqual(['a DISABLED MICROSECOND', 'b ACTIVE MILLISECOND']);
});

test('it needs an ACTIVE table and a stream of its account and Region that is there; one that may not be used fails later', async () => {
  const sim = createSimulator({ staleReads: 0, kinesisStreams: { [a]: 'missing', [b]: 'failing' } });
  expect(await enable(sim, a)).toMatch(/^ResourceNotFoundException: .*Table: orders/);
  await create(sim, onDemandTable());
  expect(await enable(sim, b)).toMatch(/^ResourceInUseException/);
  await sim.idle();
  expect(await enable(sim, a)).toMatch(/^ResourceNotFoundException: .*stream\/a not found/);
  expect(await enable(sim, a.replace('central', 'west'))).toMatch(/^ValidationException: Invalid StreamArn/);
  expect(await enable(sim, b)).toBe('ok');
  await sim.idle();
  expect(await read(sim)).toEqual(['b ENABLE_FAILED MILLISECOND']);
  expect(await enable(sim, b)).toBe('ok');
});

test('reads of destinations lag', async () => {
  const lag = [3 * second, 3 * second] as const;
  const sim = withTable(onDemandTable(), { staleReads: 1, durations: { destinationsVisible: lag } });
  await enable(sim, a);
  expect(await read(sim)).toEqual([]);
  await sim.clock.sleep(3 * second);
  expect(await read(sim)).toEqual(['a ENABLING MILLISECOND']);
});

test('a stream has tags and a policy of its own, and the next one has none', async () => {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } as const;
  const sim = withTable(onDemandTable({ StreamSpecification }));
  const { TableArn, LatestStreamArn } = await describeOrders(sim);
  await sim.client.send(new TagResourceCommand({ ResourceArn: LatestStreamArn, Tags: [{ Key: 'k', Value: 'v' }] }));
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await sim.client.send(new PutResourcePolicyCommand({ ResourceArn: LatestStreamArn, Policy }));
  await sim.clock.sleep(minute);
  const tags = async (ResourceArn: string | undefined) =>
    (await sim.client.send(new ListTagsOfResourceCommand({ ResourceArn }))).Tags;
  const policy = (ResourceArn: string | undefined) =>
    outcome(sim.client.send(new GetResourcePolicyCommand({ ResourceArn })));
  expect(await tags(LatestStreamArn)).toEqual([{ Key: 'k', Value: 'v' }]);
  expect(await tags(TableArn)).toEqual([]);
  expect(await policy(LatestStreamArn)).toBe('ok');
  expect(await policy(TableArn)).toMatch(/^PolicyNotFoundException/);

  await update(sim, { StreamSpecification: { StreamEnabled: false } });
  await sim.clock.sleep(minute);
  await update(sim, { StreamSpecification });
  await sim.clock.sleep(minute);
  const next = (await describeOrders(sim)).LatestStreamArn;
  expect(next).not.toBe(LatestStreamArn);
  expect(await tags(next)).toEqual([]);
  expect(await policy(next)).toMatch(/^PolicyNotFoundException/);
  expect(await policy(LatestStreamArn)).toMatch(/^ResourceNotFoundException/);
});

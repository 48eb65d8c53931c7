import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  GetResourcePolicyCommand,
  ListTagsOfResourceCommand,
} from '@aws-sdk/client-dynamodb';
import { createSimulator } from '../../simulator/index.js';
import { create, describeOrders, minute, onDemandTable, outcome, second, update, withTable } from './helpers.js';

test('tags and policies of a new table are known later than the table', async () => {
  const sim = createSimulator({
    staleReads: 1,
    durations: { createTableVisible: [0, 0], companionsVisible: [20 * second, 20 * second] },
  });
  await create(sim, onDemandTable({ ResourcePolicy: '{"Version":"2012-10-17","Statement":[]}' }));
  const ResourceArn = (await describeOrders(sim)).TableArn;
  const reads = () =>
    Promise.all([
      outcome(sim.client.send(new ListTagsOfResourceCommand({ ResourceArn }))),
      outcome(sim.client.send(new GetResourcePolicyCommand({ ResourceArn }))),
    ]);
  for (const read of await reads()) expect(read).toMatch(/^ResourceNotFoundException/);
  await sim.clock.sleep(20 * second);
  expect(await reads()).toEqual(['ok', 'ok']);
});

test('DescribeTable may tell for a while what was before an UpdateTable', async () => {
  const sim = withTable(onDemandTable(), {
    staleReads: 1,
    durations: { updateDeletionProtection: [0, 0], updateTableVisible: [2 * second, 2 * second] },
  });
  await update(sim, { DeletionProtectionEnabled: true });
  expect((await describeOrders(sim)).DeletionProtectionEnabled).toBe(false);
  await sim.clock.sleep(2 * second);
  expect((await describeOrders(sim)).DeletionProtectionEnabled).toBe(true);
});

test('an archived table is described, and its backups are not', async () => {
  const sim = withTable();
  Object.assign(sim.tables.get('orders') ?? {}, { status: 'ARCHIVED' });
  expect(await describeOrders(sim)).toMatchObject({ TableStatus: 'ARCHIVED' });
  expect(await outcome(sim.client.send(new DescribeContinuousBackupsCommand({ TableName: 'orders' })))).toMatch(
    /^TableNotFoundException/,
  );
  await sim.clock.sleep(minute);
  expect(await outcome(sim.client.send(new DescribeTableCommand({ TableName: 'orders' })))).toBe('ok');
});

test('replicas are those that a test puts there', async () => {
  const sim = withTable();
  const replicas = [{ RegionName: 'eu-west-1', ReplicaStatus: 'REGION_DISABLED' as const }];
  Object.assign(sim.tables.get('orders') ?? {}, { replicas });
  expect((await describeOrders(sim)).Replicas).toEqual(replicas);
});

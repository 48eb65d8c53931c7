import {
  DescribeTimeToLiveCommand,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { createSimulator, type Simulator } from '../../simulator/index.js';
import { create, hour, minute, onDemandTable, outcome, withTable } from './helpers.js';

const set = (sim: Simulator, Enabled: boolean, AttributeName = 'ttl') =>
  outcome(
    sim.client.send(
      new UpdateTimeToLiveCommand({ TableName: 'orders', TimeToLiveSpecification: { AttributeName, Enabled } }),
    ),
  );

async function get(sim: Simulator) {
  const answer = await sim.client.send(new DescribeTimeToLiveCommand({ TableName: 'orders' }));
  return answer.TimeToLiveDescription;
}

test('is ENABLING, then ENABLED; DISABLING, then DISABLED without a name', async () => {
  const sim = withTable();
  expect(await get(sim)).toEqual({ TimeToLiveStatus: 'DISABLED' });
  expect(await set(sim, true)).toBe('ok');
  expect(await get(sim)).toEqual({ TimeToLiveStatus: 'ENABLING', AttributeName: 'ttl' });
  await sim.clock.sleep(hour);
  expect(await get(sim)).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
  expect(await set(sim, false)).toBe('ok');
  expect(await get(sim)).toEqual({ TimeToLiveStatus: 'DISABLING', AttributeName: 'ttl' });
  await sim.clock.sleep(hour);
  expect(await get(sim)).toEqual({ TimeToLiveStatus: 'DISABLED' });
});

test('is not idempotent, and knows its attribute', async () => {
  const sim = withTable();
  expect(await set(sim, false)).toBe('ValidationException: TimeToLive is already disabled');
  await set(sim, true);
  await sim.clock.sleep(2 * hour);
  expect(await set(sim, true)).toBe('ValidationException: TimeToLive is already enabled');
  const other = 'ValidationException: TimeToLive is active on a different AttributeName: current AttributeName is ttl';
  expect(await set(sim, true, 'expires')).toBe(other);
  expect(await set(sim, false, 'expires')).toBe(other);
  expect(sim.violations).toHaveLength(4);
});

test('changes once an hour; who asks too early could not know', async () => {
  const sim = withTable();
  await set(sim, true);
  await sim.clock.sleep(50 * minute);
  const tooEarly = 'ValidationException: Time to live has been modified multiple times within a fixed interval';
  expect(await set(sim, false)).toBe(tooEarly);
  await sim.clock.sleep(10 * minute);
  expect(await set(sim, false)).toBe('ok');
  await sim.clock.sleep(30 * minute);
  expect(await set(sim, true, 'expires')).toBe(tooEarly);
  await sim.clock.sleep(30 * minute);
  expect(await set(sim, true, 'expires')).toBe('ok');
  expect(sim.violations).toEqual([]);
});

test('is refused while the table is busy, and while backups are being enabled', async () => {
  const sim = createSimulator({ staleReads: 0, durations: { backupsBeingEnabled: [minute, minute] } });
  await create(sim, onDemandTable());
  expect(await set(sim, true)).toMatch(/^ResourceInUseException/);
  await sim.clock.sleep(10 * minute);
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
  await sim.client.send(new UpdateContinuousBackupsCommand({ TableName: 'orders', PointInTimeRecoverySpecification }));
  expect(await set(sim, true)).toBe(
    'ValidationException: Backups are being enabled for the table: orders. Please retry later',
  );
  await sim.clock.sleep(minute);
  expect(await set(sim, true)).toBe('ok');
  expect(sim.violations).toEqual([]);
});

test('needs both members, and a table', async () => {
  const sim = createSimulator();
  expect(await set(sim, true, '')).toMatch(/^ValidationException/);
  expect(await set(sim, true)).toMatch(/^ResourceNotFoundException/);
  expect(await outcome(get(sim))).toMatch(/^ResourceNotFoundException/);
});

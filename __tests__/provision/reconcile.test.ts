import { DeleteTableCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { createSimulator, noDurations } from '../../simulator/index.js';
import { defineTable, sessionTableSchema, toCreateTableInput } from '../../src/index.js';
import { applyPlan, inspectTable, type ProvisionEvent, planTable, provisionTables } from '../../src/provision/index.js';
import { bare, hour, minute, start, tableName } from './start.js';

test('four indexes come to a live table one after the other, each reported while it is built', async () => {
  const { sim, run } = start();
  sim.putTable(toCreateTableInput(bare), { itemCount: 5000 });
  const events: ProvisionEvent[] = [];
  const before = sim.clock.now();
  const result = await run(sessionTableSchema, { onEvent: (event) => events.push(event) });
  expect(result).toMatchObject({ outcome: 'updated', drift: [], unsupported: [] });
  expect(result.steps.map(({ operation }) => operation)).toEqual([...Array(4).fill('UpdateTable'), 'UpdateTimeToLive']);
  for (const { durationMs } of result.steps.slice(0, 4)) expect(durationMs).toBeGreaterThan(4 * minute);
  const elapsed = sim.clock.now() - before;
  expect(result.steps.reduce((sum, { durationMs }) => sum + durationMs, 0)).toBeLessThanOrEqual(elapsed);
  const waits = events.filter((event) => event.type === 'waiting');
  for (const index of Object.keys(sessionTableSchema.globalSecondaryIndexes)) {
    expect(waits.some((wait) => wait.index?.name === index && wait.index.backfilling)).toBe(true);
  }
  expect(waits.every(({ elapsedMs, reason }) => elapsedMs >= 0 && reason.length > 0)).toBe(true);
});

test('polls of a build back off to 20 s, so that a build takes dozens of calls and not hundreds', async () => {
  const { sim, run } = start();
  sim.putTable(toCreateTableInput(bare));
  await run(sessionTableSchema);
  const times = sim.calls.filter(({ operation }) => operation === 'DescribeTable').map(({ time }) => time);
  const gaps = times.slice(1).map((time, i) => time - times[i]);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(22_000);
  expect(Math.max(...gaps)).toBeGreaterThan(15_000);
});

test('a TTL that moves takes two runs, an hour apart, and says so', async () => {
  const attributes = { id: 'S', ttl: 'N', expires: 'N' } as const;
  const from = defineTable({ tableName, attributes, partitionKey: 'id', timeToLive: 'ttl' });
  const to = defineTable({ ...from, timeToLive: 'expires' });
  const { sim, run } = start({ staleReads: 0 });
  await run(from);
  await sim.clock.sleep(3 * hour);
  const plan = await planTable(sim.client, to, { clock: sim.clock });
  expect(plan.steps[0].changes[0].note).toMatch(/takes two applies/);
  const first = await run(to);
  expect(first).toMatchObject({ outcome: 'drifted', drift: [{ kind: 'enable-time-to-live' }], steps: { length: 1 } });
  expect(first.drift[0].note).toMatch(/in an hour/);
  const early = await run(to);
  expect(early).toMatchObject({ outcome: 'drifted', drift: [{ kind: 'enable-time-to-live' }], steps: [] });
  await sim.clock.sleep(3 * hour);
  expect(await run(to)).toMatchObject({ outcome: 'updated', drift: [] });
  expect((await inspectTable(sim.client, tableName, { clock: sim.clock }))?.schema.timeToLive).toBe('expires');
});

test('a run that died between CreateTable and UpdateTimeToLive is finished by the next one', async () => {
  const { sim, run } = start();
  sim.putTable(toCreateTableInput(sessionTableSchema));
  expect(await run()).toMatchObject({ outcome: 'updated', steps: [{ operation: 'UpdateTimeToLive' }] });
});

test('a table that is being deleted is waited for, and made anew', async () => {
  const { sim, run } = start({ staleReads: 0 });
  sim.putTable(toCreateTableInput(bare));
  await sim.client.send(new DeleteTableCommand({ TableName: tableName }));
  expect(await run()).toMatchObject({ outcome: 'created', steps: [{ operation: 'CreateTable' }, {}] });
});

test('a reply that is lost after DynamoDB acted is no problem, and the step counts', async () => {
  const { sim, run } = start({ staleReads: 0 });
  sim.script({ fault: 'lostReply', operation: 'CreateTable' });
  sim.script({ fault: 'lostReply', operation: 'UpdateTimeToLive' });
  const result = await run();
  expect(result).toMatchObject({ outcome: 'created', drift: [] });
  expect(result.steps.map(({ operation }) => operation)).toEqual(['CreateTable', 'UpdateTimeToLive']);
  expect(sim.counts.get('CreateTable')?.calls).toBe(1);
});

test('access that is denied fails at once, and names the call', async () => {
  const { sim, run } = start({ denied: ['UpdateTimeToLive'] });
  const result = await run();
  expect(result).toMatchObject({ outcome: 'failed', steps: [{ operation: 'CreateTable' }] });
  expect(result.error?.message).toMatch(/^UpdateTimeToLive \(enable-time-to-live timeToLive\) failed: AccessDenied/);
  expect(sim.counts.get('UpdateTimeToLive')?.calls).toBe(1);
});

test('what DynamoDB rejects is not sent again', async () => {
  const { sim, run } = start({ quotas: {} });
  sim.putTable(toCreateTableInput(bare));
  const invalid = Object.assign(new Error('no'), { name: 'ValidationException', $metadata: { httpStatusCode: 400 } });
  sim.script({ fault: invalid, operation: 'UpdateTable', times: 100 });
  const result = await run();
  expect(result.outcome).toBe('failed');
  expect(result.error?.message).toMatch(/UpdateTable \(add-index .*gsi-user\) failed: ValidationException: no/);
  expect(sim.counts.get('UpdateTable')?.calls).toBe(1);
});

test('throttling lasts until the deadline, not longer', async () => {
  const { sim, run } = start();
  sim.setFaults({ throttle: 1 });
  const before = sim.clock.now();
  const result = await run(sessionTableSchema, { timeoutMs: 5 * minute });
  expect(result.outcome).toBe('failed');
  expect(result.error?.message).toMatch(/timed out after 300 s: ThrottlingException/);
  expect(sim.clock.now() - before).toBeLessThan(5.1 * minute);
});

test('an abort ends a wait at once', async () => {
  const { sim, run } = start();
  sim.putTable(toCreateTableInput(bare));
  const controller = new AbortController();
  const onEvent = (event: ProvisionEvent) => {
    if (event.type === 'waiting' && event.index?.backfilling) controller.abort(new Error('Ctrl-C'));
  };
  const result = await run(sessionTableSchema, { signal: controller.signal, onEvent });
  expect(result).toMatchObject({ outcome: 'failed', error: { message: 'Ctrl-C' } });
  expect(await run()).toMatchObject({ outcome: 'updated' });
});

test('an operation that an emulator lacks is reported, and the rest is done; on AWS that is an error', async () => {
  const schema = defineTable({ ...sessionTableSchema, pointInTimeRecovery: true });
  const unsupported = [
    'UpdateTimeToLive',
    'DescribeTimeToLive',
    'UpdateContinuousBackups',
    'DescribeContinuousBackups',
  ];
  const emulator = start({ unsupported, accountId: '000000000000', durations: noDurations });
  const created = await emulator.run(schema);
  expect(created).toMatchObject({ outcome: 'created', drift: [] });
  expect(created.unsupported.map(({ kind }) => kind).sort()).toEqual(['enable-time-to-live', 'extend-recovery']);
  const again = await emulator.run(schema);
  expect(again).toMatchObject({ outcome: 'unchanged', drift: [] });
  expect(again.unsupported).toHaveLength(2);
  const live = await inspectTable(emulator.sim.client, tableName, { clock: emulator.sim.clock });
  expect(live?.unsupported).toEqual(expect.arrayContaining(['UpdateTimeToLive', 'UpdateContinuousBackups']));

  const aws = start({ unsupported });
  expect(await aws.run(schema)).toMatchObject({ outcome: 'failed', error: { message: /UnknownOperation/ } });
});

test('a saved plan is refused when its table was replaced by another of the same name', async () => {
  const { sim } = start({ staleReads: 0, durations: noDurations });
  const clock = sim.clock;
  sim.putTable(toCreateTableInput(bare));
  const plan = JSON.parse(JSON.stringify(await planTable(sim.client, sessionTableSchema, { clock })));
  await sim.client.send(new DeleteTableCommand({ TableName: tableName }));
  await sim.idle();
  sim.putTable(toCreateTableInput(bare));
  const result = await applyPlan(sim.client, plan, { clock });
  expect(result).toMatchObject({ outcome: 'failed', steps: [] });
  expect(result.error?.message).toMatch(/another table of the same name/);
});

test('what another hand changes while a plan is applied is not undone: the plan stops', async () => {
  const { sim } = start({ staleReads: 0, durations: noDurations });
  const clock = sim.clock;
  const attributes = { id: 'S', a: 'S', ttl: 'N', other: 'N' } as const;
  const from = defineTable({ tableName, attributes, partitionKey: 'id' });
  const to = defineTable({ ...from, timeToLive: 'ttl', globalSecondaryIndexes: { 'gsi-a': { partitionKey: 'a' } } });
  sim.putTable(toCreateTableInput(from));
  const plan = await planTable(sim.client, to, { clock });
  let meddled = false;
  const onEvent = (event: ProvisionEvent) => {
    if (event.type !== 'step-started' || meddled) return;
    meddled = true;
    const TimeToLiveSpecification = { AttributeName: 'other', Enabled: true };
    void sim.client.send(new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification }));
  };
  const result = await applyPlan(sim.client, plan, { clock, onEvent });
  expect(result).toMatchObject({ outcome: 'failed', steps: [{ operation: 'UpdateTable' }] });
  expect(result.error?.message).toMatch(/changed while the plan was applied: move-time-to-live timeToLive/);
});

test('2,500 tables: none is lost, at most 250 are under way at once', async () => {
  const sim = createSimulator({ seed: 1, logCalls: false });
  const schemas = Array.from({ length: 2500 }, (_, i) =>
    defineTable({ ...sessionTableSchema, tableName: `table-${i}` }),
  );
  const results = await provisionTables(sim.client, schemas, { clock: sim.clock, random: () => 0.5 });
  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
  expect(sim.peaks.simultaneousIndexedCreates).toBeLessThanOrEqual(250);
});

test('a concurrency that is none is an error', async () => {
  const { sim } = start();
  await expect(provisionTables(sim.client, [], { concurrency: 0 })).rejects.toThrow(RangeError);
});

test('an index that is built again gets its contributor insights again', async () => {
  const { run } = start({ staleReads: 0, durations: noDurations });
  const attributes = { id: 'S', a: 'S', b: 'S' } as const;
  const from = defineTable({
    tableName,
    attributes,
    partitionKey: 'id',
    globalSecondaryIndexes: { 'gsi-a': { partitionKey: 'a', contributorInsights: true } },
  });
  const to = defineTable({
    ...from,
    globalSecondaryIndexes: { 'gsi-a': { partitionKey: 'b', contributorInsights: true } },
  });
  await run(from);
  const result = await run(to, { allow: ['replace-index'] });
  expect(result.steps.map(({ operation }) => operation)).toEqual([
    'UpdateTable',
    'UpdateTable',
    'UpdateContributorInsights',
  ]);
  expect(await run(to)).toMatchObject({ outcome: 'unchanged' });
});

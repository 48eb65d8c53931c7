import { LimitExceededException, ThrottlingException } from '@aws-sdk/client-dynamodb';
import { sessionTableSchema, toCreateTableInput } from '../../src/index.js';
import { inspectTable, type ProvisionEvent, planTable, provisionTables } from '../../src/provision/index.js';
import { bare, minute, start, tableName } from './start.js';

function limitExceeded(message: string) {
  return new LimitExceededException({ message, $metadata: { httpStatusCode: 400 } });
}

const passing = [
  'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
  'Subscriber limit exceeded: Only 500 tables can be created, updated, or deleted simultaneously',
  'Subscriber limit exceeded: You have exceeded the maximum number of indexed tables that can be created simultaneously',
  'Too many concurrent control plane operations',
];

test.each(passing)('a limit on what is under way at once is waited out: %s', async (message) => {
  const { sim, run } = start({ staleReads: 0 });
  sim.script({ fault: limitExceeded(message), operation: 'CreateTable', times: 5 });
  expect(await run()).toMatchObject({ outcome: 'created', drift: [] });
  expect(sim.counts.get('CreateTable')?.calls).toBe(6);
});

const lasting = [
  'Subscriber limit exceeded: There is a limit of 256 tables per subscriber',
  'Subscriber limit exceeded: Update to PayPerRequest mode are limited to once in 1 day(s). Last update at Tue Nov 24 10:00:00 UTC 2026. Next update can be made at Wed Nov 25 10:00:00 UTC 2026',
  'Subscriber limit exceeded: Update to TableClass are limited to 2 times in 30 day(s)',
  'Subscriber limit exceeded: Update to encryption type of a table are limited to 4 times in 1 day(s)',
  'Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day.',
];

test.each(lasting)('a quota or a budget stops the table at once, in the words of AWS: %s', async (message) => {
  const { sim, run } = start();
  sim.script({ fault: limitExceeded(message), operation: 'CreateTable', times: 1000 });
  const before = sim.clock.now();
  const result = await run();
  expect(result).toMatchObject({ outcome: 'failed', steps: [] });
  expect(result.error?.message).toContain(message);
  expect(sim.clock.now() - before).toBeLessThan(minute);
});

test('the limits of the simulator end as those of AWS: the table quota and the budget of billing modes', async () => {
  const full = start({ quotas: { tables: 1 } });
  full.sim.putTable(toCreateTableInput({ ...bare, tableName: 'another' }));
  expect((await full.run()).error?.message).toMatch(/There is a limit of 1 tables per subscriber/);

  const units = { readCapacityUnits: 5, writeCapacityUnits: 5 };
  const provisioned = { ...bare, billingMode: 'PROVISIONED', provisionedThroughput: units } as const;
  const { sim, run } = start({ quotas: { onDemandChangesPerDay: 1 } });
  sim.putTable(toCreateTableInput(provisioned));
  expect(await run({ ...bare, billingMode: 'PAY_PER_REQUEST' })).toMatchObject({ outcome: 'updated' });
  expect(await run(provisioned)).toMatchObject({ outcome: 'updated' });
  const { outcome, error } = await run({ ...bare, billingMode: 'PAY_PER_REQUEST' });
  expect(outcome).toBe('failed');
  expect(error?.message).toMatch(/limited to once in 1 day\(s\)\. Last update at .*\. Next update can be made at /);
});

const unreachable = [
  Object.assign(new Error('connect EHOSTUNREACH 10.0.0.1:443'), { code: 'EHOSTUNREACH' }),
  Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH' }),
  Object.assign(new Error('socket hang up'), { name: 'RequestTimeout' }),
  Object.assign(new Error('too slow'), { name: 'RequestTimeoutException' }),
  Object.assign(new Error('slow down'), { name: 'SomethingNew', $retryable: {} }),
  Object.assign(new Error('wrapped'), { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }),
  Object.assign(new Error('slow down'), { name: 'RequestThrottledException' }),
];

test.each(unreachable)('what the SDK calls transient is waited out: %s', async (fault) => {
  const { sim, run } = start({ staleReads: 0 });
  sim.script({ fault, operation: 'DescribeTable', times: 10 });
  sim.script({ fault, operation: 'CreateTable', times: 10 });
  expect(await run()).toMatchObject({ outcome: 'created', drift: [] });
});

test('a request that was aborted is not sent again', async () => {
  const { sim, run } = start();
  const fault = Object.assign(new Error('Request aborted'), { name: 'AbortError', $retryable: {} });
  sim.script({ fault, operation: 'DescribeTable', times: 1 });
  expect(await run()).toMatchObject({ outcome: 'failed', error: { name: 'AbortError' } });
});

test("a CreateTable that was throttled while another run made the table is not this run's", async () => {
  const { sim, run } = start({ staleReads: 0 });
  const other = sim.startProcess();
  const fault = new ThrottlingException({ message: 'Rate exceeded', $metadata: { httpStatusCode: 400 } });
  sim.script({ fault, operation: 'CreateTable' });
  const made: Promise<unknown>[] = [];
  const onEvent = ({ type }: ProvisionEvent) => {
    if (type === 'waiting' && !made.length) made.push(provisionTables(other.client, [bare], { clock: other.clock }));
  };
  expect(await run(bare, { onEvent })).toMatchObject({ outcome: 'unchanged', steps: [], drift: [] });
  expect(await Promise.all(made)).toMatchObject([[{ outcome: 'created', steps: [{ operation: 'CreateTable' }] }]]);
});

test.each(['serverErrorAfterActing', 'lostReply'] as const)(
  'a CreateTable that may have been made counts: %s',
  async (fault) => {
    const { sim, run } = start({ staleReads: 0 });
    sim.script({ fault, operation: 'CreateTable' });
    sim.script({ fault: 'throttle', operation: 'CreateTable' });
    expect(await run(bare)).toMatchObject({ outcome: 'created', steps: [{ operation: 'CreateTable' }] });
  },
);

test('readers give up after a minute, with the last error as the cause', async () => {
  const { sim } = start();
  sim.setFaults({ throttle: 1 });
  const { clock } = sim;
  const readings = [() => planTable(sim.client, bare, { clock }), () => inspectTable(sim.client, tableName, { clock })];
  for (const reading of readings) {
    await expect(reading()).rejects.toMatchObject({
      message: expect.stringMatching(/^gave up after 60 s: ThrottlingException/),
      cause: { name: 'ThrottlingException' },
    });
  }
});

test('a time-out has the error that it waited out as its cause', async () => {
  const { sim, run } = start();
  sim.setFaults({ throttle: 1 });
  const { error } = await run(sessionTableSchema, { timeoutMs: minute });
  expect(error).toMatchObject({
    message: expect.stringMatching(/timed out after 60 s/),
    cause: { name: 'ThrottlingException' },
  });
});

test('a listener that throws does not stop the run', async () => {
  const { run } = start();
  const onEvent = () => {
    throw new Error('a bug of the caller');
  };
  expect(await run(bare, { onEvent })).toMatchObject({ outcome: 'created' });
  expect(await run({ ...bare, partitionKey: 'nothing' }, { onEvent })).toMatchObject({ outcome: 'failed' });
});

test('a listener that rejects does not end the process either', async () => {
  const { run } = start();
  const strays: unknown[] = [];
  const stray = (reason: unknown) => strays.push(reason);
  process.on('unhandledRejection', stray);
  const onEvent = async () => {
    throw new Error('a bug of the caller');
  };
  const { outcome, notes } = await run(bare, { onEvent });
  expect({ outcome, notes }).toEqual({ outcome: 'created', notes: [expect.stringMatching(/a bug of the caller/)] });
  expect(await run({ ...bare, partitionKey: 'nothing' }, { onEvent })).toMatchObject({ outcome: 'failed' });
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', stray);
  expect(strays).toEqual([]);
});

test('whatever is in the list, there is a result for it', async () => {
  const { sim } = start();
  const nameless = { attributes: { id: 'S' }, partitionKey: 'id' };
  const trap = {
    get tableName() {
      throw new Error('a trap');
    },
  };
  const list = [null, undefined, 'orders', 7, nameless, trap, bare] as never[];
  const results = await provisionTables(sim.client, list, { clock: sim.clock });
  expect(results.map(({ outcome }) => outcome)).toEqual([...Array(6).fill('failed'), 'created']);
  for (const { error } of results.slice(0, 6)) expect(error?.message).toMatch(/\w/);
});

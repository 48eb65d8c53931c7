import {
  CreateTableCommand,
  DescribeTableCommand,
  ListBackupsCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import {
  createSimulator,
  type Fault,
  type SimulatedClient,
  SimulatedCrash,
  type Simulator,
} from '../../simulator/index.js';
import {
  createGsi,
  describeOrders,
  hour,
  minute,
  onDemandTable,
  outcome,
  second,
  update,
  withTable,
} from './helpers.js';

const protect: UpdateTableCommandInput = { TableName: 'orders', DeletionProtectionEnabled: true };
const isProtected = (sim: Simulator) => sim.tables.get('orders')?.deletionProtection;
const sendProtect = (client: SimulatedClient) => outcome(client.send(new UpdateTableCommand(protect)));

describe('scripted faults', () => {
  test.each<[Fault, RegExp, boolean]>([
    ['throttle', /^ThrottlingException: Rate exceeded$/, false],
    ['serverError', /^InternalServerError/, false],
    ['serverErrorAfterActing', /^InternalServerError/, true],
    ['lostRequest', /ECONNRESET|timed out/, false],
    ['lostReply', /ECONNRESET|timed out/, true],
  ])('%s', async (fault, message, acts) => {
    const sim = withTable();
    sim.script({ fault, operation: 'UpdateTable', tableName: 'orders' });
    expect(await outcome(describeOrders(sim))).toBe('ok');
    expect(await sendProtect(sim.client)).toMatch(message);
    expect(isProtected(sim)).toBe(acts);
    expect(sim.calls.at(-1)).toMatchObject({ operation: 'UpdateTable', outcome: acts ? 'ok' : 'not done', fault });
    await sim.idle();
    expect(await sendProtect(sim.client)).toBe('ok');
  });

  test('hit after some, and several times', async () => {
    const sim = withTable();
    sim.script({ fault: new Error('mine'), operation: 'DescribeTable', skip: 1, times: 2 });
    const outcomes: string[] = [];
    for (let i = 0; i < 4; i++) outcomes.push(await outcome(describeOrders(sim)));
    expect(outcomes).toEqual(['ok', 'Error: mine', 'Error: mine', 'ok']);
  });
});

describe('faults by chance', () => {
  const run = async (seed: number) => {
    const sim = withTable(onDemandTable(), { seed, faults: { throttle: 0.1, lostReply: 0.1, serverError: 0.1 } });
    const outcomes: string[] = [];
    for (let i = 0; i < 200; i++) outcomes.push(await outcome(describeOrders(sim)));
    return outcomes;
  };

  test('are as frequent as told, and the same for the same seed', async () => {
    const outcomes = await run(1);
    const failed = outcomes.filter((one) => one !== 'ok').length;
    expect(failed).toBeGreaterThan(30);
    expect(failed).toBeLessThan(90);
    expect(await run(1)).toEqual(outcomes);
    expect(await run(2)).not.toEqual(outcomes);
  });

  test('leave out other operations, and end after so many in a row', async () => {
    const sim = withTable(onDemandTable(), { faults: { throttle: 1, operations: ['DescribeTable'], inARow: 2 } });
    expect(await sendProtect(sim.client)).toBe('ok');
    const outcomes: string[] = [];
    for (let i = 0; i < 6; i++) outcomes.push(await outcome(describeOrders(sim)));
    expect(outcomes.map((one) => one === 'ok')).toEqual([false, false, true, false, false, true]);
    sim.setFaults({});
    for (let i = 0; i < 6; i++) expect(await outcome(describeOrders(sim))).toBe('ok');
  });
});

test('operations can be unknown, as on emulators, or denied', async () => {
  const sim = withTable(onDemandTable(), { unsupported: ['DescribeTable'], denied: ['UpdateTable'] });
  expect(await outcome(describeOrders(sim))).toMatch(/^UnknownOperationException/);
  expect(await sendProtect(sim.client)).toMatch(/^AccessDeniedException: .*dynamodb:UpdateTable/);
  expect(await outcome(sim.client.send(new ListBackupsCommand({})))).toMatch(/^UnknownOperationException/);
  expect(sim.violations).toEqual([]);
});

describe('a crash', () => {
  test.each(['before', 'after'] as const)('%s a request, and everything after it until the revival', async (when) => {
    const sim = withTable();
    sim.crashAt(2, when);
    expect(await outcome(describeOrders(sim))).toBe('ok');
    await expect(sim.client.send(new UpdateTableCommand(protect))).rejects.toBeInstanceOf(SimulatedCrash);
    expect(isProtected(sim)).toBe(when === 'after');
    expect(sim.isCrashed).toBe(true);
    expect(await outcome(describeOrders(sim))).toMatch(
      /^SimulatedCrash: The process died (before|after) its request 2/,
    );
    expect(await outcome(sim.clock.sleep(1))).toMatch(/^SimulatedCrash/);
    await sim.outsideClock.sleep(minute);
    sim.revive();
    expect(await outcome(describeOrders(sim))).toBe('ok');
    expect(await outcome(sim.clock.sleep(1))).toBe('ok');
  });

  test('ends all that the process was doing: nothing of it comes back to life', async () => {
    const sim = withTable();
    const nap = outcome(sim.clock.sleep(hour));
    const send = outcome(describeOrders(sim));
    sim.crashAt(1, 'before');
    await outcome(describeOrders(sim));
    expect(await nap).toMatch(/^SimulatedCrash/);
    expect(await send).toMatch(/^SimulatedCrash/);
    expect(sim.clock.now() - Date.UTC(2026, 0, 5, 8)).toBeLessThan(second);
  });

  test('of one process is not one of another', async () => {
    const sim = withTable();
    const other = sim.startProcess();
    sim.crashAt(1, 'before');
    const nap = outcome(other.clock.sleep(minute));
    expect(await outcome(describeOrders(sim))).toMatch(/^SimulatedCrash/);
    expect(await nap).toBe('ok');
    expect(await sendProtect(other.client)).toBe('ok');
    expect(sim.calls.map(({ process }) => process)).toEqual([1]);
  });
});

describe('an aborted request', () => {
  const abortAfter = async (ms: number) => {
    const sim = withTable(onDemandTable(), { durations: { latency: [10, 10] } });
    const controller = new AbortController();
    const send = sim.client.send(new UpdateTableCommand(protect), { abortSignal: controller.signal });
    await Promise.all([
      expect(send).rejects.toMatchObject({ name: 'AbortError', message: 'Request aborted' }),
      sim.clock.sleep(ms).then(() => controller.abort()),
    ]);
    await sim.clock.sleep(minute);
    return isProtected(sim);
  };

  test('is not seen when it was still on its way', async () => expect(await abortAfter(2)).toBe(false));
  test('acts when it was there', async () => expect(await abortAfter(7)).toBe(true));
});

describe('a client that tries again by itself', () => {
  test('hides throttles, and turns a success into an error', async () => {
    const sim = createSimulator({ attempts: 3, staleReads: 0 });
    sim.script({ fault: 'throttle', times: 2 });
    sim.script({ fault: 'lostReply', skip: 2 });
    const create = () => outcome(sim.client.send(new CreateTableCommand(onDemandTable())));
    expect(await create()).toMatch(/ECONNRESET|timed out/);
    sim.script({ fault: 'lostReply' });
    expect(await create()).toBe('ResourceInUseException: Table already exists: orders');
    expect(sim.counts.get('CreateTable')?.calls).toBe(5);
  });
});

describe('violations', () => {
  test('are rejections that a look at the table would have spared', async () => {
    const sim = withTable();
    await describeOrders(sim);
    await update(sim, { StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } });
    await sim.clock.sleep(minute);
    await outcome(update(sim, { StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } }));
    expect(sim.violations).toEqual([
      'UpdateTable orders: ValidationException: Table already has an enabled stream: TableName: orders',
    ]);
  });

  test('are not those that follow from what another did after the look', async () => {
    const sim = withTable();
    const other = sim.startProcess();
    const enable = {
      TableName: 'orders',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' as const },
    };
    await describeOrders(sim);
    await other.client.send(new UpdateTableCommand(enable));
    await sim.clock.sleep(minute);
    expect(await outcome(update(sim, enable))).toMatch(/^ValidationException/);
    expect(sim.violations).toEqual([]);
    await describeOrders(sim);
    await outcome(update(sim, enable));
    expect(sim.violations).toHaveLength(1);
  });

  test('are not those that follow from a reply that was lost', async () => {
    const sim = withTable();
    await describeOrders(sim);
    sim.script({ fault: 'lostReply', operation: 'UpdateTable' });
    const enable = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' as const } };
    await outcome(update(sim, enable));
    await sim.clock.sleep(minute);
    expect(await outcome(update(sim, enable))).toMatch(/^ValidationException/);
    expect(sim.violations).toEqual([]);
  });

  test('are not refusals of a busy table', async () => {
    const sim = withTable();
    await update(sim, createGsi('user'));
    await outcome(update(sim, createGsi('kind')));
    await sim.clock.sleep(3 * minute);
    await outcome(update(sim, createGsi('kind')));
    expect(sim.violations).toEqual([]);
  });
});

describe('a run', () => {
  const run = async (seed: number) => {
    const sim = createSimulator({ seed, faults: { throttle: 0.05, lostReply: 0.05 } });
    await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const TableName = `table-${i}`;
        await outcome(sim.client.send(new CreateTableCommand(onDemandTable({ TableName }))));
        for (let polls = 0; polls < 10; polls++) {
          await outcome(sim.client.send(new DescribeTableCommand({ TableName })));
          await sim.clock.sleep(2 * second);
        }
      }),
    );
    return sim.calls;
  };

  test('is the same for the same seed', async () => {
    const first = await run(7);
    expect(first.length).toBe(220);
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
  });
});

test('calls are logged, with what they ended in; counts stay when the log is off', async () => {
  const sim = withTable(onDemandTable(), { logCalls: false });
  await describeOrders(sim);
  await outcome(sim.client.send(new DescribeTableCommand({ TableName: 'nowhere' })));
  expect(sim.calls).toEqual([]);
  expect(sim.counts.get('DescribeTable')).toEqual({ calls: 2, errors: new Map([['ResourceNotFoundException', 1]]) });
});

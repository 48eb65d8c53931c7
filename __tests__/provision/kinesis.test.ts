import { PutResourcePolicyCommand } from '@aws-sdk/client-dynamodb';
import type { TableSchema } from '../../src/index.js';
import {
  applyPlan,
  type Client,
  changeWords,
  formatPlan,
  parsePlan,
  planTable,
  provisionTables,
} from '../../src/provision/index.js';
import { bare, start as begin, minute, tableName } from './start.js';

/** Each run comes some time after the one before: reads show all that it did. */
function start(options?: Parameters<typeof begin>[0]) {
  const { sim, run } = begin(options);
  const later: typeof run = async (...of) => {
    await sim.clock.sleep(minute);
    return run(...of);
  };
  return { sim, run: later };
}

const stream = (name: string) => `arn:aws:kinesis:eu-central-1:123456789012:stream/${name}`;
const sendsTo = (name: string | false, precision?: 'MICROSECOND'): TableSchema => ({
  ...bare,
  kinesisStreamingDestination: name
    ? { streamArn: stream(name), ...(precision && { approximateCreationDateTimePrecision: precision }) }
    : false,
});
const operations = (steps: readonly { readonly operation: string }[]) => steps.map(({ operation }) => operation);

test('a new table sends to its Kinesis stream once it is ACTIVE, and the run waits until that is so', async () => {
  const { sim, run } = start();
  const schema = sendsTo('orders', 'MICROSECOND');
  const result = await run(schema);
  expect(result).toMatchObject({ outcome: 'created', drift: [] });
  expect(operations(result.steps)).toEqual(['CreateTable', 'EnableKinesisStreamingDestination']);
  expect(sim.tables.get(tableName)?.destinations.now).toEqual([
    { streamArn: stream('orders'), status: 'ACTIVE', precision: 'MICROSECOND' },
  ]);
  expect(await run(schema)).toMatchObject({ outcome: 'unchanged', steps: [] });
  expect(sim.violations).toEqual([]);
});

test('another stream takes the place of the one before, in two calls, once that is allowed', async () => {
  const { sim, run } = start();
  await run(sendsTo('orders'));
  const left = await run(sendsTo('orders-2'));
  expect(left).toMatchObject({ outcome: 'drifted', steps: [], drift: [{ kind: 'replace-kinesis-destination' }] });

  const plan = await planTable(sim.client, sendsTo('orders-2'), {
    allow: ['replace-kinesis-destination'],
    clock: sim.clock,
  });
  expect(formatPlan(plan)).toBe(`Where: account 123456789012, eu-central-1

~ sentinel-sessions: to change, 2 calls
~   Kinesis stream: ${stream('orders')} -> ${stream('orders-2')}
    DynamoDB stops sending to orders before it starts sending to orders-2: what changes between the two is sent to neither
    calls:
      1. DisableKinesisStreamingDestination stops sending to Kinesis stream orders; wait until it is DISABLED
      2. EnableKinesisStreamingDestination starts sending to Kinesis stream orders-2; wait until it is ACTIVE

1 to change; 2 calls
`);
  const result = await run(sendsTo('orders-2'), { allow: ['replace-kinesis-destination'] });
  expect(result).toMatchObject({ outcome: 'updated', drift: [] });
  expect(operations(result.steps)).toEqual(['DisableKinesisStreamingDestination', 'EnableKinesisStreamingDestination']);
  expect(changeWords(result.steps.flatMap(({ changes }) => changes))).toEqual([
    'Kinesis stream changed from orders to orders-2',
  ]);
  expect(sim.tables.get(tableName)?.destinations.now.map(({ status }) => status)).toEqual(['DISABLED', 'ACTIVE']);
  expect(sim.violations).toEqual([]);
});

test('the precision alone changes where it is; no stream at all takes a permission', async () => {
  const { sim, run } = start();
  await run(sendsTo('orders'));
  const finer = await run(sendsTo('orders', 'MICROSECOND'));
  expect(operations(finer.steps)).toEqual(['UpdateKinesisStreamingDestination']);
  expect(sim.tables.get(tableName)?.destinations.now).toMatchObject([{ status: 'ACTIVE', precision: 'MICROSECOND' }]);
  expect(await run(bare)).toMatchObject({ outcome: 'unchanged' });
  expect(await run(sendsTo(false))).toMatchObject({ outcome: 'drifted', steps: [] });
  const off = await run(sendsTo(false), { allow: ['disable-kinesis-destination'] });
  expect(operations(off.steps)).toEqual(['DisableKinesisStreamingDestination']);
  expect(sim.tables.get(tableName)?.destinations.now).toMatchObject([{ status: 'DISABLED' }]);
  expect(await run(sendsTo(false))).toMatchObject({ outcome: 'unchanged' });
  expect(sim.violations).toEqual([]);
});

test('a stream that DynamoDB may not use fails with what to see to, and the next run tries again', async () => {
  const kinesisStreams: Record<string, 'failing' | 'missing'> = { [stream('orders')]: 'failing' };
  const { sim, run } = start({ kinesisStreams });
  const failed = await run(sendsTo('orders'));
  expect(failed.outcome).toBe('failed');
  expect(failed.error?.message).toBe(
    `DynamoDB could not start sending to the Kinesis stream ${stream('orders')}: it is ENABLE_FAILED (User does not have permission to use the Kinesis stream). See that the stream is ACTIVE, in the account and Region of the table, and that whoever enables it may use it and its KMS key`,
  );
  const plan = await planTable(sim.client, sendsTo('orders'), { clock: sim.clock });
  expect(plan.table?.notes).toEqual([failed.error?.message]);
  delete kinesisStreams[stream('orders')];
  expect(await run(sendsTo('orders'))).toMatchObject({ outcome: 'updated', notes: [] });

  kinesisStreams[stream('gone')] = 'missing';
  const missing = await run(sendsTo('gone'), { allow: ['replace-kinesis-destination'] });
  expect(missing.error?.message).toMatch(/^EnableKinesisStreamingDestination .*stream\/gone not found/);
});

test('the stream of which the schema speaks is the one that counts; another one is noted, and stays', async () => {
  const { sim, run } = start();
  await run(bare);
  const table = sim.tables.get(tableName);
  if (!table) throw new Error('no table');
  const now = ['other', 'orders'].map(
    (name) => ({ streamArn: stream(name), status: 'ACTIVE', precision: 'MILLISECOND' }) as const,
  );
  table.destinations = { now, before: now, visibleAt: 0 };
  sim.noteChange(tableName);
  const result = await run(sendsTo('orders'));
  expect(result).toMatchObject({ outcome: 'unchanged', steps: [], drift: [] });
  expect(result.notes).toEqual([`it also sends to ${stream('other')} (ACTIVE), of which the schema says nothing`]);
  const none = await run(sendsTo(false), { allow: ['disable-kinesis-destination'] });
  expect(none).toMatchObject({ outcome: 'updated', drift: [], notes: [] });
  expect(none.steps).toHaveLength(2);
});

const policy = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '210987654321' }, Action, Resource: '*' }],
});

test('a stream has its policy and tags once it is there, and another one is given them anew', async () => {
  const { sim, run } = start();
  const schema: TableSchema = {
    ...bare,
    streamViewType: 'NEW_IMAGE',
    streamTags: { team: 'orders', stage: 'prod' },
    streamResourcePolicy: policy('dynamodb:GetRecords'),
  };
  const created = await run(schema);
  expect(created).toMatchObject({ outcome: 'created', drift: [] });
  expect(operations(created.steps)).toEqual(['CreateTable', 'TagResource', 'PutResourcePolicy']);
  const before = sim.tables.get(tableName)?.streamLabel;
  expect(created.steps[2].input).toMatchObject({
    ResourceArn: `arn:aws:dynamodb:eu-central-1:123456789012:table/${tableName}/stream/${before}`,
    ExpectedRevisionId: 'NO_POLICY',
  });
  expect(await run(schema)).toMatchObject({ outcome: 'unchanged' });

  const other: TableSchema = { ...schema, streamViewType: 'KEYS_ONLY', streamTags: { team: 'orders' } };
  const refused = await run(other);
  expect(refused).toMatchObject({ outcome: 'drifted', drift: [{ kind: 'replace-stream' }] });
  expect(operations(refused.steps)).toEqual(['UntagResource']);

  const untagged = await planTable(
    sim.client,
    { ...other, streamTags: {} },
    { allow: ['replace-stream'], clock: sim.clock },
  );
  expect(operations(untagged.steps)).toEqual(['UpdateTable', 'UpdateTable', 'PutResourcePolicy']);
  const plan = await planTable(sim.client, other, { allow: ['replace-stream'], clock: sim.clock });
  expect(plan.steps.map(({ operation, input }) => [operation, 'ResourceArn' in input && input.ResourceArn])).toEqual([
    ['UpdateTable', false],
    ['UpdateTable', false],
    ['TagResource', 'the ARN of the stream, once it is there'],
    ['PutResourcePolicy', 'the ARN of the stream, once it is there'],
  ]);
  expect(formatPlan(plan)).toContain("+   stream's tag team: (none) -> orders\n    the new stream begins with none\n");
  expect(formatPlan(plan)).toContain('3. TagResource sets stream tags\n');
  const replaced = await run(other, { allow: ['replace-stream'] });
  expect(replaced).toMatchObject({ outcome: 'updated', drift: [] });
  expect(operations(replaced.steps)).toEqual(['UpdateTable', 'UpdateTable', 'TagResource', 'PutResourcePolicy']);
  expect(sim.tables.get(tableName)?.streamLabel).not.toBe(before);
  expect(await run(other)).toMatchObject({ outcome: 'unchanged' });

  const bareStream = await run({ ...other, streamTags: {}, streamResourcePolicy: false });
  expect(operations(bareStream.steps)).toEqual(['UntagResource', 'DeleteResourcePolicy']);
  expect(await run({ ...other, streamTags: {}, streamResourcePolicy: false })).toMatchObject({ outcome: 'unchanged' });
  expect(sim.violations).toEqual([]);
});

test('a saved plan tells by whose ARN and in the place of which policy, and is held to that', async () => {
  const { sim, run } = start();
  const schema: TableSchema = { ...bare, streamViewType: 'NEW_IMAGE', streamTags: { team: 'a' } };
  await run({
    ...schema,
    kinesisStreamingDestination: { streamArn: stream('orders') },
    resourcePolicy: policy('dynamodb:*'),
  });
  await sim.clock.sleep(minute);
  const wanted: TableSchema = {
    ...schema,
    streamViewType: 'KEYS_ONLY',
    streamResourcePolicy: policy('dynamodb:GetRecords'),
    kinesisStreamingDestination: { streamArn: stream('orders-2') },
    resourcePolicy: policy('dynamodb:Query'),
  };
  const allow = ['replace-stream', 'replace-kinesis-destination'] as const;
  const saved = JSON.parse(JSON.stringify(await planTable(sim.client, wanted, { allow, clock: sim.clock })));
  for (const [member, value, says] of [
    ['streamArn', 'arn:aws:dynamodb:eu-central-1:123456789012:table/other/stream/1', /is not that of a stream of/],
    ['policyRevision', '7', /step 3, "PutResourcePolicy", does not follow from/],
    ['policyRevision', 7, /must be \{ arn, unsupported \}/],
  ] as const) {
    expect(() => parsePlan({ ...saved, table: { ...saved.table, [member]: value } })).toThrow(says);
  }
  const result = await applyPlan(sim.client, saved, { clock: sim.clock });
  if (result.error) throw result.error;
  expect(operations(result.steps)).toEqual([
    'UpdateTable',
    'UpdateTable',
    'PutResourcePolicy',
    'TagResource',
    'PutResourcePolicy',
    'DisableKinesisStreamingDestination',
    'EnableKinesisStreamingDestination',
  ]);
  expect(await run(wanted)).toMatchObject({ outcome: 'unchanged' });
  expect(sim.violations).toEqual([]);
});

test.each(['ValidationException', 'ResourceNotFoundException'])(
  'an emulator that answers %s about a stream lacks what streams have, and is not waited for',
  async (name) => {
    const { sim, run } = start();
    const schema: TableSchema = { ...bare, streamViewType: 'NEW_IMAGE', streamTags: { team: 'a' } };
    sim.script({
      operation: 'ListTagsOfResource',
      fault: Object.assign(new Error('not of a table'), { name }),
      times: 9,
    });
    const since = sim.clock.now();
    const result = await run(schema, { emulator: true });
    expect(result).toMatchObject({ outcome: 'created', drift: [], unsupported: [{ kind: 'change-stream-tags' }] });
    expect(sim.clock.now() - since).toBeLessThan(2 * minute);
  },
);

describe('a resource policy', () => {
  const withPolicy = (Action: string | false): TableSchema => ({
    ...bare,
    resourcePolicy: Action === false ? false : policy(Action),
  });
  const put = (Action: string) => ({ ResourceArn: arn, Policy: JSON.stringify(policy(Action)) });
  const arn = `arn:aws:dynamodb:eu-central-1:123456789012:table/${tableName}`;

  test('goes where the schema says that there must be none, by the revision that was read', async () => {
    const { sim, run } = start();
    await run(withPolicy('dynamodb:GetItem'));
    const revision = sim.tables.get(tableName)?.policies.get(arn)?.now?.revisionId;
    const plan = await planTable(sim.client, withPolicy(false), { clock: sim.clock });
    expect(plan.steps).toMatchObject([
      { operation: 'DeleteResourcePolicy', input: { ResourceArn: arn, ExpectedRevisionId: revision } },
    ]);
    expect(formatPlan(plan)).toContain('1. DeleteResourcePolicy removes resource policy\n');
    expect(await run(withPolicy(false))).toMatchObject({ outcome: 'updated', drift: [] });
    expect(sim.tables.get(tableName)?.policies.get(arn)?.now).toBeUndefined();
    expect(await run(withPolicy(false))).toMatchObject({ outcome: 'unchanged' });
    expect(await run(bare)).toMatchObject({ outcome: 'unchanged' });
  });

  test('that changed since the look is looked at again, by a run, and refused by a saved plan', async () => {
    const { sim, run } = start();
    await run(bare);
    const wanted = withPolicy('dynamodb:GetItem');
    const saved = await planTable(sim.client, wanted, { clock: sim.clock });
    expect(saved.steps).toMatchObject([{ input: { ExpectedRevisionId: 'NO_POLICY' } }]);

    const other = sim.startProcess();
    const inBetween = () =>
      beaten(sim.client, 'PutResourcePolicy', () =>
        other.client.send(new PutResourcePolicyCommand(put('dynamodb:Query'))),
      );
    const [result] = await provisionTables(inBetween(), [wanted], { clock: sim.clock });
    if (result.error) throw result.error;
    expect(result).toMatchObject({ outcome: 'updated', drift: [] });
    const revisions = sim.calls
      .filter(({ operation, process }) => operation === 'PutResourcePolicy' && process === 0)
      .map(({ outcome }) => outcome);
    expect(revisions[0]).toBe('PolicyNotFoundException');
    expect(revisions.at(-1)).toBe('ok');
    expect(sim.tables.get(tableName)?.policies.get(arn)?.now?.text).toContain('GetItem');

    await sim.clock.sleep(minute);
    const stale = await applyPlan(sim.client, saved, { clock: sim.clock });
    expect(stale.error?.message).toMatch(
      /^the plan is out of date, make a new one: resourcePolicy was none and is \{"Version.*"dynamodb:GetItem".*\}; the revision of resourcePolicy/,
    );
    const next = withPolicy('dynamodb:Scan');
    const plan = await planTable(sim.client, next, { clock: sim.clock });
    const { error } = await applyPlan(inBetween(), plan, { clock: sim.clock });
    expect(error?.message).toMatch(
      /^the table changed while the plan was applied: the revision of resourcePolicy was \d+ and is \d+$/,
    );
    expect(sim.tables.get(tableName)?.policies.get(arn)?.now?.text).toContain('Query');
  });
});

test('a look older than the call that stops sending does not make the run start sending before it has stopped', async () => {
  const { sim, run } = start();
  await run({ ...sendsTo('orders'), pointInTimeRecovery: true });
  await sim.clock.sleep(minute);
  const answers: object[] = [];
  const send = async (command: object, options: object) => {
    const of = command.constructor.name.replace('Command', '');
    // What was known of the table is forgotten, and then one look is an old one.
    if (of === 'UpdateContinuousBackups' && answers.length === 2) {
      answers.push({});
      throw Object.assign(new Error('a fault'), { name: 'InternalServerError' });
    }
    const answer = (await (sim.client.send as (...of: object[]) => Promise<object>)(command, options)) as object;
    if (of !== 'DescribeKinesisStreamingDestination') return answer;
    answers.push(answer);
    return answers.length === 4 ? answers[0] : answer;
  };
  const wanted = { ...sendsTo('orders-2'), pointInTimeRecovery: false };
  const allow = ['replace-kinesis-destination', 'reduce-recovery'] as const;
  const client = { send: send as Client['send'] };
  const [result] = await provisionTables(client, [wanted], { clock: sim.clock, allow });
  expect({ ...result, before: answers[0] }).toMatchObject({
    outcome: 'updated',
    drift: [],
    before: { KinesisDataStreamDestinations: [{ DestinationStatus: 'ACTIVE' }] },
  });
  expect(answers.length).toBeGreaterThan(4);
  expect(sim.violations).toEqual([]);
});

/** The client, for which somebody else is just a moment quicker with the first call of this operation. */
function beaten(client: Client, operation: string, by: () => Promise<unknown>): Client {
  let done = false;
  const send = async (command: object, options: object) => {
    if (!done && command.constructor.name === `${operation}Command`) {
      done = true;
      await by();
    }
    return (client.send as (...of: object[]) => Promise<unknown>)(command, options);
  };
  return { send: send as Client['send'] };
}

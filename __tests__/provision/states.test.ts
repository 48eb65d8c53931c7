import { CreateTableCommand, type ReplicaStatus, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { createSimulator, noDurations, type Simulator } from '../../simulator/index.js';
import { defineTable, sessionTableSchema, type TableSchema, toCreateTableInput } from '../../src/index.js';
import {
  formatPlan,
  inspectTable,
  type ProvisionEvent,
  planTable,
  provisionTables,
} from '../../src/provision/index.js';
import { bare, hour, minute, second, start, tableName } from './start.js';

const described = { ...bare, pointInTimeRecovery: true, tags: { team: 'a' }, deletionProtection: true } as const;

function live(sim: Simulator) {
  const table = sim.tables.get(tableName);
  if (!table) throw new Error('there is no table');
  return table;
}

const stuckReplicas = [
  'REGION_DISABLED',
  'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
  'CREATION_FAILED',
  'ARCHIVED',
  'REPLICATION_NOT_AUTHORIZED',
] as const;

describe.each(stuckReplicas)('a replica that is %s', (ReplicaStatus) => {
  function withReplica() {
    const { sim, run } = start({ staleReads: 0 });
    sim.putTable(toCreateTableInput(bare));
    live(sim).replicas = [{ RegionName: 'eu-west-1', ReplicaStatus }];
    return { sim, run };
  }

  test('is no reason to wait for a table in line, and is told', async () => {
    const { sim, run } = withReplica();
    const before = sim.clock.now();
    const result = await run(bare);
    expect(result).toMatchObject({ outcome: 'unchanged', drift: [], steps: [] });
    expect(result.notes).toEqual([expect.stringMatching(`^the replica in eu-west-1 is ${ReplicaStatus}: \\w`)]);
    expect(sim.clock.now() - before).toBeLessThan(second);
    const plan = await planTable(sim.client, bare, { clock: sim.clock });
    expect(formatPlan(plan)).toContain(`the replica in eu-west-1 is ${ReplicaStatus}`);
    const { notes } = (await inspectTable(sim.client, tableName, { clock: sim.clock })) ?? {};
    expect(notes).toEqual(expect.arrayContaining([expect.stringContaining(ReplicaStatus)]));
  });

  test('does not stand in the way of a step', async () => {
    const { sim, run } = withReplica();
    const before = sim.clock.now();
    expect(await run({ ...bare, deletionProtection: true })).toMatchObject({ outcome: 'updated', drift: [] });
    expect(sim.clock.now() - before).toBeLessThan(minute);
  });
});

test.each(['CREATING', 'UPDATING', 'DELETING'] satisfies ReplicaStatus[])(
  'a replica that is %s is waited for where a step needs it, and not where none does',
  async (ReplicaStatus) => {
    const { sim, run } = start({ staleReads: 0 });
    sim.putTable(toCreateTableInput(bare));
    live(sim).replicas = [{ RegionName: 'eu-west-1', ReplicaStatus }];
    expect(await run(bare)).toMatchObject({ outcome: 'unchanged', notes: [] });
    const before = sim.clock.now();
    void sim.outsideClock.sleep(10 * minute).then(() => {
      live(sim).replicas = [{ RegionName: 'eu-west-1', ReplicaStatus: 'ACTIVE' }];
    });
    expect(await run({ ...bare, deletionProtection: true })).toMatchObject({ outcome: 'updated' });
    expect(sim.clock.now() - before).toBeGreaterThan(10 * minute);
  },
);

describe('an index that somebody else is building', () => {
  const other = defineTable({
    ...bare,
    attributes: { id: 'S', a: 'S' },
    globalSecondaryIndexes: { 'gsi-a': { partitionKey: 'a' } },
  });
  async function building() {
    const { sim, run } = start({ staleReads: 0 });
    sim.putTable(toCreateTableInput(bare));
    const { AttributeDefinitions, GlobalSecondaryIndexes = [] } = toCreateTableInput(other);
    await sim.client.send(
      new UpdateTableCommand({
        TableName: tableName,
        AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: GlobalSecondaryIndexes[0] }],
      }),
    );
    await sim.clock.sleep(minute);
    return { sim, run };
  }

  test('is waited for if the schema has it: the table is in line when it is built', async () => {
    const { sim, run } = await building();
    expect(await run(other)).toMatchObject({ outcome: 'unchanged' });
    expect(live(sim).globalIndexes).toMatchObject([{ name: 'gsi-a', status: 'ACTIVE' }]);
  });

  test('does not hold up what needs no more than the table', async () => {
    const { sim, run } = await building();
    const before = sim.clock.now();
    const schema = defineTable({
      ...other,
      attributes: { ...other.attributes, ttl: 'N' },
      timeToLive: 'ttl',
      tags: { team: 'a' },
      contributorInsights: true,
    });
    const { outcome, steps } = await run(schema);
    expect(outcome).toBe('updated');
    expect(steps.map(({ operation }) => operation)).toEqual([
      'UpdateTimeToLive',
      'TagResource',
      'UpdateContributorInsights',
    ]);
    const sent = sim.calls.find(({ operation }) => operation === 'UpdateTimeToLive');
    expect((sent?.time ?? 0) - before).toBeLessThan(minute);
    expect(live(sim).globalIndexes).toMatchObject([{ name: 'gsi-a', status: 'ACTIVE' }]);
  });

  test('is not waited for if the schema has no such index, and nothing is to be done', async () => {
    const { sim, run } = await building();
    expect(await run(bare)).toMatchObject({ outcome: 'drifted', drift: [{ kind: 'remove-index' }] });
    expect(live(sim).globalIndexes).toMatchObject([{ name: 'gsi-a', status: 'CREATING' }]);
  });
});

test('an index without a status is ready', async () => {
  const { sim, run } = start({ staleReads: 0, accountId: '000000000000', durations: noDurations });
  sim.putTable(toCreateTableInput(sessionTableSchema));
  const { client } = sim;
  const send = async (command: object, options: object) => {
    const answer = await client.send(command as never, options);
    const { Table } = answer as { Table?: { GlobalSecondaryIndexes?: { IndexStatus?: string }[] } };
    for (const index of Table?.GlobalSecondaryIndexes ?? []) delete index.IndexStatus;
    return answer;
  };
  const [result] = await provisionTables({ send } as never, [sessionTableSchema], { clock: sim.clock });
  expect(result).toMatchObject({ outcome: 'updated', steps: [{ operation: 'UpdateTimeToLive' }] });
  expect(await run()).toMatchObject({ outcome: 'unchanged' });
});

test('`emulator` says what an account id does not: that what is missing is no error, and what is ignored is not waited for', async () => {
  const schema = { ...sessionTableSchema, pointInTimeRecovery: true } as TableSchema;
  const unsupported = ['UpdateContinuousBackups', 'DescribeContinuousBackups'];
  const { sim, run } = start({ unsupported, durations: noDurations });
  expect(await run(schema)).toMatchObject({ outcome: 'failed' });
  expect(await run(schema, { emulator: true })).toMatchObject({
    drift: [],
    unsupported: [{ kind: 'extend-recovery' }],
  });
  const options = { clock: sim.clock, emulator: true };
  expect(await planTable(sim.client, schema, options)).toMatchObject({ steps: [], unsupported: [{}] });
  expect(await inspectTable(sim.client, tableName, options)).toMatchObject({
    unsupported: ['UpdateContinuousBackups'],
  });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'tags and a policy that do not show at once after CreateTable are looked for again (%i)',
  async (seed) => {
    const schema = defineTable({
      ...bare,
      tags: { team: 'a' },
      resourcePolicy: { Version: '2012-10-17', Statement: [] },
    });
    const durations = { createTableVisible: [0, 0], companionsVisible: [60 * second, 60 * second] } as const;
    const { sim, run } = start({ seed, staleReads: 0.7, durations });
    const input = toCreateTableInput(schema);
    await sim.client.send(new CreateTableCommand(input));
    const planned = await planTable(sim.client, schema, { clock: sim.clock });
    expect(planned).toMatchObject({ steps: [], drift: [] });
    expect(await run(schema)).toMatchObject({ outcome: 'unchanged', drift: [] });
    expect(await run({ ...schema, tableName: 'another' })).toMatchObject({ outcome: 'created', drift: [] });
  },
);

test('what stays unknown for two minutes, though the table is there, is an error', async () => {
  const { sim, run } = start({ staleReads: 1, durations: { companionsVisible: [hour, hour] } });
  const before = sim.clock.now();
  const { outcome, error } = await run({ ...bare, tags: { team: 'a' } });
  expect({ outcome, name: error?.name }).toEqual({ outcome: 'failed', name: 'ResourceNotFoundException' });
  expect(sim.clock.now() - before).toBeLessThan(4 * minute);
});

describe('warm throughput that takes 30 minutes', () => {
  const warm = { readUnitsPerSecond: 20_000, writeUnitsPerSecond: 10_000 };
  const schema = defineTable({
    ...bare,
    attributes: { id: 'S', a: 'S', ttl: 'N' },
    timeToLive: 'ttl',
    warmThroughput: warm,
    globalSecondaryIndexes: { 'gsi-a': { partitionKey: 'a', warmThroughput: warm } },
    tags: { team: 'a' },
  });
  const { warmThroughput, tags, timeToLive, ...cold } = schema;
  const from = { ...cold, globalSecondaryIndexes: { 'gsi-a': { partitionKey: 'a' } } } as const;
  const durations = { updateWarmThroughput: [30 * minute, 30 * minute] } as const;
  const raises = (sim: Simulator) => sim.calls.filter(({ input }) => JSON.stringify(input).includes('WarmThroughput'));

  test.each([1, 2, 3, 4])('is sent once, waited for, and holds nothing up (%i)', async (seed) => {
    const { sim, run } = start({ seed, durations });
    sim.putTable(toCreateTableInput(from));
    const before = sim.clock.now();
    const events: ProvisionEvent[] = [];
    const result = await run(schema, { onEvent: (event) => events.push(event) });
    expect(result).toMatchObject({ outcome: 'updated', drift: [] });
    const elapsed = sim.clock.now() - before;
    expect(elapsed).toBeGreaterThan(30 * minute);
    expect(elapsed).toBeLessThan(35 * minute);
    expect(raises(sim)).toHaveLength(1);
    const others = sim.calls.filter(({ operation }) => ['TagResource', 'UpdateTimeToLive'].includes(operation));
    expect(others).toHaveLength(2);
    for (const { time } of others) expect(time - before).toBeLessThan(5 * minute);
    expect(
      events.some((event) => event.type === 'waiting' && /warm throughput of .* is UPDATING/.test(event.reason)),
    ).toBe(true);
    expect(result.steps).toHaveLength(3);
    expect(await run(schema)).toMatchObject({ outcome: 'unchanged' });
  });

  test.each([1, 2, 3, 4])('a second run waits for it, and does not send it again (%i)', async (seed) => {
    const { sim, run } = start({ seed, durations });
    sim.putTable(toCreateTableInput(from));
    const killed = await run(schema, { timeoutMs: 10 * minute });
    expect(killed).toMatchObject({ outcome: 'failed', error: { message: expect.stringMatching(/warm throughput/) } });
    expect(killed.steps.map(({ operation }) => operation)).toContain('UpdateTable');
    const { outcome } = await run(schema);
    expect(['unchanged']).toContain(outcome);
    expect(raises(sim)).toHaveLength(1);
  });
});

describe.each(['ARCHIVED', 'INACCESSIBLE_ENCRYPTION_CREDENTIALS'] as const)('a table that is %s', (status) => {
  function stuck() {
    const { sim, run } = start({ staleReads: 0 });
    sim.putTable(toCreateTableInput({ ...bare, tags: { team: 'a' } }));
    live(sim).status = status;
    return { sim, run };
  }

  test('is read, with what its state means and what could not be read', async () => {
    const { sim } = stuck();
    const table = await inspectTable(sim.client, tableName, { clock: sim.clock });
    expect(table).toMatchObject({ status, schema: { tableName, tags: { team: 'a' } } });
    expect(table?.schema).not.toHaveProperty('pointInTimeRecovery');
    expect(table?.notes).toEqual([
      expect.stringMatching(`^the table is ${status}: .*KMS key`),
      expect.stringMatching("^point-in-time recovery can't be read"),
    ]);
  });

  test('has a plan without steps, which says why', async () => {
    const { sim } = stuck();
    const plan = await planTable(sim.client, described, { clock: sim.clock });
    expect(plan).toMatchObject({ steps: [], drift: [{ kind: 'change-deletion-protection' }], unsupported: [] });
    const text = formatPlan(plan);
    expect(text).toContain(`the table is ${status}`);
    expect(text).toContain("point-in-time recovery can't be read");
  });

  test('is not waited for', async () => {
    const { sim, run } = stuck();
    const before = sim.clock.now();
    const result = await run(described);
    expect(result).toMatchObject({ outcome: 'failed', steps: [], error: { message: expect.stringContaining(status) } });
    expect(sim.clock.now() - before).toBeLessThan(second);
  });
});

describe('one look that is older than the one before it', () => {
  const attributes = { id: 'S', a: 'S', b: 'S' } as const;
  const from = defineTable({ ...bare, attributes, globalSecondaryIndexes: { 'gsi-a': { partitionKey: 'a' } } });
  const to = defineTable({ ...bare, attributes, globalSecondaryIndexes: { 'gsi-a': { partitionKey: 'b' } } });

  /** Answers the `n`-th DescribeTable after the last Create of an index as the table was at the start. */
  function staleAfterCreate(sim: Simulator, n: number) {
    let first: object | undefined;
    let looks = Number.NEGATIVE_INFINITY;
    const send = async (command: { input: object }, options: object) => {
      const answer = (await sim.client.send(command as never, options)) as { Table?: object };
      if (JSON.stringify(command.input).includes('"Create"')) looks = 0;
      if (!answer.Table) return answer;
      first ??= answer;
      looks += 1;
      return looks === n ? first : answer;
    };
    return { send } as never;
  }

  test.each([1, 2, 3])('does not undo what was done since (%i)', async (n) => {
    const { sim } = start({ staleReads: 0, durations: noDurations });
    sim.putTable(toCreateTableInput(from));
    const [result] = await provisionTables(staleAfterCreate(sim, n), [to], {
      clock: sim.clock,
      allow: ['replace-index'],
    });
    expect(result).toMatchObject({ outcome: 'updated', drift: [] });
    const updates = sim.calls.filter(({ operation }) => operation === 'UpdateTable');
    expect(updates).toHaveLength(2);
  });

  test('a change that something else undoes for good is left, and told', async () => {
    const { sim, run } = start({ staleReads: 0, durations: noDurations });
    sim.putTable(toCreateTableInput(bare));
    const schema = {
      ...bare,
      deletionProtection: true,
      streamViewType: 'KEYS_ONLY',
      tableClass: 'STANDARD_INFREQUENT_ACCESS',
    } as const;
    const onEvent = (event: ProvisionEvent) => {
      if (event.type !== 'step-done' || event.step.operation !== 'UpdateTable') return;
      void sim.outsideClock.sleep(0).then(() => {
        live(sim).deletionProtection = false;
        sim.noteChange(tableName);
      });
    };
    const result = await run(schema, { onEvent });
    expect(result).toMatchObject({ outcome: 'drifted', drift: [{ kind: 'change-deletion-protection' }] });
    expect(result.drift[0].note).toMatch(/something else undid it/);
  });
});

test('what a live table has and a schema can not hold is told', async () => {
  const { sim } = start({ staleReads: 0 });
  sim.putTable(toCreateTableInput(bare));
  live(sim).replicas = [
    { RegionName: 'eu-west-1', ReplicaStatus: 'ACTIVE', GlobalTableSettingsReplicationMode: 'ENABLED' },
  ];
  const table = await inspectTable(sim.client, tableName, { clock: sim.clock });
  expect(table?.notes).toEqual([
    expect.stringMatching(/^Replicas\[0\].*ENABLED: it has the settings of the other/),
    expect.stringMatching(/^of the replica in eu-west-1, its tags, backups .* was not read: clients has none/),
  ]);
  expect(await planTable(sim.client, bare, { clock: sim.clock })).toMatchObject({ table: { arn: expect.any(String) } });
});

describe('a KMS key', () => {
  const encrypted = { ...bare, encryption: 'AWS_MANAGED' } as const;
  async function inspect(describeKey?: (arn: string) => Promise<{ KeyManager?: string } | undefined>) {
    const sim = createSimulator({ staleReads: 0 });
    sim.putTable(toCreateTableInput(encrypted));
    return inspectTable(sim.client, tableName, { clock: sim.clock, ...(describeKey && { describeKey }) });
  }

  test("reads as the customer's, with a note, where KMS is not asked", async () => {
    const table = await inspect();
    expect(table?.schema.encryption).toEqual({ kmsMasterKeyId: expect.stringMatching(/^arn:aws:kms:/) });
    expect(table?.notes).toEqual([expect.stringMatching(/KMS alone knows whether this key is AWS's own/)]);
  });

  test("is AWS's own where KMS says so", async () => {
    const asked: string[] = [];
    const table = await inspect(async (arn) => {
      asked.push(arn);
      return { KeyManager: 'AWS' };
    });
    expect(asked).toEqual([expect.stringMatching(/^arn:aws:kms:/)]);
    expect(table).toMatchObject({ schema: { encryption: 'AWS_MANAGED' }, notes: [] });
    expect(Object.isFrozen(table?.schema)).toBe(true);
  });

  test("is the customer's where KMS says so, and unknown where KMS may not be asked", async () => {
    expect(await inspect(async () => ({ KeyManager: 'CUSTOMER' }))).toMatchObject({ notes: [] });
    const denied = await inspect(() =>
      Promise.reject(Object.assign(new Error('no'), { name: 'AccessDeniedException' })),
    );
    expect(denied?.schema.encryption).toMatchObject({ kmsMasterKeyId: expect.any(String) });
    expect(denied?.notes).toEqual([
      expect.stringMatching(/KMS alone knows/),
      expect.stringMatching(/^KMS does not say who manages arn:aws:kms:.*: AccessDeniedException: no$/),
    ]);
  });
});

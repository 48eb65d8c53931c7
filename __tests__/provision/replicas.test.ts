import { UpdateContinuousBackupsCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { createSimulator, type Simulator } from '../../simulator/index.js';
import { defineTable, type Replica, type TableSchema, toCreateTableInput } from '../../src/index.js';
import {
  applyPlan,
  changeWords,
  formatPlan,
  inspectTable,
  type Plan,
  type ProvisionOptions,
  parsePlan,
  permissions,
  planNewTable,
  planTable,
  planVerdict,
  provisionTables,
} from '../../src/provision/index.js';

const plain = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer' } },
  streamViewType: 'NEW_AND_OLD_IMAGES',
});
const { streamViewType: _, ...streamless } = plain;

function withReplicas(replicas: { readonly [region: string]: Replica }, more: object = {}): TableSchema {
  return { ...plain, ...more, replicas } as TableSchema;
}

/** A simulator in eu-central-1 with the table, and what brings it in line with clients for these Regions. */
function start(live: TableSchema = plain, regions: readonly string[] = ['eu-west-1', 'us-east-1']) {
  const sim = createSimulator({ seed: 3, staleReads: 0 });
  sim.putTable(toCreateTableInput(live), { itemCount: 1200 });
  const clients = Object.fromEntries(regions.map((region) => [region, sim.clientIn(region)]));
  const options = { clock: sim.clock, clients };
  const plan = (schema: TableSchema, more: ProvisionOptions = {}) =>
    planTable(sim.client, schema, { ...options, ...more });
  const run = async (schema: TableSchema, more: ProvisionOptions = {}) => {
    const [result] = await provisionTables(sim.client, [schema], { ...options, random: () => 0.5, ...more });
    if (result.error) throw result.error;
    return result;
  };
  return { sim, plan, run, options };
}

/** The call that sets the class of the replica in eu-west-1, and a ceiling of its index. */
const classAndIndexCeiling = {
  TableName: 'orders',
  ReplicaUpdates: [
    {
      Update: {
        RegionName: 'eu-west-1',
        GlobalSecondaryIndexes: [{ IndexName: 'gsi-customer', OnDemandThroughputOverride: { MaxReadRequestUnits: 7 } }],
        TableClassOverride: 'STANDARD_INFREQUENT_ACCESS',
      },
    },
  ],
};

/** What was sent that changes something: the operation, the Region where it is another, and what of the table. */
function sent({ calls }: Simulator): unknown[] {
  return calls
    .filter(({ operation }) => !/^(Describe|List|Get)/.test(operation))
    .map(({ operation, region, input }) => {
      const { TableName: _, ...rest } = input as { TableName?: string };
      return region === undefined ? [operation, rest] : [operation, region, rest];
    });
}

describe('a replica', () => {
  test('comes once the stream and the indexes are there, is waited for, and needs no client for its Region', async () => {
    const { sim, run, plan } = start(streamless, []);
    const schema = withReplicas(
      { 'eu-west-1': { tableClass: 'STANDARD_INFREQUENT_ACCESS', onDemandThroughput: { maxReadRequestUnits: 100 } } },
      { globalSecondaryIndexes: { ...plain.globalSecondaryIndexes, 'gsi-id': { partitionKey: 'id' } } },
    );
    const planned = await plan(schema);
    expect(planned.steps.map(({ changes, until }) => [changes[0].kind, until])).toEqual([
      ['enable-stream', 'table-active'],
      ['add-index', 'index-active'],
      ['add-replica', 'replica-active'],
    ]);
    expect(formatPlan(planned)).toMatch(
      /\+ {3}replica in eu-west-1: to add\n\+ {5}table class: standard, infrequent access\n\+ {5}most reads: 100 units per second\n {6}1,200 items \(120\.0 KB\) to copy, as last counted\n {6}AWS charges.*3\. UpdateTable adds the replica in eu-west-1; wait until it is ACTIVE\n.*1 index built, 1 replica added; 3 calls\n$/s,
    );
    const result = await run(schema);
    expect(result).toMatchObject({ outcome: 'updated', drift: [], notes: [] });
    expect(changeWords(result.steps.flatMap(({ changes }) => changes)).at(-1)).toBe('replica in eu-west-1 added');
    expect(sent(sim).at(-1)).toEqual([
      'UpdateTable',
      {
        ReplicaUpdates: [
          {
            Create: {
              RegionName: 'eu-west-1',
              OnDemandThroughputOverride: { MaxReadRequestUnits: 100 },
              TableClassOverride: 'STANDARD_INFREQUENT_ACCESS',
            },
          },
        ],
      },
    ]);
    expect(sim.tablesIn('eu-west-1').get('orders')?.status).toBe('ACTIVE');
    expect(planVerdict(await plan(schema))).toBe('in line');
    expect(sim.violations).toEqual([]);
  });

  test('has its own settings set by the client of its Region, and each is read back', async () => {
    const { sim, run, plan, options } = start();
    const schema = withReplicas({
      'eu-west-1': {
        deletionProtection: true,
        pointInTimeRecovery: { recoveryPeriodInDays: 7 },
        contributorInsights: true,
        tags: { team: 'a' },
        resourcePolicy: { Version: '2012-10-17', Statement: [] },
        globalSecondaryIndexes: { 'gsi-customer': { contributorInsights: true } },
      },
      'us-east-1': {},
    });
    const result = await run(schema);
    expect(result).toMatchObject({ outcome: 'updated', drift: [], notes: [] });
    expect(
      result.steps.map(({ operation, region, changes }) => [operation, region, changes[0].path.join('.')]),
    ).toEqual([
      ['UpdateTable', undefined, 'replicas.eu-west-1'],
      ['UpdateTable', undefined, 'replicas.us-east-1'],
      ['UpdateContinuousBackups', 'eu-west-1', 'replicas.eu-west-1.pointInTimeRecovery'],
      ['UpdateTable', 'eu-west-1', 'replicas.eu-west-1.deletionProtection'],
      ['TagResource', 'eu-west-1', 'replicas.eu-west-1.tags'],
      ['PutResourcePolicy', 'eu-west-1', 'replicas.eu-west-1.resourcePolicy'],
      ['UpdateContributorInsights', 'eu-west-1', 'replicas.eu-west-1.contributorInsights'],
      [
        'UpdateContributorInsights',
        'eu-west-1',
        'replicas.eu-west-1.globalSecondaryIndexes.gsi-customer.contributorInsights',
      ],
    ]);
    const there = sim.tablesIn('eu-west-1').get('orders');
    expect(there).toMatchObject({ deletionProtection: true, pointInTimeRecovery: { enabled: true, days: 7 } });
    expect(sim.tables.get('orders')).toMatchObject({
      deletionProtection: false,
      pointInTimeRecovery: { enabled: false },
    });
    const live = await inspectTable(sim.client, 'orders', { ...options, schema });
    expect(live?.schema.replicas?.['eu-west-1']).toMatchObject(schema.replicas?.['eu-west-1'] as object);
    expect(live?.schema.replicas?.['us-east-1']).toMatchObject({ deletionProtection: false, tags: {} });
    expect(live?.notes).toEqual([]);
    expect(planVerdict(await plan(schema))).toBe('in line');

    // Someone changes what the schema says nothing of, and what it does.
    await sim.clock.sleep(60_000);
    await sim.clientIn('us-east-1').send(
      new UpdateContinuousBackupsCommand({
        TableName: 'orders',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    );
    const other = withReplicas({ ...schema.replicas, 'eu-west-1': { pointInTimeRecovery: false, tags: {} } });
    const planned = await plan(other);
    expect(planned.steps).toMatchObject([{ operation: 'UntagResource', region: 'eu-west-1' }]);
    expect(planned.drift).toMatchObject([{ kind: 'reduce-recovery', effect: 'destructive' }]);
    expect(formatPlan(planned)).toMatch(
      /~ {3}replica in eu-west-1\n- {5}tag team: a -> \(none\)\n.*! {5}replica in eu-west-1\n! {7}point-in-time recovery: 7 days -> off.*1\. UntagResource removes tags in eu-west-1/s,
    );
  });

  test('without a client for its Region, what only calls there set is noted, and the rest is made', async () => {
    const { sim, run, plan } = start(plain, []);
    const schema = withReplicas({ 'eu-west-1': { tags: { team: 'a' }, deletionProtection: true } });
    const note =
      /^of the replica in eu-west-1, this run neither reads nor sets (tags, deletionProtection): .* no client/;
    expect(await run(schema)).toMatchObject({ outcome: 'updated', notes: [expect.stringMatching(note)] });
    expect(sim.calls.filter(({ region }) => region !== undefined)).toEqual([]);
    const planned = await plan(schema);
    expect(planned).toMatchObject({ steps: [], drift: [] });
    expect(planVerdict(planned)).toBe('unknown');
    expect(formatPlan(planned)).toMatch(/not known to be in line\n {4}Note: of the replica in eu-west-1, this run/);
    const live = await inspectTable(sim.client, 'orders', { clock: sim.clock });
    expect(live?.schema.replicas).toEqual({ 'eu-west-1': { tableClass: 'STANDARD' } });
    expect(live?.notes).toEqual([
      expect.stringMatching(/^of the replica in eu-west-1, .* was not read: clients has none for that Region/),
    ]);
  });

  test('goes where that is allowed by name, after others came; protection on it is told', async () => {
    const { sim, run, plan } = start();
    await run(withReplicas({ 'eu-west-1': { deletionProtection: true } }));
    const schema = withReplicas({ 'us-east-1': {} });
    const left = await plan(schema);
    expect(left.steps.map(({ changes }) => changes[0].kind)).toEqual(['add-replica']);
    expect(left.drift).toMatchObject([{ kind: 'remove-replica', path: ['replicas', 'eu-west-1'] }]);
    expect(formatPlan(left)).toMatch(
      /the copy of the items there is deleted.*refuses it while deletion protection.*to make it, allow remove-replica/s,
    );
    await expect(run(schema, { allow: ['remove-replica'] })).rejects.toThrow(/protected against deletion/);
    await run(withReplicas({ 'eu-west-1': { deletionProtection: false }, 'us-east-1': {} }));
    const result = await run(schema, { allow: ['remove-replica'] });
    expect(result).toMatchObject({ outcome: 'updated', steps: [{ until: 'replica-gone' }] });
    expect(sim.tablesIn('eu-west-1').has('orders')).toBe(false);
    expect(await run(withReplicas({}), { allow: permissions })).toMatchObject({ outcome: 'updated' });
    expect(await run(plain)).toMatchObject({ outcome: 'unchanged' });
  });

  test('that its schema says nothing of is left, and costs no call more', async () => {
    const { sim, run, plan } = start();
    const before = sim.calls.length;
    await plan(plain);
    const cost = sim.calls.length - before;
    await run(withReplicas({ 'eu-west-1': {} }));
    const after = sim.calls.length;
    expect(planVerdict(await plan(plain))).toBe('in line');
    expect(sim.calls.length - after).toBe(cost);
  });

  test('changes its reads and its class in one call', async () => {
    const { sim, run } = start();
    await run(withReplicas({ 'eu-west-1': { onDemandThroughput: { maxReadRequestUnits: 5 } } }));
    const schema = withReplicas({
      'eu-west-1': {
        tableClass: 'STANDARD_INFREQUENT_ACCESS',
        onDemandThroughput: { maxReadRequestUnits: 5 },
        globalSecondaryIndexes: { 'gsi-customer': { onDemandThroughput: { maxReadRequestUnits: 7 } } },
      },
    });
    const result = await run(schema);
    expect(result.steps.map(({ input }) => input)).toEqual([classAndIndexCeiling]);
    expect(await run(schema)).toMatchObject({ outcome: 'unchanged' });
    expect(sim.violations).toEqual([]);
  });

  test('keeps a ceiling that is to go, with the reason, while the rest is made; what is left out is left alone', async () => {
    const { sim, run, plan } = start();
    const ceiling = { onDemandThroughput: { maxReadRequestUnits: 5 } };
    const none = { onDemandThroughput: {} };
    await run(withReplicas({ 'eu-west-1': { ...ceiling, globalSecondaryIndexes: { 'gsi-customer': ceiling } } }));
    const ofIndex = withReplicas({ 'eu-west-1': { globalSecondaryIndexes: { 'gsi-customer': none } } });
    expect(await plan(ofIndex)).toMatchObject({ steps: [], drift: [{ kind: 'change-replica' }] });

    const schema = withReplicas({
      'eu-west-1': {
        ...none,
        tableClass: 'STANDARD_INFREQUENT_ACCESS',
        globalSecondaryIndexes: { 'gsi-customer': { onDemandThroughput: { maxReadRequestUnits: 7 } } },
      },
    });
    const planned = await plan(schema);
    expect(planned.drift).toMatchObject(
      [
        {
          kind: 'change-replica',
          after: none,
          note: /no call takes the ceiling of a replica away.*remove the replica in eu-west-1 and add it again/,
        },
      ].map(matching),
    );
    expect(formatPlan(planned)).toMatch(/!\s+most reads: 5 units per second -> no ceiling/);
    const result = await run(schema);
    expect(result).toMatchObject({ outcome: 'drifted', drift: [{ after: none }] });
    expect(result.steps.map(({ input }) => input)).toEqual([classAndIndexCeiling]);
    expect(await run(schema)).toMatchObject({ outcome: 'drifted', steps: [] });
    const left = withReplicas({ 'eu-west-1': { globalSecondaryIndexes: { 'gsi-customer': {} } } });
    expect(await plan(left)).toMatchObject({ steps: [], drift: [] });
    expect(sim.violations).toEqual([]);
  });

  test('keeps the read capacity of its own that its schema leaves out', async () => {
    const units = { readCapacityUnits: 5, writeCapacityUnits: 5, autoScaling: 'UNMANAGED' };
    const indexes = { 'gsi-customer': { partitionKey: 'customer', provisionedThroughput: units } };
    const provisioned = { billingMode: 'PROVISIONED', provisionedThroughput: units, globalSecondaryIndexes: indexes };
    const reads = { provisionedThroughput: { readCapacityUnits: 9 } };
    const { sim, run, plan } = start({ ...plain, ...provisioned } as TableSchema);
    await run(
      withReplicas({ 'eu-west-1': { ...reads, globalSecondaryIndexes: { 'gsi-customer': reads } } }, provisioned),
    );
    for (const replica of [{}, { globalSecondaryIndexes: { 'gsi-customer': {} } }, { ...reads }]) {
      const planned = await plan(withReplicas({ 'eu-west-1': replica }, provisioned));
      expect(planned).toMatchObject({ steps: [], drift: [] });
      expect(planned.live?.replicas?.['eu-west-1']).toMatchObject({
        ...reads,
        globalSecondaryIndexes: { 'gsi-customer': reads },
      });
    }
    expect(sim.violations).toEqual([]);
  });

  test('gets its key with those of all Regions', async () => {
    const { sim, run, plan } = start();
    await run(withReplicas({ 'eu-west-1': {} }));
    const keys = { encryption: { kmsMasterKeyId: 'central' } } as const;
    const drifted = await plan({ ...plain, ...keys });
    expect(drifted.drift).toMatchObject(
      [{ kind: 'change-encryption', note: /keys for the replicas in eu-west-1/ }].map(matching),
    );
    const schema = withReplicas({ 'eu-west-1': { encryption: { kmsMasterKeyId: 'west' } } }, keys);
    const result = await run(schema);
    expect(result.steps).toMatchObject([
      {
        input: {
          ReplicaUpdates: [
            { Update: { RegionName: 'eu-central-1', KMSMasterKeyId: 'central' } },
            { Update: { RegionName: 'eu-west-1', KMSMasterKeyId: 'west' } },
          ],
        },
        changes: [{ path: ['encryption'] }, { path: ['replicas', 'eu-west-1', 'encryption'] }],
      },
    ]);
    expect(await run(withReplicas({ 'eu-west-1': {} }, { encryption: 'AWS_OWNED' }))).toMatchObject({
      outcome: 'updated',
    });
    expect(sim.violations).toEqual([]);
  });
});

/** The same with its note as what the note matches. */
function matching<T extends { readonly note: RegExp }>({ note, ...rest }: T) {
  return { ...rest, note: expect.stringMatching(note) };
}

describe('what DynamoDB would refuse is left, with the reason', () => {
  test('the stream of a table that has replicas', async () => {
    const { run, plan } = start();
    await run(withReplicas({ 'eu-west-1': {} }));
    const { drift } = await plan({ ...plain, streamViewType: 'KEYS_ONLY' }, { allow: permissions });
    expect(drift).toMatchObject(
      [{ kind: 'replace-stream', note: /waits for the removal of the replicas in eu-west-1/ }].map(matching),
    );
    const both = await plan(withReplicas({}, { streamViewType: false }), { allow: permissions });
    expect(both.steps.map(({ changes }) => changes[0].kind)).toEqual(['remove-replica', 'disable-stream']);
    expect(await run(withReplicas({}, { streamViewType: false }), { allow: permissions })).toMatchObject({ drift: [] });
  });

  test('a replica of a table whose stream may not change, or whose writes do not scale', async () => {
    const { plan } = start({ ...plain, streamViewType: 'KEYS_ONLY' });
    const { steps, drift } = await plan(withReplicas({ 'eu-west-1': { tags: {} } }));
    expect(steps).toEqual([]);
    expect(drift.map(({ kind, note }) => [kind, note])).toEqual([
      ['replace-stream', expect.any(String)],
      ['add-replica', expect.stringMatching(/waits for a stream of NEW_AND_OLD_IMAGES/)],
    ]);
    const units = { readCapacityUnits: 5, writeCapacityUnits: 5, autoScaling: {} };
    const provisioned = { billingMode: 'PROVISIONED', provisionedThroughput: units, globalSecondaryIndexes: {} };
    const fixed = await start().plan(withReplicas({ 'eu-west-1': {} }, provisioned), { allow: permissions });
    expect(fixed.drift).toMatchObject([
      { kind: 'add-replica', note: expect.stringMatching(/waits for auto scaling of the writes of the table/) },
    ]);
  });

  test.each([
    ['strongly consistent', { MultiRegionConsistency: 'STRONG' }, /strongly consistent \(MRSC\)/],
    ['of several accounts', { GlobalTableSettingsReplicationMode: 'ENABLED' }, /several accounts/],
  ])('replicas that are %s', async (_, more, reason) => {
    const { sim, options } = start();
    const send = async (command: object, sendOptions?: object) => {
      const answer = (await (sim.client.send as (...args: unknown[]) => Promise<object>)(command, sendOptions)) as {
        Table?: object;
      };
      const Replicas = [{ RegionName: 'us-west-2', ReplicaStatus: 'ACTIVE' }];
      return answer.Table ? { ...answer, Table: { ...answer.Table, Replicas, ...more } } : answer;
    };
    const client = { send } as unknown as typeof sim.client;
    const plan = await planTable(client, withReplicas({ 'eu-west-1': {} }), { ...options, allow: permissions });
    expect(plan.steps).toEqual([]);
    expect(plan.drift.map(({ kind, note }) => [kind, note])).toEqual([
      ['add-replica', expect.stringMatching(reason)],
      ['remove-replica', expect.stringMatching(reason)],
    ]);
    const live = await inspectTable(client, 'orders', options);
    expect(live?.schema.replicas).toBeUndefined();
    expect(live?.notes).toContainEqual(
      expect.stringMatching(/^Replicas\[0\]: a replica in us-west-2 \(ACTIVE\) is left out/),
    );
  });

  test('a replica in the Region of the table itself, before anything is sent', async () => {
    const own = withReplicas({ 'eu-central-1': {} });
    const { sim, plan, options } = start();
    const message = /^orders: replicas\.eu-central-1 is the Region of the table itself/;
    await expect(plan(own)).rejects.toThrow(message);
    await expect(plan({ ...own, tableName: 'new' })).rejects.toThrow(/^new: replicas\.eu-central-1/);
    const results = await provisionTables(sim.client, [own, { ...own, tableName: 'new' }], options);
    expect(results.map(({ outcome, error }) => [outcome, error?.message])).toEqual([
      ['failed', expect.stringMatching(message)],
      ['failed', expect.stringMatching(/^new: /)],
    ]);
    expect(sent(sim)).toEqual([]);
  });

  test('a client that is one of another Region', async () => {
    const { sim, run, plan } = start();
    const schema = withReplicas({ 'eu-west-1': { tags: {} }, 'us-east-1': {} });
    await run(schema);
    const clients = { 'eu-west-1': sim.clientIn('us-east-1') };
    await expect(plan(schema, { clients })).rejects.toThrow(
      'clients["eu-west-1"] is a client of another Region, us-east-1: make one of eu-west-1',
    );
  });
});

test.each(['dynoxide', 'ddblocal'])('%s has no replicas, of whatever Region, and the rest is made', async (region) => {
  const sim = createSimulator({ region, accountId: '000000000000', staleReads: 0 });
  const schema = withReplicas({ 'eu-west-1': { tags: { team: 'a' } } });
  const clients = { 'eu-west-1': sim.clientIn('eu-west-1') };
  const [result] = await provisionTables(sim.client, [schema], { clock: sim.clock, clients, emulator: true });
  expect(result).toMatchObject({ outcome: 'created', notes: [] });
  expect(result.unsupported.map(({ kind, path }) => [kind, path.join('.')])).toEqual([
    ['add-replica', 'replicas.eu-west-1'],
    ['change-tags', 'replicas.eu-west-1.tags'],
  ]);
  const plan = await planTable(sim.client, schema, { clock: sim.clock });
  expect(planVerdict(plan)).toBe('in line');
  expect(formatPlan(plan)).toContain('This endpoint does not implement replicas.eu-west-1: orders');
});

describe('a replica that is stuck', () => {
  test('ends the run that was to make it, and is left and told from then on; to remove it is allowed', async () => {
    const { sim, run, plan } = start();
    const schema = withReplicas({ 'eu-west-1': { tags: { team: 'a' } } });
    sim.failReplica('eu-west-1');
    await expect(run(schema)).rejects.toThrow('the replica in eu-west-1 is CREATION_FAILED: it could not be made');
    const stuck = await plan(schema, { allow: permissions });
    expect(stuck.steps).toEqual([]);
    expect(stuck.drift.map(({ kind, note }) => [kind, note])).toEqual([
      ['change-tags', expect.stringMatching(/^waits for the replica in eu-west-1, which is CREATION_FAILED/)],
    ]);
    expect((await plan(withReplicas({ 'eu-west-1': {} }))).drift).toMatchObject([
      { kind: 'change-replica', note: expect.stringMatching(/^it is CREATION_FAILED/) },
    ]);
    await run(withReplicas({}), { allow: permissions });
    expect(await run(schema)).toMatchObject({ outcome: 'updated', drift: [] });
  });

  test('one that another run makes is waited for', async () => {
    const { sim, run } = start();
    await sim.client.send(
      new UpdateTableCommand({ TableName: 'orders', ReplicaUpdates: [{ Create: { RegionName: 'eu-west-1' } }] }),
    );
    const reasons: string[] = [];
    const onEvent: ProvisionOptions['onEvent'] = (event) => {
      if (event.type === 'waiting') reasons.push(event.reason);
    };
    expect(await run(withReplicas({ 'eu-west-1': {} }), { onEvent })).toMatchObject({ outcome: 'unchanged' });
    expect(reasons).toContain('the replica in eu-west-1 is CREATING');
  });
});

describe('a saved plan', () => {
  const schema = withReplicas({ 'eu-west-1': { tags: { team: 'a' }, deletionProtection: true } });
  const saved = (plan: Plan) => JSON.parse(JSON.stringify(plan)) as Plan;

  test('of a table that is new: its Regions go with it', async () => {
    const sim = createSimulator({ staleReads: 0 });
    const clients = { 'eu-west-1': sim.clientIn('eu-west-1') };
    expect(planNewTable(schema).steps.map(({ operation, region }) => [operation, region])).toEqual([
      ['CreateTable', undefined],
      ['UpdateTable', undefined],
    ]);
    const plan = saved(await planTable(sim.client, schema, { clock: sim.clock, clients }));
    expect(plan).toMatchObject({ regions: ['eu-west-1'] });
    expect(formatPlan(plan)).toMatch(
      /\+ {3}replica in eu-west-1\n\+ {5}deletion protection: on\n\+ {5}tag team: a\n.*TagResource sets tags in eu-west-1/s,
    );
    const without = await applyPlan(sim.client, plan, { clock: sim.clock });
    expect(without.error?.message).toMatch(/only calls in eu-west-1 can: give clients/);
    expect(await applyPlan(sim.client, plan, { clock: sim.clock, clients })).toMatchObject({
      outcome: 'created',
      steps: [
        { operation: 'CreateTable' },
        { changes: [{ kind: 'add-replica' }] },
        { region: 'eu-west-1', operation: 'UpdateTable' },
        { region: 'eu-west-1', operation: 'TagResource' },
      ],
    });
    expect(sim.violations).toEqual([]);
  });

  test('is checked: its steps follow from it, and what it rests on must be as it was', async () => {
    const { sim, run, plan, options } = start();
    await run(withReplicas({ 'eu-west-1': {} }));
    await sim.clock.sleep(60_000);
    const made = saved(await plan(schema));
    expect(parsePlan(made)).toEqual(await plan(schema));
    const [first, ...rest] = made.steps;
    expect(() => parsePlan({ ...made, steps: [{ ...first, region: undefined }, ...rest] })).toThrow(/step 1/);
    expect(() => parsePlan({ ...made, regions: [] })).toThrow(/step 1/);
    expect(() => parsePlan({ ...made, regions: 'eu-west-1' })).toThrow(/regions "eu-west-1" must be a list/);
    // Of what the schema leaves out, anything may change.
    await sim.clientIn('eu-west-1').send(
      new UpdateContinuousBackupsCommand({
        TableName: 'orders',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    );
    await run(withReplicas({ 'eu-west-1': { deletionProtection: true } }));
    const { error } = await applyPlan(sim.client, made, options);
    expect(error?.message).toContain('replicas.eu-west-1.deletionProtection was false and is true');
  });
});

import {
  BatchWriteItemCommand,
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ScanCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import {
  defineTable,
  sessionTableSchema,
  type TableSchema,
  toCreateTableInput,
  withTableName,
} from '../../src/index.js';
import {
  applyPlan,
  formatPlan,
  inspectTable,
  type ProvisionEvent,
  planTable,
  provisionTables,
} from '../../src/provision/index.js';
import { describeEngine } from '../support/engines.js';

let tables = 0;
/** Each test has a table of its own. */
function named<S extends TableSchema>(schema: S): S {
  tables += 1;
  return withTableName(schema, `table-${tables}`) as unknown as S;
}

const bare = defineTable({
  tableName: 'bare',
  attributes: { id: 'S' },
  partitionKey: 'id',
});

async function provision(client: DynamoDBClient, schema: TableSchema, ...allow: never[]) {
  const [result] = await provisionTables(client, [schema], { allow, timeoutMs: 120_000 });
  if (result.error) throw result.error;
  return result;
}

async function writeItems(client: DynamoDBClient, TableName: string) {
  const items = Array.from({ length: 20 }, (_, i) => ({
    PutRequest: { Item: { id: { S: `${i}` }, user: { S: 'ana' }, status: { S: 'open' }, created_at: { S: `${i}` } } },
  }));
  await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: items } }));
}

async function countItems(client: DynamoDBClient, TableName: string, IndexName?: string) {
  return (await client.send(new ScanCommand({ TableName, IndexName }))).Count;
}

describeEngine(['dynoxide', 'dynamodb-local', 'dynamodb-local-3'], ({ engine, client }) => {
  test('creates a table with all that it has; a second run finds nothing to do', async () => {
    const schema = named(sessionTableSchema);
    expect(await provision(client(), schema)).toMatchObject({
      outcome: 'created',
      drift: [],
      steps: [{ operation: 'CreateTable' }, { operation: 'UpdateTimeToLive' }],
    });
    expect(await provision(client(), schema)).toMatchObject({ outcome: 'unchanged', drift: [], steps: [] });
    const live = await inspectTable(client(), schema.tableName);
    expect(live).toMatchObject({ status: 'ACTIVE', itemCount: 0, schema: { timeToLive: 'ttl' } });
    expect(Object.keys(live?.indexes ?? {})).toHaveLength(4);
    expect(await inspectTable(client(), 'no-such-table')).toBeUndefined();
  });

  test('a table made by hand without indexes gets four and its TTL, and keeps its items', async () => {
    const schema = named(sessionTableSchema);
    await provision(client(), withTableName(bare, schema.tableName));
    await writeItems(client(), schema.tableName);
    const plan = await planTable(client(), schema);
    expect(plan.steps.map(({ operation }) => operation)).toEqual([...Array(4).fill('UpdateTable'), 'UpdateTimeToLive']);
    const events: ProvisionEvent[] = [];
    const result = await applyPlan(client(), plan, { onEvent: (event) => events.push(event) });
    expect(result).toMatchObject({ outcome: 'updated', drift: [] });
    expect(events.map(({ type }) => type).filter((type) => type !== 'waiting')).toEqual([
      'planned',
      ...Array(5).fill(['step-started', 'step-done']).flat(),
      'table-done',
    ]);
    expect(formatPlan(await planTable(client(), schema))).toContain(`In line: ${schema.tableName}\n`);
    expect(await countItems(client(), schema.tableName, 'gsi-user')).toBe(20);
    const { TimeToLiveDescription } = await client().send(
      new DescribeTimeToLiveCommand({ TableName: schema.tableName }),
    );
    expect(TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
  });

  test('Kinesis streams, and policies and tags of the stream, are told to be missing here, and nothing else waits for them', async () => {
    const schema = named({
      ...bare,
      streamViewType: 'NEW_IMAGE',
      kinesisStreamingDestination: { streamArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders' },
      streamTags: { team: 'orders' },
      streamResourcePolicy: { Version: '2012-10-17', Statement: [] },
      resourcePolicy: false,
      tags: { team: 'shop' },
    } as const satisfies TableSchema);
    const created = await provision(client(), schema);
    expect(created).toMatchObject({ outcome: 'created', drift: [] });
    const lacking = created.unsupported.map(({ kind }) => kind);
    expect(lacking.filter((kind) => kind !== 'change-tags').sort()).toEqual([
      'change-stream-resource-policy',
      'change-stream-tags',
      'enable-kinesis-destination',
    ]);
    expect(await provision(client(), schema)).toMatchObject({ outcome: 'unchanged', drift: [] });
    const live = await inspectTable(client(), schema.tableName, { allSettings: true });
    expect(live?.unsupported).toEqual(
      expect.arrayContaining(['EnableKinesisStreamingDestination', 'PutResourcePolicy', 'PutResourcePolicy.stream']),
    );
  });

  test('an index that only the live table has goes when that is allowed, and is drift until then', async () => {
    const schema = named(sessionTableSchema);
    await provision(client(), schema);
    await writeItems(client(), schema.tableName);
    const { 'gsi-status': _, ...indexes } = schema.globalSecondaryIndexes;
    const without = defineTable({ ...schema, globalSecondaryIndexes: indexes });
    expect(await provision(client(), without)).toMatchObject({
      outcome: 'drifted',
      drift: [{ kind: 'remove-index', path: ['globalSecondaryIndexes', 'gsi-status'] }],
      steps: [],
    });
    const allowed = await provisionTables(client(), [without], { allow: ['remove-index'] });
    expect(allowed).toMatchObject([{ outcome: 'updated', drift: [], steps: [{ operation: 'UpdateTable' }] }]);
    expect(Object.keys((await inspectTable(client(), schema.tableName))?.indexes ?? {})).not.toContain('gsi-status');
    expect(await countItems(client(), schema.tableName)).toBe(20);
  });

  test('another projection or key of an index is its deletion and creation, when allowed', async () => {
    const schema = named(sessionTableSchema);
    await provision(client(), schema);
    await writeItems(client(), schema.tableName);
    const changed = defineTable({
      ...schema,
      globalSecondaryIndexes: {
        ...schema.globalSecondaryIndexes,
        'gsi-user': { partitionKey: 'user', sortKey: 'created_at', projection: { include: ['status'] } },
        'gsi-profile': { partitionKey: 'profile', sortKey: 'status' },
      },
    });
    const plan = await planTable(client(), changed);
    expect(plan).toMatchObject({ steps: [], drift: [{ kind: 'replace-index' }, { kind: 'replace-index' }] });
    expect(formatPlan(plan)).toMatch(/queries on it fail meanwhile/);
    const [result] = await provisionTables(client(), [changed], { allow: ['replace-index'] });
    expect(result).toMatchObject({ outcome: 'updated', drift: [] });
    expect(result.steps).toHaveLength(4);
    const live = await inspectTable(client(), schema.tableName);
    expect(live?.schema.globalSecondaryIndexes).toMatchObject({
      'gsi-user': { projection: { include: ['status'] } },
      'gsi-profile': { sortKey: 'status' },
    });
    expect(await countItems(client(), schema.tableName, 'gsi-user')).toBe(20);
  });

  test('keys of several attributes: made where the engine can, and nothing is deleted where it can not', async () => {
    const one = defineTable({
      ...named(bare),
      attributes: { id: 'S', a: 'S', b: 'S', c: 'N' },
      globalSecondaryIndexes: { 'gsi-a': { partitionKey: 'a' } },
    });
    const several: TableSchema = {
      ...one,
      globalSecondaryIndexes: { 'gsi-a': { partitionKey: ['a', 'b'], sortKey: 'c' } },
    };
    await provision(client(), one);
    const [result] = await provisionTables(client(), [several], { allow: ['replace-index'] });
    const keys = async () => (await inspectTable(client(), one.tableName))?.schema.globalSecondaryIndexes?.['gsi-a'];
    if (engine === 'dynamodb-local-3') {
      expect(result).toMatchObject({ outcome: 'updated', drift: [], steps: { length: 2 } });
      expect(await keys()).toMatchObject({ partitionKey: ['a', 'b'], sortKey: 'c' });
      return;
    }
    expect(result).toMatchObject({ outcome: 'unchanged', steps: [], unsupported: [{ kind: 'replace-index' }] });
    expect(await keys()).toMatchObject({ partitionKey: 'a' });
    // dynoxide makes them with the table, as DynamoDB Local 3 does.
    if (engine === 'dynamodb-local') return;
    const fresh = withTableName(several, named(bare).tableName);
    expect(await provision(client(), fresh)).toMatchObject({ outcome: 'created', drift: [] });
    expect(await provision(client(), fresh)).toMatchObject({ outcome: 'unchanged' });
  });

  test('ceilings: both or one, as the engine has them', async () => {
    const schema = named(bare);
    await provision(client(), schema);
    const both = { ...schema, onDemandThroughput: { maxReadRequestUnits: 50, maxWriteRequestUnits: 60 } };
    const one = { ...schema, onDemandThroughput: { maxReadRequestUnits: 70, maxWriteRequestUnits: 60 } };
    const unsupported = [{ kind: 'change-on-demand-throughput' }];
    const has = { outcome: 'updated', unsupported: [] };
    const lacks = { outcome: 'unchanged', unsupported };
    expect(await provision(client(), both)).toMatchObject(engine === 'dynamodb-local' ? lacks : has);
    expect(await provision(client(), one)).toMatchObject(engine === 'dynoxide' ? has : lacks);
  });

  test('the billing mode goes both ways, with the throughput of every index', async () => {
    const onDemand = named(sessionTableSchema);
    const units = { readCapacityUnits: 5, writeCapacityUnits: 3 };
    const provisioned = defineTable({
      ...onDemand,
      billingMode: 'PROVISIONED',
      provisionedThroughput: units,
      globalSecondaryIndexes: {
        'gsi-user': { ...onDemand.globalSecondaryIndexes['gsi-user'], provisionedThroughput: units },
        'gsi-status': { ...onDemand.globalSecondaryIndexes['gsi-status'], provisionedThroughput: units },
        'gsi-profile': { ...onDemand.globalSecondaryIndexes['gsi-profile'], provisionedThroughput: units },
        'gsi-server-instance': {
          ...onDemand.globalSecondaryIndexes['gsi-server-instance'],
          provisionedThroughput: units,
        },
      },
    });
    await provision(client(), onDemand);
    expect((await provision(client(), provisioned)).steps).toHaveLength(1);
    expect((await inspectTable(client(), onDemand.tableName))?.schema).toMatchObject({
      billingMode: 'PROVISIONED',
      provisionedThroughput: units,
      // dynoxide accepts a change of an index's throughput, and does nothing.
      ...(engine !== 'dynoxide' && {
        globalSecondaryIndexes: { 'gsi-server-instance': { provisionedThroughput: units } },
      }),
    });
    expect((await provision(client(), onDemand)).steps).toHaveLength(1);
    expect(await provision(client(), onDemand)).toMatchObject({ outcome: 'unchanged' });
  });

  test('settings: what the engine has is set, what it lacks is reported, and nothing that is not mentioned changes', async () => {
    const schema = named(bare);
    const settings = defineTable({
      ...schema,
      deletionProtection: true,
      streamViewType: 'NEW_IMAGE',
      tableClass: 'STANDARD_INFREQUENT_ACCESS',
      tags: { team: 'sentinel', cost: '1' },
      pointInTimeRecovery: true,
      encryption: 'AWS_MANAGED',
    });
    await provision(client(), schema);
    const result = await provision(client(), settings);
    expect(result).toMatchObject({ outcome: 'updated', drift: [] });
    const unsupported = result.unsupported.map(({ kind }) => kind).sort();
    expect(unsupported).toEqual(
      engine === 'dynoxide'
        ? ['change-encryption', 'extend-recovery']
        : ['change-encryption', 'change-table-class', 'change-tags', 'extend-recovery'],
    );
    expect(await provision(client(), settings)).toMatchObject({ outcome: 'unchanged' });
    expect(await provision(client(), schema)).toMatchObject({ outcome: 'unchanged' });

    const changed = defineTable({ ...settings, streamViewType: 'KEYS_ONLY', tags: { team: 'sentinel', owner: 'ana' } });
    expect(await provision(client(), changed)).toMatchObject({
      outcome: 'drifted',
      drift: [{ kind: 'replace-stream' }],
    });
    const [replaced] = await provisionTables(client(), [changed], { allow: ['replace-stream'] });
    expect(replaced).toMatchObject({ outcome: 'updated', steps: { length: 2 } });
    const off = defineTable({ ...changed, streamViewType: false, deletionProtection: false });
    const [switchedOff] = await provisionTables(client(), [off], { allow: ['disable-stream'] });
    expect(switchedOff).toMatchObject({ outcome: 'updated', drift: [] });
    const live = await inspectTable(client(), schema.tableName);
    expect(live?.schema).toMatchObject({ streamViewType: false, deletionProtection: false });
    if (engine === 'dynoxide') expect(live?.schema.tags).toEqual({ team: 'sentinel', owner: 'ana' });
  });

  test('a key that differs is drift that says what to do, and nothing is touched', async () => {
    const schema = named(sessionTableSchema);
    await provision(client(), withTableName(bare, schema.tableName));
    const otherKey = defineTable({ ...schema, partitionKey: 'user' });
    const result = await provision(client(), otherKey);
    expect(result).toMatchObject({ outcome: 'drifted', steps: [] });
    expect(result.drift[0]).toMatchObject({ kind: 'change-key', effect: 'impossible' });
    expect(result.drift[0].note).toMatch(/new table/);
    expect(result.drift).toHaveLength(6);
  });

  test('a saved plan is applied to the table that it was made for, and refused once that has changed', async () => {
    const schema = named(sessionTableSchema);
    await provision(client(), withTableName(bare, schema.tableName));
    const saved = JSON.stringify(await planTable(client(), schema));
    const byHand = { ...toCreateTableInput(schema).GlobalSecondaryIndexes?.[0], IndexName: 'by-hand' };
    await client().send(
      new UpdateTableCommand({
        TableName: schema.tableName,
        AttributeDefinitions: toCreateTableInput(schema).AttributeDefinitions?.slice(1, 3),
        GlobalSecondaryIndexUpdates: [{ Create: byHand as never }],
      }),
    );
    const refused = await applyPlan(client(), JSON.parse(saved));
    expect(refused).toMatchObject({ outcome: 'failed', steps: [] });
    expect(refused.error?.message).toMatch(/out of date.*by-hand was none and is/);
    const again = JSON.stringify(await planTable(client(), schema, { allow: ['remove-index'] }));
    expect(await applyPlan(client(), JSON.parse(again))).toMatchObject({ outcome: 'updated', drift: [] });
    const second = await applyPlan(client(), JSON.parse(again));
    expect(second).toMatchObject({ outcome: 'failed', steps: [] });
  });

  test('tables made by other means read as they were declared', async () => {
    const input: CreateTableCommandInput = {
      TableName: `table-${++tables}`,
      AttributeDefinitions: [
        { AttributeName: 'sk', AttributeType: 'N' },
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'other', AttributeType: 'B' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: 'local',
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'other', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['b', 'a'] },
        },
      ],
      ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 1 },
    };
    await client().send(new CreateTableCommand(input));
    await client().send(new DescribeTableCommand({ TableName: input.TableName }));
    const declared = defineTable({
      tableName: input.TableName as string,
      attributes: { pk: 'S', sk: 'N', other: 'B' },
      partitionKey: 'pk',
      sortKey: 'sk',
      localSecondaryIndexes: { local: { sortKey: 'other', projection: { include: ['a', 'b', 'pk'] } } },
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 2, writeCapacityUnits: 1 },
    });
    expect(await provision(client(), declared)).toMatchObject({ outcome: 'unchanged' });
  });

  test('many tables at once; the failure of one stops no other', async () => {
    const good = Array.from({ length: 10 }, () => named(sessionTableSchema));
    const invalid = { ...named(bare), timeToLive: 'nowhere' } as TableSchema;
    const results = await provisionTables(client(), [good[0], invalid, ...good.slice(1), good[0]], { concurrency: 4 });
    expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'failed', ...Array(9).fill('created'), 'failed']);
    expect(results[1].error?.message).toMatch(/time-to-live/);
    expect(results[11].error?.message).toMatch(/two schemas are named/);
  });

  test('an abort ends the run with what was done', async () => {
    const controller = new AbortController();
    const schemas = [named(sessionTableSchema), named(sessionTableSchema)];
    const results = await provisionTables(client(), schemas, {
      concurrency: 1,
      signal: controller.signal,
      onEvent: ({ type }) => type === 'step-done' && controller.abort(new Error('enough')),
    });
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
    expect(results[0].error?.message).toBe('enough');
    expect(results[0].steps).toHaveLength(1);
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such texts are the subject here.
import fc from 'fast-check';
import { stringify } from 'yaml';
import { fromTableJson, type ReadTables } from '../../src/formats/index.js';
import { fromCreateTableInput, type TableSchema, TableSchemaError, toCreateTableInput } from '../../src/index.js';
import { validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';

const input = (TableName: unknown = 'orders') => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
});
const orders: TableSchema = {
  tableName: 'orders',
  attributes: { id: 'S' },
  partitionKey: 'id',
  billingMode: 'PAY_PER_REQUEST',
};

const places = ({ issues }: ReadTables) => issues.map(({ rule, path }) => `${rule} ${path.join('.')}`);

test('any input of CreateTable reads back, as JSON and as YAML, however it is wrapped', () => {
  fc.assert(
    fc.property(validTable(), fc.constantFrom(0, 1, 2, 3), (schema, wrapping) => {
      const written = toCreateTableInput(schema);
      const wrapped = [written, [written], { tables: [written], port: 8000 }, { a: { Table: written } }][wrapping];
      const expected = { tables: { [schema.tableName]: fromCreateTableInput(written) }, unnamed: {}, issues: [] };
      expect(fromTableJson(JSON.stringify(wrapped, null, 2))).toEqual({ ...expected, sources: expect.anything() });
      expect(fromTableJson(wrapped)).toEqual({ ...expected, sources: {} });
    }),
    runs(150),
  );
  expect(fromTableJson(stringify(input())).tables).toEqual({ orders });
});

test('the places of tables are lines of JSON', () => {
  const text = JSON.stringify([{ skip: [{}, '{"[\\'] }, input('orders'), { Table: input('users') }], null, 2);
  const { sources } = fromTableJson(text, { filename: 'a.json' });
  const lineOf = (name: string) => text.slice(0, text.indexOf(name)).split('\n').length - 1;
  expect(sources).toEqual({
    orders: { file: 'a.json', line: lineOf('"orders"') },
    users: { file: 'a.json', line: lineOf('"users"') },
  });
});

test.each<[string, unknown, Partial<ReadTables>, string[]]>([
  [
    'a name that is a placeholder',
    input('<table-name>'),
    { tables: {}, unnamed: { '<table-name>': { nameExpression: '<table-name>', schema: expect.anything() } } },
    ['table-name <table-name>.TableName'],
  ],
  [
    'no name',
    [input('orders'), { tables: [{ ...input(), TableName: undefined }] }],
    { tables: { orders }, unnamed: { '[1].tables[0]': { schema: expect.anything() } } },
    ['table-name [1].tables[0].TableName'],
  ],
  [
    'two of one name',
    [input(), input(), input('users')],
    { tables: { users: { ...orders, tableName: 'users' } }, unnamed: {} },
    ['table-name-once orders.TableName', 'table-name-once orders#2.TableName'],
  ],
  [
    'neither a billing mode nor capacity, which local engines take',
    { ...input(), BillingMode: undefined },
    { tables: { orders } },
    ['billing-mode orders.BillingMode'],
  ],
  [
    'what is no member of CreateTable, and what is not used',
    {
      ...input(),
      AttributeDefinitions: [...input().AttributeDefinitions, { AttributeName: 'x', AttributeType: 'N' }],
      data: [],
    },
    { tables: { orders: { ...orders, attributes: { id: 'S', x: 'N' } } } },
    ['not-representable orders.data', 'attribute-definition-unused orders.AttributeDefinitions'],
  ],
  [
    'members of the wrong type',
    {
      ...input(),
      AttributeDefinitions: [null, ...input().AttributeDefinitions],
      GlobalSecondaryIndexes: { a: 1 },
      StreamSpecification: true,
      Tags: null,
    },
    { tables: { orders } },
    [
      'template-shape orders.AttributeDefinitions.0',
      'template-shape orders.GlobalSecondaryIndexes',
      'template-shape orders.StreamSpecification',
    ],
  ],
  [
    'no key',
    { ...input(), KeySchema: [1] },
    { tables: { orders: { tableName: 'orders', attributes: { id: 'S' }, billingMode: 'PAY_PER_REQUEST' } as never } },
    [
      'template-shape orders.KeySchema.0',
      'table-key orders.KeySchema',
      'table-key orders.partitionKey',
      'attribute-definition-unused orders.AttributeDefinitions',
    ],
  ],
  [
    'no definitions of attributes, and what other calls set',
    { ...input(), AttributeDefinitions: undefined, TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true } },
    { tables: { orders: { tableName: 'orders', attributes: {}, partitionKey: 'id' } as never } },
    ['key-declared orders.partitionKey', 'not-representable orders.TimeToLiveSpecification'],
  ],
  ['nothing', { a: [{}, 1, null] }, { tables: {} }, ['template-shape ']],
])('%s', (_, source, expected, issues) => {
  const read = fromTableJson(JSON.stringify(source));
  expect(read).toMatchObject(expected);
  expect(places(read).sort()).toEqual([...issues].sort());
});

const live = {
  ...input(),
  BillingMode: undefined,
  BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
  ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
  TableStatus: 'ACTIVE',
  CreationDateTime: '2022-06-23T05:56:10.495Z',
  ItemCount: 3,
  DeletionProtectionEnabled: true,
  MultiRegionConsistency: 'STRONG',
};

test.each([
  ['bare', live],
  ['in Table', { Table: live }],
  ['in TableDescription', { TableDescription: live }],
  ['in a list', [{ Table: live }]],
])('an answer of DescribeTable, %s', (_, source) => {
  const read = fromTableJson(JSON.stringify(source));
  expect(read.tables).toEqual({ orders: { ...orders, deletionProtection: true } });
  expect(places(read)).toEqual([
    'not-representable orders.MultiRegionConsistency',
    'not-representable orders.timeToLive',
  ]);
});

test('what stands beside an answer of DescribeTable is read with it', () => {
  const { tables, issues } = fromTableJson({
    Table: live,
    TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' },
    ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' } },
    Tags: [{ Key: 'team', Value: 'shop' }],
    KinesisDataStreamDestinations: [{ StreamArn: streamArn, DestinationStatus: 'ACTIVE' }],
    Policy: '{"Version":"2012-10-17"}',
  });
  expect(tables.orders).toEqual({
    ...orders,
    kinesisStreamingDestination: { streamArn },
    resourcePolicy: { Version: '2012-10-17' },
    attributes: { id: 'S', expires: 'N' },
    timeToLive: 'expires',
    deletionProtection: true,
    pointInTimeRecovery: true,
    tags: { team: 'shop' },
  });
  expect(issues).toHaveLength(1);

  const resource = { ResourceId: 'table/orders', ScalableDimension: 'dynamodb:table:WriteCapacityUnits' };
  const scaled = fromTableJson({
    Table: {
      ...live,
      MultiRegionConsistency: undefined,
      BillingModeSummary: undefined,
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 6 },
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TableArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders',
      Replicas: [{ RegionName: 'eu-west-1' }, { RegionName: 'us-east-1', ReplicaStatus: 'ACTIVE' }],
    },
    ScalableTargets: [{ ...resource, MinCapacity: 5, MaxCapacity: 50 }],
    ScalingPolicies: [
      {
        ...resource,
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 70,
          PredefinedMetricSpecification: { PredefinedMetricType: 'DynamoDBWriteCapacityUtilization' },
        },
      },
    ],
    ScheduledActions: [
      {
        ...resource,
        ScheduledActionName: 'sale',
        Schedule: 'rate(1 day)',
        EndTime: '2027-01-31T23:00:00+01:00',
        ScalableTargetAction: { MinCapacity: 9 },
      },
    ],
  });
  expect(scaled.tables.orders).toMatchObject({
    provisionedThroughput: {
      autoScaling: {
        write: {
          minCapacity: 5,
          maxCapacity: 50,
          targetValue: 70,
          scheduledActions: { sale: { schedule: 'rate(1 day)', endTime: '2027-01-31T22:00:00Z', minCapacity: 9 } },
        },
      },
    },
    replicas: { 'us-east-1': {} },
  });
  expect(scaled.issues.map(({ message }) => message)).toEqual([
    expect.stringMatching(/a policy, a Kinesis data stream, the stream's policy and tags, the replicas' own settings/),
  ]);
});

const streamArn = 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders';

test('a data model of NoSQL Workbench', () => {
  const model = {
    TableName: 'orders',
    KeyAttributes: { PartitionKey: { AttributeName: 'id', AttributeType: 'S' } },
    NonKeyAttributes: [
      { AttributeName: 'customer', AttributeType: 'S' },
      { AttributeName: 'lines', AttributeType: 'L' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-customer',
        KeyAttributes: { PartitionKey: { AttributeName: 'customer', AttributeType: 'S' } },
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    TableData: [{ id: { S: 'a' } }],
    DataAccess: { MySql: {} },
  };
  const capacity = {
    ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 6 },
    AutoScalingRead: {
      ScalableTargetRequest: {
        MinCapacity: 1,
        MaxCapacity: 10,
        ServiceRole: 'AWSServiceRoleForApplicationAutoScaling',
      },
      ScalingPolicyConfiguration: { TargetValue: 70 },
    },
  };
  const attributes = { id: 'S', customer: 'S', lines: 'L' };
  const index = { partitionKey: 'customer', projection: 'KEYS_ONLY' };
  const onDemand = fromTableJson({ ModelName: 'shop', DataModel: [{ ...model, BillingMode: 'PAY_PER_REQUEST' }] });
  expect(onDemand).toMatchObject({
    tables: { orders: { ...orders, attributes, globalSecondaryIndexes: { 'by-customer': index } } },
    issues: [],
  });
  const scaled = { ...model, BillingMode: 'PROVISIONED', ProvisionedCapacitySettings: capacity, More: 1 };
  const read = fromTableJson({ DataModel: [scaled] });
  const autoScaling = { read: { minCapacity: 1, maxCapacity: 10, targetValue: 70 } };
  const provisionedThroughput = { readCapacityUnits: 5, writeCapacityUnits: 6, autoScaling };
  expect(read.tables.orders).toEqual({
    ...orders,
    attributes,
    billingMode: 'PROVISIONED',
    provisionedThroughput,
    globalSecondaryIndexes: { 'by-customer': { ...index, provisionedThroughput } },
  });
  expect(places(read)).toEqual(['not-representable orders.GlobalSecondaryIndexes.0', 'not-representable orders.More']);
});

test("Amplify's inputs of a table are read as it makes a template of them", () => {
  const inputs = {
    resourceName: 'ordersdb',
    tableName: 'orders',
    partitionKey: { fieldName: 'id', fieldType: 'string' },
    gsi: [{ name: 'by-day', partitionKey: { fieldName: 'day', fieldType: 'number' } }],
    triggerFunctions: [],
  };
  const provisionedThroughput = { readCapacityUnits: 5, writeCapacityUnits: 5 };
  const rest = {
    attributes: { id: 'S', day: 'N' },
    partitionKey: 'id',
    billingMode: 'PROVISIONED',
    provisionedThroughput,
    globalSecondaryIndexes: { 'by-day': { partitionKey: 'day', provisionedThroughput } },
    streamViewType: 'NEW_IMAGE',
  };
  const unnamed = { 'orders-${env}': { nameExpression: 'orders-${env}', schema: rest } };
  expect(fromTableJson(inputs)).toMatchObject({ tables: {}, unnamed });
  const { tables } = fromTableJson(inputs, { names: { 'orders-${env}': 'orders-dev' } });
  expect(tables).toEqual({ 'orders-${env}': { tableName: 'orders-dev', ...rest } });
});

test('text that is neither JSON nor YAML is refused with its place', () => {
  expect(() => fromTableJson('{ "a": [1, }')).toThrow(TableSchemaError);
});

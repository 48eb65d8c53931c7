import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { createSimulator } from '../../simulator/index.js';
import { type IamPolicy, toIamPolicy } from '../../src/formats/index.js';
import type { TableSchema } from '../../src/index.js';
import { inspectTable, permissions, provisionTables } from '../../src/provision/index.js';
import { runs } from '../support/generated.js';
import { type Migration, migration } from '../support/migration.js';
import { replicatedTable, scaledTable, streamArn } from './scaledTable.js';

const account = '123456789012';
const region = 'eu-central-1';
const policyFor = (schema: TableSchema) =>
  toIamPolicy(schema, { access: 'provision', account, region, maxCharacters: Number.POSITIVE_INFINITY });

/** Everything that a schema can have unmanaged is managed. */
const fullSchema: TableSchema = {
  tableName: 'orders',
  attributes: { id: 'S', expires: 'N' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'by-expiry': { partitionKey: 'expires', contributorInsights: true } },
  timeToLive: 'expires',
  pointInTimeRecovery: true,
  contributorInsights: { mode: 'THROTTLED_KEYS' },
  resourcePolicy: { Version: '2012-10-17', Statement: [] },
  tags: { team: 'orders' },
  streamViewType: 'NEW_AND_OLD_IMAGES',
  streamTags: { team: 'orders' },
  streamResourcePolicy: false,
  kinesisStreamingDestination: { streamArn },
};

/**
 * What DynamoDB does itself, by the permissions of who adds a replica: nobody calls it.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/globaltables-security.html
 */
const ofReplication = [
  'BatchWriteItem',
  'CreateTableReplica',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
];

const operationsOf = ({ Statement }: IamPolicy) =>
  Statement.flatMap(({ Action }) => Action)
    .filter((action) => action.startsWith('dynamodb:'))
    .map((action) => action.slice('dynamodb:'.length))
    .sort();

/** The ARNs that the call must be allowed on: that of an index, besides its table's, if it names one. */
function resourcesOf(input: object): string[] {
  const { TableName, IndexName, ResourceArn } = input as Record<string, string | undefined>;
  const table = ResourceArn ?? `arn:aws:dynamodb:${region}:${account}:table/${TableName}`;
  return [table, ...(IndexName === undefined ? [] : [`${table}/index/${IndexName}`])];
}

function isAllowed({ Statement }: IamPolicy, operation: string, input: object): boolean {
  return resourcesOf(input).every((arn) =>
    Statement.some(
      ({ Action, Resource }) =>
        Action.includes(`dynamodb:${operation}`) &&
        // Of a stream nobody knows the label.
        (Resource.includes(arn) || Resource.includes(arn.replace(/\/stream\/.*/, '/stream/*'))),
    ),
  );
}

test('the operations that src/provision imports are those of the policy of a schema that manages everything', () => {
  const folders = ['provision', 'migrate', 'aws'].map((folder) => path.resolve(__dirname, '../../src', folder));
  const sources = folders.flatMap((folder) =>
    readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8')),
  );
  const used = new Set(sources.flatMap((text) => [...text.matchAll(/new (\w+)Command\(/g)].map(([, name]) => name)));
  // Of the account, for those who ask for its quotas; no schema does.
  used.delete('DescribeLimits');
  const ofScaling = /Scal|ScheduledAction/;
  const ofDynamoDb = [...used].filter((operation) => !ofScaling.test(operation));
  expect(ofDynamoDb.sort()).toEqual([...new Set(operationsOf(policyFor(fullSchema)))]);
  const actions = policyFor(scaledTable).Statement.flatMap(({ Action }) => Action);
  const scaling = new Set(
    sources.flatMap((text) => [...text.matchAll(/new (?:sdk\.)?(\w+)Command\(/g)].map(([, name]) => name)),
  );
  expect([...scaling].filter((name) => ofScaling.test(name)).sort()).toEqual(
    actions
      .filter((action) => action.startsWith('application-autoscaling:'))
      .map((action) => action.split(':')[1])
      .sort(),
  );
});

/** Migrations with the calls that few have. */
const common = {
  tableName: 'orders',
  attributes: { id: 'S', expires: 'N' },
  partitionKey: 'id',
  timeToLive: 'expires',
} as const;
const ofAccount = `arn:aws:kinesis:${region}:${account}:stream/orders`;
const seldom: Migration[] = [
  {
    from: {
      ...common,
      kinesisStreamingDestination: { streamArn: ofAccount, approximateCreationDateTimePrecision: 'MILLISECOND' },
      resourcePolicy: { Version: '2012-10-17', Statement: [] },
      tags: { team: 'orders' },
    },
    to: {
      ...common,
      kinesisStreamingDestination: { streamArn: ofAccount, approximateCreationDateTimePrecision: 'MICROSECOND' },
      resourcePolicy: false,
      tags: {},
    },
    stuckReplica: undefined,
  },
  {
    from: { ...common, kinesisStreamingDestination: { streamArn: ofAccount } },
    to: { ...common, kinesisStreamingDestination: false },
    stuckReplica: undefined,
  },
];

test('over any migrations, nothing is called that the policy lacks, and all that it has is called', async () => {
  const granted = new Set<string>();
  const called = new Set<string>();
  const watched = async (sim: ReturnType<typeof createSimulator>, schema: TableSchema) => {
    const policy = policyFor(schema);
    for (const operation of operationsOf(policy)) granted.add(operation);
    const before = sim.calls.length;
    const [{ error }] = await provisionTables(sim.client, [schema], {
      allow: permissions,
      clock: sim.outsideClock,
      random: () => 0.5,
      timeoutMs: 100 * 3_600_000,
    });
    if (error) throw error;
    await inspectTable(sim.client, schema.tableName, { schema, clock: sim.outsideClock });
    for (const { operation, input } of sim.calls.slice(before)) {
      called.add(operation);
      if (!isAllowed(policy, operation, input as object)) {
        throw new Error(`${operation} ${JSON.stringify(input)} is not allowed by ${JSON.stringify(policy)}`);
      }
    }
  };
  await fc.assert(
    fc.asyncProperty(
      migration({ maxGlobalSecondaryIndexes: 3, maxVectorIndexes: 1, maxLocalSecondaryIndexes: 1 }),
      fc.nat(),
      async ({ from, to }, seed) => {
        const sim = createSimulator({ seed, region, accountId: account });
        await watched(sim, from);
        await sim.idle();
        await sim.outsideClock.sleep(2 * 3_600_000);
        await watched(sim, to);
      },
    ),
    { ...runs(150), examples: seldom.map((pair) => [pair, 1]) },
  );
  for (const operation of ofReplication) granted.delete(operation);
  expect([...called].sort()).toEqual([...granted].sort());
});

/** The least that a schema can say, and what each setting adds to it. */
const least: TableSchema = { tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id' };
const leastOperations = operationsOf(policyFor(least));

test.each<[string, Partial<TableSchema>, string[]]>([
  ['pointInTimeRecovery', { pointInTimeRecovery: false }, ['UpdateContinuousBackups']],
  ['resourcePolicy', { resourcePolicy: {} }, ['GetResourcePolicy', 'PutResourcePolicy']],
  ['no resourcePolicy', { resourcePolicy: false }, ['DeleteResourcePolicy', 'GetResourcePolicy']],
  [
    'streamResourcePolicy',
    { streamViewType: 'KEYS_ONLY', streamResourcePolicy: {} },
    ['GetResourcePolicy', 'PutResourcePolicy'],
  ],
  ['no tags of the stream', { streamViewType: 'KEYS_ONLY', streamTags: {} }, ['ListTagsOfResource', 'UntagResource']],
  [
    'no Kinesis stream',
    { kinesisStreamingDestination: false },
    ['DescribeKinesisStreamingDestination', 'DisableKinesisStreamingDestination'],
  ],
  ['tags', { tags: { team: 'x' } }, ['TagResource', 'UntagResource']],
  ['tags without a tag', { tags: {} }, ['UntagResource']],
  ['contributorInsights', { contributorInsights: false }, ['DescribeContributorInsights', 'UpdateContributorInsights']],
  ['timeToLive', { attributes: { id: 'S', ttl: 'N' }, timeToLive: 'ttl' }, []],
  ['deletionProtection', { deletionProtection: true }, []],
])('%s adds the calls that set it, and no others', (_, settings, more) => {
  const policy = policyFor({ ...least, ...settings } as TableSchema);
  expect(operationsOf(policy)).toEqual([...leastOperations, ...more].sort());
});

test('no policy allows a table to be deleted', () => {
  expect(operationsOf(policyFor(fullSchema)).filter((operation) => /^DeleteTable/.test(operation))).toEqual([]);
});

const rolesOf = ({ Statement }: IamPolicy) =>
  Statement.filter(({ Action }) => Action.includes('iam:CreateServiceLinkedRole')).map(({ Resource, Condition }) => {
    expect(Resource[0].split('/').at(-2)).toBe(Condition?.StringLike['iam:AWSServiceName']);
    return Resource[0].replace(`arn:aws:iam::${account}:role/aws-service-role/`, '');
  });

test('whoever sends to Kinesis may use the stream, and make the role by which DynamoDB writes to it', () => {
  const policy = policyFor({ ...least, kinesisStreamingDestination: { streamArn } });
  expect(policy.Statement.filter(({ Action }) => Action[0].startsWith('kinesis:'))).toEqual([
    {
      Effect: 'Allow',
      Action: ['kinesis:DescribeStream', 'kinesis:DescribeStreamSummary', 'kinesis:PutRecords'],
      Resource: [streamArn],
    },
    { Effect: 'Allow', Action: ['kinesis:ListStreams'], Resource: ['*'] },
  ]);
  expect(rolesOf(policy)).toEqual([
    'kinesisreplication.dynamodb.amazonaws.com/AWSServiceRoleForDynamoDBKinesisDataStreamsReplication',
  ]);
  expect(JSON.stringify(policyFor({ ...least, kinesisStreamingDestination: false }))).not.toMatch(/kinesis:|iam:/);
});

test('whoever scales may use the targets and alarms of these tables, and make the role that scales', () => {
  const policy = policyFor(scaledTable);
  const statement = (action: string) => policy.Statement.find(({ Action }) => Action.includes(action));
  const targets = {
    Resource: [`arn:aws:application-autoscaling:${region}:${account}:scalable-target/*`],
    Condition: { StringEquals: { 'application-autoscaling:service-namespace': 'dynamodb' } },
  };
  for (const action of ['RegisterScalableTarget', 'DeregisterScalableTarget', 'PutScalingPolicy']) {
    expect(statement(`application-autoscaling:${action}`)).toMatchObject(targets);
  }
  expect(statement('application-autoscaling:DescribeScalingPolicies')?.Resource).toEqual(['*']);
  expect(statement('cloudwatch:PutMetricAlarm')?.Resource).toEqual([
    `arn:aws:cloudwatch:${region}:${account}:alarm:TargetTracking-table/orders-*`,
    `arn:aws:cloudwatch:${region}:${account}:alarm:TargetTracking-table/orders/index/*`,
  ]);
  expect(rolesOf(policy)).toContain(
    'dynamodb.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_DynamoDBTable',
  );
  const { globalSecondaryIndexes: _, kinesisStreamingDestination: __, ...plain } = scaledTable;
  const capacity = { readCapacityUnits: 1, writeCapacityUnits: 1 };
  const off = policyFor({ ...plain, provisionedThroughput: { ...capacity, autoScaling: {} } });
  expect(rolesOf(off)).toEqual([]);
  expect(JSON.stringify(off)).toContain('DeregisterScalableTarget');
  expect(JSON.stringify(off)).not.toContain(':RegisterScalableTarget');
  for (const autoScaling of [undefined, 'UNMANAGED'] as const) {
    const unmanaged = policyFor({ ...plain, provisionedThroughput: { ...capacity, autoScaling } } as TableSchema);
    expect(JSON.stringify(unmanaged)).not.toMatch(/autoscaling|cloudwatch/);
  }
});

test('a replica is made in its Region, with what its Region has of its own, and with its key', () => {
  const options = { account, region: 'eu-west-1', maxCharacters: Number.POSITIVE_INFINITY } as const;
  const policy = toIamPolicy(replicatedTable, { ...options, access: 'provision' });
  const regionsOf = (action: string) =>
    policy.Statement.filter(({ Action }) => Action.includes(action))
      .flatMap(({ Resource }) => Resource.map((arn) => arn.split(':')[3]))
      .sort();
  const all = ['eu-central-1', 'eu-west-1', 'us-east-1'];
  expect(regionsOf('dynamodb:UpdateTimeToLive')).toEqual(all);
  expect(regionsOf('dynamodb:CreateTable')).toEqual(all);
  expect(regionsOf('dynamodb:CreateTableReplica')).toEqual(['eu-central-1', 'us-east-1']);
  expect(regionsOf('dynamodb:BatchWriteItem')).toEqual(['eu-central-1', 'us-east-1']);
  expect(regionsOf('dynamodb:UpdateContinuousBackups')).toEqual(['us-east-1']);
  expect(regionsOf('dynamodb:EnableKinesisStreamingDestination')).toEqual(['eu-west-1', 'us-east-1']);
  expect(regionsOf('kinesis:PutRecords')).toEqual(['eu-west-1', 'us-east-1']);
  expect(regionsOf('kms:CreateGrant')).toEqual(all);
  expect(policy.Statement.find(({ Action }) => Action.includes('kms:CreateGrant'))?.Condition).toEqual({
    StringLike: {
      'kms:ViaService': ['eu-west-1', 'us-east-1', 'eu-central-1'].map((name) => `dynamodb.${name}.amazonaws.com`),
    },
  });
  expect(rolesOf(policy)).toContain('replication.dynamodb.amazonaws.com/AWSServiceRoleForDynamoDBReplication');
  expect(JSON.stringify(policy)).not.toContain('dynamodb:DeleteTable');
  const keyFor = (region: string) =>
    toIamPolicy(replicatedTable, { ...options, region, access: 'read' })
      .Statement.at(-1)
      ?.Resource.map((arn) => arn.split(':')[3]);
  expect(keyFor('us-east-1')).toEqual(['us-east-1']);
  expect(keyFor('eu-west-1')).toEqual(['eu-west-1']);
  expect(keyFor('*')?.sort()).toEqual(all);
  expect(() => toIamPolicy(replicatedTable, { ...options, region: 'us-east-1', access: 'provision' })).toThrow(
    /region "us-east-1" is that of a replica of "orders"/,
  );
});

test('whoever enables contributor insights may make the role that DynamoDB needs for it', () => {
  expect(rolesOf(policyFor({ ...least, contributorInsights: true }))).toEqual([
    'contributorinsights.dynamodb.amazonaws.com/AWSServiceRoleForDynamoDBCloudWatchContributorInsights',
  ]);
  const off = policyFor({ ...least, contributorInsights: false });
  expect(JSON.stringify(off)).not.toContain('iam:');
});

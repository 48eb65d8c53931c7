import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { fromTableDescription, sessionTableSchema, TableSchemaError, toCreateTableInput } from '../../src/index.js';
import { diffTables } from '../../src/provision/index.js';

const date = new Date(0);

/** What AWS answers for a new sessions table: no field that was not asked for is missing from it. */
const described: TableDescription = {
  TableName: 'sentinel-sessions',
  TableStatus: 'ACTIVE',
  TableArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/sentinel-sessions',
  TableId: '6c5f6f4e-0000-4000-8000-000000000000',
  CreationDateTime: date,
  ItemCount: 0,
  TableSizeBytes: 0,
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: ['user', 'id', 'status', 'server_instance_id', 'profile', 'created_at'].map(
    (AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    }),
  ),
  BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST', LastUpdateToPayPerRequestDateTime: date },
  ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 },
  WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: 'ACTIVE' },
  DeletionProtectionEnabled: false,
  GlobalSecondaryIndexes: toCreateTableInput(sessionTableSchema)
    .GlobalSecondaryIndexes?.map((index) => ({
      ...index,
      IndexStatus: 'ACTIVE' as const,
      IndexSizeBytes: 0,
      ItemCount: 0,
      IndexArn: `arn:aws:dynamodb:eu-west-1:123456789012:table/sentinel-sessions/index/${index.IndexName}`,
      ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 },
      WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: 'ACTIVE' as const },
    }))
    .reverse(),
};
const timeToLive = { TimeToLiveStatus: 'ENABLING', AttributeName: 'ttl' } as const;

test('a new table does not differ from its schema', () => {
  expect(diffTables(fromTableDescription(described, { timeToLive }), sessionTableSchema)).toEqual([]);
});

test('settings that were never set read as their defaults; what was not asked stays out', () => {
  const schema = fromTableDescription(described, { timeToLive: { TimeToLiveStatus: 'DISABLED' } });
  expect(schema).toMatchObject({
    billingMode: 'PAY_PER_REQUEST',
    streamViewType: false,
    encryption: 'AWS_OWNED',
    tableClass: 'STANDARD',
    deletionProtection: false,
  });
  for (const property of ['timeToLive', 'pointInTimeRecovery', 'tags', 'warmThroughput', 'provisionedThroughput']) {
    expect(schema).not.toHaveProperty(property);
  }
});

test.each<[string, Partial<TableDescription>, object]>([
  [
    'a table that was always provisioned has no BillingModeSummary',
    {
      BillingModeSummary: undefined,
      GlobalSecondaryIndexes: undefined,
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 1, NumberOfDecreasesToday: 2 },
    },
    { billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 1 } },
  ],
  [
    'a ceiling of -1 is none',
    { OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: 7 } },
    { onDemandThroughput: { maxWriteRequestUnits: 7 } },
  ],
  ['two ceilings of -1 are none', { OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: -1 } }, {}],
  [
    'a stream that was switched off keeps its ARN',
    { LatestStreamArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/1' },
    { streamViewType: false },
  ],
  [
    'a stream',
    { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } },
    { streamViewType: 'NEW_IMAGE' },
  ],
  [
    'encryption being switched off',
    { SSEDescription: { Status: 'DISABLING', SSEType: 'KMS' } },
    { encryption: 'AWS_OWNED' },
  ],
  [
    'a KMS key',
    { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: 'arn:aws:kms:eu-west-1:1:key/k' } },
    { encryption: { kmsMasterKeyId: 'arn:aws:kms:eu-west-1:1:key/k' } },
  ],
  [
    'a class',
    { TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' } },
    { tableClass: 'STANDARD_INFREQUENT_ACCESS' },
  ],
])('%s', (_, description, expected) => {
  const schema = fromTableDescription({ ...described, ...description });
  expect(schema).toMatchObject(expected);
  if (!('onDemandThroughput' in expected)) expect(schema).not.toHaveProperty('onDemandThroughput');
});

test('what other calls tell: recovery, tags without those of AWS, policy, insights', () => {
  const schema = fromTableDescription(described, {
    continuousBackups: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 7 },
    },
    tags: [
      { Key: 'team', Value: 'sentinel' },
      { Key: 'aws:cloudformation:stack-name', Value: 'stack' },
      { Key: '__proto__', Value: 'a name like any other' },
    ],
    resourcePolicy: '{"Version":"2012-10-17"}',
    contributorInsights: {
      '': { ContributorInsightsStatus: 'ENABLED', ContributorInsightsMode: 'THROTTLED_KEYS' },
      'gsi-user': { ContributorInsightsStatus: 'DISABLED' },
    },
  });
  expect(schema).toMatchObject({
    pointInTimeRecovery: { recoveryPeriodInDays: 7 },
    resourcePolicy: { Version: '2012-10-17' },
    contributorInsights: { mode: 'THROTTLED_KEYS' },
    globalSecondaryIndexes: { 'gsi-user': { contributorInsights: false } },
  });
  expect(Object.entries(schema.tags ?? {})).toEqual([
    ['team', 'sentinel'],
    ['__proto__', 'a name like any other'],
  ]);
  expect(Object.isFrozen(schema.globalSecondaryIndexes)).toBe(true);
});

test('an index that is being deleted is gone', () => {
  const [first, ...others] = described.GlobalSecondaryIndexes ?? [];
  const schema = fromTableDescription({
    ...described,
    GlobalSecondaryIndexes: [{ ...first, IndexStatus: 'DELETING' }, ...others],
  });
  expect(Object.keys(schema.globalSecondaryIndexes ?? {})).toHaveLength(3);
});

test('what a schema can not say is an error', () => {
  const unknown = { ...described, KeySchema: [{ AttributeName: 'id', KeyType: 'RANGE' as const }] };
  expect(() => fromTableDescription(unknown)).toThrow(TableSchemaError);
});

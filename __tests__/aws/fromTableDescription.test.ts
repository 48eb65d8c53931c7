import type {
  PutScalingPolicyCommandInput,
  PutScheduledActionCommandInput,
  RegisterScalableTargetCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import type { TableDescription } from '@aws-sdk/client-dynamodb';
import {
  type AutoScalingInputs,
  canonicalTable,
  defineTable,
  fromTableDescription,
  notesOnTableDescription,
  type ScalingAnswers,
  sessionTableSchema,
  type TableDescriptionExtras,
  type TableSchema,
  TableSchemaError,
  toAutoScalingInputs,
  toCreateReplicaInputs,
  toCreateTableInput,
  toEnableKinesisStreamingDestinationInput,
  validateTable,
  withoutDefaults,
} from '../../src/index.js';
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
    replicas: {},
  });
  const unasked = ['streamResourcePolicy', 'streamTags', 'kinesisStreamingDestination', 'resourcePolicy'];
  for (const property of [
    ...unasked,
    'timeToLive',
    'pointInTimeRecovery',
    'tags',
    'warmThroughput',
    'provisionedThroughput',
  ]) {
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

test('a table without a policy, a Kinesis stream or scaling says so, where it was asked', () => {
  const stream = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' as const } };
  const none = { resourcePolicy: false, streamResourcePolicy: false, streamTags: [], kinesis: [] } as const;
  const schema = fromTableDescription({ ...described, ...stream }, none);
  const read = {
    resourcePolicy: false,
    streamResourcePolicy: false,
    streamTags: {},
    kinesisStreamingDestination: false,
  };
  expect(schema).toMatchObject(read);
  expect(withoutDefaults(schema)).toEqual(withoutDefaults(fromTableDescription({ ...described, ...stream })));
  // What a stream had that was switched off is nothing that a schema can say.
  const off = fromTableDescription(described, { ...none, streamTags: [{ Key: 'team', Value: 'x' }] });
  expect(off).not.toHaveProperty('streamTags');
  expect(off).not.toHaveProperty('streamResourcePolicy');
});

test('the answers to what a schema says are that schema', () => {
  const scaling = (targetValue: number) => ({
    minCapacity: 5,
    maxCapacity: 100,
    targetValue,
    scaleInCooldown: 0,
    scaleOutCooldown: 60,
    scheduledActions: {},
  });
  const actions = {
    morning: { schedule: 'cron(0 8 ? * MON-FRI *)', timezone: 'Europe/Madrid', minCapacity: 50 },
    sale: { schedule: 'at(2027-01-31T22:00:00)', startTime: '2027-01-01T00:00:00Z', maxCapacity: 900 },
  };
  const kinesis = (region: string) => ({
    streamArn: `arn:aws:kinesis:${region}:123456789012:stream/orders`,
    approximateCreationDateTimePrecision: 'MICROSECOND' as const,
  });
  const orders = defineTable({
    tableName: 'orders',
    attributes: { id: 'S', customer: 'S' },
    partitionKey: 'id',
    billingMode: 'PROVISIONED',
    provisionedThroughput: {
      readCapacityUnits: 5,
      writeCapacityUnits: 6,
      autoScaling: { read: { ...scaling(70), scheduledActions: actions }, write: scaling(60) },
    },
    globalSecondaryIndexes: {
      'gsi-customer': {
        partitionKey: 'customer',
        provisionedThroughput: { readCapacityUnits: 7, writeCapacityUnits: 8, autoScaling: { write: scaling(50) } },
      },
    },
    streamViewType: 'NEW_AND_OLD_IMAGES',
    kinesisStreamingDestination: kinesis('eu-west-1'),
    encryption: { kmsMasterKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/k' },
    replicas: {
      'us-east-1': {
        tableClass: 'STANDARD_INFREQUENT_ACCESS',
        deletionProtection: true,
        pointInTimeRecovery: true,
        contributorInsights: false,
        tags: { team: 'shop' },
        encryption: { kmsMasterKeyId: 'arn:aws:kms:us-east-1:123456789012:key/r' },
        kinesisStreamingDestination: kinesis('us-east-1'),
        resourcePolicy: false,
        provisionedThroughput: { readCapacityUnits: 30, autoScaling: { read: scaling(70) } },
        globalSecondaryIndexes: {
          'gsi-customer': {
            provisionedThroughput: { readCapacityUnits: 40, autoScaling: {} },
            contributorInsights: { mode: 'THROTTLED_KEYS' },
          },
        },
      },
      'ap-south-1': { encryption: { kmsMasterKeyId: 'arn:aws:kms:ap-south-1:123456789012:key/p' } },
    },
  });
  const answers = (inputs: readonly AutoScalingInputs[]): ScalingAnswers => ({
    targets: inputs.map(({ target }) => target),
    policies: inputs.map(({ policy }) => policy),
    scheduledActions: inputs.flatMap(({ scheduledActions }) => scheduledActions),
  });
  const destination = (region: string) => {
    const input = toEnableKinesisStreamingDestinationInput({
      ...orders,
      kinesisStreamingDestination: kinesis(region),
    } as TableSchema);
    return [
      {
        StreamArn: input?.StreamArn,
        DestinationStatus: 'ACTIVE' as const,
        ...input?.EnableKinesisStreamingConfiguration,
      },
    ];
  };
  const { SSESpecification: _, BillingMode: __, ...created } = toCreateTableInput(orders);
  const there = orders.replicas['us-east-1'];
  const table = (region: string, key: string): TableDescription =>
    ({
      ...created,
      TableArn: `arn:aws:dynamodb:${region}:123456789012:table/orders`,
      SSEDescription: { Status: 'ENABLED', KMSMasterKeyArn: `arn:aws:kms:${region}:123456789012:key/${key}` },
    }) as TableDescription;
  const inputs = toAutoScalingInputs(orders);
  const [, , ofIndex] = inputs;
  expect(inputs.map(({ policy }) => policy.PolicyName)).toEqual([
    'DynamoDBReadCapacityUtilization:table/orders',
    'DynamoDBWriteCapacityUtilization:table/orders',
    'DynamoDBWriteCapacityUtilization:table/orders/index/gsi-customer',
  ]);
  expect(ofIndex.target).toEqual({
    ServiceNamespace: 'dynamodb',
    ResourceId: 'table/orders/index/gsi-customer',
    ScalableDimension: 'dynamodb:index:WriteCapacityUnits',
    MinCapacity: 5,
    MaxCapacity: 100,
  });
  // The client's own types take them.
  ofIndex satisfies { target: RegisterScalableTargetCommandInput; policy: PutScalingPolicyCommandInput };
  inputs[0].scheduledActions satisfies readonly PutScheduledActionCommandInput[];
  expect(inputs[0].scheduledActions[1]).toMatchObject({
    StartTime: new Date('2027-01-01T00:00:00Z'),
    ScalableTargetAction: { MaxCapacity: 900 },
  });

  const replicas = toCreateReplicaInputs(orders).map(({ ReplicaUpdates }) => {
    const { TableClassOverride: TableClass, ...created } = ReplicaUpdates?.[0].Create ?? { RegionName: '' };
    return {
      ...created,
      ...(TableClass && { ReplicaTableClassSummary: { TableClass } }),
      ReplicaStatus: 'ACTIVE' as const,
    };
  });
  const extras: TableDescriptionExtras = {
    kinesis: destination('eu-west-1'),
    scaling: answers(inputs),
    replicas: {
      'us-east-1': {
        table: { ...table('us-east-1', 'r'), DeletionProtectionEnabled: true },
        extras: {
          resourcePolicy: false,
          kinesis: destination('us-east-1'),
          continuousBackups: {
            ContinuousBackupsStatus: 'ENABLED',
            PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 35 },
          },
          tags: [{ Key: 'team', Value: 'shop' }],
          contributorInsights: {
            '': { ContributorInsightsStatus: 'DISABLED' },
            'gsi-customer': { ContributorInsightsStatus: 'ENABLED', ContributorInsightsMode: 'THROTTLED_KEYS' },
          },
          // Writes are scaled in each Region, by the table's own settings.
          scaling: answers([
            ...toAutoScalingInputs({
              ...orders,
              globalSecondaryIndexes: undefined,
              replicas: undefined,
              provisionedThroughput: {
                ...orders.provisionedThroughput,
                autoScaling: { ...there.provisionedThroughput.autoScaling, write: scaling(60) },
              },
            }),
            ofIndex,
          ]),
        },
      },
    },
  };
  const live = { ...table('eu-west-1', 'k'), Replicas: replicas };
  const schema = fromTableDescription(live, extras);
  expect(withoutDefaults(schema)).toEqual(withoutDefaults(canonicalTable(orders)));
  expect(schema).toMatchObject(canonicalTable(orders));
  expect(notesOnTableDescription(live, { ...extras, kmsKeyManager: 'CUSTOMER' })).toEqual([]);
  expect(validateTable(schema)).toEqual([]);

  // Who scales in a way that a schema has no words for scales by something else.
  const { scaling: told } = extras;
  const strange = { ...extras, scaling: { ...(told as ScalingAnswers), policies: told?.policies.slice(1) ?? [] } };
  expect(fromTableDescription(live, strange)).toMatchObject({ provisionedThroughput: { autoScaling: 'UNMANAGED' } });
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

import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { fromTableDescription, notesOnTableDescription, type TableDescriptionExtras } from '../../src/index.js';

const described: TableDescription = {
  TableName: 'orders',
  TableStatus: 'ACTIVE',
  TableArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders',
  TableId: '6c5f6f4e-0000-4000-8000-000000000000',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
  ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 },
  WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: 'ACTIVE' },
  DeletionProtectionEnabled: false,
  LatestStreamArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/1',
};

const notes = (more: object, extras?: TableDescriptionExtras) =>
  notesOnTableDescription({ ...described, ...more }, extras).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

test('there is nothing to note of a table that a schema holds', () => {
  expect(notes({ TableThroughputModeSummary: { TableThroughputMode: 'PAY_PER_REQUEST' } })).toEqual([]);
});

const gsi = {
  IndexName: 'gsi-id',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
};

test.each<[string, object, string | RegExp, TableDescriptionExtras?]>([
  [
    'a replica that is out of reach',
    {
      Replicas: [
        { RegionName: 'eu-west-1', ReplicaStatus: 'ACTIVE' },
        { RegionName: 'us-east-1', ReplicaStatus: 'REGION_DISABLED', KMSMasterKeyId: 'k' },
      ],
    },
    'Replicas.1: the replica in us-east-1 is REGION_DISABLED',
  ],
  [
    'a replica that is being removed',
    { Replicas: [{ RegionName: 'us-east-1', ReplicaStatus: 'DELETING' }] },
    'Replicas.0: the replica in us-east-1 is being removed, and is left out',
  ],
  [
    'what the SDK does not know yet of a replica',
    { Replicas: [{ RegionName: 'us-east-1', ReplicaStatus: 'ACTIVE', Fee: 9 }] },
    'Replicas.0.Fee: 9: a table schema has no place for this',
  ],
  ['an older global table', { GlobalTableVersion: '2017.11.29' }, /2017\.11\.29/],
  [
    'a witness',
    { GlobalTableWitnesses: [{ RegionName: 'us-west-2' }] },
    /^GlobalTableWitnesses\.0: a witness in us-west-2/,
  ],
  ['strong consistency between Regions', { MultiRegionConsistency: 'STRONG' }, /STRONG/],
  [
    'settings that replicas share',
    { GlobalTableSettingsReplicationMode: 'ENABLED' },
    /^GlobalTableSettings.*: ENABLED/,
  ],
  ['protection of a replica', { DisassociationProtectionEnabled: true }, /^DisassociationProtectionEnabled: true/],
  [
    'a restored table',
    { RestoreSummary: { SourceBackupArn: 'arn:backup', RestoreDateTime: new Date(0), RestoreInProgress: false } },
    'RestoreSummary: was restored from arn:backup',
  ],
  [
    'a table being restored',
    { RestoreSummary: { SourceTableArn: 'arn:table', RestoreInProgress: true } },
    /is being restored from arn:table/,
  ],
  [
    'an archived table',
    { ArchivalSummary: { ArchivalReason: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS', ArchivalBackupArn: 'arn:backup' } },
    /archived: INACCESSIBLE_ENCRYPTION_CREDENTIALS; its items are in arn:backup/,
  ],
  [
    'a key, of which only KMS knows whose it is',
    { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: 'arn:key' } },
    /^SSEDescription\.KMSMasterKeyArn: /,
  ],
  [
    'a key that DynamoDB can not use',
    { SSEDescription: { Status: 'ENABLED', KMSMasterKeyArn: 'arn:key', InaccessibleEncryptionDateTime: new Date(0) } },
    /^SSEDescription: .*since 1970-01-01T00:00:00.000Z/,
    { kmsKeyManager: 'CUSTOMER' },
  ],
  [
    'warm throughput beyond that of a new table',
    { WarmThroughput: { ReadUnitsPerSecond: 30_000, WriteUnitsPerSecond: 4_000 } },
    /^WarmThroughput: 30000 reads and 4000 writes/,
  ],
  [
    'warm throughput of an index',
    {
      GlobalSecondaryIndexes: [{ ...gsi, WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_001 } }],
    },
    /^GlobalSecondaryIndexes\.0\.WarmThroughput: /,
  ],
  [
    'an index that is being deleted',
    { GlobalSecondaryIndexes: [{ ...gsi, IndexStatus: 'DELETING' }] },
    'GlobalSecondaryIndexes.0.IndexStatus: the index is being deleted, and is left out',
  ],
  [
    "tags of AWS's own",
    {},
    /^tags: .*aws:cloudformation:stack-name=shop/,
    {
      tags: [
        { Key: 'aws:cloudformation:stack-name', Value: 'shop' },
        { Key: 'team', Value: 'x' },
      ],
    },
  ],
  [
    'what the SDK does not know yet',
    { Compression: { Level: 9 } },
    'Compression: {"Level":9}: a table schema has no place for this',
  ],
  [
    'what the SDK does not know yet of an index',
    { GlobalSecondaryIndexes: [{ ...gsi, Compression: true }] },
    'GlobalSecondaryIndexes.0.Compression: true: a table schema has no place for this',
  ],
])('%s', (...[, more, expected, extras]) => {
  expect(notes(more, extras)).toEqual([typeof expected === 'string' ? expected : expect.stringMatching(expected)]);
});

test('warm throughput of provisioned capacity is that of any such table', () => {
  const units = { ReadCapacityUnits: 20_000, WriteCapacityUnits: 20_000 };
  const warm = { ReadUnitsPerSecond: 20_000, WriteUnitsPerSecond: 20_000 };
  expect(notes({ BillingModeSummary: undefined, ProvisionedThroughput: units, WarmThroughput: warm })).toEqual([]);
});

test("with what KMS says of the key, AWS's own is read as such", () => {
  const encrypted = {
    ...described,
    SSEDescription: {
      Status: 'ENABLED' as const,
      SSEType: 'KMS' as const,
      KMSMasterKeyArn: 'arn:aws:kms:eu-west-1:1:key/k',
    },
  };
  expect(fromTableDescription(encrypted, { kmsKeyManager: 'AWS' }).encryption).toBe('AWS_MANAGED');
  expect(notesOnTableDescription(encrypted, { kmsKeyManager: 'AWS' })).toEqual([]);
  expect(fromTableDescription(encrypted, { kmsKeyManager: 'CUSTOMER' }).encryption).toEqual({
    kmsMasterKeyId: 'arn:aws:kms:eu-west-1:1:key/k',
  });
});

test('TTL on the partition key, a string, is read as it is', () => {
  const timeToLive = { TimeToLiveStatus: 'ENABLED', AttributeName: 'id' } as const;
  expect(fromTableDescription(described, { timeToLive })).toMatchObject({ attributes: { id: 'S' }, timeToLive: 'id' });
});

test('replicas of another kind are left out of the schema, and noted', () => {
  const strong = {
    MultiRegionConsistency: 'STRONG',
    Replicas: [{ RegionName: 'eu-west-1' }, { RegionName: 'us-east-1', ReplicaStatus: 'ACTIVE' }],
  } as const;
  expect(fromTableDescription({ ...described, ...strong, Replicas: [...strong.Replicas] })).not.toHaveProperty(
    'replicas',
  );
  expect(notes(strong)).toEqual([
    expect.stringMatching(/^MultiRegionConsistency: STRONG/),
    expect.stringMatching(
      /^Replicas\.1: a replica in us-east-1 \(ACTIVE\) is left out; a schema has replicas that follow/,
    ),
  ]);
  const plain = {
    GlobalTableVersion: '2019.11.21',
    MultiRegionConsistency: 'EVENTUAL',
    GlobalTableSettingsReplicationMode: 'ENABLED_WITH_OVERRIDES',
    Replicas: [
      {
        RegionName: 'us-east-1',
        ReplicaArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
        ReplicaStatus: 'ACTIVE',
        KMSMasterKeyId: 'k',
        OnDemandThroughputOverride: { MaxReadRequestUnits: 5 },
        ReplicaTableClassSummary: { TableClass: 'STANDARD' },
        GlobalSecondaryIndexes: [{ IndexName: 'gsi-id', OnDemandThroughputOverride: { MaxReadRequestUnits: 5 } }],
      },
    ],
  };
  expect(notes(plain)).toEqual([]);
});

test('a second Kinesis data stream, and scaling that a schema has no words for, are noted', () => {
  const target = {
    ServiceNamespace: 'dynamodb',
    ResourceId: 'table/orders',
    ScalableDimension: 'dynamodb:table:ReadCapacityUnits',
    MinCapacity: 1,
    MaxCapacity: 9,
    RoleARN:
      'arn:aws:iam::123456789012:role/aws-service-role/dynamodb.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_DynamoDBTable',
  };
  const policy = {
    ...target,
    PolicyName: 'ours',
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 70,
      PredefinedMetricSpecification: { PredefinedMetricType: 'DynamoDBReadCapacityUtilization' },
    },
  };
  const stream = (name: string, DestinationStatus: 'ACTIVE' | 'DISABLED') => ({
    StreamArn: `arn:aws:kinesis:eu-west-1:123456789012:stream/${name}`,
    DestinationStatus,
  });
  const ordinary = { targets: [target], policies: [policy], scheduledActions: [] };
  const kinesis = [stream('old', 'DISABLED'), stream('one', 'ACTIVE'), stream('two', 'ACTIVE')];
  expect(notes({}, { scaling: ordinary })).toEqual([]);
  expect(notes({}, { kinesis, replicas: { 'us-east-1': { table: described, extras: { kinesis } } } })).toEqual([
    expect.stringMatching(/^kinesis: changes go to .*stream\/two too/),
    expect.stringMatching(/^replicas\.us-east-1\.kinesis: changes go to .*stream\/two too/),
  ]);
  const odd = {
    targets: [
      {
        ...target,
        RoleARN: 'arn:aws:iam::123456789012:role/mine',
        SuspendedState: { ScheduledScalingSuspended: true },
      },
      { ...target, ScalableDimension: 'dynamodb:table:WriteCapacityUnits' },
    ],
    policies: [
      { ...target, PolicyName: 'steps', PolicyType: 'StepScaling' },
      {
        ...policy,
        TargetTrackingScalingPolicyConfiguration: {
          ...policy.TargetTrackingScalingPolicyConfiguration,
          DisableScaleIn: true,
        },
      },
    ],
    scheduledActions: [],
  };
  const of = 'dynamodb:table:ReadCapacityUnits of table/orders';
  expect(notes({}, { scaling: odd })).toEqual([
    `scaling.policies.0: ${of}: the policy steps (StepScaling) is beside what a schema can say`,
    `scaling.policies.1: ${of}: the policy ours never scales in (DisableScaleIn), which a schema can't say`,
    `scaling.targets.0: ${of}: it is suspended (ScheduledScalingSuspended), which a schema can't say`,
    `scaling.targets.0: ${of}: it scales by the role arn:aws:iam::123456789012:role/mine, which a schema can't say`,
    expect.stringMatching(
      /^scaling\.targets\.1: dynamodb:table:WriteCapacityUnits .* read as scaled by something else/,
    ),
  ]);
});

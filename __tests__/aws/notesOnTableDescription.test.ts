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
    'a replica',
    { Replicas: [{ RegionName: 'us-east-1', ReplicaStatus: 'REGION_DISABLED' }] },
    /^Replicas\.0: .*us-east-1 \(REGION_DISABLED\)/,
  ],
  [
    'a replica, beside that of the Region itself',
    {
      GlobalTableVersion: '2019.11.21',
      Replicas: [{ RegionName: 'eu-west-1' }, { RegionName: 'us-east-1', KMSMasterKeyId: 'k' }],
    },
    /^Replicas\.1: .*us-east-1, with its own KMSMasterKeyId/,
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
    { GlobalTableSettingsReplicationMode: 'ENABLED_WITH_OVERRIDES' },
    /ENABLED_WITH_OVERRIDES/,
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

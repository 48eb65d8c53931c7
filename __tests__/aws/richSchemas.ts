import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { TableSchema } from '../../src/index.js';

/** Between them, these two say everything that a schema can. */
export const richOnDemand: TableSchema = {
  tableName: 'matches',
  attributes: {
    id: 'S',
    played_at: 'N',
    tournament: 'S',
    region: 'S',
    round: 'N',
    bracket: 'S',
    referee: 'B',
    embedding: 'L',
    summary: 'L',
    players: 'SS',
    notes: 'M',
    ttl: 'N',
  },
  partitionKey: 'id',
  sortKey: 'played_at',
  globalSecondaryIndexes: {
    'gsi-tournament': {
      partitionKey: ['tournament', 'region'],
      sortKey: ['round', 'bracket'],
      projection: { include: ['players', 'score'] },
      onDemandThroughput: { maxReadRequestUnits: 100 },
      warmThroughput: { readUnitsPerSecond: 13_000, writeUnitsPerSecond: 5_000 },
      contributorInsights: { mode: 'THROTTLED_KEYS' },
    },
    'gsi-referee': { partitionKey: 'referee', projection: 'KEYS_ONLY', contributorInsights: false },
    'gsi-region': { partitionKey: ['region'], sortKey: 'played_at', contributorInsights: true },
  },
  localSecondaryIndexes: {
    'lsi-round': { sortKey: 'round', projection: 'ALL' },
    'lsi-bracket': { sortKey: 'bracket', projection: { include: ['notes', 'players'] } },
  },
  vectorIndexes: {
    'by-embedding': {
      vectorAttribute: 'embedding',
      dimensions: 1024,
      distanceFunction: 'COSINE',
      partitionKey: 'tournament',
      inlineFilters: ['region', 'round'],
      projection: { include: ['players'] },
    },
    'by-summary': { vectorAttribute: 'summary', dimensions: 3, distanceFunction: 'DOT_PRODUCT', inlineFilters: [] },
  },
  billingMode: 'PAY_PER_REQUEST',
  onDemandThroughput: { maxReadRequestUnits: 1000, maxWriteRequestUnits: 500 },
  warmThroughput: { readUnitsPerSecond: 15_000 },
  timeToLive: 'ttl',
  streamViewType: 'NEW_AND_OLD_IMAGES',
  encryption: { kmsMasterKeyId: 'alias/matches' },
  tableClass: 'STANDARD_INFREQUENT_ACCESS',
  deletionProtection: true,
  pointInTimeRecovery: { recoveryPeriodInDays: 7 },
  contributorInsights: { mode: 'ACCESSED_AND_THROTTLED_KEYS' },
  resourcePolicy: { Version: '2012-10-17', Statement: [] },
  tags: { team: 'core', 'cost centre': '42' },
};

export const richOnDemandInput: CreateTableCommandInput = {
  TableName: 'matches',
  // In the order of their first use: table, local, global and vector indexes.
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'played_at', AttributeType: 'N' },
    { AttributeName: 'round', AttributeType: 'N' },
    { AttributeName: 'bracket', AttributeType: 'S' },
    { AttributeName: 'tournament', AttributeType: 'S' },
    { AttributeName: 'region', AttributeType: 'S' },
    { AttributeName: 'referee', AttributeType: 'B' },
  ],
  KeySchema: [
    { AttributeName: 'id', KeyType: 'HASH' },
    { AttributeName: 'played_at', KeyType: 'RANGE' },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'lsi-round',
      KeySchema: [
        { AttributeName: 'id', KeyType: 'HASH' },
        { AttributeName: 'round', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
    {
      IndexName: 'lsi-bracket',
      KeySchema: [
        { AttributeName: 'id', KeyType: 'HASH' },
        { AttributeName: 'bracket', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['notes', 'players'] },
    },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'gsi-tournament',
      KeySchema: [
        { AttributeName: 'tournament', KeyType: 'HASH' },
        { AttributeName: 'region', KeyType: 'HASH' },
        { AttributeName: 'round', KeyType: 'RANGE' },
        { AttributeName: 'bracket', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['players', 'score'] },
      OnDemandThroughput: { MaxReadRequestUnits: 100 },
      WarmThroughput: { ReadUnitsPerSecond: 13_000, WriteUnitsPerSecond: 5_000 },
    },
    {
      IndexName: 'gsi-referee',
      KeySchema: [{ AttributeName: 'referee', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
    {
      IndexName: 'gsi-region',
      KeySchema: [
        { AttributeName: 'region', KeyType: 'HASH' },
        { AttributeName: 'played_at', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  VectorIndexes: [
    {
      IndexName: 'by-embedding',
      VectorAttribute: { AttributeName: 'embedding' },
      SearchSchema: [
        { AttributeName: 'tournament', SearchSchemaElementType: 'HASH' },
        { AttributeName: 'region', SearchSchemaElementType: 'INLINE_FILTER' },
        { AttributeName: 'round', SearchSchemaElementType: 'INLINE_FILTER' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['players'] },
      Dimensions: 1024,
      DistanceFunction: 'COSINE',
    },
    {
      IndexName: 'by-summary',
      VectorAttribute: { AttributeName: 'summary' },
      Projection: { ProjectionType: 'ALL' },
      Dimensions: 3,
      DistanceFunction: 'DOT_PRODUCT',
    },
  ],
  BillingMode: 'PAY_PER_REQUEST',
  OnDemandThroughput: { MaxReadRequestUnits: 1000, MaxWriteRequestUnits: 500 },
  WarmThroughput: { ReadUnitsPerSecond: 15_000 },
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/matches' },
  TableClass: 'STANDARD_INFREQUENT_ACCESS',
  DeletionProtectionEnabled: true,
  ResourcePolicy: '{"Version":"2012-10-17","Statement":[]}',
  Tags: [
    { Key: 'team', Value: 'core' },
    { Key: 'cost centre', Value: '42' },
  ],
};

export const richProvisioned: TableSchema = {
  tableName: 'ledger',
  attributes: { account: 'S', entry: 'N', day: 'S' },
  partitionKey: 'account',
  sortKey: 'entry',
  globalSecondaryIndexes: {
    'gsi-day': {
      partitionKey: 'day',
      sortKey: 'entry',
      projection: 'ALL',
      provisionedThroughput: { readCapacityUnits: 3, writeCapacityUnits: 4 },
      warmThroughput: { writeUnitsPerSecond: 4 },
    },
  },
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 10, writeCapacityUnits: 20 },
  warmThroughput: { readUnitsPerSecond: 10, writeUnitsPerSecond: 20 },
  streamViewType: false,
  encryption: 'AWS_OWNED',
  tableClass: 'STANDARD',
  deletionProtection: false,
  pointInTimeRecovery: false,
  contributorInsights: true,
  resourcePolicy: '{\n  "Version": "2012-10-17"\n}',
};

export const richProvisionedInput: CreateTableCommandInput = {
  TableName: 'ledger',
  AttributeDefinitions: [
    { AttributeName: 'account', AttributeType: 'S' },
    { AttributeName: 'entry', AttributeType: 'N' },
    { AttributeName: 'day', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'account', KeyType: 'HASH' },
    { AttributeName: 'entry', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'gsi-day',
      KeySchema: [
        { AttributeName: 'day', KeyType: 'HASH' },
        { AttributeName: 'entry', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
      ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 4 },
      WarmThroughput: { WriteUnitsPerSecond: 4 },
    },
  ],
  BillingMode: 'PROVISIONED',
  ProvisionedThroughput: { ReadCapacityUnits: 10, WriteCapacityUnits: 20 },
  WarmThroughput: { ReadUnitsPerSecond: 10, WriteUnitsPerSecond: 20 },
  StreamSpecification: { StreamEnabled: false },
  SSESpecification: { Enabled: false },
  TableClass: 'STANDARD',
  DeletionProtectionEnabled: false,
  // As it was written: its white space counts for the limit.
  ResourcePolicy: '{\n  "Version": "2012-10-17"\n}',
};

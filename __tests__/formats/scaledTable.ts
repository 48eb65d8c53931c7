import { defineTable, type TableSchema } from '../../src/index.js';

export const streamArn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/orders';

/** A provisioned table of which all that can scale does, with a Kinesis stream, and a policy and tags of its own stream. */
export const scaledTable = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', user: 'S' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: {
    readCapacityUnits: 5,
    writeCapacityUnits: 6,
    autoScaling: {
      read: { minCapacity: 5, maxCapacity: 50, targetValue: 70 },
      write: { minCapacity: 6, maxCapacity: 60, targetValue: 65.5 },
    },
  },
  globalSecondaryIndexes: {
    'by-user': {
      partitionKey: 'user',
      provisionedThroughput: {
        readCapacityUnits: 7,
        writeCapacityUnits: 8,
        autoScaling: { write: { minCapacity: 1, maxCapacity: 80, targetValue: 50 } },
      },
    },
  },
  streamViewType: 'NEW_IMAGE',
  streamResourcePolicy: {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Readers', Effect: 'Allow', Principal: '*', Action: 'dynamodb:GetRecords', Resource: '*' }],
  },
  kinesisStreamingDestination: { streamArn },
});

const key = (region: string) => ({
  kmsMasterKeyId: `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
});

/** The same with two replicas: one that says all it can, one that says what it must. */
export const replicatedTable: TableSchema = {
  ...scaledTable,
  provisionedThroughput: { ...scaledTable.provisionedThroughput },
  globalSecondaryIndexes: {
    'by-user': {
      ...scaledTable.globalSecondaryIndexes['by-user'],
      contributorInsights: true,
    },
  },
  contributorInsights: true,
  streamViewType: 'NEW_AND_OLD_IMAGES',
  deletionProtection: true,
  encryption: key('eu-west-1'),
  replicas: {
    'us-east-1': {
      tableClass: 'STANDARD_INFREQUENT_ACCESS',
      deletionProtection: false,
      pointInTimeRecovery: { recoveryPeriodInDays: 7 },
      contributorInsights: { mode: 'THROTTLED_KEYS' },
      tags: { team: 'x' },
      encryption: key('us-east-1'),
      kinesisStreamingDestination: { streamArn: 'arn:aws:kinesis:us-east-1:111122223333:stream/orders' },
      resourcePolicy: {
        Version: '2012-10-17',
        Statement: [{ Sid: 'America', Effect: 'Deny', Principal: '*', Action: 'dynamodb:Scan', Resource: '*' }],
      },
      provisionedThroughput: { readCapacityUnits: 9 },
      globalSecondaryIndexes: {
        'by-user': {
          provisionedThroughput: {
            readCapacityUnits: 10,
            autoScaling: { read: { minCapacity: 10, maxCapacity: 20, targetValue: 30 } },
          },
          contributorInsights: false,
        },
      },
    },
    'eu-central-1': {
      deletionProtection: true,
      contributorInsights: true,
      resourcePolicy: false,
      encryption: key('eu-central-1'),
      globalSecondaryIndexes: { 'by-user': { contributorInsights: true } },
    },
  },
};

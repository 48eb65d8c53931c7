/** One table in three stages of its life: fixed capacity; capacity that scales and a Kinesis stream; two replicas. */
import { defineTable } from 'tablewright';

const at = 'arn:aws:kinesis';
const units = { readCapacityUnits: 5, writeCapacityUnits: 5 };
const capacity = { minCapacity: 5, maxCapacity: 400, targetValue: 70 };
const scaled = { ...units, autoScaling: { read: capacity, write: capacity } } as const;

/** The table as a team begins: a few units, the same at all times. */
export const plainOrders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', status: 'S', placed_at: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': { partitionKey: 'customer', sortKey: 'placed_at', provisionedThroughput: units },
    'gsi-status': { partitionKey: 'status', sortKey: 'placed_at', provisionedThroughput: units },
  },
  billingMode: 'PROVISIONED',
  provisionedThroughput: units,
});

/** The same table once it has users: Application Auto Scaling moves its capacity, and analysts get each change through Kinesis. */
export const scaledOrders = defineTable({
  ...plainOrders,
  globalSecondaryIndexes: {
    'gsi-customer': { partitionKey: 'customer', sortKey: 'placed_at', provisionedThroughput: scaled },
    'gsi-status': { partitionKey: 'status', sortKey: 'placed_at', provisionedThroughput: scaled },
  },
  provisionedThroughput: scaled,
  kinesisStreamingDestination: { streamArn: `${at}:us-east-1:123456789012:stream/orders` },
});

/** And once the users are everywhere. */
export const worldwideOrders = defineTable({
  ...scaledOrders,
  streamViewType: 'NEW_AND_OLD_IMAGES',
  deletionProtection: true,
  replicas: {
    'eu-west-1': {
      deletionProtection: true,
      pointInTimeRecovery: true,
      kinesisStreamingDestination: { streamArn: `${at}:eu-west-1:123456789012:stream/orders` },
    },
    'ap-southeast-2': {
      deletionProtection: true,
      kinesisStreamingDestination: { streamArn: `${at}:ap-southeast-2:123456789012:stream/orders` },
    },
  },
});

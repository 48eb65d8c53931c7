import { defineTable } from '../../src/index.js';

/**
 * What `defineTable` rejects. Each directive stands right above the line that the compiler must point to: an error that names
 * the whole schema, or another line, fails here twice.
 */

/** Keys that name no attribute. */

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  // @ts-expect-error
  partitionKey: 'idd',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  sortKey: 'placedAt',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      // @ts-expect-error
      partitionKey: 'costumer',
      sortKey: 'placed_at',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      // @ts-expect-error
      sortKey: 'placedAt',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      // @ts-expect-error
      partitionKey: ['customer', 'placedAt'],
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      // @ts-expect-error
      sortKey: ['id', 'placedAt'],
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  sortKey: 'placed_at',
  localSecondaryIndexes: {
    'lsi-customer': {
      // @ts-expect-error
      sortKey: 'costumer',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  vectorIndexes: {
    'vector-embedding': {
      vectorAttribute: 'embedding',
      dimensions: 3,
      distanceFunction: 'COSINE',
      // @ts-expect-error
      partitionKey: 'costumer',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  vectorIndexes: {
    'vector-embedding': {
      vectorAttribute: 'embedding',
      dimensions: 3,
      distanceFunction: 'COSINE',
      // @ts-expect-error
      inlineFilters: ['customer', 'placedAt'],
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  vectorIndexes: {
    'vector-embedding': {
      // @ts-expect-error
      vectorAttribute: 'embeddings',
      dimensions: 3,
      distanceFunction: 'COSINE',
    },
  },
});

/** Keys of a type that no key has. */

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  // @ts-expect-error
  partitionKey: 'address',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  sortKey: 'address',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      // @ts-expect-error
      partitionKey: 'address',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      // @ts-expect-error
      sortKey: 'embedding',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      // @ts-expect-error
      partitionKey: ['customer', 'address'],
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  sortKey: 'placed_at',
  localSecondaryIndexes: {
    'lsi-customer': {
      // @ts-expect-error
      sortKey: 'address',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  vectorIndexes: {
    'vector-embedding': {
      vectorAttribute: 'embedding',
      dimensions: 3,
      distanceFunction: 'COSINE',
      // @ts-expect-error
      partitionKey: 'address',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  vectorIndexes: {
    'vector-embedding': {
      // @ts-expect-error: a vector is a list
      vectorAttribute: 'customer',
      dimensions: 3,
      distanceFunction: 'COSINE',
    },
  },
});

/** Keys of a shape that DynamoDB does not have. */

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  // @ts-expect-error: only the keys of a GSI can be tuples
  partitionKey: ['id', 'customer'],
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  sortKey: ['placed_at'],
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  sortKey: 'placed_at',
  localSecondaryIndexes: {
    'lsi-customer': {
      // @ts-expect-error
      sortKey: ['customer'],
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      // @ts-expect-error: four at most
      partitionKey: ['id', 'customer', 'placed_at', 'id', 'customer'],
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      // @ts-expect-error
      sortKey: ['id', 'customer', 'placed_at', 'id', 'customer'],
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      // @ts-expect-error: one at least
      partitionKey: [],
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      // @ts-expect-error
      partitionKey: { name: 'customer', type: 'S' },
    },
  },
});

// @ts-expect-error: no partition key
defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    // @ts-expect-error: no partition key
    'gsi-customer': { sortKey: 'placed_at' },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  sortKey: 'placed_at',
  localSecondaryIndexes: {
    // @ts-expect-error: no sort key
    'lsi-customer': { projection: 'ALL' },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  vectorIndexes: {
    // @ts-expect-error: no distance function
    'vector-embedding': { vectorAttribute: 'embedding', dimensions: 3 },
  },
});

/** Time to live. */

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error: not an N
  timeToLive: 'customer',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error: no such attribute
  timeToLive: 'expires',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  timeToLive: { attributeName: 'placed_at', enabled: true },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S' },
  partitionKey: 'id',
  // @ts-expect-error: no N at all
  timeToLive: 'id',
});

/** Capacity: with PROVISIONED required, for the table and every GSI, and otherwise forbidden. */

// @ts-expect-error: no throughput
defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
  globalSecondaryIndexes: {
    // @ts-expect-error: no throughput
    'gsi-customer': { partitionKey: 'customer' },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  billingMode: 'PAY_PER_REQUEST',
  // @ts-expect-error
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      // @ts-expect-error
      provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
  // @ts-expect-error
  onDemandThroughput: { maxReadRequestUnits: 1 },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
      // @ts-expect-error
      onDemandThroughput: { maxReadRequestUnits: 1 },
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
  // @ts-expect-error: only on demand
  vectorIndexes: {
    'vector-embedding': { vectorAttribute: 'embedding', dimensions: 3, distanceFunction: 'COSINE' },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  // @ts-expect-error
  provisionedThroughput: { readCapacityUnits: 1 },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  // @ts-expect-error
  provisionedThroughput: { readCapacityUnits: '1', writeCapacityUnits: 1 },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  // @ts-expect-error: also on a provisioned table
  partitionKey: 'idd',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
  globalSecondaryIndexes: {
    'gsi-customer': {
      // @ts-expect-error
      partitionKey: 'costumer',
      provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
    },
  },
});

/** Who scales capacity can be said one way, and where there is capacity. */

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  // @ts-expect-error
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1, autoScaling: 'MANAGED' },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      // @ts-expect-error
      provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1, autoScaling: true },
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  onDemandThroughput: { maxReadRequestUnits: 1, autoScaling: 'UNMANAGED' },
});

/** Misspelt properties. */

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  timetoLive: 'placed_at',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  globalSecondaryIndices: {},
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  ttl: 'placed_at',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      // @ts-expect-error
      sortkey: 'placed_at',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      // @ts-expect-error
      projectionType: 'ALL',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      // @ts-expect-error
      projection: { includes: ['address'] },
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  sortKey: 'placed_at',
  localSecondaryIndexes: {
    'lsi-customer': {
      sortKey: 'customer',
      // @ts-expect-error
      projections: 'ALL',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  sortKey: 'placed_at',
  localSecondaryIndexes: {
    'lsi-customer': {
      // @ts-expect-error: always the table's
      partitionKey: 'id',
      sortKey: 'customer',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  vectorIndexes: {
    'vector-embedding': {
      vectorAttribute: 'embedding',
      // @ts-expect-error
      dimension: 3,
      distanceFunction: 'COSINE',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  // @ts-expect-error
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnit: 1 },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  onDemandThroughput: { maxReadUnits: 1 },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  warmThroughput: { readUnits: 12_000 },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  pointInTimeRecovery: { recoveryPeriod: 7 },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
  // @ts-expect-error: also on a provisioned table
  timetoLive: 'placed_at',
});

/** Values that are none of those allowed. */

defineTable({
  // @ts-expect-error
  tableName: 7,
  attributes: { id: 'S' },
  partitionKey: 'id',
});

defineTable({
  tableName: 'orders',
  // @ts-expect-error
  attributes: { id: 'S', total: 'NUMBER' },
  partitionKey: 'id',
});

defineTable({
  tableName: 'orders',
  // @ts-expect-error
  attributes: { id: 'String' },
  partitionKey: 'id',
});

defineTable({
  tableName: 'orders',
  // @ts-expect-error
  attributes: ['id'],
  partitionKey: 'id',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  billingMode: 'ON_DEMAND',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  streamViewType: 'NEW',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error: which view?
  streamViewType: true,
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  tableClass: 'STANDARD_IA',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  encryption: 'KMS',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  encryption: true,
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  encryption: { kmsKeyId: 'alias/orders' },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  encryption: {},
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  deletionProtection: 'yes',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  pointInTimeRecovery: 7,
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  contributorInsights: { mode: 'ALL' },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  contributorInsights: 'ENABLE',
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  tags: { team: 7 },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  tags: [{ Key: 'team', Value: 'orders' }],
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  // @ts-expect-error
  resourcePolicy: 7,
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      // @ts-expect-error
      projection: 'INCLUDE',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      // @ts-expect-error
      projection: ['address'],
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      // @ts-expect-error
      projection: { include: 'address' },
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  vectorIndexes: {
    'vector-embedding': {
      vectorAttribute: 'embedding',
      dimensions: 3,
      // @ts-expect-error
      distanceFunction: 'cosine',
    },
  },
});

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  vectorIndexes: {
    'vector-embedding': {
      vectorAttribute: 'embedding',
      // @ts-expect-error
      dimensions: '3',
      distanceFunction: 'COSINE',
    },
  },
});

/** Two indexes of one name. */

defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    // biome-ignore lint/suspicious/noDuplicateObjectKeys: it is the mistake in question
    'gsi-customer': { partitionKey: 'customer' },
    // @ts-expect-error
    'gsi-customer': { partitionKey: 'placed_at' },
  },
});

/** What is missing altogether. */

// @ts-expect-error: no name
defineTable({
  attributes: { id: 'S' },
  partitionKey: 'id',
});

// @ts-expect-error: no attributes
defineTable({
  tableName: 'orders',
  partitionKey: 'id',
});

// @ts-expect-error: nothing
defineTable();

import { defineTable, type TableSchema } from '../../src/index.js';
import type { Equal, Expect } from './equal.js';

/** What `defineTable` accepts, and what it keeps. */

export const least = defineTable({ tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id' });

export const everyProperty = defineTable({
  tableName: 'orders',
  attributes: {
    id: 'S',
    placed_at: 'N',
    digest: 'B',
    customer: 'S',
    paid: 'BOOL',
    nothing: 'NULL',
    lines: 'L',
    address: 'M',
    labels: 'SS',
    amounts: 'NS',
    blobs: 'BS',
    embedding: 'L',
    expires: 'N',
  },
  partitionKey: 'id',
  sortKey: 'placed_at',
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      sortKey: 'placed_at',
      projection: 'KEYS_ONLY',
      onDemandThroughput: { maxReadRequestUnits: 10, maxWriteRequestUnits: 5 },
      warmThroughput: { readUnitsPerSecond: 12_000, writeUnitsPerSecond: 4_000 },
      contributorInsights: { mode: 'THROTTLED_KEYS' },
    },
    'gsi-digest': { partitionKey: 'digest', projection: 'ALL', contributorInsights: true },
    'gsi-expires': { partitionKey: 'expires', projection: { include: ['customer', 'paid'] } },
  },
  localSecondaryIndexes: {
    'lsi-customer': { sortKey: 'customer', projection: { include: ['address'] } },
    'lsi-expires': { sortKey: 'expires' },
  },
  vectorIndexes: {
    'vector-embedding': {
      vectorAttribute: 'embedding',
      dimensions: 1024,
      distanceFunction: 'COSINE',
      partitionKey: 'customer',
      inlineFilters: ['placed_at', 'digest'],
      projection: 'KEYS_ONLY',
    },
  },
  timeToLive: 'expires',
  billingMode: 'PAY_PER_REQUEST',
  onDemandThroughput: { maxReadRequestUnits: 100 },
  warmThroughput: { readUnitsPerSecond: 12_000 },
  streamViewType: 'NEW_AND_OLD_IMAGES',
  encryption: { kmsMasterKeyId: 'alias/orders' },
  tableClass: 'STANDARD_INFREQUENT_ACCESS',
  deletionProtection: true,
  pointInTimeRecovery: { recoveryPeriodInDays: 7 },
  contributorInsights: { mode: 'ACCESSED_AND_THROTTLED_KEYS' },
  resourcePolicy: { Version: '2012-10-17', Statement: [] },
  tags: { team: 'orders' },
});

export const shortForms = defineTable({
  tableName: 'orders',
  attributes: { id: 'S' },
  partitionKey: 'id',
  streamViewType: false,
  encryption: 'AWS_MANAGED',
  deletionProtection: false,
  pointInTimeRecovery: true,
  contributorInsights: false,
  resourcePolicy: '{}',
  tags: {},
});

export const provisioned = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 1 },
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 1 },
      warmThroughput: { readUnitsPerSecond: 5 },
      contributorInsights: true,
    },
  },
});

/** Literals stay literals, without `as const`. */
export type Literals = Expect<
  [
    Equal<(typeof everyProperty)['tableName'], 'orders'>,
    Equal<(typeof everyProperty)['attributes']['placed_at'], 'N'>,
    Equal<(typeof everyProperty)['partitionKey'], 'id'>,
    Equal<(typeof everyProperty)['timeToLive'], 'expires'>,
    Equal<(typeof everyProperty)['globalSecondaryIndexes']['gsi-customer']['sortKey'], 'placed_at'>,
    Equal<
      (typeof everyProperty)['globalSecondaryIndexes']['gsi-customer']['contributorInsights']['mode'],
      'THROTTLED_KEYS'
    >,
    Equal<
      (typeof everyProperty)['globalSecondaryIndexes']['gsi-expires']['projection']['include'],
      readonly ['customer', 'paid']
    >,
    Equal<(typeof everyProperty)['vectorIndexes']['vector-embedding']['dimensions'], 1024>,
    Equal<(typeof everyProperty)['pointInTimeRecovery']['recoveryPeriodInDays'], 7>,
    Equal<(typeof everyProperty)['tags']['team'], 'orders'>,
    Equal<(typeof shortForms)['streamViewType'], false>,
    Equal<(typeof provisioned)['billingMode'], 'PROVISIONED'>,
    Equal<(typeof provisioned)['provisionedThroughput']['readCapacityUnits'], 5>,
  ]
>;

/** What was left out is not there, and what is there is not optional. */
export type NothingAdded = Expect<
  [
    Equal<
      typeof least,
      { readonly tableName: 'orders'; readonly attributes: { readonly id: 'S' }; readonly partitionKey: 'id' }
    >,
    Equal<'billingMode' extends keyof typeof least ? true : false, false>,
  ]
>;

/** The parts of a GSI key may be tuples of one to four. */
export const tuples = defineTable({
  tableName: 'matches',
  attributes: { id: 'S', tournament: 'S', region: 'S', round: 'N', bracket: 'B' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    one: { partitionKey: ['tournament'], sortKey: ['round'] },
    two: { partitionKey: ['tournament', 'region'], sortKey: 'round' },
    three: { partitionKey: 'id', sortKey: ['tournament', 'region', 'round'] },
    four: {
      partitionKey: ['tournament', 'region', 'round', 'bracket'],
      sortKey: ['bracket', 'round', 'region', 'tournament'],
    },
  },
});
export type Tuples = Expect<
  [
    Equal<(typeof tuples)['globalSecondaryIndexes']['two']['partitionKey'], readonly ['tournament', 'region']>,
    Equal<(typeof tuples)['globalSecondaryIndexes']['three']['sortKey'], readonly ['tournament', 'region', 'round']>,
  ]
>;

/** A projection may include attributes that the schema does not declare, in every kind of index and both billing modes. */
export const undeclaredInProjections = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'S', embedding: 'L' },
  partitionKey: 'id',
  sortKey: 'placed_at',
  globalSecondaryIndexes: {
    'gsi-customer': { partitionKey: 'customer', projection: { include: ['customer', 'elsewhere'] } },
  },
  localSecondaryIndexes: { 'lsi-customer': { sortKey: 'customer', projection: { include: ['elsewhere'] } } },
  vectorIndexes: {
    'vector-embedding': {
      vectorAttribute: 'embedding',
      dimensions: 3,
      distanceFunction: 'EUCLIDEAN',
      projection: { include: ['elsewhere'] },
    },
  },
});
export const undeclaredInProvisioned = defineTable({
  tableName: 'orders',
  attributes: { id: 'S' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
  globalSecondaryIndexes: {
    'gsi-id': {
      partitionKey: 'id',
      projection: { include: ['elsewhere'] },
      provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
    },
  },
});
export type Undeclared = Expect<
  [
    Equal<
      (typeof undeclaredInProjections)['globalSecondaryIndexes']['gsi-customer']['projection']['include'],
      readonly ['customer', 'elsewhere']
    >,
  ]
>;

/** Under isolatedDeclarations, an exported constant has its type in writing. */
const literal = { tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id' } as const;
export const isolated: typeof literal = defineTable(literal);

/** Capacity that something else scales. */
export const scaled = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 1, autoScaling: 'UNMANAGED' },
  globalSecondaryIndexes: {
    'gsi-customer': {
      partitionKey: 'customer',
      provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 1, autoScaling: 'UNMANAGED' },
    },
  },
});
export type Scaled = Expect<[Equal<(typeof scaled)['provisionedThroughput']['autoScaling'], 'UNMANAGED'>]>;

/** A constant for a name, a template for the table name, a spread: what real declarations do. */
const owner = 'customer';
declare const stage: string;
const common = { streamViewType: 'NEW_IMAGE', tags: { team: 'orders' } } as const;
export const composed = defineTable({
  ...common,
  tableName: `orders-${stage}` as const,
  attributes: { id: 'S', [owner]: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'gsi-customer': { partitionKey: owner } },
});
export type Composed = Expect<
  [
    Equal<(typeof composed)['streamViewType'], 'NEW_IMAGE'>,
    Equal<(typeof composed)['globalSecondaryIndexes']['gsi-customer']['partitionKey'], 'customer'>,
  ]
>;

/** A schema that the compiler knows nothing of, as `JSON.parse` or a file gives it, is taken too. */
declare const unknownSchema: TableSchema;
export const fromElsewhere: TableSchema = defineTable(unknownSchema);

/** Every declared schema is a `TableSchema`. */
export const asTableSchemas: TableSchema[] = [least, everyProperty, shortForms, provisioned, tuples];

/** What it returns is read-only. */
export function readOnly() {
  // @ts-expect-error
  least.tableName = 'orders';
  // @ts-expect-error
  everyProperty.globalSecondaryIndexes['gsi-customer'].partitionKey = 'customer';
  // @ts-expect-error
  tuples.globalSecondaryIndexes.two.partitionKey[0] = 'tournament';
}

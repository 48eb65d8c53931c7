import type { AutoScaling, GlobalSecondaryIndex, TableSchema } from '../../src/schema/index.js';
import { exampleTable, provisioned, scaling, units, vectorIndex } from '../rules/examples.js';

/** What a live table has, and what its schema wants instead: changes of `exampleTable`, or of its index. */
export type Pair<Holder> = readonly [live: Partial<Holder>, desired: Partial<Holder>];

const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'dynamodb:GetItem', Resource: '*' }],
};
const index = { globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer' } } };
const keysOnly = {
  globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer', projection: 'KEYS_ONLY' } },
} as const;
const withSortKey = { sortKey: 'placed_at' };
const local = { ...withSortKey, localSecondaryIndexes: { 'lsi-total': { sortKey: 'total' } } };
const vector = { vectorIndexes: { 'vec-text': vectorIndex } } as Partial<TableSchema>;
const onStream = { streamViewType: 'NEW_IMAGE' } as const;
const sendsTo = (
  stream: string,
  approximateCreationDateTimePrecision?: 'MICROSECOND',
): Pick<TableSchema, 'kinesisStreamingDestination'> => ({
  kinesisStreamingDestination: {
    streamArn: `arn:aws:kinesis:eu-west-1:111122223333:stream/${stream}`,
    ...(approximateCreationDateTimePrecision && { approximateCreationDateTimePrecision }),
  },
});
const more = { readCapacityUnits: 50, writeCapacityUnits: 50 };

const scaled = (autoScaling: AutoScaling): Partial<TableSchema> => ({
  billingMode: 'PROVISIONED',
  provisionedThroughput: { ...units, autoScaling },
});
const replicated = (replicas: TableSchema['replicas']): Partial<TableSchema> => ({
  streamViewType: 'NEW_AND_OLD_IMAGES',
  replicas,
});

/** Of each property of a table, in the order of the page: every way in which it changes. One that comes in has to tell its ways. */
export const ofTable: { readonly [P in keyof Required<TableSchema>]: readonly Pair<TableSchema>[] } = {
  tableName: [],
  attributes: [[{}, { attributes: { ...exampleTable.attributes, id: 'N' } as TableSchema['attributes'] }]],
  partitionKey: [[{}, { partitionKey: 'customer' }]],
  sortKey: [[{}, withSortKey]],
  globalSecondaryIndexes: [
    [{}, index],
    [index, keysOnly],
    [index, {}],
  ],
  localSecondaryIndexes: [
    [withSortKey, local],
    [local, { ...local, localSecondaryIndexes: { 'lsi-total': { sortKey: 'total', projection: 'KEYS_ONLY' } } }],
    [local, withSortKey],
  ],
  vectorIndexes: [
    [{}, vector],
    [vector, { vectorIndexes: { 'vec-text': { ...vectorIndex, distanceFunction: 'EUCLIDEAN' } } }],
    [vector, {}],
  ] as readonly Pair<TableSchema>[],
  billingMode: [[{}, { ...provisioned, billingMode: 'PROVISIONED' }]],
  provisionedThroughput: [
    [
      { ...provisioned, billingMode: 'PROVISIONED' },
      { billingMode: 'PROVISIONED', provisionedThroughput: more },
    ],
    [scaled({}), scaled({ write: scaling })],
    [scaled({ write: scaling }), scaled({ write: { ...scaling, maxCapacity: 200 } })],
    [scaled({ write: scaling }), scaled({})],
  ],
  onDemandThroughput: [[{}, { onDemandThroughput: { maxReadRequestUnits: 100, maxWriteRequestUnits: 100 } }]],
  warmThroughput: [[{}, { warmThroughput: { readUnitsPerSecond: 20_000 } }]],
  timeToLive: [
    [{}, { timeToLive: 'expires' }],
    [{ timeToLive: 'expires' }, { timeToLive: 'total' }],
    [{ timeToLive: 'expires' }, {}],
  ],
  streamViewType: [
    [{}, { streamViewType: 'NEW_IMAGE' }],
    [{ streamViewType: 'NEW_IMAGE' }, { streamViewType: 'KEYS_ONLY' }],
    [{ streamViewType: 'NEW_IMAGE' }, { streamViewType: false }],
  ],
  streamResourcePolicy: [
    [onStream, { ...onStream, streamResourcePolicy: policy }],
    [
      { ...onStream, streamResourcePolicy: policy },
      { ...onStream, streamResourcePolicy: false },
    ],
  ],
  streamTags: [[onStream, { ...onStream, streamTags: { team: 'shop' } }]],
  kinesisStreamingDestination: [
    [{}, sendsTo('orders')],
    [sendsTo('orders'), sendsTo('orders-2')],
    [sendsTo('orders'), sendsTo('orders', 'MICROSECOND')],
    [sendsTo('orders'), { kinesisStreamingDestination: false }],
  ],
  replicas: [
    [replicated({}), replicated({ 'eu-west-1': {} })],
    [replicated({ 'eu-west-1': {} }), replicated({ 'eu-west-1': { tableClass: 'STANDARD_INFREQUENT_ACCESS' } })],
    [replicated({ 'eu-west-1': {} }), replicated({ 'eu-west-1': { deletionProtection: true } })],
    [replicated({ 'eu-west-1': {} }), replicated({ 'eu-west-1': { pointInTimeRecovery: true } })],
    [replicated({ 'eu-west-1': {} }), replicated({ 'eu-west-1': { tags: { team: 'shop' } } })],
    [replicated({ 'eu-west-1': {} }), replicated({})],
  ],
  encryption: [[{}, { encryption: 'AWS_MANAGED' }]],
  tableClass: [[{}, { tableClass: 'STANDARD_INFREQUENT_ACCESS' }]],
  deletionProtection: [[{}, { deletionProtection: true }]],
  pointInTimeRecovery: [
    [{}, { pointInTimeRecovery: true }],
    [{ pointInTimeRecovery: true }, { pointInTimeRecovery: false }],
  ],
  contributorInsights: [[{}, { contributorInsights: true }]],
  resourcePolicy: [
    [{}, { resourcePolicy: policy }],
    [{ resourcePolicy: policy }, { resourcePolicy: false }],
  ],
  tags: [[{}, { tags: { team: 'shop' } }]],
};

/** Of each property of a global index: the same, of an index of the table. */
export const ofIndex: { readonly [P in keyof Required<GlobalSecondaryIndex>]: readonly Pair<GlobalSecondaryIndex>[] } =
  {
    partitionKey: [[{}, { partitionKey: 'total' }]],
    sortKey: [[{}, { sortKey: 'placed_at' }]],
    projection: [[{}, { projection: { include: ['total'] } }]],
    provisionedThroughput: [[{ provisionedThroughput: units }, { provisionedThroughput: more }]],
    onDemandThroughput: [[{}, { onDemandThroughput: { maxReadRequestUnits: 100, maxWriteRequestUnits: 100 } }]],
    warmThroughput: [[{}, { warmThroughput: { readUnitsPerSecond: 20_000 } }]],
    contributorInsights: [[{}, { contributorInsights: true }]],
  };

export function tableWith(changes: Partial<TableSchema>): TableSchema {
  return { ...exampleTable, ...changes } as TableSchema;
}

const indexName = 'gsi-customer';

/** The table with an index, which has these properties besides its key. */
export function tableWithIndex(changes: Partial<GlobalSecondaryIndex>): TableSchema {
  const capacity = changes.provisionedThroughput === undefined ? {} : provisioned;
  return tableWith({
    ...capacity,
    globalSecondaryIndexes: { [indexName]: { partitionKey: 'customer', ...changes } },
  } as Partial<TableSchema>);
}

import type { AdviceRule } from '../../src/schema/index.js';
import {
  attributeNameBytes,
  onDemandWarmThroughput,
  projectedAttributesPerIndex,
  projectedAttributesPerTable,
} from '../../src/schema/limits.js';
import { list, longName, provisioned, scaling, units, vectorIndex } from './examples.js';
import { pages, type SchemaRuleText } from './rule.js';

/** The advice of `lintTable`. */
export const adviceTexts: { readonly [R in AdviceRule]: SchemaRuleText } = {
  'gsi-same-key': {
    what: 'A global index has the key of the table or of another index. DynamoDB takes it; it is paid for, and serves no query that the other does not.',
    source: pages.globalIndexes,
    broken: { globalSecondaryIndexes: { 'gsi-id': { partitionKey: 'id' } } },
  },
  'include-count': {
    what: "An index includes more attributes than the API's model allows. Whether the service holds to it is not documented.",
    limit: `${projectedAttributesPerIndex} an index`,
    source: pages.projection,
    broken: {
      globalSecondaryIndexes: {
        'gsi-customer': {
          partitionKey: 'customer',
          projection: { include: list(projectedAttributesPerIndex + 1, 'field') },
        },
      },
    },
  },
  'include-no-keys': {
    what: 'An index includes an attribute of a key, which it holds in any case.',
    source: pages.projection,
    broken: {
      globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer', projection: { include: ['id'] } } },
    },
  },
  'include-spelling': {
    what: 'An index includes an attribute that is not declared and is spelt almost like one that is.',
    source: pages.projection,
    broken: {
      globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer', projection: { include: ['totals'] } } },
    },
  },
  'vector-projection-total': {
    what: 'There are many vector attributes, inline filters and included attributes together. Whether all of them count against one limit is not documented.',
    limit: `${projectedAttributesPerTable} in all`,
    source: pages.quotas,
    broken: {
      vectorIndexes: {
        'vec-text': { ...vectorIndex, projection: { include: list(projectedAttributesPerTable, 'field') } },
      },
    },
  },
  'vector-partition-key': {
    what: 'A vector index with a partition key leaves out items that lack the attribute.',
    source: pages.searchVectors,
    broken: { vectorIndexes: { 'vec-text': { ...vectorIndex, partitionKey: 'customer' } } },
  },
  'vector-key-name-length': {
    what: 'The name of an attribute by which a vector index searches is long. The limit for names in keys may hold for it.',
    limit: `${attributeNameBytes} bytes`,
    source: pages.naming,
    broken: {
      attributes: { id: 'S', embedding: 'L', [longName]: 'S' },
      vectorIndexes: { 'vec-text': { ...vectorIndex, inlineFilters: [longName] } },
    },
  },
  'lsi-collection-size': {
    what: 'With a local index, the items of one partition key can grow no further than to a limit, and writes then fail.',
    limit: '10 GB for each partition key',
    source: pages.localIndexes,
    broken: { sortKey: 'placed_at', localSecondaryIndexes: { 'lsi-total': { sortKey: 'total' } } },
  },
  'on-demand-throughput-empty': {
    what: 'Ceilings without a number take ceilings away from a live table. A new table has none.',
    source: pages.ceilings,
    broken: { onDemandThroughput: {} },
  },
  'warm-throughput-low': {
    what: 'The warm throughput of a table with provisioned capacity is below what a table on demand has. DynamoDB may refuse it.',
    limit: `${onDemandWarmThroughput.readUnitsPerSecond.toLocaleString('en')} reads and ${onDemandWarmThroughput.writeUnitsPerSecond.toLocaleString('en')} writes per second`,
    source: pages.warmThroughput,
    broken: { ...provisioned, warmThroughput: { readUnitsPerSecond: 100 } },
  },
  'auto-scaling-start': {
    what: 'A capacity that scales starts outside of its bounds. Application Auto Scaling moves it into them as soon as it is told of it.',
    source: pages.autoScaling,
    broken: {
      ...provisioned,
      provisionedThroughput: { ...units, autoScaling: { read: { ...scaling, minCapacity: 10 } } },
    },
  },
  'replica-scaled-writes': {
    what: 'A table with provisioned capacity has replicas, and its writes, or those of an index, are not scaled. DynamoDB adds a replica only where they are; `UNMANAGED` says that something else scales them.',
    source: pages.globalTables,
    broken: { ...provisioned, streamViewType: 'NEW_AND_OLD_IMAGES', replicas: { 'eu-west-1': {} } },
  },
  'time-to-live-type': {
    what: 'The attribute that holds the time of expiry is not a number, so that no item expires. Live tables can have it; `defineTable` does not take it.',
    limit: '`N`',
    source: pages.timeToLive,
    broken: { timeToLive: 'placed_at' },
  },
  'time-to-live-key': {
    what: 'The attribute that holds the time of expiry is in a key, so that a new time moves the item in an index or makes another item.',
    source: pages.timeToLive,
    broken: {
      timeToLive: 'expires',
      globalSecondaryIndexes: { 'gsi-expires': { partitionKey: 'customer', sortKey: 'expires' } },
    },
  },
};

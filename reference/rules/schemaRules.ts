import type { SchemaRule } from '../../src/schema/index.js';
import {
  attributeNameBytes,
  attributeNameLength,
  defaultQuotas,
  gsiKeyAttributes,
  kinesisStreamArnLength,
  localSecondaryIndexesPerTable,
  nameLength,
  onDemandWarmThroughput,
  projectedAttributesPerTable,
  recoveryPeriodDays,
  resourcePolicyBytes,
  scalingTargetPercent,
  scheduledActionNameLength,
  tagKeyLength,
  tagsPerTable,
  tagValueLength,
  vectorDimensions,
  vectorIndexesPerTable,
  vectorInlineFilters,
} from '../../src/schema/limits.js';
import { list, longName, provisioned, scaling, units, vectorIndex } from './examples.js';
import { pages, type SchemaRuleText } from './rule.js';

const quota = (name: keyof typeof defaultQuotas) =>
  `${defaultQuotas[name].toLocaleString('en')}, unless the account's quota is higher: \`quotas.${name}\``;

/** The rules of `validateTable`. One that comes into `SchemaRule` does not compile until it stands here. */
export const schemaRules: { readonly [R in SchemaRule]: SchemaRuleText } = {
  shape: {
    what: 'A schema is an object, and so is each part of it that has properties.',
    source: pages.createTable,
    broken: { globalSecondaryIndexes: { 'gsi-customer': 'customer' } },
  },
  'unknown-property': {
    what: 'A property must be one that a schema has.',
    source: pages.createTable,
    broken: { timeToLve: 'expires' },
  },
  'table-name': {
    what: 'The name of a table is one that DynamoDB takes. The ARN of a table is not.',
    limit: `${nameLength.min} to ${nameLength.max} of \`a-z A-Z 0-9 _ . -\``,
    source: pages.naming,
    broken: { tableName: 'my orders' },
  },
  'attribute-type': {
    what: 'An attribute is declared with a type of DynamoDB.',
    limit: '`S N B BOOL NULL L M SS NS BS`',
    source: pages.naming,
    broken: { attributes: { id: 'S', total: 'number' } },
  },
  'table-key': {
    what: 'A table has a partition key, and may have a sort key. Each is the name of one attribute.',
    limit: 'one attribute each',
    source: pages.keySchema,
    broken: { partitionKey: ['id', 'customer'] },
  },
  'gsi-key': {
    what: 'The partition key of a global index is the name of an attribute or a list of several; so is its sort key.',
    limit: `${gsiKeyAttributes} attributes each`,
    source: pages.multiAttributeKeys,
    broken: { globalSecondaryIndexes: { 'gsi-customer': { partitionKey: [] } } },
  },
  'lsi-key': {
    what: "A local index has a sort key, the name of one attribute. Its partition key is the table's.",
    limit: 'one attribute',
    source: pages.localIndexes,
    broken: { sortKey: 'placed_at', localSecondaryIndexes: { 'lsi-total': { sortKey: ['total', 'customer'] } } },
  },
  'lsi-needs-sort-key': {
    what: 'Only a table with a sort key can have local indexes.',
    source: pages.localIndexes,
    broken: { localSecondaryIndexes: { 'lsi-total': { sortKey: 'total' } } },
  },
  'key-declared': {
    what: 'An attribute that a key uses is declared in `attributes`, since DynamoDB must know its type.',
    source: pages.attributeDefinition,
    broken: { globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'costumer' } } },
  },
  'key-type': {
    what: 'An attribute that a key uses is a string, a number or binary.',
    limit: '`S`, `N` or `B`',
    source: pages.attributeDefinition,
    broken: { globalSecondaryIndexes: { 'gsi-lines': { partitionKey: 'lines' } } },
  },
  'key-name-length': {
    what: 'The name of an attribute that a key uses is short. What counts is its bytes in UTF-8.',
    limit: `1 to ${attributeNameBytes} bytes`,
    source: pages.naming,
    broken: { attributes: { [longName]: 'S' }, partitionKey: longName },
  },
  'key-no-duplicate': {
    what: 'An attribute stands in a key once.',
    source: pages.keySchema,
    broken: { sortKey: 'id' },
  },
  'index-name': {
    what: 'The name of an index is one that DynamoDB takes.',
    limit: `${nameLength.min} to ${nameLength.max} of \`a-z A-Z 0-9 _ . -\``,
    source: pages.naming,
    broken: { globalSecondaryIndexes: { 'by customer': { partitionKey: 'customer' } } },
  },
  'index-name-unique': {
    what: 'The indexes of a table, of all kinds, have different names.',
    source: pages.createTable,
    broken: {
      sortKey: 'placed_at',
      globalSecondaryIndexes: { 'by-total': { partitionKey: 'total' } },
      localSecondaryIndexes: { 'by-total': { sortKey: 'total' } },
    },
  },
  'gsi-count': {
    what: 'A table has a limited number of global indexes.',
    limit: quota('globalSecondaryIndexesPerTable'),
    source: pages.quotas,
    broken: {
      globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer' }, 'gsi-total': { partitionKey: 'total' } },
    },
    options: { quotas: { globalSecondaryIndexesPerTable: 1 } },
  },
  'lsi-count': {
    what: 'A table has a limited number of local indexes, which AWS does not raise.',
    limit: `${localSecondaryIndexesPerTable}`,
    source: pages.quotas,
    broken: {
      sortKey: 'placed_at',
      localSecondaryIndexes: Object.fromEntries(
        list(localSecondaryIndexesPerTable + 1, 'lsi').map((name) => [name, { sortKey: 'total' }]),
      ),
    },
  },
  'vector-index-count': {
    what: 'A table has a limited number of vector indexes.',
    limit: `${vectorIndexesPerTable}`,
    source: pages.quotas,
    broken: {
      vectorIndexes: Object.fromEntries(list(vectorIndexesPerTable + 1, 'vec').map((name) => [name, vectorIndex])),
    },
  },
  'index-without-capacity': {
    what: "Local and vector indexes use the table's capacity, and have none of their own.",
    source: pages.localIndexes,
    broken: {
      sortKey: 'placed_at',
      localSecondaryIndexes: { 'lsi-total': { sortKey: 'total', provisionedThroughput: units } },
    },
  },
  projection: {
    what: 'What an index holds besides keys is everything, nothing, or the attributes that `include` names.',
    limit: '`ALL`, `KEYS_ONLY` or `{ include }`',
    source: pages.projection,
    broken: { globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer', projection: 'INCLUDE' } } },
  },
  'include-list': {
    what: '`include` is a list that names at least one attribute.',
    source: pages.projection,
    broken: { globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer', projection: { include: [] } } } },
  },
  'include-no-duplicate': {
    what: '`include` names an attribute once. The guide does not say so; DynamoDB refuses it.',
    source: pages.projection,
    broken: {
      globalSecondaryIndexes: {
        'gsi-customer': { partitionKey: 'customer', projection: { include: ['total', 'total'] } },
      },
    },
  },
  'include-total': {
    what: 'The global and local indexes of a table include a limited number of attributes together. One that two indexes include counts twice.',
    limit: `${projectedAttributesPerTable} in all`,
    source: pages.quotas,
    broken: {
      globalSecondaryIndexes: {
        'gsi-customer': {
          partitionKey: 'customer',
          projection: { include: list(projectedAttributesPerTable + 1, 'field') },
        },
      },
    },
  },
  'projected-name-length': {
    what: 'The name of an included attribute is short. What counts is its bytes in UTF-8.',
    limit: `1 to ${attributeNameBytes} bytes`,
    source: pages.naming,
    broken: {
      globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer', projection: { include: [longName] } } },
    },
  },
  'vector-attribute': {
    what: 'A vector is in an attribute that is declared as a list.',
    limit: '`L`',
    source: pages.vectorIndexes,
    broken: { vectorIndexes: { 'vec-text': { ...vectorIndex, vectorAttribute: 'customer' } } },
  },
  'vector-name-length': {
    what: 'The name of an attribute that holds a vector is short.',
    limit: `1 to ${attributeNameLength} characters`,
    source: pages.vectorIndexes,
    broken: {
      attributes: { id: 'S', [longName]: 'L' },
      vectorIndexes: { 'vec-text': { ...vectorIndex, vectorAttribute: longName } },
    },
  },
  'vector-dimensions': {
    what: 'A vector has a whole number of dimensions.',
    limit: `1 to ${vectorDimensions}`,
    source: pages.vectorIndexes,
    broken: { vectorIndexes: { 'vec-text': { ...vectorIndex, dimensions: 5000 } } },
  },
  'vector-same-dimensions': {
    what: 'All vector indexes of an attribute have the same number of dimensions.',
    source: pages.vectorIndexes,
    broken: { vectorIndexes: { 'vec-text': vectorIndex, 'vec-short': { ...vectorIndex, dimensions: 256 } } },
  },
  'vector-distance-function': {
    what: 'The distance of two vectors is measured in a way that DynamoDB knows.',
    limit: '`COSINE`, `EUCLIDEAN` or `DOT_PRODUCT`',
    source: pages.vectorIndexes,
    broken: { vectorIndexes: { 'vec-text': { ...vectorIndex, distanceFunction: 'MANHATTAN' } } },
  },
  'vector-search-schema': {
    what: 'A vector index has one attribute at most as its partition key, and a limited list of inline filters.',
    limit: `1 attribute; ${vectorInlineFilters} filters`,
    source: pages.vectorIndexes,
    broken: { vectorIndexes: { 'vec-text': { ...vectorIndex, inlineFilters: 'customer' } } },
  },
  'vector-needs-on-demand': {
    what: 'Only a table that is billed per request can have vector indexes.',
    source: pages.vectorIndexes,
    broken: { ...provisioned, vectorIndexes: { 'vec-text': vectorIndex } },
  },
  'billing-mode': {
    what: 'A table is billed per request, or by the capacity that is reserved.',
    limit: '`PAY_PER_REQUEST` or `PROVISIONED`',
    source: pages.createTable,
    broken: { billingMode: 'ON_DEMAND' },
  },
  'provisioned-throughput': {
    what: 'A table with provisioned capacity says how much, and so does each of its global indexes.',
    limit: 'whole numbers of at least 1',
    source: pages.provisionedCapacity,
    broken: { ...provisioned, globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer' } } },
  },
  'provisioned-throughput-needs-provisioned': {
    what: 'A table that is billed per request has no provisioned capacity. A schema that does not say how it is billed is such a table.',
    source: pages.provisionedCapacity,
    broken: { provisionedThroughput: units },
  },
  'auto-scaling': {
    what: "What scales a capacity is something else, or Application Auto Scaling between the bounds given, and it keeps a part of the capacity in use. Left out, it is unmanaged; `{}` says that nothing scales it. A replica's reads alone scale by themselves.",
    limit: `\`UNMANAGED\`; or bounds of whole numbers of at least 1, \`targetValue\` of ${scalingTargetPercent.min} to ${scalingTargetPercent.max} percent, and cooldowns of whole seconds`,
    source: pages.autoScaling,
    broken: {
      ...provisioned,
      provisionedThroughput: { ...units, autoScaling: { read: { ...scaling, targetValue: 0.7 } } },
    },
  },
  'auto-scaling-bounds': {
    what: 'The most units are not fewer than the fewest: of a scaled capacity, and of an action that sets both.',
    source: pages.autoScaling,
    broken: {
      ...provisioned,
      provisionedThroughput: { ...units, autoScaling: { read: { ...scaling, maxCapacity: 2 } } },
    },
  },
  'scheduled-action': {
    what: 'A scheduled action has a name that Application Auto Scaling takes, a schedule of one of its three forms, moments in ISO 8601, and bounds to set: one of the two at least.',
    limit: `names of 1 to ${scheduledActionNameLength} characters; \`at(...)\`, \`rate(...)\` or \`cron(...)\` of six fields`,
    source: pages.scheduledScaling,
    broken: {
      ...provisioned,
      provisionedThroughput: {
        ...units,
        autoScaling: {
          read: { ...scaling, scheduledActions: { morning: { schedule: 'cron(0 8 * * *)', minCapacity: 10 } } },
        },
      },
    },
  },
  'table-capacity-quota': {
    what: 'The capacity of a table, or of a global index, is within the quota of the account.',
    limit: `reads: ${quota('tableReadCapacityUnits')}; writes: ${quota('tableWriteCapacityUnits')}`,
    source: pages.quotas,
    broken: { ...provisioned, provisionedThroughput: { ...units, readCapacityUnits: 50_000 } },
  },
  'account-capacity-quota': {
    what: 'The capacity of a table and all its global indexes together is within the quota of the account.',
    limit: `reads: ${quota('accountReadCapacityUnits')}; writes: ${quota('accountWriteCapacityUnits')}`,
    source: pages.quotas,
    broken: {
      ...provisioned,
      provisionedThroughput: { ...units, writeCapacityUnits: 40_000 },
      globalSecondaryIndexes: Object.fromEntries(
        ['gsi-customer', 'gsi-total'].map((name) => [
          name,
          {
            partitionKey: name.replace('gsi-', ''),
            provisionedThroughput: { ...units, writeCapacityUnits: 30_000 },
          },
        ]),
      ),
    },
  },
  'on-demand-throughput': {
    what: 'A ceiling is a number of request units per second. To set no ceiling, leave it out.',
    limit: 'a whole number of at least 1',
    source: pages.ceilings,
    broken: { onDemandThroughput: { maxReadRequestUnits: -1 } },
  },
  'on-demand-throughput-needs-on-demand': {
    what: 'Only a table that is billed per request can have ceilings; so can its global indexes.',
    source: pages.ceilings,
    broken: { ...provisioned, onDemandThroughput: { maxReadRequestUnits: 100 } },
  },
  'warm-throughput': {
    what: 'Warm throughput says reads per second, writes per second, or both.',
    source: pages.warmThroughput,
    broken: { warmThroughput: {} },
  },
  'warm-throughput-minimum': {
    what: 'Warm throughput is at least what a new table on demand has or, on a provisioned table, at least the provisioned capacity.',
    limit: `on demand: ${onDemandWarmThroughput.readUnitsPerSecond.toLocaleString('en')} reads and ${onDemandWarmThroughput.writeUnitsPerSecond.toLocaleString('en')} writes per second`,
    source: pages.warmThroughput,
    broken: { warmThroughput: { readUnitsPerSecond: 5000 } },
  },
  'time-to-live': {
    what: 'The attribute that holds the time of expiry is declared in `attributes`. `defineTable` takes an `N` only.',
    source: pages.timeToLive,
    broken: { timeToLive: 'expiry' },
  },
  'time-to-live-name-length': {
    what: 'The name of the attribute that holds the time of expiry is short.',
    limit: `1 to ${attributeNameLength} characters`,
    source: pages.timeToLive,
    broken: { attributes: { id: 'S', [longName]: 'N' }, timeToLive: longName },
  },
  'stream-view-type': {
    what: "A table's stream carries one of four views of an item, or is off.",
    limit: '`KEYS_ONLY`, `NEW_IMAGE`, `OLD_IMAGE`, `NEW_AND_OLD_IMAGES` or `false`',
    source: pages.streams,
    broken: { streamViewType: true },
  },
  'stream-resource-policy': {
    what: "A policy of the table's stream stands where the schema says that the table has a stream.",
    source: pages.policies,
    broken: { streamResourcePolicy: false },
  },
  'stream-tags': {
    what: "Tags of the table's stream stand where the schema says that the table has a stream.",
    source: pages.tagging,
    broken: { streamViewType: false, streamTags: { team: 'shop' } },
  },
  kinesis: {
    what: 'Changes go to a Kinesis data stream that is named by its ARN, or, with `false`, to none.',
    limit: `37 to ${kinesisStreamArnLength.toLocaleString('en')} characters; \`MILLISECOND\` or \`MICROSECOND\``,
    source: pages.kinesis,
    broken: { kinesisStreamingDestination: { streamArn: 'orders-changes' } },
  },
  'replica-region': {
    what: 'A replica stands under the name of its Region.',
    source: pages.globalTables,
    broken: { streamViewType: 'NEW_AND_OLD_IMAGES', replicas: { Ireland: {} } },
  },
  'replica-stream': {
    what: 'A table with replicas has a stream of new and old images, and says so: its replicas follow it.',
    source: pages.globalTables,
    broken: { replicas: { 'eu-west-1': {} } },
  },
  'replica-encryption': {
    what: "Replicas are encrypted by keys of the table's kind. Keys are of one Region, so with a key of yours each replica names its own.",
    source: pages.globalTables,
    broken: {
      encryption: { kmsMasterKeyId: 'alias/orders' },
      streamViewType: 'NEW_AND_OLD_IMAGES',
      replicas: { 'eu-west-1': {} },
    },
  },
  'replica-index': {
    what: 'What a replica says of a global index is said of one that the table has.',
    source: pages.globalTables,
    broken: {
      streamViewType: 'NEW_AND_OLD_IMAGES',
      replicas: { 'eu-west-1': { globalSecondaryIndexes: { 'gsi-total': { contributorInsights: true } } } },
    },
  },
  encryption: {
    what: "A table is encrypted with AWS's key, AWS's key in this account, or a key that is named.",
    limit: '`AWS_OWNED`, `AWS_MANAGED` or `{ kmsMasterKeyId }`',
    source: pages.encryption,
    broken: { encryption: { kmsMasterKeyId: 'alias/aws/dynamodb' } },
  },
  'table-class': {
    what: 'A table has one of two classes.',
    limit: '`STANDARD` or `STANDARD_INFREQUENT_ACCESS`',
    source: pages.tableClasses,
    broken: { tableClass: 'INFREQUENT_ACCESS' },
  },
  'deletion-protection': {
    what: 'Protection from deletion is on or off.',
    limit: '`true` or `false`',
    source: pages.createTable,
    broken: { deletionProtection: 'on' },
  },
  'point-in-time-recovery': {
    what: 'Point-in-time recovery is on, off, or on with a number of days.',
    limit: `1 to ${recoveryPeriodDays} days`,
    source: pages.recovery,
    broken: { pointInTimeRecovery: { recoveryPeriodInDays: 40 } },
  },
  'contributor-insights': {
    what: 'Contributor insights are on, off, or on in a mode. An index has its own.',
    limit: '`ACCESSED_AND_THROTTLED_KEYS` or `THROTTLED_KEYS`',
    source: pages.insights,
    broken: { contributorInsights: { mode: 'ALL_KEYS' } },
  },
  'resource-policy': {
    what: 'A resource policy is a policy document, as an object or as its JSON text, of a limited size; or `false`.',
    limit: `${resourcePolicyBytes.toLocaleString('en')} bytes, white space included`,
    source: pages.policies,
    broken: { resourcePolicy: 'dynamodb:GetItem' },
  },
  tags: {
    what: "Tags have keys and values of limited length, in letters, digits, spaces and `+ - = . _ : /`. Keys that start with `aws:` are AWS's own.",
    limit: `${tagsPerTable} tags; keys of 1 to ${tagKeyLength} characters, values of up to ${tagValueLength}`,
    source: pages.tagging,
    broken: { tags: { 'aws:team': 'shop' } },
  },
};

import fc from 'fast-check';
import { defineTable, type TableSchema } from '../../src/index.js';
import { type Change, diffTables } from '../../src/provision/index.js';
import { validTable } from '../support/arbitraryTable.js';

const base = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', sk: 'S', user: 'S', at: 'S', n: 'N', ttl: 'N', ttl2: 'N', vector: 'L' },
  partitionKey: 'id',
  sortKey: 'sk',
  localSecondaryIndexes: { local: { sortKey: 'at' } },
  globalSecondaryIndexes: {
    'gsi-user': { partitionKey: 'user', sortKey: 'at', projection: { include: ['n', 'ttl'] } },
  },
  timeToLive: 'ttl',
});

const units = { readCapacityUnits: 1, writeCapacityUnits: 2 };
const provisioned = defineTable({
  ...base,
  billingMode: 'PROVISIONED',
  provisionedThroughput: units,
  globalSecondaryIndexes: { 'gsi-user': { ...base.globalSecondaryIndexes['gsi-user'], provisionedThroughput: units } },
});

function kinds(live: object, desired: object): string[] {
  return diffTables(live as TableSchema, desired as TableSchema).map(
    ({ kind, effect, path }: Change) => `${kind} ${effect} ${path.join('.')}`,
  );
}

test('a table does not differ from itself, whatever it is', () => {
  fc.assert(fc.property(validTable(), (schema) => expect(diffTables(schema, schema)).toEqual([])));
});

test('what makes no difference is none', () => {
  const reordered = {
    ...base,
    globalSecondaryIndexes: {
      'gsi-user': { partitionKey: ['user'], sortKey: ['at'], projection: { include: ['ttl', 'n', 'n', 'id', 'user'] } },
    },
  };
  expect(kinds(base, reordered)).toEqual([]);
  const pair = (partitionKey: string[]) => ({
    ...base,
    globalSecondaryIndexes: { pair: { partitionKey, sortKey: 'at' } },
  });
  expect(kinds(pair(['user', 'n']), pair(['n', 'user']))).toEqual([]);
  const keysOnly = (projection: object | string) => ({
    ...base,
    localSecondaryIndexes: { local: { sortKey: 'at', projection } },
  });
  expect(kinds(keysOnly('KEYS_ONLY'), keysOnly({ include: ['id', 'at'] }))).toEqual([]);
  const policy = { Version: '2012-10-17', Statement: [] };
  expect(
    kinds({ ...base, resourcePolicy: JSON.stringify(policy, null, 2) }, { ...base, resourcePolicy: policy }),
  ).toEqual([]);
});

test('settings that the schema leaves out are unmanaged', () => {
  const live = {
    ...base,
    streamViewType: 'NEW_IMAGE',
    encryption: { kmsMasterKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/k' },
    tableClass: 'STANDARD_INFREQUENT_ACCESS',
    deletionProtection: true,
    pointInTimeRecovery: true,
    contributorInsights: true,
    tags: { a: 'b' },
    resourcePolicy: '{}',
    onDemandThroughput: { maxReadRequestUnits: 5 },
    warmThroughput: { readUnitsPerSecond: 20_000 },
  };
  expect(kinds(live, base)).toEqual([]);
});

function sendsTo(stream: string | false, precision?: 'MILLISECOND' | 'MICROSECOND'): TableSchema {
  const streamArn = `arn:aws:kinesis:eu-west-1:123456789012:stream/${stream}`;
  return {
    ...base,
    kinesisStreamingDestination: stream
      ? { streamArn, ...(precision && { approximateCreationDateTimePrecision: precision }) }
      : false,
  };
}

test.each<[string, object, object, string[]]>([
  ['key', base, { ...base, partitionKey: 'user' }, ['change-key impossible partitionKey']],
  ['sort key', base, { ...base, sortKey: 'user' }, ['change-key impossible partitionKey']],
  [
    'type of a key',
    base,
    { ...base, attributes: { ...base.attributes, sk: 'N' } },
    ['change-key-type impossible attributes.sk'],
  ],
  [
    'type of a local index key',
    { ...base, globalSecondaryIndexes: {} },
    { ...base, globalSecondaryIndexes: {}, attributes: { ...base.attributes, at: 'B' } },
    ['change-key-type impossible attributes.at'],
  ],
  [
    'local index gone',
    base,
    { ...base, localSecondaryIndexes: {} },
    ['remove-local-index impossible localSecondaryIndexes.local'],
  ],
  [
    'local index new, named like a method of objects',
    base,
    { ...base, localSecondaryIndexes: { ...base.localSecondaryIndexes, constructor: { sortKey: 'n' } } },
    ['add-local-index impossible localSecondaryIndexes.constructor'],
  ],
  [
    'local index other',
    base,
    { ...base, localSecondaryIndexes: { local: { sortKey: 'n' } } },
    ['change-local-index impossible localSecondaryIndexes.local'],
  ],
  [
    'index new and index gone',
    base,
    { ...base, globalSecondaryIndexes: { toString: { partitionKey: 'user' } } },
    ['add-index slow globalSecondaryIndexes.toString', 'remove-index destructive globalSecondaryIndexes.gsi-user'],
  ],
  [
    'index on a key of another type',
    base,
    { ...base, attributes: { ...base.attributes, user: 'N' } },
    ['replace-index destructive globalSecondaryIndexes.gsi-user'],
  ],
  [
    'order of a sort key',
    { ...base, globalSecondaryIndexes: { gsi: { partitionKey: 'user', sortKey: ['at', 'n'] } } },
    { ...base, globalSecondaryIndexes: { gsi: { partitionKey: 'user', sortKey: ['n', 'at'] } } },
    ['replace-index destructive globalSecondaryIndexes.gsi'],
  ],
  [
    'vector index other',
    { ...base, vectorIndexes: { vec: { vectorAttribute: 'vector', dimensions: 3, distanceFunction: 'COSINE' } } },
    { ...base, vectorIndexes: { vec: { vectorAttribute: 'vector', dimensions: 4, distanceFunction: 'COSINE' } } },
    ['replace-index destructive vectorIndexes.vec'],
  ],
  [
    'billing',
    base,
    provisioned,
    [
      'change-billing-mode online billingMode',
      'change-provisioned-throughput online provisionedThroughput',
      'change-provisioned-throughput online globalSecondaryIndexes.gsi-user.provisionedThroughput',
    ],
  ],
  ['billing back', provisioned, base, ['change-billing-mode online billingMode']],
  [
    'capacity that something else moves',
    { ...provisioned, provisionedThroughput: { readCapacityUnits: 50, writeCapacityUnits: 80 } },
    { ...provisioned, provisionedThroughput: { ...units, autoScaling: 'UNMANAGED' } },
    [],
  ],
  [
    'billing, with capacity that something else moves from then on',
    base,
    {
      ...provisioned,
      provisionedThroughput: { ...units, autoScaling: 'UNMANAGED' },
      globalSecondaryIndexes: {
        'gsi-user': {
          ...provisioned.globalSecondaryIndexes['gsi-user'],
          provisionedThroughput: { ...units, autoScaling: 'UNMANAGED' },
        },
      },
    },
    [
      'change-billing-mode online billingMode',
      'change-provisioned-throughput online provisionedThroughput',
      'change-provisioned-throughput online globalSecondaryIndexes.gsi-user.provisionedThroughput',
    ],
  ],
  [
    'ceilings',
    { ...base, onDemandThroughput: { maxReadRequestUnits: 5, maxWriteRequestUnits: 5 } },
    { ...base, onDemandThroughput: { maxReadRequestUnits: 5 } },
    ['change-on-demand-throughput online onDemandThroughput'],
  ],
  [
    'warm throughput raised',
    { ...base, warmThroughput: { readUnitsPerSecond: 12_000, writeUnitsPerSecond: 4000 } },
    { ...base, warmThroughput: { readUnitsPerSecond: 13_000 } },
    ['raise-warm-throughput online warmThroughput'],
  ],
  [
    'warm throughput lower than it has become',
    { ...base, warmThroughput: { readUnitsPerSecond: 20_000, writeUnitsPerSecond: 4000 } },
    { ...base, warmThroughput: { readUnitsPerSecond: 13_000 } },
    [],
  ],
  ['stream on', base, { ...base, streamViewType: 'KEYS_ONLY' }, ['enable-stream online streamViewType']],
  [
    'stream off',
    { ...base, streamViewType: 'KEYS_ONLY' },
    { ...base, streamViewType: false },
    ['disable-stream destructive streamViewType'],
  ],
  [
    'stream other',
    { ...base, streamViewType: 'KEYS_ONLY' },
    { ...base, streamViewType: 'NEW_IMAGE' },
    ['replace-stream destructive streamViewType'],
  ],
  ['encryption', base, { ...base, encryption: 'AWS_MANAGED' }, ['change-encryption online encryption']],
  [
    'the same key by its id',
    { ...base, encryption: { kmsMasterKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/k' } },
    { ...base, encryption: { kmsMasterKeyId: 'k' } },
    [],
  ],
  [
    'another key',
    { ...base, encryption: { kmsMasterKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/k' } },
    { ...base, encryption: { kmsMasterKeyId: 'other' } },
    ['change-encryption online encryption'],
  ],
  ['class', base, { ...base, tableClass: 'STANDARD_INFREQUENT_ACCESS' }, ['change-table-class online tableClass']],
  ['class at its default', base, { ...base, tableClass: 'STANDARD' }, []],
  ['protection', base, { ...base, deletionProtection: true }, ['change-deletion-protection online deletionProtection']],
  ['TTL on', { ...base, timeToLive: undefined }, base, ['enable-time-to-live online timeToLive']],
  ['TTL off', base, { ...base, timeToLive: undefined }, ['disable-time-to-live online timeToLive']],
  ['TTL moved', base, { ...base, timeToLive: 'ttl2' }, ['move-time-to-live online timeToLive']],
  ['recovery on', base, { ...base, pointInTimeRecovery: true }, ['extend-recovery online pointInTimeRecovery']],
  [
    'recovery of fewer days',
    { ...base, pointInTimeRecovery: true },
    { ...base, pointInTimeRecovery: { recoveryPeriodInDays: 7 } },
    ['reduce-recovery destructive pointInTimeRecovery'],
  ],
  [
    'recovery of the same days',
    { ...base, pointInTimeRecovery: { recoveryPeriodInDays: 35 } },
    { ...base, pointInTimeRecovery: true },
    [],
  ],
  ['tags', { ...base, tags: { a: '1' } }, { ...base, tags: { a: '2' } }, ['change-tags online tags']],
  ['policy', base, { ...base, resourcePolicy: {} }, ['change-resource-policy online resourcePolicy']],
  [
    'no policy',
    { ...base, resourcePolicy: {} },
    { ...base, resourcePolicy: false },
    ['change-resource-policy online resourcePolicy'],
  ],
  ['no policy where there is none', { ...base, resourcePolicy: false }, { ...base, resourcePolicy: false }, []],
  ['no policy where none was read', base, { ...base, resourcePolicy: false, streamResourcePolicy: false }, []],
  ['Kinesis on', base, sendsTo('a'), ['enable-kinesis-destination online kinesisStreamingDestination']],
  [
    'Kinesis off',
    sendsTo('a'),
    sendsTo(false),
    ['disable-kinesis-destination destructive kinesisStreamingDestination'],
  ],
  ['Kinesis off where it is off', base, sendsTo(false), []],
  ['Kinesis unmanaged', sendsTo('a'), base, []],
  [
    'another Kinesis stream, in another precision',
    sendsTo('a'),
    sendsTo('b', 'MICROSECOND'),
    ['replace-kinesis-destination destructive kinesisStreamingDestination'],
  ],
  [
    'the precision of Kinesis',
    sendsTo('a', 'MICROSECOND'),
    sendsTo('a'),
    ['change-kinesis-precision online kinesisStreamingDestination'],
  ],
  ['the precision that a stream has without', sendsTo('a', 'MILLISECOND'), sendsTo('a'), []],
  [
    'tags and policy of the stream',
    { ...base, streamViewType: 'KEYS_ONLY', streamTags: { a: '1' }, streamResourcePolicy: {} },
    { ...base, streamViewType: 'KEYS_ONLY', streamTags: {}, streamResourcePolicy: { Version: '2012-10-17' } },
    ['change-stream-resource-policy online streamResourcePolicy', 'change-stream-tags online streamTags'],
  ],
  [
    'insights of the table and of an index',
    base,
    {
      ...base,
      contributorInsights: { mode: 'THROTTLED_KEYS' },
      globalSecondaryIndexes: { 'gsi-user': { ...base.globalSecondaryIndexes['gsi-user'], contributorInsights: true } },
    },
    [
      'change-contributor-insights online contributorInsights',
      'change-contributor-insights online globalSecondaryIndexes.gsi-user.contributorInsights',
    ],
  ],
  [
    'insights in the mode that they have',
    { ...base, contributorInsights: { mode: 'ACCESSED_AND_THROTTLED_KEYS' } },
    { ...base, contributorInsights: true },
    [],
  ],
])('%s', (_, live, desired, expected) => {
  expect(kinds(live, desired)).toEqual(expected);
});

test('capacity that goes down says what that risks, and how to leave it alone', () => {
  const scaled = { ...provisioned, provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 80 } };
  const [down] = diffTables(scaled, provisioned);
  expect(down.note).toMatch(/auto scaling/i);
  expect(down.note).toMatch(/autoScaling: 'UNMANAGED'/);
  const [up] = diffTables(provisioned, scaled as TableSchema);
  expect(up.note).toBeUndefined();
});

test('what is impossible says how to move', () => {
  const [change] = diffTables(base, { ...base, partitionKey: 'user' } as TableSchema);
  expect(change).toMatchObject({ before: { partitionKey: 'id' }, after: { partitionKey: 'user' } });
  expect(change.note).toMatch(/new table.*copy the items/);
});

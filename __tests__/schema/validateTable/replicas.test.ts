import { validateTable } from '../../../src/index.js';
import { describeRule, global, provisioned, table } from './cases.js';

const says = (value: unknown) => JSON.stringify(value).slice(0, 60);
const streamArn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/orders';
const stream = { streamViewType: 'KEYS_ONLY' };
const policy = { Version: '2012-10-17', Statement: [] };

describeRule('kinesis', {
  rejects: {
    ...Object.fromEntries(
      [true, null, streamArn].map((kinesisStreamingDestination) => [
        says(kinesisStreamingDestination),
        {
          schema: table({ kinesisStreamingDestination }),
          path: ['kinesisStreamingDestination'],
          says: 'must be false or { streamArn',
        },
      ]),
    ),
    ...Object.fromEntries(
      [
        undefined,
        'orders',
        'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
        `${streamArn}${'s'.repeat(973)}`,
      ].map((arn) => [
        String(arn).slice(0, 60),
        {
          schema: table({ kinesisStreamingDestination: { streamArn: arn } }),
          path: ['kinesisStreamingDestination', 'streamArn'],
          says: 'must be the ARN of a Kinesis data stream, of at most 1024 characters',
        },
      ]),
    ),
    'another precision': {
      schema: table({ kinesisStreamingDestination: { streamArn, approximateCreationDateTimePrecision: 'SECOND' } }),
      path: ['kinesisStreamingDestination', 'approximateCreationDateTimePrecision'],
      says: '"SECOND" must be one of "MILLISECOND", "MICROSECOND"',
    },
  },
  accepts: Object.fromEntries(
    [
      undefined,
      false,
      { streamArn },
      { streamArn: `${streamArn}${'s'.repeat(972)}` },
      { streamArn: 'arn:aws-us-gov:kinesis:us-gov-west-1:111122223333:stream/a.b-c_d' },
      { streamArn, approximateCreationDateTimePrecision: 'MICROSECOND' },
    ].map((kinesisStreamingDestination) => [
      String(JSON.stringify(kinesisStreamingDestination)).slice(0, 80),
      { schema: table({ kinesisStreamingDestination }) },
    ]),
  ),
});

describeRule('stream-resource-policy', {
  rejects: Object.fromEntries(
    [undefined, false].map((streamViewType) => [
      `no stream, ${streamViewType}`,
      {
        schema: table({ streamViewType, streamResourcePolicy: policy }),
        path: ['streamResourcePolicy'],
        says: 'must be left out: the table must have a streamViewType',
      },
    ]),
  ),
  accepts: {
    'of a stream': { schema: table({ ...stream, streamResourcePolicy: policy }) },
    none: { schema: table({ ...stream, streamResourcePolicy: false }) },
  },
});

describeRule('stream-tags', {
  rejects: {
    'no stream': { schema: table({ streamTags: {} }), path: ['streamTags'], says: '{} must be left out' },
  },
  accepts: { 'of a stream': { schema: table({ ...stream, streamTags: { team: 'shop' } }) } },
});

const images = { streamViewType: 'NEW_AND_OLD_IMAGES' };
const replica = (settings: object, more: object = {}) =>
  table({ ...images, replicas: { 'eu-west-1': settings }, ...more });
const there = ['replicas', 'eu-west-1'];

describeRule('replica-region', {
  rejects: Object.fromEntries(
    ['', 'Ireland', 'eu-west', 'EU-WEST-1', 'eu-west-1a'].map((region) => [
      says(region),
      { schema: table({ ...images, replicas: { [region]: {} } }), path: ['replicas', region], says: says(region) },
    ]),
  ),
  accepts: Object.fromEntries(
    ['eu-west-1', 'us-gov-west-1', 'ap-southeast-12', 'eusc-de-east-1'].map((region) => [
      region,
      { schema: table({ ...images, replicas: { [region]: {} } }) },
    ]),
  ),
});

describeRule('replica-stream', {
  rejects: Object.fromEntries(
    [undefined, false, 'NEW_IMAGE'].map((streamViewType) => [
      String(streamViewType),
      { schema: replica({}, { streamViewType }), path: ['replicas'], says: 'streamViewType: "NEW_AND_OLD_IMAGES"' },
    ]),
  ),
  accepts: { images: { schema: replica({}) }, 'no replica': { schema: table({ replicas: {} }) } },
});

const key = { kmsMasterKeyId: 'alias/orders' };

describeRule('replica-encryption', {
  rejects: Object.fromEntries(
    [
      [key, undefined, 'must be { kmsMasterKeyId } of its Region, as that of the table is'],
      [key, 'AWS_MANAGED', 'must be { kmsMasterKeyId } of its Region'],
      ['AWS_OWNED', 'AWS_MANAGED', 'must be AWS_OWNED'],
      ['AWS_OWNED', key, 'must be AWS_OWNED'],
      [undefined, key, 'must be left out'],
      [undefined, 'AWS_OWNED', 'must be left out'],
    ].map(([ofTable, encryption, message]) => [
      `${JSON.stringify(ofTable)} and ${JSON.stringify(encryption)}`,
      {
        schema: replica({ encryption }, { encryption: ofTable }),
        path: [...there, 'encryption'],
        says: message as string,
      },
    ]),
  ),
  accepts: Object.fromEntries(
    [
      [undefined, undefined],
      [key, { kmsMasterKeyId: 'alias/other' }],
      ['AWS_MANAGED', 'AWS_MANAGED'],
      ['AWS_OWNED', undefined],
    ].map(([ofTable, encryption]) => [
      `${JSON.stringify(ofTable)} and ${JSON.stringify(encryption)}`,
      { schema: replica({ encryption }, { encryption: ofTable }) },
    ]),
  ),
});

const index = (name: string) => ({ globalSecondaryIndexes: { [name]: { contributorInsights: true } } });

describeRule('replica-index', {
  rejects: {
    'an index that is not there': {
      schema: replica(index('toString')),
      path: [...there, 'globalSecondaryIndexes', 'toString'],
      says: '"toString" must be the name of a global index',
    },
  },
  accepts: { 'an index': { schema: replica(index('gsi-user'), global()) } },
});

const units = { readCapacityUnits: 5, writeCapacityUnits: 5 };
const onDemandOnly = { onDemandThroughput: { maxReadRequestUnits: 5 } };
const provisionedOnly = {
  provisionedThroughput: {
    readCapacityUnits: 5,
    autoScaling: { read: { minCapacity: 1, maxCapacity: 9, targetValue: 50 } },
  },
};
const scaledReplica = (settings: object) =>
  provisioned({ ...images, replicas: { 'eu-west-1': settings }, ...global({ provisionedThroughput: units }) });

test.each<[string, unknown, string, readonly string[]]>([
  ['a replica that is a name', replica('x' as never), 'shape', there],
  [
    'a setting that is the same everywhere',
    replica({ timeToLive: 'ttl' }),
    'unknown-property',
    [...there, 'timeToLive'],
  ],
  [
    'writes',
    scaledReplica({ provisionedThroughput: units }),
    'unknown-property',
    [...there, 'provisionedThroughput', 'writeCapacityUnits'],
  ],
  [
    'capacity of a table on demand',
    replica(provisionedOnly),
    'provisioned-throughput-needs-provisioned',
    [...there, 'provisionedThroughput'],
  ],
  [
    'a ceiling of provisioned capacity',
    scaledReplica(onDemandOnly),
    'on-demand-throughput-needs-on-demand',
    [...there, 'onDemandThroughput'],
  ],
  [
    'too much capacity',
    scaledReplica({ provisionedThroughput: { readCapacityUnits: 40_001 } }),
    'table-capacity-quota',
    [...there, 'provisionedThroughput', 'readCapacityUnits'],
  ],
  [
    'no capacity',
    scaledReplica({ provisionedThroughput: {} }),
    'provisioned-throughput',
    [...there, 'provisionedThroughput', 'readCapacityUnits'],
  ],
  ['tags', replica({ tags: { 'aws:x': '' } }), 'tags', [...there, 'tags', 'aws:x']],
  ['a policy', replica({ resourcePolicy: true }), 'resource-policy', [...there, 'resourcePolicy']],
  [
    'days',
    replica({ pointInTimeRecovery: { recoveryPeriodInDays: 36 } }),
    'point-in-time-recovery',
    [...there, 'pointInTimeRecovery', 'recoveryPeriodInDays'],
  ],
])('what a table or a replica can not have, a replica can not: %s', (_, schema, rule, path) => {
  expect(validateTable(schema)).toMatchObject([{ rule, path }]);
});

test('all that a replica can have', () => {
  const common = {
    tableClass: 'STANDARD',
    deletionProtection: true,
    pointInTimeRecovery: { recoveryPeriodInDays: 7 },
    contributorInsights: { mode: 'THROTTLED_KEYS' },
    tags: { team: 'shop' },
    encryption: key,
    kinesisStreamingDestination: { streamArn },
    resourcePolicy: policy,
  };
  const gsi = (capacity: object) => ({
    globalSecondaryIndexes: { 'gsi-user': { ...capacity, contributorInsights: false } },
  });
  const onDemand = replica({ ...common, ...onDemandOnly, ...gsi(onDemandOnly) }, { encryption: key, ...global() });
  expect(validateTable(onDemand)).toEqual([]);
  const ofProvisioned = { ...common, encryption: undefined, ...provisionedOnly, ...gsi(provisionedOnly) };
  expect(validateTable(scaledReplica(ofProvisioned))).toEqual([]);
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such texts are the subject here.
import fc from 'fast-check';
import { toTerraform } from '../../src/formats/index.js';
import type { CapacityScaling, TableSchema, TableSchemaError } from '../../src/index.js';
import { plainSettings, validTable } from '../support/arbitraryTable.js';

/** Schemas that the provider can hold. What it can't hold is the subject of tests of its own. */
export const terraformTable = validTable({ settings: plainSettings, maxVectorIndexes: 0 }).filter((schema) => {
  try {
    toTerraform(schema);
    return true;
  } catch (error) {
    const rules = (error as TableSchemaError).issues.map(({ rule }) => rule);
    return !rules.every((rule) => ['terraform-unicode', 'terraform-warm-throughput'].includes(rule));
  }
});

const scaling = fc.record(
  {
    // Around whatever the table has.
    minCapacity: fc.constant(1),
    maxCapacity: fc.integer({ min: 40_000, max: 50_000 }),
    targetValue: fc.constantFrom(20, 50.5, 70, 90),
    scaleInCooldown: fc.constantFrom(0, 60),
    scaleOutCooldown: fc.constantFrom(0, 60),
    scheduledActions: fc.dictionary(
      fc.constantFrom('up', 'Down at night', '${x}', '__proto__', 'é.1'),
      fc.record(
        {
          schedule: fc.constantFrom('rate(1 day)', 'at(2027-01-31T22:00:00)', 'cron(0 8 ? * MON-FRI *)'),
          timezone: fc.constantFrom('Europe/Madrid', 'UTC'),
          startTime: fc.constantFrom('2027-01-01T00:00:00Z', '2027-01-01T01:00+01:00'),
          endTime: fc.constant('2028-01-01T00:00:00.5Z'),
          minCapacity: fc.integer({ min: 1, max: 5 }),
          maxCapacity: fc.integer({ min: 5, max: 9 }),
        },
        { requiredKeys: ['schedule', 'minCapacity'] },
      ),
    ),
  },
  { requiredKeys: ['minCapacity', 'maxCapacity', 'targetValue'] },
);

/** How a table is scaled, and its indexes: all or none, since what Terraform leaves alone of one it leaves alone of all. */
const scalings = fc.record({
  ofTable: fc.oneof(
    fc.constant(undefined),
    fc.constant('UNMANAGED' as const),
    fc.record({ read: scaling, write: scaling }, { requiredKeys: [] }),
  ),
  ofIndexes: fc.oneof(
    fc.constantFrom(undefined, 'UNMANAGED' as const, {}),
    fc.record({ read: scaling, write: scaling }),
  ),
});

const streamArn = (region: string) => `arn:aws:kinesis:${region}:111122223333:stream/changes`;
const tagsOf = fc.dictionary(fc.constantFrom('team', 'cost center', '+-=._:/'), fc.constantFrom('', 'shop'));
const policies = fc.oneof(fc.constant(false as const), fc.constant({ Version: '2012-10-17', Statement: ['${x}'] }));
const insights = fc.oneof(fc.boolean(), fc.constant({ mode: 'THROTTLED_KEYS' as const }));
const destination = (region: string) =>
  fc.oneof(
    fc.constant(false as const),
    fc.record(
      {
        streamArn: fc.constant(streamArn(region)),
        approximateCreationDateTimePrecision: fc.constantFrom('MILLISECOND' as const, 'MICROSECOND' as const),
      },
      { requiredKeys: ['streamArn'] },
    ),
  );

const replica = (region: string, { encryption, globalSecondaryIndexes: indexes = {}, tags }: TableSchema) =>
  fc.record(
    {
      deletionProtection: fc.boolean(),
      pointInTimeRecovery: fc.boolean(),
      contributorInsights: insights,
      tags: tags ? fc.oneof(tagsOf, fc.constant(tags)) : tagsOf,
      encryption:
        typeof encryption === 'object'
          ? fc.constantFrom(
              { kmsMasterKeyId: 'alias/orders' },
              { kmsMasterKeyId: `arn:aws:kms:${region}:111122223333:key/1234abcd` },
            )
          : fc.constant(encryption),
      kinesisStreamingDestination: destination(region),
      resourcePolicy: policies,
      globalSecondaryIndexes: Object.keys(indexes).length
        ? fc.dictionary(
            fc.constantFrom(...Object.keys(indexes)),
            fc.record({ contributorInsights: insights }, { requiredKeys: [] }),
            { maxKeys: 2 },
          )
        : fc.constant({}),
    },
    { requiredKeys: typeof encryption === 'object' ? ['encryption'] : [] },
  );

/** Such schemas with what stands beside a table: what scales it, Kinesis, the policy and tags of its stream, replicas. */
export const tableWithMore = terraformTable
  .chain((schema) => {
    const more = fc.record(
      {
        kinesisStreamingDestination: destination('eu-central-1'),
        streamResourcePolicy: policies,
        streamTags: tagsOf,
        replicas: fc.oneof(
          fc.constant({}),
          fc.record({ 'eu-west-1': replica('eu-west-1', schema), 'us-east-1': replica('us-east-1', schema) }),
        ),
      },
      { requiredKeys: [] },
    );
    return fc.tuple(fc.constant(schema), more, scalings);
  })
  .map(([schema, more, { ofTable, ofIndexes }]): TableSchema => {
    const scaled = <T extends { provisionedThroughput?: object }>(holder: T, autoScaling: unknown): T =>
      holder.provisionedThroughput && autoScaling
        ? { ...holder, provisionedThroughput: { ...holder.provisionedThroughput, autoScaling } }
        : holder;
    const indexes = Object.entries(schema.globalSecondaryIndexes ?? {}).map(
      ([name, index]) => [name, scaled(index, ofIndexes)] as const,
    );
    return {
      ...scaled(schema, ofTable),
      ...more,
      streamViewType: 'NEW_AND_OLD_IMAGES',
      ...(indexes.length && { globalSecondaryIndexes: Object.fromEntries(indexes) }),
    } as TableSchema;
  });

export const hostileTexts = [
  '${var.secret}',
  '$${x}',
  '$$$${x}',
  '%{ if true }',
  '%%{x}',
  '$%{x}',
  '${"}"}',
  '"quoted"',
  "it's",
  'back\\slash\\n',
  'line\nfeed\r\ttab',
  '\u0000\u0007\u007f',
  'a\u2028b\u2029c',
  '\u202eright to left',
  '*/ ]]> <script> --',
  'EOT\n',
  '__proto__',
  'toString',
  'for',
  'null',
  'no',
  '1e3',
  '🙂 👩‍👩‍👧 日本語 é',
  '`|#',
];

/** A schema whose attributes have hostile names, some of them keys, and whose policy holds such texts. */
export const hostileTable: TableSchema = {
  tableName: 'hostile',
  attributes: Object.fromEntries(hostileTexts.map((name) => [name, 'S'])),
  partitionKey: hostileTexts[0],
  sortKey: hostileTexts[1],
  globalSecondaryIndexes: Object.fromEntries(
    hostileTexts
      .slice(2, 22)
      .map((name, i) => [
        ['__proto__', 'constructor', 'index'][Math.min(i, 2)].padEnd(3 + i, '.'),
        { partitionKey: name, sortKey: [hostileTexts[22], hostileTexts[23]], projection: { include: ['${x}', '"'] } },
      ]),
  ),
  billingMode: 'PAY_PER_REQUEST',
  resourcePolicy: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: '*',
        Action: 'dynamodb:GetItem',
        Resource: hostileTexts,
        Condition: { StringEquals: Object.fromEntries(hostileTexts.map((text) => [text, text])) },
      },
    ],
  },
};

/** What scales a capacity, as it is read: what must not be takes no resource. */
function capacityAsRead(units: TableSchema['provisionedThroughput']): object {
  if (!units) return {};
  const { autoScaling, ...others } = units;
  if (typeof autoScaling !== 'object') return { provisionedThroughput: units };
  const dimensions = Object.entries<CapacityScaling>({ ...autoScaling }).map(
    ([dimension, { scheduledActions = {}, ...scaling }]) => {
      const actions = Object.entries(scheduledActions).map(([name, { startTime, endTime, ...action }]) => {
        const moments = Object.entries({ startTime, endTime }).flatMap(([member, moment]) =>
          moment ? [[member, new Date(moment).toISOString().replace('.000Z', 'Z')]] : [],
        );
        return [name, { ...action, ...Object.fromEntries(moments) }];
      });
      return [dimension, { ...scaling, ...(actions.length && { scheduledActions: Object.fromEntries(actions) }) }];
    },
  );
  const scaled = dimensions.length ? { autoScaling: Object.fromEntries(dimensions) } : {};
  return { provisionedThroughput: { ...others, ...scaled } };
}

/** The entries that are there, and say more than that there is nothing. */
function saidOf(entries: object): object {
  return Object.fromEntries(
    Object.entries(entries).filter(([, value]) => value && !(typeof value === 'object' && !Object.keys(value).length)),
  );
}

function destinationAsRead(to: TableSchema['kinesisStreamingDestination']): object | undefined {
  if (!to) return undefined;
  const { streamArn, approximateCreationDateTimePrecision: precision } = to;
  return { streamArn, ...(precision === 'MICROSECOND' && { approximateCreationDateTimePrecision: precision }) };
}

function insightsAsRead(of: unknown): unknown {
  return of && ((of as { mode?: string }).mode === 'THROTTLED_KEYS' ? of : true);
}

function replicasAsRead({ replicas }: TableSchema): object | undefined {
  const entries = Object.entries(replicas ?? {}).map(([region, replica]) => {
    const { encryption, deletionProtection, pointInTimeRecovery, globalSecondaryIndexes: indexes = {} } = replica;
    const { contributorInsights, kinesisStreamingDestination, resourcePolicy, tags } = replica;
    const ofIndexes = Object.entries(indexes).flatMap(([name, { contributorInsights: of }]) =>
      of ? [[name, { contributorInsights: insightsAsRead(of) }]] : [],
    );
    return [
      region,
      {
        deletionProtection,
        pointInTimeRecovery,
        ...saidOf({
          contributorInsights: insightsAsRead(contributorInsights),
          encryption: typeof encryption === 'object' && encryption,
          kinesisStreamingDestination: destinationAsRead(kinesisStreamingDestination),
          resourcePolicy,
          tags,
          globalSecondaryIndexes: Object.fromEntries(ofIndexes),
        }),
      },
    ];
  });
  return entries.length ? Object.fromEntries(entries) : undefined;
}

/** The schema as reading Terraform gives it: without attributes that no key uses, and each thing said in one way only. */
export function asRead(schema: TableSchema): unknown {
  const { resourcePolicy, pointInTimeRecovery: recovery, tags } = schema;
  const used = new Set([schema.timeToLive, schema.partitionKey, schema.sortKey]);
  const key = (names: string | readonly string[] | undefined) => {
    for (const name of [names ?? []].flat()) used.add(name);
    return typeof names === 'object' && names.length === 1 ? names[0] : names;
  };
  const projection = (of: unknown) =>
    of === undefined || of === 'ALL'
      ? {}
      : { projection: typeof of === 'object' ? { include: [...new Set((of as { include: string[] }).include)] } : of };
  const ceilings = (of: object | undefined) => (of && Object.keys(of).length ? { onDemandThroughput: of } : {});
  const insights = (of: unknown) => (of ? { contributorInsights: insightsAsRead(of) } : {});

  const global = Object.entries(schema.globalSecondaryIndexes ?? {}).map(([name, index]) => {
    const { partitionKey, sortKey, projection: of, onDemandThroughput, contributorInsights, ...rest } = index;
    const { provisionedThroughput, ...others } = rest;
    return [
      name,
      {
        partitionKey: key(partitionKey),
        ...(sortKey && { sortKey: key(sortKey) }),
        ...projection(of),
        ...ceilings(onDemandThroughput),
        ...insights(contributorInsights),
        ...capacityAsRead(provisionedThroughput),
        ...others,
      },
    ];
  });
  const local = Object.entries(schema.localSecondaryIndexes ?? {}).map(([name, index]) => [
    name,
    { sortKey: key(index.sortKey), ...projection(index.projection) },
  ]);
  const { provisionedThroughput, warmThroughput } = schema;
  return {
    tableName: schema.tableName,
    attributes: Object.fromEntries(Object.entries(schema.attributes).filter(([name]) => used.has(name))),
    partitionKey: schema.partitionKey,
    sortKey: schema.sortKey,
    globalSecondaryIndexes: global.length ? Object.fromEntries(global) : undefined,
    localSecondaryIndexes: local.length ? Object.fromEntries(local) : undefined,
    timeToLive: schema.timeToLive,
    billingMode: schema.billingMode ?? 'PAY_PER_REQUEST',
    ...capacityAsRead(provisionedThroughput),
    ...ceilings(schema.onDemandThroughput),
    warmThroughput,
    streamViewType: schema.streamViewType,
    encryption: schema.encryption,
    tableClass: schema.tableClass,
    deletionProtection: schema.deletionProtection,
    pointInTimeRecovery: typeof recovery === 'object' && recovery.recoveryPeriodInDays === 35 ? true : recovery,
    ...insights(schema.contributorInsights),
    resourcePolicy: typeof resourcePolicy === 'string' ? JSON.parse(resourcePolicy) : resourcePolicy || undefined,
    ...saidOf({
      streamResourcePolicy: schema.streamResourcePolicy,
      streamTags: schema.streamTags,
      kinesisStreamingDestination: destinationAsRead(schema.kinesisStreamingDestination),
    }),
    replicas: replicasAsRead(schema),
    tags,
  };
}

/** The text of an orders table, with more arguments in it. */
export const ordersText = (more = '', name = '"orders"') => `
resource "aws_dynamodb_table" "orders" {
  name         = ${name}
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  ${more}
}
`;

/** What that text says, where nothing more stands in it. */
export const plainOrders = {
  tableName: 'orders',
  attributes: { id: 'S' },
  partitionKey: 'id',
  billingMode: 'PAY_PER_REQUEST',
};

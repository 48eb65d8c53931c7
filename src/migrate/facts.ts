import {
  type GlobalSecondaryIndex,
  type IndexSetting,
  type IndexSettingName,
  insightsMode,
  type KinesisStreamingDestination,
  keyList,
  type LocalSecondaryIndex,
  own,
  type Projection,
  type ProvisionedThroughput,
  type Replica,
  type ReplicaGlobalSecondaryIndex,
  recoveryDays,
  type Setting,
  type SettingName,
  type TableSchema,
  type VectorIndex,
} from '../schema/index.js';
import { precision } from './diffStreams.js';
import { globalIndexes } from './globalIndexes.js';
import { policyFacts } from './policyFacts.js';
import type { ReplicaOverrides } from './replicaSettings.js';
import { autoScalingFacts } from './scalingWords.js';
import { counted, type Fact, json, text } from './words.js';

function fact(label: string, value: string): Fact[] {
  return [{ label, value }];
}

function units(label: string, count: number | undefined, unit = ''): Fact[] {
  return count === undefined ? [] : fact(label, `${counted(count, 'unit')}${unit}`);
}

type Throughput = Required<ProvisionedThroughput>;

const ofThroughput: { readonly [M in keyof Throughput]: (value: Throughput[M]) => Fact[] } = {
  readCapacityUnits: (count) => units('read capacity', count || undefined),
  writeCapacityUnits: (count) => units('write capacity', count || undefined),
  autoScaling: (scaling) =>
    scaling === 'UNMANAGED' ? fact('capacity from then on', 'moved by something else') : autoScalingFacts(scaling),
};

function throughputFacts(throughput: ProvisionedThroughput): Fact[] {
  const member = <M extends keyof Throughput>(name: M, value: Throughput[M] | undefined) =>
    value === undefined ? [] : ofThroughput[name](value);
  return (Object.keys(ofThroughput) as (keyof Throughput)[]).flatMap((name) => member(name, throughput[name]));
}

/** What each setting that a table and an index have alike is in words. */
const ofBoth: { readonly [P in IndexSettingName]: (value: IndexSetting<P>) => Fact[] } = {
  provisionedThroughput: throughputFacts,
  onDemandThroughput: ({ maxReadRequestUnits, maxWriteRequestUnits }) => [
    ...units('most reads', maxReadRequestUnits, ' per second'),
    ...units('most writes', maxWriteRequestUnits, ' per second'),
  ],
  warmThroughput: ({ readUnitsPerSecond, writeUnitsPerSecond }) => [
    ...units('warm reads', readUnitsPerSecond, ' per second'),
    ...units('warm writes', writeUnitsPerSecond, ' per second'),
  ],
  contributorInsights: (insights) => fact('contributor insights', insightsWords[insightsMode(insights) || 'off']),
};

const insightsWords = {
  off: 'off',
  ACCESSED_AND_THROTTLED_KEYS: 'accessed and throttled keys',
  THROTTLED_KEYS: 'throttled keys',
};

const streamWords = {
  KEYS_ONLY: 'keys only',
  NEW_IMAGE: 'new images',
  OLD_IMAGE: 'old images',
  NEW_AND_OLD_IMAGES: 'new and old images',
};

const ofDestination: {
  readonly [M in keyof Required<KinesisStreamingDestination>]: (destination: KinesisStreamingDestination) => Fact[];
} = {
  streamArn: ({ streamArn }) => fact('Kinesis stream', text(streamArn)),
  approximateCreationDateTimePrecision: (destination) =>
    fact('Kinesis timestamps', precisionWords[precision(destination)]),
};

export const precisionWords = { MILLISECOND: 'to the millisecond', MICROSECOND: 'to the microsecond' };

const keyWords = { AWS_OWNED: "AWS's own", AWS_MANAGED: "AWS's own for this account (aws/dynamodb)" };

/** What each setting of a table is in words. */
export const ofTable: { readonly [P in SettingName]: (value: Setting<P>) => Fact[] } = {
  // Each Region has a heading of its own.
  replicas: (regions) => (Object.keys(regions).length ? [] : fact('replicas', 'none')),
  billingMode: (mode) => fact('billing', mode === 'PROVISIONED' ? 'provisioned' : 'on demand'),
  ...ofBoth,
  timeToLive: (attribute) => fact('time to live', text(attribute)),
  streamViewType: (view) => fact('stream', view ? streamWords[view] : 'none'),
  encryption: (key) => fact('encryption key', typeof key === 'string' ? keyWords[key] : text(key.kmsMasterKeyId)),
  tableClass: (name) => fact('table class', name === 'STANDARD' ? 'standard' : 'standard, infrequent access'),
  deletionProtection: (on) => fact('deletion protection', on ? 'on' : 'off'),
  pointInTimeRecovery: (recovery) => {
    const days = recoveryDays(recovery);
    return fact('point-in-time recovery', days ? counted(days, 'day') : 'off');
  },
  resourcePolicy: (policy) => policyFacts(policy),
  tags: tagFacts,
  kinesisStreamingDestination: (destination) =>
    destination ? Object.values(ofDestination).flatMap((facts) => facts(destination)) : fact('Kinesis stream', 'none'),
  streamResourcePolicy: (policy) => ofStream(policyFacts(policy)),
  streamTags: (tags) => ofStream(tagFacts(tags)),
};

/** The facts of a table, of its stream. */
export function ofStream(facts: readonly Fact[]): Fact[] {
  return facts.map((fact) => ({ ...fact, label: `stream's ${fact.label}` }));
}

function tagFacts(tags: { readonly [key: string]: string }): Fact[] {
  return Object.entries(tags).map(([key, value]) => ({ label: `tag ${text(key)}`, value: text(value) }));
}

function settings<P extends SettingName>(name: P, value: Setting<P> | undefined): Fact[] {
  return value === undefined ? [] : ofTable[name](value);
}

function indexSettings<P extends IndexSettingName>(name: P, value: IndexSetting<P> | undefined): Fact[] {
  return value === undefined ? [] : ofBoth[name](value);
}

const settingNames = Object.keys(ofTable).filter((name): name is SettingName => Object.hasOwn(ofTable, name));
const indexSettingNames = Object.keys(ofBoth).filter((name): name is IndexSettingName => Object.hasOwn(ofBoth, name));

/** The key of a table, with the types of its attributes. */
export function keyFacts(
  { partitionKey, sortKey }: Pick<TableSchema, 'partitionKey' | 'sortKey'>,
  schema: TableSchema,
): Fact[] {
  return [...keyFact('partition key', partitionKey, schema), ...keyFact('sort key', sortKey, schema)];
}

function keyFact(label: string, key: string | readonly string[] | undefined, { attributes }: TableSchema): Fact[] {
  const names = keyList(key).map((name) => `${text(name)} (${own(attributes, name) ?? 'of no type'})`);
  return names.length ? fact(label, names.join(', ')) : [];
}

function projectionFact(projection: Projection = 'ALL'): Fact[] {
  if (typeof projection === 'object') {
    // Their order means nothing, and DescribeTable keeps none.
    const entries = [...projection.include].sort().map(text);
    return [{ label: 'projection', value: `keys and ${entries.join(', ')}`, entries }];
  }
  return fact('projection', projection === 'ALL' ? 'all attributes' : 'keys only');
}

export function localIndexFacts({ sortKey, projection }: LocalSecondaryIndex, schema: TableSchema): Fact[] {
  return [...keyFact('sort key', sortKey, schema), ...projectionFact(projection)];
}

/** What an index of either kind is, its settings too. */
export function indexFacts(index: GlobalSecondaryIndex | VectorIndex, schema: TableSchema): Fact[] {
  if ('vectorAttribute' in index) {
    return [
      ...fact('vector', text(index.vectorAttribute)),
      ...fact('dimensions', index.dimensions.toLocaleString('en-US')),
      ...fact('distance', index.distanceFunction),
      ...keyFact('partition key', index.partitionKey, schema),
      ...keyFact('inline filters', index.inlineFilters, schema),
      ...projectionFact(index.projection),
    ];
  }
  return [
    ...keyFact('partition key', index.partitionKey, schema),
    ...keyFact('sort key', index.sortKey, schema),
    ...projectionFact(index.projection),
    ...indexSettingNames.flatMap((name) => indexSettings(name, index[name])),
  ];
}

/** What a replica has of its own. */
export function replicaFacts(replica: Replica | ReplicaOverrides): Fact[] {
  return Object.entries(ofReplica).flatMap(([name, facts]) => {
    const value = own<unknown>({ ...replica }, name);
    return value === undefined ? [] : (facts as (value: unknown) => Fact[])(value);
  });
}

type OfReplica<Holder> = { readonly [P in keyof Required<Holder>]: (value: NonNullable<Holder[P]>) => Fact[] };

const readsOfReplica = {
  provisionedThroughput: ({ readCapacityUnits, autoScaling }) => [
    ...units('read capacity', readCapacityUnits),
    ...(autoScaling === 'UNMANAGED' ? fact('read capacity from then on', 'moved by something else') : []),
    ...(typeof autoScaling === 'object' ? fact('auto scaling of reads', json(autoScaling)) : []),
  ],
  onDemandThroughput: ({ maxReadRequestUnits }) =>
    maxReadRequestUnits === undefined
      ? fact('most reads', 'no ceiling')
      : units('most reads', maxReadRequestUnits, ' per second'),
  contributorInsights: ofBoth.contributorInsights,
} satisfies OfReplica<ReplicaGlobalSecondaryIndex>;

const ofReplica: OfReplica<Replica> = {
  tableClass: ofTable.tableClass,
  deletionProtection: ofTable.deletionProtection,
  pointInTimeRecovery: ofTable.pointInTimeRecovery,
  tags: ofTable.tags,
  encryption: ofTable.encryption,
  kinesisStreamingDestination: ofTable.kinesisStreamingDestination,
  resourcePolicy: ofTable.resourcePolicy,
  ...readsOfReplica,
  globalSecondaryIndexes: (indexes) =>
    Object.entries(indexes).flatMap(([name, index]) =>
      Object.entries(readsOfReplica)
        .flatMap(([setting, facts]) => {
          const value = own<unknown>({ ...index }, setting);
          return value === undefined ? [] : (facts as (value: unknown) => Fact[])(value);
        })
        .map((one) => ({ ...one, label: `${one.label} of ${text(name)}` })),
    ),
};

export function replicaHeading(region: string): string {
  return `replica in ${text(region)}`;
}

/** A table's own properties, and those of each index and replica under its heading. */
export interface TableFacts {
  readonly own: readonly Fact[];
  readonly indexes: readonly { readonly heading: string; readonly facts: readonly Fact[] }[];
}

/** All that is set of a table when it is made. */
export function tableFacts(schema: TableSchema): TableFacts {
  const billed = { billingMode: 'PAY_PER_REQUEST', ...schema } as const;
  const { localSecondaryIndexes = {}, vectorIndexes = {}, replicas = {} } = schema;
  return {
    own: [...keyFacts(schema, schema), ...settingNames.flatMap((name) => settings(name, billed[name]))],
    indexes: [
      ...Object.entries(localSecondaryIndexes).map(([name, index]) => ({
        heading: indexHeading('localSecondaryIndexes', name),
        facts: localIndexFacts(index, schema),
      })),
      ...Object.entries(globalIndexes(schema)).map(([name, index]) => ({
        heading: indexHeading('globalSecondaryIndexes', name),
        facts: indexFacts(index, schema),
      })),
      ...Object.entries(vectorIndexes).map(([name, index]) => ({
        heading: indexHeading('vectorIndexes', name),
        facts: indexFacts(index, schema),
      })),
      ...Object.entries(replicas).map(([region, replica]) => ({
        heading: replicaHeading(region),
        facts: replicaFacts(replica),
      })),
    ],
  };
}

export function indexHeading(kind: string, name: string): string {
  const word = kind === 'localSecondaryIndexes' ? 'local' : kind === 'vectorIndexes' ? 'vector' : 'global';
  return `${word} index ${text(name)}`;
}

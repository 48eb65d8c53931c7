import {
  type ContributorInsights,
  type GlobalSecondaryIndex,
  type IndexSetting,
  type IndexSettingName,
  insightsMode,
  type KinesisStreamingDestination,
  type OnDemandThroughput,
  own,
  type ProvisionedThroughput,
  type ResourcePolicy,
  recoveryDays,
  type Setting,
  type SettingName,
  type TableSchema,
  type WarmThroughput,
} from '../../schema/index.js';
import { capacityInWords } from './scaling.js';
import { count, enumerate, said, type Words, words } from './words.js';

/** A setting for people: what it is called, and what the schema says of it. */
export interface DescribedSetting {
  readonly label: string;
  readonly words: Words;
}

/** What a setting is called, and its value in words. */
export interface SettingText<Value> {
  readonly label: string;
  readonly words: (value: Value, schema: TableSchema) => Words;
}

interface Description<Value> extends SettingText<Value> {
  /** What it means that a schema leaves the setting out. Left out: that it is unmanaged. */
  readonly absent?: string;
  /** The billing mode of the tables that can have it. Left out: any. */
  readonly billingMode?: NonNullable<TableSchema['billingMode']>;
  /** Whether a table without a stream can't have it. */
  readonly needsStream?: true;
}

const capacity: Description<ProvisionedThroughput> = {
  label: 'Capacity',
  billingMode: 'PROVISIONED',
  words: capacityInWords,
};

const ceiling: Description<OnDemandThroughput> = {
  label: 'Throughput ceiling',
  billingMode: 'PAY_PER_REQUEST',
  words: ({ maxReadRequestUnits, maxWriteRequestUnits }) => perSecond(maxReadRequestUnits, maxWriteRequestUnits),
};

const warm: Description<WarmThroughput> = {
  label: 'Warm throughput',
  words: ({ readUnitsPerSecond, writeUnitsPerSecond }) => perSecond(readUnitsPerSecond, writeUnitsPerSecond),
};

const insights: Description<ContributorInsights> = {
  label: 'Contributor insights',
  words(value) {
    const mode = insightsMode(value);
    if (!mode) return ['off'];
    return [mode === 'THROTTLED_KEYS' ? 'on, throttled keys' : 'on, accessed and throttled keys'];
  },
};

const views = {
  KEYS_ONLY: 'keys only',
  NEW_IMAGE: 'new images',
  OLD_IMAGE: 'old images',
  NEW_AND_OLD_IMAGES: 'new and old images',
} as const;

const ofKinesis: {
  readonly [P in keyof Required<KinesisStreamingDestination>]: (
    value: NonNullable<KinesisStreamingDestination[P]>,
  ) => Words;
} = {
  streamArn: said,
  approximateCreationDateTimePrecision: (precision) => [
    precision === 'MICROSECOND' ? ', with times in microseconds' : ', with times in milliseconds',
  ],
};

/** It stands in full after the settings. */
const policy: Description<ResourcePolicy | false> = {
  label: 'Resource policy',
  words: (value) => [value ? 'below' : 'none'],
};

const tags: Description<{ readonly [key: string]: string }> = {
  label: 'Tags',
  words(value) {
    const each = Object.entries(value).map(([key, tag]) => words`${said(key)}: ${said(tag)}`);
    return each.length ? each.flatMap((tag, i) => (i ? [', ', ...tag] : tag)) : ['none'];
  },
};

/** What is said of each setting of a table, in this order. */
export const describedSettings: { readonly [P in SettingName]: Description<Setting<P>> } = {
  billingMode: {
    label: 'Billing',
    words: (mode) => [mode === 'PROVISIONED' ? 'provisioned capacity' : 'on demand, per request'],
    absent: 'on demand, per request',
  },
  provisionedThroughput: capacity,
  onDemandThroughput: ceiling,
  warmThroughput: warm,
  timeToLive: {
    label: 'Time to live',
    words: (name, { attributes }) =>
      own(attributes, name) === 'N'
        ? words`items expire at ${said(name)}, in seconds since 1970`
        : words`${said(name)}, by which no item expires: it is not a number`,
    absent: 'none',
  },
  streamViewType: { label: 'Stream', words: (view) => [view === false ? 'off' : views[view]] },
  streamResourcePolicy: { ...policy, label: 'Policy of the stream', needsStream: true },
  streamTags: { ...tags, label: 'Tags of the stream', needsStream: true },
  kinesisStreamingDestination: {
    label: 'Changes to Kinesis',
    words: (destination) =>
      destination === false
        ? ['none']
        : Object.entries(ofKinesis).flatMap(([member, inWords]) => {
            const value = destination[member as keyof KinesisStreamingDestination];
            return value === undefined ? [] : inWords(value as never);
          }),
  },
  replicas: {
    label: 'Replicas',
    words: (replicas) => (Object.keys(replicas).length ? words`in ${enumerate(Object.keys(replicas))}` : ['none']),
  },
  encryption: {
    label: 'Encryption',
    words(encryption) {
      if (encryption === 'AWS_OWNED') return ['with a key that AWS owns'];
      return encryption === 'AWS_MANAGED'
        ? words`with AWS's key in this account, ${said('aws/dynamodb')}`
        : words`with the key ${said(encryption.kmsMasterKeyId)}`;
    },
  },
  pointInTimeRecovery: {
    label: 'Point-in-time recovery',
    words(recovery) {
      const days = recoveryDays(recovery);
      return [days ? `to any second of the last ${count(days, 'day')}` : 'off'];
    },
  },
  deletionProtection: { label: 'Deletion protection', words: (on) => [on ? 'on' : 'off'] },
  tableClass: {
    label: 'Table class',
    words: (tableClass) => [tableClass === 'STANDARD' ? 'standard' : 'standard, infrequent access'],
  },
  contributorInsights: insights,
  resourcePolicy: policy,
  tags,
};

/** What is said of each setting of a global index, in this order. */
const ofIndex: { readonly [P in IndexSettingName]: Description<IndexSetting<P>> } = {
  provisionedThroughput: capacity,
  onDemandThroughput: ceiling,
  warmThroughput: warm,
  contributorInsights: insights,
};

/** What the schema says of the table's settings, and the labels of those that it leaves unmanaged. */
export function tableSettings(schema: TableSchema): {
  readonly managed: readonly DescribedSetting[];
  readonly unmanaged: readonly string[];
} {
  const { billingMode: mode = 'PAY_PER_REQUEST' } = schema;
  const unmanaged: string[] = [];
  const managed = (Object.keys(describedSettings) as SettingName[]).flatMap((name): DescribedSetting[] => {
    const { label, absent, needsStream, billingMode = mode } = describedSettings[name];
    if (schema[name] !== undefined) return [{ label, words: inWords(describedSettings[name], schema[name], schema) }];
    if (absent !== undefined) return [{ label, words: [absent] }];
    if (billingMode === mode && (!needsStream || schema.streamViewType)) unmanaged.push(label);
    return [];
  });
  return { managed, unmanaged };
}

/** What the schema says of the settings of one of its global indexes. */
export function indexSettings(schema: TableSchema, index: GlobalSecondaryIndex): readonly DescribedSetting[] {
  return (Object.keys(ofIndex) as IndexSettingName[]).flatMap((name) =>
    index[name] === undefined
      ? []
      : [{ label: ofIndex[name].label, words: inWords(ofIndex[name], index[name], schema) }],
  );
}

/** The value is the one that the description is of: both are of one name. */
function inWords({ words }: Description<never>, value: unknown, schema: TableSchema): Words {
  return words(value as never, schema);
}

function perSecond(reads: number | undefined, writes: number | undefined): Words {
  const units = [reads === undefined ? '' : `${reads} read`, writes === undefined ? '' : `${writes} write`];
  const said = units.filter(Boolean);
  return [said.length ? `${said.join(' and ')} units a second` : 'none'];
}

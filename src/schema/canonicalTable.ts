import type { ContributorInsights, GlobalSecondaryIndex, LocalSecondaryIndex, VectorIndex } from './IndexSchema.js';
import { recoveryPeriodDays } from './limits.js';
import type { Replica, ReplicaGlobalSecondaryIndex, ReplicaProvisionedThroughput } from './Replica.js';
import { insightsMode, parseObject, recoveryDays } from './readings.js';
import type { KinesisStreamingDestination } from './SettingValues.js';
import type { TableSchema } from './TableSchema.js';
import type {
  AutoScaling,
  CapacityScaling,
  OnDemandThroughput,
  ProvisionedThroughput,
  ScheduledAction,
  WarmThroughput,
} from './Throughput.js';
import { defined, isProperties, type Properties, properties } from './value.js';

/** The one spelling of a property's value; `undefined`: to say the same, it is left out. Gets `undefined` where it is left out. */
type Spelling = (value: unknown) => unknown;
type Spellings<T> = { readonly [Property in keyof Required<T>]: Spelling };

/** Spelt one way only. */
const asIs: Spelling = (value) => value;

/** `ALL` is what a schema means that says nothing. */
const projection: Spelling = (value) => (value === 'ALL' ? undefined : value);

const key: Spelling = (value) => (Array.isArray(value) && value.length === 1 ? value[0] : value);

const insights: Spelling = (value) =>
  isProperties(value) && insightsMode(value as ContributorInsights) === insightsMode(true) ? true : value;

const policy: Spelling = (value) => (typeof value === 'string' ? (parseObject(value) ?? value) : value);

/** The members that are there, in this order. */
function members<T>(spellings: Spellings<T>): Spelling {
  return (value) => (isProperties(value) ? spell(value, spellings) : value);
}

/** Entries by the user's names, each spelt. */
function entries<T>(spellings: Spellings<T>): Spelling {
  const entry = members(spellings);
  return (value) =>
    isProperties(value)
      ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, entry(member)]))
      : value;
}

const isEmpty = (value: unknown) => isProperties(value) && !Object.keys(value).length;

function indexes<T>(spellings: Spellings<T>): Spelling {
  const spelt = entries(spellings);
  return (value) => (isEmpty(value) ? undefined : spelt(value));
}

/** Of the indexes of a replica, those of which something is said. */
function overrides<T>(spellings: Spellings<T>): Spelling {
  const spelt = entries(spellings);
  return (value) => {
    if (!isProperties(value)) return value;
    const said = Object.entries(properties(spelt(value))).filter(([, index]) => !isEmpty(index));
    return said.length ? Object.fromEntries(said) : undefined;
  };
}

/** A moment as ISO 8601 has it in UTC, to the second where it is a whole one. */
const moment: Spelling = (value) => {
  const time = typeof value === 'string' && /T.*(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? value : new Date(time).toISOString().replace('.000Z', 'Z');
};

function autoScaling(): Spellings<AutoScaling> {
  const scaling = members<CapacityScaling>({
    minCapacity: asIs,
    maxCapacity: asIs,
    targetValue: asIs,
    scaleInCooldown: asIs,
    scaleOutCooldown: asIs,
    scheduledActions: entries<ScheduledAction>({
      schedule: asIs,
      timezone: asIs,
      startTime: moment,
      endTime: moment,
      minCapacity: asIs,
      maxCapacity: asIs,
    }),
  });
  return { read: scaling, write: scaling };
}

/** Of what a table has in each Region: the one spelling in all of them. */
function regionalSpellings() {
  return {
    encryption: (value) =>
      isProperties(value) && /(^|:)alias\/aws\/dynamodb$/.test(String(value.kmsMasterKeyId)) ? 'AWS_MANAGED' : value,
    pointInTimeRecovery: (value) =>
      isProperties(value) && recoveryDays(value as { recoveryPeriodInDays: number }) === recoveryPeriodDays
        ? true
        : value,
    contributorInsights: insights,
    kinesisStreamingDestination: members<KinesisStreamingDestination>({
      streamArn: asIs,
      approximateCreationDateTimePrecision: (precision) => (precision === 'MILLISECOND' ? undefined : precision),
    }),
    resourcePolicy: policy,
  } satisfies { readonly [P in keyof TableSchema]?: Spelling };
}

function replicaSpellings(): Spellings<Replica> {
  const { encryption, pointInTimeRecovery, contributorInsights, kinesisStreamingDestination, resourcePolicy } =
    regionalSpellings();
  const { read } = autoScaling();
  const provisionedThroughput = members<ReplicaProvisionedThroughput>({
    readCapacityUnits: asIs,
    autoScaling: members<{ read?: CapacityScaling }>({ read }),
  });
  const onDemandThroughput = members<NonNullable<Replica['onDemandThroughput']>>({ maxReadRequestUnits: asIs });
  return {
    tableClass: asIs,
    deletionProtection: asIs,
    pointInTimeRecovery,
    contributorInsights,
    tags: asIs,
    encryption,
    kinesisStreamingDestination,
    resourcePolicy,
    provisionedThroughput,
    onDemandThroughput,
    globalSecondaryIndexes: overrides<ReplicaGlobalSecondaryIndex>({
      provisionedThroughput,
      onDemandThroughput,
      contributorInsights,
    }),
  };
}

function tableSpellings(): Spellings<TableSchema> {
  const { encryption, pointInTimeRecovery, contributorInsights, kinesisStreamingDestination, resourcePolicy } =
    regionalSpellings();
  const provisionedThroughput = members<ProvisionedThroughput>({
    readCapacityUnits: asIs,
    writeCapacityUnits: asIs,
    autoScaling: members(autoScaling()),
  });
  const onDemandThroughput = members<OnDemandThroughput>({ maxReadRequestUnits: asIs, maxWriteRequestUnits: asIs });
  const warmThroughput = members<WarmThroughput>({ readUnitsPerSecond: asIs, writeUnitsPerSecond: asIs });
  return {
    tableName: asIs,
    attributes: asIs,
    partitionKey: asIs,
    sortKey: asIs,
    globalSecondaryIndexes: indexes<GlobalSecondaryIndex>({
      partitionKey: key,
      sortKey: key,
      projection,
      provisionedThroughput,
      onDemandThroughput,
      warmThroughput,
      contributorInsights,
    }),
    localSecondaryIndexes: indexes<LocalSecondaryIndex>({ sortKey: asIs, projection }),
    vectorIndexes: indexes<VectorIndex>({
      vectorAttribute: asIs,
      dimensions: asIs,
      distanceFunction: asIs,
      partitionKey: asIs,
      inlineFilters: (filters) => (Array.isArray(filters) && !filters.length ? undefined : filters),
      projection,
    }),
    billingMode: (mode) => mode ?? 'PAY_PER_REQUEST',
    provisionedThroughput,
    onDemandThroughput,
    warmThroughput,
    timeToLive: asIs,
    streamViewType: asIs,
    streamResourcePolicy: policy,
    streamTags: asIs,
    kinesisStreamingDestination,
    replicas: entries(replicaSpellings()),
    encryption,
    tableClass: asIs,
    deletionProtection: asIs,
    pointInTimeRecovery,
    contributorInsights,
    resourcePolicy,
    tags: asIs,
  };
}

/** Made when first used, so that importing the package costs nothing for it. */
let spellings: Spellings<TableSchema> | undefined;

/** Properties that a schema does not have stay, last, for `validateTable` to report. */
function spell<T>(value: Properties, spellings: Spellings<T>): object {
  const spelt = Object.entries<Spelling>(spellings).map(([name, spelling]) => [
    name,
    spelling(Object.hasOwn(value, name) ? value[name] : undefined),
  ]);
  return defined(
    Object.fromEntries([...spelt, ...Object.entries(value).filter(([name]) => !Object.hasOwn(spellings, name))]),
  );
}

/**
 * The schema with each fact in its one spelling, so that two schemas that say the same are equal data, whatever they were read from:
 *
 * - properties are in the order of the documentation, and none is `undefined`; indexes and attributes keep theirs;
 * - `billingMode` is stated; `projection: 'ALL'`, lists of no inline filters and records of no indexes are left out;
 * - a key of one attribute is its name, not a tuple;
 * - 35 days of point-in-time recovery are `true`, and so are contributor insights of the default mode;
 * - a resource policy is an object, and the key `alias/aws/dynamodb` is `'AWS_MANAGED'`;
 * - `approximateCreationDateTimePrecision: 'MILLISECOND'` is left out;
 * - the times of scheduled actions are in UTC, to the second where they are whole: `2027-01-01T00:00:00Z`;
 * - the settings of a replica are spelt as those of a table, and indexes of which it says nothing are left out.
 *
 * What is left out as unmanaged stays left out, and what is stated stays stated: `false`, `tags: {}` and `onDemandThroughput: {}` say
 * that there must be none. Every reader of this package returns schemas so spelt. Takes a schema that breaks rules too, and leaves
 * what it does not understand as it is. Returns a new object, which is not frozen.
 *
 * @example
 * ```ts
 * canonicalTable({ ...orders, pointInTimeRecovery: { recoveryPeriodInDays: 35 } }).pointInTimeRecovery; // true
 * ```
 */
export function canonicalTable(schema: TableSchema): TableSchema {
  spellings ??= tableSpellings();
  return spell(schema as unknown as Properties, spellings) as TableSchema;
}

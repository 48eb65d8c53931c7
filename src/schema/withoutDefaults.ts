import type { Replica, ReplicaGlobalSecondaryIndex } from './Replica.js';
import type { IndexSetting, IndexSettingName, Setting, SettingName } from './settings.js';
import type { TableSchema } from './TableSchema.js';
import type { CapacityScaling } from './Throughput.js';
import { isProperties, type Properties, properties } from './value.js';

/** What DynamoDB gives a table for which nothing is said; `undefined`: nothing, or nothing that a schema can leave out. */
const settings: { readonly [P in SettingName]: Setting<P> | undefined } = {
  billingMode: undefined,
  provisionedThroughput: undefined,
  onDemandThroughput: {},
  warmThroughput: undefined,
  timeToLive: undefined,
  streamViewType: false,
  streamResourcePolicy: false,
  streamTags: {},
  kinesisStreamingDestination: false,
  replicas: {},
  encryption: 'AWS_OWNED',
  tableClass: 'STANDARD',
  deletionProtection: false,
  pointInTimeRecovery: false,
  contributorInsights: false,
  resourcePolicy: false,
  tags: {},
};

const indexSettings: { readonly [P in IndexSettingName]: IndexSetting<P> | undefined } = {
  provisionedThroughput: undefined,
  onDemandThroughput: {},
  warmThroughput: undefined,
  contributorInsights: false,
};

const scalingSettings: { readonly [P in keyof Required<CapacityScaling>]: CapacityScaling[P] | undefined } = {
  minCapacity: undefined,
  maxCapacity: undefined,
  targetValue: undefined,
  scaleInCooldown: 0,
  scaleOutCooldown: 0,
  scheduledActions: {},
};

/** Of a replica of the table: a new one has the class and the capacity of the table. */
function replicaSettings({ tableClass }: TableSchema): { readonly [P in keyof Required<Replica>]: Replica[P] } {
  return {
    tableClass: tableClass ?? settings.tableClass,
    deletionProtection: false,
    pointInTimeRecovery: false,
    contributorInsights: false,
    tags: {},
    encryption: settings.encryption,
    kinesisStreamingDestination: false,
    resourcePolicy: false,
    provisionedThroughput: undefined,
    onDemandThroughput: {},
    globalSecondaryIndexes: {},
  };
}

const replicaIndexSettings: {
  readonly [P in keyof Required<ReplicaGlobalSecondaryIndex>]: ReplicaGlobalSecondaryIndex[P];
} = { provisionedThroughput: undefined, onDemandThroughput: {}, contributorInsights: false };

/**
 * The schema without the settings that are as DynamoDB has them for a table that says nothing about them: shorter to read, and those
 * settings are unmanaged then. For schemas that were read from a live table, where each setting has a value. Returns a new object.
 *
 * @example
 * ```ts
 * const live = await inspectTable(client, 'orders', { allSettings: true });
 * if (live) console.log(toTypeScript(withoutDefaults(live.schema)));
 * ```
 */
export function withoutDefaults(schema: TableSchema): TableSchema {
  const table = without(schema, settings);
  for (const kind of ['localSecondaryIndexes', 'globalSecondaryIndexes', 'vectorIndexes'] as const) {
    if (!Object.keys(properties(table[kind])).length) delete table[kind];
    else
      table[kind] = eachWithout(table[kind], {
        ...(kind === 'globalSecondaryIndexes' && indexSettings),
        projection: 'ALL',
      });
  }
  if (table.replicas) {
    const ofReplica = replicaSettings(schema);
    table.replicas = mapped(table.replicas, (replica) => {
      const indexes = eachWithout(replica.globalSecondaryIndexes, replicaIndexSettings);
      const said = Object.entries(indexes).filter(([, index]) => Object.keys(index).length);
      return without({ ...replica, globalSecondaryIndexes: Object.fromEntries(said) }, ofReplica);
    });
  }
  return table as unknown as TableSchema;
}

function mapped<T>(record: unknown, change: (entry: Properties) => T): { [name: string]: T } {
  return Object.fromEntries(
    Object.entries(properties(record)).map(([name, entry]) => [name, change(properties(entry))]),
  );
}

function eachWithout(record: unknown, defaults: Properties) {
  return mapped(record, (entry) => without(entry, defaults));
}

function without(value: object, defaults: Properties): Record<string, unknown> {
  const isDefault = (name: string, entry: unknown) =>
    entry === undefined || (Object.hasOwn(defaults, name) && JSON.stringify(entry) === JSON.stringify(defaults[name]));
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, entry]) => [name, name === 'provisionedThroughput' ? capacityWithout(entry) : entry] as const)
      .filter(([name, entry]) => !isDefault(name, entry)),
  );
}

/** Nothing scales a new table or index, and a new policy has no cooldowns. */
function capacityWithout(capacity: unknown): unknown {
  const { autoScaling } = properties(capacity);
  return isProperties(autoScaling)
    ? without({ ...properties(capacity), autoScaling: eachWithout(autoScaling, scalingSettings) }, { autoScaling: {} })
    : capacity;
}

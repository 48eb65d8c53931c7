import type { Replica, ReplicaGlobalSecondaryIndex, ResourcePolicy, TableSchema } from '../../schema/index.js';
import { capacityInWords } from './scaling.js';
import { type DescribedSetting, describedSettings, type SettingText } from './settings.js';
import { said, type Words, within, words } from './words.js';

const { onDemandThroughput, contributorInsights, provisionedThroughput, ...ofTable } = describedSettings;

/** The capacity of a replica is that of its reads. */
const ofReads: SettingText<NonNullable<Replica['provisionedThroughput']>> = {
  label: provisionedThroughput.label,
  words: capacityInWords,
};

const ofIndex: {
  readonly [P in keyof Required<ReplicaGlobalSecondaryIndex>]: SettingText<NonNullable<ReplicaGlobalSecondaryIndex[P]>>;
} = { provisionedThroughput: ofReads, onDemandThroughput, contributorInsights };

/** What is said of each setting of a replica, in this order. */
const ofReplica: { readonly [P in keyof Required<Replica>]: SettingText<NonNullable<Replica[P]>> } = {
  provisionedThroughput: ofReads,
  onDemandThroughput,
  kinesisStreamingDestination: ofTable.kinesisStreamingDestination,
  encryption: ofTable.encryption,
  pointInTimeRecovery: ofTable.pointInTimeRecovery,
  deletionProtection: ofTable.deletionProtection,
  tableClass: ofTable.tableClass,
  contributorInsights,
  resourcePolicy: ofTable.resourcePolicy,
  tags: ofTable.tags,
  globalSecondaryIndexes: {
    label: 'Indexes',
    words: (indexes, schema) =>
      joined(
        Object.entries(indexes).map(
          ([name, index]) => words`${said(name)} (${inOneLine(described(ofIndex, index, schema))})`,
        ),
      ),
  },
};

/** A replica, and what its Region has of its own. */
export interface DescribedReplica {
  readonly region: string;
  /** What the replica says; the rest is unmanaged there. */
  readonly settings: Words;
  readonly resourcePolicy: ResourcePolicy | undefined;
}

/** The replicas of a table, each with what the schema says of it. */
export function replicas(schema: TableSchema): readonly DescribedReplica[] {
  return Object.entries(schema.replicas ?? {}).map(([region, replica]) => ({
    region,
    settings: inOneLine(described(ofReplica, replica, schema)),
    resourcePolicy: replica.resourcePolicy || undefined,
  }));
}

/** What a replica does not say. */
export const unsaidOfReplicas = 'What a replica does not say is unmanaged in its Region.';

function described(
  record: { readonly [setting: string]: SettingText<never> },
  of: object,
  schema: TableSchema,
): readonly DescribedSetting[] {
  return Object.entries(record).flatMap(([name, { label, words }]) => {
    const value = (of as { readonly [setting: string]: unknown })[name];
    return value === undefined ? [] : [{ label, words: words(value as never, schema) }];
  });
}

function inOneLine(settings: readonly DescribedSetting[]): Words {
  if (!settings.length) return ['nothing of its own'];
  return joined(settings.map(({ label, words: value }, i) => words`${i ? within(label) : label}: ${value}`));
}

function joined(parts: readonly Words[]): Words {
  return parts.flatMap((part, i) => (i ? ['; ', ...part] : part));
}

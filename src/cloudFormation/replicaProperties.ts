import {
  defined,
  own,
  type Path,
  type ProvisionedThroughput,
  type Replica,
  type ReplicaGlobalSecondaryIndex,
  type TableIssue,
  type TableSchema,
} from '../schema/index.js';
import { type CloudFormationReads, type Refusals, toMaxReads, toReads } from './globalCapacity.js';
import {
  type CloudFormationStreamSettings,
  type CloudFormationTableProperties,
  toInsights,
  toKinesisStream,
  toPolicy,
} from './tableProperties.js';

type TableIndex = NonNullable<CloudFormationTableProperties['GlobalSecondaryIndexes']>[number];

/** What a global table has in one Region. */
export interface CloudFormationReplica
  extends CloudFormationReads,
    Pick<
      CloudFormationTableProperties,
      | 'TableClass'
      | 'DeletionProtectionEnabled'
      | 'PointInTimeRecoverySpecification'
      | 'ContributorInsightsSpecification'
      | 'ResourcePolicy'
      | 'KinesisStreamSpecification'
      | 'Tags'
    > {
  /** A Region; that of the stack by reference, where it is not given. */
  Region: string | { Ref: 'AWS::Region' };
  SSESpecification?: { KMSMasterKeyId: string };
  ReplicaStreamSpecification?: CloudFormationStreamSettings;
  GlobalSecondaryIndexes?: CloudFormationReplicaIndex[];
}

/** What a global index has in one Region. */
export interface CloudFormationReplicaIndex
  extends CloudFormationReads,
    Pick<TableIndex, 'ContributorInsightsSpecification'> {
  IndexName: string;
}

/** What a replica is written by: its table, that of the stack's own Region, and where what can't be carried is told. */
interface Context extends Refusals {
  readonly schema: TableSchema;
}

type Describe<Holder, Properties> = (holder: Holder, context: Context) => Partial<Properties>;

const ofReplica: { readonly [P in keyof Required<Replica>]: Describe<Replica, CloudFormationReplica> } = {
  tableClass: ({ tableClass }) => ({ TableClass: tableClass }),
  deletionProtection: ({ deletionProtection }) => ({ DeletionProtectionEnabled: deletionProtection }),
  pointInTimeRecovery: ({ pointInTimeRecovery: recovery }) => ({
    PointInTimeRecoverySpecification:
      recovery === undefined
        ? undefined
        : defined({
            PointInTimeRecoveryEnabled: recovery !== false,
            RecoveryPeriodInDays: typeof recovery === 'object' ? recovery.recoveryPeriodInDays : undefined,
          }),
  }),
  contributorInsights: ({ contributorInsights }) => toInsights(contributorInsights),
  tags: ({ tags = {} }) => {
    const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    return { Tags: list.length ? list : undefined };
  },
  // Whose key it is stands for all replicas beside them; here stands the key of this Region.
  encryption: ({ encryption }) => ({
    SSESpecification: typeof encryption === 'object' ? { KMSMasterKeyId: encryption.kmsMasterKeyId } : undefined,
  }),
  kinesisStreamingDestination: ({ kinesisStreamingDestination }) => ({
    KinesisStreamSpecification: toKinesisStream(kinesisStreamingDestination),
  }),
  resourcePolicy: ({ resourcePolicy }) => ({ ResourcePolicy: toPolicy(resourcePolicy) }),
  // Left out, reads are the table's; to CloudFormation, those of each replica are its own.
  provisionedThroughput: ({ provisionedThroughput }, { schema, ...refusals }) => ({
    ReadProvisionedThroughputSettings: provisionedThroughput
      ? toReads(provisionedThroughput, refusals)
      : inherited(schema.provisionedThroughput),
  }),
  onDemandThroughput: ({ onDemandThroughput }, { schema }) => ({
    ReadOnDemandThroughputSettings: toMaxReads(onDemandThroughput ?? schema.onDemandThroughput),
  }),
  globalSecondaryIndexes: ({ globalSecondaryIndexes: given }, { schema, path, issues }) => {
    const indexes = Object.entries(schema.globalSecondaryIndexes ?? {}).flatMap(([IndexName, index]) => {
      const differs = own<ReplicaGlobalSecondaryIndex>(given, IndexName) ?? {};
      const context = { schema, path: [...path, 'globalSecondaryIndexes', IndexName], issues };
      const settings = Object.values(ofReplicaIndex(index)).map((describe) => describe(differs, context));
      const properties = defined(Object.assign({ IndexName }, ...settings)) as CloudFormationReplicaIndex;
      // An index of a replica is there for its settings only.
      return Object.keys(properties).length > 1 ? [properties] : [];
    });
    return { GlobalSecondaryIndexes: indexes.length ? indexes : undefined };
  },
};

function ofReplicaIndex(index: NonNullable<TableSchema['globalSecondaryIndexes']>[string]): {
  readonly [P in keyof Required<ReplicaGlobalSecondaryIndex>]: Describe<
    ReplicaGlobalSecondaryIndex,
    CloudFormationReplicaIndex
  >;
} {
  return {
    provisionedThroughput: ({ provisionedThroughput }, refusals) => ({
      ReadProvisionedThroughputSettings: provisionedThroughput
        ? toReads(provisionedThroughput, refusals)
        : inherited(index.provisionedThroughput),
    }),
    onDemandThroughput: ({ onDemandThroughput }) => ({
      ReadOnDemandThroughputSettings: toMaxReads(onDemandThroughput ?? index.onDemandThroughput),
    }),
    contributorInsights: ({ contributorInsights }) => toInsights(contributorInsights),
  };
}

/** The reads of the table or an index. What can't be carried of them was told there. */
function inherited(throughput: ProvisionedThroughput | undefined) {
  return toReads(throughput, { path: [], issues: [] });
}

/** A replica in another Region than the stack's. */
export function toReplica(
  schema: TableSchema,
  Region: string,
  replica: Replica,
  issues: TableIssue[],
): CloudFormationReplica {
  const path: Path = ['replicas', Region];
  const settings = Object.values(ofReplica).map((describe) => describe(replica, { schema, path, issues }));
  return defined(Object.assign({ Region }, ...settings));
}

import type { StreamViewType } from '@aws-sdk/client-dynamodb';
import {
  defined,
  type GlobalSecondaryIndex,
  type IndexSettingName,
  type OnDemandThroughput,
  own,
  type ProvisionedThroughput,
  type SettingName,
  show,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
  type ValidateOptions,
} from '../schema/index.js';
import {
  type CloudFormationReads,
  type CloudFormationWrites,
  type Refusals,
  toMaxReads,
  toMaxWrites,
  toReads,
  toWrites,
} from './globalCapacity.js';
import { type CloudFormationReplica, type CloudFormationReplicaIndex, toReplica } from './replicaProperties.js';
import { type CloudFormationTableProperties, toOwnProperties } from './tableProperties.js';

type TableProperties = CloudFormationTableProperties;
type TableIndex = NonNullable<TableProperties['GlobalSecondaryIndexes']>[number];

/** The properties of an `AWS::DynamoDB::GlobalTable`, as far as a schema speaks of them. */
export interface CloudFormationGlobalTableProperties
  extends CloudFormationWrites,
    Pick<
      TableProperties,
      | 'TableName'
      | 'AttributeDefinitions'
      | 'KeySchema'
      | 'BillingMode'
      | 'WarmThroughput'
      | 'LocalSecondaryIndexes'
      | 'VectorIndexes'
      | 'TimeToLiveSpecification'
    > {
  GlobalSecondaryIndexes?: (CloudFormationWrites &
    Pick<TableIndex, 'IndexName' | 'KeySchema' | 'Projection' | 'WarmThroughput'>)[];
  StreamSpecification?: { StreamViewType: StreamViewType };
  SSESpecification?: { SSEEnabled: boolean; SSEType?: 'KMS' };
  /** That of the stack's own Region first. */
  Replicas: [CloudFormationReplica, ...CloudFormationReplica[]];
}

/** Where a setting stands: beside the keys, for all replicas, or in the replica. */
interface Places<Shared, Replica> {
  readonly shared?: Partial<Shared>;
  readonly replica?: Partial<Replica>;
}

/** A table, with what was refused of it. */
interface Source extends Refusals {
  readonly schema: TableSchema;
  readonly properties: TableProperties;
}

interface IndexSource extends Refusals {
  readonly holder: GlobalSecondaryIndex;
  readonly index: TableIndex;
}

const ofTable: {
  readonly [P in SettingName]: (table: Source) => Places<CloudFormationGlobalTableProperties, CloudFormationReplica>;
} = {
  streamResourcePolicy: toStream,
  streamTags: toStream,
  kinesisStreamingDestination: ({ properties: { KinesisStreamSpecification } }) => ({
    replica: { KinesisStreamSpecification },
  }),
  // They follow the one of the stack's own Region.
  replicas: () => ({}),
  billingMode: ({ properties: { BillingMode } }) => ({ shared: { BillingMode } }),
  provisionedThroughput: ({ schema, ...refusals }) => toCapacity(schema.provisionedThroughput, refusals),
  onDemandThroughput: ({ schema }) => toCeilings(schema.onDemandThroughput),
  warmThroughput: ({ properties: { WarmThroughput } }) => ({ shared: { WarmThroughput } }),
  timeToLive: ({ properties: { TimeToLiveSpecification } }) => ({ shared: { TimeToLiveSpecification } }),
  streamViewType: toStream,
  encryption({ properties: { SSESpecification: of } }) {
    if (!of) return {};
    const { KMSMasterKeyId, ...shared } = of;
    return {
      shared: { SSESpecification: shared },
      replica: { SSESpecification: KMSMasterKeyId === undefined ? undefined : { KMSMasterKeyId } },
    };
  },
  tableClass: ({ properties: { TableClass } }) => ({ replica: { TableClass } }),
  deletionProtection: ({ properties: { DeletionProtectionEnabled } }) => ({ replica: { DeletionProtectionEnabled } }),
  pointInTimeRecovery: ({ properties: { PointInTimeRecoverySpecification } }) => ({
    replica: { PointInTimeRecoverySpecification },
  }),
  contributorInsights: ({ properties: { ContributorInsightsSpecification } }) => ({
    replica: { ContributorInsightsSpecification },
  }),
  resourcePolicy: ({ properties: { ResourcePolicy } }) => ({ replica: { ResourcePolicy } }),
  tags: ({ properties: { Tags } }) => ({ replica: { Tags } }),
};

type SharedIndex = NonNullable<CloudFormationGlobalTableProperties['GlobalSecondaryIndexes']>[number];

const ofIndex: {
  readonly [P in IndexSettingName]: (index: IndexSource) => Places<SharedIndex, CloudFormationReplicaIndex>;
} = {
  provisionedThroughput: ({ holder, ...refusals }) => toCapacity(holder.provisionedThroughput, refusals),
  onDemandThroughput: ({ holder }) => toCeilings(holder.onDemandThroughput),
  warmThroughput: ({ index: { WarmThroughput } }) => ({ shared: { WarmThroughput } }),
  contributorInsights: ({ index: { ContributorInsightsSpecification } }) => ({
    replica: { ContributorInsightsSpecification },
  }),
};

function toCapacity(
  throughput: ProvisionedThroughput | undefined,
  { path, issues }: Refusals,
): Places<CloudFormationWrites, CloudFormationReads> {
  const WriteProvisionedThroughputSettings = toWrites(throughput, { path, issues });
  // That something else scales was refused with the writes.
  const ReadProvisionedThroughputSettings = WriteProvisionedThroughputSettings && toReads(throughput, { path, issues });
  return { shared: { WriteProvisionedThroughputSettings }, replica: { ReadProvisionedThroughputSettings } };
}

function toCeilings(throughput: OnDemandThroughput | undefined): Places<CloudFormationWrites, CloudFormationReads> {
  return {
    shared: { WriteOnDemandThroughputSettings: toMaxWrites(throughput) },
    replica: { ReadOnDemandThroughputSettings: toMaxReads(throughput) },
  };
}

/** The stream is that of all; what it has of its own is the replica's. */
function toStream({
  properties: { StreamSpecification: of },
}: Source): Places<CloudFormationGlobalTableProperties, CloudFormationReplica> {
  if (!of) return {};
  const { StreamViewType, ...ofReplica } = of;
  return {
    shared: { StreamSpecification: { StreamViewType } },
    replica: { ReplicaStreamSpecification: Object.keys(ofReplica).length ? ofReplica : undefined },
  };
}

/** How a global table is written. */
export interface GlobalTableOptions extends ValidateOptions {
  /** The Region of its stack. Left out: `{ Ref: 'AWS::Region' }`. */
  readonly region?: string;
}

/**
 * The properties of an `AWS::DynamoDB::GlobalTable`, the type that `TableV2` of CDK makes: with a replica in the Region of its stack, and
 * those of the schema.
 *
 * @throws TableSchemaError if the schema is not valid, its writes are neither on demand nor scaled, or it has another thing that the type
 * can't carry; if a replica is in the Region of the stack; or if CloudFormation would evaluate a part of it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 */
export function toGlobalTableProperties(
  schema: TableSchema,
  { region, ...options }: GlobalTableOptions = {},
): CloudFormationGlobalTableProperties {
  const properties = toOwnProperties(schema, options);
  const { TableName, AttributeDefinitions, KeySchema, LocalSecondaryIndexes, VectorIndexes } = properties;
  const issues: TableIssue[] = [];
  const settings = Object.values(ofTable).map((place) => place({ schema, properties, path: [], issues }));
  const indexes = (properties.GlobalSecondaryIndexes ?? []).map((index) => {
    const { IndexName = '', KeySchema, Projection } = index;
    const holder = own<GlobalSecondaryIndex>(schema.globalSecondaryIndexes, IndexName) as GlobalSecondaryIndex;
    const path = ['globalSecondaryIndexes', IndexName];
    const places = Object.values(ofIndex).map((place) => place({ holder, index, path, issues }));
    return {
      shared: { IndexName, KeySchema, Projection, ...merged(places, 'shared') } as SharedIndex,
      replica: { IndexName, ...merged(places, 'replica') } as CloudFormationReplicaIndex,
    };
  });
  // An index of a replica is there for its settings only.
  const ofReplica = indexes.map(({ replica }) => replica).filter((index) => Object.keys(index).length > 1);
  const others = Object.entries(schema.replicas ?? {}).map(([name, replica]) => {
    if (name === region) {
      const message = `is the table's own Region, in which its stack is (region: ${show(region)}); a replica is in another`;
      issues.push({ rule: 'replica-region', path: ['replicas', name], message });
    }
    return toReplica(schema, name, replica, issues);
  });
  if (issues.length) throw new TableSchemaError('The schema', issues);
  return defined({
    TableName,
    AttributeDefinitions,
    KeySchema,
    LocalSecondaryIndexes,
    GlobalSecondaryIndexes: indexes.length ? indexes.map(({ shared }) => shared) : undefined,
    VectorIndexes,
    ...merged(settings, 'shared'),
    Replicas: [
      defined({
        Region: region ?? { Ref: 'AWS::Region' as const },
        ...merged(settings, 'replica'),
        GlobalSecondaryIndexes: ofReplica.length ? ofReplica : undefined,
      }),
      ...others,
    ] as [CloudFormationReplica, ...CloudFormationReplica[]],
  });
}

function merged<Place extends 'shared' | 'replica'>(places: readonly Places<object, object>[], place: Place): object {
  return defined(Object.assign({}, ...places.map((each) => each[place])));
}

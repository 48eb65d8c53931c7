import type { StreamViewType } from '@aws-sdk/client-dynamodb';
import {
  cannotCarry,
  carriedSettings,
  defined,
  type IndexSettingName,
  type NotCarried,
  own,
  type SettingName,
  type TableSchema,
  type ValidateOptions,
} from '../schema/index.js';
import {
  type CloudFormationStreamSettings,
  type CloudFormationTableProperties,
  toTableProperties,
} from './tableProperties.js';

type TableProperties = CloudFormationTableProperties;
type TableIndex = NonNullable<TableProperties['GlobalSecondaryIndexes']>[number];

interface ReadOnDemandThroughput {
  ReadOnDemandThroughputSettings?: { MaxReadRequestUnits: number };
}

interface WriteOnDemandThroughput {
  WriteOnDemandThroughputSettings?: { MaxWriteRequestUnits: number };
}

/** The properties of an `AWS::DynamoDB::GlobalTable` of one replica, that of the stack's own Region, as far as a schema speaks of them. */
export interface CloudFormationGlobalTableProperties
  extends WriteOnDemandThroughput,
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
  GlobalSecondaryIndexes?: (WriteOnDemandThroughput &
    Pick<TableIndex, 'IndexName' | 'KeySchema' | 'Projection' | 'WarmThroughput'>)[];
  StreamSpecification?: { StreamViewType: StreamViewType };
  SSESpecification?: { SSEEnabled: boolean; SSEType?: 'KMS' };
  Replicas: [CloudFormationReplica];
}

/** What a global table has in one Region. */
export interface CloudFormationReplica
  extends ReadOnDemandThroughput,
    Pick<
      TableProperties,
      | 'TableClass'
      | 'DeletionProtectionEnabled'
      | 'PointInTimeRecoverySpecification'
      | 'ContributorInsightsSpecification'
      | 'ResourcePolicy'
      | 'KinesisStreamSpecification'
      | 'Tags'
    > {
  Region: { Ref: 'AWS::Region' };
  SSESpecification?: { KMSMasterKeyId: string };
  ReplicaStreamSpecification?: CloudFormationStreamSettings;
  GlobalSecondaryIndexes?: (ReadOnDemandThroughput &
    Pick<TableIndex, 'IndexName' | 'ContributorInsightsSpecification'>)[];
}

/** Where a setting stands: beside the keys, for all replicas, or in the replica. */
interface Places<Shared, Replica> {
  readonly shared?: Partial<Shared>;
  readonly replica?: Partial<Replica>;
}

const fixedWrites = cannotCarry(
  'the writes of a global table are on demand, or scaled by CloudFormation; make the table on demand, or an AWS::DynamoDB::Table',
);

const ofTable: {
  readonly [P in SettingName]:
    | ((properties: TableProperties) => Places<CloudFormationGlobalTableProperties, CloudFormationReplica>)
    | NotCarried;
} = {
  streamResourcePolicy: toStream,
  streamTags: toStream,
  kinesisStreamingDestination: ({ KinesisStreamSpecification }) => ({ replica: { KinesisStreamSpecification } }),
  replicas: cannotCarry('this place does not know it yet'),
  billingMode: ({ BillingMode }) => ({ shared: { BillingMode } }),
  provisionedThroughput: fixedWrites,
  onDemandThroughput: toCeilings,
  warmThroughput: ({ WarmThroughput }) => ({ shared: { WarmThroughput } }),
  timeToLive: ({ TimeToLiveSpecification }) => ({ shared: { TimeToLiveSpecification } }),
  streamViewType: toStream,
  encryption({ SSESpecification: of }) {
    if (!of) return {};
    const { KMSMasterKeyId, ...shared } = of;
    return {
      shared: { SSESpecification: shared },
      replica: { SSESpecification: KMSMasterKeyId === undefined ? undefined : { KMSMasterKeyId } },
    };
  },
  tableClass: ({ TableClass }) => ({ replica: { TableClass } }),
  deletionProtection: ({ DeletionProtectionEnabled }) => ({ replica: { DeletionProtectionEnabled } }),
  pointInTimeRecovery: ({ PointInTimeRecoverySpecification }) => ({ replica: { PointInTimeRecoverySpecification } }),
  contributorInsights: ({ ContributorInsightsSpecification }) => ({ replica: { ContributorInsightsSpecification } }),
  resourcePolicy: ({ ResourcePolicy }) => ({ replica: { ResourcePolicy } }),
  tags: ({ Tags }) => ({ replica: { Tags } }),
};

type SharedIndex = NonNullable<CloudFormationGlobalTableProperties['GlobalSecondaryIndexes']>[number];
type ReplicaIndex = NonNullable<CloudFormationReplica['GlobalSecondaryIndexes']>[number];

const ofIndex: {
  readonly [P in IndexSettingName]: ((index: TableIndex) => Places<SharedIndex, ReplicaIndex>) | NotCarried;
} = {
  provisionedThroughput: fixedWrites,
  onDemandThroughput: toCeilings,
  warmThroughput: ({ WarmThroughput }) => ({ shared: { WarmThroughput } }),
  contributorInsights: ({ ContributorInsightsSpecification }) => ({ replica: { ContributorInsightsSpecification } }),
};

function toCeilings({
  OnDemandThroughput: of,
}: Pick<TableIndex, 'OnDemandThroughput'>): Places<WriteOnDemandThroughput, ReadOnDemandThroughput> {
  const { MaxReadRequestUnits: reads, MaxWriteRequestUnits: writes } = of ?? {};
  return {
    shared: { WriteOnDemandThroughputSettings: writes === undefined ? undefined : { MaxWriteRequestUnits: writes } },
    replica: { ReadOnDemandThroughputSettings: reads === undefined ? undefined : { MaxReadRequestUnits: reads } },
  };
}

/** The stream is that of all; what it has of its own is the replica's. */
function toStream({
  StreamSpecification: of,
}: TableProperties): Places<CloudFormationGlobalTableProperties, CloudFormationReplica> {
  if (!of) return {};
  const { StreamViewType, ...ofReplica } = of;
  return {
    shared: { StreamSpecification: { StreamViewType } },
    replica: { ReplicaStreamSpecification: Object.keys(ofReplica).length ? ofReplica : undefined },
  };
}

const target = 'AWS::DynamoDB::GlobalTable';

/**
 * The properties of an `AWS::DynamoDB::GlobalTable` with one replica, in the Region of its stack: the type that `TableV2` of CDK makes.
 *
 * @throws TableSchemaError if the schema is not valid or provisioned, or CloudFormation would evaluate a part of it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 */
export function toGlobalTableProperties(
  schema: TableSchema,
  options?: ValidateOptions,
): CloudFormationGlobalTableProperties {
  const properties = toTableProperties(schema, options);
  const { TableName, AttributeDefinitions, KeySchema, LocalSecondaryIndexes, VectorIndexes } = properties;
  const settings = carriedSettings(ofTable, schema, target).map((place) => place(properties));
  const indexes = (properties.GlobalSecondaryIndexes ?? []).map((index) => {
    const { IndexName = '', KeySchema, Projection } = index;
    const holder = own<object>(schema.globalSecondaryIndexes, IndexName) ?? {};
    const places = carriedSettings(ofIndex, holder, target, ['globalSecondaryIndexes', IndexName]).map((place) =>
      place(index),
    );
    return {
      shared: { IndexName, KeySchema, Projection, ...merged(places, 'shared') } as SharedIndex,
      replica: { IndexName, ...merged(places, 'replica') } as ReplicaIndex,
    };
  });
  // An index of a replica is there for its settings only.
  const ofReplica = indexes.map(({ replica }) => replica).filter((index) => Object.keys(index).length > 1);
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
        Region: { Ref: 'AWS::Region' as const },
        ...merged(settings, 'replica'),
        GlobalSecondaryIndexes: ofReplica.length ? ofReplica : undefined,
      }),
    ] as [CloudFormationReplica],
  });
}

function merged<Place extends 'shared' | 'replica'>(places: readonly Places<object, object>[], place: Place): object {
  return defined(Object.assign({}, ...places.map((each) => each[place])));
}

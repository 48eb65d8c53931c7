import type {
  GlobalSecondaryIndex as AwsGlobalSecondaryIndex,
  CreateTableCommandInput,
  PointInTimeRecoverySpecification,
  SSESpecification,
  StreamViewType,
  TimeToLiveSpecification,
} from '@aws-sdk/client-dynamodb';
import {
  toContributorInsightsInput,
  toCreateTableInput,
  toResourcePolicy,
  toUpdateContinuousBackupsInput,
  toUpdateTimeToLiveInput,
} from '../aws/index.js';
import {
  type ContributorInsights,
  cannotCarry,
  carried,
  carriedSettings,
  defined,
  type GlobalSecondaryIndex,
  type IndexSettingName,
  type KinesisStreamingDestination,
  type NotCarried,
  own,
  type ResourcePolicy,
  type SettingName,
  type TableSchema,
  type ValidateOptions,
} from '../schema/index.js';
import { assertNothingEvaluated } from './assertNothingEvaluated.js';

/** The properties of an `AWS::DynamoDB::Table`, as far as a schema speaks of them. */
export interface CloudFormationTableProperties
  extends Pick<
    CreateTableCommandInput,
    | 'TableName'
    | 'AttributeDefinitions'
    | 'KeySchema'
    | 'BillingMode'
    | 'ProvisionedThroughput'
    | 'OnDemandThroughput'
    | 'WarmThroughput'
    | 'LocalSecondaryIndexes'
    | 'VectorIndexes'
    | 'TableClass'
    | 'DeletionProtectionEnabled'
    | 'Tags'
  > {
  GlobalSecondaryIndexes?: (AwsGlobalSecondaryIndex & {
    ContributorInsightsSpecification?: ContributorInsightsSpecification;
  })[];
  /** Its presence switches the stream on. */
  StreamSpecification?: { StreamViewType: StreamViewType } & CloudFormationStreamSettings;
  /** Its presence sends the changes there. */
  KinesisStreamSpecification?: CloudFormationKinesisStream;
  SSESpecification?: { SSEEnabled: boolean; SSEType?: 'KMS'; KMSMasterKeyId?: string };
  TimeToLiveSpecification?: TimeToLiveSpecification;
  PointInTimeRecoverySpecification?: PointInTimeRecoverySpecification;
  ContributorInsightsSpecification?: ContributorInsightsSpecification;
  ResourcePolicy?: { PolicyDocument: { [element: string]: unknown } };
}

/** What a stream has of its own. */
export interface CloudFormationStreamSettings {
  ResourcePolicy?: { PolicyDocument: { [element: string]: unknown } };
  Tags?: { Key: string; Value: string }[];
}

/** The Kinesis data stream of a table. */
export interface CloudFormationKinesisStream {
  StreamArn: string;
  ApproximateCreationDateTimePrecision?: 'MILLISECOND' | 'MICROSECOND';
}

interface ContributorInsightsSpecification {
  Enabled: boolean;
  Mode?: 'ACCESSED_AND_THROTTLED_KEYS' | 'THROTTLED_KEYS';
}

/** What a setting is made of: the schema, and what CreateTable takes for it. */
type Describe<Holder, Input, Properties> = (
  holder: Holder,
  input: Input,
  options: ValidateOptions | undefined,
) => Partial<Properties>;

type IndexProperties = NonNullable<CloudFormationTableProperties['GlobalSecondaryIndexes']>[number];

const ofTable: {
  readonly [P in SettingName]:
    | Describe<TableSchema, CreateTableCommandInput, CloudFormationTableProperties>
    | NotCarried;
} = {
  streamResourcePolicy: toStream,
  streamTags: toStream,
  kinesisStreamingDestination: ({ kinesisStreamingDestination }) => ({
    KinesisStreamSpecification: toKinesisStream(kinesisStreamingDestination),
  }),
  // That there must be none is what a table of this type says anyway.
  replicas: () => ({}),
  billingMode: (_, { BillingMode }) => ({ BillingMode }),
  provisionedThroughput: (_, { ProvisionedThroughput }) => ({ ProvisionedThroughput }),
  // No ceilings are the absence of the property: the API does nothing with an empty object.
  onDemandThroughput: (_, { OnDemandThroughput }) => ({ OnDemandThroughput: notEmpty(OnDemandThroughput) }),
  warmThroughput: (_, { WarmThroughput }) => ({ WarmThroughput }),
  timeToLive: (schema, _, options) => ({
    TimeToLiveSpecification: toUpdateTimeToLiveInput(schema, options)?.TimeToLiveSpecification,
  }),
  streamViewType: toStream,
  encryption: (_, { SSESpecification }) => ({
    SSESpecification: SSESpecification && toSSESpecification(SSESpecification),
  }),
  tableClass: (_, { TableClass }) => ({ TableClass }),
  deletionProtection: (_, { DeletionProtectionEnabled }) => ({ DeletionProtectionEnabled }),
  pointInTimeRecovery: (schema, _, options) => ({
    PointInTimeRecoverySpecification: toUpdateContinuousBackupsInput(schema, options)?.PointInTimeRecoverySpecification,
  }),
  contributorInsights: ({ contributorInsights }) => toInsights(contributorInsights),
  resourcePolicy: ({ resourcePolicy }) => ({
    ResourcePolicy: toPolicy(resourcePolicy),
  }),
  tags: (_, { Tags }) => ({ Tags }),
};

const ofIndex: {
  readonly [P in IndexSettingName]:
    | Describe<GlobalSecondaryIndex, AwsGlobalSecondaryIndex, IndexProperties>
    | NotCarried;
} = {
  provisionedThroughput: (_, { ProvisionedThroughput }) => ({ ProvisionedThroughput }),
  onDemandThroughput: (_, { OnDemandThroughput }) => ({ OnDemandThroughput: notEmpty(OnDemandThroughput) }),
  warmThroughput: (_, { WarmThroughput }) => ({ WarmThroughput }),
  contributorInsights: ({ contributorInsights }) => toInsights(contributorInsights),
};

const target = 'AWS::DynamoDB::Table';

/**
 * The properties of an `AWS::DynamoDB::Table`, with every setting of the schema but `provisionedThroughput.autoScaling`, for which it
 * has no property.
 *
 * @throws TableSchemaError if the schema is not valid or has replicas, or CloudFormation would evaluate a part of it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
 */
export function toTableProperties(schema: TableSchema, options?: ValidateOptions): CloudFormationTableProperties {
  const properties = toOwnProperties(schema, options);
  if (Object.keys(schema.replicas ?? {}).length) carried(oneRegion, target, ['replicas']);
  return properties;
}

const oneRegion = cannotCarry(
  'such a table is in one Region; write an AWS::DynamoDB::GlobalTable (resourceType), or leave the replicas out',
);

/** The properties of the table in its own Region, whatever replicas it has. */
export function toOwnProperties(schema: TableSchema, options?: ValidateOptions): CloudFormationTableProperties {
  const input = toCreateTableInput(schema, options);
  assertNothingEvaluated(schema);
  const settings = carriedSettings(ofTable, schema, target).map((describe) => describe(schema, input, options));
  const { BillingMode, ProvisionedThroughput, ...others } = Object.assign({}, ...settings);
  return defined({
    TableName: input.TableName,
    AttributeDefinitions: input.AttributeDefinitions,
    KeySchema: input.KeySchema,
    BillingMode,
    ProvisionedThroughput,
    LocalSecondaryIndexes: input.LocalSecondaryIndexes,
    GlobalSecondaryIndexes: input.GlobalSecondaryIndexes?.map((index) => toIndexProperties(schema, index, options)),
    VectorIndexes: input.VectorIndexes,
    ...others,
  });
}

function toIndexProperties(
  schema: TableSchema,
  input: AwsGlobalSecondaryIndex,
  options: ValidateOptions | undefined,
): IndexProperties {
  const { IndexName = '', KeySchema, Projection } = input;
  const index = own<GlobalSecondaryIndex>(schema.globalSecondaryIndexes, IndexName) as GlobalSecondaryIndex;
  const path = ['globalSecondaryIndexes', IndexName];
  const settings = carriedSettings(ofIndex, index, target, path).map((describe) => describe(index, input, options));
  return defined(Object.assign({ IndexName, KeySchema, Projection }, ...settings));
}

function notEmpty<T extends object>(value: T | undefined): T | undefined {
  return value && Object.keys(value).length ? value : undefined;
}

/** No stream is the absence of the property: it has nothing that says "off". Nor has a policy, or a tag. */
function toStream({
  streamViewType,
  streamResourcePolicy,
  streamTags = {},
}: TableSchema): Pick<CloudFormationTableProperties, 'StreamSpecification'> {
  if (!streamViewType) return {};
  const tags = Object.entries(streamTags).map(([Key, Value]) => ({ Key, Value }));
  return {
    StreamSpecification: defined({
      StreamViewType: streamViewType,
      ResourcePolicy: toPolicy(streamResourcePolicy),
      Tags: tags.length ? tags : undefined,
    }),
  };
}

/** None is the absence of the property, here too. */
export function toPolicy(
  policy: ResourcePolicy | false | undefined,
): { PolicyDocument: { [element: string]: unknown } } | undefined {
  return policy ? { PolicyDocument: JSON.parse(toResourcePolicy(policy)) } : undefined;
}

const ofKinesis: {
  readonly [P in keyof Required<KinesisStreamingDestination>]: (
    destination: KinesisStreamingDestination,
  ) => Partial<CloudFormationKinesisStream>;
} = {
  streamArn: ({ streamArn }) => ({ StreamArn: streamArn }),
  approximateCreationDateTimePrecision: ({ approximateCreationDateTimePrecision }) => ({
    ApproximateCreationDateTimePrecision: approximateCreationDateTimePrecision,
  }),
};

export function toKinesisStream(
  destination: KinesisStreamingDestination | false | undefined,
): CloudFormationKinesisStream | undefined {
  if (!destination) return undefined;
  const members = Object.values(ofKinesis).map((describe) => describe(destination));
  return defined(Object.assign({}, ...members));
}

/** What the API calls Enabled is SSEEnabled here. */
function toSSESpecification({ Enabled, SSEType, KMSMasterKeyId }: SSESpecification) {
  return defined({ SSEEnabled: Enabled === true, SSEType: SSEType && ('KMS' as const), KMSMasterKeyId });
}

export function toInsights(insights: ContributorInsights | undefined): {
  ContributorInsightsSpecification?: ContributorInsightsSpecification;
} {
  const input = toContributorInsightsInput('', insights);
  if (!input) return {};
  const { ContributorInsightsAction, ContributorInsightsMode } = input;
  return {
    ContributorInsightsSpecification: defined({
      Enabled: ContributorInsightsAction === 'ENABLE',
      Mode: ContributorInsightsMode,
    }),
  };
}

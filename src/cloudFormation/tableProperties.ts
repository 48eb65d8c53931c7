import type {
  CreateTableCommandInput,
  GlobalSecondaryIndex,
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
import type { ContributorInsights, TableSchema, ValidateOptions } from '../schema/index.js';
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
  GlobalSecondaryIndexes?: (GlobalSecondaryIndex & {
    ContributorInsightsSpecification?: ContributorInsightsSpecification;
  })[];
  /** Its presence switches the stream on. */
  StreamSpecification?: { StreamViewType: StreamViewType };
  SSESpecification?: { SSEEnabled: boolean; SSEType?: 'KMS'; KMSMasterKeyId?: string };
  TimeToLiveSpecification?: TimeToLiveSpecification;
  PointInTimeRecoverySpecification?: PointInTimeRecoverySpecification;
  ContributorInsightsSpecification?: ContributorInsightsSpecification;
  ResourcePolicy?: { PolicyDocument: { [element: string]: unknown } };
}

interface ContributorInsightsSpecification {
  Enabled: boolean;
  Mode?: 'ACCESSED_AND_THROTTLED_KEYS' | 'THROTTLED_KEYS';
}

/**
 * The properties of an `AWS::DynamoDB::Table`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
 */
export function toTableProperties(schema: TableSchema, options?: ValidateOptions): CloudFormationTableProperties {
  const {
    GlobalSecondaryIndexes: indexes,
    VectorIndexes,
    StreamSpecification: stream,
    SSESpecification: encryption,
    ResourcePolicy: _,
    OnDemandThroughput: ceilings,
    TableClass,
    DeletionProtectionEnabled,
    Tags,
    ...input
  } = toCreateTableInput(schema, options);
  const { resourcePolicy } = schema;
  assertNothingEvaluated(schema);
  return present({
    ...input,
    OnDemandThroughput: notEmpty(ceilings),
    GlobalSecondaryIndexes: indexes?.map(({ OnDemandThroughput, ...index }) => {
      const { contributorInsights } = schema.globalSecondaryIndexes?.[index.IndexName as string] ?? {};
      return present({
        ...index,
        OnDemandThroughput: notEmpty(OnDemandThroughput),
        ContributorInsightsSpecification: toInsights(contributorInsights),
      });
    }),
    VectorIndexes,
    TimeToLiveSpecification: toUpdateTimeToLiveInput(schema, options)?.TimeToLiveSpecification,
    // No stream is the absence of the property: it has nothing that says "off".
    StreamSpecification: stream?.StreamViewType && { StreamViewType: stream.StreamViewType },
    SSESpecification: encryption && toSSESpecification(encryption),
    TableClass,
    DeletionProtectionEnabled,
    PointInTimeRecoverySpecification: toUpdateContinuousBackupsInput(schema, options)?.PointInTimeRecoverySpecification,
    ContributorInsightsSpecification: toInsights(schema.contributorInsights),
    ResourcePolicy:
      resourcePolicy === undefined ? undefined : { PolicyDocument: JSON.parse(toResourcePolicy(resourcePolicy)) },
    Tags,
  });
}

function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}

/** No ceilings are the absence of the property: the API does nothing with an empty object. */
function notEmpty<T extends object>(value: T | undefined): T | undefined {
  return value && Object.keys(value).length ? value : undefined;
}

/** What the API calls Enabled is SSEEnabled here. */
function toSSESpecification({ Enabled, SSEType, KMSMasterKeyId }: SSESpecification) {
  return present({ SSEEnabled: Enabled === true, SSEType: SSEType && ('KMS' as const), KMSMasterKeyId });
}

function toInsights(insights: ContributorInsights | undefined): ContributorInsightsSpecification | undefined {
  const input = toContributorInsightsInput('', insights);
  if (!input) return undefined;
  const { ContributorInsightsAction, ContributorInsightsMode } = input;
  return {
    Enabled: ContributorInsightsAction === 'ENABLE',
    ...(ContributorInsightsMode && { Mode: ContributorInsightsMode }),
  };
}

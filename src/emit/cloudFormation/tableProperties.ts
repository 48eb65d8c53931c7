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
} from '../../aws/index.js';
import {
  type ContributorInsights,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
  type ValidateOptions,
} from '../../schema/index.js';

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
      resourcePolicy === undefined
        ? undefined
        : { PolicyDocument: toPolicyDocument(schema.tableName, toResourcePolicy(resourcePolicy)) },
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

/** A template carries the policy as an object, in which CloudFormation would evaluate what looks like a function of its own. */
function toPolicyDocument(tableName: string, text: string): { [element: string]: unknown } {
  const document = JSON.parse(text);
  const issues: TableIssue[] = [];
  checkPolicy(issues, ['resourcePolicy'], document);
  if (issues.length) throw new TableSchemaError(`The template of ${JSON.stringify(tableName)}`, issues);
  return document;
}

function checkPolicy(issues: TableIssue[], path: TableIssue['path'], value: unknown): void {
  if (value === null) {
    issues.push({
      rule: 'cloudformation-null',
      path,
      message: 'CloudFormation takes no null in a template; leave the element out',
    });
  } else if (typeof value === 'object') {
    for (const [key, entry] of Object.entries(value)) {
      const step = Array.isArray(value) ? Number(key) : key;
      if (typeof step === 'string' && /^(Ref|Fn::.*)$/s.test(step)) {
        issues.push({
          rule: 'cloudformation-intrinsic',
          path: [...path, step],
          message: `CloudFormation would evaluate ${JSON.stringify(step)} as a function; write its value instead`,
        });
      }
      checkPolicy(issues, [...path, step], entry);
    }
  }
}

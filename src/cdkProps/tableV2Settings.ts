import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { toUpdateContinuousBackupsInput } from '../aws/index.js';
import {
  type ContributorInsights,
  cannotCarry,
  type GlobalSecondaryIndex,
  type IndexSettingName,
  insightsMode,
  type KinesisStreamingDestination,
  type NotCarried,
  policyDocument,
  type ResourcePolicy,
  type Setting,
  type SettingName,
  type TableSchema,
  type ValidateOptions,
} from '../schema/index.js';
import { describeCapacity } from './capacity.js';
import { type CdkExpression, call, data, type Entries, list, literal, member, object } from './expression.js';

type Describe<Holder> = (
  holder: Holder,
  input: CreateTableCommandInput,
  options: ValidateOptions | undefined,
) => Entries;

/** The props of TableV2 that a setting of the table makes. */
export const tableSettings: { readonly [P in SettingName]: Describe<TableSchema> | NotCarried } = {
  streamResourcePolicy: ({ streamResourcePolicy }) => ({ streamResourcePolicy: describePolicy(streamResourcePolicy) }),
  // None are what it has; `issuesOfTableV2` refuses others.
  streamTags: () => ({}),
  kinesisStreamingDestination: ({ tableName, kinesisStreamingDestination }) => ({
    kinesisStream: describeStream(`${tableName}-kinesis-stream`, kinesisStreamingDestination),
  }),
  replicas: cannotCarry('this place does not know it yet'),
  // It is said in any case; with it stand the ceilings, or the capacity.
  billingMode: ({ onDemandThroughput: ceilings = {}, provisionedThroughput: capacity }) => ({
    billing: capacity
      ? call('Billing.provisioned', object(describeCapacity(capacity)))
      : call('Billing.onDemand', ...(Object.keys(ceilings).length ? [data(ceilings)] : [])),
  }),
  provisionedThroughput: () => ({}),
  onDemandThroughput: () => ({}),
  warmThroughput: ({ warmThroughput }) => ({ warmThroughput: warmThroughput && data(warmThroughput) }),
  timeToLive: ({ timeToLive }) => ({ timeToLiveAttribute: optional(timeToLive) }),
  // A stream that is off is left out.
  streamViewType: ({ streamViewType }) => ({
    dynamoStream: streamViewType ? member(`StreamViewType.${streamViewType}`) : undefined,
  }),
  encryption: ({ tableName, encryption }) => ({
    encryption: encryption === undefined ? undefined : describeEncryption(tableName, encryption),
  }),
  tableClass: ({ tableClass }) => ({ tableClass: tableClass && member(`TableClass.${tableClass}`) }),
  deletionProtection: ({ deletionProtection }) => ({ deletionProtection: optional(deletionProtection) }),
  pointInTimeRecovery: describeRecovery,
  contributorInsights: ({ contributorInsights }) => ({
    contributorInsightsSpecification:
      contributorInsights === undefined ? undefined : describeInsights(contributorInsights),
  }),
  resourcePolicy: ({ resourcePolicy }) => ({ resourcePolicy: describePolicy(resourcePolicy) }),
  tags: (_, { Tags }) => ({ tags: Tags && list(Tags.map(({ Key, Value }) => data({ key: Key, value: Value }))) }),
};

/** The props of an index of TableV2 that a setting of it makes. */
export const indexSettings: {
  readonly [P in IndexSettingName]: ((index: GlobalSecondaryIndex) => Entries) | NotCarried;
} = {
  provisionedThroughput: ({ provisionedThroughput: capacity }) => (capacity ? describeCapacity(capacity) : {}),
  onDemandThroughput: ({ onDemandThroughput: ceilings }) => ({
    maxReadRequestUnits: optional(ceilings?.maxReadRequestUnits),
    maxWriteRequestUnits: optional(ceilings?.maxWriteRequestUnits),
  }),
  warmThroughput: ({ warmThroughput }) => ({ warmThroughput: warmThroughput && data(warmThroughput) }),
  // It gives its indexes what the table has; `issuesOfTableV2` refuses what is otherwise.
  contributorInsights: () => ({}),
};

function optional(value: string | number | boolean | undefined): CdkExpression | undefined {
  return value === undefined ? undefined : literal(value);
}

function describeRecovery(schema: TableSchema, _: unknown, options: ValidateOptions | undefined): Entries {
  const backups = toUpdateContinuousBackupsInput(schema, options)?.PointInTimeRecoverySpecification;
  return {
    pointInTimeRecoverySpecification:
      backups &&
      object({
        pointInTimeRecoveryEnabled: optional(backups.PointInTimeRecoveryEnabled),
        recoveryPeriodInDays: optional(backups.RecoveryPeriodInDays),
      }),
  };
}

function describeInsights(insights: ContributorInsights): CdkExpression {
  const mode = insightsMode(insights);
  return object({
    enabled: literal(mode !== false),
    mode: mode ? member(`ContributorInsightsMode.${mode}`) : undefined,
  });
}

function describeEncryption(tableName: string, encryption: Setting<'encryption'>): CdkExpression {
  if (encryption === 'AWS_OWNED') return call('TableEncryptionV2.dynamoOwnedKey');
  if (encryption === 'AWS_MANAGED') return call('TableEncryptionV2.awsManagedKey');
  const { kmsMasterKeyId: key } = encryption;
  const id = literal(`${tableName}-key`);
  return call(
    'TableEncryptionV2.customerManagedKey',
    key.startsWith('arn:')
      ? call('Key.fromKeyArn', { kind: 'scope' }, id, literal(key))
      : call('Alias.fromAliasName', { kind: 'scope' }, id, literal(key)),
  );
}

/** What is off is left out. */
function describeStream(
  id: string,
  destination: KinesisStreamingDestination | false | undefined,
): CdkExpression | undefined {
  if (!destination) return undefined;
  return call('Stream.fromStreamArn', { kind: 'scope' }, literal(id), literal(destination.streamArn));
}

function describePolicy(policy: ResourcePolicy | false | undefined): CdkExpression | undefined {
  return policy ? call('PolicyDocument.fromJson', data(policyOf(policy))) : undefined;
}

/** With its statements in a list, as PolicyDocument needs them. */
function policyOf(policy: ResourcePolicy): { [element: string]: unknown } {
  // As JSON says it: a policy may hold what has a `toJSON`.
  const document = JSON.parse(JSON.stringify(policyDocument(policy)));
  return { ...document, Statement: Array.isArray(document.Statement) ? document.Statement : [document.Statement] };
}

import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { toUpdateContinuousBackupsInput } from '../aws/index.js';
import {
  type ContributorInsights,
  cannotCarry,
  type GlobalSecondaryIndex,
  type IndexSettingName,
  insightsMode,
  type NotCarried,
  policyDocument,
  type ResourcePolicy,
  type Setting,
  type SettingName,
  type TableSchema,
  type ValidateOptions,
} from '../schema/index.js';
import { type CdkExpression, call, data, list, literal, member, object } from './expression.js';

/** Props by their names; `undefined`: left out. */
export type Entries = { readonly [prop: string]: CdkExpression | undefined };

type Describe<Holder> = (
  holder: Holder,
  input: CreateTableCommandInput,
  options: ValidateOptions | undefined,
) => Entries;

/** The props of TableV2 that a setting of the table makes. */
export const tableSettings: { readonly [P in SettingName]: Describe<TableSchema> | NotCarried } = {
  streamResourcePolicy: cannotCarry('this place does not know it yet'),
  streamTags: cannotCarry('this place does not know it yet'),
  kinesisStreamingDestination: cannotCarry('this place does not know it yet'),
  replicas: cannotCarry('this place does not know it yet'),
  // What TableV2 does in any case; with it stand the ceilings.
  billingMode: ({ onDemandThroughput: ceilings = {} }) => ({
    billing: Object.keys(ceilings).length ? call('Billing.onDemand', data(ceilings)) : call('Billing.onDemand'),
  }),
  provisionedThroughput: cannotCarry('TableV2 has no fixed write capacity, only auto scaling'),
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
  resourcePolicy: ({ resourcePolicy }) => ({
    resourcePolicy: !resourcePolicy ? undefined : call('PolicyDocument.fromJson', data(policyOf(resourcePolicy))),
  }),
  tags: (_, { Tags }) => ({ tags: Tags && list(Tags.map(({ Key, Value }) => data({ key: Key, value: Value }))) }),
};

/** The props of an index of TableV2 that a setting of it makes. */
export const indexSettings: {
  readonly [P in IndexSettingName]: ((index: GlobalSecondaryIndex) => Entries) | NotCarried;
} = {
  provisionedThroughput: cannotCarry('TableV2 has no fixed write capacity, only auto scaling'),
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

/** With its statements in a list, as PolicyDocument needs them. */
function policyOf(policy: ResourcePolicy): { [element: string]: unknown } {
  // As JSON says it: a policy may hold what has a `toJSON`.
  const document = JSON.parse(JSON.stringify(policyDocument(policy)));
  return { ...document, Statement: Array.isArray(document.Statement) ? document.Statement : [document.Statement] };
}

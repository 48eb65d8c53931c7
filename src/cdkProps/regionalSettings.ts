import {
  type ContributorInsights,
  insightsMode,
  type KinesisStreamingDestination,
  policyDocument,
  type Replica,
  type ResourcePolicy,
  type TableSchema,
} from '../schema/index.js';
import { type CdkExpression, call, data, type Entries, list, literal, member, object } from './expression.js';

/** The settings that a table has in its own Region, and a replica in its. */
export type RegionalSettings = Pick<
  TableSchema,
  Exclude<keyof Replica & keyof TableSchema, 'provisionedThroughput' | 'onDemandThroughput' | 'globalSecondaryIndexes'>
>;

/** The props that such a setting makes. A Kinesis stream is imported under an id that starts with `prefix`. */
export const regionalSettings: {
  readonly [P in keyof Required<Omit<RegionalSettings, 'encryption'>>]: (
    of: RegionalSettings,
    prefix: string,
  ) => Entries;
} = {
  tableClass: ({ tableClass }) => ({ tableClass: tableClass && member(`TableClass.${tableClass}`) }),
  deletionProtection: ({ deletionProtection }) => ({ deletionProtection: optional(deletionProtection) }),
  pointInTimeRecovery: ({ pointInTimeRecovery }) => ({
    pointInTimeRecoverySpecification: describeRecovery(pointInTimeRecovery),
  }),
  contributorInsights: ({ contributorInsights }) => ({
    contributorInsightsSpecification: describeInsights(contributorInsights),
  }),
  // What is off is left out.
  kinesisStreamingDestination: ({ kinesisStreamingDestination }, prefix) => ({
    kinesisStream: describeStream(`${prefix}-kinesis-stream`, kinesisStreamingDestination),
  }),
  resourcePolicy: ({ resourcePolicy }) => ({ resourcePolicy: describePolicy(resourcePolicy) }),
  tags: ({ tags }) => ({
    tags:
      tags &&
      (Object.keys(tags).length ? list(Object.entries(tags).map(([key, value]) => data({ key, value }))) : undefined),
  }),
};

export function optional(value: string | number | boolean | undefined): CdkExpression | undefined {
  return value === undefined ? undefined : literal(value);
}

function describeRecovery(recovery: TableSchema['pointInTimeRecovery']): CdkExpression | undefined {
  if (recovery === undefined) return undefined;
  return data(
    typeof recovery === 'boolean'
      ? { pointInTimeRecoveryEnabled: recovery }
      : { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: recovery.recoveryPeriodInDays },
  );
}

export function describeInsights(insights: ContributorInsights | undefined): CdkExpression | undefined {
  const mode = insightsMode(insights);
  if (mode === undefined) return undefined;
  return object({
    enabled: literal(mode !== false),
    mode: mode ? member(`ContributorInsightsMode.${mode}`) : undefined,
  });
}

function describeStream(
  id: string,
  destination: KinesisStreamingDestination | false | undefined,
): CdkExpression | undefined {
  if (!destination) return undefined;
  return call('Stream.fromStreamArn', { kind: 'scope' }, literal(id), literal(destination.streamArn));
}

export function describePolicy(policy: ResourcePolicy | false | undefined): CdkExpression | undefined {
  return policy ? call('PolicyDocument.fromJson', data(policyOf(policy))) : undefined;
}

/** With its statements in a list, as PolicyDocument needs them. */
function policyOf(policy: ResourcePolicy): { [element: string]: unknown } {
  // As JSON says it: a policy may hold what has a `toJSON`.
  const document = JSON.parse(JSON.stringify(policyDocument(policy)));
  return { ...document, Statement: Array.isArray(document.Statement) ? document.Statement : [document.Statement] };
}

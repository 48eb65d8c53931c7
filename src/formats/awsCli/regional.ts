import {
  type AutoScalingInputs,
  toContributorInsightsInput,
  toKinesisInput,
  toResourcePolicy,
} from '../../aws/index.js';
import type {
  ContributorInsights,
  KinesisStreamingDestination,
  ResourcePolicy,
  TableSchema,
} from '../../schema/index.js';
import { type CliCommand, operation } from './command.js';

/** What DynamoDB is told in the Region of a table, or of its replica, once it is there. What a new one has anyway takes no command. */

export function recovery(TableName: string, value: TableSchema['pointInTimeRecovery']): readonly CliCommand[] {
  if (value === undefined) return [];
  const specification =
    typeof value === 'object'
      ? { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: value.recoveryPeriodInDays }
      : { PointInTimeRecoveryEnabled: value };
  return operation('update-continuous-backups', { TableName, PointInTimeRecoverySpecification: specification });
}

export function insights(
  tableName: string,
  value: ContributorInsights | undefined,
  indexName?: string,
): readonly CliCommand[] {
  return operation('update-contributor-insights', toContributorInsightsInput(tableName, value, indexName));
}

export function kinesis(
  tableName: string,
  destination: KinesisStreamingDestination | false | undefined,
): readonly CliCommand[] {
  return operation(
    'enable-kinesis-streaming-destination',
    destination ? toKinesisInput(tableName, destination) : undefined,
  );
}

export function policy(
  resource: 'TableArn' | 'LatestStreamArn',
  value: ResourcePolicy | false | undefined,
): readonly CliCommand[] {
  if (!value) return [];
  return [{ operation: 'put-resource-policy', input: { Policy: toResourcePolicy(value) }, resource }];
}

export function tags(
  resource: 'TableArn' | 'LatestStreamArn',
  value: { readonly [key: string]: string } = {},
): readonly CliCommand[] {
  const Tags = Object.entries(value).map(([Key, Value]) => ({ Key, Value }));
  return Tags.length ? [{ operation: 'tag-resource', input: { Tags }, resource }] : [];
}

const service = 'application-autoscaling';

export function scaling(each: readonly AutoScalingInputs[]): readonly CliCommand[] {
  return each.flatMap(({ target, policy, scheduledActions }) => [
    { service, operation: 'register-scalable-target', input: target },
    { service, operation: 'put-scaling-policy', input: policy },
    ...scheduledActions.map((input) => ({ service, operation: 'put-scheduled-action', input }) as const),
  ]);
}

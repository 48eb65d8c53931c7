import type {
  DescribeContinuousBackupsCommandInput,
  DescribeContinuousBackupsCommandOutput,
  DescribeContributorInsightsCommandInput,
  DescribeContributorInsightsCommandOutput,
  UpdateContinuousBackupsCommandInput,
  UpdateContinuousBackupsCommandOutput,
  UpdateContributorInsightsCommandInput,
  UpdateContributorInsightsCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { backupsUnavailable, invalid, notFound, tableNotFound } from './errors.js';
import { endOf, requireEntry, schedule, type TableEntry, type TableState, type World } from './state.js';

const day = 24 * 3_600_000;

/** API: UpdateContinuousBackups, which a new table refuses for a while. */
export function updateContinuousBackups(
  world: World,
  input: UpdateContinuousBackupsCommandInput,
): Omit<UpdateContinuousBackupsCommandOutput, '$metadata'> {
  const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days } =
    input.PointInTimeRecoverySpecification ?? {};
  if (enabled === undefined) throw invalid('request', 'PointInTimeRecoveryEnabled is required');
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= 35)) {
    throw invalid('request', `RecoveryPeriodInDays ${days} must be from 1 to 35`);
  }
  if (days !== undefined && !enabled) {
    throw invalid('request', 'RecoveryPeriodInDays can only be specified when point-in-time recovery is enabled');
  }
  const { table } = requireEntry(world, input.TableName, tableNotFound);
  const now = world.now();
  if (now < table.continuousBackupsAt || table.status === 'DELETING') throw backupsUnavailable(table.name);
  const { pointInTimeRecovery: before } = table;
  table.pointInTimeRecovery = enabled
    ? { enabled, days: days ?? 35, enabledAt: before.enabled ? before.enabledAt : now }
    : { enabled, days: 35 };
  if (enabled && !before.enabled) table.backupsBusyUntil = endOf(world, world.durations.backupsBeingEnabled);
  return { ContinuousBackupsDescription: describeBackups(world, table) };
}

/** API: DescribeContinuousBackups. */
export function describeContinuousBackups(
  world: World,
  input: DescribeContinuousBackupsCommandInput,
): Omit<DescribeContinuousBackupsCommandOutput, '$metadata'> {
  const { table } = requireEntry(world, input.TableName, tableNotFound);
  // Recorded on AWS (hashicorp/terraform-provider-aws issue 26577).
  if (['ARCHIVED', 'INACCESSIBLE_ENCRYPTION_CREDENTIALS'].includes(table.status)) throw tableNotFound(table.name);
  return { ContinuousBackupsDescription: describeBackups(world, table) };
}

function describeBackups(
  world: World,
  { continuousBackupsAt, pointInTimeRecovery: { enabled, days, enabledAt } }: TableState,
): DescribeContinuousBackupsCommandOutput['ContinuousBackupsDescription'] {
  const now = world.now();
  return {
    ContinuousBackupsStatus: now < continuousBackupsAt ? 'DISABLED' : 'ENABLED',
    PointInTimeRecoveryDescription: enabled
      ? {
          PointInTimeRecoveryStatus: 'ENABLED',
          RecoveryPeriodInDays: days,
          EarliestRestorableDateTime: new Date(Math.max(enabledAt ?? now, now - days * day)),
          LatestRestorableDateTime: new Date(now),
        }
      : { PointInTimeRecoveryStatus: 'DISABLED' },
  };
}

/** API: UpdateContributorInsights. */
export function updateContributorInsights(
  world: World,
  input: UpdateContributorInsightsCommandInput,
): Omit<UpdateContributorInsightsCommandOutput, '$metadata'> {
  const { ContributorInsightsAction: action, ContributorInsightsMode, IndexName } = input;
  if (action !== 'ENABLE' && action !== 'DISABLE') throw invalid('request', 'ContributorInsightsAction is required');
  if (action === 'DISABLE' && ContributorInsightsMode) {
    throw invalid('request', 'ContributorInsightsMode cannot be specified when the action is DISABLE');
  }
  const entry = requireInsightsTarget(world, input.TableName, IndexName);
  const { table } = entry;
  const name = IndexName ?? '';
  const current = table.insights.get(name);
  const isOn = current !== undefined && current.status !== 'DISABLED' && current.status !== 'DISABLING';
  const mode = ContributorInsightsMode ?? current?.mode ?? 'ACCESSED_AND_THROTTLED_KEYS';
  if (isOn !== (action === 'ENABLE') || (isOn && current.mode !== mode)) {
    const state = { status: action === 'ENABLE' ? 'ENABLING' : 'DISABLING', mode, changedAt: world.now() } as const;
    table.insights.set(name, state);
    schedule(entry, endOf(world, world.durations.updateContributorInsights), (at) => {
      // A later change has its own end.
      if (table.insights.get(name) !== state) return;
      table.insights.set(name, { ...state, status: action === 'ENABLE' ? 'ENABLED' : 'DISABLED', changedAt: at });
    });
  }
  const now = table.insights.get(name);
  return {
    TableName: table.name,
    ...(IndexName !== undefined && { IndexName }),
    ContributorInsightsStatus: now?.status ?? 'DISABLED',
    ...(action === 'ENABLE' && { ContributorInsightsMode: mode }),
  };
}

/** API: DescribeContributorInsights. */
export function describeContributorInsights(
  world: World,
  { TableName, IndexName }: DescribeContributorInsightsCommandInput,
): Omit<DescribeContributorInsightsCommandOutput, '$metadata'> {
  const { table } = requireInsightsTarget(world, TableName, IndexName);
  const state = table.insights.get(IndexName ?? '');
  return {
    TableName: table.name,
    ...(IndexName !== undefined && { IndexName }),
    ContributorInsightsStatus: state?.status ?? 'DISABLED',
    ...(state && {
      LastUpdateDateTime: new Date(state.changedAt),
      ...(state.status !== 'DISABLED' && { ContributorInsightsMode: state.mode }),
    }),
  };
}

function requireInsightsTarget(world: World, tableName: string | undefined, indexName: string | undefined): TableEntry {
  const entry = requireEntry(world, tableName);
  if (indexName !== undefined && !entry.table.globalIndexes.some((index) => index.name === indexName)) {
    throw notFound(`Index: ${indexName} not found for table: ${entry.table.name}`);
  }
  return entry;
}

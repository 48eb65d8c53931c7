import { own, type TableSchema } from '../schema/index.js';
import type { Change } from './change.js';
import { globalIndexes } from './globalIndexes.js';
import { sameJson } from './sameJson.js';
import { samePolicy } from './samePolicy.js';

export function diffStream(live: TableSchema, desired: TableSchema): Change[] {
  const [before, after] = [live.streamViewType ?? false, desired.streamViewType];
  if (after === undefined || after === before) return [];
  const change = { path: ['streamViewType'], before, after };
  if (!before) return [{ kind: 'enable-stream', effect: 'online', ...change }];
  const note = 'unread records of the old stream can be read for 24 hours more';
  return [
    after
      ? {
          kind: 'replace-stream',
          effect: 'destructive',
          ...change,
          note: `the stream goes off and on, under a new ARN that its readers must be given; ${note}`,
        }
      : { kind: 'disable-stream', effect: 'destructive', ...change, note },
  ];
}

export function diffSettings(live: TableSchema, desired: TableSchema): Change[] {
  const changes: Change[] = [];
  const { encryption, tableClass, deletionProtection, tags, resourcePolicy } = desired;
  if (encryption !== undefined && !sameEncryption(live.encryption ?? 'AWS_OWNED', encryption)) {
    changes.push({
      kind: 'change-encryption',
      effect: 'online',
      path: ['encryption'],
      before: live.encryption ?? 'AWS_OWNED',
      after: encryption,
    });
  }
  if (tableClass !== undefined && tableClass !== (live.tableClass ?? 'STANDARD')) {
    changes.push({
      kind: 'change-table-class',
      effect: 'online',
      path: ['tableClass'],
      before: live.tableClass ?? 'STANDARD',
      after: tableClass,
      note: 'DynamoDB allows this twice in 30 days',
    });
  }
  if (deletionProtection !== undefined && deletionProtection !== (live.deletionProtection ?? false)) {
    changes.push({
      kind: 'change-deletion-protection',
      effect: 'online',
      path: ['deletionProtection'],
      before: live.deletionProtection ?? false,
      after: deletionProtection,
    });
  }
  if (tags !== undefined && !sameJson(tags, live.tags ?? {})) {
    changes.push({ kind: 'change-tags', effect: 'online', path: ['tags'], before: live.tags, after: tags });
  }
  if (resourcePolicy !== undefined && !samePolicy(resourcePolicy, live.resourcePolicy)) {
    changes.push({
      kind: 'change-resource-policy',
      effect: 'online',
      path: ['resourcePolicy'],
      before: live.resourcePolicy,
      after: resourcePolicy,
    });
  }
  return changes;
}

/**
 * DescribeTable shows a KMS key by its ARN, AWS's own key too, and never by an alias. So what it shows equals the managed key or an
 * alias as far as anyone can tell without asking KMS.
 */
function sameEncryption(live: NonNullable<TableSchema['encryption']>, desired: NonNullable<TableSchema['encryption']>) {
  if (live === 'AWS_OWNED' || desired === 'AWS_OWNED') return live === desired;
  if (live === 'AWS_MANAGED' || desired === 'AWS_MANAGED') return true;
  const [arn, key] = [live.kmsMasterKeyId, desired.kmsMasterKeyId];
  return arn === key || /(^|:)alias\//.test(key) || arn.endsWith(`:key/${key}`);
}

export function diffTimeToLive(live: TableSchema, desired: TableSchema): Change[] {
  const [before, after] = [live.timeToLive, desired.timeToLive];
  if (before === after) return [];
  const change = { effect: 'online', path: ['timeToLive'], before, after } as const;
  if (before === undefined) return [{ kind: 'enable-time-to-live', ...change }];
  if (after === undefined) return [{ kind: 'disable-time-to-live', ...change }];
  return [
    {
      kind: 'move-time-to-live',
      ...change,
      note: `takes two applies: this one switches TTL off, and one that runs an hour later or more switches it on for ${after}; nothing expires between them`,
    },
  ];
}

export function diffRecovery(live: TableSchema, desired: TableSchema): Change[] {
  const days = (recovery: TableSchema['pointInTimeRecovery']) =>
    typeof recovery === 'object' ? recovery.recoveryPeriodInDays : recovery ? 35 : 0;
  const [before, after] = [live.pointInTimeRecovery ?? false, desired.pointInTimeRecovery];
  if (after === undefined || days(after) === days(before)) return [];
  const change = { path: ['pointInTimeRecovery'], before, after };
  return [
    days(after) > days(before)
      ? { kind: 'extend-recovery', effect: 'online', ...change }
      : {
          kind: 'reduce-recovery',
          effect: 'destructive',
          ...change,
          note: 'older points in time can no longer be restored',
        },
  ];
}

export function diffContributorInsights(live: TableSchema, desired: TableSchema): Change[] {
  const mode = (insights: TableSchema['contributorInsights']) =>
    typeof insights === 'object' ? insights.mode : insights ? 'ACCESSED_AND_THROTTLED_KEYS' : false;
  const scopes = [
    { path: ['contributorInsights'], before: live.contributorInsights, after: desired.contributorInsights },
    ...Object.entries(globalIndexes(desired)).map(([name, index]) => ({
      path: ['globalSecondaryIndexes', name, 'contributorInsights'],
      before: own(globalIndexes(live), name)?.contributorInsights,
      after: index.contributorInsights,
    })),
  ];
  return scopes
    .filter(({ before, after }) => after !== undefined && mode(after) !== mode(before))
    .map((scope): Change => ({ kind: 'change-contributor-insights', effect: 'online', ...scope }));
}

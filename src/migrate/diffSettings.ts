import {
  type ContributorInsights,
  type GlobalSecondaryIndex,
  type IndexSettingName,
  insightsMode,
  own,
  recoveryDays,
  type Setting,
  type SettingName,
  sameJson,
  type TableSchema,
} from '../schema/index.js';
import { type Change, change } from './change.js';
import { diffOnDemandThroughput, diffProvisionedThroughput, diffWarmThroughput } from './diffCapacity.js';
import { diffScaling } from './diffScaling.js';
import { diffKinesis, diffStreamPolicy, diffStreamTags, isSamePolicy } from './diffStreams.js';
import { globalIndexes } from './globalIndexes.js';
import { text } from './words.js';

/** What it takes to turn one setting of what is live into the one desired; `path` is where the setting stands. */
type DiffSetting<Holder> = (live: Holder, desired: Holder, path: readonly string[]) => Change[];

const capacity = {
  provisionedThroughput: diffProvisionedThroughput,
  onDemandThroughput: diffOnDemandThroughput,
  warmThroughput: diffWarmThroughput,
};

const ofTable: { readonly [P in SettingName]: DiffSetting<TableSchema> } = {
  streamResourcePolicy: diffStreamPolicy,
  streamTags: diffStreamTags,
  kinesisStreamingDestination: diffKinesis,
  // Each Region is a difference of its own: diffReplicas.
  replicas: () => [],
  billingMode: diffBillingMode,
  ...capacity,
  streamViewType: diffStream,
  encryption: diffEncryption,
  tableClass: diffTableClass,
  deletionProtection: diffDeletionProtection,
  tags: diffTags,
  resourcePolicy: diffResourcePolicy,
  timeToLive: diffTimeToLive,
  pointInTimeRecovery: diffRecovery,
  contributorInsights: diffContributorInsights,
};

const ofIndex: { readonly [P in IndexSettingName]: DiffSetting<GlobalSecondaryIndex> } = {
  ...capacity,
  contributorInsights: diffContributorInsights,
};

/** The changes of every setting of the table and of its global indexes. One that comes now is made with its settings, but for insights and scaling. */
export function diffSettings(live: TableSchema, desired: TableSchema): Change[] {
  const changes = [
    ...Object.entries(ofTable).flatMap(([name, diff]) => diff(live, desired, [name])),
    ...diffScaling(live, desired, []),
  ];
  for (const [name, index] of Object.entries(globalIndexes(desired))) {
    const existing = own(globalIndexes(live), name);
    changes.push(
      ...(existing
        ? [
            ...Object.entries(ofIndex).flatMap(([setting, diff]) => diff(existing, index, [...pathOf(name), setting])),
            ...diffScaling(existing, index, pathOf(name)),
          ]
        : afterIndexes({ [name]: index })),
    );
  }
  return changes;
}

/** What has to be said of indexes once they are made: their contributor insights, and how they scale. */
export function afterIndexes(indexes: { readonly [name: string]: GlobalSecondaryIndex }): Change[] {
  return Object.entries(indexes).flatMap(([name, index]) => [
    ...diffContributorInsights({ contributorInsights: false }, index, [...pathOf(name), 'contributorInsights']),
    ...diffScaling({}, index, pathOf(name)),
  ]);
}

/** All capacity that is said of these indexes, and of a table, as if they had none yet. */
export function newCapacity(indexes: { readonly [name: string]: GlobalSecondaryIndex }, table?: TableSchema): Change[] {
  const of = (holder: TableSchema | GlobalSecondaryIndex, path: readonly string[]) =>
    Object.entries(capacity).flatMap(([setting, diff]) => diff({}, holder, [...path, setting]));
  return [
    ...(table ? of(table, []) : []),
    ...Object.entries(indexes).flatMap(([name, index]) => of(index, pathOf(name))),
  ];
}

function pathOf(index: string): string[] {
  return ['globalSecondaryIndexes', index];
}

function diffBillingMode(live: TableSchema, desired: TableSchema, path: readonly string[]): Change[] {
  const { billingMode: before = 'PAY_PER_REQUEST' } = live;
  const { billingMode: after = 'PAY_PER_REQUEST' } = desired;
  const note = after === 'PAY_PER_REQUEST' ? 'DynamoDB allows this four times in 24 hours' : undefined;
  return before === after ? [] : [change('change-billing-mode', path, before, after, note)];
}

function diffStream(live: TableSchema, desired: TableSchema, path: readonly string[]): Change[] {
  const { streamViewType: before = false } = live;
  const { streamViewType: after } = desired;
  if (after === undefined || after === before) return [];
  if (!before) return [change('enable-stream', path, before, after)];
  const note =
    'unread records of the old stream can be read for another 24 hours; its tags and its resource policy go with it';
  return [
    after
      ? change(
          'replace-stream',
          path,
          before,
          after,
          `the stream is switched off and on again, under a new ARN that its readers must be given; ${note}`,
        )
      : change('disable-stream', path, before, after, note),
  ];
}

function diffEncryption(live: TableSchema, desired: TableSchema, path: readonly string[]): Change[] {
  const { encryption: before = 'AWS_OWNED' } = live;
  const { encryption: after } = desired;
  const note = 'DynamoDB allows this four times in 24 hours, and once more in each six hours without any';
  return after === undefined || sameEncryption(before, after)
    ? []
    : [change('change-encryption', path, before, after, note)];
}

/**
 * DescribeTable shows a KMS key by its ARN, AWS's own key too, and never by an alias. So what it shows equals the managed key or an
 * alias as far as anyone can tell without asking KMS.
 */
function sameEncryption(live: Setting<'encryption'>, desired: Setting<'encryption'>) {
  if (live === 'AWS_OWNED' || desired === 'AWS_OWNED') return live === desired;
  if (live === 'AWS_MANAGED' || desired === 'AWS_MANAGED') return true;
  const [arn, key] = [live.kmsMasterKeyId, desired.kmsMasterKeyId];
  return arn === key || /(^|:)alias\//.test(key) || arn.endsWith(`:key/${key}`);
}

function diffTableClass(live: TableSchema, desired: TableSchema, path: readonly string[]): Change[] {
  const { tableClass: before = 'STANDARD' } = live;
  const { tableClass: after } = desired;
  const note = 'DynamoDB allows this twice in 30 days';
  return after === undefined || after === before ? [] : [change('change-table-class', path, before, after, note)];
}

function diffDeletionProtection(live: TableSchema, desired: TableSchema, path: readonly string[]): Change[] {
  const { deletionProtection: before = false } = live;
  const { deletionProtection: after } = desired;
  return after === undefined || after === before ? [] : [change('change-deletion-protection', path, before, after)];
}

function diffTags(live: TableSchema, desired: TableSchema, path: readonly string[]): Change[] {
  const { tags: before } = live;
  const { tags: after } = desired;
  return after === undefined || sameJson(after, before ?? {}) ? [] : [change('change-tags', path, before, after)];
}

function diffResourcePolicy(live: TableSchema, desired: TableSchema, path: readonly string[]): Change[] {
  const { resourcePolicy: before } = live;
  const { resourcePolicy: after } = desired;
  return after === undefined || isSamePolicy(before, after)
    ? []
    : [change('change-resource-policy', path, before || undefined, after)];
}

function diffTimeToLive(live: TableSchema, desired: TableSchema, path: readonly string[]): Change[] {
  const { timeToLive: before } = live;
  const { timeToLive: after } = desired;
  if (before === after) return [];
  if (before === undefined) return [change('enable-time-to-live', path, before, after)];
  if (after === undefined) return [change('disable-time-to-live', path, before, after)];
  const note = `it takes two applies: this one switches TTL off, and another, an hour later or more, switches it on for ${text(after)}; nothing expires between them`;
  return [change('move-time-to-live', path, before, after, note)];
}

function diffRecovery(live: TableSchema, desired: TableSchema, path: readonly string[]): Change[] {
  const { pointInTimeRecovery: before = false } = live;
  const { pointInTimeRecovery: after } = desired;
  const [days, wanted] = [recoveryDays(before) ?? 0, recoveryDays(after)];
  if (wanted === undefined || wanted === days) return [];
  return [
    wanted > days
      ? change('extend-recovery', path, before, after)
      : change('reduce-recovery', path, before, after, 'older points in time can no longer be restored'),
  ];
}

type Watched = { readonly contributorInsights?: ContributorInsights };

function diffContributorInsights(live: Watched, desired: Watched, path: readonly string[]): Change[] {
  const { contributorInsights: before } = live;
  const { contributorInsights: after } = desired;
  return after === undefined || insightsMode(after) === (insightsMode(before) ?? false)
    ? []
    : [change('change-contributor-insights', path, before, after)];
}

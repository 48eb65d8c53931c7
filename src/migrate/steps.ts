import type { GlobalSecondaryIndexUpdate, UpdateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { toContributorInsightsInput, toCreateTableInput, toResourcePolicy, toSSESpecification } from '../aws/index.js';
import { type OnDemandThroughput, own, type TableSchema, type ValidateOptions } from '../schema/index.js';
import { type Change, type ChangeKind, change } from './change.js';
import { newIndexInsights } from './diffSettings.js';
import { diffTables } from './diffTables.js';
import { globalIndexes } from './globalIndexes.js';
import { creation, deletion, isGlobal, isVector, standingKeys } from './indexCalls.js';
import type { PlanBase, Step, Until, UpdateTableMembers } from './plan.js';

/** CreateTable, and the calls for what it does not carry. */
export function stepsToCreate(desired: TableSchema, options?: ValidateOptions): Step[] {
  const creates = [change('create-table', [], undefined, desired)];
  const made = { ...desired, timeToLive: undefined, pointInTimeRecovery: undefined, contributorInsights: undefined };
  const rest = [...diffTables(made, desired), ...newIndexInsights(globalIndexes(desired))];
  return [
    { operation: 'CreateTable', input: toCreateTableInput(desired, options), changes: creates, until: 'table-active' },
    ...stepsToChange({ schema: made, arn: '', unsupported: [] }, desired, rest),
  ];
}

/** The calls that make these changes, as few as DynamoDB allows, in an order in which each is allowed. */
export function stepsToChange(live: PlanBase, desired: TableSchema, allChanges: readonly Change[]): Step[] {
  const TableName = desired.tableName;
  const changes = withRebuiltIndexes(desired, allChanges);
  const of = <Kind extends ChangeKind>(...kinds: Kind[]) =>
    changes.filter((change): change is Extract<Change, { kind: Kind }> => kinds.some((kind) => kind === change.kind));
  const update = (input: UpdateTableMembers, made: readonly Change[], until: Until): Step => ({
    operation: 'UpdateTable',
    input: { TableName, ...input },
    changes: made,
    until,
  });

  const billingModes = of('change-billing-mode');
  const billingMode = billingModes[0]?.after ?? live.schema.billingMode;
  const toProvisioned = billingModes.length > 0 && billingMode === 'PROVISIONED';
  const toOnDemand = billingModes.length > 0 && billingMode === 'PAY_PER_REQUEST';
  const gone = of('remove-index', 'replace-index');
  const made = of('add-index', 'replace-index');
  const protections = of('change-deletion-protection');
  const throughput = [...billingModes, ...of('change-provisioned-throughput')];
  const ceilings = of('change-on-demand-throughput');
  const streams = of('enable-stream', 'disable-stream', 'replace-stream');
  const newStreams = of('replace-stream');

  // What may share a call shares the first. But PROVISIONED needs throughput for every index that stands, so that waits until
  // those that go are gone; ceilings hold only once the table is on demand; and a stream can't change along with
  // throughput (recorded on AWS: https://github.com/hashicorp/terraform-provider-aws/issues/35673).
  const protect = protections.filter(({ after }) => after);
  const waits = toProvisioned && gone.length > 0;
  const earlyCapacity = [...(waits ? [] : throughput), ...(toOnDemand ? [] : ceilings)];
  const early = [...protect, ...(earlyCapacity.length ? earlyCapacity : streams)];
  const late = [...(waits ? throughput : []), ...(toOnDemand ? ceilings : [])];
  const laterStreams = earlyCapacity.length ? streams : [];

  return [
    ...of('extend-recovery').map((change) => recoveryStep(TableName, change)),
    ...(early.length ? [update(combined(early), early, 'table-active')] : []),
    ...[...gone.filter(isVector), ...gone.filter(isGlobal)].map((change) =>
      update(deletion(change), [change], 'index-gone'),
    ),
    ...of('change-table-class').map((change) => update({ TableClass: change.after }, [change], 'table-active')),
    ...(late.length ? [update(combined(late), late, 'table-active')] : []),
    ...(laterStreams.length ? [update(combined(laterStreams), laterStreams, 'table-active')] : []),
    ...newStreams.map((change) =>
      update({ StreamSpecification: streamSpecification(change.after) }, [change], 'table-active'),
    ),
    ...[...made.filter(isGlobal), ...made.filter(isVector)].map((change, i, all) => {
      const standing = standingKeys(live.schema, desired, gone, all.slice(0, i));
      return update(creation(desired, change, billingMode === 'PROVISIONED', standing), [change], 'index-active');
    }),
    ...warmThroughputInput(of('raise-warm-throughput')).map((input) =>
      update(input, of('raise-warm-throughput'), 'table-active'),
    ),
    ...of('change-encryption').map((change) =>
      update({ SSESpecification: change.after && toSSESpecification(change.after) }, [change], 'table-active'),
    ),
    ...of('enable-time-to-live', 'disable-time-to-live', 'move-time-to-live').map((change) =>
      timeToLiveStep(TableName, change),
    ),
    ...of('change-tags').flatMap((change) => tagSteps(live.arn, change)),
    ...of('change-resource-policy').flatMap((change) => policySteps(live.arn, change)),
    ...of('change-contributor-insights').flatMap((change) => insightsSteps(TableName, change)),
    ...of('reduce-recovery').map((change) => recoveryStep(TableName, change)),
    ...protections
      .filter(({ after }) => !after)
      .map((change) => update({ DeletionProtectionEnabled: false }, [change], 'table-active')),
  ];
}

/**
 * An index that is built again gets its capacity when it is made, so that its changes of capacity need no call; and its
 * contributor insights start anew, so that they need one.
 */
function withRebuiltIndexes(desired: TableSchema, changes: readonly Change[]): Change[] {
  const rebuilt = changes.filter(({ kind, path }) => kind === 'replace-index' && path[0] === 'globalSecondaryIndexes');
  const names = rebuilt.map(({ path }) => path[1]);
  const kept = changes.filter(
    ({ effect, path }) => !(effect === 'online' && path[0] === 'globalSecondaryIndexes' && names.includes(path[1])),
  );
  const made = Object.entries(globalIndexes(desired)).filter(([name]) => names.includes(name));
  return [...kept, ...newIndexInsights(Object.fromEntries(made))];
}

/** The members of UpdateTable that may stand in one call. A stream of another view goes off here, and on in a call of its own. */
function combined(changes: readonly Change[]): UpdateTableMembers {
  const input: UpdateTableMembers = {};
  const updates = new Map<string, NonNullable<GlobalSecondaryIndexUpdate['Update']>>();
  const target = (
    path: readonly string[],
  ): Pick<UpdateTableCommandInput, 'ProvisionedThroughput' | 'OnDemandThroughput'> => {
    if (path[0] !== 'globalSecondaryIndexes') return input;
    const index = updates.get(path[1]) ?? { IndexName: path[1] };
    updates.set(path[1], index);
    return index;
  };
  for (const change of changes) {
    switch (change.kind) {
      case 'change-deletion-protection':
        input.DeletionProtectionEnabled = change.after;
        break;
      case 'change-billing-mode':
        input.BillingMode = change.after;
        break;
      case 'change-provisioned-throughput':
        if (change.after) {
          const { readCapacityUnits, writeCapacityUnits } = change.after;
          target(change.path).ProvisionedThroughput = {
            ReadCapacityUnits: readCapacityUnits,
            WriteCapacityUnits: writeCapacityUnits,
          };
        }
        break;
      case 'change-on-demand-throughput':
        target(change.path).OnDemandThroughput = ceilingUpdate(change.before, change.after);
        break;
      case 'enable-stream':
        input.StreamSpecification = streamSpecification(change.after);
        break;
      case 'disable-stream':
      case 'replace-stream':
        input.StreamSpecification = { StreamEnabled: false };
        break;
    }
  }
  const list = [...updates.values()].map((Update) => ({ Update }));
  if (list.length) input.GlobalSecondaryIndexUpdates = list;
  return input;
}

/** UpdateTable merges ceilings: one that is to go is said as -1. */
function ceilingUpdate(before: OnDemandThroughput = {}, after: OnDemandThroughput = {}) {
  const member = (name: keyof OnDemandThroughput) => (after[name] === before[name] ? undefined : (after[name] ?? -1));
  const [read, write] = [member('maxReadRequestUnits'), member('maxWriteRequestUnits')];
  return {
    ...(read !== undefined && { MaxReadRequestUnits: read }),
    ...(write !== undefined && { MaxWriteRequestUnits: write }),
  };
}

function streamSpecification(view: TableSchema['streamViewType']) {
  return view ? { StreamEnabled: true, StreamViewType: view } : { StreamEnabled: false };
}

function warmThroughputInput(
  changes: readonly Extract<Change, { kind: 'raise-warm-throughput' }>[],
): UpdateTableMembers[] {
  if (!changes.length) return [];
  const input: UpdateTableMembers = {};
  const list: GlobalSecondaryIndexUpdate[] = [];
  for (const { path, after, before } of changes) {
    const raised = (name: 'readUnitsPerSecond' | 'writeUnitsPerSecond') =>
      (after?.[name] ?? 0) > (before?.[name] ?? 0) ? after?.[name] : undefined;
    const [read, write] = [raised('readUnitsPerSecond'), raised('writeUnitsPerSecond')];
    const WarmThroughput = {
      ...(read !== undefined && { ReadUnitsPerSecond: read }),
      ...(write !== undefined && { WriteUnitsPerSecond: write }),
    };
    if (path[0] === 'globalSecondaryIndexes') list.push({ Update: { IndexName: path[1], WarmThroughput } });
    else input.WarmThroughput = WarmThroughput;
  }
  if (list.length) input.GlobalSecondaryIndexUpdates = list;
  return [input];
}

function timeToLiveStep(TableName: string, change: Extract<Change, { kind: `${string}-time-to-live` }>): Step {
  const { before, after } = change;
  return {
    operation: 'UpdateTimeToLive',
    input: {
      TableName,
      TimeToLiveSpecification: { AttributeName: before ?? after, Enabled: before === undefined },
    },
    changes: [change],
    until: 'accepted',
  };
}

function recoveryStep(
  TableName: string,
  change: Extract<Change, { kind: 'extend-recovery' | 'reduce-recovery' }>,
): Step {
  const { after } = change;
  return {
    operation: 'UpdateContinuousBackups',
    input: {
      TableName,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled: after !== false,
        ...(after !== false && { RecoveryPeriodInDays: typeof after === 'object' ? after.recoveryPeriodInDays : 35 }),
      },
    },
    changes: [change],
    until: 'accepted',
  };
}

function tagSteps(ResourceArn: string, change: Extract<Change, { kind: 'change-tags' }>): Step[] {
  const { before = {}, after = {} } = change;
  const set = Object.entries(after).filter(([key, value]) => own(before, key) !== value);
  const removed = Object.keys(before).filter((key) => own(after, key) === undefined);
  const step = { changes: [change], until: 'accepted' } as const;
  return [
    ...(removed.length
      ? [{ operation: 'UntagResource', input: { ResourceArn, TagKeys: removed }, ...step } as const]
      : []),
    ...(set.length
      ? [
          {
            operation: 'TagResource',
            input: { ResourceArn, Tags: set.map(([Key, Value]) => ({ Key, Value })) },
            ...step,
          } as const,
        ]
      : []),
  ];
}

function policySteps(ResourceArn: string, change: Extract<Change, { kind: 'change-resource-policy' }>): Step[] {
  if (change.after === undefined) return [];
  const input = { ResourceArn, Policy: toResourcePolicy(change.after) };
  return [{ operation: 'PutResourcePolicy', input, changes: [change], until: 'accepted' }];
}

function insightsSteps(TableName: string, change: Extract<Change, { kind: 'change-contributor-insights' }>): Step[] {
  const index = change.path[0] === 'globalSecondaryIndexes' ? change.path[1] : undefined;
  const input = toContributorInsightsInput(TableName, change.after, index);
  return input ? [{ operation: 'UpdateContributorInsights', input, changes: [change], until: 'accepted' }] : [];
}

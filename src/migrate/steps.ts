import type { GlobalSecondaryIndexUpdate, UpdateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { toContributorInsightsInput, toSSESpecification } from '../aws/index.js';
import {
  defined,
  type OnDemandThroughput,
  own,
  recoveryDays,
  sameJson,
  type TableQuotas,
  type TableSchema,
} from '../schema/index.js';
import type { Change, ChangeKind } from './change.js';
import { endOfScaling, managesScaling, scalingOf } from './diffScaling.js';
import { afterIndexes, newCapacity } from './diffSettings.js';
import { goesWithStream, newStreamSettings } from './diffStreams.js';
import { globalIndexes } from './globalIndexes.js';
import { creation, deletion, standingKeys } from './indexCalls.js';
import { indexOrder } from './indexOrder.js';
import { type IndexMove, isIndexChange } from './indexRules.js';
import { kinesisKinds, kinesisSteps } from './kinesisSteps.js';
import type { PlanBase, Step, Until, UpdateTableMembers } from './plan.js';
import { replicaSteps } from './replicaSteps.js';
import { noPolicy, policySteps, streamToCome, tagSteps } from './resourceSteps.js';
import { endSteps, isScalingChange, scalingSteps } from './scalingSteps.js';

/** The calls that make these changes, as few as DynamoDB allows, in an order in which each is allowed. */
export function stepsToChange(
  live: PlanBase,
  desired: TableSchema,
  allChanges: readonly Change[],
  quotas?: TableQuotas,
): Step[] {
  const replicas = replicaSteps(live, desired, allChanges, stepsToChange);
  return [
    ...replicas.first,
    ...stepsOfTable(
      live,
      desired,
      allChanges.filter(({ path }) => path[0] !== 'replicas'),
      quotas,
      replicas.encryption,
    ),
    ...replicas.last,
  ];
}

/** The calls for the table itself; of its encryption, these instead of its own, if there are any. */
function stepsOfTable(
  live: PlanBase,
  desired: TableSchema,
  allChanges: readonly Change[],
  quotas: TableQuotas | undefined,
  keysOfAllRegions: readonly Step[],
): Step[] {
  const TableName = desired.tableName;
  const flip = allChanges.find((change) => change.kind === 'change-billing-mode')?.after;
  const moves = indexOrder(live.schema, desired, allChanges.filter(isIndexChange), quotas);
  // PROVISIONED needs throughput for every index that stands, so that waits until those that go are gone. Those that come before that
  // are made on demand, and get their capacity with the others; those that come after it are made with theirs. When the last has gone,
  // nothing tells that it waited: a plan made then has to go on in the same order.
  const early = flip === 'PROVISIONED' ? moves.map(({ action }) => action).lastIndexOf('delete') + 1 : 0;
  const waits = early > 0;
  const fits = ((flip ?? live.schema.billingMode) === 'PROVISIONED') === (desired.billingMode === 'PROVISIONED');
  const bare = moves.slice(0, fits ? early : moves.length).filter(({ action }) => action === 'create');
  const changes = [
    ...withNewStream(desired, withNewIndexes(live.schema, desired, allChanges, bare, waits)),
    ...coolingDown(live.schema, desired, allChanges),
  ];
  const scaling = changes.filter(isScalingChange);
  const of = <Kind extends ChangeKind>(...kinds: Kind[]) =>
    changes.filter((change): change is Extract<Change, { kind: Kind }> => kinds.some((kind) => kind === change.kind));
  const update = (input: UpdateTableMembers, made: readonly Change[], until: Until): Step => ({
    operation: 'UpdateTable',
    input: { TableName, ...input },
    changes: made,
    until,
  });

  const protections = of('change-deletion-protection');
  const throughput = [...of('change-billing-mode'), ...of('change-provisioned-throughput')];
  const ceilings = of('change-on-demand-throughput');
  const streams = of('enable-stream', 'disable-stream', 'replace-stream');
  const stream =
    streams.length || live.streamArn === undefined
      ? { arn: streamToCome, revision: noPolicy }
      : { arn: live.streamArn, revision: live.streamPolicyRevision };

  // What may share a call shares the first. But ceilings hold only once the table is on demand; and a stream can't change along
  // with throughput (recorded on AWS: https://github.com/hashicorp/terraform-provider-aws/issues/35673).
  const toOnDemand = flip === 'PAY_PER_REQUEST';
  const protect = protections.filter(({ after }) => after);
  const earlyCapacity = [...(waits ? [] : throughput), ...(toOnDemand ? [] : ceilings)];
  const first = [...protect, ...(earlyCapacity.length ? earlyCapacity : streams)];
  const late = [...(waits ? throughput : []), ...(toOnDemand ? ceilings : [])];
  const laterStreams = earlyCapacity.length ? streams : [];
  const together = (made: readonly Change[]) => (made.length ? [update(combined(made), made, 'table-active')] : []);

  const indexes = moves.map((move, i) => {
    const { action, change } = move;
    if (action === 'delete') return update(deletion(change), [change], 'index-gone');
    const standing = standingKeys(live.schema, desired, moves.slice(0, i));
    return update(creation(desired, change, !bare.includes(move), standing), [change], 'index-active');
  });

  return [
    ...of('extend-recovery').map((change) => recoveryStep(TableName, change)),
    ...endSteps(TableName, scaling),
    ...together(first),
    ...of('change-table-class').map((change) => update({ TableClass: change.after }, [change], 'table-active')),
    ...indexes.slice(0, early),
    ...together(late),
    ...together(laterStreams),
    ...of('replace-stream').map((change) =>
      update({ StreamSpecification: streamSpecification(change.after) }, [change], 'table-active'),
    ),
    ...indexes.slice(early),
    ...warmThroughputInput(of('raise-warm-throughput')).map((input) =>
      update(input, of('raise-warm-throughput'), 'table-active'),
    ),
    ...scalingSteps(TableName, live, scaling),
    ...(keysOfAllRegions.length
      ? keysOfAllRegions
      : of('change-encryption').map((change) =>
          update({ SSESpecification: change.after && toSSESpecification(change.after) }, [change], 'table-active'),
        )),
    ...of('enable-time-to-live', 'disable-time-to-live', 'move-time-to-live').map((change) =>
      timeToLiveStep(TableName, change),
    ),
    ...of('change-tags').flatMap((change) => tagSteps(live.arn, change)),
    ...of('change-resource-policy').flatMap((change) => policySteps(live.arn, change, live.policyRevision)),
    ...of('change-stream-tags').flatMap((change) => tagSteps(stream.arn, change)),
    ...of('change-stream-resource-policy').flatMap((change) => policySteps(stream.arn, change, stream.revision)),
    ...of(...kinesisKinds).flatMap((change) => kinesisSteps(TableName, change)),
    ...of('change-contributor-insights').flatMap((change) => insightsSteps(TableName, change)),
    ...of('reduce-recovery').map((change) => recoveryStep(TableName, change)),
    ...protections
      .filter(({ after }) => !after)
      .map((change) => update({ DeletionProtectionEnabled: false }, [change], 'table-active')),
  ];
}

/**
 * An index that is built again gets its capacity when it is made, so that its changes of capacity need no call; and its contributor
 * insights and its scaling start anew, so that they need some: what scales is told first that its index goes. Those that are made bare,
 * in another billing mode than the schema's, get their capacity later: their throughput with the change of the mode, if that comes.
 */
function withNewIndexes(
  live: TableSchema,
  desired: TableSchema,
  changes: readonly Change[],
  bare: readonly IndexMove[],
  flipsLater: boolean,
): Change[] {
  const namesOf = (...kinds: ChangeKind[]) =>
    changes
      .filter(({ kind, path }) => kinds.includes(kind) && path[0] === 'globalSecondaryIndexes')
      .map(({ path }) => path[1]);
  const rebuilt = namesOf('replace-index');
  const kept = changes.filter(
    ({ effect, path }) => !(effect === 'online' && path[0] === 'globalSecondaryIndexes' && rebuilt.includes(path[1])),
  );
  const made = (names: readonly string[]) =>
    Object.fromEntries(Object.entries(globalIndexes(desired)).filter(([name]) => names.includes(name)));
  const capacity = newCapacity(
    made(bare.flatMap(({ change: { path } }) => (path[0] === 'globalSecondaryIndexes' ? [path[1]] : []))),
  );
  // What scales an index for somebody else goes on when that is there again.
  const ended = namesOf('remove-index', 'replace-index').flatMap((name) => {
    const after = own(globalIndexes(desired), name);
    const isManaged = after ? scalingOf(after) !== undefined : managesScaling(desired);
    return isManaged ? endOfScaling(own(globalIndexes(live), name) ?? {}, ['globalSecondaryIndexes', name]) : [];
  });
  return [
    ...ended,
    ...kept,
    ...capacity.filter(({ kind }) => flipsLater || kind === 'raise-warm-throughput'),
    ...afterIndexes(made(rebuilt)),
  ];
}

/** A stream that is made anew has nothing of the one before. */
function withNewStream(desired: TableSchema, changes: readonly Change[]): readonly Change[] {
  if (!changes.some(({ kind }) => kind === 'replace-stream')) return changes;
  return [...changes.filter(({ path }) => !goesWithStream(path)), ...newStreamSettings(desired)];
}

/**
 * With another billing mode, or with less throughput, a table may be less warm than it is now, so that what is warm enough now has to
 * be raised then. If not, the step is passed over.
 */
function coolingDown(live: TableSchema, desired: TableSchema, changes: readonly Change[]): Change[] {
  const flips = changes.some(({ kind }) => kind === 'change-billing-mode');
  const isPlanned = (kind: ChangeKind, path: readonly string[]) =>
    changes.some((change) => change.kind === kind && sameJson(change.path, path));
  const standing = Object.entries(globalIndexes(desired)).filter(
    ([name]) => own(globalIndexes(live), name) && !isPlanned('replace-index', ['globalSecondaryIndexes', name]),
  );
  return newCapacity(Object.fromEntries(standing), desired).flatMap((change) => {
    const { kind, path } = change;
    const throughput = [...path.slice(0, -1), 'provisionedThroughput'];
    const cools = flips || isPlanned('change-provisioned-throughput', throughput);
    return kind === 'raise-warm-throughput' && cools && !isPlanned(kind, path)
      ? [{ ...change, note: 'it may go down with the other capacity' }]
      : [];
  });
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
  return defined({ MaxReadRequestUnits: read, MaxWriteRequestUnits: write });
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
    const WarmThroughput = defined({ ReadUnitsPerSecond: read, WriteUnitsPerSecond: write });
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
      PointInTimeRecoverySpecification: defined({
        PointInTimeRecoveryEnabled: after !== false,
        RecoveryPeriodInDays: after === false ? undefined : recoveryDays(after ?? true),
      }),
    },
    changes: [change],
    until: 'accepted',
  };
}

function insightsSteps(TableName: string, change: Extract<Change, { kind: 'change-contributor-insights' }>): Step[] {
  const index = change.path[0] === 'globalSecondaryIndexes' ? change.path[1] : undefined;
  const input = toContributorInsightsInput(TableName, change.after, index);
  return input ? [{ operation: 'UpdateContributorInsights', input, changes: [change], until: 'accepted' }] : [];
}

import type {
  DeleteScheduledActionCommandInput,
  DeregisterScalableTargetCommandInput,
  DescribeScalableTargetsCommandInput,
  DescribeScalableTargetsCommandOutput,
  DescribeScalingPoliciesCommandInput,
  DescribeScalingPoliciesCommandOutput,
  DescribeScheduledActionsCommandInput,
  DescribeScheduledActionsCommandOutput,
  PutScalingPolicyCommandInput,
  PutScheduledActionCommandInput,
  RegisterScalableTargetCommandInput,
  ScalableTarget,
  ScalingPolicy,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import { concurrentUpdate, objectNotFound, scalingInvalid } from './scalingErrors.js';
import { endOf, findEntry, type Lagging, readLagging, schedule, type TableEntry, type World } from './state.js';

/** A scalable target with what hangs on it. */
export interface TargetState {
  readonly target: ScalableTarget;
  readonly policies: readonly ScalingPolicy[];
  readonly actions: readonly ScheduledAction[];
}

/** What is known of a resource and a dimension. */
interface Slot {
  lagging: Lagging<TargetState | undefined>;
  /** Until when a change is refused, because another is under way. */
  busyUntil: number;
}

/** All scalable targets of an account, in the order in which they were made. They outlive what they scale. */
export type ScalingState = Map<string, Slot>;

interface OfTarget {
  readonly ServiceNamespace?: string | undefined;
  readonly ResourceId?: string | undefined;
  readonly ScalableDimension?: string | undefined;
}

const dimensions = /^dynamodb:(table|index):(Read|Write)CapacityUnits$/;

function keyOf({ ServiceNamespace, ResourceId = '', ScalableDimension = '' }: OfTarget): string {
  const isIndex = /^table\/[^/]+\/index\/.+$/.test(ResourceId);
  const [, kind] = dimensions.exec(ScalableDimension) ?? [];
  if (ServiceNamespace !== 'dynamodb' || kind !== (isIndex ? 'index' : 'table') || !/^table\//.test(ResourceId)) {
    throw scalingInvalid('request', `Unsupported ${ServiceNamespace} ${ResourceId} ${ScalableDimension}`);
  }
  return `${ResourceId} ${ScalableDimension}`;
}

/** The capacity that a target scales, as it is; `undefined`: there is no such table or index. */
function capacityOf(world: World, { ResourceId = '' }: OfTarget) {
  const [, tableName, indexName] = /^table\/([^/]+)(?:\/index\/(.+))?$/.exec(ResourceId) ?? [];
  const entry = findEntry(world, tableName);
  const index = entry?.table.globalIndexes.find(({ name }) => name === indexName);
  if (!entry || (indexName !== undefined && !index)) return undefined;
  return { entry, index, capacity: index?.capacity ?? entry.table.capacity };
}

function dimensionOf({ ScalableDimension = '' }: OfTarget): 'read' | 'write' {
  return ScalableDimension.includes('Read') ? 'read' : 'write';
}

function change(world: World, input: OfTarget, next: TargetState | undefined): void {
  const key = keyOf(input);
  const before = world.scaling.get(key)?.lagging.now;
  world.scaling.set(key, {
    lagging: { now: next, before, visibleAt: endOf(world, world.durations.scalingVisible) },
    busyUntil: endOf(world, world.durations.scalingSettles),
  });
}

/** The target, for a change of it or of what hangs on it. */
function requireTarget(world: World, input: OfTarget): TargetState {
  const slot = world.scaling.get(keyOf(input));
  const what = `No scalable target found for service namespace: dynamodb, resource ID: ${input.ResourceId}, scalable dimension: ${input.ScalableDimension}`;
  if (!slot?.lagging.now) throw objectNotFound('state', what);
  // "There might be a brief delay until the operation achieves eventual consistency."
  if (readLagging(world, slot.lagging) === undefined) throw objectNotFound('hidden', what);
  if (world.now() < slot.busyUntil) throw concurrentUpdate();
  return slot.lagging.now;
}

/** API: RegisterScalableTarget. It merges, and brings the capacity of what is ACTIVE within the bounds. */
export function registerScalableTarget(world: World, input: RegisterScalableTargetCommandInput): object {
  const slot = world.scaling.get(keyOf(input));
  const scaled = capacityOf(world, input);
  if (!scaled) throw scalingInvalid('state', `DynamoDB table or index does not exist: ${input.ResourceId}`);
  if (world.now() < scaled.entry.table.visibleAt && world.readRandom.chance(world.staleReads)) {
    throw scalingInvalid('hidden', `DynamoDB table does not exist: ${input.ResourceId}`);
  }
  if (slot && world.now() < slot.busyUntil) throw concurrentUpdate();
  const { target, policies = [], actions = [] } = slot?.lagging.now ?? {};
  const { MinCapacity: min = target?.MinCapacity, MaxCapacity: max = target?.MaxCapacity } = input;
  if (min === undefined || max === undefined) {
    throw scalingInvalid('request', 'MinCapacity and MaxCapacity are required for a new scalable target');
  }
  if (!(min >= 1 && max >= min)) throw scalingInvalid('request', `Bounds of ${min} and ${max}`);
  const { ServiceNamespace, ResourceId, ScalableDimension, SuspendedState = target?.SuspendedState } = input;
  const next: ScalableTarget = {
    ServiceNamespace,
    ResourceId,
    ScalableDimension,
    MinCapacity: min,
    MaxCapacity: max,
    RoleARN: `arn:aws:iam::${world.accountId}:role/aws-service-role/dynamodb.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_DynamoDBTable`,
    CreationTime: target?.CreationTime ?? new Date(world.now()),
    ...(SuspendedState && { SuspendedState }),
  };
  change(world, input, { target: next, policies, actions });
  move(world, next, (units) => Math.min(max, Math.max(min, units)));
  return {};
}

/** API: DeregisterScalableTarget, which "deletes the scaling policies and the scheduled actions". */
export function deregisterScalableTarget(world: World, input: DeregisterScalableTargetCommandInput): object {
  requireTarget(world, input);
  change(world, input, undefined);
  return {};
}

/** API: PutScalingPolicy, of target tracking only. */
export function putScalingPolicy(world: World, input: PutScalingPolicyCommandInput): object {
  const of = requireTarget(world, input);
  const { PolicyName, PolicyType, TargetTrackingScalingPolicyConfiguration: tracking } = input;
  const metric = `DynamoDB${dimensionOf(input) === 'read' ? 'Read' : 'Write'}CapacityUtilization`;
  const { TargetValue = 0, PredefinedMetricSpecification } = tracking ?? {};
  if (PolicyType !== 'TargetTrackingScaling' || PredefinedMetricSpecification?.PredefinedMetricType !== metric) {
    throw scalingInvalid('request', `The simulator has policies of target tracking with ${metric} alone`);
  }
  if (!(TargetValue >= 20 && TargetValue <= 90)) throw scalingInvalid('request', `TargetValue ${TargetValue}`);
  const others = of.policies.filter((policy) => policy.PolicyName !== PolicyName);
  if (others.length) {
    throw scalingInvalid('state', 'Only one TargetTrackingScaling policy for a given metric specification is allowed');
  }
  const { ServiceNamespace, ResourceId, ScalableDimension } = input;
  const policy: ScalingPolicy = {
    PolicyARN: `arn:aws:autoscaling:${world.region}:${world.accountId}:scalingPolicy:0:resource/dynamodb/${ResourceId}:policyName/${PolicyName}`,
    PolicyName,
    ServiceNamespace,
    ResourceId,
    ScalableDimension,
    PolicyType,
    TargetTrackingScalingPolicyConfiguration: tracking,
    CreationTime: new Date(world.now()),
  };
  change(world, input, { ...of, policies: [policy] });
  return { PolicyARN: policy.PolicyARN };
}

/** API: PutScheduledAction. What an update leaves out stays, but for the start and the end. */
export function putScheduledAction(world: World, input: PutScheduledActionCommandInput): object {
  const of = requireTarget(world, input);
  const name = input.ScheduledActionName;
  const before = of.actions.find((action) => action.ScheduledActionName === name);
  const { ServiceNamespace, ResourceId, ScalableDimension, StartTime, EndTime } = input;
  const { Schedule = before?.Schedule, Timezone = before?.Timezone } = input;
  const bounds = { ...before?.ScalableTargetAction, ...input.ScalableTargetAction };
  if (!Schedule || !name) throw scalingInvalid('request', 'A scheduled action needs a name and a schedule');
  const action: ScheduledAction = {
    ScheduledActionName: name,
    ScheduledActionARN: `arn:aws:autoscaling:${world.region}:${world.accountId}:scheduledAction:0:resource/dynamodb/${ResourceId}:scheduledActionName/${name}`,
    ServiceNamespace,
    ResourceId,
    ScalableDimension,
    Schedule,
    CreationTime: before?.CreationTime ?? new Date(world.now()),
    ScalableTargetAction: bounds,
    ...(Timezone && { Timezone }),
    ...(StartTime && { StartTime }),
    ...(EndTime && { EndTime }),
  };
  change(world, input, { ...of, actions: [...of.actions.filter((one) => one !== before), action] });
  return {};
}

/** API: DeleteScheduledAction. */
export function deleteScheduledAction(world: World, input: DeleteScheduledActionCommandInput): object {
  const of = requireTarget(world, input);
  const actions = of.actions.filter(({ ScheduledActionName: name }) => name !== input.ScheduledActionName);
  if (actions.length === of.actions.length) {
    throw objectNotFound('state', `No scheduled action found: ${input.ScheduledActionName}`);
  }
  change(world, input, { ...of, actions });
  return {};
}

interface Page {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** Those that a reader sees, a page of them: shorter ones than AWS's, so that there are several. */
function page<T>(all: readonly T[], { MaxResults = 50, NextToken }: Page) {
  const start = Number(NextToken ?? 0);
  const end = start + Math.min(MaxResults, 3);
  return { items: all.slice(start, end), ...(end < all.length && { NextToken: String(end) }) };
}

function seen(world: World, isAsked: (target: ScalableTarget) => boolean): TargetState[] {
  return [...world.scaling.values()].flatMap(({ lagging }) => {
    const state = readLagging(world, lagging);
    return state && isAsked(state.target) ? [structuredClone(state)] : [];
  });
}

/** API: DescribeScalableTargets. */
export function describeScalableTargets(
  world: World,
  input: DescribeScalableTargetsCommandInput,
): Omit<DescribeScalableTargetsCommandOutput, '$metadata'> {
  const { ResourceIds, ScalableDimension } = input;
  const all = seen(
    world,
    (target) =>
      (ResourceIds === undefined || ResourceIds.includes(target.ResourceId ?? '')) &&
      (ScalableDimension === undefined || ScalableDimension === target.ScalableDimension),
  );
  const { items, ...more } = page(
    all.map(({ target }) => target),
    input,
  );
  return { ScalableTargets: items, ...more };
}

function ofResource(world: World, { ResourceId, ScalableDimension }: OfTarget): TargetState[] {
  return seen(
    world,
    (target) =>
      (ResourceId === undefined || ResourceId === target.ResourceId) &&
      (ScalableDimension === undefined || ScalableDimension === target.ScalableDimension),
  );
}

/** API: DescribeScalingPolicies. */
export function describeScalingPolicies(
  world: World,
  input: DescribeScalingPoliciesCommandInput,
): Omit<DescribeScalingPoliciesCommandOutput, '$metadata'> {
  const { items, ...more } = page(
    ofResource(world, input).flatMap(({ policies }) => policies),
    input,
  );
  return { ScalingPolicies: items, ...more };
}

/** API: DescribeScheduledActions. */
export function describeScheduledActions(
  world: World,
  input: DescribeScheduledActionsCommandInput,
): Omit<DescribeScheduledActionsCommandOutput, '$metadata'> {
  const { items, ...more } = page(
    ofResource(world, input).flatMap(({ actions }) => actions),
    input,
  );
  return { ScheduledActions: items, ...more };
}

/** Changes the capacity a while later, as UpdateTable would, if it can be changed then. */
function move(world: World, target: ScalableTarget, to: (units: number) => number): void {
  const scaled = capacityOf(world, target);
  if (!scaled) return;
  const { entry, index } = scaled;
  const isFree = () =>
    entry.table.billingMode === 'PROVISIONED' &&
    entry.table.status === 'ACTIVE' &&
    (index === undefined || (entry.table.globalIndexes.includes(index) && index.status === 'ACTIVE'));
  if (!isFree()) return;
  schedule(entry, endOf(world, world.durations.scalingMoves), (at) => {
    const dimension = dimensionOf(target);
    const current = world.scaling.get(keyOf(target))?.lagging.now?.target;
    // What was to come of other bounds, or of a target that is gone, no longer comes.
    if (current?.MinCapacity !== target.MinCapacity || current?.MaxCapacity !== target.MaxCapacity) return;
    if (!isFree() || to(scaled.capacity.provisioned[dimension]) === scaled.capacity.provisioned[dimension]) return;
    begin(world, entry, index, at, () => {
      const { provisioned } = scaled.capacity;
      // AWS counts its decreases among those of a day; here the load changes far more often than any real one.
      scaled.capacity.provisioned = { ...provisioned, [dimension]: to(provisioned[dimension]) };
    });
  });
}

function begin(
  world: World,
  entry: TableEntry,
  index: TableEntry['table']['globalIndexes'][number] | undefined,
  at: number,
  apply: () => void,
): void {
  const { table } = entry;
  table.status = 'UPDATING';
  if (index) index.status = 'UPDATING';
  world.noteChange(table.name);
  schedule(entry, Math.max(at, endOf(world, world.durations.updateThroughput)), () => {
    apply();
    if (table.status === 'UPDATING') table.status = 'ACTIVE';
    if (index?.status === 'UPDATING') index.status = 'ACTIVE';
    world.noteChange(table.name);
  });
}

/** What the load of the moment does: each target that has a policy moves its capacity somewhere within its bounds. */
export function followLoad(world: World, tableName: string, draw: (min: number, max: number) => number): void {
  for (const { lagging } of world.scaling.values()) {
    const { target, policies = [] } = lagging.now ?? {};
    if (!target || !policies.length || !isOf(target, tableName)) continue;
    const units = draw(target.MinCapacity ?? 1, target.MaxCapacity ?? 1);
    move(world, target, () => units);
  }
}

/**
 * Runs the scheduled actions of a table, one of each target: its bounds are those of the target from then on. One that sets a single
 * bound, past the other, fails: such an action has to say both.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-policy-overview.html
 */
export function runScheduledActions(world: World, tableName: string, pick: (count: number) => number): void {
  for (const { lagging } of [...world.scaling.values()]) {
    const { target, policies, actions = [] } = lagging.now ?? {};
    if (!target || !policies || !actions.length || !isOf(target, tableName)) continue;
    const { MinCapacity = target.MinCapacity, MaxCapacity = target.MaxCapacity } =
      actions[pick(actions.length)].ScalableTargetAction ?? {};
    if (MinCapacity !== undefined && MaxCapacity !== undefined && MinCapacity > MaxCapacity) continue;
    const next = { ...target, MinCapacity, MaxCapacity };
    change(world, target, { target: next, policies, actions });
    world.noteChange(tableName);
    move(world, next, (units) => Math.min(MaxCapacity ?? units, Math.max(MinCapacity ?? units, units)));
  }
}

function isOf({ ResourceId = '' }: ScalableTarget, tableName: string): boolean {
  return ResourceId.split('/')[1] === tableName;
}

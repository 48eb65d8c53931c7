import type { LiveCapacityScaling } from '../aws/index.js';
import {
  type AutoScaling,
  type CapacityScaling,
  own,
  type ProvisionedThroughput,
  type ScheduledAction,
  type TableSchema,
} from '../schema/index.js';
import { type Change, change } from './change.js';

/** The number that each dimension moves. */
export const unitsOf = {
  read: 'readCapacityUnits',
  write: 'writeCapacityUnits',
} as const satisfies { readonly [D in keyof Required<AutoScaling>]: keyof ProvisionedThroughput };

export const scaledDimensions = /* @__PURE__ */ Object.keys(unitsOf) as (keyof AutoScaling)[];

/** Of a dimension of a live table: its target may have no policy yet. */
type LiveScaling = { readonly [D in keyof AutoScaling]?: LiveCapacityScaling };

/** A table or a global index. */
export interface Holder {
  readonly provisionedThroughput?: ProvisionedThroughput;
}

/** What is known to scale; `undefined`: that is unmanaged, or was not read. */
export function scalingOf({ provisionedThroughput }: Holder): AutoScaling | undefined {
  const scaling = provisionedThroughput?.autoScaling;
  return typeof scaling === 'object' ? scaling : undefined;
}

/** Whether a schema says of some capacity whether and how it scales. */
export function managesScaling(schema: Pick<TableSchema, 'provisionedThroughput' | 'globalSecondaryIndexes'>): boolean {
  const holders: Holder[] = [schema, ...Object.values(schema.globalSecondaryIndexes ?? {})];
  return holders.some((holder) => scalingOf(holder) !== undefined);
}

/** The capacity of a live table or index. On demand, when it is 0, there is none: but targets may be left from before. */
export function capacityOf({ provisionedThroughput }: Holder): ProvisionedThroughput | undefined {
  return provisionedThroughput?.readCapacityUnits ? provisionedThroughput : undefined;
}

/** What it takes to have the scaling that is desired, of a table or a global index at this path. */
export function diffScaling(live: Holder, desired: Holder, path: readonly string[]): Change[] {
  const wanted = scalingOf(desired);
  if (!wanted) return [];
  const existing: LiveScaling = scalingOf(live) ?? {};
  return scaledDimensions.flatMap((dimension) => {
    const [before, after] = [existing[dimension], wanted[dimension]];
    const at = [...path, 'provisionedThroughput', 'autoScaling', dimension];
    return [
      ...(sameScaling(before, after)
        ? []
        : [change('change-auto-scaling', at, before, after, scalingNote(after, live, dimension, before))]),
      ...diffActions(before, after, [...at, 'scheduledActions']),
    ];
  });
}

function scalingNote(
  after: CapacityScaling | undefined,
  live: Holder,
  dimension: keyof AutoScaling,
  before: LiveCapacityScaling | undefined,
): string | undefined {
  if (!after)
    return 'its policy and its scheduled actions go with it; nothing but the schema moves the capacity from then on';
  const units = capacityOf(live)?.[unitsOf[dimension]];
  if (units === undefined || !movesBounds(before, after) || isWithin(units, before, after)) return undefined;
  return `Application Auto Scaling brings the capacity, ${units} now, within the bounds at once`;
}

/** The end of all that scales of a live table or index, which is about to go. */
export function endOfScaling(live: Holder, path: readonly string[]): Change[] {
  return Object.entries(scalingOf(live) ?? {}).map(([dimension, before]) =>
    change('change-auto-scaling', [...path, 'provisionedThroughput', 'autoScaling', dimension], before, undefined),
  );
}

function sameScaling(live: LiveCapacityScaling | undefined, desired: LiveCapacityScaling | undefined): boolean {
  if (!live || !desired) return live === desired;
  return !movesBounds(live, desired) && !changesPolicy(live, desired);
}

/** What holds each member of a scaling: the target and its policy, which are compared here, or scheduled actions, each a change of its own. */
const heldBy: { readonly [M in keyof Required<CapacityScaling>]: 'target' | 'policy' | 'actions' } = {
  minCapacity: 'target',
  maxCapacity: 'target',
  targetValue: 'policy',
  scaleInCooldown: 'policy',
  scaleOutCooldown: 'policy',
  scheduledActions: 'actions',
};

/** The members of a scaling that its policy holds. */
export const ofPolicy = /* @__PURE__ */ (Object.keys(heldBy) as (keyof CapacityScaling)[]).filter(
  (member) => heldBy[member] === 'policy',
);

/** Whether the policy has to be made or changed. What is left out of the schema is unmanaged. */
export function changesPolicy(live: LiveCapacityScaling | undefined, desired: LiveCapacityScaling): boolean {
  return ofPolicy.some((member) => desired[member] !== undefined && desired[member] !== live?.[member]);
}

/** Whether the target has to be registered, or given other bounds: those of a scheduled action are as right as its own. */
export function movesBounds(live: LiveCapacityScaling | undefined, desired: LiveCapacityScaling): boolean {
  if (!live) return true;
  const { min, max } = bounds(live, desired);
  return !min.includes(live.minCapacity) || !max.includes(live.maxCapacity);
}

/** Whether a capacity is within bounds that it may have at some time. */
export function isWithin(units: number, live: LiveCapacityScaling | undefined, desired: LiveCapacityScaling): boolean {
  return nearest(units, live, desired) === units;
}

/** The capacity, or the bound that is nearest to it. */
export function nearest(units: number, live: LiveCapacityScaling | undefined, desired: LiveCapacityScaling): number {
  const { min, max } = bounds(live, desired);
  return Math.max(Math.min(...min), Math.min(Math.max(...max), units));
}

/** The bounds that are declared, and those that scheduled actions set at times. */
function bounds(live: LiveCapacityScaling | undefined, desired: LiveCapacityScaling) {
  const actions = Object.values(desired.scheduledActions ?? live?.scheduledActions ?? {});
  const of = (bound: 'minCapacity' | 'maxCapacity') => [
    desired[bound],
    ...actions.flatMap((action) => action[bound] ?? []),
  ];
  return { min: of('minCapacity'), max: of('maxCapacity') };
}

/** Scheduled actions that a schema leaves out are unmanaged; those of a target that goes, go with it. */
function diffActions(
  before: LiveCapacityScaling | undefined,
  after: CapacityScaling | undefined,
  path: readonly string[],
): Change[] {
  const wanted = after?.scheduledActions;
  if (!wanted) return [];
  const existing = before?.scheduledActions ?? {};
  const names = [
    ...Object.keys(wanted),
    ...Object.keys(existing)
      .filter((name) => !Object.hasOwn(wanted, name))
      .sort(),
  ];
  return names
    .map((name) => ({ name, is: own<ScheduledAction>(existing, name), desired: own<ScheduledAction>(wanted, name) }))
    .filter(({ is, desired }) => !sameAction(is, desired))
    .map(({ name, is, desired }) => change('change-scheduled-action', [...path, name], is, desired));
}

type Comparable = {
  readonly [M in keyof Required<ScheduledAction>]: (value: ScheduledAction[M] | undefined) => unknown;
};

const comparable: Comparable = {
  schedule: (schedule = '') => schedule.trim().replace(/\s+/g, ' '),
  timezone: (zone = 'UTC') => (/^(Etc\/)?(UTC|GMT)$/.test(zone) ? 'UTC' : zone),
  startTime: moment,
  endTime: moment,
  minCapacity: (units) => units,
  maxCapacity: (units) => units,
};

function moment(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Date.parse(time);
}

function sameAction(live: ScheduledAction | undefined, desired: ScheduledAction | undefined): boolean {
  if (!live || !desired) return live === desired;
  const same = <M extends keyof ScheduledAction>(member: M, of: Comparable[M]) =>
    of(live[member]) === of(desired[member]);
  return (Object.keys(comparable) as (keyof ScheduledAction)[]).every((member) => same(member, comparable[member]));
}

/**
 * The schema without what it says of scaling, for a table of which that is not known: a capacity that scales is as it is live, and the
 * others as declared.
 */
export function leavingScaling(desired: TableSchema, live: TableSchema | undefined): TableSchema {
  const of = <T extends Holder>(holder: T, existing: Holder = {}): T => {
    const [units, scaling] = [holder.provisionedThroughput, scalingOf(holder)];
    if (!units || !scaling) return holder;
    const { autoScaling: _, ...declared } = units;
    const is = capacityOf(existing);
    const scaled = scaledDimensions
      .filter((dimension) => is && scaling[dimension])
      .map((dimension) => unitsOf[dimension]);
    const asLive = Object.fromEntries(scaled.map((name) => [name, is?.[name]]));
    return { ...holder, provisionedThroughput: { ...declared, ...asLive } };
  };
  const indexes = Object.entries(desired.globalSecondaryIndexes ?? {}).map(([name, index]) => [
    name,
    of(index, own<Holder>(live?.globalSecondaryIndexes, name)),
  ]);
  return {
    ...of(desired, live),
    ...(indexes.length && { globalSecondaryIndexes: Object.fromEntries(indexes) }),
  } as TableSchema;
}

import {
  type GlobalSecondaryIndex,
  type ProvisionedThroughput,
  sameJson,
  type TableSchema,
  type WarmThroughput,
} from '../schema/index.js';
import { type Change, change } from './change.js';
import { capacityOf, movesBounds, nearest, scaledDimensions, scalingOf, unitsOf } from './diffScaling.js';

/** A table or a global index. */
type Holder = Pick<
  TableSchema | GlobalSecondaryIndex,
  'provisionedThroughput' | 'onDemandThroughput' | 'warmThroughput'
>;

export function diffProvisionedThroughput(live: Holder, desired: Holder, path: readonly string[]): Change[] {
  const before = capacityOf(live);
  const { provisionedThroughput: wanted } = desired;
  if (!wanted) return [];
  const after = before ? unitsToHave(live, desired, before, wanted) : wanted;
  if (before && sameUnits(before, after)) return [];
  const note = isLower(after, before) ? lowered : undefined;
  return [change('change-provisioned-throughput', path, before && withoutScaling(before), withoutScaling(after), note)];
}

export function diffOnDemandThroughput(live: Holder, desired: Holder, path: readonly string[]): Change[] {
  const { onDemandThroughput: before } = live;
  const { onDemandThroughput: after } = desired;
  return after && !sameJson(after, before ?? {}) ? [change('change-on-demand-throughput', path, before, after)] : [];
}

export function diffWarmThroughput(live: Holder, desired: Holder, path: readonly string[]): Change[] {
  const { warmThroughput: before } = live;
  const { warmThroughput: after } = desired;
  const note = 'AWS charges for each raise, and it can never be lowered';
  return after && isHigher(after, before) ? [change('raise-warm-throughput', path, before, after, note)] : [];
}

const lowered =
  "capacity is lowered: if Application Auto Scaling or someone raised it for the load, requests are throttled until it is raised again, and DynamoDB allows few decreases a day. Where something else moves the numbers, say so in the schema: provisionedThroughput.autoScaling: 'UNMANAGED'";

/**
 * What is live, where something else moves it. Where it scales, what is live too, as long as that is within the bounds, or is brought
 * within them by a target that is registered or changed: else the bound that is nearest.
 */
function unitsToHave(
  live: Holder,
  desired: Holder,
  units: ProvisionedThroughput,
  wanted: ProvisionedThroughput,
): ProvisionedThroughput {
  if (wanted.autoScaling === 'UNMANAGED') return { ...wanted, ...unitsIn(units) };
  const scaling = scalingOf(desired) ?? {};
  const scaled = scaledDimensions.flatMap((dimension) => {
    const [before, after] = [scalingOf(live)?.[dimension], scaling[dimension]];
    if (!after) return [];
    const name = unitsOf[dimension];
    return [[name, movesBounds(before, after) ? units[name] : nearest(units[name], before, after)]];
  });
  return { ...wanted, ...Object.fromEntries(scaled) };
}

/** What is compared as the capacity itself. */
const isUnits: { readonly [M in keyof Required<ProvisionedThroughput>]: boolean } = {
  readCapacityUnits: true,
  writeCapacityUnits: true,
  autoScaling: false,
};

function unitsIn(throughput: ProvisionedThroughput): ProvisionedThroughput {
  const names = (Object.keys(isUnits) as (keyof ProvisionedThroughput)[]).filter((name) => isUnits[name]);
  return Object.fromEntries(names.map((name) => [name, throughput[name]])) as unknown as ProvisionedThroughput;
}

function sameUnits(a: ProvisionedThroughput, b: ProvisionedThroughput): boolean {
  return sameJson(unitsIn(a), unitsIn(b));
}

/** How a capacity scales is a change of its own. */
export function withoutScaling(units: ProvisionedThroughput): ProvisionedThroughput {
  return { ...unitsIn(units), ...(units.autoScaling === 'UNMANAGED' && { autoScaling: units.autoScaling }) };
}

function isLower(desired: ProvisionedThroughput, live: ProvisionedThroughput = desired): boolean {
  return desired.readCapacityUnits < live.readCapacityUnits || desired.writeCapacityUnits < live.writeCapacityUnits;
}

/** Warm throughput grows with use and never shrinks: what is live already satisfies a lower wish. */
function isHigher(desired: WarmThroughput, live: WarmThroughput = {}): boolean {
  const { readUnitsPerSecond: read = 0, writeUnitsPerSecond: write = 0 } = live;
  return (desired.readUnitsPerSecond ?? 0) > read || (desired.writeUnitsPerSecond ?? 0) > write;
}

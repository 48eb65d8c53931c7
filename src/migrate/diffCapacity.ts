import {
  type GlobalSecondaryIndex,
  type ProvisionedThroughput,
  sameJson,
  type TableSchema,
  type WarmThroughput,
} from '../schema/index.js';
import { type Change, change } from './change.js';

/** A table or a global index. */
type Holder = Pick<
  TableSchema | GlobalSecondaryIndex,
  'provisionedThroughput' | 'onDemandThroughput' | 'warmThroughput'
>;

export function diffProvisionedThroughput(live: Holder, desired: Holder, path: readonly string[]): Change[] {
  const { provisionedThroughput: before } = live;
  const { provisionedThroughput: after } = desired;
  if (!after || standsFor(before, after)) return [];
  const note = isLower(after, before) ? lowered : undefined;
  return [change('change-provisioned-throughput', path, before, after, note)];
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
 * What is live is as desired, or moves by itself: numbers that are marked so are where a table or an index starts, so they matter
 * only where it has none yet.
 */
function standsFor(live: ProvisionedThroughput | undefined, desired: ProvisionedThroughput): boolean {
  return (
    live !== undefined &&
    (desired.autoScaling === 'UNMANAGED' ||
      (live.readCapacityUnits === desired.readCapacityUnits && live.writeCapacityUnits === desired.writeCapacityUnits))
  );
}

function isLower(desired: ProvisionedThroughput, live: ProvisionedThroughput = desired): boolean {
  return desired.readCapacityUnits < live.readCapacityUnits || desired.writeCapacityUnits < live.writeCapacityUnits;
}

/** Warm throughput grows with use and never shrinks: what is live already satisfies a lower wish. */
function isHigher(desired: WarmThroughput, live: WarmThroughput = {}): boolean {
  const { readUnitsPerSecond: read = 0, writeUnitsPerSecond: write = 0 } = live;
  return (desired.readUnitsPerSecond ?? 0) > read || (desired.writeUnitsPerSecond ?? 0) > write;
}

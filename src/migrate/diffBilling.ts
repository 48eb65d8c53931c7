import { own, type ProvisionedThroughput, type TableSchema, type WarmThroughput } from '../schema/index.js';
import type { Change } from './change.js';
import { globalIndexes } from './globalIndexes.js';
import { sameJson } from './sameJson.js';

export function diffBilling(live: TableSchema, desired: TableSchema): Change[] {
  const [before, after] = [live.billingMode ?? 'PAY_PER_REQUEST', desired.billingMode ?? 'PAY_PER_REQUEST'];
  const changes: Change[] = [];
  if (before !== after) {
    changes.push({
      kind: 'change-billing-mode',
      effect: 'online',
      path: ['billingMode'],
      before,
      after,
      ...(after === 'PAY_PER_REQUEST' && { note: 'DynamoDB allows this four times in 24 hours' }),
    });
  }
  const scopes = [
    { path: [], live, desired },
    ...Object.entries(globalIndexes(desired)).flatMap(([name, index]) => {
      const existing = own(globalIndexes(live), name);
      return existing ? [{ path: ['globalSecondaryIndexes', name], live: existing, desired: index }] : [];
    }),
  ];
  for (const scope of scopes) changes.push(...diffCapacity(scope.path, scope.live, scope.desired));
  return changes;
}

type Capacity = Pick<TableSchema, 'provisionedThroughput' | 'onDemandThroughput' | 'warmThroughput'>;

function diffCapacity(path: string[], live: Capacity, desired: Capacity): Change[] {
  const changes: Change[] = [];
  const { provisionedThroughput, onDemandThroughput, warmThroughput } = desired;
  if (provisionedThroughput && !standsFor(live.provisionedThroughput, provisionedThroughput)) {
    changes.push({
      kind: 'change-provisioned-throughput',
      effect: 'online',
      path: [...path, 'provisionedThroughput'],
      before: live.provisionedThroughput,
      after: provisionedThroughput,
      ...(isLower(provisionedThroughput, live.provisionedThroughput) && { note: lowered }),
    });
  }
  if (onDemandThroughput && !sameJson(onDemandThroughput, live.onDemandThroughput ?? {})) {
    changes.push({
      kind: 'change-on-demand-throughput',
      effect: 'online',
      path: [...path, 'onDemandThroughput'],
      before: live.onDemandThroughput,
      after: onDemandThroughput,
    });
  }
  if (warmThroughput && isHigher(warmThroughput, live.warmThroughput)) {
    changes.push({
      kind: 'raise-warm-throughput',
      effect: 'online',
      path: [...path, 'warmThroughput'],
      before: live.warmThroughput,
      after: warmThroughput,
      note: 'AWS charges for each raise, and it can never be lowered',
    });
  }
  return changes;
}

const lowered =
  "capacity goes down: if Application Auto Scaling or someone raised it for the load, requests are throttled until it is raised again, and DynamoDB allows few decreases a day. Where something else moves the numbers, say so in the schema: provisionedThroughput.autoScaling: 'UNMANAGED'";

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

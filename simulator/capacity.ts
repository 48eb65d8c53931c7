import type {
  OnDemandThroughput,
  ProvisionedThroughput,
  ProvisionedThroughputDescription,
  WarmThroughput,
} from '@aws-sdk/client-dynamodb';
import { internalServerError, invalid, limitExceeded, validationError } from './errors.js';
import type { Quotas } from './quotas.js';
import type { Capacity, TableState, Units } from './state.js';

type BillingMode = TableState['billingMode'];

/** What an on-demand table or GSI has from the start. DG: Understanding DynamoDB warm throughput. */
const onDemandWarm: Units = { read: 12_000, write: 4_000 };

export interface CapacityRequest {
  readonly ProvisionedThroughput?: ProvisionedThroughput;
  readonly OnDemandThroughput?: OnDemandThroughput;
  readonly WarmThroughput?: WarmThroughput;
}

export function noCapacity(): Capacity {
  return { provisioned: { read: 0, write: 0 }, decreasedAt: [], onDemand: {}, warmUntil: 0 };
}

/** The capacity of a new table or GSI; `index` names the GSI. */
export function newCapacity(mode: BillingMode, request: CapacityRequest, quotas: Quotas, index?: string): Capacity {
  const { ProvisionedThroughput, OnDemandThroughput, WarmThroughput } = request;
  const capacity = noCapacity();
  if (mode === 'PROVISIONED') {
    if (ProvisionedThroughput === undefined) throw missingProvisioned(index);
    capacity.provisioned = checkProvisioned(ProvisionedThroughput, quotas);
  } else if (ProvisionedThroughput !== undefined) throw unexpectedProvisioned(index);
  if (OnDemandThroughput !== undefined) {
    if (mode === 'PROVISIONED') throw unexpectedOnDemand(index);
    const { MaxReadRequestUnits: read, MaxWriteRequestUnits: write } = OnDemandThroughput;
    for (const max of [read, write]) {
      if (max !== undefined && !(max >= 1)) throw invalid('request', `OnDemandThroughput ${max} must be at least 1`);
    }
    capacity.onDemand = { ...(read !== undefined && { read }), ...(write !== undefined && { write }) };
  }
  if (WarmThroughput !== undefined) {
    const least = mode === 'PROVISIONED' ? capacity.provisioned : onDemandWarm;
    capacity.warm = raiseWarm(least, WarmThroughput, 'request');
  }
  return capacity;
}

export function missingProvisioned(index?: string): Error {
  return invalid(
    'state',
    index === undefined
      ? 'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED'
      : `ProvisionedThroughput must be specified for index: ${index}`,
  );
}

export function unexpectedProvisioned(index?: string): Error {
  return invalid(
    'state',
    index === undefined
      ? 'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST'
      : `ProvisionedThroughput should not be specified for index: ${index} when BillingMode is PAY_PER_REQUEST`,
  );
}

export function unexpectedOnDemand(index?: string): Error {
  const where = index === undefined ? 'table' : `index: ${index}`;
  return invalid('state', `OnDemandThroughput cannot be specified for ${where} when BillingMode is PROVISIONED`);
}

export function checkProvisioned(request: ProvisionedThroughput, quotas: Quotas): Units {
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = request;
  for (const units of [read, write]) {
    if (!(units !== undefined && Number.isInteger(units) && units >= 1)) {
      throw validationError(
        'request',
        `1 validation error detected: Value '${units}' at 'provisionedThroughput' failed to satisfy constraint: Member must have value greater than or equal to 1`,
      );
    }
    if (units > quotas.tableCapacityUnits) throw limitExceeded('Provisioned throughput exceeds table-level limit');
  }
  return { read: read as number, write: write as number };
}

/**
 * Refuses a change to the same values, and one decrease too many. `index` names the GSI.
 *
 * DG: Quotas, Decreasing throughput: 4 decreases in the first hour of use of a UTC day, then one for each hour without.
 */
export function checkProvisionedChange(capacity: Capacity, to: Units, now: number, index?: string): void {
  const { read, write } = capacity.provisioned;
  if (to.read === read && to.write === write) {
    throw validationError(
      'state',
      `The provisioned throughput for the ${index === undefined ? 'table' : `index ${index}`} will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: ${read}. Requested ReadCapacityUnits: ${to.read}. Current WriteCapacityUnits provisioned for the table: ${write}. Requested WriteCapacityUnits: ${to.write}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
    );
  }
  if (to.read >= read && to.write >= write) return;
  const today = decreasesToday(capacity, now);
  const last = today.at(-1);
  const allowed = last === undefined || (now < today[0] + hour && today.length < 4) || now >= last + hour;
  if (!allowed) {
    throw limitExceeded(
      `Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: ${today.length}.`,
    );
  }
}

const hour = 3_600_000;
const day = 24 * hour;

function decreasesToday({ decreasedAt }: Capacity, now: number): number[] {
  const midnight = now - (now % day);
  return decreasedAt.filter((at) => at >= midnight);
}

/** Sets the provisioned throughput, and remembers which way it went. */
export function setProvisioned(capacity: Capacity, to: Units, now: number): void {
  const { read, write } = capacity.provisioned;
  if (to.read < read || to.write < write) capacity.decreasedAt.push(now);
  else capacity.increasedAt = now;
  capacity.provisioned = to;
}

/** The ceilings after a change: members that the request leaves out stay, and -1 removes one. API: OnDemandThroughput. */
export function mergeOnDemand(current: Partial<Units>, request: OnDemandThroughput): Partial<Units> {
  const { MaxReadRequestUnits: read, MaxWriteRequestUnits: write } = request;
  // Recorded on AWS: an empty object ends in an internal error.
  if (read === undefined && write === undefined) throw internalServerError('request');
  const merged = { ...current };
  for (const [member, max] of [
    ['read', read],
    ['write', write],
  ] as const) {
    if (max === undefined) continue;
    if (max === -1) delete merged[member];
    else if (max >= 1) merged[member] = max;
    else throw invalid('request', `OnDemandThroughput ${max} must be at least 1, or -1 for none`);
  }
  return merged;
}

/** What the table or GSI has warm, whether or not somebody asked for it. */
export function warmOf({ warm, provisioned }: Capacity, mode: BillingMode): Units {
  const least = mode === 'PROVISIONED' ? provisioned : onDemandWarm;
  if (warm === undefined) return least;
  return { read: Math.max(least.read, warm.read), write: Math.max(least.write, warm.write) };
}

/** The warm throughput that the request asks for. It only ever goes up. API: UpdateTable, WarmThroughput. */
export function raiseWarm(current: Units, request: WarmThroughput, blame: 'request' | 'state'): Units {
  const { ReadUnitsPerSecond: read, WriteUnitsPerSecond: write } = request;
  if (read === undefined && write === undefined) {
    throw invalid('request', 'WarmThroughput needs ReadUnitsPerSecond or WriteUnitsPerSecond');
  }
  for (const [name, asked, least] of [
    ['ReadUnitsPerSecond', read, current.read],
    ['WriteUnitsPerSecond', write, current.write],
  ] as const) {
    if (asked !== undefined && asked < least) {
      throw invalid(
        blame,
        `Requested ${name} for WarmThroughput is lower than current WarmThroughput, decreasing WarmThroughput is not supported`,
      );
    }
  }
  return { read: read ?? current.read, write: write ?? current.write };
}

export function describeProvisioned(capacity: Capacity, now: number): ProvisionedThroughputDescription {
  const { provisioned, increasedAt, decreasedAt } = capacity;
  const description: ProvisionedThroughputDescription = {
    NumberOfDecreasesToday: decreasedAt.length && decreasesToday(capacity, now).length,
    ReadCapacityUnits: provisioned.read,
    WriteCapacityUnits: provisioned.write,
  };
  if (increasedAt !== undefined) description.LastIncreaseDateTime = new Date(increasedAt);
  if (decreasedAt.length) description.LastDecreaseDateTime = new Date(decreasedAt[decreasedAt.length - 1]);
  return description;
}

/** Absent when there are no ceilings. */
export function describeOnDemand({ onDemand: { read, write } }: Capacity): OnDemandThroughput | undefined {
  if (read === undefined && write === undefined) return undefined;
  return {
    ...(read !== undefined && { MaxReadRequestUnits: read }),
    ...(write !== undefined && { MaxWriteRequestUnits: write }),
  };
}

export function describeWarm(
  capacity: Capacity,
  mode: BillingMode,
  now: number,
): WarmThroughput & { Status: 'ACTIVE' | 'UPDATING' } {
  const isUpdating = now < capacity.warmUntil;
  const { read, write } = (isUpdating && capacity.warmBefore) || warmOf(capacity, mode);
  return {
    ReadUnitsPerSecond: read,
    WriteUnitsPerSecond: write,
    Status: isUpdating ? 'UPDATING' : 'ACTIVE',
  };
}

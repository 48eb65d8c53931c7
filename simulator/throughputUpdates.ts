import type { UpdateTableCommandInput, WarmThroughput } from '@aws-sdk/client-dynamodb';
import {
  checkProvisioned,
  checkProvisionedChange,
  mergeOnDemand,
  missingProvisioned,
  noCapacity,
  raiseWarm,
  setProvisioned,
  unexpectedOnDemand,
  unexpectedProvisioned,
  warmOf,
} from './capacity.js';
import { invalid, limitExceeded, stillInUse } from './errors.js';
import type { IndexUpdates } from './indexUpdates.js';
import { times } from './quotas.js';
import {
  type Capacity,
  endOf,
  type GlobalIndexState,
  schedule,
  type TableEntry,
  type TableState,
  type World,
} from './state.js';

type Input = UpdateTableCommandInput;

const day = 24 * 3_600_000;

/** A change that the table can make; `run` begins it and returns until when the table is UPDATING. */
export interface TableChange {
  readonly run: () => number | undefined;
}

function indexOf(table: TableState, name: string | undefined): GlobalIndexState {
  const index = table.globalIndexes.find((one) => one.name === name);
  if (index === undefined) throw invalid('state', `The table does not have the specified index: ${name}`);
  return index;
}

/** Billing mode, provisioned throughput and ceilings, of the table and of its GSIs. */
export function capacityChange(
  world: World,
  entry: TableEntry,
  input: Input,
  { updates }: IndexUpdates,
): TableChange | undefined {
  const { table } = entry;
  const mode = input.BillingMode ?? table.billingMode;
  if (mode !== table.billingMode) return billingModeChange(world, entry, input, updates);
  if (input.BillingMode === 'PROVISIONED' && !input.ProvisionedThroughput) throw missingProvisioned();

  const now = world.now();
  const changes: (() => void)[] = [];
  const changed: GlobalIndexState[] = [];
  const collect = (
    capacity: Capacity,
    request: Pick<Input, 'ProvisionedThroughput' | 'OnDemandThroughput'>,
    name?: string,
  ) => {
    const { ProvisionedThroughput, OnDemandThroughput } = request;
    if (ProvisionedThroughput) {
      if (mode === 'PAY_PER_REQUEST') throw unexpectedProvisioned(name);
      const units = checkProvisioned(ProvisionedThroughput, world.quotas);
      checkProvisionedChange(capacity, units, now, name);
      changes.push(() => setProvisioned(capacity, units, now));
    }
    if (OnDemandThroughput) {
      if (mode === 'PROVISIONED') throw unexpectedOnDemand(name);
      const onDemand = mergeOnDemand(capacity.onDemand, OnDemandThroughput);
      changes.push(() => {
        capacity.onDemand = onDemand;
      });
    }
  };
  collect(table.capacity, input);
  for (const update of updates) {
    const index = indexOf(table, update.IndexName);
    if (!(update.ProvisionedThroughput || update.OnDemandThroughput)) continue;
    collect(index.capacity, update, index.name);
    changed.push(index);
  }
  if (!changes.length) return undefined;
  return {
    run() {
      const until = endOf(world, world.durations.updateThroughput);
      for (const index of changed) if (index.status === 'ACTIVE') index.status = 'UPDATING';
      schedule(entry, until, () => {
        for (const change of changes) change();
        for (const index of changed) if (index.status === 'UPDATING') index.status = 'ACTIVE';
      });
      return until;
    },
  };
}

function billingModeChange(
  world: World,
  entry: TableEntry,
  input: Input,
  updates: IndexUpdates['updates'],
): TableChange {
  const { table } = entry;
  const now = world.now();
  if (input.BillingMode === 'PAY_PER_REQUEST') {
    if (input.ProvisionedThroughput) throw unexpectedProvisioned();
    for (const { IndexName, ProvisionedThroughput } of updates) {
      if (ProvisionedThroughput) throw unexpectedProvisioned(IndexName);
    }
    const onDemand = input.OnDemandThroughput && mergeOnDemand({}, input.OnDemandThroughput);
    const ofIndexes = updates.map(({ IndexName, OnDemandThroughput }) => ({
      index: indexOf(table, IndexName),
      onDemand: OnDemandThroughput ? mergeOnDemand({}, OnDemandThroughput) : {},
    }));
    table.onDemandChanges = table.onDemandChanges.filter((at) => at > now - day);
    if (table.onDemandChanges.length >= world.quotas.onDemandChangesPerDay) {
      const [first, last] = [table.onDemandChanges[0], table.onDemandChanges.at(-1) ?? 0];
      throw limitExceeded(
        `Update to PayPerRequest mode are limited to ${times(world.quotas.onDemandChangesPerDay)} in 1 day(s). Last update at ${new Date(last).toUTCString()}. Next update can be made at ${new Date(first + day).toUTCString()}`,
      );
    }
    return changeMode(world, entry, (at) => {
      table.billingMode = 'PAY_PER_REQUEST';
      table.toOnDemandAt = at;
      table.capacity = { ...table.capacity, provisioned: noCapacity().provisioned, onDemand: onDemand ?? {} };
      for (const index of table.globalIndexes) {
        const ceilings = ofIndexes.find((one) => one.index === index)?.onDemand ?? {};
        index.capacity = { ...index.capacity, provisioned: noCapacity().provisioned, onDemand: ceilings };
      }
    });
  }

  if (table.vectorIndexes.length) {
    throw invalid('state', 'A table with a vector index must have BillingMode PAY_PER_REQUEST');
  }
  if (!input.ProvisionedThroughput) throw missingProvisioned();
  if (input.OnDemandThroughput) throw unexpectedOnDemand();
  const units = checkProvisioned(input.ProvisionedThroughput, world.quotas);
  for (const update of updates) indexOf(table, update.IndexName);
  const ofIndexes = table.globalIndexes.map((index) => {
    const update = updates.find((one) => one.IndexName === index.name);
    if (!update?.ProvisionedThroughput) throw missingProvisioned(index.name);
    if (update.OnDemandThroughput) throw unexpectedOnDemand(index.name);
    return { index, units: checkProvisioned(update.ProvisionedThroughput, world.quotas) };
  });
  return changeMode(world, entry, () => {
    table.billingMode = 'PROVISIONED';
    // Ceilings are for on demand only, and are gone with it.
    table.capacity = { ...table.capacity, provisioned: units, onDemand: {} };
    for (const { index, units } of ofIndexes) {
      index.capacity = { ...index.capacity, provisioned: units, onDemand: {} };
    }
  });
}

function changeMode(world: World, entry: TableEntry, apply: (at: number) => void): TableChange {
  const { table } = entry;
  return {
    run() {
      const until = endOf(world, world.durations.updateBillingMode);
      if (table.billingMode === 'PROVISIONED') table.onDemandChanges.push(world.now());
      for (const index of table.globalIndexes) index.status = 'UPDATING';
      schedule(entry, until, (at) => {
        apply(at);
        for (const index of table.globalIndexes) index.status = 'ACTIVE';
      });
      return until;
    },
  };
}

/** A raise of warm throughput, of the table and of its GSIs. */
export function warmChange(
  world: World,
  table: TableState,
  input: Input,
  { updates }: IndexUpdates,
): TableChange | undefined {
  const requests: [Capacity, WarmThroughput][] = [];
  if (input.WarmThroughput) requests.push([table.capacity, input.WarmThroughput]);
  for (const update of updates) {
    if (update.WarmThroughput) requests.push([indexOf(table, update.IndexName).capacity, update.WarmThroughput]);
  }
  const raises = requests.flatMap(([capacity, request]) => {
    const current = warmOf(capacity, table.billingMode);
    if (world.now() < capacity.warmUntil) throw stillInUse('WarmThroughput is being updated');
    const warm = raiseWarm(current, request, 'state');
    return warm.read === current.read && warm.write === current.write ? [] : [{ capacity, warm }];
  });
  if (!raises.length) return undefined;
  return {
    run() {
      for (const { capacity, warm } of raises) {
        capacity.warmBefore = world.random.chance(0.5) ? warmOf(capacity, table.billingMode) : undefined;
        capacity.warm = warm;
        capacity.warmUntil = endOf(world, world.durations.updateWarmThroughput);
      }
      return endOf(world, world.durations.updateThroughput);
    },
  };
}

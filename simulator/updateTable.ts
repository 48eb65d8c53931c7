import type {
  SSESpecification,
  UpdateTableCommandInput,
  UpdateTableCommandOutput,
  WarmThroughput,
} from '@aws-sdk/client-dynamodb';
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
import { keyArnOf, startStream } from './createTable.js';
import { describeTable } from './describe.js';
import { draw } from './durations.js';
import { invalid, limitExceeded, stillInUse, validationError } from './errors.js';
import { checkIndexUpdates, type IndexUpdates, readIndexUpdates, startIndexUpdates } from './indexUpdates.js';
import { assertRoom } from './quotas.js';
import { checkEncryption, checkStream } from './requestRules.js';
import {
  type Capacity,
  endOf,
  type GlobalIndexState,
  isReady,
  onlineIndexesOf,
  requireEntry,
  schedule,
  type TableEntry,
  type TableState,
  type World,
} from './state.js';

type Input = UpdateTableCommandInput;

const hour = 3_600_000;
const day = 24 * hour;

/** A change that the table can make; `run` begins it and returns until when the table is UPDATING. */
interface Change {
  readonly run: () => number | undefined;
}

/** API: UpdateTable; DG: Managing Global Secondary Indexes. */
export function updateTable(world: World, request: Input): Omit<UpdateTableCommandOutput, '$metadata'> {
  const input = structuredClone(request);
  const indexUpdates = readIndexUpdates(input);
  checkRequest(input, indexUpdates);
  const entry = requireEntry(world, input.TableName);
  const { table } = entry;
  checkBusy(table, input, indexUpdates);

  // First all checks, then all changes: a request is accepted as a whole or not at all.
  checkIndexUpdates(world, table, indexUpdates);
  const changes = [
    capacityChange(world, entry, input, indexUpdates),
    streamChange(world, table, input),
    protectionChange(world, table, input),
    warmChange(world, table, input, indexUpdates),
    tableClassChange(world, entry, input),
    encryptionChange(world, entry, input),
    { run: () => startIndexUpdates(world, entry, indexUpdates, input.AttributeDefinitions) },
  ];
  assertRoom(world.operations, world.quotas);

  const visibleAt = endOf(world, world.durations.updateTableVisible);
  if (visibleAt > world.now()) {
    entry.before = [...entry.before, { description: describeTable(world, table), until: visibleAt }];
  }
  const ends = changes.flatMap((change) => change?.run() ?? []);
  if (ends.length) {
    const until = Math.max(...ends);
    table.status = 'UPDATING';
    world.operations.all.add(until);
    schedule(entry, until, () => {
      table.status = 'ACTIVE';
    });
  }
  const description = describeTable(world, table);
  // Recorded on AWS: the answer repeats -1, and DescribeTable leaves the member out from then on.
  if (input.OnDemandThroughput) {
    description.OnDemandThroughput = { ...description.OnDemandThroughput, ...input.OnDemandThroughput };
  }
  return { TableDescription: description };
}

/** What may not be in one request. API: UpdateTable, first paragraphs; the rest as Terraform and ACK have found it. */
function checkRequest(input: Input, updates: IndexUpdates): void {
  const { creates, vectorCreates, deletes, vectorDeletes } = updates;
  for (const member of [
    'ReplicaUpdates',
    'GlobalTableWitnessUpdates',
    'MultiRegionConsistency',
    'GlobalTableSettingsReplicationMode',
    'DisassociationProtectionEnabled',
  ] as const) {
    if (input[member] !== undefined) throw new Error(`The simulator has no global tables: UpdateTable with ${member}`);
  }
  for (const update of updates.updates) {
    if (!(update.ProvisionedThroughput || update.OnDemandThroughput || update.WarmThroughput)) {
      throw invalid('request', `The Update of index ${update.IndexName} changes nothing`);
    }
  }
  const { BillingMode, ProvisionedThroughput, OnDemandThroughput, StreamSpecification, DeletionProtectionEnabled } =
    input;
  const hasUpdate = (member: 'ProvisionedThroughput' | 'OnDemandThroughput' | 'WarmThroughput') =>
    updates.updates.some((update) => update[member]);
  const isCapacity =
    [BillingMode, ProvisionedThroughput, OnDemandThroughput].some((member) => member !== undefined) ||
    hasUpdate('ProvisionedThroughput') ||
    hasUpdate('OnDemandThroughput');
  // Recorded on AWS for provisioned throughput (hashicorp/terraform-provider-aws issue 35673); not recorded for the rest.
  if (StreamSpecification && isCapacity) {
    throw invalid('request', 'You cannot modify stream status while updating table IOPS');
  }
  const kinds = Object.entries({
    settings: isCapacity || StreamSpecification !== undefined || DeletionProtectionEnabled !== undefined,
    WarmThroughput: input.WarmThroughput !== undefined || hasUpdate('WarmThroughput'),
    TableClass: input.TableClass !== undefined,
    SSESpecification: input.SSESpecification !== undefined,
    'the creation of an index': creates.length + vectorCreates.length > 0,
    'the deletion of an index': deletes.length + vectorDeletes.length > 0,
  }).flatMap(([kind, isAsked]) => (isAsked ? [kind] : []));
  if (kinds.length === 0) {
    throw validationError(
      'request',
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
    );
  }
  if (kinds.length > 1) {
    throw validationError('request', `Only one kind of change per UpdateTable, not ${kinds.join(' and ')}`);
  }
  if (input.StreamSpecification) checkStream(input.StreamSpecification);
  if (input.SSESpecification) checkEncryption(input.SSESpecification);
}

/** Refuses what the table can't do while it, or an index, is in the middle of something. */
function checkBusy(table: TableState, input: Input, updates: IndexUpdates): void {
  checkTableActive(table);
  if (table.encryption?.status === 'UPDATING') throw stillInUse(`Table is being updated: ${table.name}`);
  for (const { IndexName } of updates.updates) {
    const index = table.globalIndexes.find((one) => one.name === IndexName);
    if (index?.status === 'UPDATING') throw stillInUse(`Index is being updated: ${IndexName}`);
    if (index?.status === 'DELETING') throw stillInUse(`Index is being deleted: ${IndexName}`);
    if (index?.status === 'CREATING' && !index.backfilling) throw stillInUse(`Index is being created: ${IndexName}`);
  }
  const isIndexAction = [updates.creates, updates.vectorCreates, updates.deletes, updates.vectorDeletes].some(
    (actions) => actions.length,
  );
  if (isIndexAction) return;
  const allocating = onlineIndexesOf(table).find((index) => index.status === 'CREATING' && !index.backfilling);
  // DG: in the resource allocation phase nothing of the table changes, but for the throughput of its other indexes.
  const ofIndexesOnly =
    updates.updates.length > 0 &&
    [input.BillingMode, input.ProvisionedThroughput, input.OnDemandThroughput, input.WarmThroughput].every((m) => !m) &&
    !input.StreamSpecification &&
    input.DeletionProtectionEnabled === undefined;
  if (allocating && !ofIndexesOnly) throw stillInUse(`Index is being created: ${allocating.name}`);
  const changesAll = input.BillingMode && input.BillingMode !== table.billingMode;
  if ((changesAll || input.TableClass || input.SSESpecification) && !isReady(table)) {
    const busy = onlineIndexesOf(table).find((index) => index.status !== 'ACTIVE');
    throw stillInUse(`Index is being ${busy?.status === 'DELETING' ? 'deleted' : 'created'}: ${busy?.name}`);
  }
}

/** Refuses while the table is CREATING, UPDATING or DELETING. */
export function checkTableActive({ status, name }: TableState): void {
  if (status === 'ACTIVE') return;
  const doing = status === 'CREATING' ? 'created' : status === 'DELETING' ? 'deleted' : 'updated';
  throw stillInUse(`Table is being ${doing}: ${name}`);
}

function indexOf(table: TableState, name: string | undefined): GlobalIndexState {
  const index = table.globalIndexes.find((one) => one.name === name);
  if (index === undefined) throw invalid('state', `The table does not have the specified index: ${name}`);
  return index;
}

/** Billing mode, provisioned throughput and ceilings, of the table and of its GSIs. */
function capacityChange(world: World, entry: TableEntry, input: Input, { updates }: IndexUpdates): Change | undefined {
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

function billingModeChange(world: World, entry: TableEntry, input: Input, updates: IndexUpdates['updates']): Change {
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

/** As AWS says it. */
function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function changeMode(world: World, entry: TableEntry, apply: (at: number) => void): Change {
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

function streamChange(world: World, table: TableState, { StreamSpecification: stream }: Input): Change | undefined {
  if (!stream) return undefined;
  if (stream.StreamEnabled && table.streamViewType) {
    throw validationError('state', `Table already has an enabled stream: TableName: ${table.name}`);
  }
  if (!stream.StreamEnabled && !table.streamViewType) {
    throw validationError('state', `Table has no stream to disable: TableName: ${table.name}`);
  }
  return {
    run() {
      if (stream.StreamEnabled) startStream(table, stream.StreamViewType, world.now());
      else delete table.streamViewType;
      return endOf(world, world.durations.updateStream);
    },
  };
}

function protectionChange(world: World, table: TableState, input: Input): Change | undefined {
  const { DeletionProtectionEnabled: enabled } = input;
  // To say again what is so already is accepted, and changes nothing.
  if (enabled === undefined || enabled === table.deletionProtection) return undefined;
  return {
    run() {
      table.deletionProtection = enabled;
      return endOf(world, world.durations.updateDeletionProtection);
    },
  };
}

function warmChange(world: World, table: TableState, input: Input, { updates }: IndexUpdates): Change | undefined {
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

function tableClassChange(world: World, entry: TableEntry, { TableClass: to }: Input): Change | undefined {
  if (!to) return undefined;
  const { table } = entry;
  const now = world.now();
  if (to === (table.tableClass?.tableClass ?? 'STANDARD')) {
    throw invalid('state', `Table ${table.name} already has TableClass ${to}`);
  }
  table.tableClassChanges = table.tableClassChanges.filter((at) => at > now - 30 * day);
  if (table.tableClassChanges.length >= world.quotas.tableClassChangesPer30Days) {
    throw limitExceeded(
      `Update to TableClass are limited to ${times(world.quotas.tableClassChangesPer30Days)} in 30 day(s)`,
    );
  }
  return {
    run() {
      table.tableClassChanges.push(now);
      const until = endOf(world, world.durations.updateTableClass);
      schedule(entry, until, (at) => {
        table.tableClass = { tableClass: to, changedAt: at };
      });
      return until;
    },
  };
}

function encryptionChange(world: World, entry: TableEntry, { SSESpecification: to }: Input): Change | undefined {
  if (!to) return undefined;
  const { table } = entry;
  const keyArn = to.Enabled ? keyArnOf(world, to.KMSMasterKeyId) : undefined;
  if (keyArn === table.encryption?.keyArn) {
    throw invalid(
      'state',
      keyArn === undefined
        ? 'Table is already encrypted by default'
        : 'Table is already encrypted with given KMSMasterKeyId',
    );
  }
  if (keyArn !== undefined) checkEncryptionBudget(table, world.now());
  return { run: () => startEncryption(world, entry, to, keyArn) };
}

/** DG: Managing encrypted tables: 4 changes in 24 hours, and one more when the last is 6 hours ago; 8 a day at most. */
function checkEncryptionBudget(table: TableState, now: number): void {
  table.encryptionChanges = table.encryptionChanges.filter((at) => at > now - day);
  const changes = table.encryptionChanges;
  const last = changes.at(-1) ?? 0;
  if (changes.length >= 8 || (changes.length >= 4 && now - last < 6 * hour)) {
    throw limitExceeded('Update to encryption type of a table are limited to 4 times in 1 day(s)');
  }
}

function startEncryption(world: World, entry: TableEntry, to: SSESpecification, keyArn: string | undefined): number {
  const { table } = entry;
  const now = world.now();
  const tableUntil = endOf(world, world.durations.updateEncryptionTable);
  const until = Math.max(tableUntil, now + draw(world.random, world.durations.updateEncryption));
  if (to.Enabled) table.encryptionChanges.push(now);
  table.encryption = { status: 'UPDATING', keyArn: keyArn ?? table.encryption?.keyArn ?? '' };
  schedule(entry, until, () => {
    if (keyArn === undefined) delete table.encryption;
    else table.encryption = { status: 'ENABLED', keyArn };
  });
  return tableUntil;
}

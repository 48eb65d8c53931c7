import type { SSESpecification, UpdateTableCommandInput, UpdateTableCommandOutput } from '@aws-sdk/client-dynamodb';
import { keyArnOf, startStream } from './createTable.js';
import { describeTable } from './describe.js';
import { draw } from './durations.js';
import { invalid, limitExceeded, stillInUse, validationError } from './errors.js';
import { checkIndexUpdates, type IndexUpdates, readIndexUpdates, startIndexUpdates } from './indexUpdates.js';
import { assertRoom, times } from './quotas.js';
import { checkReplicasAtRest, hasReplicas, replicaChange } from './replicas.js';
import { checkEncryption, checkStream } from './requestRules.js';
import {
  endOf,
  isReady,
  onlineIndexesOf,
  requireEntry,
  schedule,
  type TableEntry,
  type TableState,
  type World,
} from './state.js';
import { capacityChange, type TableChange, warmChange } from './throughputUpdates.js';

type Input = UpdateTableCommandInput;

const hour = 3_600_000;
const day = 24 * hour;

/** API: UpdateTable; DG: Managing Global Secondary Indexes. */
export function updateTable(world: World, request: Input): Omit<UpdateTableCommandOutput, '$metadata'> {
  const input = structuredClone(request);
  const indexUpdates = readIndexUpdates(input);
  checkRequest(input, indexUpdates);
  const entry = requireEntry(world, input.TableName);
  const { table } = entry;
  checkBusy(table, input, indexUpdates);
  checkReplicasAtRest(table);
  if (entry.isCopy) checkOwnOfRegion(input);

  // First all checks, then all changes: a request is accepted as a whole or not at all.
  checkIndexUpdates(world, table, indexUpdates);
  const changes = [
    capacityChange(world, entry, input, indexUpdates),
    streamChange(world, table, input),
    protectionChange(world, table, input),
    warmChange(world, table, input, indexUpdates),
    tableClassChange(world, entry, input),
    encryptionChange(world, entry, input),
    replicaChange(world, entry, input),
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
    'GlobalTableWitnessUpdates',
    'MultiRegionConsistency',
    'GlobalTableSettingsReplicationMode',
    'DisassociationProtectionEnabled',
  ] as const) {
    if (input[member] !== undefined) throw new Error(`The simulator does not have UpdateTable with ${member}`);
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
    ReplicaUpdates: input.ReplicaUpdates !== undefined,
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

/** In the Region of a replica, its own settings are changed; others, where the table is. */
function checkOwnOfRegion({ TableName, DeletionProtectionEnabled, ...others }: Input): void {
  const other = Object.entries(others).find(([, value]) => value !== undefined);
  if (other) throw new Error(`The simulator changes ${other[0]} in the Region of the table, not in that of a replica`);
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

function streamChange(
  world: World,
  table: TableState,
  { StreamSpecification: stream }: Input,
): TableChange | undefined {
  if (!stream) return undefined;
  if (hasReplicas(table)) {
    throw validationError('state', `The stream of ${table.name} cannot change: the table has replicas`);
  }
  if (stream.StreamEnabled && table.streamViewType) {
    throw validationError('state', `Table already has an enabled stream: TableName: ${table.name}`);
  }
  if (!stream.StreamEnabled && !table.streamViewType) {
    throw validationError('state', `Table has no stream to disable: TableName: ${table.name}`);
  }
  return {
    run() {
      if (stream.StreamEnabled) {
        startStream(table, stream.StreamViewType, world.now());
        table.streamVisibleAt = endOf(world, world.durations.streamVisible);
      } else delete table.streamViewType;
      return endOf(world, world.durations.updateStream);
    },
  };
}

function protectionChange(world: World, table: TableState, input: Input): TableChange | undefined {
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

function tableClassChange(world: World, entry: TableEntry, { TableClass: to }: Input): TableChange | undefined {
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

function encryptionChange(world: World, entry: TableEntry, { SSESpecification: to }: Input): TableChange | undefined {
  if (!to) return undefined;
  const { table } = entry;
  const keyArn = to.Enabled ? keyArnOf(world, to.KMSMasterKeyId) : undefined;
  if (hasReplicas(table) && to.KMSMasterKeyId !== undefined) {
    throw validationError('state', 'A table with replicas gets the KMS keys of all of them in ReplicaUpdates');
  }
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
    if (!to.KMSMasterKeyId) for (const replica of table.replicas) delete replica.KMSMasterKeyId;
    if (keyArn === undefined) delete table.encryption;
    else table.encryption = { status: 'ENABLED', keyArn };
  });
  return tableUntil;
}

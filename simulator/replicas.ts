import type { ReplicaDescription, ReplicationGroupUpdate, UpdateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { draw } from './durations.js';
import { invalid, notFound, stillInUse, validationError } from './errors.js';
import {
  endOf,
  findEntry,
  inRegion,
  isReady,
  schedule,
  type TableEntry,
  type TableState,
  type World,
} from './state.js';
import type { TableChange } from './throughputUpdates.js';

type Input = UpdateTableCommandInput;

/** Refuses while a replica comes, changes or goes. */
export function checkReplicasAtRest({ replicas, name }: TableState): void {
  const busy = replicas.find(({ ReplicaStatus }) => ['CREATING', 'UPDATING', 'DELETING'].includes(ReplicaStatus ?? ''));
  if (busy) throw stillInUse(`Table ${name} has a replica in ${busy.RegionName} that is ${busy.ReplicaStatus}`);
}

/** The replicas of other Regions that are there, or come. */
export function hasReplicas({ replicas }: TableState): boolean {
  return replicas.length > 0;
}

/**
 * `ReplicaUpdates`: one Region in a call, but for the keys of all.
 * API: UpdateTable; DG: Global tables; the messages as Terraform and CDK have met them.
 */
export function replicaChange(
  world: World,
  entry: TableEntry,
  { ReplicaUpdates: updates }: Input,
): TableChange | undefined {
  if (!updates) return undefined;
  const { table } = entry;
  if (updates.length > 1 || updates.some(({ Update }) => Update?.RegionName === world.region)) {
    return keyChange(world, entry, updates);
  }
  const [{ Create, Update, Delete } = {}] = updates;
  const region = (Create ?? Update ?? Delete)?.RegionName;
  if (!region) throw invalid('request', 'A replica update needs one of Create, Update and Delete, with a RegionName');
  if (region === world.region) throw invalid('request', `Replica in region ${region} is the table itself`);
  const replica = table.replicas.find(({ RegionName }) => RegionName === region);
  if (Create) return creation(world, entry, Create, replica);
  if (!replica) throw invalid('state', `Replica ${region} of table ${table.name} does not exist`);
  return Delete ? deletion(world, entry, replica) : update(world, entry, Update ?? { RegionName: region }, replica);
}

function creation(
  world: World,
  entry: TableEntry,
  create: NonNullable<ReplicationGroupUpdate['Create']>,
  existing: ReplicaDescription | undefined,
): TableChange {
  const { table } = entry;
  const region = create.RegionName as string;
  const there = inRegion(world, region);
  if (existing || findEntry(there, table.name)) {
    throw validationError(
      'state',
      `Failed to create a the new replica of table with name: '${table.name}' because one or more replicas already existed as tables.`,
    );
  }
  if (table.streamViewType !== 'NEW_AND_OLD_IMAGES') {
    throw validationError('state', 'Table must have a stream of NEW_AND_OLD_IMAGES enabled to have replicas');
  }
  if (!isReady(table)) throw stillInUse(`An index of ${table.name} is not ACTIVE`);
  checkKey(table, create.KMSMasterKeyId);
  checkOverrides(table, create);
  return {
    run() {
      const replica: ReplicaDescription = {
        RegionName: region,
        ReplicaStatus: 'CREATING',
        ...overridesOf(create, []),
        ReplicaTableClassSummary: {
          TableClass: create.TableClassOverride ?? table.tableClass?.tableClass ?? 'STANDARD',
        },
        ...(create.KMSMasterKeyId !== undefined && { KMSMasterKeyId: keyArn(there, create.KMSMasterKeyId) }),
      };
      table.replicas = [...table.replicas, replica];
      const copy = addCopy(there, entry, replica);
      const tableUntil = endOf(world, world.durations.createReplicaTable);
      const until = Math.max(
        tableUntil,
        endOf(world, world.durations.createReplica) + Math.ceil(table.itemCount * world.durations.backfillPerItem),
      );
      const failure = world.failingReplicas.get(region);
      world.failingReplicas.delete(region);
      schedule(entry, until, () => {
        replica.ReplicaStatus = failure ?? 'ACTIVE';
        if (failure) there.entries.delete(table.name);
        else {
          copy.table.status = 'ACTIVE';
          copy.table.continuousBackupsAt = world.now() + draw(world.random, world.durations.continuousBackupsAvailable);
          copy.table.companionsVisibleAt = endOf(world, world.durations.companionsVisible);
        }
      });
      return tableUntil;
    },
  };
}

function update(
  world: World,
  entry: TableEntry,
  change: NonNullable<ReplicationGroupUpdate['Update']>,
  replica: ReplicaDescription,
): TableChange {
  const { RegionName, KMSMasterKeyId, ...asked } = change;
  if (KMSMasterKeyId !== undefined) {
    throw validationError('request', 'The KMS keys of all replicas, the local one too, must change in one request');
  }
  if (!Object.values(asked).some((value) => value !== undefined)) {
    throw validationError('request', `The Update of the replica in ${RegionName} changes nothing`);
  }
  checkOverrides(entry.table, change);
  if (asked.TableClassOverride && asked.TableClassOverride === replica.ReplicaTableClassSummary?.TableClass) {
    throw invalid('state', `The replica in ${RegionName} already has TableClass ${asked.TableClassOverride}`);
  }
  return {
    run() {
      replica.ReplicaStatus = 'UPDATING';
      const until = endOf(world, world.durations.updateReplica);
      schedule(entry, until, () => {
        replica.ReplicaStatus = 'ACTIVE';
        Object.assign(replica, overridesOf(change, replica.GlobalSecondaryIndexes ?? []));
        if (asked.TableClassOverride) replica.ReplicaTableClassSummary = { TableClass: asked.TableClassOverride };
      });
      return undefined;
    },
  };
}

function deletion(world: World, entry: TableEntry, replica: ReplicaDescription): TableChange {
  const { table } = entry;
  const there = inRegion(world, replica.RegionName as string);
  const copy = there.entries.get(table.name)?.table;
  if (copy?.deletionProtection) {
    throw validationError(
      'state',
      `Replica cannot be deleted as it is currently protected against deletion in ${replica.RegionName}. Disable deletion protection first.`,
    );
  }
  return {
    run() {
      replica.ReplicaStatus = 'DELETING';
      if (copy) copy.status = 'DELETING';
      const tableUntil = endOf(world, world.durations.createReplicaTable);
      schedule(entry, Math.max(tableUntil, endOf(world, world.durations.deleteReplica)), () => {
        table.replicas = table.replicas.filter((one) => one !== replica);
        there.entries.delete(table.name);
      });
      return tableUntil;
    },
  };
}

/** One key for each Region, the table's own among them. */
function keyChange(world: World, entry: TableEntry, updates: readonly ReplicationGroupUpdate[]): TableChange {
  const { table } = entry;
  const keys = new Map(updates.map(({ Update }) => [Update?.RegionName, Update?.KMSMasterKeyId]));
  const regions = [world.region, ...table.replicas.map(({ RegionName }) => RegionName)];
  const isWhole =
    updates.every(({ Update }) => Update && Object.keys(Update).length === 2) &&
    keys.size === updates.length &&
    regions.length === updates.length &&
    regions.every((region) => keys.get(region) !== undefined);
  if (!isWhole) {
    throw validationError(
      'request',
      'Only one replica update per request, but for the KMS keys of all replicas, the local one too',
    );
  }
  return {
    run() {
      const until = endOf(world, world.durations.updateEncryption);
      const own = keyArn(world, keys.get(world.region) as string);
      table.encryption = { status: 'UPDATING', keyArn: own };
      for (const replica of table.replicas) replica.ReplicaStatus = 'UPDATING';
      schedule(entry, until, () => {
        table.encryption = { status: 'ENABLED', keyArn: own };
        for (const replica of table.replicas) {
          replica.ReplicaStatus = 'ACTIVE';
          replica.KMSMasterKeyId = keyArn(
            inRegion(world, replica.RegionName as string),
            keys.get(replica.RegionName) as string,
          );
        }
      });
      return endOf(world, world.durations.updateEncryptionTable);
    },
  };
}

function keyArn(world: World, key: string): string {
  if (key.startsWith('arn:') && key.includes(':key/')) return key;
  return `arn:aws:kms:${world.region}:${world.accountId}:key/${key.replace(/^.*alias\//, 'alias-')}`;
}

/** A table has keys of its owner's in each of its Regions, or in none. */
function checkKey({ encryption, name }: TableState, key: string | undefined): void {
  const isOwners = encryption !== undefined && !encryption.keyArn.endsWith('/aws-managed-dynamodb');
  if (isOwners === (key !== undefined)) return;
  throw validationError(
    'request',
    isOwners
      ? `Table ${name} is encrypted with a KMS key of yours: KMSMasterKeyId must be specified for the replica`
      : `Table ${name} is not encrypted with a KMS key of yours: KMSMasterKeyId can't be specified for the replica`,
  );
}

type Overrides = Pick<
  NonNullable<ReplicationGroupUpdate['Update']>,
  'ProvisionedThroughputOverride' | 'OnDemandThroughputOverride' | 'GlobalSecondaryIndexes'
>;

/** Reads only, of the table's billing mode, and of indexes that there are. */
function checkOverrides(table: TableState, { GlobalSecondaryIndexes: indexes = [], ...own }: Overrides): void {
  for (const { ProvisionedThroughputOverride: units, OnDemandThroughputOverride: ceiling } of [own, ...indexes]) {
    if (units && table.billingMode !== 'PROVISIONED') {
      throw invalid('request', 'ProvisionedThroughputOverride needs BillingMode PROVISIONED');
    }
    if (ceiling && table.billingMode === 'PROVISIONED') {
      throw invalid('request', 'OnDemandThroughputOverride needs BillingMode PAY_PER_REQUEST');
    }
    if ((units && !((units.ReadCapacityUnits ?? 0) >= 1)) || (ceiling && !((ceiling.MaxReadRequestUnits ?? 0) >= 1))) {
      throw invalid('request', 'An override of reads must be at least 1');
    }
  }
  const unknown = indexes.find(({ IndexName }) => !table.globalIndexes.some(({ name }) => name === IndexName));
  if (unknown) throw notFound(`Index: ${unknown.IndexName} not found for table: ${table.name}`);
}

function overridesOf(
  { ProvisionedThroughputOverride, OnDemandThroughputOverride, GlobalSecondaryIndexes = [] }: Overrides,
  before: NonNullable<ReplicaDescription['GlobalSecondaryIndexes']>,
): Partial<ReplicaDescription> {
  const indexes = new Map(before.map((index) => [index.IndexName, index]));
  for (const index of GlobalSecondaryIndexes)
    indexes.set(index.IndexName, { ...indexes.get(index.IndexName), ...index });
  return {
    ...(ProvisionedThroughputOverride && { ProvisionedThroughputOverride }),
    ...(OnDemandThroughputOverride && { OnDemandThroughputOverride }),
    ...(indexes.size > 0 && { GlobalSecondaryIndexes: [...indexes.values()] }),
  };
}

/** What DescribeTable tells of replicas: overrides of another billing mode, and of indexes that are gone, went with those. */
export function describeReplicas(table: TableState): ReplicaDescription[] {
  const fitting = <T extends Overrides>(of: T): T => {
    const { ProvisionedThroughputOverride, OnDemandThroughputOverride, ...rest } = of;
    return (
      table.billingMode === 'PROVISIONED'
        ? { ...rest, ...(ProvisionedThroughputOverride && { ProvisionedThroughputOverride }) }
        : { ...rest, ...(OnDemandThroughputOverride && { OnDemandThroughputOverride }) }
    ) as T;
  };
  return table.replicas.map(({ GlobalSecondaryIndexes, ...replica }) => {
    const indexes = (GlobalSecondaryIndexes ?? [])
      .filter(({ IndexName }) => table.globalIndexes.some(({ name }) => name === IndexName))
      .map((index) => fitting(index as Overrides & typeof index));
    return structuredClone({
      ...fitting(replica as Overrides & typeof replica),
      ...(indexes.length && { GlobalSecondaryIndexes: indexes }),
    });
  });
}

/** The table in the Region of a replica: it is the table's own in all that replicas share, and itself in what is a Region's own. */
function addCopy(there: World, { table }: TableEntry, replica: ReplicaDescription): TableEntry {
  const now = there.now();
  const none: ReadonlyMap<string, string> = new Map();
  const own: Partial<TableState> = {
    id: there.random.uuid(),
    arn: table.arn.replace(/^(arn:aws:dynamodb:)[^:]*/, (_, start) => `${start}${there.region}`),
    createdAt: now,
    visibleAt: now,
    companionsVisibleAt: Number.POSITIVE_INFINITY,
    status: 'CREATING',
    deletionProtection: false,
    backupsBusyUntil: 0,
    continuousBackupsAt: Number.POSITIVE_INFINITY,
    pointInTimeRecovery: { enabled: false, days: 35 },
    tags: { now: none, before: none, visibleAt: now },
    policies: new Map(),
    policiesBusyUntil: new Map(),
    insights: new Map(),
    streamTags: new Map(),
    destinations: { now: [], before: [], visibleAt: now },
  };
  const copy = Object.create(table, Object.getOwnPropertyDescriptors(own)) as TableState;
  Object.defineProperty(copy, 'encryption', {
    get: () =>
      table.encryption && {
        ...table.encryption,
        keyArn: replica.KMSMasterKeyId ?? keyArn(there, 'aws-managed-dynamodb'),
      },
  });
  Object.defineProperty(copy, 'replicas', {
    get: () => [
      { RegionName: table.arn.split(':')[3], ReplicaStatus: 'ACTIVE' },
      ...table.replicas.filter((one) => one !== replica),
    ],
  });
  const entry: TableEntry = { table: copy, pending: [], changedBy: new Map(), before: [], isCopy: true };
  there.entries.set(table.name, entry);
  return entry;
}

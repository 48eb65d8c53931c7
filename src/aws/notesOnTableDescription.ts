import type {
  GlobalSecondaryIndexDescription,
  LocalSecondaryIndexDescription,
  ReplicaDescription,
  ReplicaGlobalSecondaryIndexDescription,
  TableDescription,
  VectorIndexDescription,
} from '@aws-sdk/client-dynamodb';
import {
  cannotCarry,
  isProperties,
  type NotCarried,
  onDemandWarmThroughput,
  type Path,
  show,
  type TableIssue,
} from '../schema/index.js';
import { kinesisDestinations } from './readRegional.js';
import { hasHeldReplicas, ownRegion } from './readReplicas.js';
import { notesOnScaling } from './readScaling.js';
import type { TableDescriptionExtras } from './TableDescriptionExtras.js';
import { scalingDimensions } from './toAutoScalingInputs.js';

interface Description {
  readonly table: TableDescription;
  readonly extras: TableDescriptionExtras;
  note(path: Path, message: string): void;
}

/** Notes what a member tells that a schema can't hold, if it tells any. */
type Noting<T> = (value: T, path: Path, description: Description) => void;

/** For each member that DescribeTable answers with: where the schema has it, or the notes to make. */
type Members<T> = {
  readonly [M in keyof Required<T>]: 'carried' | 'of the moment' | NotCarried | Noting<NonNullable<T[M]>>;
};

const otherKind =
  'a schema has replicas that follow each other with a delay, each with settings of its own, in one account';

/** What a new table of its capacity would have too. */
function isMoreThanNew(
  warm: { ReadUnitsPerSecond?: number; WriteUnitsPerSecond?: number },
  units: { ReadCapacityUnits?: number; WriteCapacityUnits?: number } = {},
): boolean {
  const { readUnitsPerSecond, writeUnitsPerSecond } = onDemandWarmThroughput;
  return (
    (warm.ReadUnitsPerSecond ?? 0) > Math.max(readUnitsPerSecond, units.ReadCapacityUnits ?? 0) ||
    (warm.WriteUnitsPerSecond ?? 0) > Math.max(writeUnitsPerSecond, units.WriteCapacityUnits ?? 0)
  );
}

function warmThroughput(of: (path: Path, table: TableDescription) => Parameters<typeof isMoreThanNew>[1]): Noting<{
  ReadUnitsPerSecond?: number;
  WriteUnitsPerSecond?: number;
}> {
  return (warm, path, { table, note }) => {
    if (!isMoreThanNew(warm, of(path, table))) return;
    const { ReadUnitsPerSecond: reads = 0, WriteUnitsPerSecond: writes = 0 } = warm;
    note(
      path,
      `${reads} reads and ${writes} writes per second, set or grown: AWS does not tell which, so it is left out`,
    );
  };
}

const indexStatus: Noting<string> = (status, path, { note }) => {
  if (status === 'DELETING') note(path, 'the index is being deleted, and is left out');
};

const globalIndex = (): Members<GlobalSecondaryIndexDescription> => ({
  IndexName: 'carried',
  KeySchema: 'carried',
  Projection: 'carried',
  IndexStatus: indexStatus,
  Backfilling: 'of the moment',
  ProvisionedThroughput: 'carried',
  IndexSizeBytes: 'of the moment',
  ItemCount: 'of the moment',
  IndexArn: 'of the moment',
  OnDemandThroughput: 'carried',
  WarmThroughput: warmThroughput(
    ([, i], { GlobalSecondaryIndexes }) => GlobalSecondaryIndexes?.[i as number]?.ProvisionedThroughput,
  ),
});

const localIndex: Members<LocalSecondaryIndexDescription> = {
  IndexName: 'carried',
  KeySchema: 'carried',
  Projection: 'carried',
  IndexSizeBytes: 'of the moment',
  ItemCount: 'of the moment',
  IndexArn: 'of the moment',
};

const vectorIndex: Members<VectorIndexDescription> = {
  IndexName: 'carried',
  SearchSchema: 'carried',
  Projection: 'carried',
  VectorAttribute: 'carried',
  Dimensions: 'carried',
  DistanceFunction: 'carried',
  IndexStatus: indexStatus,
  Backfilling: 'of the moment',
  IndexSizeBytes: 'of the moment',
  ItemCount: 'of the moment',
  IndexArn: 'of the moment',
};

const replicaIndex: Members<ReplicaGlobalSecondaryIndexDescription> = {
  IndexName: 'carried',
  ProvisionedThroughputOverride: 'carried',
  OnDemandThroughputOverride: 'carried',
  WarmThroughput: 'of the moment',
};

const replicaMembers = (): Members<ReplicaDescription> => ({
  RegionName: 'carried',
  // Told beside its Region.
  ReplicaStatus: 'of the moment',
  ReplicaArn: 'of the moment',
  ReplicaStatusDescription: 'of the moment',
  ReplicaStatusPercentProgress: 'of the moment',
  KMSMasterKeyId: 'carried',
  ProvisionedThroughputOverride: 'carried',
  OnDemandThroughputOverride: 'carried',
  // That of the table, in each Region.
  WarmThroughput: 'of the moment',
  GlobalSecondaryIndexes: each(replicaIndex),
  ReplicaInaccessibleDateTime: (since, path, { note }) => {
    note(path, `the replica can't be reached since ${new Date(since).toISOString()}`);
  },
  ReplicaTableClassSummary: 'carried',
  GlobalTableSettingsReplicationMode: (mode, path, { note }) => {
    if (mode === 'ENABLED') note(path, `${mode}: it has the settings of the other replicas; ${otherKind}`);
  },
});

/** Made when notes are asked for, so that importing the package costs nothing for it. */
const tableMembers = (): Members<TableDescription> => ({
  AttributeDefinitions: 'carried',
  TableName: 'carried',
  KeySchema: 'carried',
  TableStatus: 'of the moment',
  CreationDateTime: 'of the moment',
  ProvisionedThroughput: 'carried',
  TableSizeBytes: 'of the moment',
  ItemCount: 'of the moment',
  TableArn: 'of the moment',
  TableId: 'of the moment',
  BillingModeSummary: 'carried',
  LocalSecondaryIndexes: each(localIndex),
  GlobalSecondaryIndexes: each(globalIndex()),
  VectorIndexes: each(vectorIndex),
  StreamSpecification: 'carried',
  LatestStreamLabel: 'of the moment',
  LatestStreamArn: 'of the moment',
  GlobalTableVersion: (version, path, { note }) => {
    // The one that all new global tables have.
    if (version !== '2019.11.21') note(path, `a global table of the older version ${version}; ${otherKind}`);
  },
  Replicas: (replicas, path, description) => {
    for (const [i, member] of replicas.entries()) {
      if (member.RegionName === ownRegion(description.table)) continue;
      const { RegionName: region, ReplicaStatus: status = 'ACTIVE' } = member;
      const note = (message: string) => description.note([...path, i], message);
      if (!hasHeldReplicas(description.table)) note(`a replica in ${region} (${status}) is left out; ${otherKind}`);
      else if (status === 'DELETING') note(`the replica in ${region} is being removed, and is left out`);
      else {
        if (!['ACTIVE', 'CREATING', 'UPDATING'].includes(status)) note(`the replica in ${region} is ${status}`);
        visit(member, [...path, i], replicaMembers(), description);
      }
    }
  },
  GlobalTableWitnesses: (witnesses, path, { note }) => {
    for (const [i, { RegionName }] of witnesses.entries())
      note([...path, i], `a witness in ${RegionName}, which a schema has no place for`);
  },
  GlobalTableSettingsReplicationMode: (mode, path, { note }) => {
    if (mode === 'ENABLED')
      note(path, `${mode}: settings of this table and its replicas follow each other; ${otherKind}`);
  },
  MultiRegionConsistency: (consistency, path, { note }) => {
    if (consistency !== 'EVENTUAL') note(path, `${consistency}: reads are consistent between Regions; ${otherKind}`);
  },
  DisassociationProtectionEnabled: (enabled, path, { note }) => {
    note(path, `${enabled}: whether this replica may leave its global table, which a schema has no place for`);
  },
  RestoreSummary: ({ RestoreInProgress, SourceBackupArn, SourceTableArn }, path, { note }) => {
    const source = SourceBackupArn ?? SourceTableArn ?? 'a backup';
    note(path, RestoreInProgress ? `is being restored from ${source}` : `was restored from ${source}`);
  },
  ArchivalSummary: ({ ArchivalReason, ArchivalBackupArn }, path, { note }) => {
    const backup = ArchivalBackupArn === undefined ? '' : `; its items are in ${ArchivalBackupArn}`;
    note(path, `the table is archived: ${ArchivalReason ?? 'AWS does not say why'}${backup}`);
  },
  SSEDescription: ({ KMSMasterKeyArn, InaccessibleEncryptionDateTime: since }, path, { extras, note }) => {
    if (KMSMasterKeyArn !== undefined && extras.kmsKeyManager === undefined) {
      note(
        [...path, 'KMSMasterKeyArn'],
        "KMS alone knows whether this key is AWS's own (aws/dynamodb); it was read as a key of yours",
      );
    }
    if (since !== undefined) {
      note(
        path,
        `DynamoDB has had no access to the key since ${new Date(since).toISOString()}; the table can't be used`,
      );
    }
  },
  TableClassSummary: 'carried',
  DeletionProtectionEnabled: 'carried',
  OnDemandThroughput: 'carried',
  WarmThroughput: warmThroughput((_, { ProvisionedThroughput }) => ProvisionedThroughput),
});

/** What the service answers with and the SDK does not know: it repeats the billing mode. */
const untyped = ['TableThroughputModeSummary'];

const unknown = /* @__PURE__ */ cannotCarry('a table schema has no place for this');

function visit<T extends object>(value: T, path: Path, members: Members<T>, description: Description): void {
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined || member === null || untyped.includes(name)) continue;
    const entry = (Object.hasOwn(members, name) ? members[name as keyof T] : unknown) as Members<T>[keyof T];
    if (typeof entry === 'function') entry(member, [...path, name], description);
    else if (typeof entry !== 'string') description.note([...path, name], `${show(member)}: ${entry.notCarried}`);
  }
}

function each<T extends object>(members: Members<T>): Noting<T[]> {
  return (list, path, description) => {
    for (const [i, entry] of list.entries())
      if (isProperties(entry)) visit(entry as T, [...path, i], members, description);
  };
}

/** What the answers of other calls tell, of the table here or of its replica in another Region. */
function noteExtras(
  extras: TableDescriptionExtras,
  tableName: string,
  indexNames: readonly string[],
  isReplica: boolean,
  note: Description['note'],
) {
  for (const member of ['tags', 'streamTags'] as const) {
    const reserved = (extras[member] ?? []).filter(({ Key }) => Key?.startsWith('aws:'));
    if (!reserved.length) continue;
    const list = reserved.map(({ Key, Value }) => `${Key}=${Value}`).join(', ');
    note([member], `tags that AWS sets, and nobody else can, are left out: ${list}`);
  }
  for (const { StreamArn } of kinesisDestinations(extras.kinesis).slice(1)) {
    note(['kinesis'], `changes go to ${StreamArn} too; a schema has one Kinesis data stream, the first`);
  }
  if (!extras.scaling) return;
  const dimensions = isReplica ? (['read'] as const) : scalingDimensions;
  for (const name of [undefined, ...indexNames]) {
    notesOnScaling(extras.scaling, dimensions, tableName, name, (path, message) => note(['scaling', ...path], message));
  }
}

/**
 * What a live table tells of itself that the schema of `fromTableDescription` does not hold: replicas that are strongly consistent, of
 * several accounts or of an older kind, and witnesses; a second Kinesis data stream; policies, roles and suspensions of scaling that a
 * schema has no words for; where the table was restored from or archived to, warm throughput beyond that of a new table, indexes and
 * replicas that are being removed or can't be reached, tags of AWS's own, a key whose owner only KMS knows, and whatever DynamoDB comes to
 * tell. Nothing is left out in silence: what is neither in the schema nor here is of the moment only (status, counts, ARNs, dates).
 *
 * A path is one of the answer of DescribeTable, such as `['Replicas', 0]`, or of the extras given.
 *
 * @example
 * ```ts
 * const schema = fromTableDescription(table, extras);
 * for (const { path, message } of notesOnTableDescription(table, extras)) console.warn(formatPath(path), message);
 * ```
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
 */
export function notesOnTableDescription(table: TableDescription, extras: TableDescriptionExtras = {}): TableIssue[] {
  const notes: TableIssue[] = [];
  const note = (path: Path, message: string) => notes.push({ rule: 'not-representable', path, message });
  visit(table, [], tableMembers(), { table, extras, note });
  const tableName = table.TableName as string;
  const indexNames = (table.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName as string);
  noteExtras(extras, tableName, indexNames, false, note);
  for (const [region, answers] of Object.entries(extras.replicas ?? {})) {
    noteExtras(answers.extras ?? {}, tableName, indexNames, true, (path, message) =>
      note(['replicas', region, ...path], message),
    );
  }
  return notes;
}

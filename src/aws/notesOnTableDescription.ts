import type {
  GlobalSecondaryIndexDescription,
  LocalSecondaryIndexDescription,
  ReplicaDescription,
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
import type { TableDescriptionExtras } from './TableDescriptionExtras.js';

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

/** The Region of the answer, which is that of the ARN; some emulators have none. */
function ownRegion({ TableArn }: TableDescription): string | undefined {
  return TableArn?.split(':')[3];
}

const oneRegion = 'a table schema is the table of one Region';

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

/** What a replica may have of its own, beside its state. */
const replicaSettings: readonly (keyof ReplicaDescription)[] = [
  'KMSMasterKeyId',
  'ReplicaTableClassSummary',
  'ProvisionedThroughputOverride',
  'OnDemandThroughputOverride',
  'GlobalSecondaryIndexes',
];

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
    // The one that all new global tables have: its replicas tell.
    if (version !== '2019.11.21') note(path, `a global table of the older version ${version}; ${oneRegion}`);
  },
  Replicas: (replicas, path, { table, note }) => {
    for (const [i, replica] of replicas.entries()) {
      if (replica.RegionName === ownRegion(table)) continue;
      const own = replicaSettings.filter((setting) => replica[setting] !== undefined);
      const status = replica.ReplicaStatus ? ` (${replica.ReplicaStatus})` : '';
      const settings = own.length ? `, with its own ${own.join(', ')}` : '';
      note([...path, i], `a replica in ${replica.RegionName}${status}${settings}; ${oneRegion}`);
    }
  },
  GlobalTableWitnesses: (witnesses, path, { note }) => {
    for (const [i, { RegionName }] of witnesses.entries())
      note([...path, i], `a witness in ${RegionName}; ${oneRegion}`);
  },
  GlobalTableSettingsReplicationMode: (mode, path, { note }) => {
    if (mode !== 'DISABLED')
      note(path, `${mode}: settings of this table and its replicas follow each other; ${oneRegion}`);
  },
  MultiRegionConsistency: (consistency, path, { note }) => {
    if (consistency !== 'EVENTUAL') note(path, `${consistency}: reads are consistent between Regions; ${oneRegion}`);
  },
  DisassociationProtectionEnabled: (enabled, path, { note }) => {
    note(path, `${enabled}: whether this replica may leave its global table; ${oneRegion}`);
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

/**
 * What a live table tells of itself that the schema of `fromTableDescription` does not hold: replicas and witnesses, the consistency
 * and settings that they share, where it was restored from or archived to, warm throughput beyond that of a new table, indexes that
 * are being deleted, tags of AWS's own, a key whose owner only KMS knows, and whatever DynamoDB comes to tell. Nothing is left out
 * in silence: what is neither in the schema nor here is of the moment only (status, counts, ARNs, dates).
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
  const reserved = (extras.tags ?? []).filter(({ Key }) => Key?.startsWith('aws:'));
  if (reserved.length) {
    const list = reserved.map(({ Key, Value }) => `${Key}=${Value}`).join(', ');
    note(['tags'], `tags that AWS sets, and nobody else can, are left out: ${list}`);
  }
  return notes;
}

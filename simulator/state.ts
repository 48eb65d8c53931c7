import type {
  ApproximateCreationDateTimePrecision,
  AttributeDefinition,
  ContributorInsightsMode,
  ContributorInsightsStatus,
  DestinationStatus,
  IndexStatus,
  KeySchemaElement,
  LocalSecondaryIndex,
  Projection,
  ReplicaDescription,
  ReplicaStatus,
  SSEStatus,
  StreamViewType,
  TableClass,
  TableDescription,
  TableStatus,
  TimeToLiveStatus,
  VectorIndex,
} from '@aws-sdk/client-dynamodb';
import { type Durations, draw, type Range } from './durations.js';
import { notFound } from './errors.js';
import type { Operations, Quotas } from './quotas.js';
import type { Random } from './random.js';
import type { ScalingState } from './scaling.js';

/** Reads and writes, in whatever unit the context has. */
export interface Units {
  read: number;
  write: number;
}

/** The capacity of a table or a GSI. */
export interface Capacity {
  /** 0 and 0 when on demand. */
  provisioned: Units;
  /** Times at which the provisioned throughput was lowered. */
  decreasedAt: number[];
  increasedAt?: number;
  /** Members that are absent have no ceiling. */
  onDemand: Partial<Units>;
  /** What was asked for; without it, what the billing mode gives. */
  warm?: Units;
  /** Until when WarmThroughput.Status is UPDATING. */
  warmUntil: number;
  /** What DescribeTable shows until then, if that is not yet what was asked for. */
  warmBefore?: Units | undefined;
}

/** The state of an index that can be added to a live table. */
interface OnlineIndex {
  name: string;
  status: IndexStatus;
  /** Absent unless it is being added to a live table. */
  backfilling?: boolean;
}

export interface GlobalIndexState extends OnlineIndex {
  keySchema: KeySchemaElement[];
  projection: Projection;
  capacity: Capacity;
}

export interface VectorIndexState extends OnlineIndex {
  definition: VectorIndex;
}

export interface PolicyState {
  text: string;
  revisionId: string;
}

/** A Kinesis data stream to which the changes of items are sent, or were. */
export interface DestinationState {
  readonly streamArn: string;
  readonly status: DestinationStatus;
  readonly precision: ApproximateCreationDateTimePrecision;
  /** Why it failed. */
  readonly description?: string;
}

/** A value that readers may still see as it was before, for a while. */
export interface Lagging<T> {
  now: T;
  before: T;
  visibleAt: number;
}

interface InsightsState {
  status: ContributorInsightsStatus;
  mode: ContributorInsightsMode;
  changedAt: number;
}

/** All that a table is, as plain data. Times are in ms. */
export interface TableState {
  name: string;
  id: string;
  arn: string;
  createdAt: number;
  /** Reads before this time may say that there is no such table. */
  visibleAt: number;
  /** Calls about tags and policies before this time may do so, too. */
  companionsVisibleAt: number;
  status: TableStatus;
  keySchema: KeySchemaElement[];
  attributes: Map<string, AttributeDefinition['AttributeType']>;
  localIndexes: LocalSecondaryIndex[];
  globalIndexes: GlobalIndexState[];
  vectorIndexes: VectorIndexState[];
  billingMode: 'PROVISIONED' | 'PAY_PER_REQUEST';
  /** Absent for a table that was always provisioned. */
  toOnDemandAt?: number;
  /** When it changed from PROVISIONED to PAY_PER_REQUEST. */
  onDemandChanges: number[];
  capacity: Capacity;
  streamViewType?: StreamViewType;
  /** Stays after the stream is switched off. */
  streamLabel?: string;
  /** Absent with the key that AWS owns. */
  encryption?: { status: SSEStatus; keyArn: string };
  encryptionChanges: number[];
  /** Absent until it was ever set. */
  tableClass?: { tableClass: TableClass; changedAt?: number };
  tableClassChanges: number[];
  deletionProtection: boolean;
  timeToLive: { status: TimeToLiveStatus; attributeName?: string; changedAt?: number };
  /** Until when UpdateTimeToLive is refused because backups are being enabled. */
  backupsBusyUntil: number;
  /** Infinity until the table is ACTIVE. */
  continuousBackupsAt: number;
  pointInTimeRecovery: { enabled: boolean; days: number; enabledAt?: number };
  tags: Lagging<ReadonlyMap<string, string>>;
  /** The tags of each stream that the table has had, by its ARN. */
  streamTags: Map<string, Lagging<ReadonlyMap<string, string>>>;
  /** Calls about the stream's tags and policy before this time may say that there is no such stream. */
  streamVisibleAt: number;
  destinations: Lagging<readonly DestinationState[]>;
  /** Policies by ARN: the table's and its stream's. */
  policies: Map<string, Lagging<PolicyState | undefined>>;
  /** Until when a change of each policy is refused. */
  policiesBusyUntil: Map<string, number>;
  /** Contributor insights by index name, the table's own under ''. */
  insights: Map<string, InsightsState>;
  /** Those in other Regions. */
  replicas: ReplicaDescription[];
  itemCount: number;
  sizeBytes: number;
}

interface Transition {
  readonly dueAt: number;
  readonly apply: (at: number) => void;
}

/** A table with what is going on in it. */
export interface TableEntry {
  readonly table: TableState;
  /** Changes to come, the next first. They are made when somebody looks: a table at rest costs nothing. */
  readonly pending: Transition[];
  /** When each process last changed the table, as the number of the call. */
  readonly changedBy: Map<number, number>;
  /** What DescribeTable told before the last changes, the oldest first, and until when it may still tell that. */
  before: readonly { readonly description: TableDescription; readonly until: number }[];
  /** Whether it is a replica of a table of another Region. */
  readonly isCopy?: boolean;
}

/** What the operations work on. */
export interface World {
  readonly now: () => number;
  readonly region: string;
  readonly accountId: string;
  /** For durations and identifiers. */
  readonly random: Random;
  /** For the order of lists and the age of reads. */
  readonly readRandom: Random;
  /** For latencies and the delays between the attempts of a client. */
  readonly networkRandom: Random;
  readonly durations: Durations;
  readonly quotas: Quotas;
  readonly operations: Operations;
  /** How probable it is that a read, while an older state may be seen, sees it. */
  readonly staleReads: number;
  /** Whether lists that have no order come in another order at each read. */
  readonly shuffles: boolean;
  /** Kinesis streams, by ARN, that are not there or that DynamoDB may not use; any other is there. */
  readonly kinesisStreams: { readonly [arn: string]: 'missing' | 'failing' };
  readonly entries: Map<string, TableEntry>;
  readonly scaling: ScalingState;
  /** Tells that the service itself changed a table. */
  noteChange: (tableName: string) => void;
  /** The other Regions of the account, by name. */
  readonly regions: Map<string, World>;
  /** The states in which the next replicas of these Regions end up. */
  readonly failingReplicas: Map<string, ReplicaStatus>;
}

/** The same account in another Region, or in this one. */
export function inRegion(world: World, region: string): World {
  const known = world.regions.get(region);
  if (known) return known;
  const there: World = { ...world, region, entries: new Map() };
  world.regions.set(region, there);
  return there;
}

/** Makes a change later; after every change that is due before it. */
export function schedule(entry: TableEntry, dueAt: number, apply: (at: number) => void): void {
  const { pending } = entry;
  let i = pending.length;
  while (i > 0 && pending[i - 1].dueAt > dueAt) i--;
  pending.splice(i, 0, { dueAt, apply });
}

/** Makes the changes that are due. */
function settle(world: World, { pending }: TableEntry): void {
  const now = world.now();
  for (let next = pending[0]; next !== undefined && next.dueAt <= now; next = pending[0]) {
    pending.shift();
    next.apply(next.dueAt);
  }
}

/** The table's entry as of now; `undefined` when there is none. */
export function findEntry(world: World, name: string): TableEntry | undefined {
  // What becomes of a replica stands with the table that it is of.
  for (const { entries } of world.regions.values()) {
    const there = entries.get(name);
    if (there !== undefined) settle(world, there);
  }
  const entry = world.entries.get(name);
  if (entry !== undefined) settle(world, entry);
  return world.entries.get(name);
}

/** The time at which something that begins now ends. */
export function endOf(world: World, range: Range): number {
  return world.now() + draw(world.random, range);
}

/** A table is named by its name or its ARN. */
export function tableNameOf(nameOrArn: string | undefined): string {
  if (!nameOrArn?.startsWith('arn:')) return nameOrArn ?? '';
  return /^arn:[^/]*:table\/([^/]+)/.exec(nameOrArn)?.[1] ?? nameOrArn;
}

/**
 * The table's entry, for an operation that needs one.
 *
 * @throws ResourceNotFoundException when there is none, or when it is so new that this read doesn't see it.
 */
export function requireEntry(
  world: World,
  nameOrArn: string | undefined,
  missing: (name: string) => Error = (name) => notFound(`Table: ${name} not found`),
): TableEntry {
  const name = tableNameOf(nameOrArn);
  const entry = findEntry(world, name);
  if (entry === undefined || isStale(world, entry.table.visibleAt)) throw missing(name);
  return entry;
}

/** The table's entry for a call about its tags or its policy. */
function requireCompanion(world: World, arn: string | undefined, missing: () => Error): TableEntry {
  const entry = requireEntry(world, arn, missing);
  if (isStale(world, entry.table.companionsVisibleAt)) throw missing();
  return entry;
}

/**
 * The table's entry, and which of its resources the ARN names: the table, or the stream that was switched on last.
 *
 * @throws what `missing` makes, for any other ARN, and for a stream that is so new that this read doesn't see it.
 */
export function requireResource(
  world: World,
  arn: string | undefined,
  missing: () => Error,
): { readonly table: TableState; readonly arn: string } {
  const { table } = requireCompanion(world, arn, missing);
  if (arn === table.arn) return { table, arn };
  if (arn !== `${table.arn}/stream/${table.streamLabel}` || isStale(world, table.streamVisibleAt)) throw missing();
  return { table, arn };
}

/** What DescribeTable tells, or told a moment ago. */
export function readDescription(world: World, entry: TableEntry, now: () => TableDescription): TableDescription {
  if (!entry.before.length) return now();
  entry.before = entry.before.filter(({ until }) => world.now() < until);
  const before = entry.before.find(({ until }) => isStale(world, until));
  return before ? structuredClone(before.description) : now();
}

/** Whether a read now sees what was before, of something that is surely visible from `visibleAt` on. */
function isStale(world: World, visibleAt: number): boolean {
  return world.now() < visibleAt && world.readRandom.chance(world.staleReads);
}

export function readLagging<T>(world: World, { now, before, visibleAt }: Lagging<T>): T {
  return isStale(world, visibleAt) ? before : now;
}

/** Every index name of the table, of any kind. */
export function indexNamesOf(table: TableState): string[] {
  return [
    ...table.localIndexes.map((index) => index.IndexName as string),
    ...onlineIndexesOf(table).map((index) => index.name),
  ];
}

/** The indexes that can be added to and deleted from a live table. */
export function onlineIndexesOf(table: TableState): (GlobalIndexState | VectorIndexState)[] {
  return table.vectorIndexes.length ? [...table.globalIndexes, ...table.vectorIndexes] : table.globalIndexes;
}

/** Whether neither the table nor any index is in the middle of something. */
export function isReady(table: TableState): boolean {
  return table.status === 'ACTIVE' && onlineIndexesOf(table).every((index) => index.status === 'ACTIVE');
}

/** Removes the attributes that no key uses any more. AWS does so after the delete of an index (recorded against eu-west-2). */
export function pruneAttributes(table: TableState): void {
  const used = new Set(
    [
      table.keySchema,
      ...table.localIndexes.map((index) => index.KeySchema ?? []),
      ...table.globalIndexes.map((index) => index.keySchema),
      ...table.vectorIndexes.map((index) => index.definition.SearchSchema ?? []),
    ].flatMap((elements) => elements.map((element) => element.AttributeName)),
  );
  for (const name of [...table.attributes.keys()]) if (!used.has(name)) table.attributes.delete(name);
}

import type { LiveCapacityScaling } from '../aws/index.js';
import {
  type AttributeType,
  type ContributorInsights,
  defined,
  type GlobalSecondaryIndex,
  type LocalSecondaryIndex,
  type OnDemandThroughput,
  type ProvisionedThroughput,
  type Replica,
  type ScheduledAction,
  type Setting,
  type TableSchema,
  type VectorIndex,
  type WarmThroughput,
} from '../schema/index.js';
import type { ReplicaOverrides } from './replicaSettings.js';

/**
 * What a change does to the table while and after it is made: nothing that its users notice (`online`); nothing, but it takes as
 * long as an index or a replica takes to build (`slow`); an index, a replica, a stream, a backup or what a Kinesis stream gets goes
 * (`destructive`); or it can't be made at all
 * (`impossible`): it takes a new table.
 */
export type Effect = 'online' | 'slow' | 'destructive' | 'impossible';

type AnyIndex = GlobalSecondaryIndex | VectorIndex;
type Stream = Setting<'streamViewType'>;

/** Of each kind of change, what it changes: the value before and after. */
interface ChangedValues {
  'create-table': TableSchema;
  'change-key': Pick<TableSchema, 'partitionKey' | 'sortKey'>;
  'change-key-type': AttributeType;
  'add-local-index': LocalSecondaryIndex;
  'remove-local-index': LocalSecondaryIndex;
  'change-local-index': LocalSecondaryIndex;
  'add-index': AnyIndex;
  'remove-index': AnyIndex;
  'replace-index': AnyIndex;
  'change-billing-mode': Setting<'billingMode'>;
  'change-provisioned-throughput': ProvisionedThroughput;
  'change-on-demand-throughput': OnDemandThroughput;
  'raise-warm-throughput': WarmThroughput;
  'enable-stream': Stream;
  'disable-stream': Stream;
  'replace-stream': Stream;
  'change-encryption': Setting<'encryption'>;
  'change-table-class': Setting<'tableClass'>;
  'change-deletion-protection': boolean;
  'enable-time-to-live': string;
  'disable-time-to-live': string;
  'move-time-to-live': string;
  'extend-recovery': Setting<'pointInTimeRecovery'>;
  'reduce-recovery': Setting<'pointInTimeRecovery'>;
  'change-tags': Setting<'tags'>;
  'change-resource-policy': Setting<'resourcePolicy'>;
  'change-contributor-insights': ContributorInsights;
  'enable-kinesis-destination': Setting<'kinesisStreamingDestination'>;
  'disable-kinesis-destination': Setting<'kinesisStreamingDestination'>;
  'replace-kinesis-destination': Setting<'kinesisStreamingDestination'>;
  'change-kinesis-precision': Setting<'kinesisStreamingDestination'>;
  'change-stream-tags': Setting<'streamTags'>;
  'change-stream-resource-policy': Setting<'streamResourcePolicy'>;
  'change-auto-scaling': LiveCapacityScaling;
  'change-scheduled-action': ScheduledAction;
  'add-replica': Replica;
  'remove-replica': Replica;
  'change-replica': ReplicaOverrides;
}

/** What can differ between a table and its schema, by name: each kind of {@link Change}. */
export type ChangeKind = keyof ChangedValues;

/** What each kind of change does to the table. */
const effects = {
  'create-table': 'online',
  'change-key': 'impossible',
  'change-key-type': 'impossible',
  'add-local-index': 'impossible',
  'remove-local-index': 'impossible',
  'change-local-index': 'impossible',
  'add-index': 'slow',
  'remove-index': 'destructive',
  'replace-index': 'destructive',
  'change-billing-mode': 'online',
  'change-provisioned-throughput': 'online',
  'change-on-demand-throughput': 'online',
  'raise-warm-throughput': 'online',
  'enable-stream': 'online',
  'disable-stream': 'destructive',
  'replace-stream': 'destructive',
  'change-encryption': 'online',
  'change-table-class': 'online',
  'change-deletion-protection': 'online',
  'enable-time-to-live': 'online',
  'disable-time-to-live': 'online',
  'move-time-to-live': 'online',
  'extend-recovery': 'online',
  'reduce-recovery': 'destructive',
  'change-tags': 'online',
  'change-resource-policy': 'online',
  'change-contributor-insights': 'online',
  'enable-kinesis-destination': 'online',
  // Changes made from then on are sent to no stream: nobody gets them later.
  'disable-kinesis-destination': 'destructive',
  // Those made between the two, neither.
  'replace-kinesis-destination': 'destructive',
  'change-kinesis-precision': 'online',
  'change-stream-tags': 'online',
  'change-stream-resource-policy': 'online',
  // What ends leaves the capacity where it is.
  'change-auto-scaling': 'online',
  'change-scheduled-action': 'online',
  'add-replica': 'slow',
  'remove-replica': 'destructive',
  'change-replica': 'online',
} as const satisfies { readonly [Kind in ChangeKind]: Effect };

/** A change of one kind. */
export interface ChangeOf<Kind extends ChangeKind> {
  readonly kind: Kind;
  readonly effect: (typeof effects)[Kind];
  /** The place in the schema, as property names from the outside in. */
  readonly path: readonly string[];
  /** The value that the table has; `undefined` where it has none. */
  readonly before: ChangedValues[Kind] | undefined;
  /** The value that the schema wants; `undefined` where it wants none. */
  readonly after: ChangedValues[Kind] | undefined;
  /** What people should know of the change, in a sentence or two. It is often absent. */
  readonly note?: string;
  /** The name that a renamed index gets, or had. */
  readonly otherName?: string;
}

/** One difference between a table and its schema: a `switch` over `kind` knows the values. */
export type Change = { [Kind in ChangeKind]: ChangeOf<Kind> }[ChangeKind];

/** A change of that kind, with its effect. */
export function change<Kind extends ChangeKind>(
  kind: Kind,
  path: readonly string[],
  before: ChangedValues[Kind] | undefined,
  after: ChangedValues[Kind] | undefined,
  note?: string,
): ChangeOf<Kind> {
  return { kind, effect: effects[kind], path, before, after, ...defined({ note }) };
}

/** The destructive kinds of change, each of which is made only when it is allowed by name. */
export type Permission = Extract<Change, { effect: 'destructive' }>['kind'];

/** The destructive kinds of change, all of them: `allow: permissions` allows whatever can be done. */
export const permissions = [
  'remove-index',
  'replace-index',
  'disable-stream',
  'replace-stream',
  'reduce-recovery',
  'disable-kinesis-destination',
  'replace-kinesis-destination',
  'remove-replica',
] as const satisfies readonly Permission[];

/** The note of what is impossible. */
export const newTable =
  'DynamoDB never changes this: make a new table (withTableName gives the schema another name), copy the items, and switch over. docs/moving.md of tablewright tells the ways, and what each can lose';

import type {
  ContributorInsights,
  GlobalSecondaryIndex,
  LocalSecondaryIndex,
  OnDemandThroughput,
  ProvisionedThroughput,
  TableSchema,
  VectorIndex,
  WarmThroughput,
} from '../schema/index.js';

/**
 * What a change does to the table while and after it is made: nothing that its users notice (`online`); nothing, but it takes as
 * long as an index takes to build (`slow`); an index, a stream or a backup goes (`destructive`); or it can't be made at all
 * (`impossible`): it takes a new table.
 */
export type Effect = 'online' | 'slow' | 'destructive' | 'impossible';

/** One type for each kind, so that a `switch` over `kind` knows the values. */
type ChangeOf<Kind extends string, E extends Effect, Value> = Kind extends string
  ? {
      readonly kind: Kind;
      readonly effect: E;
      /** Where in the schema. */
      readonly path: readonly string[];
      /** As the table is; `undefined` where it has nothing. */
      readonly before: Value | undefined;
      /** As the schema wants it; `undefined` where it wants nothing. */
      readonly after: Value | undefined;
      /** What people should know of it, a sentence or two; often nothing. */
      readonly note?: string;
    }
  : never;

type AnyIndex = GlobalSecondaryIndex | VectorIndex;
type PrimaryKeyShape = Pick<TableSchema, 'partitionKey' | 'sortKey'>;
type Setting<Property extends keyof TableSchema> = NonNullable<TableSchema[Property]>;

/** One difference between a table and its schema. */
export type Change =
  | ChangeOf<'create-table', 'online', TableSchema>
  | ChangeOf<'change-key', 'impossible', PrimaryKeyShape>
  | ChangeOf<'change-key-type', 'impossible', string>
  | ChangeOf<'add-local-index' | 'remove-local-index' | 'change-local-index', 'impossible', LocalSecondaryIndex>
  | ChangeOf<'add-index', 'slow', AnyIndex>
  | ChangeOf<'remove-index', 'destructive', AnyIndex>
  | ChangeOf<'replace-index', 'destructive', AnyIndex>
  | ChangeOf<'change-billing-mode', 'online', 'PAY_PER_REQUEST' | 'PROVISIONED'>
  | ChangeOf<'change-provisioned-throughput', 'online', ProvisionedThroughput>
  | ChangeOf<'change-on-demand-throughput', 'online', OnDemandThroughput>
  | ChangeOf<'raise-warm-throughput', 'online', WarmThroughput>
  | ChangeOf<'enable-stream', 'online', Setting<'streamViewType'> | false>
  | ChangeOf<'disable-stream' | 'replace-stream', 'destructive', Setting<'streamViewType'> | false>
  | ChangeOf<'change-encryption', 'online', Setting<'encryption'>>
  | ChangeOf<'change-table-class', 'online', Setting<'tableClass'>>
  | ChangeOf<'change-deletion-protection', 'online', boolean>
  | ChangeOf<'enable-time-to-live' | 'disable-time-to-live' | 'move-time-to-live', 'online', string>
  | ChangeOf<'extend-recovery', 'online', Setting<'pointInTimeRecovery'> | false>
  | ChangeOf<'reduce-recovery', 'destructive', Setting<'pointInTimeRecovery'> | false>
  | ChangeOf<'change-tags', 'online', Setting<'tags'>>
  | ChangeOf<'change-resource-policy', 'online', Setting<'resourcePolicy'>>
  | ChangeOf<'change-contributor-insights', 'online', ContributorInsights>;

export type ChangeKind = Change['kind'];

/** The destructive kinds of change, each of which is made only when it is allowed by name. */
export type Permission = Extract<Change, { effect: 'destructive' }>['kind'];

/** All of them. `allow: permissions` allows whatever can be done. */
export const permissions = [
  'remove-index',
  'replace-index',
  'disable-stream',
  'replace-stream',
  'reduce-recovery',
] as const satisfies readonly Permission[];

/** The note of what is impossible. */
export const newTable =
  'DynamoDB never changes this: make a new table (withTableName gives the schema another name), copy the items, and switch over';

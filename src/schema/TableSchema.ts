import type {
  ContributorInsights,
  LocalSecondaryIndex,
  OnDemandGlobalSecondaryIndex,
  ProvisionedGlobalSecondaryIndex,
  VectorIndex,
} from './IndexSchema.js';
import type { Replica } from './Replica.js';
import type { KinesisStreamingDestination, ResourcePolicy } from './SettingValues.js';
import type { OnDemandThroughput, ProvisionedThroughput, WarmThroughput } from './Throughput.js';

/** A DynamoDB attribute type: string, number, binary, boolean, null, list, map, and sets of strings, numbers and binaries. */
export type AttributeType = KeyAttributeType | 'BOOL' | 'NULL' | 'L' | 'M' | 'SS' | 'NS' | 'BS';

/** The attribute types that a key can have. */
export type KeyAttributeType = 'S' | 'N' | 'B';

/** Attribute names with their types. */
export type Attributes = { readonly [name: string]: AttributeType };

interface TableBase<Names extends Attributes, Key extends string, Numeric extends string> {
  /**
   * The table's name, one of its account and Region: 3 to 255 of `a-z A-Z 0-9 _ . -`. `withTableName` gives it another on a stage.
   *
   * On a live table: another name is another table.
   *
   * AWS: `TableName`.
   */
  readonly tableName: string;
  /**
   * Each attribute once, with its type. Those that a key uses become the definitions that DynamoDB gets; the others type the items, and
   * nothing else.
   *
   * On a live table: the type of an attribute that the table's key uses can't change; an index on another is made anew.
   *
   * AWS: `AttributeDefinitions`.
   */
  readonly attributes: Names;
  /**
   * The attribute by which items are found: an `S`, `N` or `B`. Together with the sort key it is one item's alone.
   *
   * On a live table: it never changes.
   *
   * AWS: the `HASH` element of `KeySchema`.
   */
  readonly partitionKey: Key;
  /**
   * The attribute by which the items of a partition key are ordered and narrowed: an `S`, `N` or `B`.
   *
   * Left out: a partition key has one item.
   *
   * On a live table: it never changes.
   *
   * AWS: the `RANGE` element of `KeySchema`.
   */
  readonly sortKey?: Key;
  /**
   * Local secondary indexes by name: five at most, and only on a table with a sort key.
   *
   * Left out: none.
   *
   * On a live table: they are made with the table and never change.
   *
   * AWS: `LocalSecondaryIndexes`.
   */
  readonly localSecondaryIndexes?: { readonly [indexName: string]: LocalSecondaryIndex<Key, keyof Names & string> };
  /**
   * The attribute, an `N`, that holds the time of expiry in seconds since 1970. DynamoDB deletes an item within days after it, for free;
   * until then reads still return it.
   *
   * Left out: no TTL. One that a live table has is switched off.
   *
   * On a live table: one change an hour, which takes up to an hour; another attribute needs two, and nothing expires meanwhile.
   *
   * AWS: UpdateTimeToLive, after the table is there.
   */
  readonly timeToLive?: Numeric;
  /**
   * What the table's stream carries of each change of an item, for 24 hours: its key, the item after or before it, or both. `false`: no
   * stream.
   *
   * Left out: unmanaged. A new table has none.
   *
   * On a live table: switched at any time; another view type is another stream, with an ARN of its own, to which readers must move.
   *
   * AWS: `StreamSpecification`, with `StreamEnabled` and `StreamViewType`.
   */
  readonly streamViewType?: 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES' | false;
  /**
   * Who else may read the table's stream: a policy document as `resourcePolicy` is, of the stream alone. `false` says that there must be
   * none. It needs a `streamViewType`; another stream, under a new ARN, is given it anew.
   *
   * Left out: unmanaged. A new stream has none.
   *
   * On a live table: replaced as a whole.
   *
   * AWS: PutResourcePolicy with the stream's ARN, once the stream is there.
   */
  readonly streamResourcePolicy?: ResourcePolicy | false;
  /**
   * Tags of the table's stream, apart from those of the table. `{}` says that there must be none. They need a `streamViewType`; another
   * stream, under a new ARN, is given them anew.
   *
   * Left out: unmanaged. A new stream has none.
   *
   * On a live table: changed at any time.
   *
   * AWS: TagResource with the stream's ARN, once the stream is there.
   */
  readonly streamTags?: { readonly [key: string]: string };
  /**
   * The Kinesis data stream to which DynamoDB sends each change of an item, in the table's own Region. `false` says that there must be none.
   *
   * Left out: unmanaged. A new table has none.
   *
   * On a live table: switched at any time, within minutes. Another stream takes the place of the one before: what is written between the
   * two is in neither.
   *
   * AWS: EnableKinesisStreamingDestination, after the table is there.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds.html
   */
  readonly kinesisStreamingDestination?: KinesisStreamingDestination | false;
  /**
   * The table's replicas, by Region: other Regions than its own, in which it can be read and written too. They need `streamViewType:
   * 'NEW_AND_OLD_IMAGES'`. They are all of them: one that only the live table has is removed, where that is allowed, and `{}` says that
   * there must be none.
   *
   * Left out: unmanaged. A new table has none.
   *
   * On a live table: added and removed one Region at a time; to add one takes minutes to hours, and one that is removed is lost with what
   * only it has.
   *
   * AWS: `ReplicaUpdates` of UpdateTable.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html
   */
  readonly replicas?: { readonly [region: string]: Replica };
  /**
   * Whose KMS key encrypts the table: AWS's own, which is free and seen nowhere; AWS's in this account (`aws/dynamodb`); or the one named,
   * by id, ARN or alias. Who may not use the key can't use the table, and KMS charges for the latter two.
   *
   * Left out: unmanaged. A new table has AWS's own.
   *
   * On a live table: four changes in 24 hours. The earlier key must stay usable until the change is done.
   *
   * AWS: `SSESpecification`.
   */
  readonly encryption?: 'AWS_OWNED' | 'AWS_MANAGED' | { readonly kmsMasterKeyId: string };
  /**
   * `STANDARD_INFREQUENT_ACCESS` stores for less and reads and writes for more. It holds for the table's indexes too.
   *
   * Left out: unmanaged. A new table is `STANDARD`.
   *
   * On a live table: two changes in 30 days.
   *
   * AWS: `TableClass`.
   */
  readonly tableClass?: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';
  /**
   * `true`: DeleteTable is refused, whoever calls it, until this is switched off.
   *
   * Left out: unmanaged. A new table has it off.
   *
   * On a live table: switched at any time, at once.
   *
   * AWS: `DeletionProtectionEnabled`.
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether the table can be restored, as a new one, to any second of the days past. `true` keeps 35 days; give `recoveryPeriodInDays`, a
   * whole number from 1 to 35, for fewer. It is charged by the table's size.
   *
   * Left out: unmanaged. A new table has it off.
   *
   * On a live table: switched at any time. Switched off or shortened, the moments before can't be restored any more.
   *
   * AWS: `PointInTimeRecoverySpecification` of UpdateContinuousBackups, after the table is there.
   */
  readonly pointInTimeRecovery?: boolean | { readonly recoveryPeriodInDays: number };
  /**
   * Shows in CloudWatch the keys of the table that are used and throttled most; each global index has its own.
   *
   * Left out: unmanaged. A new table has it off.
   *
   * On a live table: switched at any time; it takes minutes.
   *
   * AWS: UpdateContributorInsights, after the table is there.
   */
  readonly contributorInsights?: ContributorInsights;
  /**
   * Who else may use the table and its indexes, such as another account: the policy document, as an object or as JSON text, of 20 KB at
   * most. It grants beside what IAM grants, and can lock its owner out. `false` says that there must be none.
   *
   * Left out: unmanaged. A new table has none.
   *
   * On a live table: replaced as a whole; the next change of it must wait for about 15 seconds.
   *
   * AWS: `ResourcePolicy`.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
   */
  readonly resourcePolicy?: ResourcePolicy | false;
  /**
   * Tags, for bills and policies: 50 at most, keys of 1 to 128 and values of up to 256 characters, none that starts with `aws:`. `{}` says
   * that there must be none.
   *
   * Left out: unmanaged.
   *
   * On a live table: changed at any time; they show after seconds.
   *
   * AWS: `Tags`.
   */
  readonly tags?: { readonly [key: string]: string };
  /**
   * What the table can serve at once, without growing into it first.
   *
   * Left out: unmanaged; it grows with the traffic.
   *
   * On a live table: raised, for a charge, and never lowered.
   *
   * AWS: `WarmThroughput`.
   */
  readonly warmThroughput?: WarmThroughput;
}

/** What stands, in an error of the compiler, where a property goes with another billing mode. No schema has it. */
type NeedsProvisioned = 'needs billingMode: "PROVISIONED"';
type NeedsOnDemand = 'needs billingMode: "PAY_PER_REQUEST"';

/** The tables that `defineTable` checks a declaration against, by billing mode. */
export interface TableOfMode {
  PAY_PER_REQUEST: OnDemandTable<Attributes, string, string, string, NeedsProvisioned>;
  PROVISIONED: ProvisionedTable<Attributes, string, string, NeedsOnDemand>;
}

/** A table that is billed per request. */
export interface OnDemandTable<
  Names extends Attributes = Attributes,
  Key extends string = string,
  Numeric extends string = string,
  List extends string = string,
  Refused = never,
> extends TableBase<Names, Key, Numeric> {
  /**
   * How reads and writes are billed: each of them, or by capacity that is reserved.
   *
   * Left out: `'PAY_PER_REQUEST'`. (AWS's own default is `PROVISIONED`.)
   *
   * On a live table: to `PAY_PER_REQUEST` four times in 24 hours, back at any time; it takes minutes.
   *
   * AWS: `BillingMode`.
   */
  readonly billingMode?: 'PAY_PER_REQUEST';
  /**
   * Ceilings of what the table serves, beyond which it throttles, so that a bill has an end. `{}` says that there must be none.
   *
   * Left out: unmanaged. A new table has none.
   *
   * On a live table: changed at any time.
   *
   * AWS: `OnDemandThroughput`.
   */
  readonly onDemandThroughput?: OnDemandThroughput;
  readonly provisionedThroughput?: Refused;
  /**
   * Global secondary indexes by name: 20 at most, unless the account's quota is higher.
   *
   * Left out: none. One that only the live table has is removed only where that is allowed.
   *
   * On a live table: added and removed one at a time, which takes minutes to hours.
   *
   * AWS: `GlobalSecondaryIndexes`.
   */
  readonly globalSecondaryIndexes?: {
    readonly [indexName: string]: OnDemandGlobalSecondaryIndex<Key, keyof Names & string, Refused>;
  };
  /**
   * Vector indexes by name: five at most.
   *
   * Left out: none. One that only the live table has is removed only where that is allowed.
   *
   * On a live table: added and removed one at a time.
   *
   * AWS: `VectorIndexes`.
   */
  readonly vectorIndexes?: { readonly [indexName: string]: VectorIndex<Key, keyof Names & string, List> };
}

/** A table with provisioned capacity. */
export interface ProvisionedTable<
  Names extends Attributes = Attributes,
  Key extends string = string,
  Numeric extends string = string,
  Refused = never,
> extends TableBase<Names, Key, Numeric> {
  /** Capacity is reserved: `provisionedThroughput` of the table and of each global index. AWS: `BillingMode`. */
  readonly billingMode: 'PROVISIONED';
  /**
   * The capacity of the table; each global index has its own. A table whose `billingMode` is `'PROVISIONED'` must have it, and no other
   * table can.
   *
   * On a live table: raised at any time; lowered four times in the first hour of a day (UTC), and then once an hour.
   *
   * AWS: `ProvisionedThroughput`.
   */
  readonly provisionedThroughput: ProvisionedThroughput;
  readonly onDemandThroughput?: Refused;
  /**
   * Global secondary indexes by name: 20 at most, unless the account's quota is higher.
   *
   * Left out: none. One that only the live table has is removed only where that is allowed.
   *
   * On a live table: added and removed one at a time, which takes minutes to hours.
   *
   * AWS: `GlobalSecondaryIndexes`.
   */
  readonly globalSecondaryIndexes?: {
    readonly [indexName: string]: ProvisionedGlobalSecondaryIndex<Key, keyof Names & string, Refused>;
  };
  readonly vectorIndexes?: Refused;
}

/**
 * What a DynamoDB table is, as plain data. Every property is the camelCase of the AWS API's own name.
 *
 * Structure that is left out (sort key, indexes, TTL) is absent; a setting that is left out is unmanaged: whatever a live table has
 * stays. `false`, or an explicit default, means that it must be so.
 *
 * `defineTable` checks a declaration against it with the names of its attributes. A function that takes any table takes a `TableSchema`.
 */
export type TableSchema = OnDemandTable | ProvisionedTable;

/**
 * The tables of one billing mode that can be written over the attributes `A`: every name refers to an attribute of the type that
 * it needs. The unions of names stand here in full: through an alias, an error would print the alias instead of the names.
 */
export type TableSchemaOver<
  A extends Attributes,
  Mode extends 'PAY_PER_REQUEST' | 'PROVISIONED',
> = string extends keyof A
  ? TableOfMode[Mode]
  : Mode extends 'PROVISIONED'
    ? ProvisionedTable<
        A,
        { [Name in keyof A]: A[Name] extends KeyAttributeType ? Name : never }[keyof A] & string,
        { [Name in keyof A]: A[Name] extends 'N' ? Name : never }[keyof A] & string,
        NeedsOnDemand
      >
    : OnDemandTable<
        A,
        { [Name in keyof A]: A[Name] extends KeyAttributeType ? Name : never }[keyof A] & string,
        { [Name in keyof A]: A[Name] extends 'N' ? Name : never }[keyof A] & string,
        { [Name in keyof A]: A[Name] extends 'L' ? Name : never }[keyof A] & string,
        NeedsProvisioned
      >;

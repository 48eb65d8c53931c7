/** A DynamoDB attribute type: string, number, binary, boolean, null, list, map, and sets of strings, numbers and binaries. */
export type AttributeType = KeyAttributeType | 'BOOL' | 'NULL' | 'L' | 'M' | 'SS' | 'NS' | 'BS';

/** The attribute types that a key can have. */
export type KeyAttributeType = 'S' | 'N' | 'B';

/** Attribute names with their types. */
export type Attributes = { readonly [name: string]: AttributeType };

/** One to four attributes that together form the partition key or the sort key of a global secondary index. */
export type KeyAttributes<Name extends string = string> =
  | readonly [Name]
  | readonly [Name, Name]
  | readonly [Name, Name, Name]
  | readonly [Name, Name, Name, Name];

/** What an index copies from the table, besides the keys: everything, nothing, or the attributes named. */
export type Projection<Name extends string = string> =
  | 'ALL'
  | 'KEYS_ONLY'
  | { readonly include: readonly (Name | (string & {}))[] };

/** Capacity in units; each a whole number of at least 1. */
export interface ProvisionedThroughput {
  readonly readCapacityUnits: number;
  readonly writeCapacityUnits: number;
  /**
   * `'UNMANAGED'`: something else moves the numbers, such as Application Auto Scaling. They are where the table or index starts, and
   * live numbers never differ from them. Left out: live numbers are brought to these.
   */
  readonly autoScaling?: 'UNMANAGED';
}

/** Ceilings of an on-demand table or index, in request units per second, each at least 1. Leave one out for no ceiling. */
export interface OnDemandThroughput {
  readonly maxReadRequestUnits?: number;
  readonly maxWriteRequestUnits?: number;
}

/** What the table or index can serve at once, in units per second. At least 12 000 reads and 4 000 writes when on demand. */
export interface WarmThroughput {
  readonly readUnitsPerSecond?: number;
  readonly writeUnitsPerSecond?: number;
}

/** CloudWatch Contributor Insights: on, off, or on in the mode named (`true` means `ACCESSED_AND_THROTTLED_KEYS`). */
export type ContributorInsights = boolean | { readonly mode: 'ACCESSED_AND_THROTTLED_KEYS' | 'THROTTLED_KEYS' };

interface GlobalSecondaryIndexBase<Key extends string, Name extends string> {
  /** One attribute, or a tuple of up to four. */
  readonly partitionKey: Key | KeyAttributes<Key>;
  /** One attribute, or a tuple of up to four, in the order in which queries narrow them. */
  readonly sortKey?: Key | KeyAttributes<Key>;
  /** Left out: `'ALL'`. */
  readonly projection?: Projection<Name>;
  /** Left out: unmanaged. */
  readonly warmThroughput?: WarmThroughput;
  /** Left out: unmanaged. */
  readonly contributorInsights?: ContributorInsights;
}

/** A global secondary index of a table whose billing mode is `PAY_PER_REQUEST`. */
export interface OnDemandGlobalSecondaryIndex<
  Key extends string = string,
  Name extends string = string,
  Refused = never,
> extends GlobalSecondaryIndexBase<Key, Name> {
  /** Left out: unmanaged. */
  readonly onDemandThroughput?: OnDemandThroughput;
  readonly provisionedThroughput?: Refused;
}

/** A global secondary index of a table whose billing mode is `PROVISIONED`. */
export interface ProvisionedGlobalSecondaryIndex<
  Key extends string = string,
  Name extends string = string,
  Refused = never,
> extends GlobalSecondaryIndexBase<Key, Name> {
  readonly provisionedThroughput: ProvisionedThroughput;
  readonly onDemandThroughput?: Refused;
}

/** A global secondary index. */
export type GlobalSecondaryIndex = OnDemandGlobalSecondaryIndex | ProvisionedGlobalSecondaryIndex;

/** A local secondary index: the table's partition key with another sort key. */
export interface LocalSecondaryIndex<Key extends string = string, Name extends string = string> {
  readonly sortKey: Key;
  /** Left out: `'ALL'`. */
  readonly projection?: Projection<Name>;
}

/** A vector index, searched with SearchVectors. */
export interface VectorIndex<Key extends string = string, Name extends string = string, List extends string = string> {
  /** The attribute that holds the vector, a list (`L`) of numbers. */
  readonly vectorAttribute: List;
  /** Numbers in each vector: 1 to 4096. */
  readonly dimensions: number;
  readonly distanceFunction: 'COSINE' | 'EUCLIDEAN' | 'DOT_PRODUCT';
  /** Every search must then name a value of this attribute; items without it are not in the index. */
  readonly partitionKey?: Key;
  /** Attributes that a search can filter by, up to 18. */
  readonly inlineFilters?: readonly Key[];
  /** Left out: `'ALL'`. */
  readonly projection?: Projection<Name>;
}

interface TableBase<Names extends Attributes, Key extends string, Numeric extends string> {
  /** 3 to 255 of `a-z A-Z 0-9 _ . -`. */
  readonly tableName: string;
  /** Each attribute once, with its type. Those that no key uses type the items and nothing else. */
  readonly attributes: Names;
  readonly partitionKey: Key;
  readonly sortKey?: Key;
  /** Five at most, and only on a table with a sort key. They are made with the table and never change. */
  readonly localSecondaryIndexes?: { readonly [indexName: string]: LocalSecondaryIndex<Key, keyof Names & string> };
  /** The attribute, an `N`, that holds the time of expiry in seconds since 1970. Left out: no TTL. */
  readonly timeToLive?: Numeric;
  /** What the table's stream carries; `false`: no stream. Left out: unmanaged. */
  readonly streamViewType?: 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES' | false;
  /** Whose KMS key encrypts the table: AWS's own, AWS's in this account (`aws/dynamodb`), or the one named. Left out: unmanaged. */
  readonly encryption?: 'AWS_OWNED' | 'AWS_MANAGED' | { readonly kmsMasterKeyId: string };
  /** Left out: unmanaged. */
  readonly tableClass?: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';
  /** Left out: unmanaged. */
  readonly deletionProtection?: boolean;
  /** `true` keeps 35 days; give `recoveryPeriodInDays`, 1 to 35, for fewer. Left out: unmanaged. */
  readonly pointInTimeRecovery?: boolean | { readonly recoveryPeriodInDays: number };
  /** Left out: unmanaged. */
  readonly contributorInsights?: ContributorInsights;
  /** The policy document, as an object or as JSON text; 20 KB at most. Left out: unmanaged. */
  readonly resourcePolicy?: string | { readonly [element: string]: unknown };
  /** 50 at most. Left out: unmanaged. */
  readonly tags?: { readonly [key: string]: string };
  /** Left out: unmanaged. */
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
  /** Left out: `'PAY_PER_REQUEST'`. */
  readonly billingMode?: 'PAY_PER_REQUEST';
  /** Left out: unmanaged. */
  readonly onDemandThroughput?: OnDemandThroughput;
  readonly provisionedThroughput?: Refused;
  /** 20 at most, unless the account's quota is higher. */
  readonly globalSecondaryIndexes?: {
    readonly [indexName: string]: OnDemandGlobalSecondaryIndex<Key, keyof Names & string, Refused>;
  };
  /** Five at most. */
  readonly vectorIndexes?: { readonly [indexName: string]: VectorIndex<Key, keyof Names & string, List> };
}

/** A table with provisioned capacity. */
export interface ProvisionedTable<
  Names extends Attributes = Attributes,
  Key extends string = string,
  Numeric extends string = string,
  Refused = never,
> extends TableBase<Names, Key, Numeric> {
  readonly billingMode: 'PROVISIONED';
  readonly provisionedThroughput: ProvisionedThroughput;
  readonly onDemandThroughput?: Refused;
  /** 20 at most, unless the account's quota is higher. */
  readonly globalSecondaryIndexes?: {
    readonly [indexName: string]: ProvisionedGlobalSecondaryIndex<Key, keyof Names & string, Refused>;
  };
  readonly vectorIndexes?: Refused;
}

/**
 * What a DynamoDB table is, as plain data. Every property is the camelCase of the AWS API's own name.
 *
 * Structure that is left out (sort key, indexes, TTL) is absent; a setting that is left out is unmanaged.
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

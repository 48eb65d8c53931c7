import type { OnDemandThroughput, ProvisionedThroughput, WarmThroughput } from './Throughput.js';

/**
 * One to four attributes that together form the partition key or the sort key of a global secondary index.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
 */
export type KeyAttributes<Name extends string = string> =
  | readonly [Name]
  | readonly [Name, Name]
  | readonly [Name, Name, Name]
  | readonly [Name, Name, Name, Name];

/**
 * What an index holds of an item, besides the keys of the table and its own: everything, nothing, or the attributes that `include`
 * names, each once and 100 in all indexes of a table together. What an index does not hold, a query of it does not return.
 *
 * An included attribute need not be declared; `lintTable` asks about one that is spelt almost like a declared one.
 *
 * AWS: `Projection`, with `ProjectionType` and `NonKeyAttributes`.
 */
export type Projection<Name extends string = string> =
  | 'ALL'
  | 'KEYS_ONLY'
  | { readonly include: readonly (Name | (string & {}))[] };

/**
 * CloudWatch Contributor Insights, which shows the keys that are used and throttled most: on, off, or on in the mode named. `true` means
 * `ACCESSED_AND_THROTTLED_KEYS`, and CloudWatch charges for what it records; `THROTTLED_KEYS` records less.
 *
 * AWS: `ContributorInsightsAction` and `ContributorInsightsMode` of UpdateContributorInsights.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/contributorinsights_HowItWorks.html
 */
export type ContributorInsights = boolean | { readonly mode: 'ACCESSED_AND_THROTTLED_KEYS' | 'THROTTLED_KEYS' };

interface GlobalSecondaryIndexBase<Key extends string, Name extends string> {
  /**
   * The attribute by which a query of the index finds items, or a tuple of up to four, all of which a query names. Items that lack one of
   * the key attributes are not in the index.
   *
   * On a live table: the index is made anew, under its name or another.
   *
   * AWS: the `HASH` elements of `KeySchema`.
   */
  readonly partitionKey: Key | KeyAttributes<Key>;
  /**
   * The attribute by which the items of a partition key are ordered and narrowed, or a tuple of up to four, in the order in which queries
   * narrow them.
   *
   * Left out: the index has no order.
   *
   * On a live table: the index is made anew.
   *
   * AWS: the `RANGE` elements of `KeySchema`.
   */
  readonly sortKey?: Key | KeyAttributes<Key>;
  /**
   * What the index holds besides keys.
   *
   * Left out: `'ALL'`.
   *
   * On a live table: the index is made anew.
   *
   * AWS: `Projection`.
   */
  readonly projection?: Projection<Name>;
  /**
   * What the index can serve at once, without growing into it first.
   *
   * Left out: unmanaged; it grows with the traffic.
   *
   * On a live table: raised, for a charge, and never lowered.
   *
   * AWS: `WarmThroughput` of the index.
   */
  readonly warmThroughput?: WarmThroughput;
  /**
   * Shows in CloudWatch the keys of the index that are used and throttled most.
   *
   * Left out: unmanaged. A new index has it off.
   *
   * On a live table: switched at any time; it takes minutes.
   *
   * AWS: UpdateContributorInsights, with `IndexName`.
   */
  readonly contributorInsights?: ContributorInsights;
}

/** A global secondary index of a table whose billing mode is `PAY_PER_REQUEST`. */
export interface OnDemandGlobalSecondaryIndex<
  Key extends string = string,
  Name extends string = string,
  Refused = never,
> extends GlobalSecondaryIndexBase<Key, Name> {
  /**
   * Ceilings of what the index serves, beyond which it throttles. A write to the table that the index can't take is throttled too.
   *
   * Left out: unmanaged. A new index has none.
   *
   * On a live table: changed at any time.
   *
   * AWS: `OnDemandThroughput` of the index.
   */
  readonly onDemandThroughput?: OnDemandThroughput;
  readonly provisionedThroughput?: Refused;
}

/** A global secondary index of a table whose billing mode is `PROVISIONED`. */
export interface ProvisionedGlobalSecondaryIndex<
  Key extends string = string,
  Name extends string = string,
  Refused = never,
> extends GlobalSecondaryIndexBase<Key, Name> {
  /**
   * The capacity of the index, apart from that of its table. A write to the table that the index can't take is throttled too. An index of
   * a table whose `billingMode` is `'PROVISIONED'` must have it, and no other index can.
   *
   * On a live table: raised at any time; lowered four times in the first hour of a day (UTC), and then once an hour.
   *
   * AWS: `ProvisionedThroughput` of the index.
   */
  readonly provisionedThroughput: ProvisionedThroughput;
  readonly onDemandThroughput?: Refused;
}

/**
 * A global secondary index: the items of the table by another key. It is eventually consistent, and written and paid apart from its
 * table.
 *
 * On a live table: added and removed one at a time; an index of a large table takes minutes to hours to build.
 *
 * AWS: an element of `GlobalSecondaryIndexes`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
 */
export type GlobalSecondaryIndex = OnDemandGlobalSecondaryIndex | ProvisionedGlobalSecondaryIndex;

/**
 * A local secondary index: the items of a partition key of the table in another order. It shares the table's capacity, and can be read
 * consistently. With it, all items of a partition key may take 10 GB.
 *
 * On a live table: it is made with the table, and can be neither added, changed nor removed.
 *
 * AWS: an element of `LocalSecondaryIndexes`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html
 */
export interface LocalSecondaryIndex<Key extends string = string, Name extends string = string> {
  /** The attribute by which the index orders the items of a partition key. AWS: the `RANGE` element of `KeySchema`. */
  readonly sortKey: Key;
  /** What the index holds besides keys. Left out: `'ALL'`. AWS: `Projection`. */
  readonly projection?: Projection<Name>;
}

/**
 * A vector index: finds the items whose vectors are nearest to one given, with SearchVectors. The table must be on demand.
 *
 * On a live table: added and removed one at a time; any change makes it anew.
 *
 * AWS: an element of `VectorIndexes`.
 */
export interface VectorIndex<Key extends string = string, Name extends string = string, List extends string = string> {
  /** The attribute that holds the vector, a list (`L`) of numbers. AWS: `VectorAttribute`. */
  readonly vectorAttribute: List;
  /** Numbers in each vector: 1 to 4096, the same in all indexes of the attribute. AWS: `Dimensions`. */
  readonly dimensions: number;
  /** How the distance of two vectors is measured. AWS: `DistanceFunction`. */
  readonly distanceFunction: 'COSINE' | 'EUCLIDEAN' | 'DOT_PRODUCT';
  /**
   * Every search must then name a value of this attribute; items without it are not in the index. Left out: a search goes over all items.
   * AWS: the `HASH` element of `SearchSchema`.
   */
  readonly partitionKey?: Key;
  /** Attributes that a search can filter by, up to 18. Left out: none. AWS: the `INLINE_FILTER` elements of `SearchSchema`. */
  readonly inlineFilters?: readonly Key[];
  /** What the index holds besides keys. Left out: `'ALL'`. AWS: `Projection`. */
  readonly projection?: Projection<Name>;
}

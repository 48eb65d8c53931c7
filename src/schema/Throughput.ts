/**
 * Capacity that is reserved and paid by the hour, of a table or a global secondary index whose table is `PROVISIONED`. What goes beyond
 * it is throttled.
 *
 * On a live table: raised at any time; lowered four times in the first hour of a day (UTC), and then once an hour.
 *
 * AWS: `ProvisionedThroughput`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/provisioned-capacity-mode.html
 */
export interface ProvisionedThroughput {
  /**
   * Read capacity units: a whole number of at least 1. A unit is one strongly consistent read a second of an item of up to 4 KB, or two
   * eventually consistent ones.
   *
   * AWS: `ReadCapacityUnits`.
   */
  readonly readCapacityUnits: number;
  /**
   * Write capacity units: a whole number of at least 1. A unit is one write a second of an item of up to 1 KB.
   *
   * AWS: `WriteCapacityUnits`.
   */
  readonly writeCapacityUnits: number;
  /**
   * `'UNMANAGED'`: something else moves the numbers, such as Application Auto Scaling. They are where the table or index starts, and
   * live numbers never differ from them.
   *
   * Left out: live numbers are brought to these.
   */
  readonly autoScaling?: 'UNMANAGED';
}

/**
 * Ceilings of an on-demand table or global secondary index: what goes beyond them is throttled, and not paid. `{}` says that there
 * must be none, as a new table has none.
 *
 * AWS: `OnDemandThroughput`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode-max-throughput.html
 */
export interface OnDemandThroughput {
  /** Read request units per second: a whole number of at least 1. Left out: no ceiling. AWS: `MaxReadRequestUnits`. */
  readonly maxReadRequestUnits?: number;
  /** Write request units per second: a whole number of at least 1. Left out: no ceiling. AWS: `MaxWriteRequestUnits`. */
  readonly maxWriteRequestUnits?: number;
}

/**
 * What a table or a global secondary index can serve at once, without growing into it first. One member at least.
 *
 * On a live table: it can be raised, which AWS charges for, and never lowered. It grows by itself with the traffic, so a live table that
 * has more is in line.
 *
 * AWS: `WarmThroughput`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html
 */
export interface WarmThroughput {
  /** Reads per second: at least 12,000 on demand, and at least the read capacity units otherwise. AWS: `ReadUnitsPerSecond`. */
  readonly readUnitsPerSecond?: number;
  /** Writes per second: at least 4,000 on demand, and at least the write capacity units otherwise. AWS: `WriteUnitsPerSecond`. */
  readonly writeUnitsPerSecond?: number;
}

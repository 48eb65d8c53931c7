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
   * How Application Auto Scaling moves the numbers, which are where the table or index starts then: a live number within the bounds is in
   * line. `'UNMANAGED'`: something else moves them, and live numbers never differ from them.
   *
   * Left out: live numbers are brought to these, and whether something scales them is unmanaged.
   *
   * AWS: RegisterScalableTarget, PutScalingPolicy and PutScheduledAction of Application Auto Scaling, once the table or index is there.
   */
  readonly autoScaling?: 'UNMANAGED' | AutoScaling;
}

/**
 * What Application Auto Scaling does with the capacity of a table or a global secondary index. `{}` says that it must do nothing.
 *
 * AWS: a scalable target of Application Auto Scaling for each member, whose dimension is `dynamodb:table:ReadCapacityUnits`,
 * `dynamodb:index:WriteCapacityUnits` and so on.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html
 */
export interface AutoScaling {
  /** How reads are scaled. Left out: they must not be, and are what `readCapacityUnits` says. */
  readonly read?: CapacityScaling;
  /** How writes are scaled. Left out: they must not be, and are what `writeCapacityUnits` says. */
  readonly write?: CapacityScaling;
}

/**
 * The bounds of a capacity that scales, and the use at which it is kept.
 *
 * On a live table: changed at any time, at once.
 *
 * AWS: a scalable target, and a policy of type `TargetTrackingScaling` with the metric of DynamoDB's own.
 */
export interface CapacityScaling {
  /** The fewest units: a whole number of at least 1. AWS: `MinCapacity`. */
  readonly minCapacity: number;
  /** The most units: a whole number, not below `minCapacity`. AWS: `MaxCapacity`. */
  readonly maxCapacity: number;
  /** The part of the capacity that is to be in use, in percent: 20 to 90. AWS: `TargetValue`. */
  readonly targetValue: number;
  /**
   * Seconds from one decrease to the next: a whole number of at least 0.
   *
   * Left out: unmanaged. A new policy has 0.
   *
   * AWS: `ScaleInCooldown`.
   */
  readonly scaleInCooldown?: number;
  /**
   * Seconds from one increase to the next: a whole number of at least 0.
   *
   * Left out: unmanaged. A new policy has 0.
   *
   * AWS: `ScaleOutCooldown`.
   */
  readonly scaleOutCooldown?: number;
  /**
   * Other bounds at set times, by name: each stays until the next changes them. `{}` says that there must be none.
   *
   * Left out: unmanaged. A new target has none.
   *
   * AWS: scheduled actions of the target.
   */
  readonly scheduledActions?: { readonly [actionName: string]: ScheduledAction };
}

/**
 * New bounds of a capacity that scales, at a time or again and again. One of `minCapacity` and `maxCapacity` at least.
 *
 * AWS: PutScheduledAction.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-scheduled-scaling.html
 */
export interface ScheduledAction {
  /** When: `at(2027-01-31T22:00:00)`, `rate(12 hours)` or `cron(0 8 ? * MON-FRI *)`. AWS: `Schedule`. */
  readonly schedule: string;
  /** The time zone of `at` and `cron`, such as `Europe/Madrid`. Left out: UTC. AWS: `Timezone`. */
  readonly timezone?: string;
  /** Not before this moment, in ISO 8601: `2027-01-01T00:00:00Z`. Left out: from now on. AWS: `StartTime`. */
  readonly startTime?: string;
  /** Not after this moment, in ISO 8601. Left out: for ever. AWS: `EndTime`. */
  readonly endTime?: string;
  /** The fewest units from then on. Left out: as they are. AWS: `MinCapacity` of `ScalableTargetAction`. */
  readonly minCapacity?: number;
  /** The most units from then on. Left out: as they are. AWS: `MaxCapacity` of `ScalableTargetAction`. */
  readonly maxCapacity?: number;
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

import type { Random } from './random.js';

/** Milliseconds, from the least to the most. */
export type Range = readonly [min: number, max: number];

const second = 1_000;
const minute = 60 * second;

/**
 * How long things take, in ms of virtual time; each time another value out of the range. The defaults are what people measure on
 * AWS, where the developer guide promises nothing but "up to one hour" for TTL.
 */
export interface Durations {
  /** A request, there and back. */
  readonly latency: Range;
  /** Reads right after CreateTable may still say that there is no such table, for this long. */
  readonly createTableVisible: Range;
  /** Reads and writes of tags and policies may do so for longer. */
  readonly companionsVisible: Range;
  /** DescribeTable may tell what was before an UpdateTable for this long. */
  readonly updateTableVisible: Range;
  readonly createTable: Range;
  readonly createTableWithIndexes: Range;
  readonly deleteTable: Range;
  readonly updateThroughput: Range;
  readonly updateStream: Range;
  readonly updateDeletionProtection: Range;
  readonly updateBillingMode: Range;
  readonly updateTableClass: Range;
  /** `TableStatus` UPDATING; the encryption itself goes on after it. */
  readonly updateEncryptionTable: Range;
  readonly updateEncryption: Range;
  /** `WarmThroughput.Status` UPDATING. */
  readonly updateWarmThroughput: Range;
  /** `TableStatus` UPDATING after the Create of an index. */
  readonly createIndexTable: Range;
  /** Backfilling false: nothing can be cancelled or changed. At least as long as the table is UPDATING. */
  readonly createIndexAllocation: Range;
  /** Backfilling true. */
  readonly createIndexBackfill: Range;
  readonly createVectorIndexBackfill: Range;
  /** More backfill for each item of the table. */
  readonly backfillPerItem: number;
  readonly deleteIndex: Range;
  /** From the end of an index until its attributes leave AttributeDefinitions. */
  readonly pruneAttributes: Range;
  /** TTL ENABLING and DISABLING. */
  readonly updateTimeToLive: Range;
  /** From one change of TTL to the next. */
  readonly timeToLiveCoolDown: number;
  /** For how long an UpdateTimeToLive counts among the simultaneous operations. */
  readonly updateTimeToLiveOperation: Range;
  /** From ACTIVE until UpdateContinuousBackups is possible. */
  readonly continuousBackupsAvailable: Range;
  /** After point-in-time recovery was switched on, UpdateTimeToLive is refused for this long. */
  readonly backupsBeingEnabled: Range;
  readonly updateContributorInsights: Range;
  /** Calls about the tags and the policy of a new stream may say that there is none, for this long. */
  readonly streamVisible: Range;
  /** Kinesis destinations ENABLING, UPDATING and DISABLING. */
  readonly enableDestination: Range;
  readonly updateDestination: Range;
  readonly disableDestination: Range;
  /** Reads of destinations may be old for this long. */
  readonly destinationsVisible: Range;
  /** `TableStatus` UPDATING when a replica comes or goes; the replica itself takes longer. */
  readonly createReplicaTable: Range;
  readonly createReplica: Range;
  readonly updateReplica: Range;
  readonly deleteReplica: Range;
  /** Tag reads may be old for this long. */
  readonly tagsVisible: Range;
  /** Policy reads may be old for this long. */
  readonly policyVisible: Range;
  /** The next change of a policy is refused for this long. */
  readonly policySettles: Range;
  /** Reads of scalable targets and of what hangs on them may be old for this long. */
  readonly scalingVisible: Range;
  /** After a change of a scalable target, the next one is refused for this long. */
  readonly scalingSettles: Range;
  /** From new bounds, or a new load, until Application Auto Scaling changes the capacity. */
  readonly scalingMoves: Range;
}

export const defaultDurations: Durations = {
  latency: [5, 15],
  createTableVisible: [200, 2 * second],
  companionsVisible: [500, 20 * second],
  updateTableVisible: [0, 2 * second],
  createTable: [10 * second, 20 * second],
  createTableWithIndexes: [15 * second, 20 * second],
  deleteTable: [5 * second, 60 * second],
  updateThroughput: [5 * second, 20 * second],
  updateStream: [3 * second, 10 * second],
  updateDeletionProtection: [500, 3 * second],
  updateBillingMode: [minute, 10 * minute],
  updateTableClass: [30 * second, 3 * minute],
  updateEncryptionTable: [5 * second, 15 * second],
  updateEncryption: [minute, 5 * minute],
  updateWarmThroughput: [30 * second, 60 * minute],
  createIndexTable: [20 * second, 40 * second],
  createIndexAllocation: [40 * second, 2 * minute],
  createIndexBackfill: [4 * minute, 13 * minute],
  createVectorIndexBackfill: [7 * minute, 15 * minute],
  backfillPerItem: 0.05,
  deleteIndex: [10 * second, 2 * minute],
  pruneAttributes: [0, 2 * second],
  updateTimeToLive: [minute, 60 * minute],
  timeToLiveCoolDown: 60 * minute,
  updateTimeToLiveOperation: [second, 5 * second],
  continuousBackupsAvailable: [5 * second, 60 * second],
  backupsBeingEnabled: [0, 30 * second],
  updateContributorInsights: [30 * second, 3 * minute],
  streamVisible: [0, 10 * second],
  enableDestination: [20 * second, 4 * minute],
  updateDestination: [5 * second, 2 * minute],
  disableDestination: [10 * second, 2 * minute],
  destinationsVisible: [0, 4 * second],
  createReplicaTable: [10 * second, 60 * second],
  createReplica: [3 * minute, 40 * minute],
  updateReplica: [5 * second, 60 * second],
  deleteReplica: [30 * second, 10 * minute],
  tagsVisible: [0, 5 * second],
  policyVisible: [0, 5 * second],
  policySettles: [10 * second, 15 * second],
  scalingVisible: [0, 3 * second],
  scalingSettles: [0, second],
  scalingMoves: [second, 40 * second],
};

/** Everything is done at the next look: as on an emulator. */
export const noDurations: Durations = {
  latency: [0, 0],
  createTableVisible: [0, 0],
  companionsVisible: [0, 0],
  updateTableVisible: [0, 0],
  createTable: [0, 0],
  createTableWithIndexes: [0, 0],
  deleteTable: [0, 0],
  updateThroughput: [0, 0],
  updateStream: [0, 0],
  updateDeletionProtection: [0, 0],
  updateBillingMode: [0, 0],
  updateTableClass: [0, 0],
  updateEncryptionTable: [0, 0],
  updateEncryption: [0, 0],
  updateWarmThroughput: [0, 0],
  createIndexTable: [0, 0],
  createIndexAllocation: [0, 0],
  createIndexBackfill: [0, 0],
  createVectorIndexBackfill: [0, 0],
  backfillPerItem: 0,
  deleteIndex: [0, 0],
  pruneAttributes: [0, 0],
  updateTimeToLive: [0, 0],
  timeToLiveCoolDown: 0,
  updateTimeToLiveOperation: [0, 0],
  continuousBackupsAvailable: [0, 0],
  backupsBeingEnabled: [0, 0],
  updateContributorInsights: [0, 0],
  streamVisible: [0, 0],
  enableDestination: [0, 0],
  updateDestination: [0, 0],
  disableDestination: [0, 0],
  destinationsVisible: [0, 0],
  createReplicaTable: [0, 0],
  createReplica: [0, 0],
  updateReplica: [0, 0],
  deleteReplica: [0, 0],
  tagsVisible: [0, 0],
  policyVisible: [0, 0],
  policySettles: [0, 0],
  scalingVisible: [0, 0],
  scalingSettles: [0, 0],
  scalingMoves: [0, 0],
};

/** A whole number of milliseconds out of the range. */
export function draw(random: Random, [min, max]: Range): number {
  return min === max ? min : random.integer(min, max);
}

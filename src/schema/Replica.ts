import type { ContributorInsights } from './IndexSchema.js';
import type { KinesisStreamingDestination, ResourcePolicy } from './SettingValues.js';
import type { CapacityScaling, OnDemandThroughput } from './Throughput.js';

/**
 * A replica of a table in another Region. Keys, indexes, billing, writes, time to live and the stream are the table's own everywhere; what
 * stands here is the Region's, and a setting that is left out is unmanaged there: whatever the replica has stays.
 *
 * On a live table: a new replica has the class, the read capacity and the kind of encryption of the table, and none of its other settings
 * here. It gets those that are given through a client for its Region.
 *
 * AWS: an element of `ReplicaUpdates`, and the calls of each setting in that Region.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html
 */
export interface Replica {
  /** The table class in this Region. Left out: unmanaged. A new replica has the table's. AWS: `TableClassOverride`. */
  readonly tableClass?: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';
  /** Whether DeleteTable is refused in this Region. A new replica has it off. AWS: `DeletionProtectionEnabled`. */
  readonly deletionProtection?: boolean;
  /** Point-in-time recovery in this Region. A new replica has it off. AWS: UpdateContinuousBackups. */
  readonly pointInTimeRecovery?: boolean | { readonly recoveryPeriodInDays: number };
  /** Contributor insights in this Region. A new replica has it off. AWS: UpdateContributorInsights. */
  readonly contributorInsights?: ContributorInsights;
  /** Tags in this Region. `{}` says that there must be none. A new replica has none. AWS: TagResource. */
  readonly tags?: { readonly [key: string]: string };
  /**
   * Whose KMS key encrypts the replica. Keys are of one Region: where the table has a key of yours, each replica needs one of its Region, and
   * where the table has AWS's, so has each replica.
   *
   * AWS: `KMSMasterKeyId`.
   */
  readonly encryption?: 'AWS_OWNED' | 'AWS_MANAGED' | { readonly kmsMasterKeyId: string };
  /** The Kinesis data stream of this Region that gets the changes. AWS: EnableKinesisStreamingDestination. */
  readonly kinesisStreamingDestination?: KinesisStreamingDestination | false;
  /** The resource policy of the replica; `false`: it must have none. A new replica has none. AWS: PutResourcePolicy. */
  readonly resourcePolicy?: ResourcePolicy | false;
  /**
   * The read capacity in this Region, of a table whose billing mode is `PROVISIONED`.
   *
   * Left out: unmanaged; a new replica has the table's.
   *
   * AWS: `ProvisionedThroughputOverride`.
   */
  readonly provisionedThroughput?: ReplicaProvisionedThroughput;
  /**
   * The ceiling of reads in this Region, of a table that is billed per request. No call takes one away: where a replica that stands is
   * to have none, that is reported.
   *
   * Left out: unmanaged; a new replica has the table's.
   *
   * AWS: `OnDemandThroughputOverride`.
   */
  readonly onDemandThroughput?: Pick<OnDemandThroughput, 'maxReadRequestUnits'>;
  /** What differs of the table's global indexes in this Region, by their names. Left out: unmanaged. AWS: `GlobalSecondaryIndexes`. */
  readonly globalSecondaryIndexes?: { readonly [indexName: string]: ReplicaGlobalSecondaryIndex };
}

/** What differs of a global index in the Region of a replica. AWS: `ReplicaGlobalSecondaryIndex`. */
export interface ReplicaGlobalSecondaryIndex {
  /**
   * The read capacity of the index in this Region.
   *
   * Left out: unmanaged; a new replica has that of the table's index.
   *
   * AWS: `ProvisionedThroughputOverride`.
   */
  readonly provisionedThroughput?: ReplicaProvisionedThroughput;
  /**
   * The ceiling of reads of the index in this Region.
   *
   * Left out: unmanaged; a new replica has that of the table's index.
   *
   * AWS: `OnDemandThroughputOverride`.
   */
  readonly onDemandThroughput?: Pick<OnDemandThroughput, 'maxReadRequestUnits'>;
  /** Contributor insights of the index in this Region. AWS: UpdateContributorInsights, with `IndexName`. */
  readonly contributorInsights?: ContributorInsights;
}

/** The read capacity of a replica; writes are the table's everywhere. */
export interface ReplicaProvisionedThroughput {
  /** Read capacity units: a whole number of at least 1. AWS: `ReadCapacityUnits`. */
  readonly readCapacityUnits: number;
  /** How Application Auto Scaling of this Region moves the number, as `autoScaling` of a table says. */
  readonly autoScaling?: 'UNMANAGED' | { readonly read?: CapacityScaling };
}

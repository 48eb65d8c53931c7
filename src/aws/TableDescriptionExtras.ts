import type {
  ContinuousBackupsDescription,
  ContributorInsightsMode,
  ContributorInsightsStatus,
  KinesisDataStreamDestination,
  TableDescription,
  Tag,
  TimeToLiveDescription,
} from '@aws-sdk/client-dynamodb';
import type { ScalingAnswers } from './scalingShapes.js';

/** What other calls than DescribeTable say of a live table. What is left out here stays out of the schema. */
export interface TableDescriptionExtras {
  /** What DescribeTimeToLive answers. */
  readonly timeToLive?: TimeToLiveDescription;
  /** What DescribeContinuousBackups answers. */
  readonly continuousBackups?: ContinuousBackupsDescription;
  /** The tags of all pages of ListTagsOfResource. Those that AWS sets itself (`aws:`) are not in the schema. */
  readonly tags?: readonly Tag[];
  /** The policy that GetResourcePolicy answers with for the table; `false`: it answers that there is none. */
  readonly resourcePolicy?: string | false;
  /** The policy that GetResourcePolicy answers with for the table's stream; `false`: it answers that there is none. */
  readonly streamResourcePolicy?: string | false;
  /** The tags of all pages of ListTagsOfResource for the table's stream. */
  readonly streamTags?: readonly Tag[];
  /** What DescribeKinesisStreamingDestination answers with. The first that gets the changes of items is the one in the schema. */
  readonly kinesis?: readonly KinesisDataStreamDestination[];
  /** What Application Auto Scaling answers of the table and its global indexes in this Region. */
  readonly scaling?: ScalingAnswers;
  /** What is known of the replicas' own settings, by Region. Of a replica that is not here, what DescribeTable tells is all. */
  readonly replicas?: { readonly [region: string]: ReplicaAnswers };
  /** The answers of DescribeContributorInsights: that for the table under `''`, those for its indexes under their names. */
  readonly contributorInsights?: { readonly [indexName: string]: ContributorInsightsAnswer };
  /** Who manages the key that encrypts the table: `KeyMetadata.KeyManager` in KMS's answer of DescribeKey. */
  readonly kmsKeyManager?: 'AWS' | 'CUSTOMER';
}

/** What DescribeContributorInsights says of a table or an index. */
export interface ContributorInsightsAnswer {
  /** Whether insights are on, or being switched on. */
  readonly ContributorInsightsStatus?: ContributorInsightsStatus;
  /** Left out: the default mode, `ACCESSED_AND_THROTTLED_KEYS`. */
  readonly ContributorInsightsMode?: ContributorInsightsMode;
}

/** What the calls of another Region say of a replica: of the table there. */
export interface ReplicaAnswers {
  /** What DescribeTable answers there. */
  readonly table: TableDescription;
  /** What the other calls answer there. */
  readonly extras?: Omit<TableDescriptionExtras, 'replicas'>;
}

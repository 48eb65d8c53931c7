/**
 * The limits of DynamoDB that a table definition can break. Sources: DG is the DynamoDB developer guide, API its API reference.
 */

/** Bounds of table and index names. API: CreateTable, TableName and IndexName. */
export const nameLength = { min: 3, max: 255 } as const;

/** Bytes (UTF-8) of a name used in a key schema or projected into an index. DG: Constraints, Naming rules. */
export const attributeNameBytes = 255;

/** Characters of the names of TTL and vector attributes. API: TimeToLiveSpecification, VectorAttributeDefinition. */
export const attributeNameLength = 255;

/** Attributes in the partition key, and again in the sort key, of a GSI. API: CreateTable, GlobalSecondaryIndexes. */
export const gsiKeyAttributes = 4;

/** DG: Quotas, Local secondary indexes per table. Not adjustable. */
export const localSecondaryIndexesPerTable = 5;

/** DG: Vector indexes per table. */
export const vectorIndexesPerTable = 5;

/** Names in `include`, added up over all GSIs and LSIs. DG: Quotas, Projected secondary index attributes per table. */
export const projectedAttributesPerTable = 100;

/** Names in one `include`, by the API's model; whether the service holds to it is not recorded. API: Projection. */
export const projectedAttributesPerIndex = 20;

/** DG: Quotas that an account can have raised, at their defaults. */
export const defaultQuotas = {
  /** Global secondary indexes per table. */
  globalSecondaryIndexesPerTable: 20,
  /** Read capacity units of a table or a GSI. */
  tableReadCapacityUnits: 40_000,
  /** Write capacity units of a table or a GSI. */
  tableWriteCapacityUnits: 40_000,
  /** Read capacity units of all tables and GSIs of an account in a Region: those of one table count together. */
  accountReadCapacityUnits: 80_000,
  /** Write capacity units of all tables and GSIs of an account in a Region: those of one table count together. */
  accountWriteCapacityUnits: 80_000,
} as const;

/** Least warm throughput of an on-demand table or GSI, per second. API: WarmThroughput; these are what a new table has. */
export const onDemandWarmThroughput = { readUnitsPerSecond: 12_000, writeUnitsPerSecond: 4_000 } as const;

/** API: TagResource and Tag; DG: Tagging restrictions. */
export const tagsPerTable = 50;
export const tagKeyLength = 128;
export const tagValueLength = 256;

/** API: PointInTimeRecoverySpecification, RecoveryPeriodInDays. */
export const recoveryPeriodDays = 35;

/** DG: Resource-based policy considerations: 20 KB, whitespace included. */
export const resourcePolicyBytes = 20_480;

/** Percent of use at which capacity can be kept. DG: Managing throughput capacity automatically with DynamoDB auto scaling. */
export const scalingTargetPercent = { min: 20, max: 90 } as const;

/** API (Application Auto Scaling): PutScheduledAction, ScheduledActionName. */
export const scheduledActionNameLength = 256;

/** API: EnableKinesisStreamingDestination, StreamArn: 37 to 1024 characters. */
export const kinesisStreamArnLength = 1024;

/** API: VectorIndex, Dimensions. */
export const vectorDimensions = 4096;

/** Inline filters of a vector index. DG: Vector search. */
export const vectorInlineFilters = 18;

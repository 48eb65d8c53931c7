import type {
  ContinuousBackupsDescription,
  ContributorInsightsMode,
  ContributorInsightsStatus,
  SSEDescription,
  TableDescription,
  Tag,
  TimeToLiveDescription,
} from '@aws-sdk/client-dynamodb';
import {
  type ContributorInsights,
  canonicalTable,
  defineTable,
  type TableSchema,
  TableSchemaError,
} from '../schema/index.js';
import {
  createReader,
  oneOrTuple,
  type Reader,
  readAttributes,
  readCapacity,
  readKeySchema,
  readProjection,
  readVectorIndex,
} from './readTable.js';

/** What a live table says of itself in other calls than DescribeTable. What is left out stays out of the schema. */
export interface TableDescriptionExtras {
  /** The answer of DescribeTimeToLive. */
  readonly timeToLive?: TimeToLiveDescription;
  /** The answer of DescribeContinuousBackups. */
  readonly continuousBackups?: ContinuousBackupsDescription;
  /** The tags of all pages of ListTagsOfResource. Those that AWS sets itself (`aws:`) are not in the schema. */
  readonly tags?: readonly Tag[];
  /** The policy that GetResourcePolicy answers with. */
  readonly resourcePolicy?: string;
  /** The answers of DescribeContributorInsights: that for the table under `''`, those for its indexes under their names. */
  readonly contributorInsights?: { readonly [indexName: string]: ContributorInsightsAnswer };
  /** Who manages the key that encrypts the table: `KeyMetadata.KeyManager` in KMS's answer of DescribeKey. */
  readonly kmsKeyManager?: 'AWS' | 'CUSTOMER';
}

/** What DescribeContributorInsights says of a table or an index. */
export interface ContributorInsightsAnswer {
  readonly ContributorInsightsStatus?: ContributorInsightsStatus;
  readonly ContributorInsightsMode?: ContributorInsightsMode;
}

/**
 * Reads what DescribeTable (and the calls beside it) say of a live table into a schema. Every setting that they tell is there, at
 * its default too; what only another call tells is there if that call's answer is given. Indexes that are being deleted are not.
 *
 * What a schema can't hold, such as replicas, `notesOnTableDescription` names. Warm throughput is left out: every table has one
 * without asking, and it grows. Whether a KMS key is AWS's own only KMS can tell: with `kmsKeyManager: 'AWS'` the encryption is
 * `'AWS_MANAGED'`, and else `{ kmsMasterKeyId }`, by ARN. Of a TTL attribute that no key uses, the type is taken to be `N`.
 *
 * Returns a frozen schema in its canonical spelling.
 *
 * @example
 * ```ts
 * const { Table } = await client.send(new DescribeTableCommand({ TableName: 'orders' }));
 * const schema = fromTableDescription(Table);
 * ```
 *
 * @throws TableSchemaError if the table has what a schema can't represent.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html
 */
export function fromTableDescription(table: TableDescription, extras: TableDescriptionExtras = {}): TableSchema {
  const reader = createReader();
  const schema = readDescription(reader, table, extras);
  if (reader.issues.length) throw new TableSchemaError(`The table ${JSON.stringify(table.TableName)}`, reader.issues);
  return defineTable(canonicalTable(schema as TableSchema)) as TableSchema;
}

function readDescription(reader: Reader, table: TableDescription, extras: TableDescriptionExtras): object {
  const attributes = readAttributes(reader, ['AttributeDefinitions'], table.AttributeDefinitions);
  // DescribeTable answers 0 units for a table on demand, and no BillingModeSummary for one that was always provisioned.
  const provisioned = table.BillingModeSummary?.BillingMode !== 'PAY_PER_REQUEST';
  const capacity = (path: (string | number)[], of: Parameters<typeof liveCapacity>[3]) =>
    liveCapacity(reader, path, provisioned, of);
  const key = readKeySchema(reader, 'table-key', ['KeySchema'], table.KeySchema);
  const local = (table.LocalSecondaryIndexes ?? []).map((index, i) => {
    const path = ['LocalSecondaryIndexes', i];
    const { range } = readKeySchema(reader, 'lsi-key', [...path, 'KeySchema'], index.KeySchema);
    const projection = readProjection(reader, [...path, 'Projection'], index.Projection);
    return [index.IndexName, { sortKey: oneOrTuple(range), ...projection }];
  });
  const global = (table.GlobalSecondaryIndexes ?? [])
    .filter(({ IndexStatus }) => IndexStatus !== 'DELETING')
    .map((index, i) => {
      const path = ['GlobalSecondaryIndexes', i];
      const { hash, range } = readKeySchema(reader, 'gsi-key', [...path, 'KeySchema'], index.KeySchema);
      return [
        index.IndexName,
        {
          partitionKey: oneOrTuple(hash),
          ...(range.length && { sortKey: oneOrTuple(range) }),
          ...readProjection(reader, [...path, 'Projection'], index.Projection),
          ...capacity(path, index),
          ...readInsights(extras, index.IndexName as string),
        },
      ];
    });
  const vector = (table.VectorIndexes ?? [])
    .filter(({ IndexStatus }) => IndexStatus !== 'DELETING')
    .map((index, i) => [
      index.IndexName,
      readVectorIndex(
        reader,
        ['VectorIndexes', i],
        {
          VectorAttribute: index.VectorAttribute,
          SearchSchema: index.SearchSchema,
          Projection: index.Projection,
          Dimensions: index.Dimensions,
          DistanceFunction: index.DistanceFunction,
        },
        attributes,
      ),
    ]);
  const timeToLive = readTimeToLive(extras.timeToLive);
  if (timeToLive !== undefined && !attributes.has(timeToLive)) attributes.set(timeToLive, 'N');
  const stream = table.StreamSpecification;

  return {
    tableName: table.TableName,
    attributes: Object.fromEntries(attributes),
    partitionKey: oneOrTuple(key.hash),
    ...(key.range.length && { sortKey: oneOrTuple(key.range) }),
    ...(local.length && { localSecondaryIndexes: Object.fromEntries(local) }),
    ...(global.length && { globalSecondaryIndexes: Object.fromEntries(global) }),
    ...(vector.length && { vectorIndexes: Object.fromEntries(vector) }),
    billingMode: provisioned ? 'PROVISIONED' : 'PAY_PER_REQUEST',
    ...capacity([], table),
    ...(timeToLive !== undefined && { timeToLive }),
    streamViewType: stream?.StreamEnabled ? stream.StreamViewType : false,
    encryption: readEncryption(table.SSEDescription, extras.kmsKeyManager),
    tableClass: table.TableClassSummary?.TableClass ?? 'STANDARD',
    deletionProtection: table.DeletionProtectionEnabled ?? false,
    ...(extras.continuousBackups && { pointInTimeRecovery: readRecovery(extras.continuousBackups) }),
    ...readInsights(extras, ''),
    ...(extras.resourcePolicy !== undefined && { resourcePolicy: extras.resourcePolicy }),
    ...(extras.tags && { tags: readTags(extras.tags) }),
  };
}

/** Throughput as far as the billing mode has it. */
function liveCapacity(
  reader: Reader,
  path: (string | number)[],
  provisioned: boolean,
  {
    ProvisionedThroughput: units,
    OnDemandThroughput: ceilings,
  }: Pick<TableDescription, 'ProvisionedThroughput' | 'OnDemandThroughput'>,
): object {
  if (provisioned) {
    return readCapacity(reader, path, {
      ProvisionedThroughput: {
        ReadCapacityUnits: units?.ReadCapacityUnits,
        WriteCapacityUnits: units?.WriteCapacityUnits,
      },
    });
  }
  // -1 is how UpdateTable's answer says that there is no ceiling.
  const known = Object.entries(ceilings ?? {}).filter(([, ceiling]) => ceiling !== undefined && ceiling !== -1);
  return known.length ? readCapacity(reader, path, { OnDemandThroughput: Object.fromEntries(known) }) : {};
}

/** The attribute of a TTL that is on, or being switched on. */
function readTimeToLive(description: TimeToLiveDescription | undefined): string | undefined {
  return /^ENABL/.test(description?.TimeToLiveStatus ?? '') ? description?.AttributeName : undefined;
}

function readEncryption(
  sse: SSEDescription | undefined,
  manager: TableDescriptionExtras['kmsKeyManager'],
): TableSchema['encryption'] {
  if (!sse || sse.Status === 'DISABLED' || sse.Status === 'DISABLING') return 'AWS_OWNED';
  return sse.KMSMasterKeyArn === undefined || manager === 'AWS'
    ? 'AWS_MANAGED'
    : { kmsMasterKeyId: sse.KMSMasterKeyArn };
}

function readRecovery({ PointInTimeRecoveryDescription: recovery }: ContinuousBackupsDescription) {
  if (recovery?.PointInTimeRecoveryStatus !== 'ENABLED') return false;
  const { RecoveryPeriodInDays: recoveryPeriodInDays } = recovery;
  return recoveryPeriodInDays === undefined ? true : { recoveryPeriodInDays };
}

function readInsights({ contributorInsights }: TableDescriptionExtras, name: string): object {
  if (!contributorInsights || !Object.hasOwn(contributorInsights, name)) return {};
  const { ContributorInsightsStatus: status, ContributorInsightsMode: mode } = contributorInsights[name];
  const on: ContributorInsights = mode === undefined ? true : { mode };
  return { contributorInsights: status === 'ENABLED' || status === 'ENABLING' ? on : false };
}

function readTags(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(
    tags.filter(({ Key }) => !Key?.startsWith('aws:')).map(({ Key, Value }) => [Key as string, Value ?? '']),
  );
}

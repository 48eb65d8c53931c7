import type { GlobalSecondaryIndexDescription, TableDescription } from '@aws-sdk/client-dynamodb';
import {
  cannotCarry,
  canonicalTable,
  defineTable,
  type IndexSettingName,
  type NotCarried,
  type Path,
  type SettingName,
  show,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
} from '../schema/index.js';
import { type Live, readInsights, readTags, regionalSettings } from './readRegional.js';
import { readReplicas } from './readReplicas.js';
import { readAutoScaling } from './readScaling.js';
import {
  createReader,
  type Reader,
  readAttributes,
  readEach,
  readKeySchema,
  readOnDemandThroughput,
  readProjection,
  readProvisionedThroughput,
  readVectorIndex,
  sayAt,
} from './readShapes.js';
import { oneOrTuple, readIndexNames, readTimeToLiveWords } from './readWords.js';
import type { TableDescriptionExtras } from './TableDescriptionExtras.js';
import { scalingDimensions } from './toAutoScalingInputs.js';

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
  const { schema, issues } = readTableDescription(table, extras);
  if (issues.length) throw new TableSchemaError(`The table ${show(table.TableName)}`, issues);
  return defineTable(canonicalTable(schema)) as TableSchema;
}

/** What a schema can say of the answer, which may not be valid or in its one spelling, and what it can't. */
export function readTableDescription(
  table: TableDescription,
  extras: TableDescriptionExtras = {},
): { readonly schema: TableSchema; readonly issues: readonly TableIssue[] } {
  const reader = createReader();
  return { schema: readDescription(reader, table, extras), issues: reader.issues };
}

const grown = /* @__PURE__ */ cannotCarry(
  'every table has it without asking, and it grows: notesOnTableDescription tells of it',
);

/** How each setting of a table is read; `undefined`: what would tell was not asked. */
const settings: { readonly [P in SettingName]: ((live: Live) => unknown) | NotCarried } = {
  billingMode: ({ provisioned }) => (provisioned ? 'PROVISIONED' : 'PAY_PER_REQUEST'),
  provisionedThroughput: (live) => liveUnits(live, [], live.table),
  onDemandThroughput: ({ table, ...live }) => liveCeilings(live, [], table),
  warmThroughput: grown,
  timeToLive: ({ extras: { timeToLive }, attributes }) =>
    // Also while it is being switched on.
    readTimeToLiveWords(
      timeToLive && /^ENABL/.test(timeToLive.TimeToLiveStatus ?? ''),
      timeToLive?.AttributeName,
      attributes,
    ),
  streamViewType: ({ table: { StreamSpecification: stream } }) =>
    stream?.StreamEnabled ? stream.StreamViewType : false,
  streamResourcePolicy: ({ table, extras }) => hasStream(table) && extras.streamResourcePolicy,
  streamTags: ({ table, extras: { streamTags }, reader }) =>
    hasStream(table) && streamTags && readTags(streamTags, reader, 'streamTags'),
  kinesisStreamingDestination: (live) => regionalSettings.kinesisStreamingDestination(live),
  replicas: readReplicas,
  encryption: (live) => regionalSettings.encryption(live),
  tableClass: (live) => regionalSettings.tableClass(live),
  deletionProtection: (live) => regionalSettings.deletionProtection(live),
  pointInTimeRecovery: (live) => regionalSettings.pointInTimeRecovery(live),
  contributorInsights: (live) => regionalSettings.contributorInsights(live),
  resourcePolicy: (live) => regionalSettings.resourcePolicy(live),
  tags: (live) => regionalSettings.tags(live),
};

/** A stream that was switched off can be read for a day, and is not the table's any more. */
function hasStream({ StreamSpecification: stream }: TableDescription): true | undefined {
  return stream?.StreamEnabled || undefined;
}

/** How each setting of a global index is read. */
const indexSettings: {
  readonly [P in IndexSettingName]:
    | ((index: GlobalSecondaryIndexDescription, live: Live, path: Path) => unknown)
    | NotCarried;
} = {
  provisionedThroughput: (index, live, path) => liveUnits(live, path, index, index.IndexName),
  onDemandThroughput: (index, live, path) => liveCeilings(live, path, index),
  warmThroughput: grown,
  contributorInsights: ({ IndexName }, { extras }) => readInsights(extras, IndexName as string),
};

function readDescription(reader: Reader, table: TableDescription, extras: TableDescriptionExtras): TableSchema {
  const attributes = readAttributes(reader, ['AttributeDefinitions'], table.AttributeDefinitions);
  // DescribeTable answers 0 units for a table on demand, and no BillingModeSummary for one that was always provisioned.
  const provisioned = table.BillingModeSummary?.BillingMode !== 'PAY_PER_REQUEST';
  const live: Live = { table, extras, provisioned, attributes, reader };
  const key = readKeySchema(reader, 'table-key', ['KeySchema'], table.KeySchema);
  const local = (table.LocalSecondaryIndexes ?? []).map((index, i) => {
    const path = ['LocalSecondaryIndexes', i];
    const { range } = readKeySchema(reader, 'lsi-key', [...path, 'KeySchema'], index.KeySchema);
    const projection = readProjection(reader, [...path, 'Projection'], index.Projection);
    return [index.IndexName as string, { sortKey: oneOrTuple(range), projection }] as const;
  });
  const global = standing(table.GlobalSecondaryIndexes).map(([index, i]) => {
    const path = ['GlobalSecondaryIndexes', i];
    const { hash, range } = readKeySchema(reader, 'gsi-key', [...path, 'KeySchema'], index.KeySchema);
    return [
      index.IndexName as string,
      {
        partitionKey: oneOrTuple(hash),
        sortKey: oneOrTuple(range),
        projection: readProjection(reader, [...path, 'Projection'], index.Projection),
        ...readEach(indexSettings, (read) => read(index, live, path)),
      },
    ] as const;
  });
  const vector = standing(table.VectorIndexes).map(
    ([index, i]) =>
      [index.IndexName as string, readVectorIndex(reader, ['VectorIndexes', i], index, attributes)] as const,
  );
  const read = readEach(settings, (setting) => setting(live));
  return {
    tableName: table.TableName,
    attributes: Object.fromEntries(attributes),
    partitionKey: oneOrTuple(key.hash),
    sortKey: oneOrTuple(key.range),
    localSecondaryIndexes: readIndexNames(local, sayAt(reader, ['LocalSecondaryIndexes'])),
    globalSecondaryIndexes: readIndexNames(global, sayAt(reader, ['GlobalSecondaryIndexes'])),
    vectorIndexes: readIndexNames(vector, sayAt(reader, ['VectorIndexes'])),
    ...read,
  } as TableSchema;
}

/** The indexes that are not being deleted, each with its place. */
function standing<T extends { IndexStatus?: string }>(indexes: T[] = []): [T, number][] {
  return indexes.map((index, i): [T, number] => [index, i]).filter(([{ IndexStatus }]) => IndexStatus !== 'DELETING');
}

type Throughput = Pick<TableDescription, 'ProvisionedThroughput' | 'OnDemandThroughput'>;

/** Beside its units, the answer tells when they were changed last. */
function liveUnits({ table, extras, provisioned, reader }: Live, path: Path, of: Throughput, indexName?: string) {
  if (!provisioned) return undefined;
  const { ReadCapacityUnits, WriteCapacityUnits } = of.ProvisionedThroughput ?? {};
  const units = readProvisionedThroughput(reader, path, { ReadCapacityUnits, WriteCapacityUnits });
  const { scaling } = extras;
  return scaling
    ? { ...units, autoScaling: readAutoScaling(scaling, scalingDimensions, table.TableName as string, indexName) }
    : units;
}

/** A ceiling of -1 is how UpdateTable's answer says that there is none. */
function liveCeilings({ provisioned, reader }: Pick<Live, 'provisioned' | 'reader'>, path: Path, of: Throughput) {
  const known = Object.entries(of.OnDemandThroughput ?? {}).filter(
    ([, ceiling]) => ceiling !== undefined && ceiling !== -1,
  );
  return provisioned || !known.length
    ? undefined
    : readOnDemandThroughput(reader, [...path, 'OnDemandThroughput'], Object.fromEntries(known));
}

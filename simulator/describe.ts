import type {
  GlobalSecondaryIndexDescription,
  LocalSecondaryIndexDescription,
  Projection,
  TableDescription,
  VectorIndexDescription,
} from '@aws-sdk/client-dynamodb';
import { describeOnDemand, describeProvisioned, describeWarm } from './capacity.js';
import { describeReplicas } from './replicas.js';
import type { GlobalIndexState, TableState, VectorIndexState, World } from './state.js';

/**
 * What DescribeTable tells of the table, in the shape in which AWS tells it: members that say nothing are absent, capacity is 0
 * on demand, and lists that have no order come in any order.
 */
export function describeTable(world: World, table: TableState): TableDescription {
  const now = world.now();
  const description: TableDescription = {
    AttributeDefinitions: anyOrder(
      world,
      Array.from(table.attributes, ([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    ),
    TableName: table.name,
    KeySchema: copyElements(table.keySchema),
    TableStatus: table.status,
    CreationDateTime: new Date(table.createdAt),
    ProvisionedThroughput: describeProvisioned(table.capacity, now),
    TableSizeBytes: table.sizeBytes,
    ItemCount: table.itemCount,
    TableArn: table.arn,
    TableId: table.id,
    DeletionProtectionEnabled: table.deletionProtection,
    WarmThroughput: describeWarm(table.capacity, table.billingMode, now),
  };
  if (table.toOnDemandAt !== undefined) {
    description.BillingModeSummary = {
      BillingMode: table.billingMode,
      LastUpdateToPayPerRequestDateTime: new Date(table.toOnDemandAt),
    };
  }
  const onDemand = describeOnDemand(table.capacity);
  if (onDemand) description.OnDemandThroughput = onDemand;
  if (table.streamViewType) {
    description.StreamSpecification = { StreamEnabled: true, StreamViewType: table.streamViewType };
  }
  if (table.streamLabel) {
    description.LatestStreamLabel = table.streamLabel;
    description.LatestStreamArn = `${table.arn}/stream/${table.streamLabel}`;
  }
  if (table.encryption) {
    const { status, keyArn } = table.encryption;
    description.SSEDescription = { Status: status, SSEType: 'KMS', KMSMasterKeyArn: keyArn };
  }
  if (table.tableClass) {
    const { tableClass, changedAt } = table.tableClass;
    description.TableClassSummary = {
      TableClass: tableClass,
      ...(changedAt !== undefined && { LastUpdateDateTime: new Date(changedAt) }),
    };
  }
  if (table.replicas.length) description.Replicas = anyOrder(world, describeReplicas(table));
  // Recorded on AWS: a table that is being deleted answers without its indexes.
  if (table.status !== 'DELETING') describeIndexes(world, table, description);
  return description;
}

function describeIndexes(world: World, table: TableState, description: TableDescription): void {
  if (table.localIndexes.length) {
    description.LocalSecondaryIndexes = anyOrder(
      world,
      table.localIndexes.map(
        (index): LocalSecondaryIndexDescription => ({
          IndexName: index.IndexName,
          KeySchema: copyElements(index.KeySchema ?? []),
          Projection: describeProjection(world, index.Projection),
          ...sizeOf(table, 'ACTIVE'),
          IndexArn: `${table.arn}/index/${index.IndexName}`,
        }),
      ),
    );
  }
  if (table.globalIndexes.length) {
    description.GlobalSecondaryIndexes = anyOrder(
      world,
      table.globalIndexes.map((index) => describeGlobalIndex(world, table, index)),
    );
  }
  if (table.vectorIndexes.length) {
    description.VectorIndexes = anyOrder(
      world,
      table.vectorIndexes.map((index) => describeVectorIndex(world, table, index)),
    );
  }
}

function describeGlobalIndex(
  world: World,
  table: TableState,
  index: GlobalIndexState,
): GlobalSecondaryIndexDescription {
  const isNew = index.status === 'CREATING';
  // Spreads would be shorter, and take most of the time of a run with thousands of tables.
  const description: GlobalSecondaryIndexDescription = {
    IndexName: index.name,
    KeySchema: copyElements(index.keySchema),
    Projection: describeProjection(world, index.projection),
    IndexStatus: index.status,
    ProvisionedThroughput: describeProvisioned(index.capacity, world.now()),
    IndexSizeBytes: isNew ? 0 : table.sizeBytes,
    ItemCount: isNew ? 0 : table.itemCount,
    IndexArn: `${table.arn}/index/${index.name}`,
    WarmThroughput: describeWarm(index.capacity, table.billingMode, world.now()),
  };
  if (index.backfilling !== undefined) description.Backfilling = index.backfilling;
  const onDemand = describeOnDemand(index.capacity);
  if (onDemand) description.OnDemandThroughput = onDemand;
  return description;
}

function describeVectorIndex(world: World, table: TableState, index: VectorIndexState): VectorIndexDescription {
  const { Projection, SearchSchema, VectorAttribute, ...definition } = index.definition;
  return {
    ...definition,
    VectorAttribute: { AttributeName: VectorAttribute?.AttributeName },
    ...(SearchSchema && { SearchSchema: copyElements(SearchSchema) }),
    Projection: describeProjection(world, Projection),
    IndexStatus: index.status,
    ...(index.backfilling !== undefined && { Backfilling: index.backfilling }),
    ...sizeOf(table, index.status),
    IndexArn: `${table.arn}/index/${index.name}`,
  };
}

function sizeOf(table: TableState, status: string | undefined): { IndexSizeBytes: number; ItemCount: number } {
  return status === 'CREATING'
    ? { IndexSizeBytes: 0, ItemCount: 0 }
    : { IndexSizeBytes: table.sizeBytes, ItemCount: table.itemCount };
}

function describeProjection(world: World, projection: Projection | undefined): Projection {
  const { ProjectionType, NonKeyAttributes } = projection ?? {};
  return NonKeyAttributes
    ? { ProjectionType, NonKeyAttributes: anyOrder(world, NonKeyAttributes) }
    : { ProjectionType };
}

/** AWS does not promise an order of these lists. */
function anyOrder<T>(world: World, list: readonly T[]): T[] {
  return world.shuffles && list.length > 1 ? world.readRandom.shuffle(list) : list.slice();
}

/** structuredClone is for more than this, and takes most of a describe's time. */
function copyElements<T extends object>(elements: readonly T[]): T[] {
  return elements.map((element) => ({ ...element }));
}

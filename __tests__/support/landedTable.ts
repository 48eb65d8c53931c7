import type { CreateTableCommandInput, Projection, TableDescription } from '@aws-sdk/client-dynamodb';

type Units = { readonly ReadCapacityUnits?: number; readonly WriteCapacityUnits?: number };
type Ceilings = { readonly MaxReadRequestUnits?: number; readonly MaxWriteRequestUnits?: number };
type Index = NonNullable<CreateTableCommandInput['GlobalSecondaryIndexes']>[number];

/** A table as a CreateTable input declares it, and as DescribeTable shows it, in one form that leaves out what DynamoDB adds. */
export interface LandedTable {
  readonly tableName: unknown;
  /** Sorted by name: DynamoDB keeps no order of definitions and indexes. */
  readonly attributes: readonly unknown[];
  readonly key: unknown;
  readonly localSecondaryIndexes: readonly LandedIndex[];
  readonly globalSecondaryIndexes: readonly LandedIndex[];
  readonly vectorIndexes: readonly unknown[];
  readonly billingMode: string;
  readonly provisionedThroughput: unknown;
  readonly onDemandThroughput: unknown;
  readonly warmThroughput: unknown;
  readonly stream: string | undefined;
  readonly encrypted: boolean;
  readonly tableClass: string;
  readonly deletionProtection: boolean;
}

interface LandedIndex {
  readonly name: unknown;
  readonly key: unknown;
  readonly projection: unknown;
  readonly provisionedThroughput: unknown;
  readonly indexOnDemandThroughput: unknown;
}

/** The table that CreateTable makes of this input. */
export function declaredTable(input: CreateTableCommandInput): LandedTable {
  return landed({
    ...input,
    billingMode: input.BillingMode,
    encrypted: input.SSESpecification?.Enabled,
    tableClass: input.TableClass,
  });
}

/** The table that DescribeTable shows. */
export function describedTable(description: TableDescription): LandedTable {
  return landed({
    ...(description as CreateTableCommandInput),
    billingMode: description.BillingModeSummary?.BillingMode,
    encrypted: ['ENABLED', 'ENABLING', 'UPDATING'].includes(description.SSEDescription?.Status ?? ''),
    tableClass: description.TableClassSummary?.TableClass,
  });
}

function landed(
  table: CreateTableCommandInput & {
    billingMode?: string;
    encrypted?: boolean;
    tableClass?: string;
  },
): LandedTable {
  const billingMode = table.billingMode ?? 'PROVISIONED';
  const provisioned = billingMode === 'PROVISIONED';
  const indexes = (list: readonly Index[] = []) =>
    sorted(list, ({ IndexName }) => IndexName).map(
      ({ IndexName, KeySchema, Projection, ProvisionedThroughput, OnDemandThroughput }) => ({
        name: IndexName,
        key: KeySchema,
        projection: projected(Projection),
        provisionedThroughput: provisioned ? unitsOf(ProvisionedThroughput) : undefined,
        indexOnDemandThroughput: ceilingsOf(OnDemandThroughput),
      }),
    );
  return {
    tableName: table.TableName,
    attributes: sorted(table.AttributeDefinitions ?? [], ({ AttributeName }) => AttributeName),
    key: table.KeySchema,
    localSecondaryIndexes: indexes(table.LocalSecondaryIndexes),
    globalSecondaryIndexes: indexes(table.GlobalSecondaryIndexes),
    vectorIndexes: sorted(table.VectorIndexes ?? [], ({ IndexName }) => IndexName).map((index) => ({
      name: index.IndexName,
      attribute: index.VectorAttribute?.AttributeName,
      dimensions: index.Dimensions,
      distance: index.DistanceFunction,
      search: index.SearchSchema ?? [],
      projection: projected(index.Projection),
    })),
    billingMode,
    provisionedThroughput: provisioned ? unitsOf(table.ProvisionedThroughput) : undefined,
    onDemandThroughput: ceilingsOf(table.OnDemandThroughput),
    warmThroughput: table.WarmThroughput && {
      reads: table.WarmThroughput.ReadUnitsPerSecond,
      writes: table.WarmThroughput.WriteUnitsPerSecond,
    },
    stream: table.StreamSpecification?.StreamViewType,
    encrypted: table.encrypted ?? false,
    tableClass: table.tableClass ?? 'STANDARD',
    deletionProtection: table.DeletionProtectionEnabled ?? false,
  };
}

function sorted<T>(list: readonly T[], name: (item: T) => unknown): T[] {
  const text = (item: T) => String(name(item));
  return [...list].sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

function projected({ ProjectionType, NonKeyAttributes }: Projection = {}): unknown {
  return { type: ProjectionType, include: [...(NonKeyAttributes ?? [])].sort() };
}

function unitsOf({ ReadCapacityUnits, WriteCapacityUnits }: Units = {}): unknown {
  return { reads: ReadCapacityUnits, writes: WriteCapacityUnits };
}

/** `{}` sets no ceiling, like its absence. */
function ceilingsOf({ MaxReadRequestUnits, MaxWriteRequestUnits }: Ceilings = {}): unknown {
  return { reads: MaxReadRequestUnits, writes: MaxWriteRequestUnits };
}

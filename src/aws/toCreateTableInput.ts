import type {
  AttributeDefinition,
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  Projection,
  SearchSchemaElement,
  SSESpecification,
  VectorIndex,
} from '@aws-sdk/client-dynamodb';
import {
  assertValidTable,
  type OnDemandThroughput,
  type ProvisionedThroughput,
  type Projection as SchemaProjection,
  type TableSchema,
  type ValidateOptions,
  type VectorIndex as SchemaVectorIndex,
  type WarmThroughput,
} from '../schema/index.js';

/**
 * The input of `CreateTableCommand` for a schema. Returns a new object at each call.
 *
 * `AttributeDefinitions` holds the attributes that keys use, each once, in the order of their first use. Settings that
 * CreateTable does not carry have inputs of their own: `toUpdateTimeToLiveInput`, `toUpdateContinuousBackupsInput` and
 * `toUpdateContributorInsightsInputs`.
 *
 * @example
 * ```ts
 * await client.send(new CreateTableCommand(toCreateTableInput(sessionTableSchema)));
 * ```
 *
 * @throws TableSchemaError with every issue, if the schema is not valid.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function toCreateTableInput(schema: TableSchema, options?: ValidateOptions): CreateTableCommandInput {
  assertValidTable(schema, options);
  const { attributes, partitionKey } = schema;
  const definitions: AttributeDefinition[] = [];
  const keySchema = (hash: string | readonly string[], range: string | readonly string[] | undefined) => {
    const elements: KeySchemaElement[] = [];
    for (const [names, KeyType] of [
      [hash, 'HASH'],
      [range, 'RANGE'],
    ] as const) {
      for (const AttributeName of typeof names === 'string' ? [names] : (names ?? [])) {
        define(definitions, attributes, AttributeName);
        elements.push({ AttributeName, KeyType });
      }
    }
    return elements;
  };

  const input: CreateTableCommandInput = {
    TableName: schema.tableName,
    AttributeDefinitions: definitions,
    KeySchema: keySchema(partitionKey, schema.sortKey),
    BillingMode: schema.billingMode ?? 'PAY_PER_REQUEST',
  };
  setCapacity(input, schema);
  const local = schema.localSecondaryIndexes ?? {};
  for (const IndexName of Object.keys(local)) {
    (input.LocalSecondaryIndexes ??= []).push({
      IndexName,
      KeySchema: keySchema(partitionKey, local[IndexName].sortKey),
      Projection: toProjection(local[IndexName].projection),
    });
  }
  const global = schema.globalSecondaryIndexes ?? {};
  for (const IndexName of Object.keys(global)) {
    const index = global[IndexName];
    const gsi: GlobalSecondaryIndex = {
      IndexName,
      KeySchema: keySchema(index.partitionKey, index.sortKey),
      Projection: toProjection(index.projection),
    };
    setCapacity(gsi, index);
    (input.GlobalSecondaryIndexes ??= []).push(gsi);
  }
  const vector = schema.vectorIndexes ?? {};
  for (const IndexName of Object.keys(vector)) {
    const search = toSearchSchema(vector[IndexName]);
    for (const { AttributeName } of search) define(definitions, attributes, AttributeName as string);
    (input.VectorIndexes ??= []).push(toVectorIndex(IndexName, vector[IndexName], search));
  }
  setSettings(input, schema);
  return input;
}

function define(definitions: AttributeDefinition[], attributes: TableSchema['attributes'], AttributeName: string) {
  for (const definition of definitions) if (definition.AttributeName === AttributeName) return;
  // A valid schema's keys are S, N or B.
  definitions.push({ AttributeName, AttributeType: attributes[AttributeName] as 'S' | 'N' | 'B' });
}

function toProjection(projection: SchemaProjection = 'ALL'): Projection {
  return typeof projection === 'string'
    ? { ProjectionType: projection }
    : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...new Set(projection.include)] };
}

function toSearchSchema({ partitionKey, inlineFilters = [] }: SchemaVectorIndex): SearchSchemaElement[] {
  const filters = inlineFilters.map(
    (AttributeName): SearchSchemaElement => ({ AttributeName, SearchSchemaElementType: 'INLINE_FILTER' }),
  );
  return partitionKey === undefined
    ? filters
    : [{ AttributeName: partitionKey, SearchSchemaElementType: 'HASH' }, ...filters];
}

function toVectorIndex(IndexName: string, index: SchemaVectorIndex, SearchSchema: SearchSchemaElement[]): VectorIndex {
  return {
    IndexName,
    VectorAttribute: { AttributeName: index.vectorAttribute },
    ...(SearchSchema.length && { SearchSchema }),
    Projection: toProjection(index.projection),
    Dimensions: index.dimensions,
    DistanceFunction: index.distanceFunction,
  };
}

interface Capacity {
  readonly provisionedThroughput?: ProvisionedThroughput;
  readonly onDemandThroughput?: OnDemandThroughput;
  readonly warmThroughput?: WarmThroughput;
}

function setCapacity(
  input: Pick<GlobalSecondaryIndex, 'ProvisionedThroughput' | 'OnDemandThroughput' | 'WarmThroughput'>,
  { provisionedThroughput, onDemandThroughput, warmThroughput }: Capacity,
) {
  if (provisionedThroughput) {
    const { readCapacityUnits, writeCapacityUnits } = provisionedThroughput;
    input.ProvisionedThroughput = { ReadCapacityUnits: readCapacityUnits, WriteCapacityUnits: writeCapacityUnits };
  }
  if (onDemandThroughput) {
    const { maxReadRequestUnits: MaxReadRequestUnits, maxWriteRequestUnits: MaxWriteRequestUnits } = onDemandThroughput;
    input.OnDemandThroughput = defined({ MaxReadRequestUnits, MaxWriteRequestUnits });
  }
  if (warmThroughput) {
    const { readUnitsPerSecond: ReadUnitsPerSecond, writeUnitsPerSecond: WriteUnitsPerSecond } = warmThroughput;
    input.WarmThroughput = defined({ ReadUnitsPerSecond, WriteUnitsPerSecond });
  }
}

function setSettings(input: CreateTableCommandInput, schema: TableSchema) {
  const { streamViewType, encryption, tableClass, deletionProtection, resourcePolicy, tags } = schema;
  if (streamViewType !== undefined) {
    input.StreamSpecification = streamViewType
      ? { StreamEnabled: true, StreamViewType: streamViewType }
      : { StreamEnabled: false };
  }
  if (encryption !== undefined) input.SSESpecification = toSSESpecification(encryption);
  if (tableClass !== undefined) input.TableClass = tableClass;
  if (deletionProtection !== undefined) input.DeletionProtectionEnabled = deletionProtection;
  if (resourcePolicy !== undefined) {
    input.ResourcePolicy = typeof resourcePolicy === 'string' ? resourcePolicy : JSON.stringify(resourcePolicy);
  }
  if (tags !== undefined) {
    const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    if (list.length) input.Tags = list;
  }
}

function toSSESpecification(encryption: NonNullable<TableSchema['encryption']>): SSESpecification {
  if (encryption === 'AWS_OWNED') return { Enabled: false };
  return encryption === 'AWS_MANAGED'
    ? { Enabled: true, SSEType: 'KMS' }
    : { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: encryption.kmsMasterKeyId };
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}

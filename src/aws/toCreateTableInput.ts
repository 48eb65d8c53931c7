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
  type IndexSettingName,
  keyList,
  type OnDemandThroughput,
  type Properties,
  type ProvisionedThroughput,
  type ResourcePolicy,
  type GlobalSecondaryIndex as SchemaGlobalSecondaryIndex,
  type Projection as SchemaProjection,
  type VectorIndex as SchemaVectorIndex,
  type SettingName,
  type TableSchema,
  type ValidateOptions,
  type WarmThroughput,
} from '../schema/index.js';

/**
 * The input of `CreateTableCommand` for a schema. Returns a new object at each call.
 *
 * `AttributeDefinitions` holds the attributes that keys use, each once, in the order of their first use. Settings that
 * CreateTable does not carry have inputs of their own: `toUpdateTimeToLiveInput`, `toUpdateContinuousBackupsInput`,
 * `toUpdateContributorInsightsInputs`, `toEnableKinesisStreamingDestinationInput`, `toAutoScalingInputs` and `toCreateReplicaInputs`.
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
  const { partitionKey } = schema;
  const input: CreateTableCommandInput = {
    TableName: schema.tableName,
    AttributeDefinitions: [],
    KeySchema: toKeySchema(partitionKey, schema.sortKey),
    BillingMode: schema.billingMode ?? 'PAY_PER_REQUEST',
  };
  const local = toList(schema.localSecondaryIndexes, (IndexName, { sortKey, projection }) => ({
    IndexName,
    KeySchema: toKeySchema(partitionKey, sortKey),
    Projection: toProjection(projection),
  }));
  const global = toList(schema.globalSecondaryIndexes, toGlobalSecondaryIndex);
  const vector = toList(schema.vectorIndexes, toVectorIndex);
  // DynamoDB rejects empty lists.
  if (local.length) input.LocalSecondaryIndexes = local;
  if (global.length) input.GlobalSecondaryIndexes = global;
  if (vector.length) input.VectorIndexes = vector;
  const key = input.KeySchema as KeySchemaElement[];
  input.AttributeDefinitions = toAttributeDefinitions(schema, [
    key,
    ...local.map((index) => index.KeySchema),
    ...global.map((index) => index.KeySchema),
    ...vector.map((index) => index.SearchSchema),
  ]);
  putSettings(input, schema, settings);
  return input;
}

function toList<Index, T>(
  indexes: { readonly [name: string]: Index } | undefined,
  convert: (name: string, index: Index) => T,
): T[] {
  const list: T[] = [];
  if (indexes) for (const name of Object.keys(indexes)) list.push(convert(name, indexes[name]));
  return list;
}

/** The definitions of the attributes that these keys name, each once, in the order of their first use. */
export function toAttributeDefinitions(
  { attributes }: TableSchema,
  keys: readonly ((KeySchemaElement | SearchSchemaElement)[] | undefined)[],
): AttributeDefinition[] {
  const definitions: AttributeDefinition[] = [];
  for (const elements of keys) {
    for (const { AttributeName } of elements ?? []) {
      if (definitions.every((definition) => definition.AttributeName !== AttributeName)) {
        // A valid schema declares its keys as S, N or B.
        definitions.push({ AttributeName, AttributeType: attributes[AttributeName as string] as 'S' | 'N' | 'B' });
      }
    }
  }
  return definitions;
}

export function toGlobalSecondaryIndex(IndexName: string, index: SchemaGlobalSecondaryIndex): GlobalSecondaryIndex {
  const gsi: GlobalSecondaryIndex = {
    IndexName,
    KeySchema: toKeySchema(index.partitionKey, index.sortKey),
    Projection: toProjection(index.projection),
  };
  putSettings(gsi, index, indexSettings);
  return gsi;
}

export function toVectorIndex(IndexName: string, index: SchemaVectorIndex): VectorIndex {
  const search = toSearchSchema(index);
  return {
    IndexName,
    VectorAttribute: { AttributeName: index.vectorAttribute },
    ...(search.length && { SearchSchema: search }),
    Projection: toProjection(index.projection),
    Dimensions: index.dimensions,
    DistanceFunction: index.distanceFunction,
  };
}

type KeyNames = string | readonly string[];

function toKeySchema(hash: KeyNames, range?: KeyNames): KeySchemaElement[] {
  const elements: KeySchemaElement[] = [];
  for (const AttributeName of keyList(hash)) elements.push({ AttributeName, KeyType: 'HASH' });
  for (const AttributeName of keyList(range)) elements.push({ AttributeName, KeyType: 'RANGE' });
  return elements;
}

function toProjection(projection: SchemaProjection = 'ALL'): Projection {
  return typeof projection === 'string'
    ? { ProjectionType: projection }
    : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projection.include] };
}

function toSearchSchema({ partitionKey, inlineFilters }: SchemaVectorIndex): SearchSchemaElement[] {
  const elements: SearchSchemaElement[] = [];
  for (const AttributeName of keyList(partitionKey)) elements.push({ AttributeName, SearchSchemaElementType: 'HASH' });
  for (const AttributeName of keyList(inlineFilters)) {
    elements.push({ AttributeName, SearchSchemaElementType: 'INLINE_FILTER' });
  }
  return elements;
}

/** The members by the API's names, which start with a capital. */
function capitalized<T extends object>(members: T): { [M in keyof T as Capitalize<M & string>]: T[M] } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name[0].toUpperCase() + name.slice(1), value])) as never;
}

type CapacityInput = Pick<GlobalSecondaryIndex, 'ProvisionedThroughput' | 'OnDemandThroughput' | 'WarmThroughput'>;

/** What scales it is told to Application Auto Scaling. */
function putProvisionedThroughput(input: CapacityInput, { autoScaling: _, ...units }: ProvisionedThroughput) {
  input.ProvisionedThroughput = capitalized(units);
}

function putOnDemandThroughput(input: CapacityInput, ceilings: OnDemandThroughput) {
  const set = capitalized(ceilings);
  // The API's reference forbids an empty object. A new table has no ceilings anyway.
  if (Object.keys(set).length) input.OnDemandThroughput = set;
}

function putWarmThroughput(input: CapacityInput, warm: WarmThroughput) {
  input.WarmThroughput = capitalized(warm);
}

/** CreateTable has no member for it: another function makes the input of the call that sets it. */
const byACallOfItsOwn = null;

/** Puts a setting into the input. */
type Put<Input, Of, P extends keyof Of> = (input: Input, value: NonNullable<Of[P]>) => void;

/** The member of the input that has the same values. */
type Same<Input, Value> = { [M in keyof Input]-?: Value extends Input[M] ? M : never }[keyof Input];

type Carrying<Input, Of, P extends keyof Of> =
  | Put<Input, Of, P>
  | Same<Input, NonNullable<Of[P]>>
  | typeof byACallOfItsOwn;

const settings: { readonly [P in SettingName]: Carrying<CreateTableCommandInput, TableSchema, P> } = {
  provisionedThroughput: putProvisionedThroughput,
  onDemandThroughput: putOnDemandThroughput,
  warmThroughput: putWarmThroughput,
  billingMode: 'BillingMode',
  // toUpdateTimeToLiveInput
  timeToLive: byACallOfItsOwn,
  streamViewType: (input, streamViewType) => {
    input.StreamSpecification = {
      StreamEnabled: !!streamViewType,
      ...(streamViewType && { StreamViewType: streamViewType }),
    };
  },
  streamResourcePolicy: byACallOfItsOwn,
  streamTags: byACallOfItsOwn,
  // toEnableKinesisStreamingDestinationInput
  kinesisStreamingDestination: byACallOfItsOwn,
  // toCreateReplicaInputs
  replicas: byACallOfItsOwn,
  encryption: (input, encryption) => {
    input.SSESpecification = toSSESpecification(encryption);
  },
  tableClass: 'TableClass',
  deletionProtection: 'DeletionProtectionEnabled',
  // toUpdateContinuousBackupsInput
  pointInTimeRecovery: byACallOfItsOwn,
  // toUpdateContributorInsightsInputs
  contributorInsights: byACallOfItsOwn,
  resourcePolicy: (input, policy) => {
    if (policy) input.ResourcePolicy = toResourcePolicy(policy);
  },
  tags: (input, tags) => {
    const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    // DynamoDB rejects an empty list.
    if (list.length) input.Tags = list;
  },
};

const indexSettings: {
  readonly [P in IndexSettingName]: Carrying<GlobalSecondaryIndex, SchemaGlobalSecondaryIndex, P>;
} = {
  provisionedThroughput: putProvisionedThroughput,
  onDemandThroughput: putOnDemandThroughput,
  warmThroughput: putWarmThroughput,
  contributorInsights: byACallOfItsOwn,
};

function putSettings<Input extends object>(input: Input, from: object, settings: object) {
  for (const [name, entry] of Object.entries(settings)) {
    const value = (from as Properties)[name];
    if (value === undefined) continue;
    if (typeof entry === 'function') entry(input, value);
    else if (entry) input[entry as keyof Input] = value as never;
  }
}

/** The policy as JSON text, which is what the API takes. */
export function toResourcePolicy(policy: ResourcePolicy): string {
  return typeof policy === 'string' ? policy : JSON.stringify(policy);
}

export function toSSESpecification(encryption: NonNullable<TableSchema['encryption']>): SSESpecification {
  if (encryption === 'AWS_OWNED') return { Enabled: false };
  return {
    Enabled: true,
    SSEType: 'KMS',
    ...(encryption !== 'AWS_MANAGED' && { KMSMasterKeyId: encryption.kmsMasterKeyId }),
  };
}

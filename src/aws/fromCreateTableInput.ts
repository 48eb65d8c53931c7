import type { CreateTableCommandInput, SSESpecification, Tag } from '@aws-sdk/client-dynamodb';
import {
  assertValidTable,
  canonicalTable,
  defineTable,
  type TableSchema,
  TableSchemaError,
  type ValidateOptions,
} from '../schema/index.js';
import {
  checkMembers,
  createReader,
  oneOrTuple,
  type Reader,
  readAttributes,
  readCapacity,
  readKeySchema,
  readList,
  readProjection,
  readVectorIndex,
} from './readTable.js';

/**
 * Reads an existing `CreateTableCommandInput` into a schema. `toCreateTableInput` of the result means the same table: equal, but
 * for what the API takes in several ways (an absent `BillingMode` comes back as `PROVISIONED`, a policy without its white space).
 *
 * Returns a frozen schema.
 *
 * @throws TableSchemaError that lists whatever a schema can't represent, with its place in the input; and, when all can be
 * represented, every issue for which DynamoDB would reject the table.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function fromCreateTableInput(input: CreateTableCommandInput, options?: ValidateOptions): TableSchema {
  const reader = createReader();
  const schema = readInput(reader, input);
  if (reader.issues.length) {
    throw new TableSchemaError(`The CreateTable input of ${JSON.stringify(input.TableName)}`, reader.issues);
  }
  assertValidTable(schema, options);
  return defineTable(canonicalTable(schema)) as TableSchema;
}

function readInput(reader: Reader, input: CreateTableCommandInput): unknown {
  checkMembers(reader, [], input, [
    'TableName',
    'AttributeDefinitions',
    'KeySchema',
    'LocalSecondaryIndexes',
    'GlobalSecondaryIndexes',
    'VectorIndexes',
    'BillingMode',
    'ProvisionedThroughput',
    'OnDemandThroughput',
    'WarmThroughput',
    'StreamSpecification',
    'SSESpecification',
    'TableClass',
    'DeletionProtectionEnabled',
    'ResourcePolicy',
    'Tags',
  ]);
  const attributes = readAttributes(reader, ['AttributeDefinitions'], input.AttributeDefinitions);
  const unused = new Set(attributes.keys());
  const use = (elements: readonly { AttributeName?: string }[] | undefined) => {
    for (const { AttributeName } of elements ?? []) unused.delete(AttributeName as string);
  };

  const key = readKeySchema(reader, 'table-key', ['KeySchema'], input.KeySchema);
  use(input.KeySchema);

  const local = readList(reader, ['LocalSecondaryIndexes'], input.LocalSecondaryIndexes).map((index, i) => {
    const path = ['LocalSecondaryIndexes', i];
    checkMembers(reader, path, index, ['IndexName', 'KeySchema', 'Projection']);
    use(index.KeySchema);
    const { hash, range } = readKeySchema(reader, 'lsi-key', [...path, 'KeySchema'], index.KeySchema);
    if (hash.length !== 1 || hash[0] !== key.hash[0]) {
      reader.report('lsi-key', [...path, 'KeySchema'], `its HASH must be ${JSON.stringify(key.hash[0])}, the table's`);
    }
    return [
      index.IndexName,
      { sortKey: oneOrTuple(range), ...readProjection(reader, [...path, 'Projection'], index.Projection) },
    ];
  });
  const global = readList(reader, ['GlobalSecondaryIndexes'], input.GlobalSecondaryIndexes).map((index, i) => {
    const path = ['GlobalSecondaryIndexes', i];
    checkMembers(reader, path, index, [
      'IndexName',
      'KeySchema',
      'Projection',
      'ProvisionedThroughput',
      'OnDemandThroughput',
      'WarmThroughput',
    ]);
    use(index.KeySchema);
    const { hash, range } = readKeySchema(reader, 'gsi-key', [...path, 'KeySchema'], index.KeySchema);
    return [
      index.IndexName,
      {
        partitionKey: oneOrTuple(hash),
        ...(range.length && { sortKey: oneOrTuple(range) }),
        ...readProjection(reader, [...path, 'Projection'], index.Projection),
        ...readCapacity(reader, path, index),
      },
    ];
  });
  const vector = readList(reader, ['VectorIndexes'], input.VectorIndexes).map((index, i) => {
    const path = ['VectorIndexes', i];
    checkMembers(reader, path, index, [
      'IndexName',
      'VectorAttribute',
      'SearchSchema',
      'Projection',
      'Dimensions',
      'DistanceFunction',
    ]);
    use(index.SearchSchema);
    return [index.IndexName, readVectorIndex(reader, path, index, attributes)];
  });
  for (const name of unused) {
    reader.report(
      'attribute-definition-unused',
      ['AttributeDefinitions'],
      `${JSON.stringify(name)} is not used by any key`,
    );
  }

  return {
    tableName: input.TableName,
    attributes: Object.fromEntries(attributes),
    partitionKey: oneOrTuple(key.hash),
    ...(key.range.length && { sortKey: oneOrTuple(key.range) }),
    ...readNamed(reader, 'localSecondaryIndexes', ['LocalSecondaryIndexes'], local),
    ...readNamed(reader, 'globalSecondaryIndexes', ['GlobalSecondaryIndexes'], global),
    ...readNamed(reader, 'vectorIndexes', ['VectorIndexes'], vector),
    billingMode: input.BillingMode ?? 'PROVISIONED',
    ...readCapacity(reader, [], input),
    ...readStream(reader, input.StreamSpecification),
    ...(input.SSESpecification && { encryption: readEncryption(reader, input.SSESpecification) }),
    ...(input.TableClass !== undefined && { tableClass: input.TableClass }),
    ...(input.DeletionProtectionEnabled !== undefined && { deletionProtection: input.DeletionProtectionEnabled }),
    ...(input.ResourcePolicy !== undefined && { resourcePolicy: readPolicy(reader, input.ResourcePolicy) }),
    ...(input.Tags && { tags: readTags(reader, input.Tags) }),
  };
}

function readNamed(reader: Reader, property: string, path: (string | number)[], entries: unknown[][]): object {
  const names = entries.map(([name]) => name);
  names.forEach((name, i) => {
    if (names.indexOf(name) < i) {
      reader.report('index-name-unique', [...path, i], `${JSON.stringify(name)} is the name of an earlier index`);
    }
  });
  return entries.length ? { [property]: Object.fromEntries(entries) } : {};
}

function readStream(reader: Reader, stream: CreateTableCommandInput['StreamSpecification']): object {
  if (!stream) return {};
  const { StreamEnabled, StreamViewType, ...others } = stream;
  checkMembers(reader, ['StreamSpecification'], others, []);
  if (StreamEnabled === undefined || StreamEnabled === (StreamViewType === undefined)) {
    reader.report(
      'stream-view-type',
      ['StreamSpecification'],
      'StreamEnabled is needed; StreamViewType is needed when it is true, and forbidden otherwise',
    );
  }
  return { streamViewType: StreamViewType ?? false };
}

function readEncryption(reader: Reader, specification: SSESpecification): TableSchema['encryption'] {
  const { Enabled, SSEType, KMSMasterKeyId, ...others } = specification;
  const path = ['SSESpecification'];
  checkMembers(reader, path, others, []);
  if (SSEType !== undefined && SSEType !== 'KMS') reader.report('encryption', path, `${SSEType} is not KMS`);
  if (!Enabled) {
    if (KMSMasterKeyId !== undefined) reader.report('encryption', path, 'KMSMasterKeyId needs Enabled: true');
    return 'AWS_OWNED';
  }
  return KMSMasterKeyId === undefined ? 'AWS_MANAGED' : { kmsMasterKeyId: KMSMasterKeyId };
}

function readPolicy(reader: Reader, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    reader.report('resource-policy', ['ResourcePolicy'], 'is not JSON');
    return undefined;
  }
}

function readTags(reader: Reader, tags: Tag[]): Record<string, string> {
  const read = new Map<string, string>();
  tags.forEach((tag, i) => {
    checkMembers(reader, ['Tags', i], tag, ['Key', 'Value']);
    if (read.has(tag.Key as string)) reader.report('tags', ['Tags', i], `${JSON.stringify(tag.Key)} is given twice`);
    read.set(tag.Key as string, tag.Value as string);
  });
  return Object.fromEntries(read);
}

import type { CreateTableCommandInput, GlobalSecondaryIndex } from '@aws-sdk/client-dynamodb';
import {
  assertValidTable,
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
  type ValidateOptions,
} from '../schema/index.js';
import {
  checkMembers,
  createReader,
  type Reader,
  readAttributes,
  readEach,
  readKeySchema,
  readList,
  readOnDemandThroughput,
  readProjection,
  readProvisionedThroughput,
  readVectorIndex,
  readWarmThroughput,
  sayAt,
} from './readShapes.js';
import {
  oneOrTuple,
  readEncryptionWords,
  readIndexNames,
  readPolicyWords,
  readStreamWords,
  readTagWords,
} from './readWords.js';

/**
 * Reads an existing `CreateTableCommandInput` into a schema. `toCreateTableInput` of the result means the same table: equal, but
 * for what the API takes in several ways (an absent `BillingMode` comes back as `PROVISIONED`, a policy without its white space).
 *
 * Returns a frozen schema, in its canonical spelling.
 *
 * @example
 * ```ts
 * const orders = fromCreateTableInput(JSON.parse(await readFile('create-table.json', 'utf8')));
 * console.log(toTypeScript(orders));
 * ```
 *
 * @throws TableSchemaError that lists whatever a schema can't represent, with its place in the input; and, when all can be
 * represented, every issue for which DynamoDB would reject the table.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function fromCreateTableInput(input: CreateTableCommandInput, options?: ValidateOptions): TableSchema {
  const { schema, issues } = readCreateTableInput(input);
  if (issues.length) throw new TableSchemaError(`The CreateTable input of ${show(input.TableName)}`, issues);
  assertValidTable(schema, options);
  return defineTable(canonicalTable(schema)) as TableSchema;
}

/** What a schema can say of the input, which may not be valid or in its one spelling, and what it can't. */
export function readCreateTableInput(input: CreateTableCommandInput): {
  readonly schema: TableSchema;
  readonly issues: readonly TableIssue[];
} {
  const reader = createReader();
  return { schema: readInput(reader, input), issues: reader.issues };
}

const elsewhere = /* @__PURE__ */ cannotCarry('CreateTable has no member for it: it is set by a call of its own');

/** How each setting of a table is read from the input. */
const settings: {
  readonly [P in SettingName]: ((input: CreateTableCommandInput, reader: Reader) => unknown) | NotCarried;
} = {
  billingMode: ({ BillingMode }) => BillingMode ?? 'PROVISIONED',
  provisionedThroughput: ({ ProvisionedThroughput }, reader) =>
    readProvisionedThroughput(reader, ['ProvisionedThroughput'], ProvisionedThroughput),
  onDemandThroughput: ({ OnDemandThroughput }, reader) =>
    readOnDemandThroughput(reader, ['OnDemandThroughput'], OnDemandThroughput),
  warmThroughput: ({ WarmThroughput }, reader) => readWarmThroughput(reader, ['WarmThroughput'], WarmThroughput),
  timeToLive: elsewhere,
  streamViewType: readStream,
  streamResourcePolicy: elsewhere,
  streamTags: elsewhere,
  kinesisStreamingDestination: elsewhere,
  replicas: elsewhere,
  encryption: readEncryption,
  tableClass: ({ TableClass }) => TableClass,
  deletionProtection: ({ DeletionProtectionEnabled }) => DeletionProtectionEnabled,
  pointInTimeRecovery: elsewhere,
  contributorInsights: elsewhere,
  resourcePolicy: ({ ResourcePolicy: policy }, reader) =>
    policy === undefined ? undefined : readPolicyWords(policy, sayAt(reader, ['ResourcePolicy'])),
  tags: readTags,
};

/** How each setting of a global index is read from its element. */
const indexSettings: {
  readonly [P in IndexSettingName]: ((index: GlobalSecondaryIndex, reader: Reader, path: Path) => unknown) | NotCarried;
} = {
  provisionedThroughput: ({ ProvisionedThroughput }, reader, path) =>
    readProvisionedThroughput(reader, [...path, 'ProvisionedThroughput'], ProvisionedThroughput),
  onDemandThroughput: ({ OnDemandThroughput }, reader, path) =>
    readOnDemandThroughput(reader, [...path, 'OnDemandThroughput'], OnDemandThroughput),
  warmThroughput: ({ WarmThroughput }, reader, path) =>
    readWarmThroughput(reader, [...path, 'WarmThroughput'], WarmThroughput),
  contributorInsights: elsewhere,
};

/** What of each member comes into a schema. */
const members: { readonly [M in keyof Required<CreateTableCommandInput>]: 'read' | NotCarried } = {
  TableName: 'read',
  AttributeDefinitions: 'read',
  KeySchema: 'read',
  LocalSecondaryIndexes: 'read',
  GlobalSecondaryIndexes: 'read',
  VectorIndexes: 'read',
  BillingMode: 'read',
  ProvisionedThroughput: 'read',
  OnDemandThroughput: 'read',
  WarmThroughput: 'read',
  StreamSpecification: 'read',
  SSESpecification: 'read',
  TableClass: 'read',
  DeletionProtectionEnabled: 'read',
  ResourcePolicy: 'read',
  Tags: 'read',
  GlobalTableSourceArn: /* @__PURE__ */ cannotCarry('a table schema is the table of one Region'),
  GlobalTableSettingsReplicationMode: /* @__PURE__ */ cannotCarry('a table schema is the table of one Region'),
};

/** What some write beside the members, which DynamoDB refuses there. */
const ofOtherCalls = ['TimeToLiveSpecification', 'PointInTimeRecoverySpecification', 'ContributorInsightsAction'];

function readInput(reader: Reader, input: CreateTableCommandInput): TableSchema {
  const known = Object.keys(members).filter((member) => members[member as keyof typeof members] === 'read');
  checkMembers(reader, [], input, [...known, ...ofOtherCalls]);
  for (const [member, value] of Object.entries(input)) {
    if (value === undefined || !ofOtherCalls.includes(member)) continue;
    reader.report(
      'not-representable',
      [member],
      `${elsewhere.notCarried}, and is left out; declare it if the table has it`,
    );
  }
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
    if (key.hash.length && (hash.length !== 1 || hash[0] !== key.hash[0])) {
      reader.report('lsi-key', [...path, 'KeySchema'], `its HASH must be ${show(key.hash[0])}, the table's`);
    }
    const projection = readProjection(reader, [...path, 'Projection'], index.Projection);
    return [index.IndexName as string, { sortKey: range.length === 1 ? range[0] : range, projection }] as const;
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
      index.IndexName as string,
      {
        partitionKey: oneOrTuple(hash),
        sortKey: oneOrTuple(range),
        projection: readProjection(reader, [...path, 'Projection'], index.Projection),
        ...readEach(indexSettings, (read) => read(index, reader, path)),
      },
    ] as const;
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
    return [index.IndexName as string, readVectorIndex(reader, path, index, attributes)] as const;
  });
  for (const name of unused) {
    reader.report('attribute-definition-unused', ['AttributeDefinitions'], `${show(name)} is not used by any key`);
  }

  return {
    tableName: input.TableName,
    attributes: Object.fromEntries(attributes),
    partitionKey: oneOrTuple(key.hash),
    sortKey: oneOrTuple(key.range),
    localSecondaryIndexes: readIndexNames(local, sayAt(reader, ['LocalSecondaryIndexes'])),
    globalSecondaryIndexes: readIndexNames(global, sayAt(reader, ['GlobalSecondaryIndexes'])),
    vectorIndexes: readIndexNames(vector, sayAt(reader, ['VectorIndexes'])),
    ...readEach(settings, (read) => read(input, reader)),
  } as TableSchema;
}

function readStream({ StreamSpecification: stream }: CreateTableCommandInput, reader: Reader) {
  if (!stream) return undefined;
  const { StreamEnabled, StreamViewType, ...others } = stream;
  const path = ['StreamSpecification'];
  checkMembers(reader, path, others, []);
  if (StreamEnabled === undefined && StreamViewType === undefined) {
    reader.report('stream-view-type', path, 'StreamEnabled is needed');
  }
  return readStreamWords(StreamEnabled, StreamViewType, sayAt(reader, path));
}

function readEncryption({ SSESpecification: specification }: CreateTableCommandInput, reader: Reader) {
  if (!specification) return undefined;
  const { Enabled = false, SSEType, KMSMasterKeyId, ...others } = specification;
  checkMembers(reader, ['SSESpecification'], others, []);
  return readEncryptionWords(Enabled, SSEType, KMSMasterKeyId, sayAt(reader, ['SSESpecification']));
}

function readTags({ Tags: tags }: CreateTableCommandInput, reader: Reader) {
  tags?.forEach((tag, i) => {
    checkMembers(reader, ['Tags', i], tag, ['Key', 'Value']);
  });
  return (
    tags &&
    readTagWords(
      tags.map(({ Key: key, Value: value }) => ({ key, value })),
      sayAt(reader, ['Tags']),
    )
  );
}

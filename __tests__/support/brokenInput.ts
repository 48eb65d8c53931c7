import type {
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  LocalSecondaryIndex,
  Tag,
  VectorIndex,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { toCreateTableInput } from '../../src/index.js';
import { type TableSpace, validTable } from './arbitraryTable.js';

/** A CreateTable input, and how it was broken. */
export interface BrokenInput {
  readonly input: CreateTableCommandInput;
  /** The name of the break: what was done. */
  readonly broken: string;
  /** The rule that `fromCreateTableInput` must name; it may name others beside. */
  readonly rule: string;
}

/**
 * The input of a valid schema of the space with one break: an input that DynamoDB rejects, as far as is known. These are breaks
 * of the *input*, so that they include what no schema can say, and can be sent to an engine as they are.
 */
export function brokenInput(space: TableSpace = {}): fc.Arbitrary<BrokenInput> {
  return fc.tuple(validTable(space), fc.nat(), fc.nat({ max: 999 })).map(([schema, which, where]) => {
    const input = toCreateTableInput(schema);
    const possible = inputBreaks.filter(({ when }) => !when || when(input));
    const { name, rule, mutate } = possible[which % possible.length];
    mutate(input, where);
    return { input, broken: name, rule };
  });
}

type Input = CreateTableCommandInput;

interface InputBreak {
  readonly name: string;
  readonly rule: string;
  readonly when?: (input: Input) => unknown;
  readonly mutate: (input: Input, where: number) => void;
}

const long = 'n'.repeat(256);
const longInBytes = 'é'.repeat(128);

function define(input: Input, name: string, type: unknown = 'S'): void {
  const definitions = input.AttributeDefinitions ?? [];
  if (!definitions.some(({ AttributeName }) => AttributeName === name)) {
    definitions.push({ AttributeName: name, AttributeType: type as 'S' });
  }
  input.AttributeDefinitions = definitions;
}

const hash = (AttributeName: string): KeySchemaElement => ({ AttributeName, KeyType: 'HASH' });
const range = (AttributeName: string): KeySchemaElement => ({ AttributeName, KeyType: 'RANGE' });
const tableHash = ({ KeySchema }: Input) => KeySchema?.[0].AttributeName as string;
const units = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
const provisioned = ({ BillingMode }: Input) => BillingMode === 'PROVISIONED';
const onDemand = ({ BillingMode }: Input) => BillingMode === 'PAY_PER_REQUEST';
const any = <T>(list: T[] | undefined, where: number) => (list as T[])[where % (list as T[]).length];

/** Breaks that hold for any input, or those that pass `when`. */
function table(rule: string, name: string, mutate: InputBreak['mutate'], when?: InputBreak['when']): InputBreak {
  return { name, rule, mutate, when };
}

function global(
  rule: string,
  name: string,
  mutate: (index: GlobalSecondaryIndex, input: Input) => void,
  when: (input: Input) => unknown = () => true,
): InputBreak {
  return {
    name: `GSI: ${name}`,
    rule,
    when: (input) => input.GlobalSecondaryIndexes && when(input),
    mutate: (input, where) => mutate(any(input.GlobalSecondaryIndexes, where), input),
  };
}

function local(rule: string, name: string, mutate: (index: LocalSecondaryIndex, input: Input) => void): InputBreak {
  return {
    name: `LSI: ${name}`,
    rule,
    when: (input) => input.LocalSecondaryIndexes,
    mutate: (input, where) => mutate(any(input.LocalSecondaryIndexes, where), input),
  };
}

function vector(rule: string, name: string, mutate: (index: VectorIndex, input: Input) => void): InputBreak {
  return {
    name: `vector index: ${name}`,
    rule,
    when: (input) => input.VectorIndexes,
    mutate: (input, where) => mutate(any(input.VectorIndexes, where), input),
  };
}

/** A GSI whose key is replaced, with all its attributes defined and those that it alone used gone. */
function globalKey(rule: string, name: string, key: (input: Input) => KeySchemaElement[]): InputBreak {
  return global(rule, name, (index, input) => {
    index.KeySchema = key(input);
    for (const { AttributeName } of index.KeySchema) define(input, AttributeName as string);
    dropUnused(input);
  });
}

function dropUnused(input: Input): void {
  const used = new Set(
    [
      input.KeySchema,
      ...(input.GlobalSecondaryIndexes ?? []).map(({ KeySchema }) => KeySchema),
      ...(input.LocalSecondaryIndexes ?? []).map(({ KeySchema }) => KeySchema),
      ...(input.VectorIndexes ?? []).map(({ SearchSchema }) => SearchSchema),
    ].flatMap((elements) => (elements ?? []).map(({ AttributeName }) => AttributeName)),
  );
  input.AttributeDefinitions = input.AttributeDefinitions?.filter(({ AttributeName }) => used.has(AttributeName));
}

function projections(kind: string, of: (input: Input) => { Projection?: unknown }[] | undefined): InputBreak[] {
  const one = (rule: string, name: string, projection: unknown): InputBreak => ({
    name: `${kind}: ${name}`,
    rule,
    when: of,
    mutate(input, where) {
      any(of(input), where).Projection = projection;
    },
  });
  const include = (...names: string[]) => ({ ProjectionType: 'INCLUDE', NonKeyAttributes: names });
  return [
    one('projection', 'no projection', undefined),
    one('projection', 'an empty projection', {}),
    one('projection', 'an unknown projection', { ProjectionType: 'SOME' }),
    one('include-list', 'INCLUDE without a list', { ProjectionType: 'INCLUDE' }),
    one('include-list', 'INCLUDE with an empty list', include()),
    one('non-key-attributes', 'ALL with a list', { ProjectionType: 'ALL', NonKeyAttributes: ['a'] }),
    one('non-key-attributes', 'KEYS_ONLY with a list', { ProjectionType: 'KEYS_ONLY', NonKeyAttributes: ['a'] }),
    one('projected-name-length', 'an included name without characters', include('')),
    one('projected-name-length', 'an included name of 256 characters', include(long)),
    one('projected-name-length', 'an included name of 256 bytes', include(longInBytes)),
  ];
}

function tags(name: string, ...list: Tag[]): InputBreak {
  return table('tags', `tags: ${name}`, (input) => {
    input.Tags = list;
  });
}

function setting(rule: string, name: string, value: object, when?: InputBreak['when']): InputBreak {
  return table(rule, name, (input) => void Object.assign(input, value), when);
}

/** Every way to break an input. The names are what a failing property prints. */
const inputBreaks: readonly InputBreak[] = [
  // Names.
  setting('table-name', 'a table name of two characters', { TableName: 'ab' }),
  setting('table-name', 'a table name of 256 characters', { TableName: long }),
  setting('table-name', 'a table name with a space', { TableName: 'my table' }),
  setting('table-name', 'no table name', { TableName: undefined }),
  global('index-name', 'a name of two characters', (index) => {
    index.IndexName = 'ab';
  }),
  global('index-name', 'a name with a space', (index) => {
    index.IndexName = 'by user';
  }),
  local('index-name', 'a name of 256 characters', (index) => {
    index.IndexName = long;
  }),
  local('index-name-unique', 'a name given twice', (index, input) => {
    const twin = { ...index };
    input.LocalSecondaryIndexes = [index, twin];
    dropUnused(input);
  }),
  global('index-name-unique', 'a name given twice', (index, input) => {
    input.GlobalSecondaryIndexes = [index, { ...index }];
    dropUnused(input);
  }),
  table(
    'index-name-unique',
    'a GSI named like an LSI',
    (input, where) => {
      any(input.GlobalSecondaryIndexes, where).IndexName = input.LocalSecondaryIndexes?.[0].IndexName;
    },
    (input) => input.GlobalSecondaryIndexes && input.LocalSecondaryIndexes,
  ),

  // Keys.
  setting('table-key', 'no key schema', { KeySchema: undefined }, onlyAKey),
  setting('table-key', 'an empty key schema', { KeySchema: [] }, onlyAKey),
  table('table-key', 'a sort key alone', (input) => {
    input.KeySchema = [range(tableHash(input))];
  }),
  table('table-key', 'the sort key first', (input) => {
    const name = tableHash(input);
    define(input, 'sorted_first');
    input.KeySchema = [range('sorted_first'), hash(name)];
    input.LocalSecondaryIndexes = undefined;
    dropUnused(input);
  }),
  table('table-key', 'two partition keys', (input) => {
    define(input, 'second_hash');
    input.KeySchema = [hash(tableHash(input)), hash('second_hash')];
    input.LocalSecondaryIndexes = undefined;
    dropUnused(input);
  }),
  table('table-key', 'two sort keys', (input) => {
    define(input, 'first_range');
    define(input, 'second_range');
    input.KeySchema = [hash(tableHash(input)), range('first_range'), range('second_range')];
    dropUnused(input);
  }),
  table('table-key', 'an unknown key type', (input) => {
    (input.KeySchema as KeySchemaElement[])[0].KeyType = 'PARTITION' as 'HASH';
  }),
  table('key-no-duplicate', 'one attribute as both keys', (input) => {
    input.KeySchema = [hash(tableHash(input)), range(tableHash(input))];
    dropUnused(input);
  }),
  globalKey('gsi-key', 'no key', () => []),
  globalKey('gsi-key', 'a sort key alone', (input) => [range(tableHash(input))]),
  globalKey('gsi-key', 'the sort key first', (input) => [range('r1'), hash(tableHash(input))]),
  globalKey('gsi-key', 'a partition key after a sort key', () => [hash('h1'), range('r1'), hash('h2')]),
  globalKey('gsi-key', 'five partition keys', () => ['hash number 1', 'hash number 2', 'h3', 'h4', 'h5'].map(hash)),
  globalKey('gsi-key', 'five sort keys', () => [hash('h1'), ...['r1', 'r2', 'r3', 'r4', 'r5'].map(range)]),
  globalKey('key-no-duplicate', 'one attribute as both keys', (input) => [
    hash(tableHash(input)),
    range(tableHash(input)),
  ]),
  globalKey('key-no-duplicate', 'one attribute twice in a key of three', () => [hash('h1'), range('r1'), range('r1')]),
  local('lsi-key', "another partition key than the table's", (index, input) => {
    define(input, 'another_hash');
    index.KeySchema = [hash('another_hash'), range(tableHash(input))];
    dropUnused(input);
  }),
  local('lsi-key', 'no sort key', (index, input) => {
    index.KeySchema = [hash(tableHash(input))];
    dropUnused(input);
  }),
  local('lsi-key', 'two sort keys', (index, input) => {
    define(input, 'r1');
    define(input, 'r2');
    index.KeySchema = [hash(tableHash(input)), range('r1'), range('r2')];
    dropUnused(input);
  }),
  table(
    'lsi-needs-sort-key',
    'LSI: a table without a sort key',
    (input) => {
      input.KeySchema = [hash(tableHash(input))];
      dropUnused(input);
    },
    (input) => input.LocalSecondaryIndexes,
  ),

  // AttributeDefinitions.
  table('key-declared', 'a definition missing', (input) => {
    input.AttributeDefinitions = input.AttributeDefinitions?.slice(1);
  }),
  table('key-declared', 'no definitions', (input) => {
    input.AttributeDefinitions = undefined;
  }),
  table('attribute-definition-unused', 'a definition unused', (input) => define(input, 'used_by_no_key')),
  table('attribute-definition-once', 'a definition given twice', (input, where) => {
    input.AttributeDefinitions?.push({ ...any(input.AttributeDefinitions, where) });
  }),
  table('attribute-definition-once', 'one attribute of two types', (input) => {
    const [{ AttributeName, AttributeType }] = input.AttributeDefinitions as [
      { AttributeName: string; AttributeType: 'S' },
    ];
    input.AttributeDefinitions?.push({ AttributeName, AttributeType: AttributeType === 'S' ? 'N' : 'S' });
  }),
  table('key-type', 'a key of type BOOL', (input, where) => {
    any(input.AttributeDefinitions, where).AttributeType = 'BOOL' as 'B';
  }),
  table('attribute-type', 'a key of an unknown type', (input, where) => {
    any(input.AttributeDefinitions, where).AttributeType = 'STRING' as 'S';
  }),
  ...[
    ['without characters', ''],
    ['of 256 characters', long],
    ['of 256 bytes', longInBytes],
  ].flatMap(([what, name]) => [
    globalKey('key-name-length', `a key attribute name ${what}`, () => [hash(name)]),
    table('key-name-length', `a sort key name ${what}`, (input) => {
      define(input, name);
      input.KeySchema = [hash(tableHash(input)), range(name)];
      dropUnused(input);
    }),
  ]),

  // Projections.
  ...projections('GSI', ({ GlobalSecondaryIndexes }) => GlobalSecondaryIndexes),
  ...projections('LSI', ({ LocalSecondaryIndexes }) => LocalSecondaryIndexes),
  ...projections('vector index', ({ VectorIndexes }) => VectorIndexes),
  global('include-total', '101 attributes included', (index) => {
    index.Projection = { ProjectionType: 'INCLUDE', NonKeyAttributes: Array.from({ length: 101 }, (_, i) => `i${i}`) };
  }),

  // Counts.
  global('gsi-count', '21 of them', (index, input) => {
    input.GlobalSecondaryIndexes = Array.from({ length: 21 }, (_, i) => ({
      ...index,
      IndexName: `index-${i}`,
      Projection: { ProjectionType: 'ALL' },
      ...(provisioned(input) && { ProvisionedThroughput: units }),
    }));
    dropUnused(input);
  }),
  local('lsi-count', 'six of them', (index, input) => {
    input.LocalSecondaryIndexes = Array.from({ length: 6 }, (_, i) => ({
      ...index,
      IndexName: `local-${i}`,
      Projection: { ProjectionType: 'ALL' },
    }));
    dropUnused(input);
  }),
  vector('vector-index-count', 'six of them', (index, input) => {
    input.VectorIndexes = Array.from({ length: 6 }, (_, i) => ({ ...index, IndexName: `vector-${i}` }));
    dropUnused(input);
  }),
  table('empty-list', 'GSI: an empty list', (input) => {
    input.GlobalSecondaryIndexes = [];
    dropUnused(input);
  }),
  table('empty-list', 'LSI: an empty list', (input) => {
    input.LocalSecondaryIndexes = [];
    dropUnused(input);
  }),
  table('empty-list', 'vector index: an empty list', (input) => {
    input.VectorIndexes = [];
    dropUnused(input);
  }),

  // Capacity.
  setting('billing-mode', 'an unknown billing mode', { BillingMode: 'ON_DEMAND' }, onDemand),
  setting(
    'provisioned-throughput',
    'neither a billing mode nor capacity',
    { BillingMode: undefined },
    (input) => onDemand(input) && onlyAKey(input),
  ),
  setting('provisioned-throughput', 'provisioned without capacity', { ProvisionedThroughput: undefined }, provisioned),
  setting(
    'provisioned-throughput',
    'no reads',
    { ProvisionedThroughput: { ...units, ReadCapacityUnits: 0 } },
    provisioned,
  ),
  setting(
    'provisioned-throughput',
    'negative writes',
    { ProvisionedThroughput: { ...units, WriteCapacityUnits: -1 } },
    provisioned,
  ),
  setting('provisioned-throughput', 'reads alone', { ProvisionedThroughput: { ReadCapacityUnits: 1 } }, provisioned),
  setting(
    'table-capacity-quota',
    '40 001 reads',
    { ProvisionedThroughput: { ...units, ReadCapacityUnits: 40_001 } },
    provisioned,
  ),
  setting(
    'table-capacity-quota',
    '40 001 writes',
    { ProvisionedThroughput: { ...units, WriteCapacityUnits: 40_001 } },
    provisioned,
  ),
  setting(
    'provisioned-throughput-needs-provisioned',
    'on demand with capacity',
    { ProvisionedThroughput: units },
    onDemand,
  ),
  setting(
    'provisioned-throughput-needs-provisioned',
    'on demand with no units',
    { ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 } },
    onDemand,
  ),
  global(
    'provisioned-throughput',
    'provisioned without capacity',
    (index) => {
      index.ProvisionedThroughput = undefined;
    },
    provisioned,
  ),
  global(
    'provisioned-throughput',
    'no writes',
    (index) => {
      index.ProvisionedThroughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 0 };
    },
    provisioned,
  ),
  global(
    'table-capacity-quota',
    '40 001 reads',
    (index) => {
      index.ProvisionedThroughput = { ReadCapacityUnits: 40_001, WriteCapacityUnits: 1 };
    },
    provisioned,
  ),
  global(
    'provisioned-throughput-needs-provisioned',
    'on demand with capacity',
    (index) => {
      index.ProvisionedThroughput = units;
    },
    onDemand,
  ),
  local('not-representable', 'capacity of its own', (index) => {
    Object.assign(index, { ProvisionedThroughput: units });
  }),
  setting(
    'on-demand-throughput-needs-on-demand',
    'ceilings on a provisioned table',
    { OnDemandThroughput: { MaxReadRequestUnits: 5 } },
    provisioned,
  ),
  setting('on-demand-throughput', 'a ceiling of 0', { OnDemandThroughput: { MaxReadRequestUnits: 0 } }, onDemand),
  setting('on-demand-throughput', 'a ceiling of -1', { OnDemandThroughput: { MaxWriteRequestUnits: -1 } }, onDemand),
  global(
    'on-demand-throughput',
    'a ceiling of 0',
    (index) => {
      index.OnDemandThroughput = { MaxWriteRequestUnits: 0 };
    },
    onDemand,
  ),
  setting('warm-throughput', 'empty warm throughput', { WarmThroughput: {} }),
  setting('warm-throughput-minimum', 'warm throughput of 0', { WarmThroughput: { ReadUnitsPerSecond: 0 } }),
  setting(
    'warm-throughput-minimum',
    'warm throughput below the least',
    { WarmThroughput: { WriteUnitsPerSecond: 3_999 } },
    onDemand,
  ),

  // Settings.
  setting('stream-view-type', 'a stream without a view type', { StreamSpecification: { StreamEnabled: true } }),
  setting('stream-view-type', 'no stream, but a view type', {
    StreamSpecification: { StreamEnabled: false, StreamViewType: 'NEW_IMAGE' },
  }),
  setting('stream-view-type', 'a stream of an unknown view type', {
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'IMAGES' },
  }),
  setting('stream-view-type', 'an empty stream specification', { StreamSpecification: {} }),
  setting('encryption', 'encryption of type AES256', { SSESpecification: { Enabled: true, SSEType: 'AES256' } }),
  setting('encryption', 'a KMS key with encryption off', {
    SSESpecification: { Enabled: false, KMSMasterKeyId: 'alias/orders' },
  }),
  setting('table-class', 'an unknown table class', { TableClass: 'ARCHIVE' }),
  setting('resource-policy', 'a policy that is not JSON', { ResourcePolicy: '{' }),
  setting('resource-policy', 'a policy of 20 481 bytes', {
    ResourcePolicy: JSON.stringify({ Statement: 'x'.repeat(20_481 - 16) }),
  }),
  tags('51 of them', ...Array.from({ length: 51 }, (_, i) => ({ Key: `tag${i}`, Value: '' }))),
  tags('a reserved key', { Key: 'aws:team', Value: 'x' }),
  tags('a key given twice', { Key: 'team', Value: 'x' }, { Key: 'team', Value: 'y' }),
  tags('a key without characters', { Key: '', Value: 'x' }),
  tags('a key of 129 characters', { Key: 'k'.repeat(129), Value: 'x' }),
  tags('a value of 257 characters', { Key: 'team', Value: 'v'.repeat(257) }),
  tags('a key with a forbidden character', { Key: 'team&co', Value: 'x' }),
  tags('a key without a value', { Key: 'team', Value: undefined }),

  // Vector indexes.
  vector('vector-attribute', 'no vector attribute', (index) => {
    index.VectorAttribute = undefined;
  }),
  vector('vector-dimensions', 'no dimensions', (index) => {
    index.Dimensions = undefined;
  }),
  vector('vector-dimensions', '0 dimensions', (index) => {
    index.Dimensions = 0;
  }),
  vector('vector-dimensions', '4097 dimensions', (index) => {
    index.Dimensions = 4097;
  }),
  vector('vector-distance-function', 'an unknown distance', (index) => {
    index.DistanceFunction = 'MANHATTAN' as 'COSINE';
  }),
  vector('vector-same-dimensions', 'two indexes that disagree on their vectors', (index, input) => {
    input.VectorIndexes = [
      { ...index, IndexName: 'vector-1', Dimensions: 3 },
      { ...index, IndexName: 'vector-2', Dimensions: 4 },
    ];
    dropUnused(input);
  }),
  vector('empty-list', 'an empty search schema', (index, input) => {
    index.SearchSchema = [];
    dropUnused(input);
  }),
  vector('vector-search-schema', 'two partition keys', (index, input) => {
    index.SearchSchema = ['hash number 1', 'hash number 2'].map((AttributeName) => ({
      AttributeName,
      SearchSchemaElementType: 'HASH',
    }));
    for (const name of ['hash number 1', 'hash number 2']) define(input, name);
    dropUnused(input);
  }),
  vector('vector-search-schema', 'an unknown element of the search schema', (index, input) => {
    index.SearchSchema = [{ AttributeName: 'filter number 1', SearchSchemaElementType: 'FILTER' as 'INLINE_FILTER' }];
    define(input, 'filter number 1');
    dropUnused(input);
  }),
  vector('vector-search-schema', '19 inline filters', (index, input) => {
    const names = Array.from({ length: 19 }, (_, i) => `filter number ${i}`);
    index.SearchSchema = names.map((AttributeName) => ({ AttributeName, SearchSchemaElementType: 'INLINE_FILTER' }));
    for (const name of names) define(input, name);
    dropUnused(input);
  }),
  vector('key-no-duplicate', 'a filter given twice', (index, input) => {
    index.SearchSchema = ['filter number 1', 'filter number 1'].map((AttributeName) => ({
      AttributeName,
      SearchSchemaElementType: 'INLINE_FILTER',
    }));
    define(input, 'filter number 1');
    dropUnused(input);
  }),
  vector('attribute-definition-vector', 'a vector attribute that is a key', (index, input) => {
    index.VectorAttribute = { AttributeName: tableHash(input) };
  }),
  table(
    'vector-needs-on-demand',
    'vector index: a provisioned table',
    (input) => {
      input.VectorIndexes = [
        {
          IndexName: 'by-vector',
          VectorAttribute: { AttributeName: 'a_vector_of_its_own' },
          Dimensions: 3,
          DistanceFunction: 'COSINE',
          Projection: { ProjectionType: 'ALL' },
        },
      ];
    },
    provisioned,
  ),
];

/** Without indexes, so that a missing key leaves a definition unused and breaks nothing else. */
function onlyAKey(input: Input): boolean {
  return !input.GlobalSecondaryIndexes && !input.LocalSecondaryIndexes && !input.VectorIndexes;
}

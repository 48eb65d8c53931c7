import type { CreateTableCommandInput, GlobalSecondaryIndex, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import type { TableIssue } from '../../src/index.js';
import type { TestEngine } from './engines.js';
import type { LandedTable } from './landedTable.js';

type Input = CreateTableCommandInput;

interface Difference {
  readonly engine: TestEngine;
  readonly name: string;
  readonly reason: string;
  /** An input that shows the difference. When it no longer does, a test fails and the entry goes. */
  readonly example: Input;
}

/** The engine takes what DynamoDB rejects. */
interface Lenient extends Difference {
  readonly kind: 'lenient';
  /** Whether the engine lets this issue of the input pass. */
  readonly overlooks: (issue: TableIssue, input: Input) => boolean;
}

/** The engine rejects what DynamoDB takes. */
interface Strict extends Difference {
  readonly kind: 'strict';
  readonly refuses: (input: Input) => boolean;
}

/** The engine takes it, and then does not show it in DescribeTable. */
interface Forgetful extends Difference {
  readonly kind: 'forgetful';
  readonly forgets: readonly (keyof LandedTable | keyof LandedTable['globalSecondaryIndexes'][number])[];
}

/** The engine rejects it, as DynamoDB does, and yet makes the table. */
interface Untidy extends Difference {
  readonly kind: 'untidy';
}

export type EmulatorDifference = Lenient | Strict | Forgetful | Untidy;

const hash = (AttributeName: string): KeySchemaElement => ({ AttributeName, KeyType: 'HASH' });
const range = (AttributeName: string): KeySchemaElement => ({ AttributeName, KeyType: 'RANGE' });

/** A small table that every engine takes, with some members changed. Its strings are the attributes `a` to `g` that keys use. */
function table(changes: Partial<Input> = {}): Input {
  const input: Input = { TableName: 'example', KeySchema: [hash('a')], BillingMode: 'PAY_PER_REQUEST', ...changes };
  const filters = (input.VectorIndexes ?? []).flatMap(({ SearchSchema }) => SearchSchema ?? []);
  const names = new Set([...keyElements(input), ...filters].map(({ AttributeName }) => AttributeName));
  input.AttributeDefinitions ??= [...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
  return input;
}

function global(KeySchema: KeySchemaElement[], changes: Partial<GlobalSecondaryIndex> = {}): GlobalSecondaryIndex {
  return { IndexName: 'global', KeySchema, Projection: { ProjectionType: 'ALL' }, ...changes };
}

const local = {
  IndexName: 'local',
  KeySchema: [hash('a'), range('c')],
  Projection: { ProjectionType: 'ALL' as const },
};
const vector = {
  IndexName: 'vector',
  VectorAttribute: { AttributeName: 'v' },
  Dimensions: 3,
  DistanceFunction: 'COSINE' as const,
  Projection: { ProjectionType: 'ALL' as const },
};
const units = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };

/** Issues of these rules, wherever they are. */
function rules(...ids: TableIssue['rule'][]) {
  return ({ rule }: TableIssue) => ids.includes(rule);
}

/** Issues inside this member, whether the path is one of the input or one of the schema. */
function inside(member: string) {
  return ({ path }: Pick<TableIssue, 'path'>) => String(path[0]).toLowerCase() === member.toLowerCase();
}

/** The GSI that an issue is about. Its place in a path is a position in the input, or a name in the schema. */
function globalAt({ path }: TableIssue, { GlobalSecondaryIndexes = [] }: Input): number {
  if (!inside('GlobalSecondaryIndexes')({ path })) return -1;
  return typeof path[1] === 'number'
    ? path[1]
    : GlobalSecondaryIndexes.findIndex(({ IndexName }) => IndexName === path[1]);
}

function keys({ GlobalSecondaryIndexes = [] }: Input): KeySchemaElement[][] {
  return GlobalSecondaryIndexes.map(({ KeySchema = [] }) => KeySchema);
}

const isHash = ({ KeyType }: KeySchemaElement) => KeyType === 'HASH';

/** The elements of the keys of the table and its GSIs and LSIs. */
function keyElements(input: Input): KeySchemaElement[] {
  return [input, ...(input.LocalSecondaryIndexes ?? []), ...(input.GlobalSecondaryIndexes ?? [])].flatMap(
    ({ KeySchema }) => KeySchema ?? [],
  );
}

/**
 * How DynamoDB Local finds unused definitions: there are more of them than elements in the table's key, names in the keys of
 * LSIs, and names in the keys of GSIs, together; but for the names that are in the table's key, until version 3 in the same role.
 */
function hasMoreDefinitionsThanElements(input: Input, ofRole: boolean): boolean {
  const text = ({ AttributeName, KeyType }: KeySchemaElement) =>
    ofRole ? `${KeyType} ${AttributeName}` : AttributeName;
  const own = new Set((input.KeySchema ?? []).map(text));
  const others = [input.LocalSecondaryIndexes, input.GlobalSecondaryIndexes].map((indexes = []) => {
    const elements = indexes.flatMap(({ KeySchema }) => KeySchema ?? []).filter((element) => !own.has(text(element)));
    return new Set(elements.map(({ AttributeName }) => AttributeName)).size;
  });
  return (input.AttributeDefinitions ?? []).length > own.size + others[0] + others[1];
}

/** What Dynoxide 1.2.1 does otherwise than DynamoDB. */
const dynoxide: readonly (EmulatorDifference & { engine: 'dynoxide' })[] = [
  {
    engine: 'dynoxide',
    kind: 'strict',
    name: 'a GSI partition key of two attributes and no sort key',
    reason: 'Of a key of two elements it wants the second to be RANGE.',
    refuses: (input) => keys(input).some((key) => key.length === 2 && key.every(isHash)),
    example: table({ GlobalSecondaryIndexes: [global([hash('b'), hash('c')])] }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'GSI keys of three elements and more',
    reason: 'It checks neither their number nor their order nor repeats.',
    overlooks: (issue, input) =>
      rules('gsi-key', 'key-no-duplicate')(issue) && keys(input)[globalAt(issue, input)]?.length > 2,
    example: table({ GlobalSecondaryIndexes: [global([hash('b'), range('c'), hash('d')])] }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'LSI keys of three elements',
    reason: 'It looks at the first two.',
    overlooks: ({ rule, path }, input) =>
      rule === 'lsi-key' &&
      (input.LocalSecondaryIndexes ?? []).some(
        ({ IndexName, KeySchema }) => IndexName === path[1] && KeySchema?.length === 3,
      ),
    example: table({
      KeySchema: [hash('a'), range('b')],
      LocalSecondaryIndexes: [{ ...local, KeySchema: [hash('a'), range('c'), range('d')] }],
    }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'names of key attributes and of projected attributes',
    reason: 'It does not check their length.',
    overlooks: rules('key-name-length', 'projected-name-length'),
    example: table({ KeySchema: [hash('n'.repeat(256))] }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'more than 100 projected attributes',
    reason: 'It does not count them.',
    overlooks: rules('include-total'),
    example: table({
      GlobalSecondaryIndexes: [
        global([hash('b')], {
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: Array.from({ length: 101 }, (_, i) => `i${i}`) },
        }),
      ],
    }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'capacity above the quota',
    reason: 'It has no quotas.',
    overlooks: rules('table-capacity-quota', 'account-capacity-quota'),
    example: table({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 40_001, WriteCapacityUnits: 1 },
    }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'GSIs of a provisioned table without capacity',
    reason: 'It wants capacity of the table only.',
    overlooks: (issue, input) =>
      issue.rule === 'provisioned-throughput' &&
      globalAt(issue, input) >= 0 &&
      !input.GlobalSecondaryIndexes?.[globalAt(issue, input)].ProvisionedThroughput,
    example: table({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: units,
      GlobalSecondaryIndexes: [global([hash('b')])],
    }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'neither a billing mode nor capacity',
    reason: 'It then bills per request, where DynamoDB takes the mode as PROVISIONED.',
    overlooks: ({ rule, path }, { BillingMode }) =>
      rule === 'provisioned-throughput' && path.length === 1 && BillingMode === undefined,
    example: table({ BillingMode: undefined }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'the view type of a stream',
    reason: 'It takes any for a stream that is enabled, and none.',
    overlooks: ({ rule }, { StreamSpecification }) =>
      rule === 'stream-view-type' && StreamSpecification?.StreamEnabled === true,
    example: table({ StreamSpecification: { StreamEnabled: true } }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'encryption',
    reason: 'It takes any SSEType, and a key with encryption off.',
    overlooks: rules('encryption'),
    example: table({ SSESpecification: { Enabled: true, SSEType: 'AES256' } }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'warm throughput',
    reason: 'It ignores it.',
    overlooks: rules('warm-throughput-minimum', 'warm-throughput'),
    example: table({ WarmThroughput: { ReadUnitsPerSecond: 0 } }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'on-demand ceilings of GSIs',
    reason: 'It checks those of the table only.',
    overlooks: (issue, input) =>
      rules('on-demand-throughput', 'on-demand-throughput')(issue) && globalAt(issue, input) >= 0,
    example: table({
      GlobalSecondaryIndexes: [global([hash('b')], { OnDemandThroughput: { MaxReadRequestUnits: 0 } })],
    }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'resource policies',
    reason: 'It stores any text.',
    overlooks: rules('resource-policy'),
    example: table({ ResourcePolicy: '{' }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'the texts of tags',
    reason: 'It checks the number of tags only.',
    overlooks: ({ rule, path }, { Tags = [] }) =>
      rule === 'tags' && path.length === 2 && Tags.every(({ Value }) => Value !== undefined),
    example: table({ Tags: [{ Key: 'aws:team', Value: 'x' }] }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'capacity of an LSI',
    reason: 'It ignores members that the API does not have.',
    overlooks: ({ rule, path }) => rule === 'not-representable' && path[0] === 'LocalSecondaryIndexes',
    example: table({
      KeySchema: [hash('a'), range('b')],
      LocalSecondaryIndexes: [Object.assign({ ProvisionedThroughput: units }, local)],
    }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'search schemas without elements, or with more than 18 filters',
    reason: 'It does not count them.',
    overlooks: ({ rule, path }) =>
      (rule === 'empty-list' && path[2] === 'SearchSchema') ||
      (rule === 'vector-search-schema' && path[2] === 'inlineFilters' && path.length === 3),
    example: table({ VectorIndexes: [{ ...vector, SearchSchema: [] }] }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'INCLUDE without a list in a vector index',
    reason: 'It wants the list in GSIs and LSIs only.',
    overlooks: (issue, { VectorIndexes = [] }) =>
      issue.rule === 'include-list' &&
      inside('VectorIndexes')(issue) &&
      VectorIndexes.some(
        ({ IndexName, Projection }) => IndexName === issue.path[1] && Projection?.NonKeyAttributes === undefined,
      ),
    example: table({ VectorIndexes: [{ ...vector, Projection: { ProjectionType: 'INCLUDE' } }] }),
  },
  {
    engine: 'dynoxide',
    kind: 'lenient',
    name: 'the eleventh GSI and those after it',
    reason: 'It checks the names of the first ten.',
    overlooks: (issue, input) => issue.rule === 'index-name' && globalAt(issue, input) >= 10,
    example: table({
      GlobalSecondaryIndexes: Array.from({ length: 11 }, (_, i) =>
        global([hash('b')], { IndexName: i === 10 ? 'by user' : `global-${i}` }),
      ),
    }),
  },
  {
    engine: 'dynoxide',
    kind: 'forgetful',
    name: 'warm throughput, not shown',
    reason: 'It ignores it.',
    forgets: ['warmThroughput'],
    example: table({ WarmThroughput: { ReadUnitsPerSecond: 12_000 } }),
  },
  {
    engine: 'dynoxide',
    kind: 'forgetful',
    name: 'on-demand ceilings of GSIs, not shown',
    reason: 'It keeps those of the table only.',
    forgets: ['indexOnDemandThroughput'],
    example: table({
      GlobalSecondaryIndexes: [global([hash('b')], { OnDemandThroughput: { MaxReadRequestUnits: 5 } })],
    }),
  },
  {
    engine: 'dynoxide',
    kind: 'untidy',
    name: 'more than 50 tags',
    reason: 'It counts them when the table is there already.',
    example: table({ Tags: Array.from({ length: 51 }, (_, i) => ({ Key: `tag${i}`, Value: '' })) }),
  },
];

/** What DynamoDB Local 1.25.1 does otherwise than DynamoDB. */
const dynamodbLocal: readonly (EmulatorDifference & { engine: 'dynamodb-local' })[] = [
  {
    engine: 'dynamodb-local',
    kind: 'strict',
    name: 'GSI keys of several attributes',
    reason: 'It knows keys of one partition key and one sort key only.',
    refuses: (input) => keys(input).some((key) => key.length > 2 || key.filter(isHash).length > 1),
    example: table({ GlobalSecondaryIndexes: [global([hash('b'), range('c'), range('d')])] }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'strict',
    name: 'attributes that search schemas alone use',
    reason: 'It ignores vector indexes, and finds more definitions than keys.',
    refuses: (input) => Boolean(input.VectorIndexes) && hasMoreDefinitionsThanElements(input, true),
    example: table({
      VectorIndexes: [{ ...vector, SearchSchema: [{ AttributeName: 'b', SearchSchemaElementType: 'HASH' }] }],
    }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'strict',
    name: "a double quote in an LSI's sort key that is not the table's",
    reason: 'It names a column of SQLite after the attribute, and fails with InternalFailure.',
    refuses: ({ KeySchema: key, LocalSecondaryIndexes = [] }) =>
      LocalSecondaryIndexes.some(({ KeySchema }) => {
        const name = KeySchema?.[1]?.AttributeName;
        return name?.includes('"') && name !== key?.[1]?.AttributeName;
      }),
    example: table({
      KeySchema: [hash('a'), range('b')],
      LocalSecondaryIndexes: [{ ...local, KeySchema: [hash('a'), range('"')] }],
    }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'lenient',
    name: 'on-demand ceilings',
    reason: 'It ignores them.',
    overlooks: rules('on-demand-throughput', 'on-demand-throughput', 'on-demand-throughput-needs-on-demand'),
    example: table({ OnDemandThroughput: { MaxReadRequestUnits: 0 } }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'lenient',
    name: 'warm throughput',
    reason: 'It ignores it.',
    overlooks: rules('warm-throughput-minimum', 'warm-throughput'),
    example: table({ WarmThroughput: { ReadUnitsPerSecond: 0 } }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'lenient',
    name: 'encryption',
    reason: 'It ignores it.',
    overlooks: rules('encryption'),
    example: table({ SSESpecification: { Enabled: true, SSEType: 'AES256' } }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'lenient',
    name: 'table classes',
    reason: 'It ignores them.',
    overlooks: rules('table-class'),
    example: table({ TableClass: 'ARCHIVE' as 'STANDARD' }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'lenient',
    name: 'vector indexes',
    reason: 'It ignores them.',
    overlooks: inside('VectorIndexes'),
    example: table({ VectorIndexes: [{ ...vector, Dimensions: 0 }] }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'lenient',
    name: 'resource policies',
    reason: 'It ignores them.',
    overlooks: rules('resource-policy'),
    example: table({ ResourcePolicy: '{' }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'lenient',
    name: 'tags',
    reason: 'It ignores them.',
    overlooks: rules('tags'),
    example: table({ Tags: [{ Key: 'aws:team', Value: 'x' }] }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'lenient',
    name: 'capacity of an on-demand table',
    reason: 'It ignores it.',
    overlooks: rules('provisioned-throughput-needs-provisioned'),
    example: table({ ProvisionedThroughput: units }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'lenient',
    name: 'an empty list of LSIs',
    reason: 'It takes the empty list as an absent one.',
    overlooks: ({ rule, path }) => rule === 'empty-list' && path[0] === 'LocalSecondaryIndexes',
    example: table({ LocalSecondaryIndexes: [] }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'lenient',
    name: 'capacity of an LSI',
    reason: 'It ignores members that the API does not have.',
    overlooks: ({ rule, path }) => rule === 'not-representable' && path[0] === 'LocalSecondaryIndexes',
    example: table({
      KeySchema: [hash('a'), range('b')],
      LocalSecondaryIndexes: [Object.assign({ ProvisionedThroughput: units }, local)],
    }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'lenient',
    name: 'unused definitions beside an attribute that is used in several roles',
    reason: 'It compares the number of definitions with that of key elements, and counts such an attribute twice.',
    overlooks: ({ rule, path }, input) =>
      rule === 'attribute-definition-unused' &&
      path[0] === 'AttributeDefinitions' &&
      !hasMoreDefinitionsThanElements(input, true),
    example: table({
      AttributeDefinitions: ['a', 'b', 'unused'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [hash('a'), range('b')],
      GlobalSecondaryIndexes: [global([hash('b')])],
    }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'forgetful',
    name: 'on-demand ceilings, not shown',
    reason: 'It ignores them.',
    forgets: ['onDemandThroughput', 'indexOnDemandThroughput'],
    example: table({ OnDemandThroughput: { MaxReadRequestUnits: 5 } }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'forgetful',
    name: 'warm throughput, not shown',
    reason: 'It ignores it.',
    forgets: ['warmThroughput'],
    example: table({ WarmThroughput: { ReadUnitsPerSecond: 12_000 } }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'forgetful',
    name: 'encryption, not shown',
    reason: 'It ignores it.',
    forgets: ['encrypted'],
    example: table({ SSESpecification: { Enabled: true, SSEType: 'KMS' } }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'forgetful',
    name: 'table classes, not shown',
    reason: 'It ignores them.',
    forgets: ['tableClass'],
    example: table({ TableClass: 'STANDARD_INFREQUENT_ACCESS' }),
  },
  {
    engine: 'dynamodb-local',
    kind: 'forgetful',
    name: 'vector indexes, not shown',
    reason: 'It ignores them.',
    forgets: ['vectorIndexes'],
    example: table({ VectorIndexes: [vector] }),
  },
];

/** What DynamoDB Local 3 has learnt, or does in another way. */
const learnt: readonly string[] = [
  'attributes that search schemas alone use',
  'GSI keys of several attributes',
  'on-demand ceilings',
  'on-demand ceilings, not shown',
  'unused definitions beside an attribute that is used in several roles',
];

/** What DynamoDB Local 3.3.1 does otherwise than DynamoDB. */
const dynamodbLocal3: readonly (EmulatorDifference & { engine: 'dynamodb-local-3' })[] = [
  ...dynamodbLocal
    .filter(({ name }) => !learnt.includes(name))
    .map((difference) => ({ ...difference, engine: 'dynamodb-local-3' as const })),
  {
    engine: 'dynamodb-local-3',
    kind: 'strict',
    name: 'attributes that search schemas alone use',
    reason: 'It ignores vector indexes, and finds more definitions than keys.',
    refuses: (input) => Boolean(input.VectorIndexes) && hasMoreDefinitionsThanElements(input, false),
    example: table({
      VectorIndexes: [{ ...vector, SearchSchema: [{ AttributeName: 'b', SearchSchemaElementType: 'HASH' }] }],
    }),
  },
  {
    engine: 'dynamodb-local-3',
    kind: 'lenient',
    name: 'unused definitions beside an attribute that both an LSI and a GSI use',
    reason: 'It compares the number of definitions with that of key elements, and counts such an attribute twice.',
    overlooks: ({ rule, path }, input) =>
      rule === 'attribute-definition-unused' &&
      path[0] === 'AttributeDefinitions' &&
      !hasMoreDefinitionsThanElements(input, false),
    example: table({
      AttributeDefinitions: ['a', 'b', 'c', 'unused'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [hash('a'), range('b')],
      LocalSecondaryIndexes: [local],
      GlobalSecondaryIndexes: [global([hash('c')])],
    }),
  },
  {
    engine: 'dynamodb-local-3',
    kind: 'strict',
    name: 'ceilings of more than 80 000 units in all',
    reason: 'It takes them as capacity, of which an account has no more by default.',
    refuses: ({ OnDemandThroughput, GlobalSecondaryIndexes = [] }) =>
      OnDemandThroughput !== undefined &&
      (['MaxReadRequestUnits', 'MaxWriteRequestUnits'] as const).some(
        (member) =>
          [OnDemandThroughput, ...GlobalSecondaryIndexes.map((index) => index.OnDemandThroughput)]
            .map((ceilings) => ceilings?.[member] ?? 0)
            .reduce((sum, count) => sum + count, 0) > 80_000,
      ),
    example: table({
      OnDemandThroughput: { MaxReadRequestUnits: 40_000, MaxWriteRequestUnits: 1 },
      GlobalSecondaryIndexes: ['global-1', 'global-2'].map((IndexName) =>
        global([hash('b')], {
          IndexName,
          OnDemandThroughput: { MaxReadRequestUnits: 40_000, MaxWriteRequestUnits: 1 },
        }),
      ),
    }),
  },
  {
    engine: 'dynamodb-local-3',
    kind: 'lenient',
    name: 'an unknown view type of a stream',
    reason: 'It takes any.',
    overlooks: ({ rule }, { StreamSpecification }) =>
      rule === 'stream-view-type' &&
      StreamSpecification?.StreamEnabled === true &&
      StreamSpecification.StreamViewType !== undefined,
    example: table({ StreamSpecification: { StreamEnabled: true, StreamViewType: 'IMAGES' as never } }),
  },
  {
    engine: 'dynamodb-local-3',
    kind: 'lenient',
    name: 'ceilings of a provisioned table',
    reason: 'It ignores them there.',
    overlooks: rules('on-demand-throughput-needs-on-demand'),
    example: table({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: units,
      OnDemandThroughput: { MaxReadRequestUnits: 5, MaxWriteRequestUnits: 5 },
    }),
  },
  {
    engine: 'dynamodb-local-3',
    kind: 'strict',
    name: 'one ceiling of two',
    reason: 'It wants both.',
    refuses: ({ BillingMode, OnDemandThroughput, GlobalSecondaryIndexes = [] }) =>
      BillingMode === 'PAY_PER_REQUEST' &&
      [OnDemandThroughput, ...GlobalSecondaryIndexes.map((index) => index.OnDemandThroughput)].some(
        (ceilings) => ceilings && Object.values(ceilings).filter((units) => units !== undefined).length === 1,
      ),
    example: table({ OnDemandThroughput: { MaxReadRequestUnits: 5 } }),
  },
];

/** Where the engines, in the versions that this repository installs, differ from DynamoDB in CreateTable. By name, with the reason. */
export const emulatorDifferences: readonly EmulatorDifference[] = [...dynoxide, ...dynamodbLocal, ...dynamodbLocal3];

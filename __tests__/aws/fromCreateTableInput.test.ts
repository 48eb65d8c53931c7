import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import {
  fromCreateTableInput,
  type TableIssue,
  TableSchemaError,
  toCreateTableInput,
  validateTable,
} from '../../src/index.js';
import { validTable } from '../support/arbitraryTable.js';
import { brokenInput } from '../support/brokenInput.js';
import { runs } from '../support/generated.js';
import { richOnDemand, richOnDemandInput, richProvisionedInput } from './richSchemas.js';

/** An input that is fine, with all that has a place at some depth. */
function rich(): CreateTableCommandInput {
  return structuredClone(richOnDemandInput);
}

function issuesOf(input: CreateTableCommandInput): readonly TableIssue[] {
  try {
    fromCreateTableInput(input);
  } catch (error) {
    expect(error).toBeInstanceOf(TableSchemaError);
    return (error as TableSchemaError).issues;
  }
  return [];
}

/** The input must be rejected for one thing alone. */
function rejected(input: CreateTableCommandInput, rule: string, path: TableIssue['path'], says = ''): void {
  expect(issuesOf(input)).toEqual([{ rule, path, message: expect.stringContaining(says) }]);
}

/** Sets what stands at the path. */
function set(input: object, path: TableIssue['path'], value: unknown): CreateTableCommandInput {
  const parent = path.slice(0, -1).reduce<object>((inner, step) => inner[step as keyof object], input);
  Object.assign(parent, { [path[path.length - 1]]: value });
  return input as CreateTableCommandInput;
}

describe('what it reads', () => {
  test('everything that the input says', () => {
    const { timeToLive, pointInTimeRecovery, contributorInsights, ...read } = richOnDemand;
    expect(fromCreateTableInput(rich())).toEqual({
      ...read,
      // The attributes that the input names with a type.
      attributes: {
        id: 'S',
        played_at: 'N',
        round: 'N',
        bracket: 'S',
        tournament: 'S',
        region: 'S',
        referee: 'B',
        embedding: 'L',
        summary: 'L',
      },
      globalSecondaryIndexes: {
        'gsi-tournament': {
          partitionKey: ['tournament', 'region'],
          sortKey: ['round', 'bracket'],
          projection: { include: ['players', 'score'] },
          onDemandThroughput: { maxReadRequestUnits: 100 },
          warmThroughput: { readUnitsPerSecond: 13_000, writeUnitsPerSecond: 5_000 },
        },
        'gsi-referee': { partitionKey: 'referee', projection: 'KEYS_ONLY' },
        'gsi-region': { partitionKey: 'region', sortKey: 'played_at' },
      },
      localSecondaryIndexes: {
        'lsi-round': { sortKey: 'round' },
        'lsi-bracket': { sortKey: 'bracket', projection: { include: ['notes', 'players'] } },
      },
      vectorIndexes: {
        'by-embedding': {
          vectorAttribute: 'embedding',
          dimensions: 1024,
          distanceFunction: 'COSINE',
          partitionKey: 'tournament',
          inlineFilters: ['region', 'round'],
          projection: { include: ['players'] },
        },
        'by-summary': { vectorAttribute: 'summary', dimensions: 3, distanceFunction: 'DOT_PRODUCT' },
      },
    });
  });

  test('the same table again: toCreateTableInput gives the input back', () => {
    expect(toCreateTableInput(fromCreateTableInput(rich()))).toStrictEqual(richOnDemandInput);
    expect(toCreateTableInput(fromCreateTableInput(richProvisionedInput))).toStrictEqual({
      ...richProvisionedInput,
      ResourcePolicy: '{"Version":"2012-10-17"}',
    });
  });

  test('the same table again, for any schema', () => {
    fc.assert(
      fc.property(validTable(), (schema) => {
        const input = toCreateTableInput(schema);
        if (input.ResourcePolicy) input.ResourcePolicy = JSON.stringify(JSON.parse(input.ResourcePolicy));
        const read = fromCreateTableInput(input);
        expect(validateTable(read)).toEqual([]);
        expect(toCreateTableInput(read)).toEqual(input);
      }),
      runs(500),
    );
  });

  test('PROVISIONED where the input leaves the billing mode out, as DynamoDB does', () => {
    const { BillingMode, ...input } = richProvisionedInput;
    expect(BillingMode).toBe('PROVISIONED');
    expect(fromCreateTableInput(input)).toEqual(fromCreateTableInput(richProvisionedInput));
    expect(fromCreateTableInput(input).billingMode).toBe('PROVISIONED');
  });

  test.each([
    [{}, 'AWS_OWNED'],
    [{ Enabled: false }, 'AWS_OWNED'],
    [{ Enabled: true }, 'AWS_MANAGED'],
    [{ Enabled: true, SSEType: 'KMS' }, 'AWS_MANAGED'],
    [{ Enabled: true, KMSMasterKeyId: 'alias/mine' }, { kmsMasterKeyId: 'alias/mine' }],
  ] as const)('encryption %j', (SSESpecification, encryption) => {
    expect(fromCreateTableInput({ ...rich(), SSESpecification }).encryption).toEqual(encryption);
  });

  test('no tags from an empty list', () => {
    expect(toCreateTableInput(fromCreateTableInput({ ...rich(), Tags: [] }))).not.toHaveProperty('Tags');
  });

  test('members that are undefined as absent', () => {
    const { BillingMode: _, ...input } = richProvisionedInput;
    const sparse = { ...input, BillingMode: undefined, GlobalTableSourceArn: undefined, Tags: undefined };
    expect(fromCreateTableInput(sparse)).toEqual(fromCreateTableInput(input));
  });

  test('names of Object.prototype', () => {
    const read = fromCreateTableInput({
      TableName: 'names',
      AttributeDefinitions: [{ AttributeName: '__proto__', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: '__proto__', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: '__proto__',
          KeySchema: [{ AttributeName: '__proto__', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      Tags: [{ Key: '__proto__', Value: 'x' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    expect(Object.keys(read.attributes)).toEqual(['__proto__']);
    expect(Object.keys(read.globalSecondaryIndexes ?? {})).toEqual(['__proto__']);
    expect(Object.keys(read.tags ?? {})).toEqual(['__proto__']);
  });

  test('a frozen schema, that shares nothing with the input', () => {
    const input = rich();
    const read = fromCreateTableInput(input);
    expect(Object.isFrozen(read)).toBe(true);
    expect(Object.isFrozen(read.globalSecondaryIndexes?.['gsi-tournament'].partitionKey)).toBe(true);
    input.GlobalSecondaryIndexes?.[0].Projection?.NonKeyAttributes?.push('more');
    expect(read.globalSecondaryIndexes?.['gsi-tournament'].projection).toEqual({ include: ['players', 'score'] });
  });
});

describe('what a schema cannot represent is an error that names its place', () => {
  test.each([
    [['GlobalTableSourceArn'], 'arn:aws:dynamodb:us-east-1:111122223333:table/other'],
    [['GlobalTableSettingsReplicationMode'], 'ENABLED'],
    [['Replicas'], [{ RegionName: 'eu-west-1' }]],
    [['toString'], 'a member of no API'],
    [['AttributeDefinitions', 2, 'Comment'], 'x'],
    [['KeySchema', 1, 'Comment'], 'x'],
    [['LocalSecondaryIndexes', 1, 'ProvisionedThroughput'], { ReadCapacityUnits: 1, WriteCapacityUnits: 1 }],
    [['LocalSecondaryIndexes', 0, 'KeySchema', 1, 'Comment'], 'x'],
    [['LocalSecondaryIndexes', 0, 'Projection', 'Comment'], 'x'],
    [['GlobalSecondaryIndexes', 2, 'Backfilling'], false],
    [['GlobalSecondaryIndexes', 0, 'KeySchema', 3, 'Comment'], 'x'],
    [['GlobalSecondaryIndexes', 1, 'Projection', 'Comment'], 'x'],
    [['GlobalSecondaryIndexes', 0, 'OnDemandThroughput', 'Comment'], 'x'],
    [['GlobalSecondaryIndexes', 0, 'WarmThroughput', 'Status'], 'ACTIVE'],
    [['VectorIndexes', 1, 'Comment'], 'x'],
    [['VectorIndexes', 0, 'VectorAttribute', 'AttributeType'], 'L'],
    [['VectorIndexes', 0, 'SearchSchema', 1, 'Comment'], 'x'],
    [['VectorIndexes', 0, 'Projection', 'Comment'], 'x'],
    [['OnDemandThroughput', 'Comment'], 'x'],
    [['WarmThroughput', 'Status'], 'ACTIVE'],
    [['StreamSpecification', 'Comment'], 'x'],
    [['SSESpecification', 'KMSMasterKeyArn'], 'arn:aws:kms:eu-west-1:111122223333:key/1'],
    [['Tags', 1, 'Comment'], 'x'],
  ])('%j', (path, value) => {
    rejected(set(rich(), path, value), 'not-representable', path);
  });

  test('a member of ProvisionedThroughput, of the table or a GSI', () => {
    for (const path of [
      ['ProvisionedThroughput', 'NumberOfDecreasesToday'],
      ['GlobalSecondaryIndexes', 0, 'ProvisionedThroughput', 'NumberOfDecreasesToday'],
    ]) {
      rejected(set(structuredClone(richProvisionedInput), path, 0), 'not-representable', path);
    }
  });
});

describe('lists that DynamoDB rejects', () => {
  test.each(['GlobalSecondaryIndexes', 'LocalSecondaryIndexes', 'VectorIndexes'])('an empty %s', (member) => {
    const input = set({ ...richOnDemandInput, ...onlyAKey }, [member], []);
    rejected(input, 'empty-list', [member]);
  });

  test('an empty SearchSchema', () => {
    rejected(set(rich(), ['VectorIndexes', 1, 'SearchSchema'], []), 'empty-list', ['VectorIndexes', 1, 'SearchSchema']);
  });

  test('an index name given twice', () => {
    const input = set(rich(), ['GlobalSecondaryIndexes', 2, 'IndexName'], 'gsi-tournament');
    rejected(input, 'index-name-unique', ['GlobalSecondaryIndexes', 2], '"gsi-tournament"');
  });

  test('a tag given twice', () => {
    rejected(set(rich(), ['Tags', 1, 'Key'], 'team'), 'tags', ['Tags', 1], '"team"');
  });
});

describe('attribute definitions', () => {
  test('an unused one', () => {
    const input = rich();
    input.AttributeDefinitions?.push({ AttributeName: 'notes', AttributeType: 'S' });
    rejected(input, 'attribute-definition-unused', ['AttributeDefinitions'], '"notes"');
  });

  test('one for TTL, which no key uses', () => {
    const input = rich();
    input.AttributeDefinitions?.push({ AttributeName: 'ttl', AttributeType: 'N' });
    rejected(input, 'attribute-definition-unused', ['AttributeDefinitions'], '"ttl"');
  });

  test('one given twice', () => {
    const input = rich();
    input.AttributeDefinitions?.push({ AttributeName: 'id', AttributeType: 'S' });
    rejected(input, 'attribute-definition-once', ['AttributeDefinitions', 7], '"id"');
  });

  test('one without a name', () => {
    const input = rich();
    input.AttributeDefinitions?.push({ AttributeName: undefined, AttributeType: 'S' });
    rejected(input, 'attribute-definition-once', ['AttributeDefinitions', 7]);
  });

  test('one missing, by the place that needs it', () => {
    const input = rich();
    input.AttributeDefinitions?.pop();
    rejected(input, 'key-declared', ['globalSecondaryIndexes', 'gsi-referee', 'partitionKey'], '"referee"');
  });

  test('a vector attribute that is defined as a key', () => {
    rejected(
      set(rich(), ['VectorIndexes', 1, 'VectorAttribute'], { AttributeName: 'id' }),
      'attribute-definition-vector',
      ['VectorIndexes', 1],
      '"id"',
    );
  });

  test('a vector index without its attribute', () => {
    rejected(set(rich(), ['VectorIndexes', 1, 'VectorAttribute'], undefined), 'vector-attribute', [
      'vectorIndexes',
      'by-summary',
      'vectorAttribute',
    ]);
  });
});

const onlyAKey = {
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' as const }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }],
  LocalSecondaryIndexes: undefined,
  GlobalSecondaryIndexes: undefined,
  VectorIndexes: undefined,
};

describe('key schemas', () => {
  const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' as const });
  const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' as const });

  test('none', () => {
    const input = { ...rich(), ...onlyAKey, KeySchema: undefined };
    expect(issuesOf(input)).toEqual([
      { rule: 'table-key', path: ['KeySchema'], message: expect.stringContaining('HASH') },
      { rule: 'attribute-definition-unused', path: ['AttributeDefinitions'], message: expect.stringContaining('"id"') },
    ]);
  });

  test('RANGE before HASH', () => {
    const input = set(rich(), ['GlobalSecondaryIndexes', 2, 'KeySchema'], [range('played_at'), hash('region')]);
    rejected(input, 'gsi-key', ['GlobalSecondaryIndexes', 2, 'KeySchema', 0], 'RANGE');
  });

  test('HASH after RANGE', () => {
    const key = [hash('tournament'), range('round'), hash('region'), range('bracket')];
    const input = set(rich(), ['GlobalSecondaryIndexes', 0, 'KeySchema'], key);
    rejected(input, 'gsi-key', ['GlobalSecondaryIndexes', 0, 'KeySchema', 2], 'HASH');
  });

  test('a key type that is neither', () => {
    const input = set(rich(), ['KeySchema', 1, 'KeyType'], 'SORT');
    rejected(input, 'table-key', ['KeySchema', 1], '"SORT"');
  });

  test('two HASH elements of a table', () => {
    const input = { ...rich(), ...onlyAKey, KeySchema: [hash('id'), hash('id')] };
    expect(issuesOf(input).map(({ rule }) => rule)).toContain('table-key');
  });

  test("an LSI with another HASH than the table's", () => {
    const input = set(rich(), ['LocalSecondaryIndexes', 0, 'KeySchema', 0], hash('region'));
    rejected(input, 'lsi-key', ['LocalSecondaryIndexes', 0, 'KeySchema'], '"id"');
  });

  test('an LSI without RANGE', () => {
    const input = set(rich(), ['LocalSecondaryIndexes', 0, 'KeySchema'], [hash('id')]);
    rejected(input, 'lsi-key', ['localSecondaryIndexes', 'lsi-round', 'sortKey'], '[]');
  });

  test('two HASH elements of a search schema', () => {
    const input = set(rich(), ['VectorIndexes', 0, 'SearchSchema', 1, 'SearchSchemaElementType'], 'HASH');
    rejected(input, 'vector-search-schema', ['VectorIndexes', 0, 'SearchSchema']);
  });

  test('an unknown element of a search schema', () => {
    const input = set(rich(), ['VectorIndexes', 0, 'SearchSchema', 1, 'SearchSchemaElementType'], 'FILTER');
    rejected(input, 'vector-search-schema', ['VectorIndexes', 0, 'SearchSchema', 1], '"FILTER"');
  });
});

describe('projections', () => {
  const path = ['GlobalSecondaryIndexes', 2, 'Projection'];

  test.each(['ALL', 'KEYS_ONLY'])('%s with a list', (ProjectionType) => {
    const input = set(rich(), path, { ProjectionType, NonKeyAttributes: ['players'] });
    rejected(input, 'non-key-attributes', [...path, 'NonKeyAttributes']);
  });

  test.each([undefined, {}, { ProjectionType: 'SOME' }])('%j', (projection) => {
    rejected(set(rich(), path, projection), 'projection', path);
  });

  test('INCLUDE without a list', () => {
    rejected(set(rich(), path, { ProjectionType: 'INCLUDE' }), 'include-list', [
      'globalSecondaryIndexes',
      'gsi-region',
      'projection',
      'include',
    ]);
  });
});

describe('settings', () => {
  test.each([
    { StreamEnabled: true },
    { StreamEnabled: false, StreamViewType: 'NEW_IMAGE' },
    { StreamViewType: 'NEW_IMAGE' },
    {},
  ])('stream %j', (stream) => {
    rejected(set(rich(), ['StreamSpecification'], stream), 'stream-view-type', ['StreamSpecification']);
  });

  test('a stream of an unknown view type', () => {
    const input = set(rich(), ['StreamSpecification', 'StreamViewType'], 'IMAGES');
    rejected(input, 'stream-view-type', ['streamViewType'], '"IMAGES"');
  });

  test.each([
    [{ Enabled: true, SSEType: 'AES256' }, 'AES256'],
    [{ Enabled: false, KMSMasterKeyId: 'alias/mine' }, 'Enabled: true'],
    [{ KMSMasterKeyId: 'alias/mine' }, 'Enabled: true'],
  ])('encryption %j', (encryption, says) => {
    rejected(set(rich(), ['SSESpecification'], encryption), 'encryption', ['SSESpecification'], says);
  });

  test("DynamoDB's own key as a key of yours", () => {
    const input = set(rich(), ['SSESpecification', 'KMSMasterKeyId'], 'alias/aws/dynamodb');
    rejected(input, 'encryption', ['encryption', 'kmsMasterKeyId'], 'AWS_MANAGED');
  });

  test('a policy that is not JSON', () => {
    rejected(set(rich(), ['ResourcePolicy'], '{'), 'resource-policy', ['ResourcePolicy'], 'JSON');
  });

  test.each(['null', '[]', '5', '"text"'])('the policy %s', (policy) => {
    rejected(set(rich(), ['ResourcePolicy'], policy), 'resource-policy', ['ResourcePolicy']);
  });
});

describe('the error', () => {
  test('names the table and lists everything that is not representable', () => {
    const input = set(set(rich(), ['GlobalTableSourceArn'], 'arn:x'), ['Tags', 0, 'Comment'], 'x');
    expect(() => fromCreateTableInput(input)).toThrow(
      [
        'The CreateTable input of "matches" is not valid:',
        '  GlobalTableSourceArn: a table schema has no place for this [not-representable]',
        '  Tags[0].Comment: a table schema has no place for this [not-representable]',
      ].join('\n'),
    );
  });

  test('lists every rule that a representable input breaks', () => {
    const input = set(set(rich(), ['TableName'], 'x'), ['TableClass'], 'COLD');
    expect(issuesOf(input).map(({ rule }) => rule)).toEqual(['table-name', 'table-class']);
  });

  test('is thrown for generated inputs with a break, and names the rule', () => {
    fc.assert(
      fc.property(brokenInput(), ({ input, rule }) => {
        expect(issuesOf(input).map((issue) => issue.rule)).toContain(rule);
      }),
      runs(1500),
    );
  });

  test('heeds quotas', () => {
    const GlobalSecondaryIndexes = Array.from({ length: 21 }, (_, i) => ({
      IndexName: `gsi-${i}`,
      KeySchema: onlyAKey.KeySchema,
      Projection: { ProjectionType: 'ALL' as const },
    }));
    const input = { ...onlyAKey, TableName: 'wide', BillingMode: 'PAY_PER_REQUEST' as const, GlobalSecondaryIndexes };
    expect(() => fromCreateTableInput(input)).toThrow('21 indexes, of 20 allowed');
    const read = fromCreateTableInput(input, { quotas: { globalSecondaryIndexesPerTable: 21 } });
    expect(Object.keys(read.globalSecondaryIndexes ?? {})).toHaveLength(21);
  });
});

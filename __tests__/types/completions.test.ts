import { type Editor, openEditor } from './languageService.js';

/** What an editor offers while a schema is being written. */

let editor: Editor;
beforeAll(() => {
  editor = openEditor();
});

const offered = (rest: string) =>
  editor
    .complete(
      `defineTable({ tableName: 'orders', attributes: { id: 'S', customer: 'S', placed_at: 'N', address: 'M', embedding: 'L' }, ${rest} });`,
    )
    .sort();

const keys = ['customer', 'id', 'placed_at'];

test.each([
  ['the partition key', "partitionKey: '|'"],
  ['the sort key', "partitionKey: 'id', sortKey: '|'"],
  ['a name begun', "partitionKey: 'cus|'"],
  ['the partition key of a GSI', "partitionKey: 'id', globalSecondaryIndexes: { a: { partitionKey: '|' } }"],
  [
    'the partition key of a second GSI',
    "partitionKey: 'id', globalSecondaryIndexes: { b: { partitionKey: 'id' }, a: { partitionKey: '|' } }",
  ],
  ['the sort key of a GSI', "partitionKey: 'id', globalSecondaryIndexes: { a: { partitionKey: 'id', sortKey: '|' } }"],
  ['a tuple', "partitionKey: 'id', globalSecondaryIndexes: { a: { partitionKey: ['|'] } }"],
  ['the second of a tuple', "partitionKey: 'id', globalSecondaryIndexes: { a: { partitionKey: ['id', '|'] } }"],
  ['the sort key of an LSI', "partitionKey: 'id', sortKey: 'customer', localSecondaryIndexes: { a: { sortKey: '|' } }"],
  [
    'an inline filter',
    "partitionKey: 'id', vectorIndexes: { a: { vectorAttribute: 'embedding', inlineFilters: ['|'] } }",
  ],
])('%s: the attributes that can be keys', (_, code) => {
  expect(offered(code)).toEqual(keys);
});

test('timeToLive: the N attributes', () => {
  expect(offered("partitionKey: 'id', timeToLive: '|'")).toEqual(['placed_at']);
});

test('a vector attribute: the L attributes', () => {
  expect(offered("partitionKey: 'id', vectorIndexes: { a: { vectorAttribute: '|' } }")).toEqual(['embedding']);
});

test.each([
  ['a GSI', "globalSecondaryIndexes: { a: { partitionKey: 'id', projection: { include: ['|'] } } }"],
  ['a GSI, second name', "globalSecondaryIndexes: { a: { partitionKey: 'id', projection: { include: ['id', '|'] } } }"],
  ['an LSI', "sortKey: 'customer', localSecondaryIndexes: { a: { sortKey: 'id', projection: { include: ['|'] } } }"],
])('a projection of %s: every declared attribute', (_, code) => {
  expect(offered(`partitionKey: 'id', ${code}`)).toEqual(['address', ...keys, 'embedding'].sort());
});

test('values: attribute types, projections, streams, distance functions', () => {
  expect(editor.complete("defineTable({ tableName: 'orders', attributes: { id: '|' } });")).toEqual(
    expect.arrayContaining(['S', 'N', 'B', 'BOOL', 'NULL', 'L', 'M', 'SS', 'NS', 'BS']),
  );
  expect(offered("partitionKey: 'id', globalSecondaryIndexes: { a: { partitionKey: 'id', projection: '|' } }")).toEqual(
    ['ALL', 'KEYS_ONLY'],
  );
  expect(offered("partitionKey: 'id', streamViewType: '|'")).toHaveLength(4);
  expect(offered("partitionKey: 'id', vectorIndexes: { a: { distanceFunction: '|' } }")).toHaveLength(3);
  expect(offered("partitionKey: 'id', billingMode: '|'")).toContain('PAY_PER_REQUEST');
});

test('properties: of a table, of each kind of index', () => {
  expect(editor.complete('defineTable({ | });')).toEqual(
    expect.arrayContaining([
      'tableName',
      'attributes',
      'partitionKey',
      'sortKey',
      'globalSecondaryIndexes',
      'timeToLive',
    ]),
  );
  expect(offered("partitionKey: 'id', |")).not.toContain('partitionKey');
  expect(offered("partitionKey: 'id', globalSecondaryIndexes: { a: { | } }")).toEqual(
    expect.arrayContaining(['partitionKey', 'sortKey', 'projection', 'onDemandThroughput', 'warmThroughput']),
  );
  expect(offered("partitionKey: 'id', localSecondaryIndexes: { a: { | } }")).toEqual(['projection', 'sortKey']);
  expect(offered("partitionKey: 'id', vectorIndexes: { a: { | } }")).toEqual(
    expect.arrayContaining(['vectorAttribute', 'dimensions', 'distanceFunction', 'inlineFilters']),
  );
  expect(
    offered("partitionKey: 'id', billingMode: 'PROVISIONED', globalSecondaryIndexes: { a: { partitionKey: 'id', | } }"),
  ).toContain('provisionedThroughput');
});

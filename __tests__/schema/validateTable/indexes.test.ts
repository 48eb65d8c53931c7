import { validateTable } from '../../../src/index.js';
import { declaring, describeRule, local, many, provisioned, table, vector, vectorIndex } from './cases.js';

const gsis = (count: number) => ({
  globalSecondaryIndexes: many(count, (i) => [`gsi-${i}`, { partitionKey: 'user' }]),
});
const quotas = (globalSecondaryIndexesPerTable: number) => ({ quotas: { globalSecondaryIndexesPerTable } });

describeRule('gsi-count', {
  rejects: {
    '21 indexes': { schema: table(gsis(21)), path: ['globalSecondaryIndexes'], says: '21 indexes, of 20 allowed' },
    'one more than the quota given': {
      schema: table(gsis(26)),
      options: quotas(25),
      path: ['globalSecondaryIndexes'],
      says: '26 indexes, of 25 allowed',
    },
    'one more than a lower quota': {
      schema: table(gsis(2)),
      options: quotas(1),
      path: ['globalSecondaryIndexes'],
      says: '2 indexes, of 1 allowed',
    },
  },
  accepts: {
    'no indexes': { schema: table(gsis(0)) },
    '20 indexes': { schema: table(gsis(20)) },
    '25 indexes under a quota of 25': { schema: table(gsis(25)), options: quotas(25) },
    '20 indexes under another quota': { schema: table(gsis(20)), options: { quotas: { tableReadCapacityUnits: 1 } } },
  },
});

const lsis = (count: number) => ({
  sortKey: 'at',
  localSecondaryIndexes: many(count, (i) => [`lsi-${i}`, { sortKey: 'user' }]),
});

describeRule('lsi-count', {
  rejects: {
    'six indexes': { schema: table(lsis(6)), path: ['localSecondaryIndexes'], says: '6 indexes, of 5 allowed' },
    'six indexes under a higher quota of GSIs': {
      schema: table(lsis(6)),
      options: quotas(25),
      path: ['localSecondaryIndexes'],
      says: '6 indexes, of 5 allowed',
    },
  },
  accepts: { 'five indexes': { schema: table(lsis(5)) } },
});

describeRule('lsi-needs-sort-key', {
  rejects: {
    'a table without a sort key': {
      schema: table({ ...local(), sortKey: undefined }),
      path: ['localSecondaryIndexes'],
      says: 'no sortKey',
    },
  },
  accepts: {
    'a table with a sort key': { schema: table(local()) },
    'no indexes on a table without a sort key': { schema: table({ localSecondaryIndexes: {} }) },
  },
});

const capacityOfItsOwn = {
  provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 },
  onDemandThroughput: { maxReadRequestUnits: 1 },
  warmThroughput: { readUnitsPerSecond: 12_000 },
};

describeRule('index-without-capacity', {
  rejects: Object.fromEntries(
    Object.entries(capacityOfItsOwn).flatMap(([property, value]) => [
      [
        `${property} of an LSI`,
        {
          schema: table(local({ [property]: value })),
          path: ['localSecondaryIndexes', 'lsi-user', property],
          says: JSON.stringify(value),
        },
      ],
      [
        `${property} of a vector index`,
        {
          schema: table(vector({ [property]: value })),
          path: ['vectorIndexes', 'by-embedding', property],
          says: JSON.stringify(value),
        },
      ],
    ]),
  ),
  accepts: {
    'an LSI of a provisioned table': { schema: provisioned(local()) },
    'a vector index': { schema: table(vector()) },
  },
});

const vectors = (count: number) => ({ vectorIndexes: many(count, (i) => [`vector-${i}`, vectorIndex]) });

describeRule('vector-index-count', {
  rejects: { 'six indexes': { schema: table(vectors(6)), path: ['vectorIndexes'], says: '6 indexes, of 5 allowed' } },
  accepts: { 'five indexes': { schema: table(vectors(5)) } },
});

const at = (property: string) => ['vectorIndexes', 'by-embedding', property];

describeRule('vector-attribute', {
  rejects: {
    'no vector attribute': {
      schema: table(vector({ vectorAttribute: undefined })),
      path: at('vectorAttribute'),
      says: 'missing',
    },
    'an attribute that is not declared': {
      schema: table(vector({ vectorAttribute: 'vector' })),
      path: at('vectorAttribute'),
      says: '"vector"',
    },
    'an attribute of another type': {
      schema: table(vector({ vectorAttribute: 'user' })),
      path: at('vectorAttribute'),
      says: '"user"',
    },
    'no vector attribute, though an attribute is named undefined': {
      schema: declaring({ undefined: 'L' }, vector({ vectorAttribute: undefined })),
      path: at('vectorAttribute'),
      says: 'missing',
    },
  },
  accepts: { 'a list': { schema: table(vector()) } },
});

describeRule('vector-dimensions', {
  rejects: Object.fromEntries(
    [undefined, -1, 0, 4097, 2.5, '3', Number.NaN].map((dimensions) => [
      String(dimensions),
      {
        schema: table(vector({ dimensions })),
        path: at('dimensions'),
        says: dimensions === undefined ? 'missing' : JSON.stringify(dimensions),
      },
    ]),
  ),
  accepts: {
    1: { schema: table(vector({ dimensions: 1 })) },
    4096: { schema: table(vector({ dimensions: 4096 })) },
  },
});

describe('vector-same-dimensions', () => {
  const twoIndexes = (second: object, more = {}) =>
    declaring(more, { vectorIndexes: { 'by-1': vectorIndex, 'by-2': { ...vectorIndex, ...second } } });

  test('rejects both of two indexes that disagree', () => {
    expect(validateTable(twoIndexes({ dimensions: 4 }))).toEqual([
      {
        rule: 'vector-same-dimensions',
        path: ['vectorIndexes', 'by-1', 'dimensions'],
        message: expect.stringContaining('3 must be'),
      },
      {
        rule: 'vector-same-dimensions',
        path: ['vectorIndexes', 'by-2', 'dimensions'],
        message: expect.stringContaining('4 must be'),
      },
    ]);
  });

  test('accepts two distances of one attribute', () => {
    expect(validateTable(twoIndexes({ distanceFunction: 'EUCLIDEAN' }))).toEqual([]);
  });

  test('accepts other dimensions of another attribute', () => {
    expect(validateTable(twoIndexes({ vectorAttribute: 'more', dimensions: 4 }, { more: 'L' }))).toEqual([]);
  });
});

describeRule('vector-distance-function', {
  rejects: {
    'no distance function': {
      schema: table(vector({ distanceFunction: undefined })),
      path: at('distanceFunction'),
      says: 'missing',
    },
    'another one': {
      schema: table(vector({ distanceFunction: 'MANHATTAN' })),
      path: at('distanceFunction'),
      says: '"MANHATTAN"',
    },
    'one in lower case': {
      schema: table(vector({ distanceFunction: 'cosine' })),
      path: at('distanceFunction'),
      says: '"cosine"',
    },
  },
  accepts: Object.fromEntries(
    ['COSINE', 'EUCLIDEAN', 'DOT_PRODUCT'].map((distanceFunction) => [
      distanceFunction,
      { schema: table(vector({ distanceFunction })) },
    ]),
  ),
});

const filters = (count: number) => Array.from({ length: count }, (_, i) => `filter_${i}`);
const withFilters = (count: number) =>
  declaring(Object.fromEntries(filters(count).map((name) => [name, 'S'])), vector({ inlineFilters: filters(count) }));

describeRule('vector-search-schema', {
  rejects: {
    '19 filters': { schema: withFilters(19), path: at('inlineFilters'), says: '["filter_0"' },
    'one filter that is not in a list': {
      schema: table(vector({ inlineFilters: 'user' })),
      path: at('inlineFilters'),
      says: '"user"',
    },
    'a filter that is a number': {
      schema: table(vector({ inlineFilters: ['user', 7] })),
      path: [...at('inlineFilters'), 1],
      says: '7',
    },
    'a filter without a name': {
      schema: declaring({ '': 'S' }, vector({ inlineFilters: [''] })),
      path: [...at('inlineFilters'), 0],
      says: '""',
    },
    'a partition key of two attributes': {
      schema: table(vector({ partitionKey: ['id', 'user'] })),
      path: at('partitionKey'),
      says: '["id","user"]',
    },
  },
  accepts: {
    'no search schema': { schema: table(vector()) },
    'no filters': { schema: table(vector({ inlineFilters: [] })) },
    '18 filters': { schema: withFilters(18) },
    'a partition key and a filter': { schema: table(vector({ partitionKey: 'user', inlineFilters: ['at', 'photo'] })) },
    'a name of 256 bytes, of which nothing is known': {
      schema: declaring({ ['f'.repeat(256)]: 'S' }, vector({ inlineFilters: ['f'.repeat(256)] })),
    },
  },
});

describeRule('vector-needs-on-demand', {
  rejects: {
    'a provisioned table': {
      schema: provisioned(vector()),
      path: ['vectorIndexes', 'by-embedding'],
      says: 'PAY_PER_REQUEST',
    },
  },
  accepts: {
    'a table that says PAY_PER_REQUEST': { schema: table({ billingMode: 'PAY_PER_REQUEST', ...vector() }) },
    'no indexes on a provisioned table': { schema: provisioned({ vectorIndexes: {} }) },
  },
});

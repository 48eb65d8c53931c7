import fc from 'fast-check';
import { type AdviceRule, adviceRules, lintTable, sessionTableSchema, type TableIssue } from '../../src/index.js';
import { mutatedTable, validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';
import { declaring, global, local, many, provisioned, table, vector, vectorIndex } from './validateTable/cases.js';

interface Advised {
  readonly schema: unknown;
  readonly path: TableIssue['path'];
  readonly says: string;
}

/** Tests of one advice: schemas that it is given for, and schemas that are fine. Other advice may be given beside it. */
function describeAdvice(
  id: string,
  cases: { readonly given: Readonly<Record<string, Advised>>; readonly notGiven: Readonly<Record<string, unknown>> },
): void {
  const of = (schema: unknown) => lintTable(schema).filter(({ rule }) => rule === id);
  describe(id, () => {
    test.each(Object.entries(cases.given))('given for %s', (_, { schema, path, says }) => {
      expect(of(schema)).toEqual([{ rule: id, path, message: expect.stringContaining(says) }]);
    });
    test.each(Object.entries(cases.notGiven))('not given for %s', (_, schema) => {
      expect(of(schema)).toEqual([]);
    });
  });
}

const names = (count: number) => Array.from({ length: count }, (_, i) => `p${i}`);
const include = (...list: string[]) => ({ projection: { include: list } });
const gsi = ['globalSecondaryIndexes', 'gsi-user'];
const byVector = ['vectorIndexes', 'by-embedding'];

test('has no advice for the ready-made tables', () => {
  expect(lintTable(sessionTableSchema)).toEqual([]);
});

test('advice that is known can be left out, by its id', () => {
  const advised = table({ ...local(include('id')), timeToLive: 'id' });
  const rules = (ignore: readonly AdviceRule[]) => lintTable(advised, { ignore }).map(({ rule }) => rule);
  expect(rules([])).toEqual(['include-no-keys', 'lsi-collection-size', 'time-to-live-type', 'time-to-live-key']);
  expect(rules(['time-to-live-type', 'lsi-collection-size'])).toEqual(['include-no-keys', 'time-to-live-key']);
  expect(rules(adviceRules)).toEqual([]);
});

describeAdvice('gsi-same-key', {
  given: {
    "a GSI with the table's key": {
      schema: table({ sortKey: 'at', ...global({ partitionKey: 'id', sortKey: ['at'] }) }),
      path: gsi,
      says: 'same key as the table',
    },
    'a GSI with the key of an earlier one': {
      schema: table({
        globalSecondaryIndexes: {
          'gsi-user': { partitionKey: 'user', sortKey: 'at' },
          'gsi-copy': { partitionKey: ['user'], sortKey: 'at', projection: 'KEYS_ONLY' },
        },
      }),
      path: ['globalSecondaryIndexes', 'gsi-copy'],
      says: '"gsi-user"',
    },
  },
  notGiven: {
    'a GSI with the same partition key and another sort key': table({
      ...global({ partitionKey: 'id', sortKey: 'at' }),
    }),
    'keys in another order': table({
      globalSecondaryIndexes: {
        'gsi-1': { partitionKey: ['user', 'id'] },
        'gsi-2': { partitionKey: ['id', 'user'] },
        'gsi-3': { partitionKey: 'id', sortKey: 'user' },
      },
    }),
  },
});

describeAdvice('include-count', {
  given: {
    '21 attributes in a GSI': {
      schema: table(global(include(...names(21)))),
      path: [...gsi, 'projection', 'include'],
      says: '21 attributes',
    },
    '21 attributes in a vector index': {
      schema: table(vector(include(...names(21)))),
      path: [...byVector, 'projection', 'include'],
      says: '21 attributes',
    },
  },
  notGiven: { '20 attributes': table(global(include(...names(20)))) },
});

describeAdvice('include-no-keys', {
  given: {
    "the table's partition key": {
      schema: table(global(include('note', 'id'))),
      path: [...gsi, 'projection', 'include', 1],
      says: '"id"',
    },
    "the table's sort key in an LSI": {
      schema: table(local(include('at'))),
      path: ['localSecondaryIndexes', 'lsi-user', 'projection', 'include', 0],
      says: '"at"',
    },
    "the index's own key": {
      schema: table(global({ partitionKey: ['at', 'user'], ...include('user') })),
      path: [...gsi, 'projection', 'include', 0],
      says: '"user"',
    },
    "the table's key in a vector index": {
      schema: table(vector(include('id'))),
      path: [...byVector, 'projection', 'include', 0],
      says: '"id"',
    },
  },
  notGiven: {
    'a key of another index': table({
      globalSecondaryIndexes: {
        'gsi-user': { partitionKey: 'user', ...include('at') },
        'gsi-at': { partitionKey: 'at', ...include('user') },
      },
    }),
    'the filter of a vector index': table(vector({ inlineFilters: ['user'], ...include('user') })),
  },
});

/** A vector index that counts for so many: its vector attribute, two filters, and the rest included. */
const counting = (total: number) => vector({ inlineFilters: ['user', 'at'], ...include(...names(total - 3)) });

describeAdvice('include-spelling', {
  given: {
    'a letter left out': {
      schema: declaring({ total: 'N' }, global(include('totl'))),
      path: [...gsi, 'projection', 'include', 0],
      says: 'did you mean "total"?',
    },
    'two letters swapped, in an LSI': {
      schema: declaring({ total: 'N' }, local(include('photo', 'toatl'))),
      path: ['localSecondaryIndexes', 'lsi-user', 'projection', 'include', 1],
      says: '"total"',
    },
    'another way of writing words, in a vector index': {
      schema: declaring({ placed_at: 'N' }, vector(include('placedAt'))),
      path: [...byVector, 'projection', 'include', 0],
      says: '"placed_at"',
    },
  },
  notGiven: {
    'names that are declared': declaring({ total: 'N', totl: 'N' }, global(include('totl', 'total'))),
    'a name like no other': declaring({ total: 'N' }, global(include('shipping_address'))),
    'a name that is like others by its shortness': table(global(include('it'))),
    'names that differ in their number': declaring({ line1: 'S' }, global(include('line2'))),
  },
});

test('takes any number of included names', () => {
  const many = names(100_000);
  expect(lintTable(table(global({ partitionKey: many, ...include(...many) })))).toHaveLength(100_001);
});

describeAdvice('vector-projection-total', {
  given: {
    '101 in a vector index': { schema: table(counting(101)), path: ['vectorIndexes'], says: '101 together' },
    '101 with those of a GSI': {
      schema: table({ ...counting(51), ...global(include(...names(50))) }),
      path: ['vectorIndexes'],
      says: '101 together',
    },
  },
  notGiven: {
    '100 in a vector index': table(counting(100)),
    '100 with those of a GSI': table({ ...counting(50), ...global(include(...names(50))) }),
    '101 without a vector index': table(global(include(...names(101)))),
  },
});

describeAdvice('lsi-collection-size', {
  given: { 'an LSI': { schema: table(local()), path: ['localSecondaryIndexes'], says: '10 GB' } },
  notGiven: { 'no LSIs': table({ sortKey: 'at', localSecondaryIndexes: {} }), 'a GSI': table(global()) },
});

describeAdvice('on-demand-throughput-empty', {
  given: {
    'ceilings that set none': {
      schema: table({ onDemandThroughput: {} }),
      path: ['onDemandThroughput'],
      says: 'no ceiling',
    },
    'ceilings that are undefined': {
      schema: table({ onDemandThroughput: { maxReadRequestUnits: undefined } }),
      path: ['onDemandThroughput'],
      says: 'no ceiling',
    },
    'ceilings of a GSI that set none': {
      schema: table(global({ onDemandThroughput: {} })),
      path: [...gsi, 'onDemandThroughput'],
      says: 'no ceiling',
    },
  },
  notGiven: {
    'one ceiling': table({ onDemandThroughput: { maxWriteRequestUnits: 1 } }),
    'no ceilings': table(),
  },
});

const warm = (readUnitsPerSecond: number, writeUnitsPerSecond: number) => ({
  warmThroughput: { readUnitsPerSecond, writeUnitsPerSecond },
});

describeAdvice('warm-throughput-low', {
  given: {
    '11 999 reads of a provisioned table': {
      schema: provisioned(warm(11_999, 4_000)),
      path: ['warmThroughput'],
      says: '12000',
    },
    '3 999 writes of a GSI of a provisioned table': {
      schema: provisioned(global(warm(12_000, 3_999))),
      path: [...gsi, 'warmThroughput'],
      says: '4000',
    },
  },
  notGiven: {
    '12 000 reads and 4 000 writes': provisioned(warm(12_000, 4_000)),
    'writes alone': provisioned({ warmThroughput: { writeUnitsPerSecond: 4_000 } }),
    'an on-demand table, whose minimum is a rule': table(warm(1, 1)),
  },
});

describeAdvice('time-to-live-type', {
  given: {
    'a string': {
      schema: declaring({ expires: 'S' }, { timeToLive: 'expires' }),
      path: ['timeToLive'],
      says: '"expires" is declared as "S"',
    },
  },
  notGiven: {
    'a number': table({ timeToLive: 'ttl' }),
    'no TTL': table(),
    'an attribute that is not declared, which is an error': table({ timeToLive: 'toString' }),
  },
});

describeAdvice('time-to-live-key', {
  given: {
    "the table's sort key": {
      schema: table({ sortKey: 'ttl', timeToLive: 'ttl' }),
      path: ['timeToLive'],
      says: '"ttl"',
    },
    'a part of a GSI key': {
      schema: table({ ...global({ sortKey: ['at', 'ttl'] }), timeToLive: 'ttl' }),
      path: ['timeToLive'],
      says: '"ttl"',
    },
    'a filter of a vector index': {
      schema: table({ ...vector({ inlineFilters: ['ttl'] }), timeToLive: 'ttl' }),
      path: ['timeToLive'],
      says: '"ttl"',
    },
  },
  notGiven: {
    'an attribute that no key uses': table({ ...global(), timeToLive: 'ttl' }),
    'no TTL': table({ sortKey: 'ttl' }),
  },
});

describeAdvice('vector-partition-key', {
  given: {
    'a vector index with a partition key': {
      schema: table(vector({ partitionKey: 'user' })),
      path: [...byVector, 'partitionKey'],
      says: '"user"',
    },
  },
  notGiven: { 'a vector index with filters alone': table(vector({ inlineFilters: ['user'] })) },
});

const long = 'é'.repeat(128);

describeAdvice('vector-key-name-length', {
  given: {
    'a filter of 256 bytes': {
      schema: declaring({ [long]: 'S' }, vector({ inlineFilters: [long] })),
      path: byVector,
      says: '256 bytes',
    },
    'a partition key of 256 bytes': {
      schema: declaring({ [long]: 'S' }, vector({ partitionKey: long })),
      path: byVector,
      says: '256 bytes',
    },
  },
  notGiven: {
    'a filter of 255 bytes': declaring({ ['f'.repeat(255)]: 'S' }, vector({ inlineFilters: ['f'.repeat(255)] })),
    'a GSI key of 256 bytes, which is a rule': declaring({ [long]: 'S' }, global({ partitionKey: long })),
  },
});

test('lists all advice, once each', () => {
  const schema = table({
    ...local({ projection: 'ALL' }),
    globalSecondaryIndexes: { 'gsi-id': { partitionKey: 'id', sortKey: 'at' } },
    vectorIndexes: many(2, (i) => [`vector-${i}`, { ...vectorIndex, partitionKey: 'user' }]),
    onDemandThroughput: {},
  });
  expect(lintTable(schema).map(({ rule, path }) => `${rule} ${path.join('.')}`)).toEqual([
    'gsi-same-key globalSecondaryIndexes.gsi-id',
    'lsi-collection-size localSecondaryIndexes',
    'on-demand-throughput-empty onDemandThroughput',
    'vector-partition-key vectorIndexes.vector-0.partitionKey',
    'vector-partition-key vectorIndexes.vector-1.partitionKey',
  ]);
});

test('takes anything, and never throws', () => {
  const throwing = {
    get globalSecondaryIndexes() {
      throw new Error('no');
    },
  };
  expect(lintTable(throwing)).toEqual([]);
  const values = fc.oneof(
    validTable(),
    mutatedTable().map(({ schema }) => schema),
    fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }),
    fc.dictionary(
      fc.constantFrom('globalSecondaryIndexes', 'vectorIndexes', 'timeToLive', 'partitionKey'),
      fc.anything(),
    ),
  );
  fc.assert(
    fc.property(values, (value) => {
      for (const advice of lintTable(value)) {
        expect(advice).toEqual({ rule: expect.any(String), path: expect.any(Array), message: expect.any(String) });
      }
    }),
    runs(1000),
  );
});

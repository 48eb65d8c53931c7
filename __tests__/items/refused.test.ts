import { defineTable } from '../../src/index.js';
import * as items from '../../src/items/index.js';
import { loans, pages, places, texts } from './tables.js';

/** What fails at run time, for callers without types too: one error, with the place and what is wrong there. */

// As JavaScript has them.
type Builder = (...args: unknown[]) => unknown;
const {
  toBatchGetItemInputs,
  toBatchWriteItemInputs,
  toConditionCheck,
  toDeleteItemInput,
  toGetItemInput,
  toPutItemInput,
  toQueryInput,
  toScanInput,
  toSearchVectorsInput,
  toTransactGetItemsInput,
  toTransactWriteItemsInput,
  toUpdateItemInput,
} = items as unknown as Record<keyof typeof items, Builder>;

const key = { loan: '1' };
const byReader = (more: object) => toQueryInput(loans, { indexName: 'by-reader', ...more });
const byPlace = (more: object) =>
  toQueryInput(places, { indexName: 'place', key: { branch: 'b', hall: 'h', ...more } });
const set = (more: object) => toUpdateItemInput(loans, key, { set: more });
const put = (more: object) => toPutItemInput(loans, { loan: '1', ...more });
const search = (more: object) =>
  toSearchVectorsInput(texts, { indexName: 'like', searchVector: [1, 2], topK: 1, key: { lang: 'it' }, ...more });

test.each<[string, () => unknown, string]>([
  [
    'an index that is not there',
    () => toQueryInput(loans, { indexName: 'by-raeder', key }),
    "indexName has no 'by-raeder', only by-reader, by-scan",
  ],
  ['an index of another kind', () => toScanInput(texts, { indexName: 'like' }), "indexName has no 'like'"],
  ['no key', () => toQueryInput(loans, { indexName: 'by-reader' }), 'key'],
  ['a key of the table in an index', () => byReader({ key }), "key has no 'loan', only reader, due"],
  [
    'a key beside the right one',
    () => byReader({ key: { reader: 'r', loan: '1' } }),
    "key has no 'loan', only reader, due",
  ],
  [
    'two comparisons of a sort key',
    () => byReader({ key: { reader: 'r', due: { gt: 1, lt: 2 } } }),
    'key.due must have one comparison',
  ],
  ['no comparison of a sort key', () => byReader({ key: { reader: 'r', due: {} } }), 'key.due is empty'],
  [
    'a comparison that keys do not have',
    () => byReader({ key: { reader: 'r', due: { in: [1] } } }),
    "key.due has no 'in', only eq, lt, lte, gt, gte, between, beginsWith",
  ],
  [
    'a comparison that nothing has',
    () => byReader({ key: { reader: 'r', due: { greater: 1 } } }),
    "key.due has no 'greater', only eq, ",
  ],
  ['a comparison of a partition key', () => byReader({ key: { reader: { beginsWith: 'r' } } }), 'key.reader must be S'],
  [
    'a sort attribute without the one before',
    () => byPlace({ shelf: 's' }),
    'key.shelf needs one value of floor before it',
  ],
  [
    'a range before the last',
    () => byPlace({ floor: { gt: 1 }, shelf: 's' }),
    'key.shelf needs one value of floor before it',
  ],
  ['an empty range', () => toQueryInput(pages, { key: { book: '' } }), 'key.book must be S'],
  ['an undefined sort key', () => byReader({ key: { reader: 'r', due: undefined } }), 'key.due cannot be undefined'],
  [
    'a limit that is a string',
    () => toScanInput(loans, { limit: '10' }),
    "limit must be a whole number, 1 or more, not '10'",
  ],
  ['a limit of 0', () => toScanInput(loans, { limit: 0 }), 'limit must be a whole number, 1 or more, not 0'],
  ['an unknown option', () => toScanInput(loans, { filters: {} }), "options has no 'filters', only indexName, filter"],
  ['a filter that got lost', () => toScanInput(loans, { filter: undefined }), 'filter cannot be undefined'],
  ['an empty filter', () => toScanInput(loans, { filter: {} }), 'filter is empty'],
  [
    'an empty or',
    () => toScanInput(loans, { filter: { or: [] } }),
    'filter.or must be a list of 1 or more, not a list of 0',
  ],
  [
    'an or with an empty condition',
    () => toScanInput(loans, { filter: { or: [{ due: 1 }, {}] } }),
    'filter.or.1 is empty',
  ],
  [
    'an or that is not a list',
    () => toScanInput(loans, { filter: { or: { due: 1 } } }),
    'filter.or must be a list of 1 or more, not an object',
  ],
  ['an empty not', () => toScanInput(loans, { filter: { not: {} } }), 'filter.not is empty'],
  [
    'an empty in',
    () => toScanInput(loans, { filter: { due: { in: [] } } }),
    'filter.due.in must be a list of 1 to 100, not a list of 0',
  ],
  [
    'more than 100 in in',
    () => toScanInput(loans, { filter: { due: { in: Array.from({ length: 101 }, (_, i) => i) } } }),
    'filter.due.in must be a list of 1 to 100, not a list of 101',
  ],
  [
    'three ends of between',
    () => toScanInput(loans, { filter: { due: { between: [1, 2, 3] } } }),
    'filter.due.between must be a list of 2, not a list of 3',
  ],
  [
    'one end of between in a key',
    () => byReader({ key: { reader: 'r', due: { between: [1] } } }),
    'key.due.between must be a list of 2, not a list of 1',
  ],
  ['an empty at', () => toScanInput(loans, { filter: { label: { at: {} } } }), 'filter.label.at is empty'],
  ['no comparison', () => toScanInput(loans, { filter: { due: {} } }), 'filter.due is empty'],
  ['a map without eq', () => toScanInput(loans, { filter: { label: { row: 3 } } }), "filter.label has no 'row'"],
  [
    'undefined in a comparison',
    () => toScanInput(loans, { filter: { due: { gt: undefined } } }),
    'filter.due.gt cannot be undefined',
  ],
  [
    'undefined within or',
    () => toScanInput(loans, { filter: { or: [{ due: undefined }] } }),
    'filter.or.0.due cannot be undefined',
  ],
  [
    'exists of what is not a boolean',
    () => toScanInput(loans, { filter: { due: { exists: 'no' } } }),
    "filter.due.exists must be true or false, not 'no'",
  ],
  ['an empty select', () => toScanInput(loans, { select: [] }), 'select must be a list of 1 or more'],
  ['a segment beyond', () => toScanInput(loans, { segment: [4, 4] }), 'segment must be a whole number, 0 to 3, not 4'],
  [
    'a start with a part that got lost',
    () => byReader({ key: { reader: 'r' }, exclusiveStartKey: { loan: undefined } }),
    'exclusiveStartKey.loan cannot be undefined',
  ],

  [
    'a condition that got lost',
    () => toDeleteItemInput(loans, key, { condition: undefined }),
    'condition cannot be undefined',
  ],
  [
    'a condition with a part that got lost',
    () => toDeleteItemInput(loans, key, { condition: { due: undefined } }),
    'condition.due cannot be undefined',
  ],
  [
    'a condition that is misspelt',
    () => toDeleteItemInput(loans, key, { conditon: { due: 1 } }),
    "options has no 'conditon'",
  ],
  ['a check without its condition', () => toConditionCheck(loans, key, undefined), 'condition cannot be undefined'],
  ['half a key', () => toGetItemInput(pages, { book: 'b' }), 'key.page must be N'],
  ['NaN as a key', () => toGetItemInput(pages, { book: 'b', page: Number.NaN }), 'key.page cannot be NaN'],
  ['null as a key', () => toGetItemInput(pages, { book: 'b', page: null }), 'key.page must be N'],
  [
    'a long partition key',
    () => toGetItemInput(loans, { loan: 'ü'.repeat(1025) }),
    'key.loan must be S, a key, of bytes 1 to 2048',
  ],
  [
    'a long sort key',
    () => put({ reader: 'r', due: 1, scan: Buffer.alloc(2049) }),
    'item.scan must be B, a key, of bytes 1 to 2048',
  ],
  ['a key that is not an object', () => toGetItemInput(loans, '1'), 'key must be an object'],

  ['a put without its key', () => toPutItemInput(pages, { book: 'b' }), 'item.page cannot be undefined'],
  ['an empty key of an index', () => put({ reader: '' }), 'item.reader must be S'],
  ['a null key of an index', () => put({ reader: null }), 'item.reader must be S'],
  ['a key of an index of another type', () => put({ due: '1' }), 'item.due must be N'],
  ['undefined', () => put({ state: undefined }), 'item.state cannot be undefined'],
  ['undefined within', () => put({ label: { deep: [{ er: undefined }] } }), 'item.label.deep.0.er cannot be undefined'],
  ['NaN within', () => put({ stamps: [1, Number.NaN] }), 'item.stamps.1 cannot be NaN'],
  ['infinity', () => put({ label: { x: Number.POSITIVE_INFINITY } }), 'item.label.x cannot be Infinity'],
  ['a number beyond 2^53', () => put({ label: { x: 2 ** 53 } }), 'item.label.x cannot be 9007199254740992'],
  ['undefined in a Map', () => put({ label: new Map([['deep', undefined]]) }), 'item.label.deep cannot be undefined'],
  ['an empty set', () => put({ tags: new Set() }), 'item.tags cannot be an empty set'],
  ['undefined in a set', () => put({ tags: new Set([undefined]) }), 'item.tags.0 cannot be undefined'],
  ['a function, which the client would drop', () => put({ label: { f() {} } }), 'item.label.f cannot be'],
  ['a symbol', () => put({ state: Symbol('x') }), 'item.state cannot be Symbol(x)'],
  ['milliseconds', () => put({ gone: Date.now() }), 'item.gone must be in seconds'],
  [
    'a vector of another length',
    () => toPutItemInput(texts, { id: '1', meaning: [1] }),
    'item.meaning must be a list of 2, not a list of 1',
  ],

  ['undefined in set', () => set({ state: undefined }), 'update.set.state cannot be undefined'],
  [
    'a section that got lost',
    () => toUpdateItemInput(loans, key, { set: undefined }),
    'update.set cannot be undefined',
  ],
  [
    'a section that is not there',
    () => toUpdateItemInput(loans, key, { sett: {} }),
    "update has no 'sett', only set, setIfAbsent",
  ],
  ['an empty key of an index in set', () => set({ reader: '' }), 'update.set.reader must be S'],
  [
    'an empty key of an index in setIfAbsent',
    () => toUpdateItemInput(loans, key, { setIfAbsent: { reader: '' } }),
    'update.setIfAbsent.reader must be S',
  ],
  ['milliseconds in set', () => set({ gone: 1e11 }), 'update.set.gone must be in seconds'],
  ['an empty set in set', () => set({ tags: new Set() }), 'update.set.tags cannot be an empty set'],
  [
    'undefined within at',
    () => toUpdateItemInput(loans, key, { at: { label: { set: { x: undefined } } } }),
    'update.at.label.set.x cannot be undefined',
  ],
  [
    'a vector in set',
    () => toUpdateItemInput(texts, { id: '1' }, { set: { meaning: [1, 2, 3] } }),
    'update.set.meaning must be a list of 2, not a list of 3',
  ],

  [
    'one key twice in a batch of gets',
    () =>
      toBatchGetItemInputs(pages, [
        { book: 'b', page: 1 },
        { page: 1n, book: 'b' },
      ]),
    'keys.1 has the key of keys.0',
  ],
  [
    'a put and a delete of one key',
    () => toBatchWriteItemInputs(loans, { put: [key], delete: [key] }),
    'delete.0 has the key of put.0',
  ],
  [
    'a misspelt request',
    () => toBatchWriteItemInputs(loans, { puts: [key] }),
    "requests has no 'puts', only put, delete",
  ],
  [
    'requests that got lost',
    () => toBatchWriteItemInputs(loans, { put: undefined }),
    'put must be a list of 0 or more',
  ],
  ['a put in a batch', () => toBatchWriteItemInputs(loans, { put: [{ loan: '' }] }), 'put.0.loan must be S'],
  ['an empty select in a batch', () => toBatchGetItemInputs(loans, [key], { select: [] }), 'select must be a list'],
  [
    'one item twice in a transaction',
    () => toTransactWriteItemsInput([{ put: put({}) }, { delete: toDeleteItemInput(loans, key) }]),
    'actions.1 has the key of actions.0',
  ],
  [
    'one item twice, put and put',
    () => toTransactWriteItemsInput([{ put: put({}) }, { put: { ...(put({ due: 2 }) as object) } }]),
    'actions.1 has the key of actions.0',
  ],
  [
    'one item read twice',
    () => toTransactGetItemsInput([toGetItemInput(loans, key), toGetItemInput(loans, key)]),
    'gets.1 has the key of gets.0',
  ],
  [
    'more than 100',
    () => toTransactGetItemsInput(Array.from({ length: 101 }, (_, i) => toGetItemInput(loans, { loan: `${i}` }))),
    'gets must be a list of 1 to 100, not a list of 101',
  ],
  ['an empty transaction', () => toTransactWriteItemsInput([]), 'actions must be a list of 1 to 100, not a list of 0'],
  [
    'an unknown action',
    () => toTransactWriteItemsInput([{ puts: put({}) }]),
    "actions.0 has no 'puts', only put, update, delete, conditionCheck",
  ],
  [
    'two actions in one',
    () => toTransactWriteItemsInput([{ put: put({}), delete: toDeleteItemInput(loans, { loan: '2' }) }]),
    'actions.0 must be one action',
  ],
  [
    'an update without changes in a transaction',
    () => toTransactWriteItemsInput([{ update: toUpdateItemInput(loans, key, {}) }]),
    'actions.0 changes nothing',
  ],
  [
    'returned values in a transaction',
    () => toTransactWriteItemsInput([{ delete: toDeleteItemInput(loans, key, { returnValues: 'ALL_OLD' }) }]),
    'actions.0 cannot have returnValues',
  ],

  ['a vector index that is not there', () => search({ indexName: 'liek' }), "indexName has no 'liek', only like"],
  [
    'a vector of the wrong length',
    () => search({ searchVector: [1] }),
    'searchVector must be a list of 2, not a list of 1',
  ],
  ['a vector with NaN', () => search({ searchVector: [1, Number.NaN] }), 'searchVector.1 cannot be NaN'],
  ['a search without the partition', () => search({ key: { kind: 'a' } }), 'key.lang must be S'],
  [
    'a search by what is not a filter',
    () => search({ key: { lang: 'it', id: '1' } }),
    "key has no 'id', only lang, kind",
  ],
  ['topK that is not a number', () => search({ topK: '3' }), "topK must be a whole number, 1 to 100, not '3'"],
  ['topK that is too many', () => search({ topK: 101 }), 'topK must be a whole number, 1 to 100, not 101'],
  [
    'a vector with what is no number',
    () => search({ searchVector: [1, '2'] }),
    'searchVector must be a list of numbers',
  ],
  ['no index', () => search({ indexName: undefined }), 'indexName cannot be undefined'],
])('%s', (_, call, message) => {
  expect(call).toThrow(TypeError);
  expect(call).toThrow(message);
});

test('what is not wrong passes', () => {
  // Sentinels of a time to live, empty strings and bytes where no key is, null, an empty list and an empty map.
  put({ gone: 1e11 - 1, state: '', label: {}, stamps: [], note: null, empty: new Uint8Array(0) });
  toScanInput(loans, { exclusiveStartKey: undefined });
  toTransactWriteItemsInput([{ put: put({}) }, { put: toPutItemInput({ ...loans, tableName: 'others' }, key) }]);
  expect(toUpdateItemInput(loans, key, { set: {} })).toEqual({ TableName: 'loans', Key: key });
  expect(toBatchGetItemInputs(loans, [])).toEqual([]);
});

test('bytes of two keys, and schemas of one table name with keys of their own', () => {
  const files = defineTable({ tableName: 'files', attributes: { hash: 'B' }, partitionKey: 'hash' });
  const same = defineTable({ tableName: 'files', attributes: { id: 'S', n: 'N' }, partitionKey: 'id', sortKey: 'n' });
  // Neither is UTF-8, so that as strings they would be one.
  const hashes = [Buffer.from([0xff]), Buffer.from([0xfe])];
  toBatchWriteItemInputs(files, { put: hashes.map((hash) => ({ hash })) });
  toTransactWriteItemsInput([
    { put: toPutItemInput(files, { hash: hashes[0], id: '1', n: 1 }) },
    { put: toPutItemInput(same, { hash: hashes[0], id: '1', n: 1 }) },
    { put: toPutItemInput(same, { hash: hashes[0], id: '1', n: 2 }) },
  ]);
});

test('an item that changes afterwards does not change the input', () => {
  const item = { loan: '1', due: 1 };
  const input = toPutItemInput(loans, item);
  item.due = 2;
  expect(input).toEqual({ TableName: 'loans', Item: { loan: '1', due: 1 } });
});

test('names and values are placeholders, each name once', () => {
  const reserved = defineTable({
    tableName: 'words',
    attributes: { name: 'S', 'a.b#c': 'S', size: 'N' },
    partitionKey: 'name',
  });
  expect(
    items.toQueryInput(reserved, {
      key: { name: 'n' },
      filter: { 'a.b#c': 'x', size: { gt: 1, lt: 3 } },
      select: ['name', 'size'],
    }),
  ).toEqual({
    TableName: 'words',
    KeyConditionExpression: '#0 = :0',
    FilterExpression: '#1 = :1 AND #2 > :2 AND #2 < :3',
    ProjectionExpression: '#0, #2',
    ExpressionAttributeNames: { '#0': 'name', '#1': 'a.b#c', '#2': 'size' },
    ExpressionAttributeValues: { ':0': 'n', ':1': 'x', ':2': 1, ':3': 3 },
  });
});

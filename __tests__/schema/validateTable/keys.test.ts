import { declaring, describeRule, global, local, table, vector } from './cases.js';

const gsi = ['globalSecondaryIndexes', 'gsi-user'];
const lsi = ['localSecondaryIndexes', 'lsi-user'];

describeRule('table-key', {
  rejects: {
    'no partition key': { schema: table({ partitionKey: undefined }), path: ['partitionKey'], says: 'missing' },
    'a tuple': { schema: table({ partitionKey: ['id'] }), path: ['partitionKey'], says: '["id"]' },
    'a sort key of two attributes': {
      schema: table({ sortKey: ['at', 'user'] }),
      path: ['sortKey'],
      says: '["at","user"]',
    },
    'a sort key of null': { schema: table({ sortKey: null }), path: ['sortKey'], says: 'null' },
  },
  accepts: {
    'a partition key alone': { schema: table() },
    'a sort key': { schema: table({ sortKey: 'at' }) },
    'a sort key that is undefined': { schema: table({ sortKey: undefined }) },
  },
});

describeRule('key-declared', {
  rejects: {
    'a partition key that is not declared': {
      schema: table({ partitionKey: 'order' }),
      path: ['partitionKey'],
      says: '"order"',
    },
    'a name that differs in case': { schema: table({ partitionKey: 'Id' }), path: ['partitionKey'], says: '"Id"' },
    'a sort key that is not declared': { schema: table({ sortKey: 'when' }), path: ['sortKey'], says: '"when"' },
    'the third part of a GSI key': {
      schema: table(global({ sortKey: ['id', 'at', 'when'] })),
      path: [...gsi, 'sortKey', 2],
      says: '"when"',
    },
    'an LSI key': { schema: table(local({ sortKey: 'when' })), path: [...lsi, 'sortKey'], says: '"when"' },
    'a filter of a vector index': {
      schema: table(vector({ inlineFilters: ['user', 'team'] })),
      path: ['vectorIndexes', 'by-embedding', 'inlineFilters', 1],
      says: '"team"',
    },
    ...Object.fromEntries(
      ['toString', '__proto__', 'constructor', 'hasOwnProperty'].map((name) => [
        `the inherited name ${name}`,
        { schema: table({ partitionKey: name }), path: ['partitionKey'], says: `"${name}"` },
      ]),
    ),
  },
  accepts: {
    'attributes that no key uses': { schema: declaring({ more: 'SS' }) },
    ...Object.fromEntries(
      ['toString', '__proto__', 'constructor', 'hasOwnProperty'].map((name) => [
        `the name ${name}, declared`,
        {
          schema: table({
            attributes: JSON.parse(`{ "${name}": "S", "at": "N" }`),
            partitionKey: name,
            sortKey: 'at',
            localSecondaryIndexes: { 'lsi-at': { sortKey: 'at' } },
            globalSecondaryIndexes: { 'gsi-name': { partitionKey: ['at', name] } },
          }),
        },
      ]),
    ),
  },
});

describeRule('key-type', {
  rejects: {
    ...Object.fromEntries(
      ['BOOL', 'NULL', 'L', 'M', 'SS', 'NS', 'BS'].map((type) => [
        `a partition key of type ${type}`,
        { schema: declaring({ key: type }, { partitionKey: 'key' }), path: ['partitionKey'], says: '"key"' },
      ]),
    ),
    'a sort key of type M': { schema: table({ sortKey: 'details' }), path: ['sortKey'], says: '"details"' },
    'a part of a GSI key': {
      schema: table(global({ partitionKey: ['user', 'details'] })),
      path: [...gsi, 'partitionKey', 1],
      says: '"details"',
    },
    'an LSI key': { schema: table(local({ sortKey: 'details' })), path: [...lsi, 'sortKey'], says: '"details"' },
    'the partition key of a vector index': {
      schema: table(vector({ partitionKey: 'embedding' })),
      path: ['vectorIndexes', 'by-embedding', 'partitionKey'],
      says: '"embedding"',
    },
  },
  accepts: Object.fromEntries(
    ['S', 'N', 'B'].map((type) => [`type ${type}`, { schema: declaring({ key: type }, { partitionKey: 'key' }) }]),
  ),
});

describeRule('key-no-duplicate', {
  rejects: {
    'one attribute as both keys of the table': { schema: table({ sortKey: 'id' }), path: ['sortKey'], says: '"id"' },
    'one attribute as both keys of a GSI': {
      schema: table(global({ sortKey: 'user' })),
      path: [...gsi, 'sortKey'],
      says: '"user"',
    },
    'one attribute twice in a tuple': {
      schema: table(global({ partitionKey: ['user', 'id', 'user'] })),
      path: [...gsi, 'partitionKey'],
      says: '"user"',
    },
    'one attribute in both tuples': {
      schema: table(global({ partitionKey: ['user', 'id'], sortKey: ['at', 'id'] })),
      path: [...gsi, 'sortKey'],
      says: '"id"',
    },
    "an LSI sorted by the table's partition key": {
      schema: table(local({ sortKey: 'id' })),
      path: [...lsi, 'sortKey'],
      says: '"id"',
    },
    'a filter that is the partition key of its vector index': {
      schema: table(vector({ partitionKey: 'user', inlineFilters: ['user'] })),
      path: ['vectorIndexes', 'by-embedding', 'inlineFilters'],
      says: '"user"',
    },
    'a filter given twice': {
      schema: table(vector({ inlineFilters: ['user', 'user'] })),
      path: ['vectorIndexes', 'by-embedding', 'inlineFilters'],
      says: '"user"',
    },
  },
  accepts: {
    "an LSI sorted by the table's sort key": { schema: table(local({ sortKey: 'at' })) },
    "a GSI with the table's key": {
      schema: table({ sortKey: 'at', ...global({ partitionKey: 'id', sortKey: 'at' }) }),
    },
    'an attribute in several indexes': {
      schema: table({
        globalSecondaryIndexes: { 'gsi-1': { partitionKey: 'user' }, 'gsi-2': { partitionKey: 'at', sortKey: 'user' } },
      }),
    },
  },
});

describeRule('gsi-key', {
  rejects: {
    'no partition key': {
      schema: table(global({ partitionKey: undefined })),
      path: [...gsi, 'partitionKey'],
      says: 'missing',
    },
    'an empty tuple': { schema: table(global({ partitionKey: [] })), path: [...gsi, 'partitionKey'], says: '[]' },
    'an empty tuple of sort keys': { schema: table(global({ sortKey: [] })), path: [...gsi, 'sortKey'], says: '[]' },
    'five partition keys': {
      schema: declaring(
        { a: 'S', b: 'S', c: 'S', d: 'S', e: 'S' },
        global({ partitionKey: ['a', 'b', 'c', 'd', 'e'] }),
      ),
      path: [...gsi, 'partitionKey'],
      says: '["a","b","c","d","e"]',
    },
    'five sort keys': {
      schema: declaring({ a: 'S', b: 'S', c: 'S', d: 'S', e: 'S' }, global({ sortKey: ['a', 'b', 'c', 'd', 'e'] })),
      path: [...gsi, 'sortKey'],
      says: '["a","b","c","d","e"]',
    },
    'a name that is a number': {
      schema: table(global({ partitionKey: ['user', 7] })),
      path: [...gsi, 'partitionKey', 1],
      says: '7',
    },
    'a tuple in a tuple': {
      schema: table(global({ partitionKey: [['user']] })),
      path: [...gsi, 'partitionKey', 0],
      says: '["user"]',
    },
  },
  accepts: {
    'one attribute': { schema: table(global()) },
    'a tuple of one': { schema: table(global({ partitionKey: ['user'], sortKey: ['at'] })) },
    'four partition keys and four sort keys': {
      schema: declaring(
        { a: 'S', b: 'N', c: 'B', d: 'S', e: 'S', f: 'N', g: 'B', h: 'S' },
        global({ partitionKey: ['a', 'b', 'c', 'd'], sortKey: ['e', 'f', 'g', 'h'] }),
      ),
    },
  },
});

describeRule('lsi-key', {
  rejects: {
    'no sort key': { schema: table(local({ sortKey: undefined })), path: [...lsi, 'sortKey'], says: 'missing' },
    'a tuple': { schema: table(local({ sortKey: ['user'] })), path: [...lsi, 'sortKey'], says: '["user"]' },
  },
  accepts: { 'one attribute': { schema: table(local()) } },
});

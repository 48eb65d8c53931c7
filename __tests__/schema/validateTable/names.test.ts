import { declaring, describeRule, global, local, table, vector, vectorIndex } from './cases.js';

const longest = 'aZ09_.-'.repeat(40).slice(0, 255);

describeRule('table-name', {
  rejects: {
    'no name': { schema: table({ tableName: undefined }), path: ['tableName'], says: 'missing' },
    'an empty name': { schema: table({ tableName: '' }), path: ['tableName'], says: '""' },
    'two characters': { schema: table({ tableName: 'ab' }), path: ['tableName'], says: '"ab"' },
    '256 characters': { schema: table({ tableName: `${longest}x` }), path: ['tableName'], says: '"aZ09_.-aZ09' },
    'a space': { schema: table({ tableName: 'my table' }), path: ['tableName'], says: '"my table"' },
    'a letter beyond a to z': { schema: table({ tableName: 'bücher' }), path: ['tableName'], says: '"bücher"' },
    'an ARN': {
      schema: table({ tableName: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders' }),
      path: ['tableName'],
      says: 'arn:aws:dynamodb',
    },
    'a line break at the end': { schema: table({ tableName: 'orders\n' }), path: ['tableName'], says: '"orders\\n"' },
    'a number': { schema: table({ tableName: 12345 }), path: ['tableName'], says: '12345' },
  },
  accepts: {
    'three characters': { schema: table({ tableName: 'abc' }) },
    '255 characters of all kinds': { schema: table({ tableName: longest }) },
  },
});

const namedIndex = (name: string) => table({ globalSecondaryIndexes: { [name]: { partitionKey: 'user' } } });

describeRule('index-name', {
  rejects: {
    'two characters': { schema: namedIndex('ab'), path: ['globalSecondaryIndexes', 'ab'], says: '"ab"' },
    'an empty name': { schema: namedIndex(''), path: ['globalSecondaryIndexes', ''], says: '""' },
    '256 characters': {
      schema: namedIndex(`${longest}x`),
      path: ['globalSecondaryIndexes', `${longest}x`],
      says: '"aZ09_.-aZ09',
    },
    'a slash in an LSI': {
      schema: table({ sortKey: 'at', localSecondaryIndexes: { 'by/user': { sortKey: 'user' } } }),
      path: ['localSecondaryIndexes', 'by/user'],
      says: '"by/user"',
    },
    'a space in a vector index': {
      schema: table({ vectorIndexes: { 'by vector': vectorIndex } }),
      path: ['vectorIndexes', 'by vector'],
      says: '"by vector"',
    },
  },
  accepts: {
    'three characters': { schema: namedIndex('abc') },
    '255 characters of all kinds': { schema: namedIndex(longest) },
    'names of Object.prototype': { schema: namedIndex('constructor') },
    'the name __proto__': {
      schema: table({ globalSecondaryIndexes: JSON.parse('{ "__proto__": { "partitionKey": "user" } }') }),
    },
  },
});

describeRule('index-name-unique', {
  rejects: {
    'an LSI named like a GSI': {
      schema: table({ ...global(), sortKey: 'at', localSecondaryIndexes: { 'gsi-user': { sortKey: 'user' } } }),
      path: ['localSecondaryIndexes', 'gsi-user'],
      says: '"gsi-user"',
    },
    'a vector index named like a GSI': {
      schema: table({ ...global(), vectorIndexes: { 'gsi-user': vectorIndex } }),
      path: ['vectorIndexes', 'gsi-user'],
      says: '"gsi-user"',
    },
    'a vector index named like an LSI': {
      schema: table({ ...local(), vectorIndexes: { 'lsi-user': vectorIndex } }),
      path: ['vectorIndexes', 'lsi-user'],
      says: '"lsi-user"',
    },
  },
  accepts: {
    'names that differ in case': {
      schema: table({ ...global(), sortKey: 'at', localSecondaryIndexes: { 'GSI-user': { sortKey: 'user' } } }),
    },
    'an index named like its table': {
      schema: table({ globalSecondaryIndexes: { orders: { partitionKey: 'user' } } }),
    },
    'the name toString': {
      schema: table({ ...global(), vectorIndexes: { toString: vectorIndex } }),
    },
  },
});

const bytes255 = `${'é'.repeat(127)}x`;
const bytes256 = 'é'.repeat(128);
const keyNamed = (name: string) => declaring({ [name]: 'S' }, { partitionKey: name });

describeRule('key-name-length', {
  rejects: {
    'an empty name': { schema: keyNamed(''), path: ['partitionKey'], says: '""' },
    '256 letters': { schema: keyNamed('k'.repeat(256)), path: ['partitionKey'], says: '"kkkk' },
    '256 bytes of 128 characters': { schema: keyNamed(bytes256), path: ['partitionKey'], says: '"éééé' },
    '256 bytes of 64 emoji': { schema: keyNamed('🙂'.repeat(64)), path: ['partitionKey'], says: '255 bytes' },
    'a sort key of 256 bytes': {
      schema: declaring({ [bytes256]: 'S' }, { sortKey: bytes256 }),
      path: ['sortKey'],
      says: '"éééé',
    },
    'a GSI key of 256 bytes': {
      schema: declaring({ [bytes256]: 'S' }, global({ partitionKey: ['user', bytes256] })),
      path: ['globalSecondaryIndexes', 'gsi-user', 'partitionKey', 1],
      says: '"éééé',
    },
    'an LSI key of 256 bytes': {
      schema: declaring({ [bytes256]: 'S' }, local({ sortKey: bytes256 })),
      path: ['localSecondaryIndexes', 'lsi-user', 'sortKey'],
      says: '"éééé',
    },
  },
  accepts: {
    'one character': { schema: keyNamed('k') },
    '255 letters': { schema: keyNamed('k'.repeat(255)) },
    '255 bytes of 128 characters': { schema: keyNamed(bytes255) },
    'a longer name that no key uses': { schema: declaring({ ['k'.repeat(256)]: 'S' }) },
  },
});

const ttlNamed = (name: string) => declaring({ [name]: 'N' }, { timeToLive: name });

describeRule('time-to-live-name-length', {
  rejects: {
    'an empty name': { schema: ttlNamed(''), path: ['timeToLive'], says: '""' },
    '256 characters': { schema: ttlNamed('t'.repeat(256)), path: ['timeToLive'], says: '"tttt' },
  },
  accepts: {
    'one character': { schema: ttlNamed('t') },
    '255 characters': { schema: ttlNamed('t'.repeat(255)) },
  },
});

describeRule('time-to-live', {
  rejects: {
    'an attribute that is not declared': {
      schema: table({ timeToLive: 'expires' }),
      path: ['timeToLive'],
      says: '"expires"',
    },
    'an inherited name': { schema: table({ timeToLive: 'toString' }), path: ['timeToLive'], says: '"toString"' },
    'a list': { schema: table({ timeToLive: ['ttl'] }), path: ['timeToLive'], says: '["ttl"]' },
    'null, though an attribute is named null': {
      schema: declaring({ null: 'N' }, { timeToLive: null }),
      path: ['timeToLive'],
      says: 'null',
    },
  },
  accepts: {
    'a number': { schema: table({ timeToLive: 'ttl' }) },
    'a string, by which nothing expires': { schema: declaring({ expires: 'S' }, { timeToLive: 'expires' }) },
    'the partition key, a string': { schema: table({ timeToLive: 'id' }) },
    'a number that is a key too': { schema: table({ sortKey: 'ttl', timeToLive: 'ttl' }) },
    'no TTL': { schema: table({ timeToLive: undefined }) },
  },
});

const vectorNamed = (name: string) => declaring({ [name]: 'L' }, vector({ vectorAttribute: name }));

describeRule('vector-name-length', {
  rejects: {
    'an empty name': {
      schema: vectorNamed(''),
      path: ['vectorIndexes', 'by-embedding', 'vectorAttribute'],
      says: '""',
    },
    '256 characters': {
      schema: vectorNamed('v'.repeat(256)),
      path: ['vectorIndexes', 'by-embedding', 'vectorAttribute'],
      says: '"vvvv',
    },
  },
  accepts: {
    'one character': { schema: vectorNamed('v') },
    '255 characters': { schema: vectorNamed('v'.repeat(255)) },
  },
});

import { describeRule, global, local, table, vector } from './cases.js';

describeRule('shape', {
  rejects: {
    ...Object.fromEntries(
      [null, undefined, true, 5, 'orders', [], [table()]].map((schema) => [
        `${JSON.stringify(schema)} as a schema`,
        { schema, path: [], says: schema === undefined ? 'missing' : JSON.stringify(schema).slice(0, 60) },
      ]),
    ),
    'a function as a schema': { schema: () => table(), path: [], says: 'function' },
    'attributes in a list': {
      schema: table({ attributes: ['id'] }),
      path: ['attributes'],
      says: '["id"]',
      also: ['key-declared'],
    },
    'no attributes': {
      schema: table({ attributes: undefined }),
      path: ['attributes'],
      says: 'missing: it must be an object: { name: ... }',
      also: ['key-declared'],
    },
    ...Object.fromEntries(
      ['globalSecondaryIndexes', 'localSecondaryIndexes', 'vectorIndexes', 'tags'].flatMap((property) => [
        [
          `a list as ${property}`,
          { schema: table({ sortKey: 'at', [property]: ['by-user'] }), path: [property], says: '["by-user"]' },
        ],
        [`null as ${property}`, { schema: table({ sortKey: 'at', [property]: null }), path: [property], says: 'null' }],
      ]),
    ),
    'GSIs in a list, which is told the shape': {
      schema: table({ globalSecondaryIndexes: [{ indexName: 'gsi-customer' }] }),
      path: ['globalSecondaryIndexes'],
      says: 'must be an object: { name: { ... } }',
    },
    'null as a GSI': {
      schema: table({ globalSecondaryIndexes: { 'gsi-user': null } }),
      path: ['globalSecondaryIndexes', 'gsi-user'],
      says: 'null',
    },
    'a name as an LSI': {
      schema: table({ sortKey: 'at', localSecondaryIndexes: { 'lsi-user': 'user' } }),
      path: ['localSecondaryIndexes', 'lsi-user'],
      says: '"user"',
    },
  },
  accepts: { 'an object without a prototype': { schema: Object.assign(Object.create(null), table()) } },
});

describeRule('unknown-property', {
  rejects: {
    "AWS's own spelling": { schema: table({ TableName: 'orders' }), path: ['TableName'], says: 'tableName' },
    'a misspelt property': { schema: table({ sortkey: 'at' }), path: ['sortkey'], says: 'did you mean sortKey?' },
    'a property that is undefined': { schema: table({ sortkey: undefined }), path: ['sortkey'], says: 'sortKey' },
    'a property of Object.prototype': { schema: table({ toString: 'x' }), path: ['toString'], says: 'tableName' },
    'the property __proto__': {
      schema: JSON.parse(
        '{ "tableName": "orders", "attributes": { "id": "S" }, "partitionKey": "id", "__proto__": {} }',
      ),
      path: ['__proto__'],
      says: 'tableName',
    },
    'in a GSI': {
      schema: table(global({ timeToLive: 'ttl' })),
      path: ['globalSecondaryIndexes', 'gsi-user', 'timeToLive'],
      says: 'partitionKey',
    },
    'in an LSI': {
      schema: table(local({ partitionKey: 'id' })),
      path: ['localSecondaryIndexes', 'lsi-user', 'partitionKey'],
      says: 'sortKey',
    },
    'in a vector index': {
      schema: table(vector({ sortKey: 'at' })),
      path: ['vectorIndexes', 'by-embedding', 'sortKey'],
      says: 'vectorAttribute',
    },
    'in a projection': {
      schema: table(global({ projection: { include: ['note'], type: 'INCLUDE' } })),
      path: ['globalSecondaryIndexes', 'gsi-user', 'projection', 'type'],
      says: 'include',
    },
    'in ceilings': {
      schema: table({ onDemandThroughput: { maxReadRequestUnits: 1, readCapacityUnits: 1 } }),
      path: ['onDemandThroughput', 'readCapacityUnits'],
      says: 'maxReadRequestUnits',
    },
    'in warm throughput': {
      schema: table({ warmThroughput: { readUnitsPerSecond: 12_000, status: 'ACTIVE' } }),
      path: ['warmThroughput', 'status'],
      says: 'readUnitsPerSecond',
    },
    'in the encryption': {
      schema: table({ encryption: { kmsMasterKeyId: 'alias/orders', sseType: 'KMS' } }),
      path: ['encryption', 'sseType'],
      says: 'kmsMasterKeyId',
    },
    'in the point-in-time recovery': {
      schema: table({ pointInTimeRecovery: { recoveryPeriodInDays: 7, enabled: true } }),
      path: ['pointInTimeRecovery', 'enabled'],
      says: 'recoveryPeriodInDays',
    },
  },
  accepts: { 'what stands in a policy': { schema: table({ resourcePolicy: { Anything: true } }) } },
});

describeRule('attribute-type', {
  rejects: Object.fromEntries(
    ['s', 'STRING', '', 'string', null, undefined, 5, ['S']].map((type) => [
      String(JSON.stringify(type)),
      {
        schema: table({ attributes: { id: 'S', name: type } }),
        path: ['attributes', 'name'],
        says: type === undefined ? 'missing' : JSON.stringify(type),
      },
    ]),
  ),
  accepts: Object.fromEntries(
    ['S', 'N', 'B', 'BOOL', 'NULL', 'L', 'M', 'SS', 'NS', 'BS'].map((type) => [
      type,
      { schema: table({ attributes: { id: 'S', name: type } }) },
    ]),
  ),
});

import fc from 'fast-check';
import {
  canonicalTable,
  fromCreateTableInput,
  type TableSchema,
  toCreateTableInput,
  validateTable,
} from '../../src/index.js';
import { diffTables } from '../../src/provision/index.js';
import { validTable } from '../support/arbitraryTable.js';

const orders = { tableName: 'orders', attributes: { id: 'S', at: 'S', v: 'L' }, partitionKey: 'id' } as const;
const billingMode = 'PAY_PER_REQUEST';

test.each<[string, Partial<TableSchema>, object]>([
  ['35 days are true', { pointInTimeRecovery: { recoveryPeriodInDays: 35 } }, { pointInTimeRecovery: true }],
  [
    'fewer days stay',
    { pointInTimeRecovery: { recoveryPeriodInDays: 7 } },
    { pointInTimeRecovery: { recoveryPeriodInDays: 7 } },
  ],
  [
    'insights of the default mode are true',
    { contributorInsights: { mode: 'ACCESSED_AND_THROTTLED_KEYS' } },
    { contributorInsights: true },
  ],
  [
    'another mode stays',
    { contributorInsights: { mode: 'THROTTLED_KEYS' } },
    { contributorInsights: { mode: 'THROTTLED_KEYS' } },
  ],
  [
    'a policy is an object',
    { resourcePolicy: '{ "Version": "2012-10-17" }' },
    { resourcePolicy: { Version: '2012-10-17' } },
  ],
  ["AWS's own key", { encryption: { kmsMasterKeyId: 'alias/aws/dynamodb' } }, { encryption: 'AWS_MANAGED' }],
  [
    "AWS's own key by its ARN",
    { encryption: { kmsMasterKeyId: 'arn:aws:kms:eu-west-1:1:alias/aws/dynamodb' } },
    { encryption: 'AWS_MANAGED' },
  ],
  ['no indexes', { globalSecondaryIndexes: {}, localSecondaryIndexes: {}, vectorIndexes: {}, sortKey: undefined }, {}],
  [
    'what is stated stays: none',
    { tags: {}, onDemandThroughput: {}, streamViewType: false, deletionProtection: false },
    { tags: {}, onDemandThroughput: {}, streamViewType: false, deletionProtection: false },
  ],
  [
    'members that are undefined',
    { onDemandThroughput: { maxWriteRequestUnits: 5, maxReadRequestUnits: undefined } },
    { onDemandThroughput: { maxWriteRequestUnits: 5 } },
  ],
  [
    'a global index',
    {
      globalSecondaryIndexes: {
        'gsi-at': {
          partitionKey: ['at'],
          sortKey: ['id'],
          projection: 'ALL',
          contributorInsights: { mode: 'ACCESSED_AND_THROTTLED_KEYS' },
        },
      },
    },
    { globalSecondaryIndexes: { 'gsi-at': { partitionKey: 'at', sortKey: 'id', contributorInsights: true } } },
  ],
  [
    'a vector index',
    {
      vectorIndexes: {
        'by-v': {
          vectorAttribute: 'v',
          dimensions: 2,
          distanceFunction: 'COSINE',
          inlineFilters: [],
          projection: 'ALL',
        },
      },
    },
    { vectorIndexes: { 'by-v': { vectorAttribute: 'v', dimensions: 2, distanceFunction: 'COSINE' } } },
  ],
])('%s', (_, given, expected) => {
  expect(canonicalTable({ ...orders, ...given } as TableSchema)).toStrictEqual({ ...orders, billingMode, ...expected });
});

test('the order of properties does not show', () => {
  const written = {
    partitionKey: 'id',
    tags: { team: 'orders' },
    attributes: { id: 'S' },
    tableName: 'orders',
  } as const;
  const other = {
    tableName: 'orders',
    attributes: { id: 'S' },
    partitionKey: 'id',
    billingMode,
    tags: { team: 'orders' },
  } as const;
  expect(JSON.stringify(canonicalTable(written))).toBe(JSON.stringify(canonicalTable(other)));
});

test('what is wrong stays, to be reported', () => {
  const wrong = {
    ...orders,
    billingmode: 1,
    tags: 5,
    resourcePolicy: '{',
    globalSecondaryIndexes: [],
    encryption: null,
  };
  expect(canonicalTable(wrong as never)).toEqual({ ...wrong, billingMode });
});

test('a schema says the same afterwards, once and for all', () => {
  fc.assert(
    fc.property(validTable(), (schema) => {
      const canonical = canonicalTable(schema);
      expect(validateTable(canonical)).toEqual([]);
      expect(diffTables(schema, canonical)).toEqual([]);
      expect(diffTables(canonical, schema)).toEqual([]);
      expect(JSON.stringify(canonicalTable(canonical))).toBe(JSON.stringify(canonical));
    }),
  );
});

test('what is read from an input is so spelt', () => {
  fc.assert(
    fc.property(validTable(), (schema) => {
      const read = fromCreateTableInput(toCreateTableInput(schema));
      expect(JSON.stringify(read)).toBe(JSON.stringify(canonicalTable(read)));
    }),
  );
});

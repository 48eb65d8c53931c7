import fc from 'fast-check';
import { defineTable, validateTable, withoutDefaults } from '../../src/index.js';
import { diffTables } from '../../src/provision/index.js';
import { validTable } from '../support/arbitraryTable.js';

test('settings as DynamoDB has them anyway are left out, others and structure stay', () => {
  const live = defineTable({
    tableName: 'orders',
    attributes: { id: 'S', at: 'S' },
    partitionKey: 'id',
    globalSecondaryIndexes: {
      'gsi-at': { partitionKey: 'at', projection: 'ALL', contributorInsights: false, onDemandThroughput: {} },
    },
    billingMode: 'PAY_PER_REQUEST',
    streamViewType: false,
    encryption: 'AWS_OWNED',
    tableClass: 'STANDARD',
    deletionProtection: true,
    pointInTimeRecovery: false,
    contributorInsights: false,
    tags: {},
  });
  expect(withoutDefaults(live)).toEqual({
    tableName: 'orders',
    attributes: { id: 'S', at: 'S' },
    partitionKey: 'id',
    globalSecondaryIndexes: { 'gsi-at': { partitionKey: 'at' } },
    billingMode: 'PAY_PER_REQUEST',
    deletionProtection: true,
  });
});

test('capacity that something else scales stays as it is', () => {
  const provisionedThroughput = { readCapacityUnits: 5, writeCapacityUnits: 1, autoScaling: 'UNMANAGED' } as const;
  const scaled = defineTable({
    tableName: 'orders',
    attributes: { id: 'S' },
    partitionKey: 'id',
    billingMode: 'PROVISIONED',
    provisionedThroughput,
    globalSecondaryIndexes: { 'gsi-id': { partitionKey: 'id', provisionedThroughput } },
  });
  expect(withoutDefaults(scaled)).toEqual(scaled);
  expect(JSON.parse(JSON.stringify(scaled))).toEqual(scaled);
});

test('what is left is valid, and the table it came from does not differ from it', () => {
  fc.assert(
    fc.property(validTable(), (schema) => {
      const shorter = withoutDefaults(schema);
      expect(validateTable(shorter)).toEqual([]);
      expect(diffTables(schema, shorter)).toEqual([]);
    }),
  );
});

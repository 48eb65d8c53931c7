import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { defineTable, type TableSchema } from '../../src/index.js';
import { makePlan } from '../../src/migrate/index.js';
import { formatPlan } from '../../src/provision/index.js';

const page = path.resolve(__dirname, '../../docs/plans.md');
const units = { readCapacityUnits: 5, writeCapacityUnits: 5 };

function planOf(desired: object, live?: object, figures: object = {}) {
  const schema = defineTable(desired as never) as unknown as TableSchema;
  const arn = `arn:aws:dynamodb:eu-west-1:123456789012:table/${schema.tableName}`;
  const base = live && { schema: { ...schema, ...live } as TableSchema, arn, unsupported: [], ...figures };
  return makePlan(base, schema, { allow: ['remove-index'] });
}

function planWithoutPermission(desired: object, live: object, figures: object) {
  const { live: schema, table, schema: wanted } = planOf(desired, live, figures);
  return makePlan({ ...table, arn: table?.arn ?? '', unsupported: [], schema: schema as TableSchema }, wanted);
}

const events = {
  tableName: 'events',
  attributes: { id: 'S', at: 'N', user: 'S', kind: 'S', expires: 'N' },
  partitionKey: 'id',
  sortKey: 'at',
  billingMode: 'PROVISIONED',
  provisionedThroughput: { readCapacityUnits: 40_000, writeCapacityUnits: 40_000 },
  globalSecondaryIndexes: {
    'gsi-user': {
      partitionKey: 'user',
      sortKey: 'at',
      projection: { include: ['kind'] },
      provisionedThroughput: units,
    },
  },
  timeToLive: 'expires',
  deletionProtection: true,
  pointInTimeRecovery: true,
};
const orders = {
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', created: 'S', email: 'S' },
  partitionKey: 'id',
};
const users = { tableName: 'users', attributes: { id: 'S', email: 'S' }, partitionKey: 'id' };
const sessions = { tableName: 'sessions', attributes: { id: 'S', status: 'S' }, partitionKey: 'id' };
const audit = { tableName: 'audit', attributes: { id: 'S' }, partitionKey: 'id' };

const plans = [
  planOf(events),
  planOf(
    { ...orders, globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer', sortKey: 'email' } } },
    { globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer', sortKey: 'created' } } },
    { itemCount: 1_204_332, sizeBytes: 310_412_000 },
  ),
  planOf(
    { ...users, globalSecondaryIndexes: { 'gsi-email': { partitionKey: 'email' } } },
    { globalSecondaryIndexes: { email: { partitionKey: 'email' } } },
    { itemCount: 48_210, sizeBytes: 9_100_000, indexes: { email: { itemCount: 48_210, sizeBytes: 9_100_000 } } },
  ),
  planWithoutPermission(
    sessions,
    { globalSecondaryIndexes: { 'gsi-status': { partitionKey: 'status' } } },
    { itemCount: 900, sizeBytes: 81_000, indexes: { 'gsi-status': { itemCount: 900, sizeBytes: 81_000 } } },
  ),
  planOf(audit, {}),
];

// UPDATE_SESSION=1 writes them anew.
test('the page of plans shows what formatPlan writes', async () => {
  const text = await readFile(page, 'utf8');
  const where = { profile: 'deploy', stage: 'prod' };
  const shown = text
    .replace(/^```text\n.*?^```$/ms, () => `\`\`\`text\n${formatPlan(plans, where)}\`\`\``)
    .replace(
      /^````markdown\n.*?^````$/ms,
      () => `\`\`\`\`markdown\n${formatPlan(plans, { ...where, format: 'markdown' })}\`\`\`\``,
    );
  if (process.env.UPDATE_SESSION) await writeFile(page, shown);
  expect(shown).toBe(process.env.UPDATE_SESSION ? shown : text);
});

import { createSimulator, noDurations } from '../../simulator/index.js';
import { defineTable, sessionTableSchema, type TableSchema, toCreateTableInput } from '../../src/index.js';
import { formatPlan, planTable } from '../../src/provision/index.js';
test('show', async () => {
  const sim = createSimulator({ durations: noDurations, staleReads: 0 });
  const live = defineTable({ tableName: 'orders', attributes: { id: 'S', user: 'S', created: 'S', email: 'S', status: 'S', n: 'N', ttl: 'N' }, partitionKey: 'id',
    globalSecondaryIndexes: { 'gsi-user': { partitionKey: 'user', sortKey: 'created' }, 'gsi-old': { partitionKey: 'status' }, 'gsi-state': { partitionKey: 'created' } } });
  sim.putTable(toCreateTableInput(live as TableSchema), { itemCount: 1204332, sizeBytes: 310_000_000 });
  const desired = defineTable({ ...live, timeToLive: 'ttl', tags: { team: 'shop floor' }, tableClass: 'STANDARD_INFREQUENT_ACCESS', globalSecondaryIndexes: { 'gsi-user': { partitionKey: 'user', sortKey: 'email' }, 'gsi-new': { partitionKey: 'status' }, 'gsi-n': { partitionKey: 'n', projection: { include: ['email', 'a b'] } } } });
  const prov = defineTable({ tableName: 'events', attributes: { id: 'S', at: 'N', user: 'S' }, partitionKey: 'id', sortKey: 'at', billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 40000, writeCapacityUnits: 40000 }, pointInTimeRecovery: true, globalSecondaryIndexes: { byUser: { partitionKey: 'user', sortKey: 'at', provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 5 }, projection: 'KEYS_ONLY' } } });
  sim.putTable(toCreateTableInput(defineTable({ ...prov, tableName: 'same' }) as TableSchema));
  const same = defineTable({ ...prov, tableName: 'same', pointInTimeRecovery: undefined });
  const { timeToLive, ...session } = sessionTableSchema; sim.putTable(toCreateTableInput(session as TableSchema));
  const plans = [];
  for (const [s, allow] of [[prov, []], [desired, ['remove-index']], [same, []], [session, []]] as const) plans.push(await planTable(sim.client, s as TableSchema, { clock: sim.clock, allow }));
  console.log(formatPlan(plans, { profile: 'admin', stage: 'prod' }));
  console.log(formatPlan(plans, { profile: 'admin', stage: 'prod', format: 'markdown' }));
});

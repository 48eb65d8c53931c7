import { RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { createSimulator } from '../../simulator/index.js';
import { type AutoScaling, defineTable, type ProvisionedThroughput } from '../../src/index.js';
import { applyPlan, formatPlan, type PlanOptions, planTable } from '../../src/provision/index.js';
import type { TableSchema } from '../../src/schema/index.js';

const between = (minCapacity: number, maxCapacity: number) => ({ minCapacity, maxCapacity, targetValue: 70 });
const units = (autoScaling: AutoScaling): ProvisionedThroughput => ({
  readCapacityUnits: 5,
  writeCapacityUnits: 5,
  autoScaling,
});
const orders = { tableName: 'orders', attributes: { id: 'S', user: 'S' }, partitionKey: 'id' } as const;
const byUser = { partitionKey: 'user' } as const;
const night = { schedule: 'rate(1 day)', maxCapacity: 20 };
const scaled = defineTable({
  ...orders,
  billingMode: 'PROVISIONED',
  provisionedThroughput: units({
    read: { ...between(5, 50), scheduledActions: { night } },
    write: between(5, 50),
  }),
  globalSecondaryIndexes: { 'gsi-user': { ...byUser, provisionedThroughput: units({ read: between(5, 50) }) } },
});

async function start(first: TableSchema) {
  const { client, autoScalingClient, clock, outsideClock, idle } = createSimulator({ seed: 7 });
  const plan = (schema: TableSchema, more: PlanOptions = {}) =>
    planTable(client, schema, { autoScalingClient, clock, ...more });
  const apply = async (schema: TableSchema, more: PlanOptions = {}) => {
    const planned = await plan(schema, more);
    const { outcome, error, steps } = await applyPlan(client, planned, { autoScalingClient, clock, random: () => 0.5 });
    await idle();
    await outsideClock.sleep(300_000);
    return { outcome, error, steps: steps.map(({ operation }) => operation), text: formatPlan(planned) };
  };
  await apply(first);
  return { client, autoScalingClient, clock, plan, apply };
}

test('what scales stays registered on demand, as the plan says, and the plan back to provisioned knows it', async () => {
  const { plan, apply } = await start(scaled);
  const away = await apply(defineTable({ ...orders, globalSecondaryIndexes: { 'gsi-user': byUser } }));
  expect(away.text).toContain(
    'Application Auto Scaling keeps its targets of table/orders, table/orders/index/gsi-user',
  );
  expect(away.text).not.toMatch(/scales: |scheduled action/);

  const back = defineTable({
    ...scaled,
    provisionedThroughput: units({ read: { ...between(5, 60), scheduledActions: {} } }),
    globalSecondaryIndexes: { 'gsi-user': { ...byUser, provisionedThroughput: units({}) } },
  });
  const { outcome, text, steps } = await apply(back);
  expect(text).toMatch(/-\s+scheduled action night of read capacity: .* -> \(none\)/);
  expect(text).toMatch(/-\s+write capacity scales: at least 5 units, .* -> \(none\)/);
  expect(text).toMatch(/~\s+read capacity scales: at least 5 units, at most 50 units, .* -> .* at most 60 units/);
  expect({ outcome, steps }).toEqual({
    outcome: 'updated',
    steps: [
      'DeleteScheduledAction',
      'DeregisterScalableTarget',
      'DeregisterScalableTarget',
      'UpdateTable',
      'RegisterScalableTarget',
    ],
  });
  expect((await plan(back)).steps).toEqual([]);
});

test('an applied plan leaves no capacity out of the bounds that it set, and tells a rebuilt index as it scales', async () => {
  const { apply } = await start(scaled);
  const rebuilt = defineTable({
    ...scaled,
    provisionedThroughput: units({ read: between(10, 20), write: between(5, 50) }),
    globalSecondaryIndexes: {
      'gsi-user': {
        ...byUser,
        sortKey: 'id',
        provisionedThroughput: units({ read: between(5, 50), write: between(7, 9) }),
      },
    },
  });
  const { outcome, text } = await apply(rebuilt, { allow: ['replace-index'] });
  const [, ofIndex] = text.split('to remove and build again');
  expect(ofIndex.split('calls:')[0]).toMatchInlineSnapshot(`
"
~     write capacity scales: no -> at least 7 units, at most 9 units, 70% of them in use
+     sort key: (none) -> id (S)
      0 items (0 bytes) to index, as last counted
      it is deleted and built again under its name: queries on it fail meanwhile, for 5 to 15 minutes, and longer with much data. To avoid that, add it as gsi-user-2 beside gsi-user as it is, move the readers of gsi-user to gsi-user-2, then remove gsi-user
~   read capacity scales: at least 5 units, at most 50 units, 70% of them in use -> at least 10 units, at most 20 units, 70% of them in use
    Application Auto Scaling brings the capacity, 5 now, within the bounds at once
    "
`);
  expect(outcome).toBe('updated');
});

test('what scales an index that is to be removed since the plan was made is told before anything is done', async () => {
  const still = { ...scaled, globalSecondaryIndexes: { 'gsi-user': { ...byUser, provisionedThroughput: units({}) } } };
  const { client, autoScalingClient, clock, plan } = await start(defineTable(still));
  const { globalSecondaryIndexes: _, ...rest } = scaled;
  const planned = await plan(defineTable({ ...rest, pointInTimeRecovery: true }), { allow: ['remove-index'] });
  await autoScalingClient.send(
    new RegisterScalableTargetCommand({
      ServiceNamespace: 'dynamodb',
      ResourceId: 'table/orders/index/gsi-user',
      ScalableDimension: 'dynamodb:index:ReadCapacityUnits',
      MinCapacity: 5,
      MaxCapacity: 9,
    }),
  );
  await clock.sleep(60_000);
  expect(await applyPlan(client, planned, { autoScalingClient, clock })).toMatchObject({
    outcome: 'failed',
    error: {
      message:
        'the plan is out of date, make a new one: globalSecondaryIndexes.gsi-user.provisionedThroughput.autoScaling was none and is ["read"]',
    },
    steps: [],
  });
});

test('without its client, a plan neither says nor does anything about what scales, wherever the capacity is', async () => {
  const { client, autoScalingClient, clock, plan } = await start(scaled);
  const alone = { autoScalingClient: undefined };
  expect(formatPlan(await plan({ ...scaled, tableName: 'others' }, alone))).not.toMatch(/capacity scales/);
  const far = { ReadCapacityUnits: 70, WriteCapacityUnits: 9 };
  await client.send(new UpdateTableCommand({ TableName: 'orders', ProvisionedThroughput: far }));
  await clock.sleep(60_000);
  const onlyReads = defineTable({ ...scaled, provisionedThroughput: units({ read: between(5, 50) }) });
  const planned = await plan(onlyReads, alone);
  expect(formatPlan(planned)).toMatch(/~ {3}write capacity: 9 units -> 5 units/);
  await client.send(
    new UpdateTableCommand({ TableName: 'orders', ProvisionedThroughput: { ...far, ReadCapacityUnits: 80 } }),
  );
  await clock.sleep(60_000);
  const { error, outcome, steps } = await applyPlan(client, planned, { autoScalingClient, clock });
  expect({ error, outcome, inputs: steps.map(({ input }) => input) }).toEqual({
    outcome: 'updated',
    inputs: [{ TableName: 'orders', ProvisionedThroughput: { ReadCapacityUnits: 80, WriteCapacityUnits: 5 } }],
  });

  const emulated = await planTable(client, { ...scaled, tableName: 'others' }, { clock, emulator: true });
  expect(emulated.steps.map(({ operation }) => operation)).toEqual(['CreateTable']);
  expect(formatPlan(emulated).match(/^!.* capacity scales: .*/gm)).toHaveLength(3);
  expect(formatPlan(emulated)).not.toMatch(/\+ .*capacity scales/);
});

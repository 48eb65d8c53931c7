import { createSimulator, type SimulatorOptions } from '../../simulator/index.js';
import { defineTable, type TableSchema } from '../../src/index.js';
import {
  applyPlan,
  formatPlan,
  inspectTable,
  type ProvisionOptions,
  parsePlan,
  planNewTable,
  planTable,
  planVerdict,
  provisionTables,
} from '../../src/provision/index.js';

const evening = { schedule: 'cron(0 18 ? * MON-FRI *)', timezone: 'Europe/Madrid', maxCapacity: 20 };
const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', user: 'S' },
  partitionKey: 'id',
  billingMode: 'PROVISIONED',
  provisionedThroughput: {
    readCapacityUnits: 5,
    writeCapacityUnits: 5,
    autoScaling: {
      read: { minCapacity: 5, maxCapacity: 100, targetValue: 70, scheduledActions: { evening } },
      write: { minCapacity: 5, maxCapacity: 50, targetValue: 60, scaleInCooldown: 60 },
    },
  },
  globalSecondaryIndexes: {
    'gsi-user': {
      partitionKey: 'user',
      provisionedThroughput: {
        readCapacityUnits: 3,
        writeCapacityUnits: 3,
        autoScaling: { read: { minCapacity: 1, maxCapacity: 10, targetValue: 50 } },
      },
    },
  },
});

function withUnits(units: object, ofIndex?: object): TableSchema {
  const { 'gsi-user': index } = orders.globalSecondaryIndexes;
  return {
    ...orders,
    provisionedThroughput: { ...orders.provisionedThroughput, ...units },
    globalSecondaryIndexes: {
      'gsi-user': { ...index, provisionedThroughput: { ...index.provisionedThroughput, ...ofIndex } },
    },
  } as TableSchema;
}

function start(options: SimulatorOptions = {}) {
  const sim = createSimulator({ seed: 7, ...options });
  const { autoScalingClient } = sim;
  const run = async (schema: TableSchema, more: ProvisionOptions = {}) => {
    const [result] = await provisionTables(sim.client, [schema], {
      autoScalingClient,
      clock: sim.clock,
      random: () => 0.5,
      ...more,
    });
    if (result.error) throw result.error;
    return result;
  };
  const plan = (schema: TableSchema, more: object = {}) =>
    planTable(sim.client, schema, { autoScalingClient, clock: sim.clock, ...more });
  const rest = async () => {
    await sim.idle();
    await sim.outsideClock.sleep(300_000);
  };
  return { sim, run, plan, rest };
}

const operations = (steps: readonly { readonly operation: string }[]) => steps.map(({ operation }) => operation);

test('a table and an index that scale are made, found in line, and read back as the same schema', async () => {
  const { sim, run, plan, rest } = start();
  expect(formatPlan(await plan(orders))).toMatchInlineSnapshot(`
"+ orders: to create, 8 calls
+   partition key: id (S)
+   billing: provisioned
+   read capacity: 5 units
+   write capacity: 5 units
+   read capacity scales: at least 5 units, at most 100 units, 70% of them in use
+   scheduled action evening of read capacity: "cron(0 18 ? * MON-FRI *)", Europe/Madrid, at most 20 units
+   write capacity scales: at least 5 units, at most 50 units, 60% of them in use, 60 seconds between decreases
+   global index gsi-user
+     partition key: user (S)
+     projection: all attributes
+     read capacity: 3 units
+     write capacity: 3 units
+     read capacity scales: at least 1 unit, at most 10 units, 50% of them in use
+     write capacity scales: no
    calls:
      1. CreateTable; wait until the table is ACTIVE
      2. RegisterScalableTarget sets the bounds of read capacity
      3. PutScalingPolicy sets the policy of read capacity
      4. PutScheduledAction sets the scheduled action evening of read capacity
      5. RegisterScalableTarget sets the bounds of write capacity
      6. PutScalingPolicy sets the policy of write capacity
      7. RegisterScalableTarget sets the bounds of read capacity of gsi-user
      8. PutScalingPolicy sets the policy of read capacity of gsi-user

1 to create; 8 calls
"
`);
  const { outcome, steps, drift, notes } = await run(orders);
  expect({ outcome, drift, notes, steps: operations(steps) }).toEqual({
    outcome: 'created',
    drift: [],
    notes: [],
    steps: [
      'CreateTable',
      'RegisterScalableTarget',
      'PutScalingPolicy',
      'PutScheduledAction',
      'RegisterScalableTarget',
      'PutScalingPolicy',
      'RegisterScalableTarget',
      'PutScalingPolicy',
    ],
  });
  await rest();
  expect(await run(orders)).toMatchObject({ outcome: 'unchanged' });
  const live = await inspectTable(sim.client, 'orders', { autoScalingClient: sim.autoScalingClient, clock: sim.clock });
  expect(live?.notes).toEqual([]);
  expect(live?.schema.provisionedThroughput).toEqual({
    readCapacityUnits: 5,
    writeCapacityUnits: 5,
    autoScaling: {
      read: {
        minCapacity: 5,
        maxCapacity: 100,
        targetValue: 70,
        scaleInCooldown: 0,
        scaleOutCooldown: 0,
        scheduledActions: { evening },
      },
      write: { ...orders.provisionedThroughput.autoScaling.write, scaleOutCooldown: 0, scheduledActions: {} },
    },
  });
  expect(sim.violations).toEqual([]);
});

test('numbers within the bounds are in line, also of bounds that a scheduled action set; others come back to the nearest', async () => {
  const { sim, run, plan, rest } = start();
  await run(orders);
  await rest();
  for (let i = 0; i < 4; i++) {
    if (i % 2) sim.runScheduledActions('orders');
    sim.followLoad('orders');
    await rest();
    expect(planVerdict(await plan(orders))).toBe('in line');
  }
  expect(sim.tables.get('orders')?.capacity.provisioned).not.toEqual({ read: 5, write: 5 });

  const table = sim.tables.get('orders');
  if (!table) throw new Error('no table');
  table.capacity.provisioned = { read: 500, write: 9 };
  table.globalIndexes[0].capacity.provisioned = { read: 9, write: 7 };
  sim.noteChange('orders');
  const { steps } = await plan(orders);
  expect(steps.map(({ input }) => input)).toEqual([
    {
      TableName: 'orders',
      ProvisionedThroughput: { ReadCapacityUnits: 100, WriteCapacityUnits: 9 },
      GlobalSecondaryIndexUpdates: [
        { Update: { IndexName: 'gsi-user', ProvisionedThroughput: { ReadCapacityUnits: 9, WriteCapacityUnits: 3 } } },
      ],
    },
  ]);
  expect(await run(orders)).toMatchObject({ outcome: 'updated', steps: { length: 1 } });
  expect(sim.violations).toEqual([]);
});

test('other bounds move the capacity by themselves; what the schema leaves out stays as it is', async () => {
  const { sim, run, plan, rest } = start();
  await run(orders);
  await rest();
  const { evening: _, ...none } = { evening };
  const changed = withUnits(
    {
      autoScaling: {
        read: {
          minCapacity: 40,
          maxCapacity: 200,
          targetValue: 70,
          scheduledActions: { ...none, night: { ...evening, timezone: undefined } },
        },
        write: { minCapacity: 5, maxCapacity: 50, targetValue: 80 },
      },
    },
    { autoScaling: {} },
  );
  expect(formatPlan(await plan(changed))).toMatchInlineSnapshot(`
"Where: account 123456789012, eu-central-1

~ orders: to change, 5 calls
-   scheduled action evening of read capacity: "cron(0 18 ? * MON-FRI *)", Europe/Madrid, at most 20 units -> (none)
~   global index gsi-user
-     read capacity scales: at least 1 unit, at most 10 units, 50% of them in use -> (none)
      its policy and its scheduled actions go with it; nothing but the schema moves the capacity from then on
~   read capacity scales: at least 5 units, at most 100 units, 70% of them in use -> at least 40 units, at most 200 units, 70% of them in use
    Application Auto Scaling brings the capacity, 5 now, within the bounds at once
+   scheduled action night of read capacity: (none) -> "cron(0 18 ? * MON-FRI *)", at most 20 units
~   write capacity scales: at least 5 units, at most 50 units, 60% of them in use -> at least 5 units, at most 50 units, 80% of them in use
    calls:
      1. DeleteScheduledAction removes the scheduled action evening of read capacity
      2. DeregisterScalableTarget ends the scaling of read capacity of gsi-user
      3. RegisterScalableTarget sets the bounds of read capacity
      4. PutScheduledAction sets the scheduled action night of read capacity
      5. PutScalingPolicy sets the policy of write capacity

1 to change; 5 calls
"
`);
  const { steps, drift, outcome } = await run(changed);
  expect({ outcome, drift, steps: operations(steps) }).toEqual({
    outcome: 'updated',
    drift: [],
    steps: [
      'DeleteScheduledAction',
      'DeregisterScalableTarget',
      'RegisterScalableTarget',
      'PutScheduledAction',
      'PutScalingPolicy',
    ],
  });
  const put = steps.flatMap((step) => (step.operation === 'PutScalingPolicy' ? [step.input] : []));
  expect(put).toMatchObject([{ TargetTrackingScalingPolicyConfiguration: { TargetValue: 80, ScaleInCooldown: 60 } }]);
  expect(sim.tables.get('orders')?.capacity.provisioned.read).toBe(40);
  expect(sim.scalableTargets.map(({ target }) => target.ResourceId)).toEqual(['table/orders', 'table/orders']);
  await rest();
  expect(planVerdict(await plan(changed))).toBe('in line');
  expect(sim.violations).toEqual([]);
});

test('without a client the rest is planned and made, and plan, verdict and result say what is not', async () => {
  const { sim, run, plan, rest } = start();
  const without = { autoScalingClient: undefined };
  const note = expect.stringContaining('auto scaling is not managed by this run');
  expect(formatPlan(await plan(orders, without))).toContain('Note: auto scaling is not managed by this run');
  const { outcome, notes, steps } = await run(orders, without);
  expect({ outcome, notes, steps: operations(steps) }).toEqual({
    outcome: 'created',
    notes: [note],
    steps: ['CreateTable'],
  });
  await rest();
  const unknown = await plan({ ...orders, tags: { team: 'a' } }, without);
  expect(unknown.steps.map(({ operation }) => operation)).toEqual(['TagResource']);
  expect(planVerdict(await plan(orders, without))).toBe('unknown');
  expect(sim.calls.some(({ operation }) => operation.includes('Scal'))).toBe(false);
  // A plan that leaves scaling alone does so with a client, too.
  const applied = await applyPlan(sim.client, unknown, { autoScalingClient: sim.autoScalingClient, clock: sim.clock });
  expect(applied).toMatchObject({ outcome: 'updated', notes: [note] });
  expect(sim.scalableTargets).toEqual([]);
  // One with steps for it needs the client.
  const whole = parsePlan(JSON.parse(JSON.stringify(await plan(orders))));
  expect(operations(whole.steps)).toContain('RegisterScalableTarget');
  const refused = await applyPlan(sim.client, whole, { clock: sim.clock });
  expect(refused).toMatchObject({ outcome: 'failed', steps: [] });
  expect(refused.error?.message).toContain('autoScalingClient');
  expect(
    await applyPlan(sim.client, whole, { autoScalingClient: sim.autoScalingClient, clock: sim.clock }),
  ).toMatchObject({
    outcome: 'updated',
    notes: [],
  });
  expect(operations(planNewTable(orders).steps)).toContain('PutScalingPolicy');
});

test('a saved plan is refused when what scales has changed, and not when only the capacity has', async () => {
  const { sim, run, plan, rest } = start();
  await run(orders);
  await rest();
  const changed = withUnits({
    autoScaling: {
      ...orders.provisionedThroughput.autoScaling,
      write: { minCapacity: 5, maxCapacity: 80, targetValue: 60 },
    },
  });
  const saved = await plan(changed);
  sim.followLoad('orders');
  sim.runScheduledActions('orders');
  await rest();
  const options = { autoScalingClient: sim.autoScalingClient, clock: sim.clock, random: () => 0.5 };
  expect(await applyPlan(sim.client, saved, options)).toMatchObject({ outcome: 'updated', drift: [] });
  await rest();
  const old = await plan(orders);
  const read = { minCapacity: 6, maxCapacity: 60, targetValue: 30 };
  await run(withUnits({ autoScaling: { read } }));
  await rest();
  const { error } = await applyPlan(sim.client, old, options);
  expect(error?.message).toContain('provisionedThroughput.autoScaling was');
});

test('what scales an index goes before it, and comes again after it', async () => {
  const { sim, run, rest } = start();
  await run(orders);
  await rest();
  const { 'gsi-user': index } = orders.globalSecondaryIndexes;
  const rebuilt = { ...orders, globalSecondaryIndexes: { 'gsi-user': { ...index, projection: 'KEYS_ONLY' } } } as const;
  const { steps } = await run(rebuilt, { allow: ['replace-index'] });
  expect(operations(steps)).toEqual([
    'DeregisterScalableTarget',
    'UpdateTable',
    'UpdateTable',
    'RegisterScalableTarget',
    'PutScalingPolicy',
  ]);
  await rest();
  const { globalSecondaryIndexes: _, attributes, ...table } = orders;
  const removed: TableSchema = { ...table, attributes: { id: 'S' } };
  expect(operations((await run(removed, { allow: ['remove-index'] })).steps)).toEqual([
    'DeregisterScalableTarget',
    'UpdateTable',
  ]);
  await rest();
  // On demand nothing scales: what is registered stays, and is told.
  const { provisionedThroughput, billingMode, ...onDemand } = removed;
  const flipped = await run(onDemand as TableSchema);
  expect(operations(flipped.steps)).toEqual(['UpdateTable']);
  expect(flipped.notes).toEqual([expect.stringContaining('keeps its targets of table/orders')]);
  await rest();
  // They are there when it is provisioned again.
  expect(operations((await run(removed)).steps)).toEqual(['UpdateTable']);
  expect(sim.violations).toEqual([]);
});

test('a scheduled action whose time is over is not made, and is no difference; one that is left out goes with its bound', async () => {
  const { sim, run, plan, rest } = start();
  const { read } = orders.provisionedThroughput.autoScaling;
  const actions = {
    over: { schedule: 'at(2001-01-31T22:00:00)', timezone: 'Europe/Madrid', minCapacity: 7 },
    ended: { ...evening, endTime: '2001-01-31T22:00:00Z' },
    night: { schedule: 'cron(0 22 * * ? *)', minCapacity: 7, maxCapacity: 20 },
  };
  const with3 = withUnits({ autoScaling: { read: { ...read, scheduledActions: actions } } });
  const { notes } = await run(with3);
  await rest();
  expect(notes).toEqual(['over', 'ended'].map((name) => expect.stringContaining(`scheduled action ${name} is over`)));
  expect(planVerdict(await plan(with3))).toBe('in line');
  // PutScheduledAction merges: what is to go without another in its place takes a deletion.
  const night = { schedule: 'cron(0 22 * * ? *)', maxCapacity: 20 };
  const { steps } = await run(withUnits({ autoScaling: { read: { ...read, scheduledActions: { night } } } }));
  expect(operations(steps)).toEqual(['DeleteScheduledAction', 'PutScheduledAction']);
  expect(sim.scalableTargets[0].actions).toMatchObject([{ ScalableTargetAction: { MaxCapacity: 20 } }]);
  expect(sim.violations).toEqual([]);
});

test('a scheduled action whose one bound is past the other fails, and the target stays in line', async () => {
  const { sim, run, plan, rest } = start();
  const morning = { schedule: 'rate(12 hours)', minCapacity: 7 };
  const read = { minCapacity: 5, maxCapacity: 6, targetValue: 70, scheduledActions: { morning } };
  const narrow = withUnits({ autoScaling: { read } });
  await run(narrow);
  await rest();
  sim.runScheduledActions('orders');
  await rest();
  expect(sim.scalableTargets[0].target).toMatchObject({ MinCapacity: 5, MaxCapacity: 6 });
  expect(planVerdict(await plan(narrow))).toBe('in line');
});

test('what Application Auto Scaling refuses for a moment is asked again; what it refuses for good ends the run', async () => {
  const { sim, run } = start();
  const conflict = Object.assign(new Error('pending'), {
    name: 'ConcurrentUpdateException',
    $metadata: { httpStatusCode: 500 },
  });
  const alarms = Object.assign(new Error('Rate exceeded'), { name: 'FailedResourceAccessException' });
  sim.script({ fault: conflict, operation: 'RegisterScalableTarget', times: 3 });
  sim.script({ fault: alarms, operation: 'PutScalingPolicy', times: 2 });
  sim.script({ fault: 'lostReply', operation: 'PutScheduledAction' });
  expect(await run(orders)).toMatchObject({ outcome: 'created', drift: [] });
  const full = Object.assign(new Error('too many'), { name: 'LimitExceededException' });
  const other = start();
  other.sim.script({ fault: full, operation: 'PutScheduledAction', times: 99 });
  await expect(other.run(orders)).rejects.toThrow('PutScheduledAction (change-scheduled-action');
  // A client of another Region knows of no such table.
  const lost = start();
  const unknown = Object.assign(new Error('DynamoDB table does not exist'), { name: 'ValidationException' });
  lost.sim.script({ fault: unknown, operation: 'RegisterScalableTarget', times: 9999 });
  await expect(lost.run(orders)).rejects.toThrow('table does not exist');
  const denied = start({ denied: ['DescribeScalableTargets'] });
  await expect(denied.run(orders)).rejects.toThrow('DescribeScalableTargets');
});

test('a policy of another name is kept, with what no schema says; what else scales is noted', async () => {
  const { sim, run, plan, rest } = start();
  await run(orders);
  await rest();
  const [target] = sim.scalableTargets;
  Object.assign(target.policies[0], { PolicyName: 'mine' });
  Object.assign(target.policies[0].TargetTrackingScalingPolicyConfiguration ?? {}, { DisableScaleIn: true });
  Object.assign(target.target, { SuspendedState: { DynamicScalingInSuspended: true } });
  const { table } = await plan(orders);
  expect(table?.scalingPolicies).toEqual({ read: { name: 'mine', disableScaleIn: true } });
  expect(table?.notes).toEqual([expect.stringContaining('DisableScaleIn'), expect.stringContaining('suspended')]);
  const { read } = orders.provisionedThroughput.autoScaling;
  const { steps } = await run(
    withUnits({ autoScaling: { ...orders.provisionedThroughput.autoScaling, read: { ...read, targetValue: 40 } } }),
  );
  expect(steps).toMatchObject([
    {
      input: {
        PolicyName: 'mine',
        TargetTrackingScalingPolicyConfiguration: { TargetValue: 40, DisableScaleIn: true },
      },
    },
  ]);
  // A target that has no policy, such as a run leaves that ends between its two calls, gets one.
  await rest();
  Object.assign(sim.scalableTargets[0], { policies: [] });
  expect(operations((await plan(orders)).steps)).toEqual(['PutScalingPolicy']);
});

import { createSimulator } from '../../simulator/index.js';
import { approvalTableSchema, sessionTableSchema, toCreateTableInput } from '../../src/index.js';
import { applyPlan, applyPlans, type Plan, planNewTable, planTables } from '../../src/provision/index.js';

const schemas = [sessionTableSchema, approvalTableSchema];
const broken = { ...sessionTableSchema, tableName: 'broken', partitionKey: 'nowhere' } as never;

test('plans for several tables, in their order; what is wrong with one does not stop the others', async () => {
  const sim = createSimulator({ seed: 7 });
  const planned = await planTables(sim.client, [broken, ...schemas], { clock: sim.clock });
  expect(planned.map(({ tableName }) => tableName)).toEqual([
    'broken',
    sessionTableSchema.tableName,
    approvalTableSchema.tableName,
  ]);
  expect(planned[0]).toMatchObject({ error: { name: 'TableSchemaError' } });
  expect(planned[1]).toMatchObject({ plan: { schema: sessionTableSchema } });
  await expect(planTables(sim.client, schemas, { concurrency: 251 })).rejects.toThrow(RangeError);
});

test('plans are applied side by side, as few at once as asked', async () => {
  for (const concurrency of [undefined, 1]) {
    const sim = createSimulator({ seed: 7 });
    const planned = await planTables(sim.client, schemas, { clock: sim.clock });
    const plans = planned.flatMap((one) => ('plan' in one ? [one.plan] : []));
    const order: string[] = [];
    const results = await applyPlans(sim.client, [...plans, {} as Plan], {
      clock: sim.clock,
      concurrency,
      onEvent: ({ type, tableName }) => order.push(`${type} ${tableName}`),
    });
    expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'failed']);
    const firstIsDone = order.indexOf(`table-done ${sessionTableSchema.tableName}`);
    const secondStarts = order.findIndex((line) => line.endsWith(approvalTableSchema.tableName));
    expect(firstIsDone < secondStarts).toBe(concurrency === 1);
  }
});

test('the plan of a new table asks nobody, and is refused where the table exists', async () => {
  const plan = planNewTable(sessionTableSchema);
  expect(plan.steps[0]).toMatchObject({ operation: 'CreateTable', input: { TableName: sessionTableSchema.tableName } });
  expect(() => planNewTable(broken)).toThrow(/not valid/);
  const sim = createSimulator({ seed: 7 });
  expect(await applyPlan(sim.client, plan, { clock: sim.clock })).toMatchObject({ outcome: 'created' });
  sim.putTable(toCreateTableInput(approvalTableSchema));
  const late = await applyPlan(sim.client, planNewTable(approvalTableSchema), { clock: sim.clock });
  expect(late).toMatchObject({ outcome: 'failed', error: { message: expect.stringMatching(/the table exists now/) } });
});

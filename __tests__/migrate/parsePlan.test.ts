import { createSimulator, noDurations } from '../../simulator/index.js';
import { defineTable, type TableSchema, toCreateTableInput } from '../../src/index.js';
import { applyPlan, formatPlan, type Permission, type Plan, parsePlan, planTable } from '../../src/provision/index.js';

const live = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', user: 'S', status: 'S', at: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-user': { partitionKey: 'user', sortKey: 'at' },
    'gsi-status': { partitionKey: 'status' },
  },
});
const desired = defineTable({
  ...live,
  tags: { team: 'shop' },
  globalSecondaryIndexes: { 'gsi-user': { partitionKey: 'user', sortKey: 'status' } },
});
const everything: Permission[] = ['remove-index', 'replace-index'];

function start() {
  const sim = createSimulator({ durations: noDurations, staleReads: 0 });
  sim.putTable(toCreateTableInput(live as TableSchema));
  return sim;
}

type Sim = ReturnType<typeof start>;
// biome-ignore lint/suspicious/noExplicitAny: the file of a plan, as someone may have written it.
type Saved = any;

async function savedPlan(sim: Sim): Promise<Saved> {
  const plan = await planTable(sim.client, desired, { allow: everything, clock: sim.clock });
  return JSON.parse(JSON.stringify(plan));
}

test('a plan that was saved reads as it was made', async () => {
  const sim = start();
  const plan = await planTable(sim.client, desired, { allow: everything, clock: sim.clock });
  expect(parsePlan(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  const created = await planTable(sim.client, defineTable({ ...desired, tableName: 'other' }), { clock: sim.clock });
  expect(parsePlan(JSON.parse(JSON.stringify(created)))).toEqual(created);
});

test('what is shown is made from the live table and the schema, whatever the texts in the file say', async () => {
  const saved = await savedPlan(start());
  for (const step of saved.steps) {
    for (const change of step.changes) Object.assign(change, { note: '\u001b[2K nothing to see', before: 'all well' });
  }
  saved.drift = [{ kind: 'remove-index', effect: 'online', path: ['\u001b[31m'], note: 'x' }];
  const text = formatPlan(parsePlan(saved));
  expect(text).not.toMatch(/nothing to see|all well/);
  expect(text).not.toContain('\u001b');
  expect(text).toMatch(/gsi-status/);
});

test.each<[string, (saved: Saved) => unknown, RegExp]>([
  ['nothing', () => null, /null is not an object/],
  ['a list', (saved) => [saved], /is not an object/],
  [
    'another name than its schema',
    (saved) => ({ ...saved, tableName: 'dev-orders' }),
    /tableName is "dev-orders", and its schema's is "orders"/,
  ],
  [
    'another table as its live one',
    (saved) => ({ ...saved, live: { ...saved.live, tableName: 'dev-orders' } }),
    /live\.tableName is "dev-orders"/,
  ],
  [
    'the ARN of another table',
    (saved) => ({ ...saved, table: { ...saved.table, arn: `${saved.table.arn}-2` } }),
    /table\.arn .* is not that of a table "orders"/,
  ],
  [
    'a schema that is not valid',
    (saved) => ({ ...saved, schema: { ...saved.schema, partitionKey: 'nothing' } }),
    /"nothing"/,
  ],
  ['a permission that there is none of', (saved) => ({ ...saved, allow: ['drop-table'] }), /allow \["drop-table"\]/],
  ['a quota that there is none of', (saved) => ({ ...saved, quotas: { tables: 1 } }), /quotas/],
  ['no steps', ({ steps, ...saved }) => saved, /steps undefined must be a list/],
  ['a step less', (saved) => ({ ...saved, steps: saved.steps.slice(0, -1) }), /step 4, TagResource, is missing/],
  [
    'a step more',
    (saved) => ({ ...saved, steps: [...saved.steps, { operation: 'DeleteTable', input: { TableName: 'orders' } }] }),
    /step 5, "DeleteTable", does not follow/,
  ],
  [
    'a step for another table',
    (saved) => {
      saved.steps[0].input.TableName = 'prod-orders';
      return saved;
    },
    /step 1, "UpdateTable", does not follow/,
  ],
  ['steps that were not allowed', (saved) => ({ ...saved, allow: [] }), /step 1, "UpdateTable", does not follow/],
  ['no fingerprint', (saved) => ({ ...saved, fingerprint: undefined }), /fingerprint/],
  ['a live table of nonsense', (saved) => ({ ...saved, live: { ...saved.live, attributes: 7 } }), /live .*must be/],
  ['no facts of its live table', ({ table, ...saved }) => saved, /table undefined must be/],
  ['no live table', ({ live, table, ...saved }) => saved, /step 1, "UpdateTable", does not follow/],
])('a plan with %s is refused, before anything is sent', async (_, change, message) => {
  const sim = start();
  const saved: Saved = change(await savedPlan(sim));
  expect(() => parsePlan(saved)).toThrow(message);
  const before = sim.calls.length;
  const result = await applyPlan(sim.client, saved, { clock: sim.clock });
  expect(result).toMatchObject({ outcome: 'failed', steps: [] });
  expect(result.error?.message).toMatch(message);
  expect(sim.calls.length).toBe(before);
});

test('a plan that was checked and is up to date is applied', async () => {
  const sim = start();
  const plan: Plan = await savedPlan(sim);
  expect(await applyPlan(sim.client, plan, { clock: sim.clock })).toMatchObject({ outcome: 'updated', drift: [] });
});

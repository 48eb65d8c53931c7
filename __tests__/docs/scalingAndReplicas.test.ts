import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { plainOrders, scaledOrders, worldwideOrders } from '../../examples/worldwide/tables.js';
import { createSimulator } from '../../simulator/index.js';
import {
  fromCloudFormation,
  fromTerraform,
  toCdk,
  toCliInput,
  toCloudFormation,
  toHtml,
  toIamPolicy,
  toMarkdown,
  toTerraform,
  toTypeScript,
} from '../../src/formats/index.js';
import { canonicalTable, type TableSchema, toCreateTableInput, validateTable } from '../../src/index.js';
import { applyPlan, changeWords, formatPlan, type ProvisionEvent, planTable } from '../../src/provision/index.js';

const root = path.resolve(__dirname, '../..');
const page = path.join(root, 'docs/scaling-and-replicas.md');
const place = { account: '123456789012', region: 'us-east-1' };

/** The plan that leads a live table to each schema in turn, and the log of its run. */
async function story(...schemas: readonly TableSchema[]): Promise<{ plans: string[]; logs: string[] }> {
  const sim = createSimulator({ seed: 3, region: place.region, accountId: place.account, staleReads: 0 });
  sim.putTable(toCreateTableInput(plainOrders), { itemCount: 48_210, sizeBytes: 9_100_000 });
  const { client, autoScalingClient, clock } = sim;
  const clients = Object.fromEntries(
    Object.keys(worldwideOrders.replicas).map((region) => [region, sim.clientIn(region)]),
  );
  const plans: string[] = [];
  const logs: string[] = [];
  for (const schema of schemas) {
    const plan = await planTable(client, schema, { autoScalingClient, clients, clock });
    plans.push(formatPlan(plan));
    const lines: string[] = [];
    const start = clock.now();
    const onEvent = (event: ProvisionEvent) => {
      if (event.type !== 'step-done') return;
      const { operation, changes } = event.step;
      lines.push(`${time(clock.now() - start)}  ${operation}: ${changeWords(changes).join(', ')}`);
    };
    const result = await applyPlan(client, plan, {
      autoScalingClient,
      clients,
      clock,
      random: () => 0.5,
      onEvent,
    });
    if (result.error) throw result.error;
    logs.push([...lines, `${time(clock.now() - start)}  ${result.outcome}`, ''].join('\n'));
    const again = await planTable(client, schema, { autoScalingClient, clients, clock });
    expect(again).toMatchObject({ steps: [], drift: [] });
  }
  return { plans, logs };
}

function time(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(3)}:${String(seconds % 60).padStart(2, '0')}`;
}

// UPDATE_SESSION=1 writes them anew.
test('the page shows the tables, the plans from a plain table on, and the logs of their runs', async () => {
  const text = await readFile(page, 'utf8');
  const { plans, logs } = await story(scaledOrders, worldwideOrders);
  const blocks = [plans[0], logs[0], plans[1], logs[1]].map((block) => `\`\`\`text\n${block.trimEnd()}\n\`\`\``);
  const tables = await readFile(path.join(root, 'examples/worldwide/tables.ts'), 'utf8');
  const shown = text
    .replace(/^```text\n.*?^```$/gms, () => blocks.shift() ?? 'one block of text too many')
    .replace(/^```ts\n\/\/ worldwideOrders\.ts\n.*?^```$/ms, () => `\`\`\`ts\n// worldwideOrders.ts\n${tables}\`\`\``);
  if (process.env.UPDATE_SESSION) await writeFile(page, shown);
  expect(blocks).toEqual([]);
  expect(shown).toBe(process.env.UPDATE_SESSION ? shown : text);
});

test.each([scaledOrders, worldwideOrders] as TableSchema[])(
  'every format has what scales, Kinesis and replicas',
  async (schema) => {
    expect(validateTable(schema)).toEqual([]);
    const canonical = canonicalTable(schema);
    const options = schema.replicas ? { region: place.region } : {};
    const template = fromCloudFormation(toCloudFormation(schema, options), {
      parameters: { 'AWS::Region': place.region },
    });
    expect(template).toMatchObject({ tables: { Orders: canonical }, issues: [] });
    const hcl = await fromTerraform(toTerraform(schema));
    expect(hcl).toMatchObject({ tables: { 'aws_dynamodb_table.orders': canonical }, issues: [] });
    const cli = toCliInput(schema, { region: place.region });
    for (const text of [
      toCdk(schema),
      toHtml(schema, place),
      toMarkdown(schema),
      toTypeScript(schema),
      JSON.stringify(toIamPolicy(schema, { access: 'provision', ...place })),
      JSON.stringify(cli),
    ]) {
      expect(text).toMatch(/kinesis/i);
      for (const region of Object.keys(schema.replicas ?? {})) expect(text).toContain(region);
    }
  },
);

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CreateTableCommand, DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { sessionTableSchema, toCreateTableInput, withTableName } from '../../src/index.js';
import { type LocalDynamoDB, startLocalDynamoDB } from '../../src/local/index.js';
import { diffTables } from '../../src/provision/index.js';
import { type Project, project, start, tablewright, until } from './support/bin.js';

const config = `
import { defineConfig } from 'tablewright/config';
import { orders } from './tables';

export default defineConfig({
  tables: [orders],
  stages: { prod: { tableNamePrefix: 'prod-', overrides: { orders: { tags: { stage: 'prod' } } } } },
});
`;
const tables = `
import { defineTable } from 'tablewright';

export const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S', placed_at: 'S', expires: 'N' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-customer': { partitionKey: 'customer', sortKey: 'placed_at' },
    'gsi-day': { partitionKey: 'placed_at', projection: 'KEYS_ONLY' },
  },
  timeToLive: 'expires',
  deletionProtection: true,
});
`;

let folder: Project;
let engine: LocalDynamoDB;
let place: string[];
let client: DynamoDBClient;

beforeAll(async () => {
  folder = await project({ 'tablewright.config.ts': config, 'tables.ts': tables });
  engine = await startLocalDynamoDB();
  place = ['--endpoint', engine.endpoint];
  client = new DynamoDBClient(engine.clientConfig);
});

afterAll(async () => {
  client?.destroy();
  await engine?.stop();
  await folder?.remove();
});

const here = () => ({ cwd: folder.folder });

test('plan shows, apply makes, check finds no drift, and a second apply finds nothing to do', async () => {
  const plan = await tablewright(['plan', ...place], here());
  expect(plan).toMatchObject({ code: 0, stderr: '' });
  expect(plan.stdout).toMatch(/^\+ orders: to create, 2 calls$/m);
  expect(plan.stdout).toMatch(/^\+ {3}time to live: expires$/m);

  const before = await tablewright(['check', ...place], here());
  expect(before.code).toBe(1);
  expect(before.stdout).toMatch(
    /^✗ orders: drift\n {4}there is no such table; it would be made so:\n\+ {3}partition key: id/m,
  );
  expect(before.stdout).toMatch(/^1 drift$/m);

  const apply = await tablewright(['apply', '--yes', ...place], here());
  expect(apply).toMatchObject({ code: 0, stdout: 'orders: created\n' });
  expect(apply.stderr).toMatch(/orders: CreateTable: create-table \(\d+\.\d s\)/);

  expect(await tablewright(['check', ...place], here())).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Where: .*\n✓ In line: orders\n$/),
  });
  const again = await tablewright(['apply', ...place], here());
  expect(again).toMatchObject({ code: 0, stdout: 'orders: unchanged\n' });
});

test('a stage has its own names and overrides', async () => {
  const { code, stdout } = await tablewright(['plan', '--stage', 'prod', '--json', ...place], here());
  expect(code).toBe(0);
  const [{ tableName, plan }] = JSON.parse(stdout).tables;
  expect(tableName).toBe('prod-orders');
  expect(plan.schema.tags).toEqual({ stage: 'prod' });
  const wrong = await tablewright(['plan', '--stage', 'prd', ...place], here());
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toMatch(/tablewright\.config\.ts: there is no stage "prd": the configuration has prod/);
});

test('plan as Markdown says the same facts, for a pull request', async () => {
  await folder.write({ 'marked.ts': tables.replace(/orders/g, 'marked') });
  const marked = ['plan', '--schema', 'marked.ts', '--format', 'markdown'];
  const { code, stdout } = await tablewright([...marked, ...place], here());
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\*\*Where:\*\* <code>http/);
  expect(stdout).toMatch(/^\| <code>marked<\/code> \| create \| 2 /m);
  expect(stdout).toMatch(/^\+ +time to live: expires$/m);
  const invalid = tables.replace(/orders/g, 'wrong').replace("'id',", "'```',");
  await folder.write({ 'wrong.ts': invalid });
  const failed = await tablewright([...marked, '--schema', 'wrong.ts', ...place], here());
  expect(failed.code).toBe(2);
  expect(failed.stdout).toMatch(/\n\*\*Not known:\*\*\n\n(`{4,})\nwrong: .*not valid[\s\S]*\n\1\n$/);
});

test('a saved plan is applied, and refused when the table has changed since', async () => {
  const name = ['--schema', 'saved.ts#saved'];
  await folder.write({ 'saved.ts': tables.replace(/orders/g, 'saved') });
  const saved = await tablewright(['plan', ...name, '--out', 'plan.json', ...place], here());
  expect(saved).toMatchObject({ code: 0 });
  // The plan knows its place.
  const applied = await tablewright(['apply', 'plan.json', '--yes'], here());
  expect(applied).toMatchObject({ code: 0, stdout: 'saved: created\n' });
  const refused = await tablewright(['apply', 'plan.json', '--yes'], here());
  expect(refused).toMatchObject({ code: 1, stdout: 'saved: failed\n' });
  expect(refused.stderr).toMatch(/error saved: the plan is out of date, make a new one: the table exists now/);
  const mixed = await tablewright(['apply', 'plan.json', '--allow', 'remove-index'], here());
  expect(mixed).toMatchObject({ code: 2, stdout: '' });
  await folder.write({ 'broken.json': '{"plans": 1}' });
  expect(await tablewright(['apply', 'broken.json'], here())).toMatchObject({ code: 2 });
  expect(await tablewright(['apply', 'nowhere.json'], here())).toMatchObject({ code: 2 });
});

test('a saved plan that somebody edited is refused before anything is asked or done', async () => {
  await folder.write({ 'edited.ts': tables.replace(/orders/g, 'edited') });
  await tablewright(['plan', '--schema', 'edited.ts', '--out', 'fine.json', ...place], here());
  const fine = JSON.parse(await readFile(path.join(folder.folder, 'fine.json'), 'utf8'));
  const [plan] = fine.plans;
  const cases: [object, RegExp][] = [
    [{ plans: [] }, /holds no plan: there is nothing in it to apply/],
    [
      { plans: [{ ...plan, tableName: 'dev-edited' }] },
      /plans\[0\]: .*tableName is "dev-edited", and its schema's is "edited"/,
    ],
    [{ plans: [{ ...plan, schema: { ...plan.schema, partitionKey: 'nowhere' } }] }, /plans\[0\]: .*not valid/],
    [{ plans: [{ ...plan, steps: plan.steps.slice(1) }] }, /plans\[0\]: .*does not follow|plans\[0\]: .*is missing/],
    [{ plans: [null] }, /plans\[0\]: .*null is not an object/],
    [{ plans: [plan, plan] }, /holds two plans for edited/],
    [{ endpoint: 5 }, /endpoint must be a string, and is 5/],
    [{ local: 'yes' }, /local must be true or false/],
    [{ tablewrightPlan: 99 }, /is not a plan that this version can apply/],
  ];
  for (const [change, says] of cases) {
    await folder.write({ 'edited.json': JSON.stringify({ ...fine, ...change }) });
    const { code, stdout, stderr } = await tablewright(['apply', 'edited.json', '--yes'], here());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
  }
  const note = 'harmless';
  plan.steps[0].changes[0].note = note;
  await folder.write({ 'edited.json': JSON.stringify(fine) });
  const { code, stderr } = await tablewright(['apply', 'edited.json'], here());
  // It asks, and nobody is there to answer: what it shows before is made anew.
  expect(code).toBe(2);
  expect(stderr).toMatch(/edited: /);
  expect(stderr).not.toContain(note);
});

test('check finds an index that somebody removed by hand; apply brings it back', async () => {
  const schema = ['--schema', 'drifting.ts#drifting', ...place];
  await folder.write({ 'drifting.ts': tables.replace(/orders/g, 'drifting') });
  expect(await tablewright(['apply', '--yes', ...schema], here())).toMatchObject({ code: 0 });
  await client.send(
    new UpdateTableCommand({
      TableName: 'drifting',
      GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'gsi-customer' } }],
    }),
  );
  const drift = await tablewright(['check', ...schema], here());
  expect(drift.code).toBe(1);
  expect(drift.stdout).toMatch(/^\+ {3}global index gsi-customer: to build$/m);
  const document = JSON.parse((await tablewright(['check', '--json', ...schema], here())).stdout);
  expect(document.tables).toMatchObject([
    {
      tableName: 'drifting',
      verdict: 'drift',
      drift: [{ kind: 'add-index', path: ['globalSecondaryIndexes', 'gsi-customer'] }],
    },
  ]);
  expect(await tablewright(['apply', '--yes', '--quiet', ...schema], here())).toEqual({
    code: 0,
    stdout: 'drifting: updated\n',
    stderr: '',
  });
});

test('what is destructive waits for --allow', async () => {
  const schema = ['--schema', 'less.ts#less', ...place];
  await folder.write({ 'less.ts': tables.replace(/orders/g, 'less') });
  await tablewright(['apply', '--yes', ...schema], here());
  await folder.write({ 'less.ts': tables.replace(/orders/g, 'less').replace(/.*'gsi-day'.*\n/, '') });
  const left = await tablewright(['apply', '--yes', ...schema], here());
  expect(left.code).toBe(1);
  expect(left.stdout).toMatch(
    /less: drifted\n {2}left: .*gsi-day \(remove-index, destructive\): to make it, --allow remove-index/,
  );
  const unknown = await tablewright(['apply', '--yes', '--allow', 'everything', ...schema], here());
  expect(unknown).toMatchObject({ code: 2, stdout: '' });
  expect(await tablewright(['apply', '--yes', '--allow', 'remove-index', ...schema], here())).toMatchObject({
    code: 0,
    stdout: 'less: updated\n',
  });
});

test('pull of what apply made is no different from the source', async () => {
  const schema = ['--schema', 'pulled.ts#pulled', ...place];
  await folder.write({ 'pulled.ts': tables.replace(/orders/g, 'pulled') });
  expect(await tablewright(['apply', '--yes', ...schema], here())).toMatchObject({ code: 0 });
  const pulled = await tablewright(['pull', 'pulled', '--out', 'src/back.ts', ...place], here());
  expect(pulled).toMatchObject({ code: 0, stdout: '' });
  const source = await readFile(path.join(folder.folder, 'src/back.ts'), 'utf8');
  expect(source).toMatch(/defineTable\(\{\n {2}tableName: 'pulled'/);
  expect(source).toMatch(/deletionProtection: true/);
  expect(source).not.toMatch(/tableClass|KEYS_ONLY.*ALL/);
  // The source that came back, compared by the command itself.
  expect(await tablewright(['check', '--schema', 'src/back.ts', ...place], here())).toMatchObject({ code: 0 });
  const document = JSON.parse((await tablewright(['pull', 'pulled', '--json', ...place], here())).stdout);
  const declared = JSON.parse((await tablewright(['plan', '--json', ...schema], here())).stdout).tables[0].plan.schema;
  expect(diffTables(document.tables[0], declared)).toEqual([]);
  const missing = await tablewright(['pull', 'pulled', 'nowhere', ...place], here());
  expect(missing).toMatchObject({ code: 2, stdout: '' });
  expect(missing.stderr).toMatch(/there is no table nowhere at http/);
});

const plain = JSON.stringify({
  tables: [{ tableName: 'plain', attributes: { id: 'S' }, partitionKey: 'id' }],
  stages: { dev: { tableNamePrefix: 'dev-' } },
});

test.each([
  [
    'ts',
    `import type { TablewrightConfig } from 'tablewright/config';\nexport default ${plain} satisfies TablewrightConfig;`,
  ],
  ['mts', `export default ${plain};`],
  ['cts', `module.exports = ${plain};`],
  ['js', `module.exports = ${plain};`],
  ['mjs', `const { tables, stages } = ${plain};\nexport { tables, stages };`],
  ['cjs', `module.exports = ${plain};`],
  ['json', JSON.stringify({ $schema: './node_modules/tablewright/config.schema.json', ...JSON.parse(plain) })],
])('tablewright.config.%s is found, from a folder below it too', async (extension, content) => {
  const own = await project({
    [`tablewright.config.${extension}`]: content,
    'package.json': '{}',
    'src/deep/.keep': '',
  });
  try {
    const options = { cwd: path.join(own.folder, 'src/deep') };
    const { code, stdout } = await tablewright(['validate', '--stage', 'dev', '--json'], options);
    expect({ code, tables: JSON.parse(stdout).tables }).toEqual({ code: 0, tables: ['dev-plain'] });
  } finally {
    await own.remove();
  }
});

test('a configuration above the project is not run', async () => {
  const throws = 'throw new Error("this was run");';
  const own = await project({
    'tablewright.config.ts': throws,
    'app/package.json': '{}',
    'app/src/.keep': '',
    'plain/.keep': '',
    'repository/.git/HEAD': '',
  });
  try {
    for (const cwd of ['app/src', 'app', 'plain', 'repository']) {
      const { code, stderr } = await tablewright(['validate'], { cwd: path.join(own.folder, cwd) });
      expect(code).toBe(2);
      expect(stderr).toMatch(/there is no tablewright\.config\.ts/);
      expect(stderr).toMatch(/one above the project.*: --config \/.*tablewright\.config\.ts/);
    }
    const named = await tablewright(['validate', '--config', '../tablewright.config.ts'], {
      cwd: path.join(own.folder, 'app'),
    });
    expect(named.stderr).toMatch(/this was run/);
  } finally {
    await own.remove();
  }
});

test('two configurations in one folder are one too many', async () => {
  const own = await project({ 'tablewright.config.json': plain, 'tablewright.config.mjs': `export default ${plain};` });
  const { code, stderr } = await tablewright(['validate'], { cwd: own.folder });
  expect(code).toBe(2);
  expect(stderr).toMatch(/several configurations: tablewright\.config\.mjs, tablewright\.config\.json\n.*--config/);
  await own.remove();
});

test('validate lists every issue with file and path, offline', async () => {
  await folder.write({
    'bad.ts': `export const bad = { tableName: 'b', attributes: { id: 'S' }, partitionKey: 'idd', timeToLive: 'nowhere' };`,
  });
  const { code, stdout } = await tablewright(['validate', '--schema', 'bad.ts'], here());
  expect(code).toBe(1);
  expect(stdout).toMatch(/^bad\.ts:1: b: error partitionKey: "idd" must be declared/m);
  expect(stdout).toMatch(/^bad\.ts:1: b: error timeToLive: /m);
  expect(stdout).toMatch(/^1 table: \d errors, 0 warnings$/m);
  const github = await tablewright(['validate', '--schema', 'bad.ts', '--format', 'github'], here());
  expect(github.stdout).toMatch(/^::error file=bad\.ts,line=1,title=b%3A [\w-]+::partitionKey: "idd"/m);
  expect(await tablewright(['validate'], here())).toMatchObject({ code: 0 });
  const document = JSON.parse((await tablewright(['validate', '--json'], here())).stdout);
  expect(document).toMatchObject({ command: 'validate', valid: true, tables: ['orders'] });
});

test('validate names the true file and line, not those of the configuration', async () => {
  const own = await project({
    'package.json': '{}',
    'tablewright.config.ts': `import * as all from './schemas/index.js';\nexport default { tables: all, stages: { prod: { tableNamePrefix: 'prod-' } } };`,
    'schemas/index.ts': `export * from './wrong.js';`,
    'schemas/wrong.ts': `// tableName: 'wrong' stands in a comment too
import { defineTable } from 'tablewright';

const other = { globalSecondaryIndexes: { 'gsi-day': {} } };
export const wrong = defineTable({
  tableName: 'wrong',
  attributes: { id: 'S', 'a:b': 'S', /* { */ day: 'N' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'gsi-day': {
      sortKey: 'day',
      partitionKey: 'dayy',
    },
  },
  timeToLive: 'nowhere',
} as never);`,
  });
  try {
    const github = await tablewright(['validate', '--stage', 'prod', '--format', 'github'], { cwd: own.folder });
    expect(github.stdout).toMatch(/^::error file=schemas\/wrong\.ts,line=12,.*dayy/m);
    expect(github.stdout).toMatch(/^::error file=schemas\/wrong\.ts,line=15,.*nowhere/m);
    const { findings } = JSON.parse((await tablewright(['validate', '--json'], { cwd: own.folder })).stdout);
    expect(findings[0]).toMatchObject({ file: 'schemas/wrong.ts', line: expect.any(Number) });
  } finally {
    await own.remove();
  }
});

test.each([
  ['cloudformation', /Type: AWS::DynamoDB::Table/],
  ['terraform', /resource "aws_dynamodb_table"/],
  ['cdk', /TableV2/],
  ['cli', /aws dynamodb create-table/],
  ['create-table', /"AttributeDefinitions"/],
  ['iam', /"dynamodb:GetItem"/],
  ['markdown', /gsi-customer/],
  ['mermaid', /gsi-customer/],
  ['html', /<!doctype html>/i],
  ['typescript', /defineTable\(/],
])('emit %s', async (target, pattern) => {
  const place = target === 'iam' ? ['--account', '123456789012', '--region', 'eu-west-1'] : [];
  const { code, stdout } = await tablewright(['emit', target, ...place], here());
  expect(code).toBe(0);
  expect(stdout).toMatch(pattern);
});

test('emit writes files, takes a format, and refuses one that the target has not', async () => {
  const json = await tablewright(['emit', 'cloudformation', '--format', 'json'], here());
  expect(Object.keys(JSON.parse(json.stdout))).toContain('Resources');
  expect(await tablewright(['emit', 'terraform', '--format', 'yaml'], here())).toMatchObject({ code: 2, stdout: '' });
  const stray = await tablewright(['emit', 'markdown', '--account', '123456789012'], here());
  expect(stray).toMatchObject({ code: 2, stdout: '' });
  expect(stray.stderr).toMatch(/--account means nothing for markdown\n {2}It takes --title\./);
  expect(await tablewright(['emit', 'cli', '--out', 'made'], here())).toMatchObject({ code: 0, stdout: '' });
  expect(await readFile(path.join(folder.folder, 'made/create-tables.sh'), 'utf8')).toMatch(
    /aws dynamodb create-table/,
  );
  const narrow = await tablewright(
    ['emit', 'iam', '--access', 'read', '--account', '123456789012', '--region', 'eu-west-1', '--indexes', 'gsi-day'],
    here(),
  );
  expect(narrow).toMatchObject({ code: 0, stderr: '' });
  expect(narrow.stdout).toMatch(/arn:aws:dynamodb:eu-west-1:123456789012:table\/orders\/index\/gsi-day/);
  expect(narrow.stdout).not.toMatch(/gsi-customer|\*/);
});

test('emit takes what the library takes', async () => {
  const emit = (...args: string[]) => tablewright(['emit', ...args], here());
  const template = await emit(
    'cloudformation',
    '--logical-ids',
    'orders=Ours',
    '--outputs',
    '--deletion-policy',
    'Delete',
  );
  expect(template.stdout).toMatch(/^ {2}Ours:$/m);
  expect(template.stdout).toMatch(/DeletionPolicy: Delete/);
  expect(template.stdout).toMatch(/^Outputs:/m);
  expect((await emit('cloudformation', '--no-outputs')).stdout).not.toMatch(/^Outputs:/m);
  expect((await emit('terraform', '--index-keys', 'hash_key')).stdout).toMatch(/hash_key +=/);
  const terraform = ['--no-prevent-destroy', '--no-ignore-unmanaged', '--resource-names', 'orders=ours', '--outputs'];
  const hcl = (await emit('terraform', ...terraform)).stdout;
  expect(hcl).toMatch(/resource "aws_dynamodb_table" "ours"[\s\S]*^output /m);
  expect(hcl).not.toMatch(/prevent_destroy|ignore_changes/);
  expect((await emit('typescript', '--index-constants', '--export-names', 'orders=ours')).stdout).toMatch(
    /export const ours = [\s\S]*gsi-customer/,
  );
  const described = await emit('cloudformation', '--description', 'Our tables', '--sequential', '--format', 'json');
  expect(JSON.parse(described.stdout)).toMatchObject({ Description: 'Our tables' });
  expect((await emit('cdk', '--base', 'construct', '--class-name', 'Ours')).stdout).toMatch(
    /class Ours extends Construct/,
  );
  expect((await emit('cli', '--profile', 'ana', '--endpoint-url', 'http://127.0.0.1:8000')).stdout).toMatch(
    /--endpoint-url http:\/\/127\.0\.0\.1:8000 --profile ana|--profile ana.*--endpoint-url/,
  );
  const place = ['--account', '123456789012', '--region', 'eu-west-1'];
  const policy = await emit('iam', '--scan', '--sid', 'Orders', ...place);
  expect(policy.stdout).toMatch(/"dynamodb:Scan"/);
  expect(policy.stdout).toMatch(/"Sid": "Orders/);
  expect(await emit('iam', '--max-characters', '50', ...place)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/and 50 are allowed/),
  });
  expect(await emit('iam', '--index-keys', 'hash_key', ...place)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/--index-keys means nothing for iam\n {2}It takes .*--scan/),
  });
  expect(await emit('terraform', '--index-keys', 'x')).toMatchObject({ code: 2, stdout: '' });
  expect(await emit('cdk', '--logical-ids', 'orders')).toMatchObject({ code: 2, stdout: '' });
  expect(JSON.parse((await emit('cli', '--json')).stdout).files['create-tables.sh']).toMatch(/create-table/);
});

test('a policy holds no * that nobody asked for', async () => {
  for (const args of [
    ['emit', 'iam'],
    ['init', 'sessions', '--generate-iam'],
  ]) {
    const without = await tablewright(args, here());
    expect(without).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/--account is not given\n.*'\*'/),
    });
    const anyRegion = await tablewright([...args, '--account', '*'], here());
    expect(anyRegion).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/the Region of its tables/) });
    const open = await tablewright([...args, '--account', '*', '--region', '*'], here());
    expect(open).toMatchObject({ code: 0, stdout: expect.stringMatching(/arn:aws:dynamodb:\*:\*:table/) });
  }
});

test('import reads CloudFormation and Terraform', async () => {
  for (const [target, file] of [
    ['cloudformation', 'template.yaml'],
    ['terraform', 'tables.tf'],
  ]) {
    await tablewright(['emit', target, '--out', file], here());
    const { code, stdout } = await tablewright(['import', file, '--json'], here());
    expect(code).toBe(0);
    const declared = JSON.parse((await tablewright(['plan', '--json', ...place], here())).stdout).tables[0].plan.schema;
    const live = { ...declared, attributes: JSON.parse(stdout).tables[0].attributes };
    expect(diffTables(JSON.parse(stdout).tables[0], live)).toEqual([]);
    expect((await tablewright(['import', file], here())).stdout).toMatch(/defineTable\(\{\n {2}tableName: 'orders'/);
  }
  await folder.write({ 'none.yaml': 'Resources: {}\n' });
  expect(await tablewright(['import', 'none.yaml'], here())).toMatchObject({ code: 2, stdout: '' });
  expect(await tablewright(['import', 'nowhere.yaml'], here())).toMatchObject({ code: 2, stdout: '' });
});

describe('init', () => {
  test('--local twice: created, then unchanged', async () => {
    const own = await project();
    try {
      const first = await tablewright(['init', 'sessions', '--local', '--yes'], { cwd: own.folder });
      expect(first).toMatchObject({ code: 0, stdout: 'sentinel-sessions: created\n' });
      expect(first.stderr).toMatch(/Next\n.*sessionTableSchema.*\n.*npx tablewright local --empty --data/);
      const second = await tablewright(['init', 'sessions', '--local', '--yes'], { cwd: own.folder });
      expect(second).toMatchObject({ code: 0, stdout: 'sentinel-sessions: unchanged\n' });
    } finally {
      await own.remove();
    }
  });

  test('an engine without TTL: that is said, and a second run finds nothing to do', async () => {
    const own = await project();
    const options = { cwd: own.folder, env: { TABLEWRIGHT_ENGINE: 'dynalite' } };
    try {
      const first = await tablewright(['init', 'sessions', '--local', '--yes'], options);
      expect(first).toMatchObject({ code: 0 });
      expect(first.stdout).toBe('sentinel-sessions: created\nThis endpoint does not implement timeToLive: left out.\n');
      const all = await tablewright(['init', 'all', '--local', '--yes'], options);
      expect(all.stdout).toMatch(/^This endpoint does not implement timeToLive \(3 tables\): left out\.$/m);
      const { stdout } = await tablewright(['init', 'sessions', '--local', '--plan'], options);
      expect(stdout).toMatch(/^In line: sentinel-sessions$/m);
    } finally {
      await own.remove();
    }
  });

  test('--plan works without credentials, and says that the live state is unknown', async () => {
    const { code, stdout, stderr } = await tablewright(['init', 'all', '--plan', '--region', 'eu-west-1'], here());
    expect(code).toBe(0);
    expect(stderr).toMatch(/The live state is unknown: No AWS credentials were found/);
    for (const name of ['sentinel-sessions', 'sentinel-requests', 'sentinel-breakglass']) {
      expect(stdout).toMatch(new RegExp(`^\\+ ${name}: to create`, 'm'));
    }
  });

  test('--plan against a live table tells what differs', async () => {
    const live = withTableName(sessionTableSchema, 'my-sessions');
    const { GlobalSecondaryIndexes: _, AttributeDefinitions = [], ...bare } = toCreateTableInput(live);
    const key = AttributeDefinitions.filter(({ AttributeName }) => AttributeName === 'id');
    await client.send(new CreateTableCommand({ ...bare, AttributeDefinitions: key }));
    const { code, stdout } = await tablewright(
      ['init', 'sessions', '--table', 'my-sessions', '--plan', ...place],
      here(),
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/my-sessions: to change, 5 calls/);
  });

  test('without a terminal and without --yes it refuses, and changes nothing', async () => {
    const { code, stdout, stderr } = await tablewright(['init', 'approvals', ...place], here());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/needs a yes.*\n.*--yes/);
    expect(await tablewright(['pull', 'sentinel-requests', ...place], here())).toMatchObject({ code: 2 });
  });

  test('--generate-iam prints a policy and nothing else', async () => {
    const narrow = ['--account', '123456789012', '--region', 'eu-west-1'];
    const { code, stdout, stderr } = await tablewright(['init', 'sessions', '--generate-iam', ...narrow], here());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout).Statement[0].Resource).toContain(
      'arn:aws:dynamodb:eu-west-1:123456789012:table/sentinel-sessions',
    );
    const provision = await tablewright(['init', 'sessions', '--generate-iam', 'provision', ...narrow], here());
    expect(provision.stdout).toMatch(/dynamodb:CreateTable/);
  });

  test('flags that contradict each other are refused', async () => {
    expect(await tablewright(['init', 'all', '--plan', '--yes'], here())).toMatchObject({ code: 2, stdout: '' });
    const both = ['init', 'all', '--generate-iam', '--local'];
    expect(await tablewright(both, here())).toMatchObject({ code: 2, stdout: '' });
  });

  test('one name does not fit three tables', async () => {
    expect(await tablewright(['init', 'all', '--table', 'x-y-z', ...place], here())).toMatchObject({
      code: 2,
      stdout: '',
    });
  });
});

describe('local', () => {
  test('runs seeded tables for other commands too, follows changes and says which, is reset, and stops on Ctrl-C', async () => {
    const items = JSON.stringify({ orders: [{ id: '1', customer: 'ana' }, { id: { S: '2' } }] });
    const own = await project({ 'tablewright.config.ts': config, 'tables.ts': tables, 'items.json': items });
    const running = start(['local', '--watch', '--data', 'kept', '--seed', 'items.json'], { cwd: own.folder });
    const reset = ['local', 'reset', '--seed', 'items.json'];
    const says = (line: RegExp) =>
      until(
        () => line.test(running.stderr()),
        () => `${line}:\n${running.stderr()}`,
      );
    try {
      await says(/Ctrl-C stops it/);
      expect(running.stderr()).toMatch(/^orders: created; 2 items seeded$/m);
      const [, endpoint] = /is up at (\S+)/.exec(running.stdout()) ?? [];
      expect(running.stdout()).toContain(`export AWS_ENDPOINT_URL_DYNAMODB=${endpoint}`);
      expect(await tablewright(['check', '--local'], { cwd: own.folder })).toMatchObject({ code: 0 });

      await own.write({ 'tables.ts': tables.replace(/.*'gsi-day'.*\n/, '').replace("timeToLive: 'expires',", '') });
      await says(/^orders: index gsi-day removed, time to live switched off$/m);
      await own.write({ 'tables.ts': tables.replace("partitionKey: 'id'", "partitionKey: 'customer'") });
      await says(
        /^orders: made anew, as AWS would need a new table \(key changed from id to customer\); 1 item kept, 1 that does not fit is in kept.left.orders-1\.json/m,
      );
      expect(JSON.parse(await readFile(path.join(own.folder, 'kept/left/orders-1.json'), 'utf8'))).toEqual({
        orders: [{ id: { S: '2' } }],
      });

      await own.write({ 'tables.ts': 'export const orders = ;' });
      await says(/error .*can't be loaded/);

      await own.write({ 'tables.ts': tables });
      await says(/key changed from customer to id/);
      const asked = await tablewright(reset, { cwd: own.folder });
      expect(asked).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/needs a yes.*\n.*--yes/) });
      const yes = await tablewright([...reset, '--yes'], { cwd: own.folder });
      expect(yes).toMatchObject({ code: 0, stdout: 'orders: created; 2 items seeded\n' });

      await own.write({ 'items.json': '{ "orders": [{ "id": "1" }, { "id": "2", "expires": "soon" }] }' });
      const wrong = await tablewright([...reset, '--yes'], { cwd: own.folder });
      expect(wrong).toMatchObject({ code: 2, stdout: '' });
      expect(wrong.stderr).toContain(
        'items.json: orders, item 2: expires is a string, and the schema declares a number (N)',
      );
    } finally {
      running.kill('SIGINT');
      expect(await running.ended).toMatchObject({ code: 0 });
      await own.remove();
    }
  });

  test('the tables of a seed have the names that they declare, those of the stage, or those of the configuration', async () => {
    const stages = `import * as tables from './tables.ts';
      export default { tables: { main: tables.orders }, stages: { dev: { tableNamePrefix: 'dev-' } }, defaultStage: 'dev' };`;
    const own = await project({ 'tablewright.config.ts': stages, 'tables.ts': tables });
    const reset = ['local', 'reset', '--yes', '--data', 'kept', '--seed', 'items.json'];
    const one = [{ id: '1', customer: 'ana' }];
    try {
      for (const name of ['orders', 'dev-orders', 'main']) {
        await own.write({ 'items.json': JSON.stringify({ [name]: one }) });
        const { stdout } = await tablewright(reset, { cwd: own.folder });
        expect(`${name}: ${stdout}`).toBe(`${name}: dev-orders: created; 1 item seeded\n`);
      }
      await own.write({ 'items.json': JSON.stringify({ orders: one, 'dev-orders': [{ id: '2', customer: 'ana' }] }) });
      const twice = await tablewright(reset, { cwd: own.folder });
      expect(twice).toMatchObject({ code: 2, stderr: expect.stringContaining('no table is named orders') });
    } finally {
      await own.remove();
    }
  });

  test('a broken configuration shows before an engine starts', async () => {
    const { code, stdout } = await tablewright(['local', '--config', 'nowhere.ts'], here());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

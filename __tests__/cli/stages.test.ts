import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { build } from 'esbuild';
import { defineTable, toCreateTableInput } from '../../src/index.js';
import { type LocalDynamoDB, startLocalDynamoDB } from '../../src/local/index.js';
import { type Project, project, start, tablewright, until } from './support/bin.js';

const tables = `
import { defineTable } from 'tablewright';

export const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S' },
  partitionKey: 'id',
});
export const users = defineTable({
  tableName: 'shop-users',
  attributes: { id: 'S' },
  partitionKey: 'id',
  deletionProtection: true,
});
`;
const config = `
import { defineConfig } from 'tablewright/config';
import { orders, users } from './tables.mjs';

export default defineConfig({
  tables: { orders, users },
  stages: {
    dev: { tableNamePrefix: 'dev-' },
    prod: {
      tableNamePrefix: 'prod-',
      tableNames: { orders: { env: 'ORDERS_TABLE' } },
      overrides: { 'shop-users': { pointInTimeRecovery: { recoveryPeriodInDays: 7 } } },
    },
  },
  defaultStage: 'dev',
  require: { prod: { deletionProtection: true, pointInTimeRecovery: true } },
});
`;

let folder: Project;
let engine: LocalDynamoDB;
let place: string[];
let client: DynamoDBClient;

beforeAll(async () => {
  folder = await project({ 'tablewright.config.mjs': config, 'tables.mjs': tables, 'package.json': '{}' });
  engine = await startLocalDynamoDB();
  place = ['--endpoint', engine.endpoint];
  client = new DynamoDBClient(engine.clientConfig);
});

afterAll(async () => {
  client?.destroy();
  await engine?.stop();
  await folder?.remove();
});

const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => tablewright(args, { cwd: folder.folder, env });
const names = { ORDERS_TABLE: 'the-orders' };

test('tables of an object: each command takes them, on the default stage, by their names in it too', async () => {
  expect(await run(['apply', '--yes', '--table', 'users', ...place])).toMatchObject({
    code: 0,
    stdout: 'dev-shop-users: created\n',
  });
  const check = await run(['check', ...place]);
  expect(check).toMatchObject({ code: 1, stdout: expect.stringMatching(/^Where: .*, stage dev$/m) });
  expect(check.stdout).toMatch(/dev-orders: drift[\s\S]*In line: dev-shop-users/);
  expect(await run(['check', '--table', 'shop-users', ...place])).toMatchObject({ code: 0 });
  const plan = await run(['plan', '--json', ...place]);
  expect(JSON.parse(plan.stdout)).toMatchObject({
    place: { stage: 'dev' },
    tables: [{ tableName: 'dev-orders' }, { tableName: 'dev-shop-users' }],
  });
  expect((await run(['emit', 'create-table', '--stage', 'prod', '--table', 'orders'], names)).stdout).toMatch(
    /"TableName": "the-orders"/,
  );
  expect(await run(['emit', 'create-table', '--table', 'user'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/--table user: no schema has that name\n.*dev-orders, dev-shop-users/),
  });
  const local = start(['local'], { cwd: folder.folder });
  try {
    await until(
      () => /Ctrl-C stops it/.test(local.stderr()),
      () => `the engine:\n${local.stderr()}`,
    );
    expect(local.stderr()).toMatch(/dev-orders: created[\s\S]*dev-shop-users: created/);
  } finally {
    local.kill('SIGINT');
    await local.ended;
  }
});

test('code has the tables that the command has, by the names in the configuration', async () => {
  await folder.write({
    'code.mjs': `import { resolveTables } from 'tablewright/config';
import config from './tablewright.config.mjs';
const { orders, users } = resolveTables(config, { stage: process.env.STAGE, env: process.env });
console.log(JSON.stringify([orders, users]));`,
  });
  const { stdout } = await promisify(execFile)(process.execPath, ['code.mjs'], {
    cwd: folder.folder,
    env: { ...process.env, STAGE: 'prod', ...names },
  });
  const emitted = await run(['emit', 'create-table', '--stage', 'prod'], names);
  expect(JSON.parse(stdout).map((table: never) => toCreateTableInput(table))).toEqual(JSON.parse(emitted.stdout));
});

test('what code takes of the package for that is 1 KB', async () => {
  const { outputFiles } = await build({
    stdin: { contents: "export { resolveTables } from 'tablewright/config';", resolveDir: folder.folder },
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
    logLevel: 'error',
  });
  // Nothing of the checks comes along.
  expect(outputFiles[0].text).not.toMatch(/is not a table schema|did you mean|must be/);
  expect(gzipSync(outputFiles[0].contents, { level: 9 }).length).toBeLessThan(1024);
});

test('a name whose variable is not set stops what needs it, and not the check of the schemas', async () => {
  const says = expect.stringMatching(
    /tableNames\.orders: the environment variable ORDERS_TABLE, which holds the name of the table orders, is not set/,
  );
  for (const args of [
    ['plan', ...place],
    ['emit', 'terraform'],
  ]) {
    expect(await run([...args, '--stage', 'prod'])).toMatchObject({ code: 2, stdout: '', stderr: says });
  }
  // What is named by a variable that is empty is not what holds for all.
  await folder.write({ 'plain.mjs': config.replace("defaultStage: 'dev',", '') });
  expect(await run(['validate', '--config', 'plain.mjs', '--stage', ''])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/plain\.mjs: no stage is named, and the configuration has dev, prod: name one/),
  });
});

test('validate checks what a stage requires, and plan and apply refuse what does not have it', async () => {
  const all = await run(['validate']);
  expect(all.code).toBe(1);
  expect(all.stdout).toBe(
    [
      'tables.mjs:5: orders (prod): error deletionProtection: missing: it must be true on prod; declare it, or set it in stages.prod.overrides.orders [required-setting]',
      'tables.mjs:5: orders (prod): error pointInTimeRecovery: missing: it must be true (35 days or more) on prod; declare it, or set it in stages.prod.overrides.orders [required-setting]',
      'tables.mjs:10: prod-shop-users (prod): error pointInTimeRecovery: {"recoveryPeriodInDays":7} must be true (35 days or more) on prod; declare it, or set it in stages.prod.overrides["shop-users"] [required-setting]',
      '2 tables: 3 errors, 0 warnings',
      '',
    ].join('\n'),
  );
  const { findings } = JSON.parse((await run(['validate', '--json', '--table', 'users'])).stdout);
  expect(findings).toMatchObject([{ stage: 'prod', tableName: 'prod-shop-users', rule: 'required-setting', line: 10 }]);
  const github = await run(['validate', '--format', 'github', '--stage', 'prod'], names);
  expect(github.stdout).toMatch(/^::error file=tables\.mjs,line=5,title=the-orders%3A required-setting::deletion/m);
  expect((await run(['validate', '--format', 'github'])).stdout).toMatch(
    /title=prod-shop-users \(prod\)%3A required-setting::/,
  );
  expect(await run(['validate', '--stage', 'dev'])).toMatchObject({ code: 0 });

  const prod = ['--stage', 'prod', ...place];
  for (const args of [['plan'], ['apply', '--yes']]) {
    expect(await run([...args, ...prod], names)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /a table is not as the configuration requires on prod\n {2}the-orders: deletionProtection: missing: .*\n[\s\S]*tablewright validate/,
      ),
    });
  }
  const check = await run(['check', ...prod], names);
  expect(check).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/warning prod-shop-users: pointInTimeRecovery/),
  });
});

test('pull writes the names that the configuration declares; --all takes what a prefix begins', async () => {
  const make = (tableName: string) =>
    client.send(
      new CreateTableCommand(
        toCreateTableInput(defineTable({ tableName, attributes: { id: 'S' }, partitionKey: 'id' })),
      ),
    );
  await Promise.all(['prod-shop-users', 'prod-events', 'prod-x', 'the-orders', 'stranger'].map(make));
  const prod = ['--stage', 'prod', ...place];
  // By either name; that of the configuration, where a table has one there.
  const some = await run(['pull', 'orders', 'prod-shop-users', 'events', '--out', 'src/pulled.ts', ...prod], names);
  expect(some).toMatchObject({ code: 0, stdout: '' });
  const source = await readFile(path.join(folder.folder, 'src/pulled.ts'), 'utf8');
  expect([...source.matchAll(/tableName: '(.*)'/g)].map(([, name]) => name)).toEqual([
    'orders',
    'shop-users',
    'events',
  ]);
  expect(source).toMatch(/export const ordersTableSchema = /);

  const pulled = async (...args: string[]) => {
    const { stdout, stderr } = await run(['pull', '--json', ...args, ...place], names);
    return { names: JSON.parse(stdout).tables?.map(({ tableName }: { tableName: string }) => tableName), stderr };
  };
  const all = await pulled('--all', '--stage', 'prod');
  expect(all.names.sort()).toEqual(['events', 'orders', 'prod-x', 'shop-users']);
  expect(all.stderr).toMatch(/prod-x: it keeps its name: "x" is taken, or not a name/);
  expect((await pulled('--all', '--prefix', 'prod-shop-')).names).toEqual(['users']);
  expect((await pulled('--all')).names).toEqual(expect.arrayContaining(['stranger', 'the-orders', 'prod-events']));
  expect((await pulled('--all', '--prefix', 'nowhere-')).stderr).toMatch(/no table whose name begins with nowhere-/);
  expect(await run(['pull', 'stranger', '--all', ...place])).toMatchObject({ code: 2, stdout: '' });
  expect(await run(['pull', '--all', '--prefix', 'dev-', ...prod], names)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/--prefix dev-: the configuration has the prefix "prod-" there\n {2}Leave out/),
  });
  expect(await run(['pull', 'none', ...prod], names)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/there is no table prod-none at http/),
  });
});

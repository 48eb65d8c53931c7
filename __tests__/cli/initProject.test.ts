import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { parse } from 'yaml';
import { withScripts } from '../../src/cli/project/packageScripts.js';
import { type LocalDynamoDB, startLocalDynamoDB } from '../../src/local/index.js';
import { type Project, project, tablewright } from './support/bin.js';
import { inTerminal, type Terminal } from './support/terminal.js';

/** `tablewright init` without a name, in folders as people have them. */

const root = path.resolve(__dirname, '../..');

let place: Project;
beforeEach(async () => {
  place = await project();
});
afterEach(() => place.remove());

const init = (...args: string[]) => tablewright(['init', ...args], { cwd: place.folder });
const read = (name: string) => readFile(path.join(place.folder, name), 'utf8');

/** All files of the project with their contents. */
async function contents(): Promise<{ [name: string]: string }> {
  const entries = await readdir(place.folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !/node_modules|\.tablewright/.test(entry.parentPath))
    .map((entry) => path.relative(place.folder, path.join(entry.parentPath, entry.name)));
  return Object.fromEntries(await Promise.all(files.sort().map(async (name) => [name, await read(name)])));
}

async function install(...names: string[]): Promise<void> {
  for (const name of names) {
    const link = path.join(place.folder, 'node_modules', name);
    await mkdir(path.dirname(link), { recursive: true });
    if (!existsSync(link)) await symlink(path.join(root, 'node_modules', name), link, 'dir');
  }
}

async function node(...args: string[]): Promise<{ code: number; output: string }> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_NO_WARNINGS: '1' };
  return promisify(execFile)(process.execPath, args, { cwd: place.folder, env }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, output: `${stdout}${stderr}` }),
  );
}

async function typeCheck(types: string[] = []) {
  await install('typescript', '@types/node', '@aws-sdk/client-dynamodb');
  await place.write({
    'tsconfig.json': JSON.stringify({
      compilerOptions: { target: 'es2022', module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true, types },
      include: ['*.ts', 'src'],
    }),
  });
  return node('node_modules/typescript/bin/tsc', '-p', '.');
}

const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
  Broken:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: or
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
`;
const generated = `
Resources:
  CartTable8A3BE1:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
    Metadata: { "aws:cdk:path": Shop/CartTable/Resource }
`;
const terraform = `
resource "aws_dynamodb_table" "events" {
  name         = var.name
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "other"
  attribute {
    name = "other"
    type = "S"
  }
}
`;

test('an empty folder gets an orders table; a second run changes nothing; it can be used at once', async () => {
  const asked = await init();
  expect(asked).toMatchObject({
    code: 2,
    stdout: 'would write  tables.ts\nwould write  tablewright.config.ts\n',
    stderr: 'Nothing was written. Do it:  npx tablewright init --yes\n',
  });
  expect(await init('--plan')).toMatchObject({ code: 0, stdout: asked.stdout });
  expect(await contents()).toEqual({});

  const { code, stdout, stderr } = await init('--yes');
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'wrote  tables.ts\nwrote  tablewright.config.ts\n' });
  expect(stderr).toMatch(/^Next\n {2}npm install @aws-sdk\/client-dynamodb .*\n {2}npx tablewright local --watch /m);
  const written = await contents();
  expect(Object.keys(written)).toEqual(['tables.ts', 'tablewright.config.ts']);
  expect(await init()).toMatchObject({ code: 0, stdout: 'kept  tables.ts\nkept  tablewright.config.ts\n' });
  expect(await contents()).toEqual(written);

  const inFolder = { cwd: place.folder };
  expect((await tablewright(['apply', '--local', '--yes'], inFolder)).stdout).toBe('orders: created\n');
  expect((await tablewright(['check', '--local'], inFolder)).code).toBe(0);
  expect(await typeCheck()).toEqual({ code: 0, output: '' });
});

test('tables of templates are taken over; what is there is kept, and what it lacks is said', async () => {
  const manifest = '{\n    "type": "module",\n    "scripts": {\n        "tables:plan": "mine"\n    }\n}';
  await place.write({
    'template.yaml': template,
    'infra/main.tf': terraform,
    'infra/variables.tf': 'variable "name" {\n  default = "events"\n}\n',
    'infra/.terraform/modules/other/main.tf': terraform,
    'cdk.json': '{ "app": "node app.js" }',
    'dist/template.yaml': template,
    'src/index.ts': 'export {};\n',
    'package.json': manifest,
  });
  const before = await contents();
  const { code, stdout, stderr } = await init('--yes', '--json');
  // A table was left out.
  expect(code).toBe(1);
  const document = JSON.parse(stdout);
  expect(document).toMatchObject({
    command: 'init',
    done: true,
    files: [
      { file: 'src/tables.ts', outcome: 'written' },
      { file: 'tablewright.config.ts', outcome: 'written' },
      { file: 'package.json', outcome: 'changed', scripts: ['tables:check'] },
    ],
    sources: [
      { name: 'template.yaml', tables: ['orders'], leftOut: [expect.stringMatching(/^Broken: /)] },
      { name: 'infra/*.tf', tables: ['events'], notes: expect.arrayContaining(['orders: taken from template.yaml']) },
    ],
    hints: [expect.stringContaining('npx cdk synth')],
  });
  expect(stderr).toMatch(/^Found in template\.yaml: orders$/m);
  const after = await contents();
  expect(after).toMatchObject({ ...before, 'package.json': expect.any(String) });
  expect(after['package.json']).toBe(
    manifest.replace('"mine"', '"mine",\n        "tables:check": "tablewright check"'),
  );
  expect(after['tablewright.config.ts']).toBe(
    [
      "import { defineConfig } from 'tablewright/config';",
      "import { eventsTableSchema, ordersTableSchema } from './src/tables.js';",
      '',
      'export default defineConfig({',
      '  tables: { orders: ordersTableSchema, events: eventsTableSchema },',
      '});\n',
    ].join('\n'),
  );
  expect(await typeCheck()).toEqual({ code: 0, output: '' });
  const { tables } = JSON.parse((await tablewright(['validate', '--json'], { cwd: place.folder })).stdout);
  expect(tables).toEqual(['orders', 'events']);
});

const listing = `
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
const { TableNames } = await client.send(new ListTablesCommand({}));
client.destroy();
`;
const inBothTypes = [{ type: 'commonjs' }, { type: 'module' }];

test.each([
  { type: 'commonjs', compiler: { '@swc/jest': '0' } },
  { type: 'module', compiler: { '@swc/jest': '0' } },
  { type: 'commonjs', compiler: {} },
])(
  'with jest and $compiler in a package of type $type, tests find the tables',
  async ({ type, compiler }) => {
    const isCompiled = '@swc/jest' in compiler;
    const sdk = "'@aws-sdk/client-dynamodb'";
    await place.write({
      'package.json': JSON.stringify({ type, devDependencies: { jest: '30', ...compiler } }, null, 2),
      [`tables.test.${isCompiled ? 'ts' : 'js'}`]: `
      ${isCompiled ? `import { DynamoDBClient, ListTablesCommand } from ${sdk}` : `const { DynamoDBClient, ListTablesCommand } = require(${sdk})`};
      test('they are there', async () => {
        const client = new DynamoDBClient({});
        const { TableNames } = await client.send(new ListTablesCommand({}));
        expect(TableNames).toEqual(['orders']);
        client.destroy();
      });`,
    });
    const setup = type === 'commonjs' && isCompiled ? 'dynamodb.setup.ts' : 'dynamodb.setup.mjs';
    const wrote = `wrote    ${setup}\nwrote    jest.config.cjs\nchanged  package.json: scripts tables:plan, tables:check\n`;
    expect((await init('--yes')).stdout).toBe(`wrote    tables.ts\nwrote    tablewright.config.ts\n${wrote}`);
    const written = await contents();
    expect((await init('--yes')).stdout).not.toMatch(/wrote|changed|to do/);
    expect(await contents()).toEqual(written);
    await install('jest', '@swc/core', '@swc/jest', 'jiti', '@types/jest', '@aws-sdk/client-dynamodb');
    if (setup.endsWith('.ts')) expect(await typeCheck(['jest', 'node'])).toEqual({ code: 0, output: '' });
    expect(await node('node_modules/jest/bin/jest.js')).toMatchObject({
      code: 0,
      output: expect.stringContaining('1 passed, 1 total'),
    });
  },
  90_000,
);

test.each(inBothTypes)(
  'with vitest in a package of type $type',
  async ({ type }) => {
    const config = type === 'module' ? 'vitest.config.ts' : 'vitest.config.mts';
    await place.write({ 'package.json': JSON.stringify({ type, devDependencies: { jest: '30', vitest: '4' } }) });
    expect((await init('--yes')).stdout).toContain(`wrote    dynamodb.setup.ts\nwrote    ${config}\n`);
    expect(await read(config)).toContain("defineConfig({ test: { globalSetup: './dynamodb.setup.ts' } })");
    // vitest calls the set-up in this way.
    await place.write({
      'run.mjs': `import { createJiti } from 'jiti';
      const setUp = await createJiti(import.meta.url).import('./dynamodb.setup.ts', { default: true });
      const tearDown = await setUp();
      ${listing}
      await tearDown();
      console.log(TableNames.join());`,
    });
    await install('jiti', '@aws-sdk/client-dynamodb');
    expect(await node('run.mjs')).toEqual({ code: 0, output: 'orders\n' });
  },
  60_000,
);

test.each([
  [
    'jest.config.js',
    'module.exports = {};\n',
    /^kept +jest\.config\.js\n +to do: give it the line {2}globalSetup: '\.\/dynamodb\.setup\.ts'$/m,
  ],
  [
    'vite.config.ts',
    'export default {};\n',
    /^kept +vite\.config\.ts\n +to do: give it the line {2}test: \{ globalSetup: /m,
  ],
  [
    'package.json',
    '{ "jest": { "globalSetup": "./mine.js" } }',
    /^kept +package\.json\n +to do: give its "jest" the line {2}"globalSetup": "\.\/dynamodb\.setup\.ts"$/m,
  ],
])('%s stays as it is', async (name, content, line) => {
  const runner = name.startsWith('vite') ? 'vitest' : 'jest';
  const manifest = JSON.stringify({
    devDependencies: { [runner]: '*' },
    scripts: { 'tables:plan': '', 'tables:check': '' },
  });
  const withIt = name === 'package.json' ? manifest.replace('{', `${content.slice(0, -1)},`) : manifest;
  await place.write({ [name]: content, 'package.json': withIt, 'dynamodb.setup.ts': '// mine\n' });
  const before = await contents();
  const { code, stdout } = await init('--yes');
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(line) });
  expect(await contents()).toMatchObject(before);
});

test('a table that a deployment names has its name from a variable there, and a plain one on this machine', async () => {
  await place.write({ 'cdk.out/Shop.template.json': JSON.stringify(parse(generated)), 'cdk.json': '{}' });
  await place.write({ 'package.json': '{}' });
  const { code, stderr } = await init('--yes');
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(
      /CartTable8A3BE1 has no name there: it is declared as cart-table, and its name comes from the variable CART_TABLE/,
    ),
  });
  expect(await read('tablewright.config.ts')).toContain(
    [
      '  tables: { cart: cartTableSchema },',
      '  stages: {',
      '    local: {},',
      "    deployed: { tableNames: { 'cart-table': { env: 'CART_TABLE' } } },",
      '  },',
      "  defaultStage: 'local',",
    ].join('\n'),
  );
  expect(JSON.parse(await read('package.json')).scripts).toEqual({
    'tables:plan': 'tablewright plan --stage deployed',
    'tables:check': 'tablewright check --stage deployed',
  });
  const emitted = async (env: NodeJS.ProcessEnv, ...stage: string[]) =>
    tablewright(['emit', 'cli', '--json', ...stage], { cwd: place.folder, env });
  expect((await emitted({})).stdout).toContain('cart-table');
  expect((await emitted({ CART_TABLE: 'shop-cart' }, '--stage', 'deployed')).stdout).toContain('shop-cart');
  expect(await emitted({}, '--stage', 'deployed')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('CART_TABLE'),
  });
  expect(await typeCheck()).toEqual({ code: 0, output: '' });
});

describe('with live tables', () => {
  let engine: LocalDynamoDB;
  beforeAll(async () => {
    engine = await startLocalDynamoDB();
    const client = new DynamoDBClient(engine.clientConfig);
    for (const TableName of ['prod-orders', 'prod-users', 'prod-x', 'dev-orders']) {
      await client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        }),
      );
    }
    client.destroy();
  });
  afterAll(() => engine?.stop());

  test('those with a prefix are declared without it, and check finds them by their stage', async () => {
    const where = ['--endpoint', engine.endpoint];
    const planned = await init('--plan', '--prefix', 'prod-', ...where);
    expect(planned.stderr).toContain(
      `Do it:  npx tablewright init --prefix prod- --endpoint ${engine.endpoint} --yes\n`,
    );
    const { code, stderr } = await init('--yes', '--prefix', 'prod-', ...where);
    expect(code).toBe(1);
    expect(stderr).toMatch(/left out .*: prod-x: without prod- it has no name/);
    expect(stderr).toMatch(/^Found in http:\/\/[\d.:]+: orders, users$/m);
    expect(stderr).toContain('npx tablewright check --stage prod');
    expect((await init('--yes', '--prefix', 'dev-', ...where)).stderr).toContain(
      'none were looked for: pull writes live ones',
    );
    const check = await tablewright(['check', '--stage', 'prod', ...where], { cwd: place.folder });
    expect(check).toMatchObject({ code: 0, stdout: expect.stringContaining('In line: prod-orders, prod-users') });
  });
});

const terminals: Terminal[] = [];
// A question that a failed test leaves open would be waited for.
afterAll(() => {
  for (const terminal of terminals) terminal.type('\u0003');
});

test('on a terminal it asks what to take over, and whether to write; who leaves changes nothing', async () => {
  await place.write({ 'a.yaml': template.split('  Broken')[0], 'main.tf': terraform.replace('var.name', '"events"') });
  const before = await contents();
  const left = inTerminal(['init'], place.folder);
  terminals.push(left);
  await left.waitFor(/Take these tables over\?[\s\S]*a\.yaml[\s\S]*main\.tf/);
  left.type('\u0003');
  expect(await left.exited).toBe(2);
  expect(left.screen()).toMatch(/Nothing was written/);
  expect(await contents()).toEqual(before);

  const taken = inTerminal(['init'], place.folder);
  terminals.push(taken);
  await taken.waitFor(/Take these tables over\?[\s\S]*main\.tf/);
  // The first source not.
  taken.type(' ');
  await taken.waitFor(/◻ +a\.yaml/);
  taken.type('\r');
  await taken.waitFor(/Write tables\.ts and tablewright\.config\.ts\?/);
  taken.type('\r');
  expect(await taken.exited).toBe(0);
  expect(await read('tables.ts')).toMatch(/tableName: 'events'/);
  expect(await read('tables.ts')).not.toMatch(/tableName: 'orders',\n {2}attributes: \{ id/);
});

test.each([
  ['tablewright.config.json', 'vitest', /dynamodb\.setup\.mjs/],
  ['tablewright.config.mjs', 'jest', /dynamodb\.setup\.mjs/],
  ['tablewright.config.mts', 'vitest', /dynamodb\.setup\.ts/],
])(
  'a configuration that is there is that of the tests too: %s',
  async (name, runner, setup) => {
    const table = { tableName: 'carts', attributes: { id: 'S' }, partitionKey: 'id' };
    const config = JSON.stringify({ tables: [table] });
    await place.write({
      [name]: name.endsWith('.json') ? config : `export default ${config};`,
      'package.json': JSON.stringify({ devDependencies: { [runner]: '*' } }),
      'run.mjs': `import { createJiti } from 'jiti';
      const setUp = await createJiti(import.meta.url).import(process.argv[2], { default: true });
      const tearDown = await setUp();
      ${listing}
      await tearDown();
      console.log(TableNames.join());`,
    });
    const { code, stdout } = await init('--yes');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(setup) });
    expect(stdout).not.toContain('tables.ts');
    await install('jiti', '@aws-sdk/client-dynamodb');
    const [written] = setup.exec(stdout) ?? [];
    expect(await node('run.mjs', `./${written}`)).toEqual({ code: 0, output: 'carts\n' });
  },
  60_000,
);

test('what is wrong is said, and nothing is written', async () => {
  await place.write({ 'package.json': '{ "scripts": ' });
  expect(await init('--yes')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/package\.json can't be read: /),
  });
  await place.write({ 'package.json': '{ "scripts": [] }' });
  expect(await init('--yes')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/package\.json: .*not an object/),
  });
  expect(await init('--table', 'mine')).toMatchObject({ code: 2, stderr: expect.stringMatching(/none was named/) });
  expect(await init('sessions', '--prefix', 'p')).toMatchObject({ code: 2 });
  expect(Object.keys(await contents())).toEqual(['package.json']);
  // A folder cannot have a file in its place, whoever runs the tests.
  await place.write({ 'package.json': '{}', src: 'not a folder' });
  const blocked = await init('--yes');
  expect(blocked).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/src\/tables\.ts can't be written: .*\n +Make room/),
  });
  expect(blocked.stderr).not.toContain('--out');
});

test('a folder of Terraform that is not valid is named, and not passed by', async () => {
  await place.write({
    'package.json': '{}',
    'other/main.tf': '',
    'infra/main.tf': 'resource "aws_dynamodb_table" "u" {\n  name = "users"\n',
  });
  expect(await init('--yes')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/left out Terraform: infra: .*no file of this folder was read/),
  });
});

const added = { a: 'x y', b: 'z' };
test.each([
  ['{}\n', '{\n  "scripts": {\n    "a": "x y",\n    "b": "z"\n  }\n}\n'],
  ['{ "private": true }', '{ "private": true, "scripts": { "a": "x y", "b": "z" } }'],
  ['{"scripts":{"t":"1"}}', '{"scripts":{"t":"1","a":"x y","b":"z"}}'],
  [
    '{\r\n\t"scripts": {\r\n\t\t"t": "}\\"{"\r\n\t},\r\n\t"z": 1\r\n}',
    '{\r\n\t"scripts": {\r\n\t\t"t": "}\\"{",\r\n\t\t"a": "x y",\r\n\t\t"b": "z"\r\n\t},\r\n\t"z": 1\r\n}',
  ],
  [
    '{\n  "x": [{ "scripts": { "b": 1 } }],\n  "scripts": {}\n}\n',
    '{\n  "x": [{ "scripts": { "b": 1 } }],\n  "scripts": {\n    "a": "x y",\n    "b": "z"\n  }\n}\n',
  ],
  ['{\n  "scripts": { "b": "mine" }\n}\n', '{\n  "scripts": { "b": "mine", "a": "x y" }\n}\n'],
  [
    '\uFEFF{\n    "name": "é"\n}',
    '\uFEFF{\n    "name": "é",\n    "scripts": {\n        "a": "x y",\n        "b": "z"\n    }\n}',
  ],
])('scripts are added to %j', (text, expected) => {
  expect(withScripts(text, added).text).toBe(expected);
  expect(withScripts(expected, added)).toEqual({ text: expected, added: [], kept: ['a', 'b'] });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such texts are the subject here.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Project, project, type Ran, tablewright } from './support/bin.js';

const table = (name: unknown, more: object = {}) => ({
  TableName: name,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  ...more,
});
const resource = (name: unknown) => ({ Type: 'AWS::DynamoDB::Table', Properties: table(name) });
const template = (resources: object) => JSON.stringify({ Resources: resources }, null, 2);

const terraform = (address: string, name: string) => `
resource "aws_dynamodb_table" "${address}" {
  name         = ${name}
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
`;

const files = {
  'infra/template.yaml': `Parameters:
  Stage: { Type: String }
Resources:
  OrdersTable:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub "\${Stage}-orders"
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
`,
  'infra/main.tf': `variable "stage" {}
module "users" {
  source = "../modules/users"
}
${terraform('carts', '"${var.stage}-carts"')}`,
  'modules/users/main.tf': terraform('users', '"users"'),
  'infra/cdk.out/manifest.json': JSON.stringify({ version: '1', artifacts: {} }),
  'infra/cdk.out/Shop.template.json': template({ Stock: resource('stock') }),
  'infra/node_modules/other/template.json': template({ Other: resource('other') }),
  'service/serverless.yml': `service: shop
provider: { name: aws, stage: "\${opt:stage, 'dev'}" }
resources:
  Resources: \${file(./tables.yml)}
`,
  'lost.yml': `service: lost
provider: { name: aws }
resources:
  Resources: { Gone: "\${file(./gone.yml)}" }
`,
  'service/tables.yml': `Refunds:
  Type: AWS::DynamoDB::Table
  Properties:
    TableName: \${self:service}-\${self:provider.stage}-refunds
    BillingMode: PAY_PER_REQUEST
    AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
    KeySchema: [{ AttributeName: id, KeyType: HASH }]
`,
  'json/create.json': JSON.stringify([table('logs'), table('<name>')], null, 2),
  'json/described.json': JSON.stringify({
    Table: { ...table('audit'), TableStatus: 'ACTIVE', BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } },
  }),
  'json/package.json': '{}',
  'json/tagged.json': JSON.stringify(table('tagged', { Tags: [{ Key: 'owner', Value: 'ana@example.com' }] })),
  'json/queue.json': template({ Queue: { Type: 'AWS::SQS::Queue' } }),
  'state/terraform.tfstate': JSON.stringify({
    version: 4,
    terraform_version: '1.9.0',
    lineage: 'a',
    serial: 1,
    resources: [
      {
        mode: 'managed',
        type: 'aws_dynamodb_table',
        name: 'locks',
        instances: [
          {
            attributes: {
              name: 'locks',
              billing_mode: 'PAY_PER_REQUEST',
              hash_key: 'LockID',
              attribute: [{ name: 'LockID', type: 'S' }],
            },
          },
        ],
      },
    ],
  }),
  'jest-dynamodb-config.js': `module.exports = async () => ({ tables: [${JSON.stringify(table('tests'))}], port: 8000 });`,
  'resources.ts': `export const resources = { Visits: ${JSON.stringify(resource('visits'))} };`,
  'stack.ts': `import { Stack } from 'aws-cdk-lib';`,
  'readme.md': 'nothing',
  'broken.json': template({
    Good: resource('good'),
    Bad: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'bad' } },
  }),
  'differs.json': JSON.stringify(table('logs', { TableClass: 'STANDARD_INFREQUENT_ACCESS' })),
};

let folder: Project;
beforeAll(async () => {
  folder = await project(files);
});
afterAll(() => folder?.remove());

const run = (...args: string[]): Promise<Ran> => tablewright(['import', ...args], { cwd: folder.folder });

interface Document {
  readonly tables: readonly { readonly tableName: string }[];
  readonly unnamed: readonly { readonly id: string; readonly nameExpression?: string; readonly file: string }[];
  readonly notes: readonly { readonly file: string; readonly path: readonly unknown[]; readonly rule: string }[];
  readonly sources: readonly { readonly id: string; readonly file: string; readonly line: number }[];
}

test('folders and files of all kinds, with what the flags say of names and stages', async () => {
  const named = [
    '--parameter',
    'Stage=prod',
    '--var',
    'stage=prod',
    '--option',
    'stage=prod',
    '--name',
    '<name>=names',
  ];
  const sources = ['infra', 'service', 'json', 'state', 'jest-dynamodb-config.js', 'resources.ts'];
  const { code, stdout, stderr } = await run(...sources, ...named, '--json');
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const { tables, unnamed, sources: places, notes }: Document = JSON.parse(stdout);
  const names = [
    'audit',
    'locks',
    'logs',
    'names',
    'prod-carts',
    'prod-orders',
    'shop-prod-refunds',
    'stock',
    'tagged',
    'tests',
    'users',
    'visits',
  ];
  expect(tables.map(({ tableName }) => tableName).sort()).toEqual(names);
  expect(unnamed).toEqual([]);
  expect(places).toContainEqual({ id: 'OrdersTable', tableName: 'prod-orders', file: 'infra/template.yaml', line: 4 });
  expect(places).toContainEqual({ id: 'logs', tableName: 'logs', file: 'json/create.json', line: 2 });
  expect(notes).toContainEqual(expect.objectContaining({ file: 'json/described.json', path: ['audit', 'timeToLive'] }));
  // A setting that no table can have does not cost the table.
  expect(tables.find(({ tableName }) => tableName === 'tagged')).not.toHaveProperty('tags');
  expect(stderr).toMatch(/^note json\/tagged\.json: tagged\.tags: is left out, .*"ana@example\.com"/m);
  expect(stderr).toContain('note json/described.json: audit.timeToLive: ');
  expect(stderr).not.toMatch(/queue\.json|no table has this address|cdk\.out/);
});

test('a table without a name is a function of it, in a folder with a file a table, which compiles', async () => {
  const { code, stdout, stderr } = await run('infra', 'json/create.json', '--out', 'src/tables/');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toMatch(/3 tables are functions of their name.*--name \S+=NAME/);
  const made = path.join(folder.folder, 'src/tables');
  expect((await readdir(made)).sort()).toEqual([
    'carts.ts',
    'index.ts',
    'logs.ts',
    'name.ts',
    'orders.ts',
    'stock.ts',
    'users.ts',
  ]);
  const orders = await readFile(path.join(made, 'orders.ts'), 'utf8');
  expect(orders).toMatch(
    /^\/\/ infra\/template\.yaml:4\n\/\/ Its name.*\nexport const orders = \(tableName: string\) =>\n/m,
  );
  await folder.write({
    'use.ts': `import { logsTableSchema, orders } from './src/tables/index.js';
export const tables = [logsTableSchema, orders('prod-orders')];
export const name: 'logs' = logsTableSchema.tableName;
export const key: 'id' = orders('x').partitionKey;
`,
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        module: 'NodeNext',
        target: 'ES2022',
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: [],
      },
      files: ['use.ts'],
    }),
    'package.json': JSON.stringify({ type: 'module' }),
  });
  const tsc = path.join(path.dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  await promisify(execFile)(process.execPath, [tsc, '-p', folder.folder]).catch(({ stdout }) => {
    throw new Error(stdout);
  });
  const again = await run('infra', 'json/create.json', '--out', 'src/tables', '--name', '<name>=given');
  expect(again.code).toBe(1);
  expect(again.stderr).toMatch(/src\/tables\/index\.ts was kept/);
  expect(await readFile(path.join(made, 'given.ts'), 'utf8')).toContain("tableName: 'given'");
});

test('1: something was left out, and the rest is written; 2: nothing was', async () => {
  const broken = await run(
    'broken.json',
    'json/create.json',
    'differs.json',
    'readme.md',
    'lost.yml',
    '--name',
    '<name>=other',
  );
  expect(broken.code).toBe(1);
  expect(broken.stdout).toMatch(/'good'[\s\S]*'logs'[\s\S]*'other'/);
  expect(broken.stdout).not.toMatch(/'bad'|INFREQUENT/);
  expect(broken.stderr).toMatch(/^error Bad was left out: it is not valid as it stands in broken\.json/m);
  expect(broken.stderr).toMatch(
    /^error logs of differs\.json was left out: json\/create\.json has a table of that name/m,
  );
  expect(broken.stderr).toMatch(/^error lost\.yml: Resources\.Gone: .*give the file \.\/gone\.yml/m);
  expect(broken.stderr).toMatch(/^error readme\.md: nothing that import reads.*\n {2}It reads .*serverless\.yml/m);

  const program = await run('stack.ts');
  expect(program).toMatchObject({ code: 2, stdout: '' });
  expect(program.stderr).toMatch(/stack\.ts: this is a program.*npx cdk synth.*cdk\.out/);
  expect((await run('json/create.json', '--name', 'logs')).stderr).toMatch(
    /there is no = in it\n {2}Give it as --name/,
  );
  expect((await run('json/create.json', '--name', 'module.a["="].module.b[0].t.c["d"]=x')).stderr).toMatch(
    /--name module\.a\["="\]\.module\.b\[0\]\.t\.c\["d"\]: there is no table of that id\n {2}There are logs, /,
  );
});

test('the sample of docs/adopting.md', async () => {
  const page = await readFile(path.resolve(__dirname, '../../docs/adopting.md'), 'utf8');
  const [, name, yaml, command, output] =
    /```yaml\n# (\S+)\n(.*?)```\s+```console\n\$ npx tablewright import (.*?)\n```\s+```typescript\n(.*?)```/s.exec(
      page,
    ) ?? [];
  await folder.write({ [name]: `# ${name}\n${yaml}` });
  const { code, stdout } = await run(...command.split(' '));
  expect({ code, stdout }).toEqual({ code: 0, stdout: output });
  const named = await run(...command.split(' '), '--parameter', 'Stage=prod', '--json');
  expect(JSON.parse(named.stdout)).toMatchObject({ tables: [{ tableName: 'prod-orders' }], unnamed: [] });
});

import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { authJsActions, catalog } from '../../src/catalog/index.js';
import { type LocalDynamoDB, startLocalDynamoDB } from '../../src/local/index.js';
import { type Project, project, tablewright } from './support/bin.js';

const config = `
import { sessionTableSchema } from 'tablewright';
import { defineConfig } from 'tablewright/config';

export default defineConfig({
  tables: [sessionTableSchema],
  stages: { prod: { tableNamePrefix: 'prod-', overrides: { 'sentinel-sessions': { deletionProtection: true } } } },
});
`;

let folder: Project;
let engine: LocalDynamoDB;
let place: string[];

beforeAll(async () => {
  folder = await project({ 'tablewright.config.ts': config });
  engine = await startLocalDynamoDB();
  place = ['--endpoint', engine.endpoint];
});

afterAll(async () => {
  await engine?.stop();
  await folder?.remove();
});

const here = () => ({ cwd: folder.folder });

test('create makes the tables of packages, under other names and on stages too', async () => {
  const refused = await tablewright(['create', 'auth-js', ...place], here());
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(/^\+ next-auth: to create, 2 calls$/m);

  const made = await tablewright(['create', 'auth-js', '--yes', ...place], here());
  expect(made).toMatchObject({ code: 0, stdout: 'next-auth: created\n' });
  expect(made.stderr).toContain("import { authJsTableSchema } from 'tablewright/catalog'");
  const named = ['create', 'auth-js', '--table', 'users', '--stage', 'prod', '--yes', '--json', ...place];
  const { code, stdout, stderr } = await tablewright(named, here());
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /tables: \[withTableName\(authJsTableSchema, 'users'\)\].*\n.*emit iam --stage prod --account/,
  );
  expect(JSON.parse(stdout).tables).toMatchObject([{ tableName: 'prod-users', outcome: 'created' }]);

  const client = new DynamoDBClient(engine.clientConfig);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: 'prod-users' }));
  client.destroy();
  expect(Table?.GlobalSecondaryIndexes).toMatchObject([{ IndexName: 'GSI1', Projection: { ProjectionType: 'ALL' } }]);
  const check = await tablewright(['check', '--catalog', 'auth-js', ...place], here());
  expect(check).toMatchObject({ code: 0, stdout: expect.stringMatching(/In line: next-auth$/m) });
});

test('create --list has a line for each package', async () => {
  const { code, stdout } = await tablewright(['create', '--list']);
  expect(code).toBe(0);
  expect(stdout.split('\n').flatMap((line) => line.split(' ')[0] || [])).toEqual(Object.keys(catalog));
  expect(stdout).toMatch(/^auth-js +Auth\.js: .* \(@auth\/dynamodb-adapter \d+\.\d+\.\d+\)$/m);
});

test('every other command takes tables of the catalog as it takes those of a file', async () => {
  const terraform = await tablewright(['emit', 'terraform', '--catalog', 'auth-js,sentinel'], here());
  expect(terraform.code).toBe(0);
  expect(terraform.stdout.match(/^resource "aws_dynamodb_table"/gm)).toHaveLength(4);

  const policy = ['emit', 'iam', '--catalog', 'auth-js', '--stage', 'prod', '--account', '*', '--region', '*'];
  const { Statement } = JSON.parse((await tablewright(policy, here())).stdout);
  expect(Statement.flatMap(({ Action }: { Action: string[] }) => Action).sort()).toEqual(authJsActions);
  expect(Statement[1].Resource).toEqual(
    ['', '/index/GSI1'].map((end) => `arn:aws:dynamodb:*:*:table/prod-next-auth${end}`),
  );

  const valid = await tablewright(['validate', '--catalog', 'auth-js,sentinel']);
  expect(valid).toMatchObject({ code: 0, stdout: '4 tables: valid, 0 warnings\n' });
});

test('what cannot be created is an error that says the way out', async () => {
  const cases: [string[], RegExp][] = [
    [['create'], /no package was named/],
    [['create', 'authjs'], /the catalog has no "authjs"\n {2}Did you mean auth-js\?/],
    [['create', '--list', 'keyvv'], /Did you mean keyv\?/],
    [['create', 'auth-js', '--table', 'x'], /"x" must be 3 to 255/],
    [['create', 'sentinel', '--table', 'x', '--yes'], /--table names one table, and these are 3/],
    [
      ['emit', 'iam', '--catalog', 'auth-js,sentinel', '--account', '*', '--region', '*'],
      /sentinel-sessions, .*: no package is known by its actions on it\n {2}Make a policy for it by itself, or give/,
    ],
    [['local', '--catalog', 'keyv', '--watch'], /--watch has nothing to watch with --catalog/],
    [['plan', '--catalog', 'auth.js'], /the catalog has no "auth\.js".*Did you mean auth-js\?/s],
  ];
  for (const [args, message] of cases) {
    expect(await tablewright(args)).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
  }
});

test('completions know the packages', async () => {
  const completed = async (...words: string[]) => (await tablewright(['complete', '--', ...words])).stdout;
  expect(await completed('create', '')).toMatch(/^auth-js\s*$/m);
  expect(await completed('emit', 'terraform', '--catalog', '')).toMatch(/^auth-js\s*$/m);
});

import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { targets } from '../../src/formats/index.js';
import { type Project, project, tablewright } from './support/bin.js';
import { noTable, stubEndpoint } from './support/stubEndpoint.js';

const tables = `export const orders = { tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id' };`;
const credentials = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

let folder: Project;

beforeAll(async () => {
  folder = await project({ 'tables.ts': tables });
});
afterAll(() => folder?.remove());

/** Exit 2, nothing on stdout, a cause and a way out, and no stack trace. */
async function couldNotRun(args: readonly string[], says: RegExp, env: NodeJS.ProcessEnv = {}): Promise<void> {
  const { code, stdout, stderr } = await tablewright(args, { cwd: folder.folder, env });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/^\s+at /m);
}

const schema = ['--schema', 'tables.ts'];

test('a wrong command, flag, choice or value', async () => {
  await couldNotRun(['aply'], /unknown command 'aply'\n\(Did you mean apply\?\)/);
  await couldNotRun(['plan', '--regoin', 'x'], /unknown option '--regoin'\n\(Did you mean --region\?\)/);
  await couldNotRun(['init', 'session'], /Allowed choices are sessions, approvals, breakglass, all/);
  await couldNotRun(['apply', '--concurrency', '0'], /Give a whole number from 1/);
  await couldNotRun(['local', '--port', '99999'], /from 1 to 65535/);
  await couldNotRun(['pull'], /missing required argument 'table'/);
});

test('no configuration, a broken one, one that throws, one that is not one', async () => {
  await couldNotRun(['plan'], /there is no tablewright\.config\.ts.*\n.*defineConfig/);
  const cases: [string, RegExp][] = [
    ['export default {', /c\.config\.ts can't be loaded: .*\n?.*/],
    ["throw new Error('no database today');", /c\.config\.ts can't be loaded: no database today/],
    ["import 'not-a-package'; export default { tables: [] };", /can't be loaded: Cannot find module 'not-a-package'/],
    ['export default 5;', /c\.config\.ts: the configuration must be an object, and is 5/],
    ['export default { tables: 5 };', /tables: list the schemas/],
    ['export default { tabels: [] };', /the configuration has "tabels"; known are tables/],
    ['export default { tables: [] };', /c\.config\.ts: no table schema was found there/],
    [
      "export default { tables: [{ tableName: 'a-b-c' }], overrides: { abc: {} } };",
      /no schema is named "abc"; there are a-b-c/,
    ],
  ];
  for (const [content, says] of cases) {
    await folder.write({ 'c.config.ts': content });
    await couldNotRun(['plan', '--config', 'c.config.ts', '--endpoint', 'http://127.0.0.1:1'], says);
  }
});

test('a file that throws is named with its line, and the stack shows with DEBUG=tablewright only', async () => {
  await folder.write({
    'throws.config.ts': "import './deep/throws';\nexport default { tables: [] };",
    'deep/throws.ts': "interface None {}\n\nif (true) {\n  throw new TypeError('no database today');\n}",
    'parse.config.ts': 'export const one = 1;\nexport default {\n  tables: [,\n',
  });
  const plan = ['plan', '--endpoint', 'http://127.0.0.1:1', '--config'];
  await couldNotRun(
    [...plan, 'throws.config.ts'],
    /throws\.config\.ts can't be loaded: TypeError: no database today\n {2}deep\/throws\.ts:4:\d+\n {2}4 \| {3}throw new TypeError/,
  );
  await couldNotRun([...plan, 'parse.config.ts'], /can't be loaded: ParseError: .*\n {2}parse\.config\.ts:\d:\d+/);
  const annotated = await tablewright(['validate', '--format', 'github', '--config', 'throws.config.ts'], {
    cwd: folder.folder,
  });
  expect(annotated).toMatchObject({
    code: 2,
    stdout: expect.stringMatching(
      /^::error file=deep\/throws\.ts,line=4,title=can't be loaded::throws\.config\.ts can't be loaded: TypeError: no database today%0A.*\n$/,
    ),
    stderr: expect.stringContaining('no database today'),
  });
  const { stderr } = await tablewright([...plan, 'throws.config.ts'], {
    cwd: folder.folder,
    env: { DEBUG: 'tablewright' },
  });
  expect(stderr).toMatch(/^\s+at .*throws\.ts:4/m);
});

test('--schema that names nothing', async () => {
  await couldNotRun(['plan', '--schema', 'nowhere.ts'], /there is no file nowhere\.ts/);
  await couldNotRun(['plan', '--schema', 'tables.ts#customers'], /exports no customers\n.*It exports orders/);
  await couldNotRun(['plan', ...schema, '--table', 'customers'], /no schema has that name\n.*orders/);
});

test('no credentials; no Region; a profile that is not there', async () => {
  await couldNotRun(['check', ...schema, '--region', 'eu-west-1'], /No AWS credentials were found\.\n.*--profile/);
  await couldNotRun(['check', ...schema], /No AWS Region is set\.\n.*--region/, credentials);
  await couldNotRun(
    ['check', ...schema, '--profile', 'nobody'],
    /there is no profile nobody in .*\n {2}Neither holds any/,
  );
  await folder.write({
    'aws/config': '[default]\nregion = eu-west-1\n[profile ana]\n[sso-session x]\n',
    'aws/credentials': '[ben]\n',
  });
  const files = { AWS_CONFIG_FILE: 'aws/config', AWS_SHARED_CREDENTIALS_FILE: 'aws/credentials' };
  await couldNotRun(
    ['check', ...schema, '--profile', 'nobody'],
    /nobody.*\n {2}There are default, ana, ben\.$/m,
    files,
  );
  await couldNotRun(['check', ...schema], /no profile nobody/, { ...files, AWS_PROFILE: 'nobody' });
  await couldNotRun(['check', ...schema, '--profile', 'default'], /No AWS credentials were found|profile/, files);
});

test('credentials that have expired: which they are, and how there are new ones', async () => {
  const account = 'sso_account_id = 123456789012\nsso_role_name = dev\nregion = eu-west-1';
  const cache = JSON.stringify({ accessToken: 'x', expiresAt: '2020-01-01T00:00:00Z', region: 'eu-west-1' });
  const url = 'https://example.awsapps.com/start';
  await folder.write({
    '.aws/config': [
      `[profile ana]\nsso_session = corp\n${account}`,
      `[profile ben]\nsso_start_url = ${url}\nsso_region = eu-west-1\n${account}`,
      '[profile role]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = ana\nregion = eu-west-1',
      '[profile keys]\nregion = eu-west-1',
      `[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = ${url}`,
    ].join('\n'),
    '.aws/credentials': '[keys]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = s\naws_session_token = t\n',
    [`.aws/sso/cache/${createHash('sha1').update(url).digest('hex')}.json`]: cache,
  });
  const home = { HOME: folder.folder };
  const expired =
    /The AWS credentials, from the profile ben, have expired\.\n {2}Sign in again: aws sso login --profile ben\.$/m;
  await couldNotRun(['check', ...schema, '--profile', 'ben'], expired, home);
  await couldNotRun(['check', ...schema], expired, { ...home, AWS_PROFILE: 'ben' });
  for (const profile of ['ana', 'role']) {
    const says = `The sign-in of the profile ${profile} is missing, or has expired\\.\n {2}Sign in again: aws sso login --profile ana\\.`;
    await couldNotRun(['check', ...schema, '--profile', profile], new RegExp(says), home);
  }
  const stub = await stubEndpoint(() => ({
    status: 400,
    body: { __type: 'ExpiredTokenException', message: 'The security token included in the request is expired' },
  }));
  try {
    const says =
      /from the profile keys, have expired\.\n.*credentials: aws configure --profile keys\. They are temporary/;
    await couldNotRun(['plan', ...schema, '--profile', 'keys', '--endpoint', stub.endpoint], says, home);
  } finally {
    await stub.stop();
  }
});

test('a table that is in another Region, which the configuration names', async () => {
  const table = "{ tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id' }";
  await folder.write({
    'regions.config.mjs': `export default { tables: { orders: ${table} }, region: 'eu-west-1', stages: { us: { region: 'us-east-1' }, ap: { region: 'ap-south-1' } } };`,
  });
  const created = {
    TableName: 'orders',
    TableStatus: 'ACTIVE',
    TableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
  };
  const stub = await stubEndpoint((operation, _, region) =>
    operation === 'DescribeTable' && region === 'us-east-1' ? { body: { Table: created } } : noTable,
  );
  try {
    const env = { ...credentials };
    const at = ['--config', 'regions.config.mjs', '--endpoint', stub.endpoint];
    const says =
      /orders is not in eu-west-1, and there is a table of that name in us-east-1, .*: did you mean --stage us, or --region us-east-1\?/;
    const run = (...args: string[]) => tablewright([...args, ...at], { cwd: folder.folder, env });
    expect(await run('check')).toMatchObject({ code: 1, stderr: expect.stringMatching(says) });
    expect(await run('plan')).toMatchObject({ code: 0, stderr: expect.stringMatching(says) });
    expect(await run('apply')).toMatchObject({ code: 2, stderr: expect.stringMatching(says) });
    expect(await run('pull', 'orders')).toMatchObject({ code: 2, stderr: expect.stringMatching(says) });
    expect((await run('check', '--stage', 'ap')).stderr).toMatch(/not in ap-south-1.*in us-east-1/);
  } finally {
    await stub.stop();
  }
});

test('an endpoint that is down, and one that is not a URL', async () => {
  await couldNotRun(
    ['apply', '--yes', ...schema, '--endpoint', 'http://127.0.0.1:1'],
    /Nothing answers at http:\/\/127\.0\.0\.1:1\.\n.*tablewright local/,
  );
  await couldNotRun(['plan', ...schema, '--endpoint', 'localhost'], /"localhost" is not a URL/);
});

test.each([200, 404])(
  'a server that is not DynamoDB, with status %d',
  async (status) => {
    const server = createServer((_, response) => {
      response.writeHead(status, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>A page</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      for (const args of [
        ['check', ...schema],
        ['apply', '--yes', ...schema],
        ['pull', 'orders'],
      ]) {
        const says = new RegExp(`What answers at ${endpoint} is not DynamoDB \\(HTTP ${status}.*\\n.*--endpoint`);
        await couldNotRun([...args, '--endpoint', endpoint], says);
      }
    } finally {
      server.close();
    }
  },
  60_000,
);

describe('what AWS answers', () => {
  let server: Server;
  let answer: object;
  let endpoint: string;

  beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test.each([
    [
      {
        __type: 'com.amazon.coral.service#AccessDeniedException',
        Message:
          'User: arn:aws:iam::123456789012:user/ana is not authorized to perform: dynamodb:DescribeTable on resource: arn:aws:dynamodb:eu-west-1:123456789012:table/orders because no identity-based policy allows the dynamodb:DescribeTable action',
      },
      /Access denied: dynamodb:DescribeTable on arn:aws:dynamodb:eu-west-1:123456789012:table\/orders is not allowed\.\n.*--access provision/,
    ],
    [
      { __type: 'ExpiredTokenException', message: 'The security token included in the request is expired' },
      /The AWS credentials, from AWS_ACCESS_KEY_ID in the environment, have expired\.\n.*aws sso login.*export-credentials.*or unset/,
    ],
    [
      { __type: 'UnrecognizedClientException', message: 'The security token included in the request is invalid.' },
      /does not accept these credentials at http.*\n.*AWS_ACCESS_KEY_ID in the environment.*get-caller-identity\..*--region.*Set new ones/,
    ],
    [
      {
        __type: 'InvalidSignatureException',
        message:
          'Signature expired: 20261125T101010Z is now earlier than 20261125T111010Z (20261125T112510Z - 15 min.)',
      },
      /The clock of this machine is not that of http.*Signature expired: .*\n.*Set the clock/,
    ],
  ])('%j', async (given, says) => {
    answer = given;
    for (const args of [['plan'], ['check'], ['apply', '--yes'], ['pull', 'orders']]) {
      const place = ['--endpoint', endpoint, '--region', 'eu-west-1'];
      await couldNotRun([...args, ...(args[0] === 'pull' ? [] : schema), ...place], says, credentials);
    }
  });
});

test('with --json an error is a document too', async () => {
  const { code, stdout } = await tablewright(['check', ...schema, '--region', 'eu-west-1', '--json'], {
    cwd: folder.folder,
  });
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toEqual({
    error: { message: 'No AWS credentials were found.', wayOut: expect.stringContaining('--profile') },
  });
});

test('--version and --help load no AWS SDK', async () => {
  for (const flag of ['--version', '--help']) {
    const { code, stdout } = await tablewright([flag], { env: { NODE_DEBUG: 'module,esm' } });
    expect(code).toBe(0);
    expect(stdout).toMatch(flag === '--help' ? /Usage: tablewright/ : /^\d+\.\d+\.\d+/);
  }
  const { stderr } = await tablewright(['--version'], { env: { NODE_OPTIONS: `--import ${loadedModules}` } });
  expect(stderr).toMatch(/commander/);
  expect(stderr).not.toMatch(/aws-sdk|smithy|jiti|clack/);
});

/** Prints the files that were loaded, at the end. */
const loadedModules = `data:text/javascript,${encodeURIComponent(`
import { register } from 'node:module';
register('data:text/javascript,' + encodeURIComponent(\`
import { writeSync } from 'node:fs';
export async function load(url, context, next) { writeSync(2, url + '\\\\n'); return next(url, context); }
\`));
`)}`;

test.each(['bash', 'zsh', 'fish'])('completions for %s', async (shell) => {
  const { code, stdout } = await tablewright(['complete', shell]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/tablewright/);
});

test('completions offer commands, flags and targets', async () => {
  const completed = (await tablewright(['complete', '--', 'emit', ''])).stdout;
  for (const name of Object.keys(targets)) expect(completed).toContain(name);
  expect((await tablewright(['complete', '--', ''])).stdout).toMatch(/^apply\t/m);
  expect((await tablewright(['complete', '--', 'plan', '--al'])).stdout).toMatch(/^--allow/m);
});

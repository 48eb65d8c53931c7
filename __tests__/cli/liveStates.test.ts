import { type Project, project, tablewright } from './support/bin.js';
import { type Answer, type Stub, stubEndpoint } from './support/stubEndpoint.js';

/** What AWS reports and no engine does: a stub answers as the reference says. */
const arn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders';
const key = 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const described = {
  TableName: 'orders',
  TableStatus: 'ACTIVE',
  TableArn: arn,
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
};
const refused = (name: string, message = name): Answer => ({ status: 400, body: { __type: name, message } });

let folder: Project;
let stub: Stub;
let table: object;
let lacking: string | undefined;
let manager: Answer;

beforeAll(async () => {
  folder = await project({
    'tables.ts': `export const orders = {
      tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id', pointInTimeRecovery: true,
    };`,
    // As much of the package as is used.
    'with-kms/node_modules/@aws-sdk/client-kms/package.json': '{ "main": "index.js" }',
    'with-kms/node_modules/@aws-sdk/client-kms/index.js': `
      exports.DescribeKeyCommand = class { constructor(input) { this.input = input; } };
      exports.KMSClient = class {
        async send({ input }) {
          const response = await fetch(process.env.AWS_ENDPOINT_URL, {
            method: 'POST', headers: { 'x-amz-target': 'TrentService.DescribeKey' }, body: JSON.stringify(input),
          });
          const body = await response.json();
          if (!response.ok) throw Object.assign(new Error(body.message), { name: body.__type });
          return body;
        }
      };`,
  });
  stub = await stubEndpoint((operation): Answer => {
    if (operation === lacking) return refused('UnknownOperationException');
    switch (operation) {
      case 'DescribeTable':
        return { body: { Table: { ...described, ...table } } };
      case 'DescribeContinuousBackups':
        return 'ArchivalSummary' in table
          ? refused('TableNotFoundException')
          : {
              body: {
                ContinuousBackupsDescription: {
                  ContinuousBackupsStatus: 'ENABLED',
                  PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 35 },
                },
              },
            };
      case 'DescribeTimeToLive':
        return { body: { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } } };
      case 'DescribeKey':
        return manager;
      case 'GetResourcePolicy':
        return refused('PolicyNotFoundException');
      default:
        return { body: {} };
    }
  });
});
beforeEach(() => {
  table = {};
  lacking = undefined;
  manager = { body: { KeyMetadata: { KeyManager: 'CUSTOMER' } } };
});
afterAll(async () => {
  await stub?.stop();
  await folder?.remove();
});

const credentials = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'eu-west-1' };
const on = (...args: string[]) =>
  tablewright([...args, '--endpoint', stub.endpoint], { cwd: folder.folder, env: credentials });

test('check cannot tell what cannot be read, and says why', async () => {
  table = { TableStatus: 'ARCHIVED', ArchivalSummary: { ArchivalReason: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS' } };
  const { code, stdout } = await on('check', '--schema', 'tables.ts');
  expect(code).toBe(2);
  expect(stdout).toMatch(/^\? orders: unknown\n.*ARCHIVED/m);
  const document = JSON.parse((await on('check', '--schema', 'tables.ts', '--json')).stdout);
  expect(document.tables).toMatchObject([
    { tableName: 'orders', verdict: 'unknown', notes: [expect.stringMatching(/ARCHIVED/), expect.any(String)] },
  ]);
});

test('a replica that is stuck is a note under a table that is in line', async () => {
  table = {
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    Replicas: [{ RegionName: 'us-east-1', ReplicaStatus: 'REGION_DISABLED' }],
  };
  const { code, stdout } = await on('check', '--schema', 'tables.ts');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^✓ In line: orders\n {2}note: .*us-east-1.*REGION_DISABLED/m);
  const applied = await on('apply', '--yes', '--schema', 'tables.ts');
  expect(applied).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^orders: unchanged\n {2}note: .*us-east-1.*REGION_DISABLED/),
  });
  const pulled = await on('pull', 'orders');
  expect(pulled).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /^ {2}\/\/ Replicas: the replica in us-east-1 is REGION_DISABLED\n {2}replicas: \{ 'us-east-1': \{\} \}/m,
    ),
    stderr: expect.stringMatching(/^note orders: .*REGION_DISABLED/m),
  });
  expect(JSON.parse((await on('pull', 'orders', '--json')).stdout).notes).toMatchObject([{ tableName: 'orders' }]);
});

test('--emulator: what an emulator with answers like those of AWS does not implement is no error', async () => {
  lacking = 'DescribeContinuousBackups';
  // One on this machine is known to be an emulator; this address does not look like it.
  const endpoint = stub.endpoint.replace('127.0.0.1', '0.0.0.0');
  const check = (...flags: string[]) =>
    tablewright(['check', '--schema', 'tables.ts', '--endpoint', endpoint, ...flags], {
      cwd: folder.folder,
      env: credentials,
    });
  expect(await check()).toMatchObject({ code: 2, stdout: expect.stringMatching(/UnknownOperation/) });
  expect(await check('--emulator')).toMatchObject({ code: 0 });
  const config = { endpoint, emulator: true };
  await folder.write({
    'emulator.config.ts': `import { orders } from './tables'; export default { tables: [orders], ...${JSON.stringify(config)} };`,
  });
  const configured = await tablewright(['check', '--config', 'emulator.config.ts'], {
    cwd: folder.folder,
    env: credentials,
  });
  expect(configured).toMatchObject({ code: 0 });
});

describe("pull asks KMS for AWS's own key", () => {
  const pull = (cwd: string, ...flags: string[]) =>
    tablewright(['pull', 'orders', ...flags], {
      cwd: `${folder.folder}/${cwd}`,
      env: { ...credentials, AWS_ENDPOINT_URL: stub.endpoint },
    });
  beforeEach(() => {
    table = { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: key } };
  });

  test("where the project has KMS's client", async () => {
    expect((await pull('with-kms')).stdout).toContain(key);
    manager = { body: { KeyMetadata: { KeyManager: 'AWS' } } };
    const { stdout, stderr } = await pull('with-kms');
    expect(stdout).toMatch(/encryption: 'AWS_MANAGED'/);
    expect(stderr).not.toMatch(/^note/m);
    manager = refused('AccessDeniedException', 'not authorized to perform: kms:DescribeKey');
    expect(await pull('with-kms')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(key),
      stderr: expect.stringMatching(/^note orders: .*kms:DescribeKey/m),
    });
  });

  test('and says so where it has not, or where the endpoint need not be of AWS', async () => {
    manager = { body: { KeyMetadata: { KeyManager: 'AWS' } } };
    const asked = () => stub.requests.filter(({ operation }) => operation === 'DescribeKey').length;
    const before = asked();
    expect(await pull('.')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(key),
      stderr: expect.stringMatching(/^note orders: .*KMS alone knows/m),
    });
    await pull('with-kms', '--endpoint', `${stub.endpoint}/`);
    await pull('with-kms', '--emulator');
    expect(asked()).toBe(before);
  });
});

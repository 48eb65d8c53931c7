import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Project, project, type Running, start, tablewright, until } from './support/bin.js';
import { noTable, type Stub, stubEndpoint } from './support/stubEndpoint.js';

const tables = `export const orders = { tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id' };`;
const realKeys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'eu-west-1' };

let one: Project;
let other: Project;
const running: Running[] = [];

beforeEach(async () => {
  one = await project({ 'tables.ts': tables });
  other = await project({ 'tables.ts': tables.replace(/orders/g, 'theirs') });
});
afterEach(async () => {
  for (const local of running.splice(0)) {
    local.kill('SIGTERM');
    await local.ended;
  }
  await one.remove();
  await other.remove();
});

async function up(...args: Parameters<typeof start>): Promise<{ local: Running; port: string }> {
  const local = start(...args);
  running.push(local);
  await until(
    () => /Ctrl-C/.test(local.stderr()),
    () => `the engine:\n${local.stderr()}`,
  );
  return { local, port: /127\.0\.0\.1:(\d+)/.exec(local.stdout())?.[1] ?? '' };
}

const apply = ['apply', '--yes', '--schema', 'tables.ts', '--local'];
const runningFile = ({ folder }: Project) => path.join(folder, '.tablewright/running.json');

test("after a kill -9 another folder's engine on that port does not get this folder's tables", async () => {
  const { local, port } = await up(['local', '--empty', '--engine', 'dynalite'], { cwd: one.folder });
  const file = await readFile(runningFile(one), 'utf8');
  local.kill('SIGKILL');
  await local.ended;
  // The engine ends with the process that started it.
  await until(
    () =>
      fetch(`http://127.0.0.1:${port}`).then(
        () => false,
        () => true,
      ),
    'the end of the first engine',
  );
  await up(['local', '--schema', 'tables.ts', '--engine', 'dynalite', '--port', port], { cwd: other.folder });
  await mkdir(path.dirname(runningFile(one)), { recursive: true });
  await writeFile(runningFile(one), file);

  const applied = await tablewright(apply, { cwd: one.folder });
  expect(applied).toMatchObject({ code: 0, stdout: expect.stringMatching(/^orders: created/) });
  const theirs = await tablewright(['pull', 'orders', '--local'], { cwd: other.folder });
  expect(theirs).toMatchObject({ code: 2, stderr: expect.stringMatching(/there is no table orders/) });
});

describe('a file that somebody wrote', () => {
  let elsewhere: Stub;
  beforeAll(async () => {
    elsewhere = await stubEndpoint(() => noTable);
  });
  afterAll(() => elsewhere?.stop());

  test('leads nowhere, and no request is signed with real keys', async () => {
    await mkdir(path.dirname(runningFile(one)), { recursive: true });
    const { port } = new URL(elsewhere.endpoint);
    for (const endpoint of [elsewhere.endpoint, `http://localhost.:${port}`]) {
      const answererPort = Number(port);
      await writeFile(
        runningFile(one),
        JSON.stringify({ endpoint, pid: process.pid, port: answererPort, answererPort, token: 'a'.repeat(64) }),
      );
      expect(await tablewright(apply, { cwd: one.folder, env: realKeys })).toMatchObject({ code: 0 });
    }
    expect(elsewhere.requests).toEqual([]);
  });
});

test('in a folder where nothing can be written an empty engine works, and says that others do not find it', async () => {
  await one.write({ '.tablewright': 'in the way' });
  const { local, port } = await up(['local', '--empty'], { cwd: one.folder, env: realKeys });
  expect(local.stderr()).toMatch(/Other commands don't find it by --local here: /);
  const place = ['--endpoint', `http://127.0.0.1:${port}`];
  expect(await tablewright(['apply', '--yes', '--schema', 'tables.ts', ...place], { cwd: one.folder })).toMatchObject({
    code: 0,
  });
  expect(await tablewright(apply, { cwd: one.folder })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/--local keeps its data in \.tablewright, which can't be made/),
  });
});

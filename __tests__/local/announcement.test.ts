import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { announceLocalDynamoDB, findLocalDynamoDB } from '../../src/local/index.js';

const root = process.cwd();
const source = JSON.stringify(pathToFileURL(join(root, 'src/local/index.ts')).href);
/** What an announcement needs to know of an engine. None has to run for it. */
const engine = {
  port: 54_321,
  endpoint: 'http://127.0.0.1:54321',
  engine: 'dynalite' as const,
  ended: new Promise<string>(() => {}),
};

let folder: string;
let file: string;
const processes: ChildProcess[] = [];
const withdrawals: (() => Promise<void>)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tablewright-announced-'));
  file = join(folder, '.tablewright', 'running.json');
});
afterEach(async () => {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  for (const withdraw of withdrawals.splice(0)) await withdraw();
  rmSync(folder, { recursive: true, force: true });
});

async function announce(place = file, of = engine) {
  const announcement = await announceLocalDynamoDB(of, place);
  withdrawals.push(announcement.withdraw);
  return announcement;
}

/** A process that announces the engine at this place and lives on, or says what came of it. */
async function announceInProcess(place: string, user?: number) {
  const script = join(folder, 'announce.mts');
  writeFileSync(
    script,
    `import { announceLocalDynamoDB } from ${source};
    ${user === undefined ? '' : `process.setuid(${user});`}
    const engine = { ...${JSON.stringify(engine)}, ended: new Promise(() => {}) };
    const { problem } = await announceLocalDynamoDB(engine, ${JSON.stringify(place)});
    console.log(problem ?? 'announced');
    setInterval(() => {}, 1_000);`,
  );
  const tsx = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href;
  const child = spawn(process.execPath, ['--import', tsx, script], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  processes.push(child);
  for await (const line of createInterface({ input: child.stdout })) return { child, line };
  throw new Error('the script ended early');
}

test('an engine that another process announced is found, with credentials that are no real ones', async () => {
  const { line } = await announceInProcess(file);
  expect(line).toBe('announced');
  expect(await findLocalDynamoDB(file)).toEqual({
    endpoint: engine.endpoint,
    clientConfig: {
      endpoint: engine.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    },
    env: expect.objectContaining({ AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint, AWS_ACCESS_KEY_ID: 'local' }),
  });
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('one whose process was killed is not, whoever has the ports now', async () => {
  const { child } = await announceInProcess(file);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(file)).toBe(true);
  expect(await findLocalDynamoDB(file)).toBeUndefined();

  // Another folder's announcement, on the ports that this file names.
  const other = join(folder, 'other', 'running.json');
  await announce(other);
  const { answererPort } = JSON.parse(readFileSync(other, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), answererPort }));
  expect(await findLocalDynamoDB(file)).toBeUndefined();
  expect(await findLocalDynamoDB(other)).toMatchObject({ endpoint: engine.endpoint });
});

test('a folder that was copied has no engine of its own', async () => {
  await announce();
  const copy = join(folder, 'copy');
  cpSync(join(folder, '.tablewright'), copy, { recursive: true });
  expect(await findLocalDynamoDB(join(copy, 'running.json'))).toBeUndefined();
});

test('a file that says something else is not believed, and leads to no other machine', async () => {
  let asked = 0;
  const server = createServer((socket) => {
    asked += 1;
    socket.on('error', () => {});
    socket.end('x');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  mkdirSync(join(folder, '.tablewright'));
  for (const [text, requests] of [
    ['', 0],
    ['null', 0],
    ['[]', 0],
    [JSON.stringify({ endpoint: `http://127.0.0.1:${port}`, pid: process.pid }), 0],
    [JSON.stringify({ endpoint: 'http://192.0.2.1:8000', port: '192.0.2.1', answererPort: port, token: 't' }), 0],
    [JSON.stringify({ port, answererPort: port, token: 't' }), 1],
  ] as const) {
    writeFileSync(file, text);
    asked = 0;
    expect(await findLocalDynamoDB(file)).toBeUndefined();
    expect(asked).toBe(requests);
  }
  server.close();

  await announce();
  const said = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...said, endpoint: 'http://192.0.2.1:8000' }));
  expect(await findLocalDynamoDB(file)).toMatchObject({ endpoint: engine.endpoint });
  writeFileSync(file, JSON.stringify({ ...said, port: 8000 }));
  expect(await findLocalDynamoDB(file)).toBeUndefined();
});

const onUnix = process.platform === 'win32' ? test.failing : test;

onUnix('what is no small file of ours is not waited for, and fills no memory', async () => {
  mkdirSync(join(folder, '.tablewright'));
  for (const make of [
    () => execFileSync('mkfifo', [file]),
    () => symlinkSync('/dev/zero', file),
    () => mkdirSync(file),
    () => writeFileSync(file, ' '.repeat(1_000_000)),
  ]) {
    make();
    expect(await findLocalDynamoDB(file)).toBeUndefined();
    rmSync(file, { recursive: true });
  }
});

test('the announcement ends when it is withdrawn, and when the engine ends; a newer one stays', async () => {
  const first = await announce();
  await first.withdraw();
  await first.withdraw();
  expect(existsSync(file)).toBe(false);

  let end = (_: string) => {};
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  const second = await announce(file, { ...engine, ended });
  await announce();
  await second.withdraw();
  expect(await findLocalDynamoDB(file)).toBeDefined();
  await announce(file, { ...engine, ended });
  end('was ended by SIGKILL');
  await new Promise((resolve) => setImmediate(resolve));
  expect(existsSync(file)).toBe(false);
  expect(await findLocalDynamoDB(file)).toBeUndefined();
});

const isRoot = process.getuid?.() === 0;
/** Root may write everywhere, so there the process becomes a user who may not. */
(process.platform === 'win32' ? test.skip : test)('in a folder that is read-only, it says so and goes on', async () => {
  const place = join(folder, 'read-only');
  mkdirSync(place);
  chmodSync(folder, 0o755);
  chmodSync(place, 0o555);
  const { line } = await announceInProcess(join(place, '.tablewright', 'running.json'), isRoot ? 65_534 : undefined);
  expect(line).toMatch(/^EACCES/);
});

import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { startLocalDynamoDB } from '../../src/local/index.js';
import { bareEnv, bin, type Project, project, tablewright } from './support/bin.js';
import { noTable, type Stub, stubEndpoint } from './support/stubEndpoint.js';

const tables = `
export default Array.from({ length: 600 }, (_, i) => ({
  tableName: 'table-' + i, attributes: { id: 'S', ttl: 'N' }, partitionKey: 'id', timeToLive: 'ttl',
}));
`;
const orders = `export const orders = { tableName: 'orders', attributes: { id: 'S', ttl: 'N' }, partitionKey: 'id', timeToLive: 'ttl' };`;

let folder: Project;
let empty: Stub;

beforeAll(async () => {
  folder = await project({ 'tables.ts': tables, 'orders.ts': orders });
  empty = await stubEndpoint(() => noTable);
});
afterAll(async () => {
  await empty?.stop();
  await folder?.remove();
});

type Stream = 'pipe' | 'closed' | 'full';

/** Runs the command with streams that are open, that nobody reads any more, or that have no room. */
async function ran(args: readonly string[], stdout: Stream, stderr: Stream) {
  const made = (stream: Stream) => (stream === 'full' ? openSync('/dev/full', 'w') : 'pipe');
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: folder.folder,
    env: bareEnv,
    stdio: ['ignore', made(stdout), made(stderr)],
  });
  if (stdout === 'closed') child.stdout?.destroy();
  if (stderr === 'closed') child.stderr?.destroy();
  const text = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    text.stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    text.stderr += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, ...text };
}

const check = () => ['check', '--schema', 'tables.ts', '--endpoint', empty.endpoint];
// Only Linux has a device without room.
const onLinux = process.platform === 'linux' ? test : test.failing;

test('a reader that has seen enough does not make drift into "in line"', async () => {
  expect(await ran(check(), 'closed', 'pipe')).toMatchObject({ code: 1, stderr: '' });
  expect(await ran([...check(), '--json'], 'closed', 'pipe')).toMatchObject({ code: 1, stderr: '' });
  expect(await ran(['--help'], 'closed', 'pipe')).toMatchObject({ code: 0, stderr: '' });
});

test('apply goes on to its end without anybody at stderr', async () => {
  const engine = await startLocalDynamoDB();
  try {
    const place = ['--schema', 'orders.ts', '--endpoint', engine.endpoint];
    expect(await ran(['apply', '--yes', ...place], 'pipe', 'closed')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^orders: created/),
    });
    expect(await tablewright(['check', ...place], { cwd: folder.folder })).toMatchObject({ code: 0 });
  } finally {
    await engine.stop();
  }
});

onLinux(
  'a full disk is exit code 2 and a message, not the code for drift and a stack trace',
  async () => {
    const { code, stderr } = await ran(check(), 'full', 'pipe');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error stdout can't be written: ENOSPC[^\n]*\n[^\n]*\n$/);
    expect(await ran(['--help'], 'full', 'pipe')).toMatchObject({
      code: 2,
      stderr: expect.not.stringMatching(/^ +at /m),
    });
    expect(await ran(['emit', 'markdown', '--schema', 'orders.ts'], 'full', 'closed')).toMatchObject({ code: 2 });
    expect(await ran(check(), 'pipe', 'full')).toMatchObject({ code: 1 });
  },
  60_000,
);

test('with --json a wrong command line is a document too', async () => {
  const cases: [string[], object][] = [
    [['plan', '--regoin', 'x', '--json'], { message: "unknown option '--regoin'", wayOut: 'Did you mean --region?' }],
    [['pull', '--json'], { message: "missing required argument 'table'" }],
    [['--json', 'aply'], { message: expect.stringMatching(/unknown (command|option)/) }],
    [['apply', '--json', '--concurrency', '0'], { message: expect.stringMatching(/Give a whole number from 1\./) }],
  ];
  for (const [args, error] of cases) {
    const { code, stdout } = await tablewright(args, { cwd: folder.folder });
    expect({ code, ...JSON.parse(stdout) }).toEqual({ code: 2, error: expect.objectContaining(error) });
  }
  const help = await tablewright(['plan', '--help', '--json'], { cwd: folder.folder });
  expect(help).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Usage: /) });
});

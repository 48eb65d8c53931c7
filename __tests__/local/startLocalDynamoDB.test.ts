import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { build } from 'esbuild';
import { type EngineName, engineNames } from '../../src/local/engine.js';
import { availableEngines, locateEngine } from '../../src/local/engines.js';
import { freePort } from '../../src/local/freePort.js';
import { type LocalDynamoDBOptions, startLocalDynamoDB } from '../../src/local/index.js';
import { waitUntilReady } from '../../src/local/ready.js';
import { supervise } from '../../src/local/supervise.js';
import { describeEngine } from '../support/engines.js';
import { isListening } from './listening.js';

const root = process.cwd();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tablewright-local-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describeEngine(engineNames, ({ engine, client, endpoint }) => {
  test('answers the SDK, and starts empty', async () => {
    expect(await client().send(new ListTablesCommand({}))).toMatchObject({ TableNames: [] });
  });

  test('has the same tables for every credential and region', async () => {
    const TableName = 'shared';
    await client().send(
      new CreateTableCommand({
        TableName,
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    await waitUntilTableExists({ client: client(), maxWaitTime: 20, minDelay: 0.1 }, { TableName });
    const other = new DynamoDBClient({
      endpoint: endpoint(),
      region: 'eu-west-1',
      credentials: { accessKeyId: 'another', secretAccessKey: 'another' },
    });
    expect(await other.send(new ListTablesCommand({}))).toMatchObject({ TableNames: [TableName] });
    other.destroy();
  });

  test('stops, more than once, and leaves neither port nor process', async () => {
    const before = ownChildren();
    const local = await startLocalDynamoDB({ engine });
    expect(local.engine).toBe(engine);
    expect(ownChildren().length).toBe(before.length + 2); // the engine and its watchdog

    await Promise.all([local.stop(), local.stop()]);
    await local.stop();

    expect(await isListening(local.endpoint)).toBe(false);
    expect(ownChildren()).toEqual(before);
  });

  test('takes the port that is asked for', async () => {
    const port = await freePort();
    const local = await startLocalDynamoDB({ engine, port });
    expect(local.endpoint).toBe(`http://127.0.0.1:${port}`);
    await local.stop();
  });

  test('says that a port is busy', async () => {
    const port = Number(new URL(endpoint()).port);
    await expect(startLocalDynamoDB({ engine, port })).rejects.toThrow(
      `port: something listens on port ${port} already. End it, choose another port, or leave it out for a free one.`,
    );
  });

  test('is not taken in by another DynamoDB that took its port meanwhile', async () => {
    const port = Number(new URL(endpoint()).port);
    const command = commandOf(engine, port);
    const process = supervise(command);
    expect(await waitUntilReady(process, command, port, 20_000)).toEqual({ kind: 'port-taken' });
    await process.stop();
  });

  test('is gone soon after its parent is killed', async () => {
    const parent = await startInScript({ engine }, 'setInterval(() => {}, 1_000);');
    expect(await isListening(parent.endpoint)).toBe(true);

    parent.process.kill('SIGKILL');

    expect(await parent.exit).toEqual({ code: null, signal: 'SIGKILL' });
    await eventuallyNotListening(parent.endpoint, 30_000);
  });
});

describe('the process that started an engine', () => {
  const [engine] = availableEngines();
  if (engine === undefined) return;

  test('can end without stopping it, and takes it along', async () => {
    const parent = await startInScript({ engine });
    expect(await parent.exit).toEqual({ code: 0, signal: null });
    await eventuallyNotListening(parent.endpoint, 30_000);
  });

  test('takes it along when it throws', async () => {
    const parent = await startInScript({ engine }, 'throw new Error("crash")');
    expect(await parent.exit).toEqual({ code: 1, signal: null });
    await eventuallyNotListening(parent.endpoint, 30_000);
  });

  test('takes it along when it is killed while the engine starts', async () => {
    const { file } = withFakeEngine('sleep 60');
    const script = runScript({ engine: 'dynoxide' }, '', { cwd: root, env: process.env });
    const running = () => processes().filter(({ command }) => command.includes(file));
    await eventually(() => running().length > 0, 30_000);

    script.process.kill('SIGKILL');

    await eventually(() => running().length === 0, 30_000);
  });

  test('is told when the engine ends by itself', async () => {
    const local = await startLocalDynamoDB({ engine });
    const pid = ownChildren().find(({ command }) => command.includes(String(local.port)))?.pid;
    process.kill(pid as number, 'SIGKILL');
    expect(await local.ended).toBe('was ended by SIGKILL');
    await local.stop();
  });

  test('can leave stopping to `await using`', async () => {
    const local = await startLocalDynamoDB({ engine });
    await local[Symbol.asyncDispose]();
    expect(await isListening(local.endpoint)).toBe(false);
  });

  test('does not end while it waits for stop', async () => {
    const parent = await startInScript({ engine }, 'await local.stop(); process.exitCode = 7;');
    expect(await parent.exit).toEqual({ code: 7, signal: null });
    expect(await isListening(parent.endpoint)).toBe(false);
  });
});

test('many can start at once', async () => {
  const [engine] = availableEngines();
  if (engine === undefined) return;
  const locals = await Promise.all(Array.from({ length: 6 }, () => startLocalDynamoDB({ engine })));
  expect(new Set(locals.map(({ endpoint }) => endpoint)).size).toBe(6);
  await Promise.all(locals.map(({ stop }) => stop()));
});

describe('which engine', () => {
  test('is the first that is found', async () => {
    const [first] = availableEngines();
    if (first === undefined) return;
    const local = await startLocalDynamoDB();
    expect(local.engine).toBe(first);
    await local.stop();
  });

  test('is an error when there is none, which says how to get each', async () => {
    const message = await failInScript({}, nothingThere);
    expect(message).toContain('Found no DynamoDB engine to start on this machine. One of these is enough:');
    expect(message).toContain(`- dynoxide: no @dynoxide/${process.platform}-${process.arch} package`);
    // It names packages that exist: npm has one of dynoxide for Linux on x64 only.
    expect(message).not.toContain('npm install --save-dev dynoxide');
    expect(message).toContain('put a `dynoxide` binary on the PATH');
    expect(message).toContain('- dynamodb-local: no amplify-dynamodb-simulator package');
    expect(message).toContain('- dynalite: no dynalite package. Run `npm install --save-dev dynalite`.');
  });

  test.each(engineNames)('is an error when %s is asked for and missing', async (engine) => {
    const message = await failInScript({ engine }, nothingThere);
    expect(message).toContain(`engine: the engine '${engine}' can't be started on this machine.`);
    expect(message).toContain('npm install --save-dev');
  });

  test('is an error when a path in the environment leads nowhere, not another engine', async () => {
    process.env.TABLEWRIGHT_DYNOXIDE = '/nowhere/dynoxide';
    const wrong = 'TABLEWRIGHT_DYNOXIDE is /nowhere/dynoxide, which is not an executable file. Correct it';
    await expect(startLocalDynamoDB()).rejects.toThrow(wrong);
    await expect(startLocalDynamoDB({ engine: 'dynoxide' })).rejects.toThrow(wrong);

    process.env.DYNAMODB_LOCAL_JAR = '/nowhere/it.jar';
    await expect(startLocalDynamoDB({ engine: 'dynamodb-local' })).rejects.toThrow(
      'DYNAMODB_LOCAL_JAR is /nowhere/it.jar, which is not there. Correct it',
    );
    process.env.DYNAMODB_LOCAL_JAR = folder;
    await expect(startLocalDynamoDB({ engine: 'dynamodb-local' })).rejects.toThrow(
      `DYNAMODB_LOCAL_JAR is ${folder}, a folder without DynamoDB Local's jar`,
    );
  });

  test('is an error when its name is unknown', async () => {
    await expect(startLocalDynamoDB({ engine: 'dynamo' as EngineName })).rejects.toThrow(
      "engine: unknown engine 'dynamo'. Choose one of: dynoxide, dynamodb-local, dynalite.",
    );
  });

  test('is what TABLEWRIGHT_ENGINE names, unless the option says another', async () => {
    process.env.TABLEWRIGHT_ENGINE = 'dynalite';
    const local = await startLocalDynamoDB();
    expect(local).toMatchObject({ engine: 'dynalite', label: 'dynalite' });
    await local.stop();

    process.env.TABLEWRIGHT_ENGINE = 'dynamo';
    await expect(startLocalDynamoDB()).rejects.toThrow("TABLEWRIGHT_ENGINE: unknown engine 'dynamo'.");
    expect(await failInScript({}, { ...nothingThere, TABLEWRIGHT_ENGINE: 'dynalite' })).toContain(
      "TABLEWRIGHT_ENGINE: the engine 'dynalite' can't be started on this machine.\n- dynalite: no dynalite package.",
    );

    const other = await startLocalDynamoDB({ engine: 'dynalite' });
    expect(other.engine).toBe('dynalite');
    await other.stop();
  });

  test('is not one whose Java is too old', async () => {
    const home = join(folder, 'java-11');
    mkdirSync(join(home, 'bin'), { recursive: true });
    writeFileSync(join(home, 'release'), 'IMPLEMENTOR="X"\nJAVA_VERSION="11.0.2"\n');
    writeFileSync(join(home, 'bin', 'java'), '#!/bin/sh\n');
    chmodSync(join(home, 'bin', 'java'), 0o755);
    process.env.JAVA_HOME = home;
    await expect(startLocalDynamoDB({ engine: 'dynamodb-local' })).rejects.toThrow(
      `${join(home, 'bin', 'java')} is Java 11, and it needs 17 or later`,
    );
  });

  (locateEngine('dynamodb-local').found ? test : test.skip)('can be a jar that is named by its folder', async () => {
    process.env.DYNAMODB_LOCAL_JAR = join(root, 'node_modules/amplify-dynamodb-simulator/emulator');
    expect(locateEngine('dynamodb-local').found).toBe(true);
  });
});

describe('delayTransientStatuses', () => {
  test('is refused for an engine that has no such option', async () => {
    await expect(startLocalDynamoDB({ engine: 'dynoxide', delayTransientStatuses: true })).rejects.toThrow(
      "delayTransientStatuses: the engine 'dynoxide' can't delay statuses.",
    );
    process.env.TABLEWRIGHT_ENGINE = 'dynalite';
    await expect(startLocalDynamoDB({ delayTransientStatuses: true })).rejects.toThrow(
      "'dynalite' can't delay statuses",
    );
  });

  (locateEngine('dynamodb-local').found ? test : test.skip)(
    'chooses DynamoDB Local when none is asked for',
    async () => {
      const local = await startLocalDynamoDB({ delayTransientStatuses: true });
      expect(local.engine).toBe('dynamodb-local');
      await local.stop();
    },
  );
});

test.each([0, -1, 1.5, 65_536, Number.NaN])('port %p is refused', async (port) => {
  await expect(startLocalDynamoDB({ port, ...withFakeEngine('exit 1') })).rejects.toThrow(
    `port: ${port} is not a port`,
  );
});

describe('an engine that does not come up', () => {
  test('is an error that holds its last words', async () => {
    const options = withFakeEngine('echo "cannot open shop" >&2; exit 3');
    await expect(startLocalDynamoDB(options)).rejects.toThrow(
      /The engine 'dynoxide' exited with code 3 before it answered\.\nCommand: .*serve --host 127\.0\.0\.1 --port \d+\nIt wrote:\n {2}cannot open shop/,
    );
  });

  test('is an error when the file is no program', async () => {
    const options = withFakeEngine('', '#!/nowhere/shell');
    await expect(startLocalDynamoDB(options)).rejects.toThrow(/could not be started \(spawn .*ENOENT\)/);
  });

  test('leaves no watchdog behind when the system refuses it at once', async () => {
    const before = ownChildren();
    const command = { file: 'no\0file', args: [], isOwnReply: () => false };
    expect(() => supervise(command)).toThrow();
    await eventually(() => ownChildren().length === before.length, 30_000);
  });

  test('is ended when it takes too long, with what it started', async () => {
    const before = ownChildren();
    const options = withFakeEngine('sleep 987654 & sleep 987654');
    await expect(startLocalDynamoDB({ ...options, readyTimeoutMs: 300 })).rejects.toThrow(
      /did not answer on port \d+ within 300 ms\. Raise readyTimeoutMs if this machine is slow\./,
    );
    expect(ownChildren()).toEqual(before);
    expect(processes().filter(({ command }) => command.includes('sleep 987654'))).toEqual([]);
  });

  test('is ended by force when it does not listen to SIGTERM', async () => {
    const options = withFakeEngine('trap "" TERM; while :; do sleep 0.1; done');
    await expect(startLocalDynamoDB({ ...options, readyTimeoutMs: 300 })).rejects.toThrow('did not answer');
    expect(processes().filter(({ command }) => command.includes(options.file))).toEqual([]);
  });

  test('tries another port when somebody took the first', async () => {
    const real = locateEngine('dynoxide');
    if (!real.found) return;
    const { file } = real.command({ port: 1, delayTransientStatuses: false });
    const tried = join(folder, 'tried');
    const options = withFakeEngine(
      `if [ -e '${tried}' ]; then exec '${file}' "$@"; fi; : > '${tried}'; echo "error: port 1 is already in use" >&2; exit 1`,
    );
    const local = await startLocalDynamoDB(options);
    expect(await isListening(local.endpoint)).toBe(true);
    await local.stop();
  });

  test('stops trying when every port is taken', async () => {
    const options = withFakeEngine('echo "error: port 1 is already in use" >&2; exit 1');
    await expect(startLocalDynamoDB(options)).rejects.toThrow(/something listens on port \d+ already/);
  });

  test('does not count the answer of another program as its own', async () => {
    const other = createServer((_request, response) => response.end('{"TableNames":[]}'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const process = supervise({ file: '/bin/sh', args: ['-c', 'sleep 60'], isOwnReply: () => false });
    expect(await waitUntilReady(process, { isOwnReply: () => false }, port, 3_000)).toEqual({
      kind: 'timed-out',
      answeredByOther: true,
    });
    await process.stop();
    other.close();
  });
});

let fakes = 0;
const variables = ['TABLEWRIGHT_DYNOXIDE', 'TABLEWRIGHT_ENGINE', 'DYNAMODB_LOCAL_JAR', 'JAVA_HOME'];
const before = variables.map((name) => [name, process.env[name]] as const);

/** A stand-in for dynoxide: a shell script, named by the environment variable until the test's end. */
function withFakeEngine(body: string, shebang = '#!/bin/sh') {
  fakes += 1;
  const file = join(folder, `fake-${fakes}`);
  writeFileSync(file, `${shebang}\n${body}\n`);
  chmodSync(file, 0o755);
  process.env.TABLEWRIGHT_DYNOXIDE = file;
  return { engine: 'dynoxide' as const, file };
}

afterEach(() => {
  for (const script of scripts.splice(0)) script.kill('SIGKILL');
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

function commandOf(engine: EngineName, port: number) {
  const search = locateEngine(engine);
  if (!search.found) throw new Error(search.reason);
  return search.command({ port, delayTransientStatuses: false });
}

const scripts: ChildProcess[] = [];

/** A Node process of its own that starts an engine, prints the endpoint, and then does what `then` says. */
function runScript(
  options: LocalDynamoDBOptions,
  then: string,
  place: { cwd: string; env: NodeJS.ProcessEnv },
  from = join(root, 'src/local/index.ts'),
) {
  const script = join(folder, `script-${Math.random().toString(36).slice(2)}.mts`);
  writeFileSync(
    script,
    `import { startLocalDynamoDB } from ${JSON.stringify(pathToFileURL(from).href)};
    const local = await startLocalDynamoDB(${JSON.stringify(options)});
    process.stdout.write(local.endpoint + '\\n');
    ${then}
    `,
  );
  const tsx = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href;
  const child = spawn(process.execPath, ['--import', tsx, script], { ...place, stdio: ['ignore', 'pipe', 'pipe'] });
  scripts.push(child);
  const exit = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  return { process: child, exit, errors: () => errors };
}

async function startInScript(options: LocalDynamoDBOptions, then = '') {
  const script = runScript(options, then, { cwd: root, env: process.env });
  const [endpoint] = await Promise.race([
    firstLine(script.process.stdout),
    script.exit.then(() => firstLine(script.process.stdout)),
  ]);
  if (endpoint === undefined) throw new Error(script.errors());
  return { ...script, endpoint };
}

/** With these variables, and from a folder without packages, no engine is found. */
const nothingThere = {
  PATH: '',
  JAVA_HOME: '',
  TABLEWRIGHT_DYNOXIDE: '',
  DYNAMODB_LOCAL_JAR: '',
  TABLEWRIGHT_ENGINE: '',
};

/** What a program prints that lives, with its own copy of this code, where no packages are. */
async function failInScript(options: { engine?: EngineName }, env: NodeJS.ProcessEnv): Promise<string> {
  await build({
    entryPoints: [join(root, 'src/local/index.ts')],
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    external: ['@aws-sdk/*'],
    outdir: join(folder, 'copy'),
    outExtension: { '.js': '.mjs' },
  });
  const script = runScript(
    options,
    '',
    { cwd: folder, env: { ...process.env, ...env } },
    join(folder, 'copy/index.mjs'),
  );
  expect(await script.exit).toEqual({ code: 1, signal: null });
  return script.errors();
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string[]> {
  for await (const line of createInterface({ input: stream })) return [line];
  return [];
}

function eventuallyNotListening(endpoint: string, withinMs: number): Promise<void> {
  return eventually(async () => !(await isListening(endpoint)), withinMs);
}

async function eventually(condition: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not so after ${withinMs} ms: ${condition}`);
    await sleep(20);
  }
}

function processes(): { parent: number; command: string; pid: number }[] {
  // Zombies have no command left that counts: whoever adopted them just hasn't looked.
  return execFileSync('ps', ['-A', '-o', 'ppid=,pid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .flatMap((match) => (match === null || match[3]?.startsWith('Z') ? [] : [match]))
    .map(([, parent, pid, , command]) => ({ parent: Number(parent), pid: Number(pid), command: command ?? '' }));
}

/** What this process started and still runs. */
function ownChildren(): { pid: number; command: string }[] {
  return processes()
    .filter(({ parent, command }) => parent === process.pid && !command.startsWith('ps '))
    .map(({ pid, command }) => ({ pid, command }));
}

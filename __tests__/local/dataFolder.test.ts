import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { defineTable } from '../../src/index.js';
import { type EngineName, engineNames } from '../../src/local/engine.js';
import { availableEngines } from '../../src/local/engines.js';
import { describeLocalTable, type LocalDynamoDB, startLocalDynamoDB } from '../../src/local/index.js';
import { describeEngine } from '../support/engines.js';
import { isListening } from './listening.js';

const root = process.cwd();
const lockName = 'tablewright-local.lock';
const orders = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', customer: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'gsi-customer': { partitionKey: 'customer' } },
});

let folder: string;
let folders = 0;
const running: LocalDynamoDB[] = [];
const scripts: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tablewright-data-'));
});
afterEach(async () => {
  for (const script of scripts.splice(0)) script.kill('SIGKILL');
  await Promise.all(running.splice(0).map(({ stop }) => stop()));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A path, in a folder that is not there yet, with what paths may hold. */
function newDataDir(): string {
  folders += 1;
  return join(folder, `new ${folders}`, 'dàta #1%');
}

async function start(options: Parameters<typeof startLocalDynamoDB>[0]): Promise<LocalDynamoDB> {
  const local = await startLocalDynamoDB(options);
  running.push(local);
  return local;
}

async function put({ clientConfig }: Pick<LocalDynamoDB, 'clientConfig'>, id: string): Promise<void> {
  const client = new DynamoDBClient(clientConfig);
  await client.send(new PutItemCommand({ TableName: 'orders', Item: { id: { S: id }, customer: { S: 'ana' } } }));
  client.destroy();
}

/** What the table and its index have of an item. */
async function found(
  { clientConfig }: Pick<LocalDynamoDB, 'clientConfig'>,
  id: string,
): Promise<(string | undefined)[]> {
  const client = new DynamoDBClient(clientConfig);
  const { Item } = await client.send(
    new GetItemCommand({ TableName: 'orders', Key: { id: { S: id } }, ConsistentRead: true }),
  );
  const { Items } = await client.send(
    new QueryCommand({
      TableName: 'orders',
      IndexName: 'gsi-customer',
      KeyConditionExpression: 'customer = :customer',
      ExpressionAttributeValues: { ':customer': { S: 'ana' } },
    }),
  );
  client.destroy();
  return [Item?.id.S, Items?.find((item) => item.id.S === id)?.id.S];
}

describeEngine(engineNames, ({ engine }) => {
  test('keeps tables and items from run to run, and needs not be named again', async () => {
    const dataDir = newDataDir();
    const first = await start({ engine, dataDir, tables: orders });
    expect(first.dataDir).toBe(dataDir);
    await put(first, 'o-1');
    await first.stop();

    const second = await start({ dataDir, tables: orders });
    expect(second.engine).toBe(engine);
    expect(second.tables.map(({ outcome }) => outcome)).toEqual(['unchanged']);
    expect(await found(second, 'o-1')).toEqual(['o-1', 'o-1']);
  });

  test('refuses a second one on the same folder, and lets the next one in', async () => {
    const dataDir = newDataDir();
    const first = await start({ engine, dataDir });
    await expect(start({ engine, dataDir })).rejects.toThrow(
      `dataDir: an engine on port ${first.port} uses ${dataDir} already (started by process ${process.pid}).`,
    );
    await first.stop();
    await (await start({ engine, dataDir })).stop();
  });

  test('keeps what it confirmed when its parent is killed, and lets the next one in at once', async () => {
    const dataDir = newDataDir();
    const parent = await startInScript({ engine, dataDir });
    // The tables are made from here: the script has no SDK to load, so it is quick.
    await (await import('../../src/provision/index.js')).provisionTables(new DynamoDBClient(parent.clientConfig), [
      orders,
    ]);
    await put(parent, 'o-1');
    parent.process.kill('SIGKILL');
    await once(parent.process, 'exit');

    const next = await start({ dataDir });
    expect(await found(next, 'o-1')).toEqual(['o-1', 'o-1']);
    expect(await isListening(parent.clientConfig.endpoint)).toBe(false);
  });
});

const [first, second] = availableEngines();

(second === undefined ? describe.skip : describe)('a data folder', () => {
  test('belongs to the engine that used it first', async () => {
    const dataDir = newDataDir();
    await (await start({ engine: second, dataDir })).stop();
    const message = `dataDir: ${dataDir} holds data of the engine '${second}', and `;
    await expect(start({ engine: first, dataDir })).rejects.toThrow(`${message}engine asks for '${first}'.`);
    process.env.TABLEWRIGHT_ENGINE = first;
    try {
      await expect(start({ dataDir })).rejects.toThrow(`${message}TABLEWRIGHT_ENGINE asks for '${first}'.`);
    } finally {
      delete process.env.TABLEWRIGHT_ENGINE;
    }
  });

  test('that another version marked is left alone', async () => {
    const dataDir = newDataDir();
    mkdirSync(dataDir, { recursive: true });
    for (const marker of ['{"engine":"next-engine"}', 'null', '', '[']) {
      writeFileSync(join(dataDir, 'tablewright-local.json'), marker);
      await expect(start({ dataDir })).rejects.toThrow('names no engine that this version knows');
    }
  });

  test('that can not be written is an error', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(start({ dataDir: file })).rejects.toThrow(`dataDir: can't keep data in ${file} (`);
    await expect(start({ dataDir: join(file, 'below') })).rejects.toThrow(/dataDir: can't keep data in .*ENOTDIR/);
  });

  test('is free again when the engine does not come up, or ends by itself', async () => {
    const dataDir = newDataDir();
    await expect(start({ engine: first, dataDir, readyTimeoutMs: 0 })).rejects.toThrow('did not answer');
    const local = await start({ engine: first, dataDir });
    const { enginePid } = JSON.parse(readFileSync(join(dataDir, lockName), 'utf8'));
    process.kill(enginePid, 'SIGKILL');
    await local.ended;
    await start({ engine: first, dataDir });
  });

  test.each([
    ['of a process that is gone', { pid: 2 ** 22 + 1 }],
    ['of an engine that is gone', { pid: process.pid, enginePid: 2 ** 22 + 1, port: 1 }],
    ['of a process id that came again, with a port where nobody listens', { pid: 1, enginePid: process.pid, port: 1 }],
  ])('is free when its lock is a leftover: %s', async (_, lock) => {
    const dataDir = newDataDir();
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, lockName), JSON.stringify(lock));
    const local = await start({ engine: first, dataDir });
    await local.stop();
    expect(existsSync(join(dataDir, lockName))).toBe(false);
  });

  test.each([
    ['a new one', undefined],
    ['one with a lock of a process that is gone', { pid: 2 ** 22 + 1 }],
    ['one with a lock of an engine that is gone', { pid: 2 ** 22 + 1, enginePid: 2 ** 22 + 2, port: 1 }],
  ])('is won by one of many that start at once: %s', async (_, lock) => {
    const dataDir = newDataDir();
    mkdirSync(dataDir, { recursive: true });
    if (lock) writeFileSync(join(dataDir, lockName), JSON.stringify(lock));
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => start({ engine: first, dataDir })));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of all) if (result.status === 'rejected') expect(result.reason.message).toContain('already');
  });

  test('with a leftover lock is won by one of many processes, again and again', async () => {
    const claims = join(folder, 'claims.mts');
    writeFileSync(
      claims,
      `import { writeSync } from 'node:fs';
      import { claimDataFolder } from ${JSON.stringify(pathToFileURL(join(root, 'src/local/dataFolder.ts')).href)};
      for await (const line of (await import('node:readline')).createInterface({ input: process.stdin })) {
        const answer = await claimDataFolder(line, 'dynalite').then(() => 'won', (error) => error.message);
        writeSync(1, JSON.stringify(answer) + '\\n');
      }`,
    );
    const processes = Array.from({ length: 4 }, () => runScript(claims));
    const lines = processes.map(({ stdout }) => createInterface({ input: stdout })[Symbol.asyncIterator]());
    for (let round = 1; round <= 25; round += 1) {
      const dataDir = newDataDir();
      mkdirSync(dataDir, { recursive: true });
      writeFileSync(join(dataDir, lockName), JSON.stringify({ pid: 2 ** 22 + round }));
      for (const { stdin } of processes) stdin.write(`${dataDir}\n`);
      const answers = await Promise.all(lines.map(async (line) => JSON.parse((await line.next()).value)));
      expect(answers.filter((answer) => answer === 'won')).toHaveLength(1);
      expect(answers.filter((answer) => answer.includes('uses'))).toHaveLength(processes.length - 1);
      expect(readdirSync(dataDir).sort()).toEqual(['dynalite', 'tablewright-local.json', lockName]);
    }
  });

  test('that an engine of another process is about to use is in use, before its port answers too', async () => {
    const dataDir = newDataDir();
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, lockName), JSON.stringify({ pid: process.pid, enginePid: process.pid }));
    await expect(start({ engine: first, dataDir })).rejects.toThrow(`uses ${dataDir} already`);
  });

  test('with a gate that a killed process left is taken over all the same', async () => {
    const dataDir = newDataDir();
    mkdirSync(dataDir, { recursive: true });
    const stale = JSON.stringify({ pid: 2 ** 22 + 1 });
    const gate = `${lockName}.${createHash('sha256').update(stale).digest('hex').slice(0, 16)}`;
    writeFileSync(join(dataDir, lockName), stale);
    writeFileSync(join(dataDir, gate), JSON.stringify({ pid: 2 ** 22 + 2 }));
    await start({ engine: first, dataDir });
    expect(readdirSync(dataDir).filter((name) => name.startsWith(lockName))).toEqual([lockName]);
  });

  test.each([
    [
      'a link that leads nowhere',
      (lock: string) => symlinkSync('nowhere', lock),
      'is a link, where a lock file should be',
    ],
    ['a folder', (lock: string) => mkdirSync(lock), 'is a folder, where a lock file should be'],
    ['no claim', (lock: string) => writeFileSync(lock, '{"pid":'), 'is not a lock that tablewright wrote'],
    ['nothing', (lock: string) => writeFileSync(lock, ''), 'is not a lock that tablewright wrote'],
  ])('whose lock is %s is an error that says so', async (_, make, message) => {
    const dataDir = newDataDir();
    mkdirSync(dataDir, { recursive: true });
    make(join(dataDir, lockName));
    await expect(start({ engine: first, dataDir })).rejects.toThrow(`dataDir: ${join(dataDir, lockName)} ${message}`);
  });

  test.each([
    ['a link to a device', (file: string) => symlinkSync('/dev/zero', file), 'is not a file that tablewright wrote'],
    ['large', (file: string) => writeFileSync(file, ' '.repeat(1_000_000)), 'is larger than any file'],
  ])('whose marker is %s is an error that says so', async (_, make, message) => {
    const dataDir = newDataDir();
    const marker = join(dataDir, 'tablewright-local.json');
    mkdirSync(dataDir, { recursive: true });
    make(marker);
    await expect(start({ dataDir })).rejects.toThrow(`${marker} ${message}`);
  });
});

(first === undefined ? describe.skip : describe)('a table that was kept', () => {
  const { 'gsi-customer': _, ...none } = orders.globalSecondaryIndexes;
  const withoutIndex = { ...orders, globalSecondaryIndexes: none };

  test('gets what its schema has come to ask for', async () => {
    const dataDir = newDataDir();
    await (await start({ engine: first, dataDir, tables: withoutIndex })).stop();
    const local = await start({ dataDir, tables: orders });
    expect(local.tables.map(({ outcome }) => outcome)).toEqual(['updated']);
  });

  test('loses nothing that is not allowed by name: it is an error that says how', async () => {
    const dataDir = newDataDir();
    await (await start({ engine: first, dataDir, tables: orders })).stop();
    await expect(start({ dataDir, tables: withoutIndex })).rejects.toThrow(
      '- orders differs from its schema: globalSecondaryIndexes["gsi-customer"] (remove-index). ' +
        `To have the table as the schema says, pass allow: ['remove-index'], or delete ${dataDir}, data and all.`,
    );
    const local = await start({ dataDir, tables: withoutIndex, allow: ['remove-index'] });
    expect(local.tables.map(({ outcome }) => outcome)).toEqual(['updated']);
  });

  test('and whose key is another now is made anew, with the items that fit', async () => {
    const dataDir = newDataDir();
    const before = await start({ engine: first, dataDir, tables: orders });
    await put(before, 'o-1');
    await before.stop();
    const rekeyed = { ...orders, partitionKey: 'customer', sortKey: 'id' } as const;
    const local = await start({ dataDir, tables: rekeyed });
    expect(local.tables.map(describeLocalTable)).toEqual([
      'orders: made anew, as AWS would need a new table (key changed from id to customer, id); 1 item kept',
    ]);
  });
});

/** A Node process of its own that starts an engine and lives on. */
async function startInScript(options: { engine: EngineName; dataDir: string }) {
  const script = join(folder, `script-${folders}.mts`);
  writeFileSync(
    script,
    `import { startLocalDynamoDB } from ${JSON.stringify(pathToFileURL(join(root, 'src/local/index.ts')).href)};
    const { clientConfig } = await startLocalDynamoDB(${JSON.stringify(options)});
    console.log(JSON.stringify(clientConfig));
    setInterval(() => {}, 1_000);
    `,
  );
  const child = runScript(script);
  for await (const line of createInterface({ input: child.stdout })) {
    return { process: child, clientConfig: JSON.parse(line) as LocalDynamoDB['clientConfig'] };
  }
  throw new Error('the script ended early');
}

/** A Node process that runs this file, which may be TypeScript. */
function runScript(file: string) {
  const tsx = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href;
  const child = spawn(process.execPath, ['--import', tsx, file], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  scripts.push(child);
  return child;
}

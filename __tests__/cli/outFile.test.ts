import { execFileSync, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { chmod, link, lstat, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bareEnv, bin, type Project, project, tablewright } from './support/bin.js';
import { type Answer, noTable, type Stub, stubEndpoint } from './support/stubEndpoint.js';

const tables = `export const orders = { tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id' };`;

let folder: Project;
beforeEach(async () => {
  folder = await project({ 'tables.ts': tables });
});
afterEach(() => folder.remove());

const at = (name: string) => path.join(folder.folder, name);
const emit = (out: string) =>
  tablewright(['emit', 'markdown', '--schema', 'tables.ts', '--out', out], { cwd: folder.folder });
const drafts = async () => (await readdir(folder.folder)).filter((name) => name.includes('.tmp'));

test('a link stays, and its target is replaced, with its mode', async () => {
  await mkdir(at('real'));
  await writeFile(at('real/tables.md'), 'old');
  await chmod(at('real/tables.md'), 0o640);
  await symlink('real/tables.md', at('link.md'));
  expect(await emit('link.md')).toMatchObject({ code: 0 });
  expect(await readlink(at('link.md'))).toBe('real/tables.md');
  expect(await readFile(at('real/tables.md'), 'utf8')).toMatch(/orders/);
  expect((await stat(at('real/tables.md'))).mode & 0o777).toBe(0o640);
  expect(await readdir(at('real'))).toEqual(['tables.md']);

  await symlink('real/new.md', at('dangling.md'));
  expect(await emit('dangling.md')).toMatchObject({ code: 0 });
  expect((await lstat(at('dangling.md'))).isSymbolicLink()).toBe(true);
  expect(await readFile(at('real/new.md'), 'utf8')).toMatch(/orders/);

  await symlink('round.md', at('round.md'));
  expect(await emit('round.md')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/round\.md can't be written: .*link/),
  });
});

test('a folder is refused, and no draft is left', async () => {
  await mkdir(at('folder.md'));
  expect(await emit('folder.md')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^error folder\.md can't be written: it is a folder/m),
  });
  await writeFile(at('file'), '');
  expect(await emit('file/tables.md')).toMatchObject({ code: 2, stderr: expect.stringMatching(/can't be written/) });
  expect(await drafts()).toEqual([]);
  expect((await readdir(folder.folder)).sort()).toEqual(['file', 'folder.md', 'node_modules', 'tables.ts']);
});

test('a path that ends as a folder does is no file', async () => {
  expect(await emit('docs/')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^error docs\/ can't be written: it is a folder/m),
  });
  expect((await readdir(folder.folder)).sort()).toEqual(['node_modules', 'tables.ts']);
});

/** Root may write everywhere. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Writes as a user who owns nothing of the folder. */
function emitAsNobody(out: string) {
  return new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
    const args = [bin, 'emit', 'markdown', '--schema', 'tables.ts', '--out', out];
    const child = spawn(process.execPath, args, { cwd: folder.folder, env: bareEnv, ...nobody });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject).on('close', (code) => resolve({ code, stderr }));
  });
}

test('in a folder that takes no other file, a file that may be written is', async () => {
  await mkdir(at('kept'));
  await writeFile(at('kept/open.md'), 'old, and longer than what comes: '.repeat(400));
  await writeFile(at('kept/shut.md'), 'old');
  await chmod(at('kept/open.md'), 0o666);
  await chmod(at('kept/shut.md'), 0o444);
  await chmod(folder.folder, 0o755);
  await chmod(at('kept'), 0o555);
  try {
    expect(await emitAsNobody('kept/open.md')).toMatchObject({ code: 0 });
    expect(await readFile(at('kept/open.md'), 'utf8')).toMatch(/^# [\s\S]*orders(?![\s\S]*old, and longer)/);
    const { code, stderr } = await emitAsNobody('kept/shut.md');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/can't be written: EACCES/) });
    const added = await emitAsNobody('kept/new.md');
    expect(added).toMatchObject({ code: 2, stderr: expect.stringMatching(/can't be written: EACCES/) });
    expect(added.stderr).not.toMatch(/\.tmp/);
    expect((await readdir(at('kept'))).sort()).toEqual(['open.md', 'shut.md']);
  } finally {
    await chmod(at('kept'), 0o755);
  }
});

const onUnix = process.platform === 'win32' ? test.failing : test;

onUnix(
  'a FIFO is written through',
  async () => {
    execFileSync('mkfifo', [at('fifo')]);
    let read = '';
    const reader = createReadStream(at('fifo'), 'utf8').on('data', (chunk) => {
      read += chunk;
    });
    const ended = new Promise<void>((resolve) => reader.on('close', () => resolve()));
    expect(await emit('fifo')).toMatchObject({ code: 0 });
    await ended;
    expect(read).toMatch(/orders/);
    expect((await lstat(at('fifo'))).isFIFO()).toBe(true);
  },
  60_000,
);

onUnix(
  'a device is written through',
  async () => {
    try {
      execFileSync('mknod', [at('null'), 'c', '1', '3'], { stdio: 'ignore' });
    } catch {
      // Only root makes devices, and only root could lose one.
      await symlink('/dev/null', at('null'));
    }
    const before = await lstat(at('null'));
    expect(await emit('null')).toMatchObject({ code: 0 });
    expect(await lstat(at('null'))).toMatchObject({ mode: before.mode, ino: before.ino });
    expect((await stat(at('null'))).isCharacterDevice()).toBe(true);
  },
  60_000,
);

onUnix(
  "a link to the process's own stdout is written to, through a pipe and a file",
  async () => {
    await symlink('/proc/self/fd/1', at('stdout'));
    const args = [bin, 'emit', 'markdown', '--schema', 'tables.ts', '--quiet', '--out', 'stdout'];
    const shell = (line: string) =>
      new Promise<string>((resolve, reject) => {
        const child = spawn('sh', ['-c', line, 'sh', process.execPath, ...args], { cwd: folder.folder, env: bareEnv });
        let text = '';
        child.stdout.on('data', (chunk) => {
          text += chunk;
        });
        child.on('error', reject).on('close', () => resolve(text));
      });
    expect(await shell('"$@"')).toMatch(/orders/);
    expect(await shell('"$@" | cat')).toMatch(/orders/);
    expect(await shell('(echo first; "$@"; echo last) > kept; cat kept')).toMatch(
      /^first\n[\s\S]*orders[\s\S]*last\n$/,
    );
    expect((await lstat(at('stdout'))).isSymbolicLink()).toBe(true);
  },
  60_000,
);

describe('pull and import keep what people added', () => {
  let live: Stub;
  beforeAll(async () => {
    live = await stubEndpoint((operation, { TableName }): Answer => {
      if (operation !== 'DescribeTable') return { body: {} };
      if (TableName !== 'orders') return noTable;
      return {
        body: {
          Table: {
            TableName,
            TableStatus: 'ACTIVE',
            TableArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders',
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
            BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
          },
        },
      };
    });
  });
  afterAll(() => live?.stop());

  const pull = (...flags: string[]) =>
    tablewright(['pull', 'orders', '--endpoint', live.endpoint, '--out', 'pulled.ts', ...flags], {
      cwd: folder.folder,
    });

  test('an existing file that differs is kept, and the difference is shown', async () => {
    expect(await pull()).toMatchObject({ code: 0 });
    const written = await readFile(at('pulled.ts'), 'utf8');
    const same = await pull();
    expect(same).toMatchObject({ code: 0, stdout: '' });
    expect(same.stderr).toMatch(/pulled\.ts is the same already/);

    const theirs = written.replace("id: 'S'", "id: 'S', total: 'N'");
    expect(theirs).not.toBe(written);
    await writeFile(at('pulled.ts'), theirs);
    const kept = await pull('--quiet');
    expect(kept.code).toBe(1);
    expect(kept.stderr).toMatch(/pulled\.ts was kept: it differs[^\n]*\n.*--force/);
    expect(kept.stdout).toMatch(/^--- pulled\.ts\n\+\+\+ .*\n@@ .* @@\n/);
    expect(kept.stdout).toMatch(/^- {2}attributes: \{ id: 'S', total: 'N' \},\n\+ {2}attributes: \{ id: 'S' \},$/m);
    expect(await readFile(at('pulled.ts'), 'utf8')).toBe(theirs);

    const document = JSON.parse((await pull('--json')).stdout);
    expect(document).toMatchObject({ tables: [{ tableName: 'orders' }], out: { file: 'pulled.ts', outcome: 'kept' } });
    expect(await pull('--force')).toMatchObject({ code: 0 });
    expect(await readFile(at('pulled.ts'), 'utf8')).toBe(written);
  });

  test('import too', async () => {
    await tablewright(['emit', 'cloudformation', '--schema', 'tables.ts', '--out', 'template.yaml'], {
      cwd: folder.folder,
    });
    const args = ['import', 'template.yaml', '--out', 'imported.ts'];
    await writeFile(at('imported.ts'), 'mine\n');
    expect(await tablewright(args, { cwd: folder.folder })).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^-mine$/m),
    });
    expect(await readFile(at('imported.ts'), 'utf8')).toBe('mine\n');
    expect(await tablewright([...args, '--force'], { cwd: folder.folder })).toMatchObject({ code: 0 });
    // Two names of one file stay one file.
    await link(at('imported.ts'), at('second.ts'));
    await writeFile(at('imported.ts'), 'mine\n');
    expect(await tablewright([...args, '--force'], { cwd: folder.folder })).toMatchObject({ code: 0 });
    expect(await readFile(at('second.ts'), 'utf8')).toMatch(/defineTable/);
  });
});

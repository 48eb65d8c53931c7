import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(__dirname, '../..');

async function output(example: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', path.join('examples', example), ...args],
    {
      cwd: root,
    },
  );
  return stdout;
}

test('three tables are created, and each of their ten indexes queried', async () => {
  const report = await output('queries.ts');
  for (const table of ['sentinel-sessions', 'sentinel-requests', 'sentinel-breakglass']) {
    expect(report).toMatch(new RegExp(`^${table}: ACTIVE, TTL on ttl`, 'm'));
  }
  expect(report.match(/->/g)).toHaveLength(10);
  expect(report).toMatch(/3 tables, 10 queries answered/);
});

test('the migration brings four indexes and the TTL, finds nothing more to do, and deletes only when told to', async () => {
  const report = await output('migrate.ts');
  for (const index of ['gsi-user', 'gsi-status', 'gsi-profile', 'gsi-server-instance']) {
    expect(report).toMatch(new RegExp(`^\\+ +global index ${index}: to build$`, 'm'));
    expect(report).toMatch(new RegExp(`UpdateTable: add-index ${index}\\n +done in`));
  }
  expect(report).toMatch(/UpdateTimeToLive: enable-time-to-live/);
  expect(report).toMatch(/^In line: sentinel-sessions$/m);
  expect(report).toMatch(/ana has s-1, s-3, s-5/);
  expect(report).toMatch(/Without gsi-status in the schema: drifted, 0 calls made/);
  expect(report).toMatch(/to make it, allow remove-index/);
  expect(report).toMatch(/With remove-index allowed: updated/);
});

test('the emitters write every output of the three tables to a folder', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tablewright-emit-'));
  try {
    const report = await output('emit.ts', folder);
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(report).toContain(`${files.length} files in ${folder}`);
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'tables.html',
        'tables.md',
        'tables.mmd',
        'tables.ts',
        'cloudformation.yaml',
        'cloudformation.json',
        'main.tf',
        'main.tf.json',
        'stack.ts',
        'create.sh',
        'read-write.json',
        'sentinel-sessions.json',
      ]),
    );
    for (const { parentPath, name } of files) {
      const content = await readFile(path.join(parentPath, name), 'utf8');
      expect([name, content.length > 0]).toEqual([name, true]);
      if (name.endsWith('.json')) expect(() => JSON.parse(content)).not.toThrow();
    }
    expect(await readFile(path.join(folder, 'tables.html'), 'utf8')).toContain('id="sentinel-breakglass/gsi-invoker"');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('the session store creates, locks, counts, revokes, pages and sweeps', async () => {
  expect((await output('session-store/main.ts')).trimEnd().split('\n')).toEqual([
    'create s-1 again: ConditionalCheckFailedException',
    'ana, two a page: s-4, s-2 | s-1',
    'dev: s-4, s-3, s-1',
    'on i-2: s-2',
    'update s-1: laptop, then from the old copy: ConditionalCheckFailedException',
    'touch s-1 three times at once: 1, 2, 3',
    'revoke s-2: lost laptop; on i-2: undefined',
    'touch s-2: ConditionalCheckFailedException',
    'sweep: 2',
    'active: s-4',
    'expired: s-3, s-1',
    'revoked: s-2',
  ]);
});

test('one table for several kinds: each call is narrowed by its key', async () => {
  expect((await output('single-table/main.ts')).trimEnd().split('\n')).toEqual([
    'a third lamp: TransactionCanceledException',
    'profile: ana@example.com',
    'orders: 40 + 40',
    'order of p-1, 40',
    'order of p-1, 40',
    'customer ana@example.com',
    'open: ORDER#2026-02 since 2026-02',
  ]);
});

test('four libraries fit the declared table, and are used on it', async () => {
  const lines = (await output('models/main.ts')).trimEnd().split('\n');
  expect(lines.filter((line) => line.includes('fits'))).toHaveLength(4);
  expect(lines.slice(4)).toEqual([
    'model-index: the models use this index, by "gsi1pk" and "gsi1sk", and the table has none of that name; it has "gsi-1"',
    "ElectroDB found [ 'o-1' ]",
    "dynamodb-toolbox found [ 'o-2' ]",
    "dynamoose found [ 'o-3' ]",
    "OneTable found [ 'o-4' ]",
  ]);
});

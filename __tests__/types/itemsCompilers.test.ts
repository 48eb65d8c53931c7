import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** The type tests of reads and writes, and of the tables of a stage, with each TypeScript that a user can have. */

const root = path.resolve(__dirname, '../..');
const files = ['items.ts', 'items.errors.ts', 'resolveTables.ts'].map((name) => path.join(__dirname, name));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tablewright-items-'));
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['typescript-5.4', '5.4'],
  ['typescript-5.9', '5.9'],
  ['typescript', '6.0'],
  ['typescript-7.0', '7.0'],
])('%s', async (compiler, version) => {
  const manifest = require.resolve(`${compiler}/package.json`);
  expect(require(manifest).version.startsWith(version)).toBe(true);
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2022'],
    module: 'NodeNext',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [path.join(root, 'node_modules/@types')],
  };
  const project = path.join(folder, `${compiler}.json`);
  await writeFile(project, JSON.stringify({ compilerOptions, files }));
  const tsc = path.join(path.dirname(manifest), 'bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', project]).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toBe('');
});

import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const benchFolder = dirname(fileURLToPath(import.meta.url));
const packageFolder = dirname(benchFolder);
const modulesFolder = join(benchFolder, 'node_modules');

/** Puts the built package beside its peers, as npm would install it: a link would be resolved in another way than they are. */
export function installPackage(): void {
  for (const [folder, command] of [
    [join(packageFolder, 'dist'), 'npm run build'],
    [modulesFolder, 'npm ci --prefix bench'],
  ]) {
    if (!existsSync(folder))
      throw new Error(`${folder} is missing: run \`${command}\` first, or use \`npm run bench\``);
  }
  const installed = emptyFolder('tablewright');
  for (const part of ['dist', 'package.json']) {
    cpSync(join(packageFolder, part), join(installed, part), { recursive: true });
  }
}

/** Installs a package that holds one module with nothing in it. */
export function installEmptyPackage(name: string): void {
  const installed = emptyFolder(name);
  writeFileSync(join(installed, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.js' }));
  writeFileSync(join(installed, 'index.js'), 'export {};\n');
}

function emptyFolder(name: string): string {
  const folder = join(modulesFolder, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  return folder;
}

/** Runs Node in the folder where all contenders can be imported. Resolves to what it wrote. */
export async function runNode(...args: readonly string[]): Promise<string> {
  // The caller's settings (a loader, a compile cache) would be measured too.
  const { NODE_OPTIONS, NODE_COMPILE_CACHE, ...env } = process.env;
  const run = promisify(execFile)(process.execPath, args, {
    cwd: benchFolder,
    env: { ...env, NODE_NO_WARNINGS: '1' },
    maxBuffer: 2 ** 26,
  });
  try {
    return (await run).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`node ${args[0]} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

/** Calls back with a temporary folder of these files, from which all contenders can be imported. */
export async function withProject<T>(
  files: ReadonlyMap<string, string>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tablewright-bench-'));
  try {
    symlinkSync(modulesFolder, join(folder, 'node_modules'), 'junction');
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

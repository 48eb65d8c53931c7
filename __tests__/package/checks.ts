import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './packed.js';
import { runToSuccess } from './run.js';

/**
 * The checks of `npm run release:check` are modules of their own. Jest runs CommonJS, so a Node of theirs runs them, from a file: the
 * texts of all pages are too long for a command line.
 */
export async function issuesOf(module: string, call: string, ...args: unknown[]): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tablewright-checks-'));
  const script = path.join(folder, 'run.mjs');
  await writeFile(
    script,
    `import { ${call} } from ${JSON.stringify(pathToFileURL(path.join(root, 'release', `${module}.mjs`)).href)};
const read = (texts) => (file) => texts[file];
const args = ${JSON.stringify(args)}.map((arg) => (arg?.texts ? read(arg.texts) : arg));
console.log(JSON.stringify(${call}(...args)));`,
  );
  try {
    return JSON.parse(await runToSuccess(process.execPath, [script], root));
  } finally {
    await rm(folder, { recursive: true });
  }
}

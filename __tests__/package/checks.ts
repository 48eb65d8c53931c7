import { root } from './packed.js';
import { runToSuccess } from './run.js';

/** The checks of `npm run release:check` are modules of their own. Jest runs CommonJS, so a Node of theirs runs them. */
export async function issuesOf(module: string, call: string, ...args: unknown[]): Promise<string[]> {
  const script = `import { ${call} } from './release/${module}.mjs';
const read = (texts) => (file) => texts[file];
const args = ${JSON.stringify(args)}.map((arg) => (arg?.texts ? read(arg.texts) : arg));
console.log(JSON.stringify(${call}(...args)));`;
  return JSON.parse(await runToSuccess(process.execPath, ['--input-type=module', '-e', script], root));
}

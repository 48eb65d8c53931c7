import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/**
 * The folder of an installed package, as the running project sees it: from the working directory, then from the script that
 * was started. Not from this module: its own place has no name that both ESM and CommonJS know.
 *
 * `through` names a package that may bring it: strict installers (pnpm, Yarn PnP) show a dependency to its dependent only.
 */
export function findPackage(name: string, through?: string): string | undefined {
  const direct = firstOf(projectFiles(), (file) => packageFolder(name, file));
  if (direct !== undefined || through === undefined) return direct;
  const parent = findPackage(through);
  return parent === undefined ? undefined : packageFolder(name, join(parent, 'package.json'));
}

function packageFolder(name: string, from: string): string | undefined {
  try {
    return dirname(createRequire(from).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

function projectFiles(): string[] {
  const script = process.argv[1];
  // createRequire looks beside the file that it is given, which need not exist.
  return [join(process.cwd(), 'package.json'), ...(script === undefined ? [] : [realPath(resolve(script))])];
}

/** A global or npx binary is a link: its packages are beside what the link means. */
function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = find(item);
    if (result !== undefined) return result;
  }
  return undefined;
}

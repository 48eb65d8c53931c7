import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/**
 * The folder of an installed package, as the running project sees it: from the working directory, then from the script that
 * was started, then from tablewright itself.
 *
 * `through` names a package that may bring it: strict installers (pnpm, Yarn PnP) show a dependency to its dependent only.
 */
export function findPackage(name: string, through?: string): string | undefined {
  const direct = firstOf(startingPoints(), (file) => packageFolder(name, file));
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

/** Files to look from. createRequire looks beside the file that it is given, which need not exist. */
function startingPoints(): string[] {
  const script = process.argv[1];
  return [
    join(process.cwd(), 'package.json'),
    ...(script === undefined ? [] : [realPath(resolve(script))]),
    import.meta.url,
  ];
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

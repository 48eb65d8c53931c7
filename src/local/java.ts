import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { executableName, findOnPath, isExecutable } from './executable.js';

/** The Java launcher: JAVA_HOME's, else the one on the PATH. */
export function findJava(): string | undefined {
  const home = process.env.JAVA_HOME;
  const atHome = home ? join(home, 'bin', executableName('java')) : undefined;
  const file = atHome !== undefined && isExecutable(atHome) ? atHome : findOnPath('java');
  return file !== undefined && isPlaceholder(file) ? undefined : file;
}

/** The major version, from the file that every JDK and JRE has beside its bin folder; `undefined` where there is none. */
export function javaVersion(java: string): number | undefined {
  try {
    const release = readFileSync(join(dirname(dirname(realpathSync(java))), 'release'), 'utf8');
    // Before 9 they were called 1.8 and the like.
    const [, major] = /^JAVA_VERSION="(?:1\.)?(\d+)/m.exec(release) ?? [];
    return major === undefined ? undefined : Number(major);
  } catch {
    return undefined;
  }
}

/** A Mac without Java has a /usr/bin/java all the same, which only says where to download one. */
function isPlaceholder(file: string): boolean {
  return process.platform === 'darwin' && file === '/usr/bin/java' && spawnSync(file, ['-version']).status !== 0;
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { executableName, findOnPath, isExecutable } from './executable.js';

/** The Java launcher: JAVA_HOME's, else the one on the PATH. */
export function findJava(): string | undefined {
  const home = process.env.JAVA_HOME;
  const atHome = home ? join(home, 'bin', executableName('java')) : undefined;
  const file = atHome !== undefined && isExecutable(atHome) ? atHome : findOnPath('java');
  return file !== undefined && isPlaceholder(file) ? undefined : file;
}

/** A Mac without Java has a /usr/bin/java all the same, which only says where to download one. */
function isPlaceholder(file: string): boolean {
  return process.platform === 'darwin' && file === '/usr/bin/java' && spawnSync(file, ['-version']).status !== 0;
}

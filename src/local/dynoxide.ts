import { join } from 'node:path';
import type { Engine } from './engine.js';
import { executableName, findOnPath, isExecutable } from './executable.js';
import { findPackage } from './nodePackage.js';

/** A single static binary on SQLite: https://github.com/nubo-db/dynoxide */
export const dynoxide: Engine = {
  name: 'dynoxide',
  label: 'dynoxide',
  howToGet: howToGet(),
  locate() {
    const chosen = process.env.TABLEWRIGHT_DYNOXIDE;
    if (chosen && !isExecutable(chosen)) {
      return {
        found: false,
        reason: `TABLEWRIGHT_DYNOXIDE is ${chosen}, which is not an executable file`,
        isMistake: true,
      };
    }
    const file = chosen || findInPackage() || findOnPath('dynoxide');
    if (file === undefined) {
      return { found: false, reason: `no ${platformPackage()} package and no dynoxide on the PATH` };
    }
    return {
      found: true,
      command: ({ port, dataFolder }) => ({
        file,
        args: [
          'serve',
          '--host',
          '127.0.0.1',
          '--port',
          String(port),
          ...(dataFolder === undefined ? [] : ['--db-path', join(dataFolder, 'tables.db')]),
        ],
        // It says so once it is bound, and exits at once when it can't bind.
        isOwnReply: (_reply, output) => output.includes(`listening on http://127.0.0.1:${port}`),
      }),
    };
  },
};

/** npm has a package for Linux on x64; for other machines its project has binaries. */
function howToGet(): string {
  const binary = 'put a `dynoxide` binary on the PATH, or set TABLEWRIGHT_DYNOXIDE to its path';
  return platformPackage() === '@dynoxide/linux-x64'
    ? `Run \`npm install --save-dev @dynoxide/linux-x64\`, ${binary}.`
    : `Get it from https://github.com/nubo-db/dynoxide: ${binary}.`;
}

function findInPackage(): string | undefined {
  const folder = findPackage(platformPackage(), 'dynoxide');
  if (folder === undefined) return undefined;
  const file = join(folder, executableName('dynoxide'));
  return isExecutable(file) ? file : undefined;
}

function platformPackage(): string {
  return `@dynoxide/${process.platform}-${process.arch}`;
}

import { join } from 'node:path';
import type { Engine } from './engine.js';
import { findPackage } from './nodePackage.js';

/** Plain Node, so it runs wherever tablewright does: https://github.com/architect/dynalite */
export const dynalite: Engine = {
  name: 'dynalite',
  howToGet: 'Run `npm install --save-dev dynalite`.',
  locate() {
    const folder = findPackage('dynalite');
    if (folder === undefined) return { found: false, reason: 'no dynalite package' };
    return {
      found: true,
      command: ({ port }) => ({
        file: process.execPath,
        args: [join(folder, 'cli.js'), '--host', '127.0.0.1', '--port', String(port)],
        // In Electron, execPath is Node only when told so.
        env: { ELECTRON_RUN_AS_NODE: '1' },
        // It says so once it is bound, and dies of an unhandled error when it can't bind.
        isOwnReply: (_reply, output) => output.includes(`listening at: http://127.0.0.1:${port}`),
      }),
    };
  },
};

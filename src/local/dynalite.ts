import { join } from 'node:path';
import type { Engine } from './engine.js';
import { findPackage } from './nodePackage.js';

/** Plain Node, so it runs wherever tablewright does: https://github.com/architect/dynalite */
export const dynalite: Engine = {
  name: 'dynalite',
  label: 'dynalite',
  howToGet: 'Run `npm install --save-dev dynalite`.',
  locate() {
    const folder = findPackage('dynalite');
    if (folder === undefined) return { found: false, reason: 'no dynalite package' };
    return {
      found: true,
      command: ({ port, dataFolder }) => ({
        file: process.execPath,
        args: [
          join(folder, 'cli.js'),
          '--host',
          '127.0.0.1',
          '--port',
          String(port),
          ...(dataFolder === undefined ? [] : ['--path', dataFolder]),
        ],
        env: {
          // In Electron, execPath is Node only when told so.
          ELECTRON_RUN_AS_NODE: '1',
          // Both go into its ARNs, by which provisioning knows an emulator and what it lacks.
          AWS_REGION: 'dynalite',
          AWS_ACCOUNT_ID: '000000000000',
        },
        // It says so once it is bound, and dies of an unhandled error when it can't bind.
        isOwnReply: (_reply, output) => output.includes(`listening at: http://127.0.0.1:${port}`),
      }),
    };
  },
};

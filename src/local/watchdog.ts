import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/** Ends an engine when this process ends, however it ends: also by a crash or SIGKILL, which run no handler. */
export interface Watchdog {
  /** Tells it which process to kill. */
  readonly guard: (pid: number) => void;
  /** Ends the watchdog, when its engine is gone. Resolves when it is gone too. */
  readonly dismiss: () => Promise<void>;
  /** Lets this process end while the watchdog lives, which is what the watchdog waits for. */
  readonly unref: () => void;
}

/**
 * The watchdog is a second process whose stdin is a pipe from this one. The system closes the pipe when this process is gone,
 * for whatever reason; that is the signal. Inline, so that no bundler can lose its file. Its engine starts beside it, not under
 * it: an engine that takes milliseconds doesn't wait for Node.
 */
const script = `
let told = '';
process.stdin.on('data', (data) => { told += data; });
process.stdin.on('error', () => {});
process.stdin.on('close', () => {
  const pid = Number(told);
  if (pid > 0) try { process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL'); } catch {}
});
`;

export function startWatchdog(): Watchdog {
  const child = spawn(process.execPath, ['-e', script], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Its own process group: Ctrl-C in a terminal reaches every process of the group, and would end the watchdog first.
    detached: process.platform !== 'win32',
    windowsHide: true,
    // NODE_OPTIONS may hold a debugger or a loader, which would slow it down or stop it.
    env: { ...process.env, NODE_OPTIONS: '', ELECTRON_RUN_AS_NODE: '1' },
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  // A watchdog that somebody killed breaks the pipe. It is a safety net: losing it must not stop the engine's user.
  child.stdin.on('error', () => {});
  return {
    guard: (pid) => child.stdin.write(String(pid)),
    dismiss: () => {
      child.ref();
      child.kill('SIGKILL');
      return gone;
    },
    unref: () => {
      child.unref();
      (child.stdin as Socket).unref();
    },
  };
}

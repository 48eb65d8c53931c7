import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Command } from './engine.js';
import { startWatchdog, type Watchdog } from './watchdog.js';

/** A running engine, which lives no longer than this process. */
export interface Supervised {
  readonly pid: number | undefined;
  /** The end of what it wrote to stdout and stderr. */
  readonly output: () => string;
  /** How it ended, when it has: 'exited with code 1'. */
  readonly ending: () => string | undefined;
  /** Resolves when it is gone, whoever ended it. */
  readonly gone: Promise<void>;
  /** Resolves a moment later, when its last words are read too, with how it ended. */
  readonly closed: Promise<string>;
  /** Lets this process end while the engine runs. The engine then ends with it. */
  readonly unref: () => void;
  /** Asks it to end, makes it end after a grace period, and resolves when it is gone. Can be called again. */
  readonly stop: () => Promise<void>;
}

const graceMs = 3_000;

/** Enough for the stack trace of a JVM. */
const keptOutput = 8_192;

export function supervise(command: Command): Supervised {
  // First, so that no engine is ever without one: it is told the process's id right after the start.
  const watchdog = startWatchdog();
  const child = spawnEngine(command, watchdog);
  if (child.pid !== undefined) watchdog.guard(child.pid);

  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-keptOutput);
    });
  }

  let ending: string | undefined;
  // Once it is gone, its id may be another's: a late stop() must not signal that one.
  let isGone = false;
  const gone = new Promise<void>((resolve) => {
    const end = async () => {
      kill('SIGKILL'); // what is left of its group
      isGone = true;
      await watchdog.dismiss();
      resolve();
    };
    child.once('exit', end);
    child.on('error', (error) => {
      if (child.pid !== undefined) return;
      ending = `could not be started (${error.message})`;
      void end();
    });
  });
  // 'close' and not 'exit': by then its last words have been read.
  const closed = new Promise<string>((resolve) => {
    child.once('close', (code, signal) => {
      ending ??= signal === null ? `exited with code ${code}` : `was ended by ${signal}`;
      resolve(ending);
    });
  });

  function kill(signal: NodeJS.Signals): void {
    if (child.pid === undefined || isGone) return;
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
    } catch {
      // It is gone already.
    }
  }

  async function end(): Promise<void> {
    child.ref();
    kill('SIGTERM');
    const deadline = setTimeout(() => kill('SIGKILL'), graceMs);
    await gone;
    clearTimeout(deadline);
  }

  let stopping: Promise<void> | undefined;
  return {
    pid: child.pid,
    gone,
    closed,
    output: () => output,
    ending: () => ending,
    unref: () => {
      watchdog.unref();
      child.unref();
      (child.stdout as Socket).unref();
      (child.stderr as Socket).unref();
    },
    stop: () => {
      stopping ??= end();
      return stopping;
    },
  };
}

function spawnEngine(command: Command, watchdog: Watchdog): ChildProcessByStdio<null, Readable, Readable> {
  try {
    return spawn(command.file, command.args, {
      cwd: command.cwd,
      env: { ...process.env, ...command.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own: what the engine starts itself (a launcher script does) is ended with it, and Ctrl-C in a
      // terminal is left to this process, which may want the engine while it cleans up.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
  } catch (error) {
    // Most failures come as an event; some (an invalid path) at once.
    void watchdog.dismiss();
    throw error;
  }
}

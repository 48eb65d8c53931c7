import { spawn } from '@lydell/node-pty';
import { bareEnv, bin, until } from './bin.js';

export interface Terminal {
  /** All that was written so far, without colours and cursor movements. */
  readonly screen: () => string;
  /** With them. */
  readonly raw: () => string;
  type(keys: string): void;
  waitFor(pattern: RegExp, withinMs?: number): Promise<void>;
  readonly exited: Promise<number>;
}

/** The built command in a pseudo-terminal. */
export function inTerminal(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Terminal {
  const pty = spawn(process.execPath, [bin, ...args], {
    cwd,
    cols: 120,
    rows: 30,
    name: 'xterm-256color',
    env: { ...bareEnv, TERM: 'xterm-256color', ...env } as { [name: string]: string },
  });
  let raw = '';
  pty.onData((data) => {
    raw += data;
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a terminal is driven with
  const screen = () => raw.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '').replace(/\r/g, '');
  return {
    screen,
    raw: () => raw,
    type: (keys) => pty.write(keys),
    waitFor: (pattern, withinMs) =>
      until(
        () => pattern.test(screen()),
        () => `${pattern} in:\n${screen()}`,
        withinMs,
      ),
    exited: new Promise((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode))),
  };
}

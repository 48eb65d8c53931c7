import { execFile } from 'node:child_process';

export interface Ran {
  readonly code: number;
  /** What it printed, on both streams. */
  readonly output: string;
  readonly stdout: string;
}

/** Runs a command to its end. A failure is an answer, not an exception. */
export function run(command: string, args: readonly string[], cwd: string): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      resolve({ code, stdout, output: `${stdout}${stderr}${error && code === 1 && !stdout ? error.message : ''}` });
    });
  });
}

/** Runs a script with this Node, and returns what it printed. Throws, with the output, when it fails. */
export async function runToSuccess(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, output, stdout } = await run(command, args, cwd);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
  return stdout;
}

/** Starts tasks in order, a few at a time; the promises come back at once. */
export function startInTurn<T>(atATime: number, tasks: readonly (() => Promise<T>)[]): Promise<T>[] {
  const lanes: Promise<unknown>[] = Array.from({ length: atATime }, () => Promise.resolve());
  return tasks.map((task, i) => {
    const result = lanes[i % atATime].then(task);
    lanes[i % atATime] = result.catch(() => undefined);
    return result;
  });
}

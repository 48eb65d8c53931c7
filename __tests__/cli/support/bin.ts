import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');
export const bin = path.join(root, 'dist/cli.js');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of a machine that knows nothing of AWS, with no colours. */
export const bareEnv: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
};

interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A command under way. */
export interface Running {
  readonly ended: Promise<Ran>;
  readonly stderr: () => string;
  readonly stdout: () => string;
  kill(signal: NodeJS.Signals): void;
}

export function start(args: readonly string[], { cwd = root, env = {} }: RunOptions = {}): Running {
  if (!existsSync(bin)) throw new Error(`${bin} is missing: npm run build`);
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...bareEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<Ran>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { ended, stdout: () => stdout, stderr: () => stderr, kill: (signal) => child.kill(signal) };
}

/** Runs the built command to its end, without a terminal. */
export function tablewright(args: readonly string[], options?: RunOptions): Promise<Ran> {
  return start(args, options).ended;
}

export interface Project {
  readonly folder: string;
  write(files: { readonly [name: string]: string }): Promise<void>;
  remove(): Promise<void>;
}

/** A folder outside the repository in which this package is installed, as users have it. */
export async function project(files: { readonly [name: string]: string } = {}): Promise<Project> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tablewright-cli-'));
  const modules = path.join(folder, 'node_modules');
  await mkdir(path.join(modules, '@aws-sdk'), { recursive: true });
  await symlink(root, path.join(modules, 'tablewright'), 'dir');
  const write = async (added: { readonly [name: string]: string }) => {
    for (const [name, content] of Object.entries(added)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), content);
    }
  };
  await write(files);
  return { folder, write, remove: () => rm(folder, { recursive: true, force: true }) };
}

export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string | (() => string),
  withinMs = 20_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms for ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

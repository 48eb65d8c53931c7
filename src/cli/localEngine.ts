import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LocalDynamoDB } from '../local/index.js';
import type { Output } from './output.js';

/** What belongs to this folder's local DynamoDB; it keeps itself out of the repository. */
const folder = '.tablewright';
/** The data of `--local`. */
export const defaultDataDir = path.join(folder, 'data');
const runningFile = path.join(folder, 'running.json');

/** The local DynamoDB that `--local` means. */
export interface LocalPlace {
  readonly endpoint: string;
  /** Whether `tablewright local` runs it, and it stays. */
  readonly stays: boolean;
  stop(): Promise<void>;
}

/** The engine that `tablewright local` runs in this folder, else one for as long as the command runs, on the data kept here. */
export async function localPlace(out: Output): Promise<LocalPlace> {
  const endpoint = await runningEndpoint();
  if (endpoint) return { endpoint, stays: true, stop: async () => {} };
  const { startLocalDynamoDB } = await import('../local/index.js');
  await makeFolder();
  const local = await startLocalDynamoDB({ dataDir: defaultDataDir });
  out.note(`${local.label} is up at ${local.endpoint}, with its data in ${defaultDataDir}`);
  return { endpoint: local.endpoint, stays: false, stop: local.stop };
}

interface Running {
  readonly endpoint: string;
  readonly pid: number;
}

async function running(): Promise<Running | undefined> {
  try {
    return JSON.parse(await readFile(runningFile, 'utf8'));
  } catch {
    return undefined;
  }
}

async function runningEndpoint(): Promise<string | undefined> {
  const { endpoint } = (await running()) ?? {};
  if (endpoint === undefined) return undefined;
  try {
    await fetch(endpoint, { signal: AbortSignal.timeout(2000) });
    return endpoint;
  } catch {
    // One that was killed left the file.
    return undefined;
  }
}

/** Tells other commands in this folder of the engine; call what it returns when the engine stops. */
export async function announce({ endpoint, engine }: LocalDynamoDB): Promise<() => Promise<void>> {
  await makeFolder();
  await writeFile(runningFile, `${JSON.stringify({ endpoint, engine, pid: process.pid })}\n`);
  return async () => {
    if ((await running())?.pid === process.pid) await rm(runningFile, { force: true });
  };
}

async function makeFolder(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const ignore = path.join(folder, '.gitignore');
  if (!existsSync(ignore)) await writeFile(ignore, '*\n');
}

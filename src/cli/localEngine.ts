import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Announcement, LocalClientConfig, LocalDynamoDB } from '../local/index.js';
import { failure } from './failure.js';
import type { Output } from './output.js';

/** What belongs to this folder's local DynamoDB; it keeps itself out of the repository. */
export const folder = '.tablewright';
/** The data of `--local`. */
export const defaultDataDir = path.join(folder, 'data');
const runningFile = path.join(folder, 'running.json');

/** The local DynamoDB that `--local` means. */
export interface LocalPlace {
  readonly clientConfig: LocalClientConfig;
  /** The folder that keeps its data; `undefined` in memory. */
  readonly dataDir: string | undefined;
  /** Whether `tablewright local` runs it, and it stays. */
  readonly stays: boolean;
  stop(): Promise<void>;
}

/**
 * The engine that `tablewright local` runs in this folder, else one for as long as the command runs, on the data kept here; where a
 * folder is named, on that one's.
 */
export async function localPlace(out: Output, dataDir?: string): Promise<LocalPlace> {
  const { findLocalDynamoDB, startLocalDynamoDB } = await import('../local/index.js');
  const found = await findLocalDynamoDB(runningFile);
  if (found && (dataDir === undefined || found.dataDir === path.resolve(dataDir))) {
    return { clientConfig: found.clientConfig, dataDir: found.dataDir, stays: true, stop: async () => {} };
  }
  const data = dataDir ?? defaultDataDir;
  await makeFolder().catch((error: Error) => {
    throw failure(`--local keeps its data in ${folder}, which can't be made: ${error.message}`, 'Make room for it.');
  });
  const local = await startLocalDynamoDB({ dataDir: data });
  out.note(`${local.label} is up at ${local.endpoint}, with its data in ${data}`);
  return { clientConfig: local.clientConfig, dataDir: local.dataDir, stays: false, stop: local.stop };
}

/** Tells other commands in this folder of the engine, for their `--local`. */
export async function announce(local: LocalDynamoDB): Promise<Announcement> {
  const { announceLocalDynamoDB } = await import('../local/index.js');
  // Where the folder can't be made, announcing it says so.
  await makeFolder().catch(() => {});
  return announceLocalDynamoDB(local, runningFile);
}

async function makeFolder(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const ignore = path.join(folder, '.gitignore');
  if (!existsSync(ignore)) await writeFile(ignore, '*\n');
}

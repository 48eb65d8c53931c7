import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { defined, parseObject } from '../schema/index.js';
import { type EngineName, engineNames } from './engine.js';
import {
  type Claim,
  createLock,
  type Found,
  findLock,
  isAlive,
  isLockedBy,
  newClaim,
  removeLock,
  replaceLock,
  takeOver,
} from './lockFile.js';
import { readSmallFile } from './smallFile.js';

/** A data folder that nobody else may use until it is released. */
export interface DataFolder {
  /** The engine's own part of it. */
  readonly engineFolder: string;
  /**
   * Names the process that uses it now, and once it answers, its port: the folder is in use until that process ends. Throws when
   * the folder is somebody else's by now.
   */
  readonly usedBy: (enginePid: number, port?: number) => void;
  readonly release: () => void;
}

/** Engines keep data in files of their own kind, so a folder belongs to the one that used it first. This file says which. */
const markerName = 'tablewright-local.json';
const lockName = 'tablewright-local.lock';

/** A start that takes longer than this was interrupted. */
const longestStartMs = 120_000;
/** An engine whose parent was killed ends this soon. */
const dyingMs = 2_000;
/** Where a lock can't be made in one step, it may be found half written; not for as long as this. */
const longestWriteMs = 2_000;

/** The engine whose data a folder holds; `undefined` for a new folder. */
export function engineOf(dataDir: string): EngineName | undefined {
  const file = join(resolve(dataDir), markerName);
  const text = readSmallFile(file);
  if (text === undefined) return undefined;
  const engine = parseObject(text)?.engine;
  const known = engineNames.find((name) => name === engine);
  if (known !== undefined) return known;
  throw new Error(`dataDir: ${file} names no engine that this version knows. Use another folder, or delete this one.`);
}

/** Makes the folder if it is missing, and takes it for this engine. */
export async function claimDataFolder(dataDir: string, engine: EngineName): Promise<DataFolder> {
  const folder = resolve(dataDir);
  const lock = join(folder, lockName);
  const engineFolder = join(folder, engine);
  let claim = newClaim();
  try {
    mkdirSync(engineFolder, { recursive: true });
    await takeFolder(lock, folder, claim);
    writeFileSync(join(folder, markerName), `${JSON.stringify({ engine })}\n`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Error(`dataDir: can't keep data in ${folder} (${message}). Give a folder that can be written.`);
  }
  return {
    engineFolder,
    usedBy(enginePid, port) {
      assertOurs(lock, folder, claim);
      const next = defined({ ...claim, enginePid, port: port ?? claim.port });
      replaceLock(lock, next);
      claim = next;
    },
    release: () => removeLock(lock, claim),
  };
}

async function takeFolder(lock: string, folder: string, claim: Claim): Promise<void> {
  const start = performance.now();
  while (!createLock(lock, claim)) {
    const found = foundLock(lock);
    const elapsedMs = performance.now() - start;
    if (found === undefined) {
      // It went between our two looks.
    } else if (found.claim === undefined) {
      if (elapsedMs > longestWriteMs) throw new Error(brokenLock(lock));
    } else if (!(await isHeld(found, found.claim))) {
      if (takeOver(lock, found.text, claim)) break;
    } else if (isAlive(found.claim.pid) || elapsedMs > dyingMs) {
      throw new Error(inUse(lock, folder, found.claim));
    }
    await sleep(20);
  }
  assertOurs(lock, folder, claim);
}

function foundLock(lock: string): Found | undefined {
  try {
    return findLock(lock);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined) throw error;
    throw new Error(`dataDir: ${(error as Error).message}`);
  }
}

function assertOurs(lock: string, folder: string, claim: Claim): void {
  if (!isLockedBy(lock, claim)) throw new Error(inUse(lock, folder, foundLock(lock)?.claim));
}

/**
 * Process ids come again after a restart, in containers above all; so an engine counts only while its port answers too, and one
 * that has none yet only as long as a start takes.
 */
async function isHeld({ ageMs }: Found, { pid, enginePid, port }: Claim): Promise<boolean> {
  const engineLives = enginePid !== undefined && isAlive(enginePid);
  if (port !== undefined) return engineLives && (await answers(port));
  return ageMs < longestStartMs && (engineLives || isAlive(pid));
}

function inUse(file: string, folder: string, holder: Claim | undefined): string {
  const where = holder?.port === undefined ? '' : ` on port ${holder.port}`;
  const who = holder === undefined ? '' : ` (started by process ${holder.pid})`;
  return (
    `dataDir: an engine${where} uses ${folder} already${who}. Talk to that one, stop it, or give another folder. ` +
    `If there is none, delete ${file}.`
  );
}

function brokenLock(file: string): string {
  return (
    `dataDir: ${file} is not a lock that tablewright wrote, so it doesn't say whether an engine uses this folder. ` +
    'If none does, delete that file.'
  );
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean) => {
      socket.destroy();
      done(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.setTimeout(1_000, () => end(false));
  });
}

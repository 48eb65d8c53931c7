import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EngineName, engineNames } from './engine.js';

/** A data folder that nobody else may use until it is released. */
export interface DataFolder {
  /** The engine's own part of it. */
  readonly engineFolder: string;
  /** Names the process that uses it now: it is in use until that ends. */
  readonly usedBy: (enginePid: number, port: number) => void;
  readonly release: () => void;
}

/** Engines keep data in files of their own kind, so a folder belongs to the one that used it first. This file says which. */
const markerName = 'tablewright-local.json';
const lockName = 'tablewright-local.lock';

/** Who uses a folder: first the process that is about to start an engine, then the engine as well. */
interface Holder {
  readonly pid: number;
  readonly engine?: { readonly pid: number; readonly port: number };
}

/** A start that takes longer than this was interrupted. */
const longestStartMs = 120_000;
/** An engine whose parent was killed ends this soon. */
const dyingMs = 2_000;

/** The engine whose data a folder holds; `undefined` for a new folder. */
export function engineOf(dataDir: string): EngineName | undefined {
  const file = join(resolve(dataDir), markerName);
  const text = read(file);
  if (text === undefined) return undefined;
  const engine = parse(text)?.engine;
  const known = engineNames.find((name) => name === engine);
  if (known !== undefined) return known;
  throw new Error(`dataDir: ${file} names no engine that this version knows. Use another folder, or delete this one.`);
}

/** Makes the folder if it is missing, and takes it for this engine. */
export async function claimDataFolder(dataDir: string, engine: EngineName): Promise<DataFolder> {
  const folder = resolve(dataDir);
  const lock = join(folder, lockName);
  const engineFolder = join(folder, engine);
  try {
    mkdirSync(engineFolder, { recursive: true });
    await takeLock(lock, folder);
    writeFileSync(join(folder, markerName), `${JSON.stringify({ engine })}\n`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Error(`dataDir: can't keep data in ${folder} (${message}). Give a folder that can be written.`);
  }
  let isOurs = true;
  return {
    engineFolder,
    usedBy: (enginePid, port) => writeFileSync(lock, JSON.stringify({ pid: process.pid, enginePid, port })),
    release: () => {
      // Once only: afterwards it is somebody else's.
      if (isOurs) rmSync(lock, { force: true });
      isOurs = false;
    },
  };
}

async function takeLock(file: string, folder: string): Promise<void> {
  const deadline = performance.now() + dyingMs;
  while (!tryLock(file)) {
    const text = read(file);
    if (text === undefined) continue;
    const holder = toHolder(text);
    if (!(await isHeld(file, holder))) {
      // Not if somebody else cleared it away meanwhile, and has it now.
      if (read(file) === text) rmSync(file, { force: true });
    } else if (holder === undefined || isAlive(holder.pid) || performance.now() > deadline) {
      throw new Error(inUse(file, folder, holder));
    } else {
      await sleep(20);
    }
  }
}

function tryLock(file: string): boolean {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid }), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Process ids come again after a restart, in containers above all; so an engine counts only while its port answers too. */
async function isHeld(file: string, holder: Holder | undefined): Promise<boolean> {
  if (holder?.engine) return isAlive(holder.engine.pid) && (await answers(holder.engine.port));
  const writtenAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const isRecent = Date.now() - writtenAt < longestStartMs;
  return isRecent && (holder === undefined || isAlive(holder.pid));
}

function toHolder(text: string): Holder | undefined {
  const { pid, enginePid, port } = parse(text) ?? {};
  if (typeof pid !== 'number') return undefined;
  return typeof enginePid === 'number' && typeof port === 'number'
    ? { pid, engine: { pid: enginePid, port } }
    : { pid };
}

function inUse(file: string, folder: string, holder: Holder | undefined): string {
  const where = holder?.engine ? ` on port ${holder.engine.port}` : '';
  const who = holder === undefined ? '' : ` (started by process ${holder.pid})`;
  return (
    `dataDir: an engine${where} uses ${folder} already${who}. Talk to that one, stop it, or give another folder. ` +
    `If there is none, delete ${file}.`
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
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

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** `undefined` for what is no JSON object, such as a lock that is being written. */
function parse(text: string): { readonly [name: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

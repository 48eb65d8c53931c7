import { createHash, randomUUID } from 'node:crypto';
import { linkSync, lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { defined, parseObject } from '../schema/index.js';
import { readSmallFile } from './smallFile.js';

/** What a lock says of the process that has it. */
export interface Claim {
  readonly pid: number;
  /** Makes each claim another string, so that a comparison of two of them compares two runs. */
  readonly id: string;
  readonly enginePid?: number;
  /** Where the engine answers, once it does. */
  readonly port?: number;
}

/** A lock file as it was found. */
export interface Found {
  readonly text: string;
  /** `undefined` for what is not a claim: a file that is being written, or that something else wrote. */
  readonly claim: Claim | undefined;
  readonly ageMs: number;
}

/** Who takes a lock over does so within microseconds. A gate that is older than this was left by a process that was killed. */
const longestTakeoverMs = 10_000;

export function newClaim(): Claim {
  return { pid: process.pid, id: randomUUID() };
}

/** What stands in a lock file; `undefined` when there is none. Throws for what can't be one: a link, a folder, a pipe. */
export function findLock(file: string): Found | undefined {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  if (!status.isFile()) {
    const what = status.isSymbolicLink() ? 'a link' : status.isDirectory() ? 'a folder' : 'a device or a pipe';
    throw new Error(`${file} is ${what}, where a lock file should be. Delete it.`);
  }
  const text = readSmallFile(file);
  return text === undefined ? undefined : { text, claim: toClaim(text), ageMs: Date.now() - status.mtimeMs };
}

/** Makes the lock file, whole from its first moment; false when there is one already. */
export function createLock(file: string, claim: Claim): boolean {
  return withDraft(file, claim, (draft) => {
    try {
      linkSync(draft, file);
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') return false;
      // FAT and some network file systems have no second names.
      return createInPlace(file, claim);
    }
  });
}

/**
 * Puts a claim in the place of one that counts no more; false when somebody else was quicker. The claim that goes names the gate
 * that a process must have to replace it, and one process at a time has a gate; behind it, the claim is looked at once more.
 */
export function takeOver(file: string, stale: string, claim: Claim): boolean {
  const gate = `${file}.${createHash('sha256').update(stale).digest('hex').slice(0, 16)}`;
  const pass = newClaim();
  if (!createLock(gate, pass) && !takeOverGate(gate, pass)) return false;
  try {
    if (readSmallFile(file) !== stale) return false;
    replaceLock(file, claim);
    return true;
  } finally {
    removeLock(gate, pass);
  }
}

function takeOverGate(gate: string, pass: Claim): boolean {
  const found = findLock(gate);
  if (found === undefined) return false;
  const isPassing = found.ageMs < longestTakeoverMs && found.claim !== undefined && isAlive(found.claim.pid);
  return !isPassing && takeOver(gate, found.text, pass);
}

/** Writes another claim, in one step, over whatever the file holds. */
export function replaceLock(file: string, claim: Claim): void {
  withDraft(file, claim, (draft) => renameSync(draft, file));
}

/** Whether this very claim stands there. */
export function isLockedBy(file: string, claim: Claim): boolean {
  return readSmallFile(file) === toText(claim);
}

/** Removes the lock file, if it still holds this claim. */
export function removeLock(file: string, claim: Claim): void {
  if (isLockedBy(file, claim)) rmSync(file, { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function withDraft<R>(file: string, claim: Claim, use: (draft: string) => R): R {
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, toText(claim), { flag: 'wx' });
    return use(draft);
  } finally {
    rmSync(draft, { force: true });
  }
}

function createInPlace(file: string, claim: Claim): boolean {
  try {
    writeFileSync(file, toText(claim), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function toText(claim: Claim): string {
  return JSON.stringify(claim);
}

function toClaim(text: string): Claim | undefined {
  const { pid, id = '', enginePid, port } = parseObject(text) ?? {};
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return undefined;
  return defined({
    pid,
    id: String(id),
    enginePid: typeof enginePid === 'number' ? enginePid : undefined,
    port: typeof port === 'number' ? port : undefined,
  });
}

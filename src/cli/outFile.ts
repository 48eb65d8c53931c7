import { constants, type Stats } from 'node:fs';
import { access, chmod, chown, lstat, mkdir, readFile, readlink, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { failure } from './failure.js';

/**
 * Writes a file whole or not at all, and makes the folders that it needs. A link stays, and its target is replaced; what is no
 * regular file, such as a FIFO or a device, is written to, and so is a file that can't have another in its place.
 *
 * @throws a failure if it can't be written; then what was there is still there, and nothing else.
 */
export async function writeOut(file: string, content: string, wayOut = 'Give another path to --out.'): Promise<void> {
  try {
    const { target, isStream } = await whereItLeads(path.resolve(file));
    const there = await statIfThere(target);
    if (there?.isDirectory() || /[/\\]$/.test(file)) throw new Error('it is a folder');
    if (isStream || (there && (!there.isFile() || there.nlink > 1))) await writeThrough(target, content, isStream);
    else await replace(target, content, there);
  } catch (error) {
    throw failure(`${file} can't be written: ${(error as Error).message}`, wayOut);
  }
}

/** What the file holds, if there is a regular file; whatever else is there holds nothing to keep. */
export async function contentOf(file: string): Promise<string | undefined> {
  const { isStream } = await whereItLeads(path.resolve(file)).catch(() => ({ isStream: true }));
  if (isStream || !(await statIfThere(file).catch(() => undefined))?.isFile()) return undefined;
  return readFile(file, 'utf8');
}

/** As many as Linux follows. */
const maxLinks = 40;

/** The end of the links, which may be missing; and whether that is an open file of a process, such as /dev/stdout. */
async function whereItLeads(file: string): Promise<{ readonly target: string; readonly isStream: boolean }> {
  let target = file;
  for (let links = 0; links < maxLinks; links++) {
    if (/^\/(proc\/[^/]+|dev)\/fd\//.test(target)) return { target, isStream: true };
    const there = await lstat(target).catch((error) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (!there?.isSymbolicLink()) return { target, isStream: false };
    target = path.resolve(path.dirname(target), await readlink(target));
  }
  throw new Error('its links lead round in a circle');
}

async function statIfThere(file: string): Promise<Stats | undefined> {
  try {
    return await stat(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** In place: what stands in an open file stays, since others may have written it. */
async function writeThrough(target: string, content: string, isStream: boolean): Promise<void> {
  const descriptor = /^\/(?:proc\/self|dev)\/fd\/([12])$/.exec(target)?.[1];
  if (!descriptor) return writeFile(target, content, { flag: isStream ? 'a' : 'w' });
  // It may be a socket, which can't be opened again.
  const stream = descriptor === '1' ? process.stdout : process.stderr;
  await new Promise<void>((resolve, reject) => {
    stream.write(content, (error) => (error ? reject(error) : resolve()));
  });
}

/** Under a name of its own first, so that nobody sees a half of it. */
async function replace(target: string, content: string, there: Stats | undefined): Promise<void> {
  if (there) await access(target, constants.W_OK);
  else await mkdir(path.dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}.tmp`;
  try {
    await writeFile(draft, content, { flag: 'wx' });
    if (there) {
      // Who may not give a file away keeps it.
      await chown(draft, there.uid, there.gid).catch(() => {});
      await chmod(draft, there.mode & 0o7777);
    }
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    // The draft's name says nothing to anybody.
    if (!there) throw (error as NodeJS.ErrnoException).path === draft ? ofTarget(error as Error, draft, target) : error;
    if (!isOfTheFolder(error as NodeJS.ErrnoException)) throw error;
    await writeFile(target, content);
  }
}

function ofTarget(error: Error, draft: string, target: string): Error {
  return new Error(error.message.replaceAll(draft, target), { cause: error });
}

/** Whether it is the folder that takes no other file: it is read-only, or the file is mounted, as containers do. */
function isOfTheFolder({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EBUSY';
}

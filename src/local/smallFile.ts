import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Far more than tablewright writes into a file of its own. */
const largest = 65_536;

/**
 * The text of a file that tablewright may have written; `undefined` when there is none. A folder that others can write to may hold
 * anything under its name: a pipe would be waited for without end, and a link to a device would fill the memory.
 *
 * @throws Error if it is no regular file, or larger than any that tablewright writes.
 */
export function readSmallFile(file: string): string | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (!fstatSync(descriptor).isFile()) throw new Error(`${file} is not a file that tablewright wrote. Delete it.`);
    const bytes = Buffer.alloc(largest + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    }
    if (length > largest) throw new Error(`${file} is larger than any file that tablewright writes. Delete it.`);
    return bytes.toString('utf8', 0, length);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

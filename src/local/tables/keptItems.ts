import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseObject } from '../../schema/index.js';
import { type ItemJson, itemFromJson, itemToJson, type StoredItem } from '../itemJson.js';

/**
 * The items of a table while it is made anew, in a file that is whole before the table goes. It stays until they are in the new
 * table, so whoever is killed in between leaves all of them, and the next run puts them back. Its form is that of a seed.
 */
export function keepItems(folder: string, tableName: string, items: readonly StoredItem[]): string {
  const file = keptFile(folder, tableName);
  writeItems(file, tableName, items);
  return file;
}

/** The items that a run which was interrupted has left; none, where none was. */
export function keptItems(folder: string, tableName: string): StoredItem[] | undefined {
  const file = keptFile(folder, tableName);
  if (!existsSync(file)) return undefined;
  const items = parseObject(readFileSync(file, 'utf8'))?.[tableName];
  if (!Array.isArray(items)) {
    throw new Error(`${file} does not hold the items of ${tableName} any more. Correct it, or delete it.`);
  }
  return items.map((item) => itemFromJson(item as ItemJson));
}

/** They are in the table now. */
export function dropKeptItems(folder: string, tableName: string): void {
  rmSync(keptFile(folder, tableName), { force: true });
}

/** Writes the items that do not fit into a file of their own, beside those of earlier times, and returns its path. */
export function leaveItems(folder: string, tableName: string, items: readonly StoredItem[]): string {
  const file = (number: number) => join(folder, 'left', `${tableName}-${number}.json`);
  let number = 1;
  while (existsSync(file(number))) number += 1;
  writeItems(file(number), tableName, items);
  return file(number);
}

function keptFile(folder: string, tableName: string): string {
  return join(folder, 'kept', `${tableName}.json`);
}

/** Whole or not at all, and on the disk when this returns. */
function writeItems(file: string, tableName: string, items: readonly StoredItem[]): void {
  mkdirSync(join(file, '..'), { recursive: true });
  const draft = `${file}.draft`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeSync(descriptor, `{ ${JSON.stringify(tableName)}: [`);
    items.forEach((item, i) => {
      writeSync(descriptor, `${i ? ',' : ''}\n${JSON.stringify(itemToJson(item))}`);
    });
    writeSync(descriptor, '\n] }\n');
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
}

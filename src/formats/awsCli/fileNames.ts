import { uniqueNames } from '../uniqueNames.js';

/** A file system takes 255 bytes; the name of a table alone may have as many. */
const maxTableName = 180;

/** Gives each call a file name of its own, also where names differ in nothing but case, which some file systems ignore. */
export function fileNames(): (operation: string, tableName: string) => string {
  const free = uniqueNames('-', (name) => name.toLowerCase());
  return (operation, tableName) => `${free(`${operation}-${tableName.slice(0, maxTableName)}`)}.json`;
}

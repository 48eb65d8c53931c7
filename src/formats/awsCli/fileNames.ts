/** A file system takes 255 bytes; the name of a table alone may have as many. */
const maxTableName = 180;

/** Gives each call a file name of its own, also where names differ in nothing but case, which some file systems ignore. */
export function fileNames(): (operation: string, tableName: string) => string {
  const taken = new Set<string>();
  return (operation, tableName) => {
    const base = `${operation}-${tableName.slice(0, maxTableName)}`;
    let name = `${base}.json`;
    for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${base}-${i}.json`;
    taken.add(name.toLowerCase());
    return name;
  };
}

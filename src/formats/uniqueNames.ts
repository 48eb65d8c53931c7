/** A function that returns each name once, and with the separator and a number when it comes again. */
export function uniqueNames(separator = ''): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    let free = name;
    for (let i = 2; taken.has(free); i++) free = `${name}${separator}${i}`;
    taken.add(free);
    return free;
  };
}

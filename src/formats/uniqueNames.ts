/**
 * A function that returns each name once, and with the separator and a number when it comes again.
 *
 * @param separator what stands before the number
 * @param same what two names have in common that can't both be: the names themselves, unless they are told apart by less
 */
export function uniqueNames(separator = '', same: (name: string) => string = (name) => name): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    let free = name;
    for (let i = 2; taken.has(same(free)); i++) free = `${name}${separator}${i}`;
    taken.add(same(free));
    return free;
  };
}

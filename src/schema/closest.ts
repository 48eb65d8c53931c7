/**
 * The candidate that a misspelt name was probably meant to be: the same but for case, `_` and `-`, or one or two slips of the fingers
 * away. Names that differ in their digits alone (`line1`, `line2`) are different on purpose.
 */
export function closest(name: string, candidates: readonly string[]): string | undefined {
  const wanted = plain(name);
  // Short names are close to too many.
  const most = name.length < 4 ? 0 : name.length < 8 ? 1 : 2;
  for (let slips = 0; slips <= most; slips++) {
    const close = candidates.filter((candidate) => isClose(wanted, plain(candidate), slips));
    // Of several, the longest: letters are forgotten more often than put in.
    if (close.length) return close.sort((one, other) => other.length - one.length)[0];
  }
  return undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

function digitless(name: string): string {
  return name.replace(/\d/g, '');
}

/** Whether so many letters put in, taken out, changed, or swapped with their neighbour make one of the other. */
function isClose(a: string, b: string, slips: number): boolean {
  if (a === b) return true;
  if (!slips || digitless(a) === digitless(b)) return false;
  const after = (x: number, y: number, left = slips - 1) => isClose(a.slice(x), b.slice(y), left);
  if (a[0] === b[0]) return after(1, 1, slips);
  return (a[0] === b[1] && a[1] === b[0] && after(2, 2)) || after(1, 0) || after(0, 1) || after(1, 1);
}

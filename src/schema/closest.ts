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
    if (close.length) return close.reduce((best, other) => (other.length > best.length ? other : best));
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
  let same = 0;
  while (a[same] === b[same]) same++;
  const after = (x: number, y: number) => isClose(a.slice(same + x), b.slice(same + y), slips - 1);
  if (a[same] === b[same + 1] && a[same + 1] === b[same] && after(2, 2)) return true;
  return after(1, 0) || after(0, 1) || after(1, 1);
}

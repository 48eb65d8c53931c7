/**
 * The candidate that a misspelt name was probably meant to be: the same but for case, `_` and `-`, or one or two slips of the fingers
 * away. Names that differ in their digits alone (`line1`, `line2`) are different on purpose.
 */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(name);
  // Short names are close to too many.
  let most = name.length < 4 ? 0 : name.length < 8 ? 1 : 2;
  let best: string | undefined;
  for (const candidate of candidates) {
    const other = plain(candidate);
    if (wanted === other) return candidate;
    if (Math.abs(wanted.length - other.length) <= most && wanted.replace(/\d/g, '') !== other.replace(/\d/g, '')) {
      const slips = slipsBetween(wanted, other);
      // Of two that are as close, the longer: letters are forgotten more often than put in.
      if (slips < most || (slips === most && other.length > plain(best ?? '').length))
        [best, most] = [candidate, slips];
    }
  }
  return best;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

/** Letters to put in, take out or change, or to swap with their neighbour. */
function slipsBetween(a: string, b: string): number {
  let earlier: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], earlier[j - 2] + 1);
    }
    [earlier, last] = [last, row];
  }
  return last[b.length];
}

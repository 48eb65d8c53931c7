/** Lines on each side beyond which the middle is shown as replaced whole: their table of pairs would not fit. */
const comparable = 4_000_000;
/** Lines shown before and after a change. */
const context = 3;

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** The difference of two strings by lines, in the unified form of `diff -u`; empty if there is none. */
export function lineDiff(
  before: string,
  after: string,
  names: { readonly before: string; readonly after: string },
): string {
  const lines = compare(linesOf(before), linesOf(after));
  const hunks = hunksOf(lines);
  return hunks.length ? `--- ${names.before}\n+++ ${names.after}\n${hunks.join('')}` : '';
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

function compare(before: readonly string[], after: readonly string[]): Line[] {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start++;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const same = (text: string): Line => ({ sign: ' ', text });
  return [
    ...before.slice(0, start).map(same),
    ...changed(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ];
}

/** By the longest common subsequence. */
function changed(before: readonly string[], after: readonly string[]): Line[] {
  const removed = (text: string): Line => ({ sign: '-', text });
  const added = (text: string): Line => ({ sign: '+', text });
  const width = after.length + 1;
  if (before.length * after.length > comparable) return [...before.map(removed), ...after.map(added)];
  /** The common lines from this pair on. */
  const common = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * width + j] =
        before[i] === after[j]
          ? common[(i + 1) * width + j + 1] + 1
          : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ sign: ' ', text: before[i++] });
      j++;
    } else if (j === after.length || (i < before.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      lines.push(removed(before[i++]));
    } else {
      lines.push(added(after[j++]));
    }
  }
  return lines;
}

function hunksOf(lines: readonly Line[]): string[] {
  const near = new Set<number>();
  lines.forEach(({ sign }, at) => {
    if (sign !== ' ') for (let k = at - context; k <= at + context; k++) near.add(k);
  });
  const hunks: string[] = [];
  const position = { before: 1, after: 1 };
  let hunk: Line[] = [];
  let from = { ...position };
  const close = () => {
    if (!hunk.length) return;
    const count = (other: Line['sign']) => hunk.filter(({ sign }) => sign !== other).length;
    const body = hunk.map(({ sign, text }) => `${sign}${text}\n`).join('');
    hunks.push(`@@ -${from.before},${count('+')} +${from.after},${count('-')} @@\n${body}`);
    hunk = [];
  };
  lines.forEach((line, at) => {
    if (near.has(at)) {
      if (!hunk.length) from = { ...position };
      hunk.push(line);
    } else {
      close();
    }
    if (line.sign !== '+') position.before++;
    if (line.sign !== '-') position.after++;
  });
  close();
  return hunks;
}

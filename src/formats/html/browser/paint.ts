import { all } from './dom.js';

// Colour in code, without a change to the page: where the browser has no highlights, the code is plain.

const kinds = ['comment', 'string', 'number', 'word'] as const;
const highlights =
  typeof Highlight === 'function' && CSS.highlights
    ? new Map(kinds.map((kind) => [kind, new Highlight()] as const))
    : undefined;
for (const [kind, highlight] of highlights ?? []) CSS.highlights.set(kind, highlight);

/** Longer code stays plain: the browser would take long. */
const longest = 60_000;

const apart = (what: string) => `(?<![A-Za-z0-9_.-])(?:${what})(?![A-Za-z0-9_.-])`;
const words =
  'import|from|export|const|new|await|class|extends|super|this|constructor|true|false|null|resource|aws|flowchart';
const token = new RegExp(
  [
    '(?<comment>^[ ]*(?:#|//|%%|--)(?!#).*)',
    String.raw`(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`,
    `(?<word>${apart(words)})`,
    `(?<number>${apart('[0-9]+')})`,
  ].join('|'),
  'gm',
);

/** Colours the code that stands in an element, each once. */
export function paint(within: HTMLElement): void {
  if (!highlights) return;
  for (const code of all('pre > code', within)) {
    const node = code.firstChild;
    if (code.dataset.painted || code.childNodes.length !== 1 || !(node instanceof Text)) continue;
    if (node.length > longest) continue;
    code.dataset.painted = 'yes';
    for (const match of node.data.matchAll(token)) {
      const kind = kinds.find((name) => match.groups?.[name] !== undefined);
      if (!kind) continue;
      const [startOffset, endOffset] = [match.index, match.index + match[0].length];
      highlights.get(kind)?.add(new StaticRange({ startContainer: node, startOffset, endContainer: node, endOffset }));
    }
  }
}

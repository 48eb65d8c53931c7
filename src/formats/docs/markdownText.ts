import { visible } from '../../schema/index.js';
import { visibleJson } from '../visibleJson.js';
import type { Words } from './words.js';

/**
 * Text as data in GitHub's Markdown. A character reference never counts as markup, neither in a table's row nor in a paragraph
 * (https://github.github.com/gfm/#entity-and-numeric-character-references), so what could be markup is written as one. A code span
 * holds no references, and parsers differ on a backslash and a pipe in it; so what has those gets the element.
 */

/** A name or a value, in code. What would not be seen, is not one line, or commands a log shows as a JSON string. */
export function code(value: string): string {
  const shown = isVisible(value) ? value : quoted(value);
  return /[`|\\]/.test(shown) ? `<code>${text(shown)}</code>` : `\`${shown}\``;
}

/** Words, on one line. */
export function text(value: string): string {
  return visible(value.replace(/\s+/g, ' ').trim()).replace(
    /[^\p{L}\p{N}\p{M}\p{So} ]/gu,
    (char) => `&#${char.codePointAt(0)};`,
  );
}

/** A block of JSON, whatever it holds. */
export function jsonBlock(value: unknown): string {
  const content = visibleJson(value);
  const runs = [...content.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return `${fence}json\n${content}\n${fence}`;
}

/** Rows of cells that are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Words on a line, with what a schema says in code. */
export function inline(words: Words): string {
  return words.map((part) => (typeof part === 'string' ? part : code(part.said))).join('');
}

const invisible = /(?! )[\p{C}\p{Z}]/u;

/** Whether it shows as it is, and can't be taken for a JSON string. */
function isVisible(value: string): boolean {
  return value !== '' && value === visible(value) && !invisible.test(value) && !/^ | $| {2}|^".*"$/.test(value);
}

function quoted(value: string): string {
  const json = visible(JSON.stringify(value)).replace(new RegExp(invisible, 'gu'), (char) =>
    [...Array(char.length).keys()].map((i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
  );
  // White space in a row counts as one, wherever it is shown.
  return json.replace(/ (?= )|(?<=^") | (?="$)/g, '\\u0020');
}

import { type Comments, commentLines } from './comments.js';
import { lineWidth, printKey, quote } from './source.js';

const isCode = /* @__PURE__ */ Symbol('code');

/** What stands in a value as it is written in TypeScript: a name, or the call of a function. */
export interface Code {
  readonly [isCode]: { readonly name: string; readonly args?: readonly unknown[] | undefined };
}

/** A name of the program, such as `TableClass.STANDARD`, or with arguments the call of a function. */
export function code(name: string, args?: readonly unknown[]): Code {
  return { [isCode]: { name, args } };
}

function codeIn(value: unknown): Code[typeof isCode] | undefined {
  return typeof value === 'object' && value !== null && isCode in value ? (value as Code)[isCode] : undefined;
}

/** What is known of the value while it is printed. */
export interface Printing {
  /** What was printed in one line already: a part is asked for it at each level that it is in. */
  readonly flats?: Map<object, string>;
  /** What stands above the entries of the objects in it. An object with an entry here, an empty one too, takes several lines. */
  readonly comments?: Comments;
}

/**
 * A value of JSON, in which there may be `code`, as TypeScript, formatted as Prettier and Biome do with single quotes, two spaces and 120 columns.
 *
 * @param before what stands before it on its first line
 * @param after what stands behind it on its last line
 */
export function printLiteral(
  value: unknown,
  before: string,
  after: string,
  { flats = new Map(), comments }: Printing = {},
): string {
  const printing = { flats, comments };
  const depth = /^ */.exec(before)?.[0].length ?? 0;
  const flat = printFlat(value, flats);
  const commented = typeof value === 'object' && value !== null ? comments?.get(value) : undefined;
  const fits = !commented && columns(before) + columns(flat) + columns(after) <= lineWidth;
  const written = codeIn(value);
  if (written) {
    const { name, args = [] } = written;
    if (fits || !args.length) return before + flat + after;
    if (args.length === 1) return printLiteral(args[0], `${before}${name}(`, `)${after}`, printing);
    const lines = args.map((argument) => printLiteral(argument, ' '.repeat(depth + 2), ',', printing));
    return [`${before}${name}(`, ...lines, `${' '.repeat(depth)})${after}`].join('\n');
  }
  if (Array.isArray(value)) {
    if (fits && !breaksAlways(value)) return before + flat + after;
    const lines = value.map((item) => printLiteral(item, ' '.repeat(depth + 2), ',', printing));
    return [`${before}[`, ...lines, `${' '.repeat(depth)}]${after}`].join('\n');
  }
  if (typeof value === 'string' && !fits && breaksBeforeString(before)) {
    return `${before.trimEnd()}\n${' '.repeat(depth + 2)}${flat}${after}`;
  }
  if (typeof value !== 'object' || value === null) return before + flat + after;
  const entries = entriesOf(value);
  if (!commented && (!entries.length || (fits && depth > 0 && !isNested(value)))) return before + flat + after;
  const indent = ' '.repeat(depth + 2);
  const lines = entries.flatMap(([key, entry]) => {
    const above = commentLines(commented?.above.get(key) ?? [], indent);
    if (isShorthand(key, entry)) return [...above, `${indent}${key},`];
    const [property, end] = printProperty(key);
    return [...above, printLiteral(entry, `${indent}${property}: `, `${end},`, printing)];
  });
  return [
    `${before}{`,
    ...lines,
    ...commentLines(commented?.atEnd ?? [], indent),
    `${' '.repeat(depth)}}${after}`,
  ].join('\n');
}

/** The variable of the property's own name. */
function isShorthand(key: string, entry: unknown): boolean {
  const written = codeIn(entry);
  return written !== undefined && !written.args && written.name === key;
}

/** A string that is too long stands below its name, unless nothing would be won. */
function breaksBeforeString(before: string): boolean {
  return columns(before.trim()) > 'name:'.length;
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, entry]) => entry !== undefined);
}

/** An object reads better over several lines when it holds others that hold more than one thing. */
function isNested(value: object): boolean {
  const held = entriesOf(value).flatMap(([, entry]) => (typeof entry === 'object' && entry !== null ? [entry] : []));
  return held.some((entry) =>
    Array.isArray(entry) ? entry.some((item) => typeof item === 'object') : entriesOf(entry).length > 1,
  );
}

/** Formatters break a list of several objects, or of several lists, of several entries each. */
function breaksAlways(items: readonly unknown[]): boolean {
  if (items.length < 2) return false;
  const size = (item: unknown) =>
    typeof item !== 'object' || item === null ? 0 : Array.isArray(item) ? item.length : entriesOf(item).length;
  return items.every((item) => size(item) > 1 && Array.isArray(item) === Array.isArray(items[0]));
}

function printFlat(value: unknown, flats: Map<object, string>): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null) return String(value).replace('e+', 'e');
  const flat = flats.get(value) ?? printParts(value, flats);
  flats.set(value, flat);
  return flat;
}

function printParts(value: object, flats: Map<object, string>): string {
  const list = (items: readonly unknown[]) => items.map((item) => printFlat(item, flats)).join(', ');
  const written = codeIn(value);
  if (written) return written.args ? `${written.name}(${list(written.args)})` : written.name;
  if (Array.isArray(value)) return `[${list(value)}]`;
  const entries = entriesOf(value).map(([key, entry]) => {
    if (isShorthand(key, entry)) return key;
    const [property, end] = printProperty(key);
    return `${property}: ${printFlat(entry, flats)}${end}`;
  });
  return entries.length ? `{ ${entries.join(', ')} }` : '{}';
}

/** The members that every object has, by the compiler's lights. */
const inherited = /* @__PURE__ */ new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * A key, and what must follow its value. For the name of an inherited member the compiler does not look at what type the value
 * should have, and infers `string` for `'S'`.
 */
function printProperty(key: string): readonly [property: string, end: string] {
  return [printKey(key), inherited.has(key) ? ' as const' : ''];
}

const graphemes = /* @__PURE__ */ new Intl.Segmenter();

/** Wide characters, of East Asian scripts and emoji, take two. */
function columns(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  const wide =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uFF01-\uFF60]/u;
  return [...graphemes.segment(text)].reduce((sum, { segment }) => sum + (wide.test(segment) ? 2 : 1), 0);
}

/** A package.json with scripts added, and nothing else of it changed, down to its white space. */
export interface WithScripts {
  readonly text: string;
  readonly added: readonly string[];
  /** Those that stood there already, whatever they do. */
  readonly kept: readonly string[];
}

/**
 * Adds scripts to the text of a package.json, in its own indentation and line ends. A script that has the name already stays.
 *
 * @throws SyntaxError if the text is not JSON; an Error if it is not that of an object, or its `scripts` are not one.
 */
export function withScripts(text: string, scripts: { readonly [name: string]: string }): WithScripts {
  const manifest: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  if (!isObject(manifest)) throw new Error('it is not a JSON object');
  const there = manifest.scripts ?? {};
  if (!isObject(there) || manifest.scripts === null) throw new Error('its "scripts" is not an object');
  const kept = Object.keys(scripts).filter((name) => Object.hasOwn(there, name));
  const missing = Object.entries(scripts).filter(([name]) => !Object.hasOwn(there, name));
  const result = { added: missing.map(([name]) => name), kept };
  if (!missing.length) return { text, ...result };
  const holder = objectsIn(text).find(({ at }) => at.length === 1 && at[0] === 'scripts');
  if (holder) return { text: insert(text, holder, missing), ...result };
  const root = objectsIn(text)[0];
  return { text: insert(text, root, [['scripts', Object.fromEntries(missing)]]), ...result };
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where an object stands in the text. */
interface Place {
  /** The names that lead to it. */
  readonly at: readonly string[];
  /** Behind its opening brace. */
  readonly start: number;
  /** Behind its last entry, or else its opening brace. */
  readonly last: number;
  /** At its closing brace. */
  readonly end: number;
}

const token = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** The objects of a JSON text that are reached by names alone, the outermost first; of those with one name the last, which counts. */
function objectsIn(text: string): Place[] {
  const found = new Map<string, Place>();
  const open: { readonly at: readonly string[] | undefined; readonly start: number; name?: string }[] = [];
  let [before, last] = ['', 0];
  for (const { 0: word, index } of text.matchAll(token)) {
    const holder = open.at(-1);
    if (word === '{' || word === '[') {
      const path = holder === undefined ? [] : holder.at && holder.name !== undefined && [...holder.at, holder.name];
      open.push({ at: word === '{' && path ? path : undefined, start: index + 1 });
    } else if (word === '}' || word === ']') {
      const closed = open.pop();
      if (closed?.at) found.set(JSON.stringify(closed.at), { at: closed.at, start: closed.start, last, end: index });
    } else if (word === ':' && holder) {
      holder.name = JSON.parse(before);
    }
    before = word;
    last = index + word.length;
  }
  return [...found.values()].sort((one, other) => one.at.length - other.at.length);
}

function insert(text: string, place: Place, entries: readonly (readonly [string, unknown])[]): string {
  const isEmpty = place.last === place.start;
  const body = text.slice(place.start, place.end);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const unit = unitOf(text);
  if (unit === undefined || !(isEmpty || body.includes('\n'))) {
    // All on one line.
    const gap = text.includes('":') && !text.includes('": ') ? '' : ' ';
    const added = entries.map(([name, value]) => `${JSON.stringify(name)}:${gap}${flat(value, gap)}`).join(`,${gap}`);
    return isEmpty
      ? `${text.slice(0, place.start)}${gap}${added}${gap}${text.slice(place.end)}`
      : `${text.slice(0, place.last)},${gap}${added}${text.slice(place.last)}`;
  }
  const outer = unit.repeat(place.at.length);
  const lines = entries.map(([name, value]) => {
    const printed = JSON.stringify(value, null, unit).split('\n').join(`${lineEnd}${outer}${unit}`);
    return `${outer}${unit}${JSON.stringify(name)}: ${printed}`;
  });
  const before = `${text.slice(0, place.last)}${isEmpty ? '' : ','}${lineEnd}`;
  const after = isEmpty ? `${lineEnd}${outer}${text.slice(place.end)}` : text.slice(place.last);
  return before + lines.join(`,${lineEnd}`) + after;
}

/** With a space between its parts, or none. */
function flat(value: unknown, gap: string): string {
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}:${gap}${flat(entry, gap)}`);
  return `{${gap}${entries.join(`,${gap}`)}${gap}}`;
}

/** What stands before the first entry on a line of its own. */
function unitOf(text: string): string | undefined {
  return (
    /^\uFEFF?\s*\{[^\S\n]*\r?\n([ \t]+)"/.exec(text)?.[1] ?? (/^\uFEFF?\s*\{\s*\}\s*$/.test(text) ? '  ' : undefined)
  );
}

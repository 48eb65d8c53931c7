import type { Path } from '../schema/index.js';
import { placeOf } from './unknownPlaces.js';

/** An object or a list that is open, and the path of what comes next in it. */
interface Open {
  readonly keys: Set<string> | undefined;
  step: string | number;
}

interface PlaceInJson {
  readonly path: Path;
  /** Where the key's opening quote, or the object's brace, stands. */
  readonly offset: number;
}

/** A key of an object in JSON text. */
interface KeyInJson extends PlaceInJson {
  readonly kind: 'key';
  /** Whether the object had it before. */
  readonly isAgain: boolean;
}

interface ObjectInJson extends PlaceInJson {
  readonly kind: 'object';
}

/**
 * The places of a JSON text where an object has a key that it had before. `JSON.parse` takes the last and says nothing.
 *
 * @param text what `JSON.parse` has read without an error
 */
export function repeatedKeys(text: string): Path[] {
  return [...keysInJson(text)].filter(({ isAgain }) => isAgain).map(({ path }) => path);
}

/** The keys of all objects in a text that `JSON.parse` has read without an error. */
export function* keysInJson(text: string): Iterable<KeyInJson> {
  for (const place of placesInJson(text)) if (place.kind === 'key') yield place;
}

/** The line of each object in a JSON text, by `placeOf` of its path. Other text has none. */
export function linesOfObjects(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  try {
    JSON.parse(text);
  } catch {
    return found;
  }
  let line = 1;
  let from = 0;
  for (const { kind, path, offset } of placesInJson(text)) {
    if (kind !== 'object') continue;
    line += text.slice(from, offset).split('\n').length - 1;
    from = offset;
    found.set(placeOf(path), line);
  }
  return found;
}

function* placesInJson(text: string): Iterable<KeyInJson | ObjectInJson> {
  const stack: Open[] = [];
  const path = () => stack.map(({ step }) => step);
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\],]/g;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token, colon] = match;
    const open = stack.at(-1);
    if (token === '{') {
      yield { kind: 'object', path: path(), offset: match.index };
      stack.push({ keys: new Set(), step: '' });
    } else if (token === '[') stack.push({ keys: undefined, step: 0 });
    else if (token === '}' || token === ']') stack.pop();
    else if (token === ',') {
      if (open && typeof open.step === 'number') open.step++;
    } else if (colon !== undefined && open?.keys) {
      open.step = JSON.parse(token.slice(0, -colon.length)) as string;
      yield { kind: 'key', path: path(), offset: match.index, isAgain: open.keys.has(open.step) };
      open.keys.add(open.step);
    }
  }
}

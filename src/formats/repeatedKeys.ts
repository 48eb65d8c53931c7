import type { Path } from '../schema/index.js';

/** An object or a list that is open, and the path of what comes next in it. */
interface Open {
  readonly keys: Set<string> | undefined;
  step: string | number;
}

/** A key of an object in JSON text. */
interface KeyInJson {
  readonly path: Path;
  /** Where its opening quote stands. */
  readonly offset: number;
  /** Whether the object had it before. */
  readonly isAgain: boolean;
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
  const stack: Open[] = [];
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\],]/g;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token, colon] = match;
    const open = stack.at(-1);
    if (token === '{') stack.push({ keys: new Set(), step: '' });
    else if (token === '[') stack.push({ keys: undefined, step: 0 });
    else if (token === '}' || token === ']') stack.pop();
    else if (token === ',') {
      if (open && typeof open.step === 'number') open.step++;
    } else if (colon !== undefined && open?.keys) {
      open.step = JSON.parse(token.slice(0, -colon.length)) as string;
      yield { path: stack.map(({ step }) => step), offset: match.index, isAgain: open.keys.has(open.step) };
      open.keys.add(open.step);
    }
  }
}

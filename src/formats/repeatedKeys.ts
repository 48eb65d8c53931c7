import type { Path } from '../schema/index.js';

/** An object or a list that is open, and the path of what comes next in it. */
interface Open {
  readonly keys: Set<string> | undefined;
  step: string | number;
}

/**
 * The places of a JSON text where an object has a key that it had before. `JSON.parse` takes the last and says nothing.
 *
 * @param text what `JSON.parse` has read without an error
 */
export function repeatedKeys(text: string): Path[] {
  const found: Path[] = [];
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
      if (open.keys.has(open.step)) found.push(stack.map(({ step }) => step));
      open.keys.add(open.step);
    }
  }
  return found;
}

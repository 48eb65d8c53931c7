import { placeOf } from '../unknownPlaces.js';

/** The line of each object in a JSON text, by `placeOf` of its path. Other text has none. */
export function linesOfObjects(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  try {
    JSON.parse(text);
  } catch {
    return found;
  }
  const open: (string | number)[] = [];
  let line = 1;
  let from = 0;
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\],]/g;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token, colon] = match;
    if (token === '{') {
      line += text.slice(from, match.index).split('\n').length - 1;
      from = match.index;
      found.set(placeOf(open), line);
    }
    if (token === '{') open.push('');
    else if (token === '[') open.push(0);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',') {
      const step = open.at(-1);
      if (typeof step === 'number') open[open.length - 1] = step + 1;
    } else if (colon !== undefined) open[open.length - 1] = JSON.parse(token.slice(0, -colon.length)) as string;
  }
  return found;
}

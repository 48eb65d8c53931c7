/** JSON text that is equal for equal data: properties in order of their names, those that are `undefined` left out. */
export function canonicalJson(value: unknown): string {
  return textOf(value) ?? 'null';
}

/** Written out rather than by a replacer, which would copy every object: plans are made many times a run, of this above all. */
function textOf(value: unknown): string | undefined {
  if (!value || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((member) => textOf(member) ?? 'null').join(',')}]`;
  let text = '';
  for (const name of Object.keys(value).sort()) {
    const member = textOf(entry(value, name));
    if (member !== undefined) text += `${text && ','}${JSON.stringify(name)}:${member}`;
  }
  return `{${text}}`;
}

/** True for data that is the same as JSON: the order of properties does not count, nor do those that are `undefined`. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!a || !b || typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) !== Array.isArray(b)) return false;
  let more = 0;
  for (const name of Object.keys(a)) {
    const value = entry(a, name);
    if (value === undefined) continue;
    if (!Object.hasOwn(b, name) || !sameJson(value, entry(b, name))) return false;
    more += 1;
  }
  for (const name of Object.keys(b)) if (entry(b, name) !== undefined) more -= 1;
  return more === 0;
}

function entry(value: object, name: string): unknown {
  return (value as Record<string, unknown>)[name];
}

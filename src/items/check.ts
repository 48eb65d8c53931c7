/** Throws the one error of a wrong call: where, and what is wrong there. */
export function fail(path: string, rule: string): never {
  throw new TypeError(`${path} ${rule}`);
}

/** What a table has under a word that a caller wrote. */
export function lookup<V>(table: Readonly<Record<string, V>>, word: string, path: string): V {
  return Object.hasOwn(table, word)
    ? table[word]
    : fail(path, `has no '${word}', only ${Object.keys(table).join(', ')}`);
}

/** Whether a value is a plain object, of whatever realm: not a list, a set, bytes or an instance of a class. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return !!value && !Object.getPrototypeOf(Object.getPrototypeOf(value) ?? Object.prototype);
}

/** The entries of an object that a caller wrote. One that is undefined got lost on the way: it is not left out in silence. */
export function entriesOf(value: unknown, path: string): [string, unknown][] {
  if (!isPlain(value)) fail(path, 'must be an object');
  for (const name in value) if (value[name] === undefined) fail(`${path}.${name}`, 'cannot be undefined');
  return Object.entries(value);
}

/** The list that a caller wrote, with something in it. */
export function listOf(value: unknown, path: string): readonly unknown[] {
  return Array.isArray(value) && value.length ? value : fail(path, 'must be a list that is not empty');
}

/** Fails for what DynamoDB cannot hold, or what the document client would drop or change in silence, wherever in the value. */
export function checkValue(value: unknown, path: string): void {
  const isSet = value instanceof Set;
  if (
    value === undefined ||
    typeof value === 'function' ||
    typeof value === 'symbol' ||
    (typeof value === 'number' && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) ||
    (isSet && !value.size)
  ) {
    fail(path, `cannot be ${isSet ? 'an empty set' : String(value)}`);
  }
  const isMany = Array.isArray(value) || isSet || value instanceof Map;
  if (isMany || isPlain(value)) {
    for (const [name, inner] of isMany ? value.entries() : Object.entries(value)) checkValue(inner, `${path}.${name}`);
  }
}

/** Fails for what is not a whole number of at least so many. */
export function checkCount(value: unknown, path: string, least = 1): void {
  if (!Number.isInteger(value) || (value as number) < least) fail(path, `must be a whole number from ${least}`);
}

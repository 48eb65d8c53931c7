/** Throws the one error of a wrong call: where, and what is wrong there. */
export function fail(path: string, rule: string): never {
  throw new TypeError(`${path} ${rule}`);
}

/** What a table has under a word that a caller wrote. */
export function lookup<V>(table: Readonly<Record<string, V>>, word: string, path: string): V {
  return Object.hasOwn(table, word)
    ? table[word]
    : fail(path, `knows no '${word}', only ${Object.keys(table).join(', ')}`);
}

/** Whether a value is a plain object, of whatever realm: not a list, a set, bytes or an instance of a class. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Object.getPrototypeOf(Object.getPrototypeOf(value) ?? Object.prototype)
  );
}

/** The entries of an object that a caller wrote. One that is undefined is a value that got lost: it must not be left out in silence. */
export function entriesOf(value: unknown, path: string): [string, unknown][] {
  if (!isPlain(value)) fail(path, 'must be an object');
  return Object.entries(value).map((entry) =>
    entry[1] === undefined ? fail(`${path}.${entry[0]}`, 'is undefined') : entry,
  );
}

/** The list that a caller wrote, of any length or of so many at most. */
export function listOf(value: unknown, path: string, least = 1, most = Number.POSITIVE_INFINITY): readonly unknown[] {
  if (!Array.isArray(value)) fail(path, 'must be a list');
  if (value.length < least || value.length > most)
    fail(path, value.length ? `has ${value.length}, not ${most}` : 'is empty');
  return value;
}

/** Fails for what DynamoDB cannot hold, or what the document client would drop or change in silence, wherever in the value. */
export function checkValue(value: unknown, path: string): void {
  if (typeof value === 'number') {
    if (!(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) fail(path, `is ${value}: beyond 2^53 use a bigint`);
  } else if (typeof value === 'object' && value !== null) {
    if (value instanceof Set && !value.size) fail(path, 'is an empty set');
    const isMany = Array.isArray(value) || value instanceof Set || value instanceof Map;
    for (const [name, inner] of isMany ? value.entries() : isPlain(value) ? Object.entries(value) : []) {
      checkValue(inner, `${path}.${name}`);
    }
  } else if (value === undefined || typeof value === 'function' || typeof value === 'symbol') {
    fail(path, `is ${typeof value}`);
  }
}

/** Fails for what is not a whole number in these bounds. */
export function checkCount(value: unknown, path: string, least = 1, most = Number.MAX_SAFE_INTEGER): void {
  if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) {
    fail(path, `must be a whole number from ${least} to ${most}`);
  }
}

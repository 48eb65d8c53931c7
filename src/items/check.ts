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

/** The entries of an object that a caller wrote. */
export function entriesOf(value: unknown, path: string): [string, unknown][] {
  return isPlain(value) ? Object.entries(value) : fail(path, 'must be an object');
}

/** The list that a caller wrote, with something in it. */
export function listOf(value: unknown, path: string): readonly unknown[] {
  return Array.isArray(value) && value.length ? value : fail(path, 'must be a list that is not empty');
}

/**
 * Fails for what DynamoDB cannot hold, or what the document client would drop or change in silence, wherever in the value. What is
 * undefined got lost on the way: a condition that is dropped is the worst that can happen.
 */
export function checkValue(value: unknown, path: string): void {
  if (typeof value === 'string') return;
  if (typeof value !== 'object' || !value) {
    if (/undef|func|sym/.test(typeof value) || (typeof value === 'number' && !(Math.abs(value) < 2 ** 53))) {
      fail(path, `cannot be ${String(value)}`);
    }
  } else if (value instanceof Set) {
    if (!value.size) fail(path, 'cannot be an empty set');
    for (const member of value) checkValue(member, path);
  } else if (isPlain(value) || Array.isArray(value)) {
    for (const name in value) checkValue((value as Record<string, unknown>)[name], `${path}.${name}`);
  }
}

/** Fails for what is not a whole number of at least so many. */
export function checkCount(value: unknown, path: string, least = 1): void {
  if (!Number.isInteger(value) || (value as number) < least) fail(path, `must be a whole number from ${least}`);
}

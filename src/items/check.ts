/** Throws the one error of a wrong call: where, what must be there, and what is there instead. */
export function fail(path: string, rule: string, ...given: readonly unknown[]): never {
  throw new TypeError(path + rule + given.map((value) => `, not ${shown(value)}`));
}

function shown(value: unknown): string {
  return typeof value === 'string'
    ? `'${value.slice(0, 40)}'`
    : Array.isArray(value)
      ? `a list of ${value.length}`
      : value && typeof value === 'object'
        ? 'an object'
        : String(value);
}

/** What a table has under a word that a caller wrote. */
export function lookup<V>(table: Readonly<Record<string, V>>, word: string, path: string): V {
  return Object.hasOwn(table, word)
    ? table[word]
    : fail(path, ` has no '${word}', only ${Object.keys(table).join(', ')}`);
}

/** Whether a value is a plain object, of whatever realm: not a list, a set, bytes or an instance of a class. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return !!value && !Object.getPrototypeOf(Object.getPrototypeOf(value) ?? Object.prototype);
}

/** The entries of an object that a caller wrote. */
export function entriesOf(value: unknown, path: string): [string, unknown][] {
  return isPlain(value) ? Object.entries(value) : fail(path, ' must be an object', value);
}

/** Fails for what is not a whole number in a range: `value`, or a number that it has, like its length. */
export function checkCount(
  value: unknown,
  path: string,
  least = 1,
  most?: number,
  what = 'a whole number,',
  number = value,
): void {
  if (!Number.isInteger(number) || (number as number) < least || (number as number) > (most as number)) {
    fail(path, ` must be ${what} ${least}${most ? (most > least ? ` to ${most}` : '') : ' or more'}`, value);
  }
}

/** The list that a caller wrote, of a length in a range. */
export function listOf(value: unknown, path: string, least?: number, most?: number): readonly unknown[] {
  checkCount(value, path, least, most, 'a list of', Array.isArray(value) && value.length);
  return value as readonly unknown[];
}

/**
 * Fails for what DynamoDB cannot hold, or what the document client would drop or change in silence, wherever in the value. What is
 * undefined got lost on the way: a condition that is dropped is the worst that can happen.
 */
export function checkValue(value: unknown, path: string): void {
  if (typeof value === 'string') return;
  if (value && typeof value === 'object') {
    const isSet = value instanceof Set;
    if (isSet && !value.size) fail(path, ' cannot be an empty set');
    const members = isSet ? [...value] : value instanceof Map ? Object.fromEntries(value) : value;
    if (isPlain(members) || Array.isArray(members)) {
      for (const name in members) checkValue((members as Record<string, unknown>)[name], `${path}.${name}`);
    }
  } else if (/undef|func|sym/.test(typeof value) || (typeof value === 'number' && !(Math.abs(value) < 2 ** 53))) {
    fail(path, ` cannot be ${shown(value)}`);
  }
}

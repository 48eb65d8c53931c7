/** Throws the one error of a wrong call: where, and what is wrong there. */
export function fail(path: string, rule: string): never {
  throw new TypeError(`${path} ${rule}`);
}

/** Whether a value is a plain object, of whatever realm: not a list, a set, bytes or an instance of a class. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The entries of an object that a caller wrote. A property that is undefined is a value that got lost on the way. */
export function entriesOf(value: unknown, path: string): [string, unknown][] {
  if (!isPlain(value)) fail(path, 'must be an object');
  const entries = Object.entries(value);
  for (const [name, entry] of entries) if (entry === undefined) fail(`${path}.${name}`, 'is undefined: leave it out');
  return entries;
}

/** The list that a caller wrote, with something in it. */
export function listOf(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value) || !value.length) fail(path, 'must be a list that is not empty');
  return value;
}

/** Fails for what DynamoDB cannot hold, or what the document client would drop or change in silence, wherever in the value. */
export function checkValue(value: unknown, path: string): void {
  if (typeof value === 'number') {
    if (!(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) {
      fail(
        path,
        `is ${value}: ${Number.isFinite(value) ? 'beyond 2^53 use a bigint' : 'not a number that DynamoDB has'}`,
      );
    }
  } else if (typeof value === 'object') {
    if (Array.isArray(value)) for (let i = 0; i < value.length; i++) checkValue(value[i], `${path}[${i}]`);
    else if (value instanceof Set) {
      if (!value.size) fail(path, 'is an empty set: remove the attribute instead');
      for (const member of value) checkValue(member, path);
    } else if (value instanceof Map) for (const [name, entry] of value) checkValue(entry, `${path}.${name}`);
    else if (isPlain(value)) for (const name in value) checkValue(value[name], `${path}.${name}`);
  } else if (value === undefined || typeof value === 'function' || typeof value === 'symbol') {
    fail(path, `is ${value === undefined ? 'undefined' : `a ${typeof value}`}: not a value of DynamoDB`);
  }
}

/** Fails for a number of pages, items or segments that is not one. */
export function checkCount(value: unknown, path: string, least = 1): void {
  if (!Number.isInteger(value) || (value as number) < least) fail(path, `must be a whole number of at least ${least}`);
}

/** What DynamoDB does with items, in memory: conditions and updates as this package writes them, on plain data. */

export type Values = Record<string, unknown>;
type Comparisons = Record<string, unknown>;

/** What an object has under a name, which may be that of a method. */
export const own = (object: object | undefined, name: string): unknown =>
  object && Object.hasOwn(object, name) ? (object as Values)[name] : undefined;

/** A value with its type, as text that is the same for equal values. */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return `S ${JSON.stringify(value)}`;
  if (typeof value === 'number' || typeof value === 'bigint') return `N ${value}`;
  if (value instanceof Uint8Array) return `B ${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'boolean') return `BOOL ${value}`;
  if (value === null) return 'NULL';
  if (value instanceof Set) {
    const members = [...value].map(canonical).sort();
    return `${members[0][0]}S {${members}}`;
  }
  if (Array.isArray(value)) return `L [${value.map(canonical)}]`;
  const entries = Object.entries(value as object).map(
    ([name, entry]) => `${JSON.stringify(name)}: ${canonical(entry)}`,
  );
  return `M {${entries.sort()}}`;
}

export const typeOf = (value: unknown): string => canonical(value).split(' ')[0];

/** Negative, 0 or positive, for two strings, numbers or bytes; for others undefined. */
export function order(a: unknown, b: unknown): number | undefined {
  const type = typeOf(a);
  if (a === undefined || type !== typeOf(b) || !/^[SNB]$/.test(type)) return undefined;
  if (type === 'N') return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
  return Buffer.compare(Buffer.from(a as string), Buffer.from(b as string));
}

const isOperators = (value: unknown): value is Comparisons => Object.getPrototypeOf(value ?? 0) === Object.prototype;

const size = (value: unknown): number =>
  typeof value === 'string' || value instanceof Uint8Array
    ? Buffer.from(value as string).length
    : value instanceof Set
      ? value.size
      : Object.keys(value as object).length;

function compares(word: string, value: unknown, given: unknown): boolean {
  if (word === 'exists') return (value !== undefined) === given;
  if (word === 'ne') return value === undefined || canonical(value) !== canonical(given);
  if (value === undefined) return false;
  const by = order(value, given);
  switch (word) {
    case 'eq':
      return canonical(value) === canonical(given);
    case 'lt':
      return by !== undefined && by < 0;
    case 'lte':
      return by !== undefined && by <= 0;
    case 'gt':
      return by !== undefined && by > 0;
    case 'gte':
      return by !== undefined && by >= 0;
    case 'between': {
      const [from, to] = given as unknown[];
      return compares('gte', value, from) && compares('lte', value, to);
    }
    case 'in':
      return (given as unknown[]).some((one) => canonical(value) === canonical(one));
    case 'beginsWith':
      return (
        typeOf(value) === typeOf(given) && Buffer.from(value as string).indexOf(Buffer.from(given as string)) === 0
      );
    case 'contains':
      return typeof value === 'string' || value instanceof Uint8Array
        ? typeOf(value) === typeOf(given) && Buffer.from(value as string).includes(Buffer.from(given as string))
        : (value instanceof Set || Array.isArray(value)) &&
            [...value].some((one) => canonical(one) === canonical(given));
    case 'type':
      return typeOf(value) === given;
    case 'size':
      return meets(size(value), given);
    case 'at':
      return Object.entries(given as object).every(([name, inner]) => meets(own(value as object, name), inner));
    default:
      throw new Error(word);
  }
}

/** Whether a value meets a condition on it. */
export function meets(value: unknown, condition: unknown): boolean {
  const comparisons = isOperators(condition) ? condition : { eq: condition };
  return Object.entries(comparisons).every(([word, given]) =>
    word === 'at' ? compares(word, value ?? {}, given) : compares(word, value, given),
  );
}

/** Whether an item meets a condition. */
export function holds(item: Values, condition: object): boolean {
  return Object.entries(condition).every(([word, given]) =>
    word === 'not'
      ? !holds(item, given)
      : word === 'and'
        ? given.every((one: object) => holds(item, one))
        : word === 'or'
          ? given.some((one: object) => holds(item, one))
          : meets(own(item, word), given),
  );
}

const sum = (a: number | bigint, b: number | bigint): number | bigint => {
  const exact = BigInt(a) + BigInt(b);
  return exact > Number.MAX_SAFE_INTEGER || exact < Number.MIN_SAFE_INTEGER ? exact : Number(exact);
};

const union = (a: Iterable<unknown>, b: Iterable<unknown>): Set<unknown> =>
  new Set(new Map([...a, ...b].map((member) => [canonical(member), member])).values());

/** An item, a map or a list after changes, which see it as it was before. */
export function changed<T extends Values | unknown[]>(before: T, update: Record<string, unknown>): T {
  const after = (Array.isArray(before) ? [...before] : { ...before }) as Values;
  const old = before as Values;
  for (const [section, changes] of Object.entries(update)) {
    if (section === 'remove') for (const name of changes as string[]) delete after[name];
    else
      for (const [name, value] of Object.entries(changes as Values)) {
        const was = own(old, name);
        if (section === 'set') after[name] = value;
        if (section === 'setIfAbsent') after[name] = was === undefined ? value : was;
        if (section === 'append') after[name] = [...((was as unknown[]) ?? []), ...(value as unknown[])];
        if (section === 'at') after[name] = changed(was as Values, value as Values);
        if (section === 'add') {
          after[name] =
            value instanceof Set
              ? union((was as Set<unknown>) ?? [], value)
              : sum((was as number) ?? 0, value as number);
        }
        if (section === 'delete' && was !== undefined) {
          const gone = new Set([...(value as Set<unknown>)].map(canonical));
          const left = [...(was as Set<unknown>)].filter((member) => !gone.has(canonical(member)));
          if (left.length) after[name] = new Set(left);
          else delete after[name];
        }
      }
  }
  return (Array.isArray(before) ? Object.values(after) : after) as T;
}

/**
 * A value as Terraform would have it, as far as it is known. Parts are shared, so that locals that name each other cost no memory; how
 * large and how deep a value is stands in it, and one that is too large is unknown.
 */
export type Value = Scalar | List | Mapping | Unknown;

/** A variable whose default was taken: a deployment may give it another value. */
export interface TakenDefault {
  /** `var.stage`. */
  readonly reference: string;
  readonly value: Value;
}

interface Common {
  readonly [mark]: true;
  /** Characters and entries, counted as often as they stand there. */
  readonly size: number;
  readonly depth: number;
  /** Whether all of it is known. */
  readonly known: boolean;
  /** What it rests on, beside what its parts do. */
  readonly defaults: readonly TakenDefault[];
}

export interface Scalar extends Common {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

/** A list, a tuple or a set. */
interface List extends Common {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** A set's items are their own keys. */
  readonly set: boolean;
}

/** A map or an object. */
interface Mapping extends Common {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Value>;
  /** The keys of entries that are unknown, which no reader can find. */
  readonly unknownKeys: readonly Unknown[];
}

export interface Unknown extends Common {
  readonly kind: 'unknown';
  /** What stands for it in the configuration. */
  readonly text: string;
  /** `fails`: Terraform would reject it. `large`: it is not worked out. */
  readonly reason: 'deployment' | 'fails' | 'large';
  /** The variable without a value that it rests on, if that is why. */
  readonly variable?: string | undefined;
  /** What is unknown in it, where that is less than all of it. */
  readonly from?: string | undefined;
  /** What stands for it where a module is called with it. */
  readonly argument?: string | undefined;
  /** What tells a reference to a resource from others, and text around it. It is no part of any value. */
  readonly link?: string | undefined;
}

const mark: unique symbol = /* @__PURE__ */ Symbol('value');

/**
 * The most characters and entries that a value may come to: more than any argument of a table takes. Locals that name each other
 * double with each line, and 30 lines would fill the memory.
 */
export const largestValue = 65_536;

/** Lists within lists, as deep as any policy. */
export const deepest = 100;

/** Enough of them to be told. */
const mostDefaults = 20;

export function isValue(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && mark in value;
}

export function scalar(value: Scalar['value'], defaults: readonly TakenDefault[] = []): Value {
  const size = typeof value === 'string' ? value.length : 1;
  if (size > largestValue) return tooLarge('', size);
  return { [mark]: true, kind: 'scalar', value, size, depth: 0, known: true, defaults };
}

export function list(items: readonly Value[], defaults: readonly TakenDefault[] = [], set = false): Value {
  return held(items, items.length, (common) => ({ ...common, kind: 'list', items, set, defaults }));
}

export function mapping(
  entries: Iterable<readonly [string, Value]>,
  unknownKeys: readonly Unknown[] = [],
  defaults: readonly TakenDefault[] = [],
): Value {
  const map = new Map(entries);
  let keys = map.size;
  for (const key of map.keys()) keys += key.length;
  return held([...map.values(), ...unknownKeys], keys, (common) => ({
    ...common,
    kind: 'map',
    entries: map,
    unknownKeys,
    defaults,
  }));
}

/** A value that holds others, unless it becomes too large or too deep. */
function held(
  parts: readonly Value[],
  own: number,
  make: (common: Pick<Common, typeof mark | 'size' | 'depth' | 'known'>) => Value,
): Value {
  let [size, depth, known] = [own, 0, true];
  for (const part of parts) {
    size += part.size;
    depth = Math.max(depth, part.depth + 1);
    known &&= part.known;
  }
  return size > largestValue || depth > deepest ? tooLarge('', size) : make({ [mark]: true, size, depth, known });
}

export function unknown(
  text: string,
  {
    reason = 'deployment',
    variable,
    argument,
    link,
    defaults = [],
    size = 0,
  }: {
    readonly [P in 'reason' | 'variable' | 'from' | 'argument' | 'link' | 'defaults' | 'size']?: Unknown[P] | undefined;
  } = {},
): Unknown {
  return {
    [mark]: true,
    kind: 'unknown',
    text,
    reason,
    variable,
    argument,
    link,
    size,
    depth: 0,
    known: false,
    defaults,
  };
}

/** What is unknown because of the value, which it holds or names. */
export function renamed(value: Unknown, text: string): Unknown {
  return { ...value, text, from: value.from ?? value.text };
}

/** What Terraform would reject. */
export function fails(text: string, defaults: readonly TakenDefault[] = []): Unknown {
  return unknown(text, { reason: 'fails', defaults });
}

/** What is not worked out; what holds it is too large as well. */
export function tooLarge(text: string, size = largestValue + 1): Unknown {
  return unknown(text, { reason: 'large', size });
}

/** Unknown for the reason that a part of it is, which is found in it. */
export function unknownBy(text: string, part: Value): Unknown {
  const { reason, variable, from, text: inner } = firstUnknown(part) ?? {};
  return unknown(text, { reason, variable, from: from ?? inner, defaults: part.defaults });
}

export function firstUnknown(value: Value): Unknown | undefined {
  if (value.known || value.kind === 'scalar') return undefined;
  if (value.kind === 'unknown') return value;
  const parts = value.kind === 'list' ? value.items : [...value.unknownKeys, ...value.entries.values()];
  const part = parts.find(({ known }) => !known);
  return part && firstUnknown(part);
}

/** The value, resting on other defaults too. */
export function resting<V extends Value>(value: V, defaults: readonly TakenDefault[]): V {
  if (!defaults.length || value.defaults === defaults) return value;
  return { ...value, defaults: allDefaults([value.defaults, defaults]) };
}

export function allDefaults(lists: Iterable<readonly TakenDefault[]>): readonly TakenDefault[] {
  let all: readonly TakenDefault[] = [];
  for (const defaults of lists) {
    if (!defaults.length || defaults === all) continue;
    all = all.length ? [...new Set([...all, ...defaults])].slice(0, mostDefaults) : defaults;
  }
  return all;
}

/** All that a value and its parts rest on. */
export function everyDefault(value: Value): readonly TakenDefault[] {
  if (value.kind === 'list') return allDefaults([value.defaults, ...value.items.map(everyDefault)]);
  if (value.kind !== 'map') return value.defaults;
  return allDefaults([value.defaults, ...[...value.entries.values()].map(everyDefault)]);
}

/** Data as a value: strings are what they are. */
export function toValue(data: unknown, depth = deepest): Value {
  if (isValue(data)) return data;
  if (!depth) return tooLarge('');
  if (Array.isArray(data)) return list(data.map((item) => toValue(item, depth - 1)));
  if (typeof data === 'object' && data !== null) {
    return mapping(Object.entries(data).map(([key, entry]) => [key, toValue(entry, depth - 1)]));
  }
  return typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean'
    ? scalar(data)
    : scalar(null);
}

/** The data that a value is, without what is unknown of it. */
export function dataOf(value: Value): unknown {
  if (value.kind === 'unknown') return undefined;
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'list') return value.items.filter(isNotUnknown).map(dataOf);
  return Object.fromEntries(
    [...value.entries].filter(([, entry]) => isNotUnknown(entry)).map(([key, entry]) => [key, dataOf(entry)]),
  );
}

function isNotUnknown(value: Value): boolean {
  return value.kind !== 'unknown';
}

/** Terraform turns numbers and booleans into strings where it wants strings, and back. */
export function toText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*-?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i.test(value) ? Number(value) : undefined;
}

export function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

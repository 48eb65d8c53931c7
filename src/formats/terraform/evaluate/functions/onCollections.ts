import { access, sortedEntries } from '../collections.js';
import { equal } from '../operators.js';
import {
  allDefaults,
  everyDefault,
  list,
  mapping,
  renamed,
  resting,
  scalar,
  toBoolean,
  toNumber,
  toText,
  type Unknown,
  unknownBy,
  type Value,
} from '../value.js';
import { structure, wholly } from './function.js';
import { toSet } from './toTypes.js';

export const onCollections = {
  merge: structure(({ args, text, fail }) => {
    const entries = new Map<string, Value>();
    const unknownKeys: Unknown[] = [];
    for (const arg of args) {
      if (arg.kind === 'scalar' && arg.value === null) continue;
      if (arg.kind !== 'map') return arg.kind === 'unknown' ? renamed(arg, text) : fail();
      for (const [key, entry] of arg.entries) entries.set(key, resting(entry, arg.defaults));
      unknownKeys.push(...arg.unknownKeys);
    }
    return mapping(entries, unknownKeys, restOfEmpty(args));
  }),
  concat: structure(({ args, text, fail }) => {
    const items: Value[] = [];
    for (const arg of args) {
      if (arg.kind !== 'list') return arg.kind === 'unknown' ? renamed(arg, text) : fail();
      for (const item of arg.items) items.push(resting(item, arg.defaults));
    }
    return list(items, restOfEmpty(args));
  }),
  flatten: structure(({ args: [value], text, fail }) => {
    if (value?.kind !== 'list') return value?.kind === 'unknown' ? renamed(value, text) : fail();
    const items: Value[] = [];
    // What is unknown may be a list of any length.
    const lost = addFlat(value, items);
    return lost ? renamed(lost, text) : list(items);
  }),
  lookup: structure(({ args: [map, key, other], text, fail }) => {
    if (map?.kind !== 'map' || key?.kind !== 'scalar') {
      const lost = [map, key].find((arg) => arg?.kind === 'unknown');
      return lost?.kind === 'unknown' ? renamed(lost, text) : fail();
    }
    const found = access(map, String(key.value), text);
    const missing = found.kind === 'unknown' && found.reason === 'fails';
    return resting(missing ? (other ?? found) : found, allDefaults([key.defaults, map.defaults]));
  }),
  element: structure(({ args: [of, index], text, fail }) => {
    const lost = [of, index].find((arg) => arg?.kind === 'unknown');
    if (lost?.kind === 'unknown') return renamed(lost, text);
    const at = index?.kind === 'scalar' ? toNumber(index.value) : undefined;
    if (of?.kind !== 'list' || at === undefined || at < 0 || !of.items.length) return fail();
    const item = of.items[at % of.items.length];
    return item ? resting(item, of.defaults) : fail();
  }),
  length: structure(({ args: [value], text, fail }) => {
    if (value?.kind === 'unknown') return renamed(value, text);
    if (value?.kind === 'map') {
      return value.unknownKeys.length ? unknownBy(text, value) : scalar(value.entries.size, value.defaults);
    }
    if (value?.kind === 'list') return scalar(value.items.length, value.defaults);
    const given = value && toText(value.value);
    return given === undefined ? fail() : scalar([...given].length, value?.defaults);
  }),
  keys: structure(({ args: [map], text, fail }) => {
    if (map?.kind !== 'map') return map?.kind === 'unknown' ? renamed(map, text) : fail();
    if (map.unknownKeys.length) return unknownBy(text, map);
    return list(
      sortedEntries(map.entries).map(([key]) => scalar(key)),
      map.defaults,
    );
  }),
  values: structure(({ args: [map], text, fail }) => {
    if (map?.kind !== 'map') return map?.kind === 'unknown' ? renamed(map, text) : fail();
    if (map.unknownKeys.length) return unknownBy(text, map);
    return list(
      sortedEntries(map.entries).map(([, entry]) => entry),
      map.defaults,
    );
  }),
  coalesce: structure(({ args, text, fail }) => {
    for (const arg of args) {
      if (arg.kind === 'unknown') return renamed(arg, text);
      if (!(arg.kind === 'scalar' && (arg.value === null || arg.value === ''))) return arg;
    }
    return fail();
  }),
  coalescelist: structure(({ args, text, fail }) => {
    for (const arg of args) {
      if (arg.kind === 'unknown') return renamed(arg, text);
      if (arg.kind === 'list' && arg.items.length) return arg;
    }
    return fail();
  }),
  one: structure(({ args: [value], text, fail }) => {
    if (value?.kind !== 'list' || value.items.length > 1)
      return value?.kind === 'unknown' ? renamed(value, text) : fail();
    return value.items[0] ? resting(value.items[0], value.defaults) : scalar(null, value.defaults);
  }),
  contains: wholly(({ args: [of, item], fail }) => {
    if (of?.kind !== 'list' || !item) return fail();
    return scalar(
      of.items.some((each) => equal(each, item)),
      restOf([of, item]),
    );
  }),
  index: wholly(({ args: [of, item], fail }) => {
    const at = of?.kind === 'list' && item ? of.items.findIndex((each) => equal(each, item)) : -1;
    return at < 0 ? fail() : scalar(at, restOf([of, item]));
  }),
  distinct: wholly(({ args: [value], fail }) => {
    if (value?.kind !== 'list') return fail();
    const seen = new Map<string, Value[]>();
    const items = value.items.filter((item) => {
      // Only what is of one size and kind can be the same.
      const place = `${item.kind} ${item.size} ${item.kind === 'scalar' ? item.value : ''}`;
      const before = seen.get(place) ?? [];
      if (before.some((other) => equal(other, item))) return false;
      seen.set(place, [...before, item]);
      return true;
    });
    return list(items, value.defaults);
  }),
  compact: wholly(({ args: [value], fail }) => {
    if (value?.kind !== 'list') return fail();
    const items = value.items.filter((item) => !(item.kind === 'scalar' && (item.value === null || item.value === '')));
    return list(items, value.defaults);
  }),
  reverse: wholly(({ args: [value], fail }) =>
    value?.kind === 'list' ? list([...value.items].reverse(), value.defaults) : fail(),
  ),
  sort: wholly(({ args: [value], fail }) => {
    if (value?.kind !== 'list' || value.items.some(({ kind }) => kind !== 'scalar')) return fail();
    const items = value.items.map((item) => [item.kind === 'scalar' ? String(item.value) : '', item] as const);
    return list(
      items.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item),
      value.defaults,
    );
  }),
  slice: wholly(({ args: [of, from, to], fail }) => {
    const [start, end] = [from, to].map((arg) => (arg?.kind === 'scalar' ? toNumber(arg.value) : undefined));
    if (of?.kind !== 'list' || start === undefined || end === undefined || end > of.items.length) return fail();
    return list(of.items.slice(start, end), restOf([of, from, to]));
  }),
  zipmap: wholly(({ args: [keys, values], fail }) => {
    if (keys?.kind !== 'list' || values?.kind !== 'list' || keys.items.length !== values.items.length) return fail();
    const names = keys.items.map((key) => (key.kind === 'scalar' ? toText(key.value) : undefined));
    if (names.includes(undefined)) return fail();
    return mapping(
      names.map((name, i) => [String(name), values.items[i]]),
      [],
      restOf([keys, values]),
    );
  }),
  setunion: wholly(({ args, fail }) => {
    const lists = args.map((arg) => (arg.kind === 'list' ? arg : undefined));
    const all = list(
      lists.flatMap((of) => of?.items ?? []),
      restOf(args),
    );
    return lists.includes(undefined) || all.kind !== 'list' ? fail() : toSet(all);
  }),
  alltrue: wholly(({ args: [value], fail }) => allOf(value, true) ?? fail()),
  anytrue: wholly(({ args: [value], fail }) => allOf(value, false) ?? fail()),
};

function restOf(args: readonly (Value | undefined)[]) {
  return allDefaults(args.map((arg) => (arg ? everyDefault(arg) : [])));
}

/** What has no entry of its own that could tell. */
function restOfEmpty(args: readonly Value[]) {
  const isEmpty = (arg: Value) =>
    (arg.kind === 'list' && !arg.items.length) || (arg.kind === 'map' && !arg.entries.size);
  return allDefaults(args.filter(isEmpty).map(({ defaults }) => defaults));
}

function allOf(value: Value | undefined, all: boolean): Value | undefined {
  if (value?.kind !== 'list') return undefined;
  const truths = value.items.map((item) => (item.kind === 'scalar' ? toBoolean(item.value) : undefined));
  return scalar(all ? truths.every((each) => each === true) : truths.includes(true), restOf([value]));
}

function addFlat(of: Value & { kind: 'list' }, items: Value[]): Unknown | undefined {
  for (const item of of.items) {
    if (item.kind === 'unknown') return item;
    const lost = item.kind === 'list' ? addFlat(item, items) : void items.push(resting(item, of.defaults));
    if (lost) return lost;
  }
  return undefined;
}

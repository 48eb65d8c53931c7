import type { Step } from './expression.js';
import { fails, renamed, resting, scalar, unknownBy, type Value } from './value.js';

/** The attribute, entry or item of a value. */
export function access(value: Value, step: Step, text: string): Value {
  if (value.kind === 'unknown') return renamed(value, text);
  if (value.kind === 'map') {
    const entry = value.entries.get(String(step));
    if (entry) return resting(entry.kind === 'unknown' ? renamed(entry, text) : entry, value.defaults);
    return value.unknownKeys.length ? unknownBy(text, value) : fails(text, value.defaults);
  }
  const item = value.kind === 'list' && /^\d+$/.test(String(step)) ? value.items[Number(step)] : undefined;
  return item ? resting(item, value.defaults) : fails(text, value.defaults);
}

/** The keys and values of a collection, in Terraform's order; `undefined`: it is none. */
export function iterate(value: Value): (readonly [key: Value, value: Value])[] | undefined {
  if (value.kind === 'list') return value.items.map((item, i) => [value.set ? item : scalar(i), item]);
  return value.kind === 'map' ? sortedEntries(value.entries).map(([key, entry]) => [scalar(key), entry]) : undefined;
}

/** Terraform goes through maps by their keys. */
export function sortedEntries(entries: ReadonlyMap<string, Value>): (readonly [string, Value])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

import { isProperties } from '../../../../schema/index.js';
import {
  dataOf,
  everyDefault,
  list,
  resting,
  scalar,
  toBoolean,
  toNumber,
  toText,
  toValue,
  type Value,
} from '../value.js';
import { scalars, structure, wholly } from './function.js';

const same = structure(({ args: [value], fail }) => value ?? fail());

export const toTypes = {
  tostring: scalars((value) => (value === null ? null : toText(value))),
  tonumber: scalars((value) => (value === null ? null : toNumber(value))),
  tobool: scalars((value) => (value === null ? null : toBoolean(value))),
  tolist: structure(({ args: [value], fail }) =>
    value?.kind === 'list' ? list(value.items, value.defaults) : value?.kind === 'unknown' ? value : fail(),
  ),
  tomap: structure(({ args: [value], fail }) => (value?.kind === 'map' || value?.kind === 'unknown' ? value : fail())),
  toset: wholly(({ args: [value], fail }) => (value?.kind === 'list' ? toSet(value) : fail())),
  nonsensitive: same,
  sensitive: same,
  jsonencode: wholly(({ args: [value], fail }) =>
    value ? scalar(toJson(dataOf(value)), everyDefault(value)) : fail(),
  ),
  jsondecode: wholly(({ args: [value], fail }) => {
    if (value?.kind !== 'scalar' || typeof value.value !== 'string') return fail();
    try {
      return resting(toValue(JSON.parse(value.value)), value.defaults);
    } catch {
      return fail();
    }
  }),
};

/** Each value once, in Terraform's order. */
export function toSet({ items, defaults }: Value & { kind: 'list' }): Value {
  const keys = new Map(
    items.map((item) => [item.kind === 'scalar' ? String(item.value) : JSON.stringify(dataOf(item)), item]),
  );
  const once = [...keys].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
  return list(once, defaults, true);
}

/** Signs of HTML are escapes, as Terraform writes them. */
function toJson(data: unknown): string {
  const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(sorted(data)).replace(/[<>&\u2028\u2029]/g, escaped);
}

/** Terraform writes objects by their keys. */
function sorted(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(sorted);
  if (!isProperties(data)) return data;
  return Object.fromEntries(
    Object.keys(data)
      .sort()
      .map((key) => [key, sorted(data[key])]),
  );
}

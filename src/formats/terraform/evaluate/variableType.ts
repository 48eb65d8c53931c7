import type { Expression } from './expression.js';
import { toSet } from './functions/toTypes.js';
import { list, mapping, scalar, toBoolean, toNumber, toText, type Value } from './value.js';

/** The type that a variable is declared with, as an expression: `map(object({ key = string, sort = optional(string) }))`. */
export type VariableType = Expression;

/**
 * The value as a variable of the type holds it: attributes that are optional are there, with their defaults. A value that is not of
 * the type stays as it is.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function toType(value: Value, type: VariableType): Value {
  if (value.kind === 'unknown' || (value.kind === 'scalar' && value.value === null)) return value;
  if (type.kind === 'reference') return value.kind === 'scalar' ? toScalarType(value, type.root) : value;
  if (type.kind !== 'call') return value;
  const [of] = type.args;
  if (!of) return value;
  switch (type.name) {
    case 'list':
      return value.kind === 'list'
        ? list(
            value.items.map((item) => toType(item, of)),
            value.defaults,
          )
        : value;
    case 'set': {
      const items =
        value.kind === 'list'
          ? list(
              value.items.map((item) => toType(item, of)),
              value.defaults,
            )
          : value;
      return items.kind === 'list' && items.known ? toSet(items) : items;
    }
    case 'map':
      return value.kind === 'map'
        ? mapping(
            [...value.entries].map(([key, entry]) => [key, toType(entry, of)]),
            value.unknownKeys,
            value.defaults,
          )
        : value;
    case 'object':
      return value.kind === 'map' && of.kind === 'object' ? toObject(value, of.entries) : value;
    case 'optional':
      return toType(value, of);
    default:
      return value;
  }
}

function toScalarType(value: Value & { kind: 'scalar' }, type: string): Value {
  const convert = { string: toText, number: toNumber, bool: toBoolean }[type];
  const converted = convert?.(value.value);
  return converted === undefined || converted === value.value ? value : scalar(converted, value.defaults);
}

function toObject(value: Value & { kind: 'map' }, attributes: readonly (readonly [Expression, Expression])[]): Value {
  const entries: [string, Value][] = [];
  for (const [key, type] of attributes) {
    const name = key.kind === 'literal' && key.value.kind === 'scalar' ? String(key.value.value) : undefined;
    if (name === undefined) continue;
    const given = value.entries.get(name);
    const missing = !given || (given.kind === 'scalar' && given.value === null);
    if (!missing) entries.push([name, toType(given, type)]);
    else if (type.kind === 'call' && type.name === 'optional') {
      const [of, fallback] = type.args;
      const other = fallback && defaultOf(fallback);
      entries.push([name, other ? toType(other, of) : scalar(null)]);
    } else if (given) entries.push([name, given]);
  }
  return mapping(entries, value.unknownKeys, value.defaults);
}

/** A default within a type, which is made of literals. */
function defaultOf(expression: Expression): Value | undefined {
  const parts = (of: readonly Expression[]) => {
    const values = of.map(defaultOf);
    return values.every((value) => value !== undefined) ? values : undefined;
  };
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'template': {
      const [first, ...others] = expression.parts;
      return first === undefined ? scalar('') : others.length ? undefined : defaultOf(first);
    }
    case 'tuple': {
      const items = parts(expression.items);
      return items && list(items);
    }
    case 'object': {
      const keys = parts(expression.entries.map(([key]) => key));
      const values = parts(expression.entries.map(([, value]) => value));
      if (!keys || !values) return undefined;
      return mapping(keys.map((key, i) => [key.kind === 'scalar' ? String(key.value) : '', values[i]]));
    }
    default:
      return undefined;
  }
}

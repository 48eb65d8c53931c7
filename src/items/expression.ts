import { checkValue, entriesOf, fail, isPlain, listOf } from './check.js';
import type { Placeholders } from './inputs.js';

/** The names and values of one input's expressions. Each name stands once. */
export interface Aliases {
  name(name: string): string;
  value(value: unknown, path: string): string;
  /** The placeholders that were handed out. */
  placeholders(): Placeholders;
}

export function aliases(): Aliases {
  const names = new Map<string, string>();
  const values: Record<string, unknown> = {};
  let count = 0;
  return {
    name(name) {
      const alias = names.get(name) ?? `#${names.size}`;
      names.set(name, alias);
      return alias;
    },
    value(value, path) {
      checkValue(value, path);
      values[`:${count}`] = value;
      return `:${count++}`;
    },
    placeholders: () => ({
      ...(names.size && {
        ExpressionAttributeNames: Object.fromEntries([...names].map(([name, alias]) => [alias, name])),
      }),
      ...(count && { ExpressionAttributeValues: values }),
    }),
  };
}

/** A member of a map or a list in an expression. What looks like a place in a list is one, unless a map is known to be there. */
export function memberOf(alias: Aliases, parent: string, name: string, isMap?: boolean): string {
  return !isMap && /^\d+$/.test(name) ? `${parent}[${name}]` : `${parent}.${alias.name(name)}`;
}

const symbols: Record<string, string> = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' };
const functions: Record<string, string> = { beginsWith: 'begins_with', contains: 'contains', type: 'attribute_type' };

/** One comparison of an operand. The words that a sort key can have are among them. */
export function comparison(alias: Aliases, operand: string, word: string, value: unknown, path: string): string {
  if (Object.hasOwn(symbols, word)) return `${operand} ${symbols[word]} ${alias.value(value, path)}`;
  if (Object.hasOwn(functions, word)) return `${functions[word]}(${operand}, ${alias.value(value, path)})`;
  const values = word === 'between' || word === 'in' ? listOf(value, path) : [];
  if (word === 'between' && values.length === 2) {
    return `${operand} BETWEEN ${alias.value(values[0], `${path}[0]`)} AND ${alias.value(values[1], `${path}[1]`)}`;
  }
  if (word === 'in' && values.length <= 100) {
    return `${operand} IN (${values.map((one, i) => alias.value(one, `${path}[${i}]`)).join(', ')})`;
  }
  return fail(
    path,
    values.length ? `has ${values.length} values` : 'is not a comparison; a map is compared with { eq }',
  );
}

/** The expression, and how loosely it binds: 0 a comparison, 1 NOT, 2 AND, 3 OR. */
type Bound = readonly [expression: string, looseness: number];

/** Parentheses only where they must be: DynamoDB Local rejects others. */
const within = ([expression, looseness]: Bound, most: number) => (looseness > most ? `(${expression})` : expression);

function joined(parts: readonly Bound[], word: 'AND' | 'OR'): Bound {
  if (parts.length === 1) return parts[0];
  const looseness = word === 'AND' ? 2 : 3;
  return [parts.map((part) => within(part, looseness)).join(` ${word} `), looseness];
}

/** A condition as an expression. One that says nothing fails: it would allow everything. */
export function conditionExpression(
  alias: Aliases,
  condition: unknown,
  path: string,
  isMap: (name: string) => boolean,
): string {
  const ofCondition = (given: unknown, at: string): Bound =>
    all(entriesOf(given, at), at, ([word, value]) => {
      const place = `${at}.${word}`;
      if (word === 'not') return [`NOT ${within(ofCondition(value, place), 0)}`, 1];
      if (word === 'and' || word === 'or') {
        return joined(
          listOf(value, place).map((part, i) => ofCondition(part, `${place}[${i}]`)),
          word === 'and' ? 'AND' : 'OR',
        );
      }
      return ofValue(alias.name(word), value, place, isMap(word));
    });
  const ofValue = (operand: string, given: unknown, at: string, map?: boolean): Bound => {
    if (!isPlain(given)) return [comparison(alias, operand, 'eq', given, at), 0];
    return all(entriesOf(given, at), at, ([word, value]) => {
      const place = `${at}.${word}`;
      if (word === 'exists') {
        if (typeof value !== 'boolean') fail(place, 'must be true or false');
        return [`attribute_${value ? '' : 'not_'}exists(${operand})`, 0];
      }
      if (word === 'size') return ofValue(`size(${operand})`, value, place);
      if (word === 'at') {
        return all(entriesOf(value, place), place, ([name, inner]) =>
          ofValue(memberOf(alias, operand, name, map), inner, `${place}.${name}`),
        );
      }
      return [comparison(alias, operand, word, value, place), 0];
    });
  };
  return ofCondition(condition, path)[0];
}

function all(entries: [string, unknown][], path: string, each: (entry: [string, unknown]) => Bound): Bound {
  if (!entries.length) fail(path, 'is empty: it says nothing');
  return joined(entries.map(each), 'AND');
}

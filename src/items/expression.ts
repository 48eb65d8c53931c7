import { entriesOf, fail, isPlain, listOf, lookup } from './check.js';
import { bound, memberOf } from './draft.js';

/** A comparison: a template of an operand (#) and a value (:), or what makes one of them. */
type Comparison = string | ((operand: string, value: unknown, path: string, most: number) => string);

/** The comparisons that a sort key has. */
export const keyComparisons: Readonly<Record<string, Comparison>> = {
  eq: '# = :',
  lt: '# < :',
  lte: '# <= :',
  gt: '# > :',
  gte: '# >= :',
  between: (operand, value, path) => `${operand} BETWEEN ${listOf(value, path, 2, 2).map(bound).join(' AND ')}`,
  beginsWith: 'begins_with(#, :)',
};

/** Every comparison that a condition can hold. */
const comparisons: Readonly<Record<string, Comparison>> = {
  ...keyComparisons,
  ne: '# <> :',
  contains: 'contains(#, :)',
  type: 'attribute_type(#, :)',
  in: (operand, value, path) => `${operand} IN (${listOf(value, path, 1, 100).map(bound).join(', ')})`,
  exists: (operand, value, path) =>
    value === true || value === false
      ? `attribute_${value ? '' : 'not_'}exists(${operand})`
      : fail(path, ' must be true or false', value),
  size: (operand, value, path, most) => ofValue(value, path, most, `size(${operand})`),
  at: (operand, value, path, most) => ofCondition(value, path, most, '', operand),
};

/** A template with its operand, and its value if it has one. */
export function fill(template: string, operand: string, value: unknown): string {
  return template.replaceAll('#', operand).replace(':', () => bound(value));
}

/**
 * All parts hold, or (looseness 3) one does. A comparison binds with looseness 0, NOT 1, AND 2, OR 3; what is looser than `most` has
 * parentheses, and nothing else: DynamoDB Local rejects others. Of nothing there is no expression, and to leave it out would
 * allow everything.
 */
function joined(
  parts: readonly [string, unknown][],
  path: string,
  most: number,
  each: (part: unknown, path: string, most: number, word: string) => string,
  looseness = 2,
): string {
  const own = parts[1] ? looseness : 0;
  const expression = parts
    .map(([word, part]) => each(part, `${path}.${word}`, own || most, word))
    .join(looseness > 2 ? ' OR ' : ' AND ');
  return own > most ? `(${expression})` : expression || fail(path, ' is empty');
}

function ofCondition(condition: unknown, path: string, most = 3, _word = '', parent = ''): string {
  return joined(entriesOf(condition, path), path, most, (value, place, within, word) =>
    parent || !/^(not|and|or)$/.test(word)
      ? ofValue(value, place, within, memberOf(parent, word))
      : word === 'not'
        ? `NOT ${ofCondition(value, place, 1)}`
        : joined(Object.entries(listOf(value, place)), place, within, ofCondition, word === 'or' ? 3 : 2),
  );
}

/** The comparisons that a caller wrote, of an operand. What is no object of comparisons must be equal. */
export function ofValue(given: unknown, path: string, most: number, operand: string, among = comparisons): string {
  return joined(Object.entries(isPlain(given) ? given : { eq: given }), path, most, (value, place, within, word) => {
    const comparison = lookup(among, word, path);
    return typeof comparison === 'string'
      ? fill(comparison, operand, value)
      : comparison(operand, value, place, within);
  });
}

/** A condition as an option of an input. */
export const condition = (value: unknown, path: string) => ({ ConditionExpression: ofCondition(value, path) });

/** A filter as an option of an input. */
export const filter = (value: unknown, path: string) => ({ FilterExpression: ofCondition(value, path) });

import { entriesOf, fail, isPlain, listOf, lookup } from './check.js';
import type { Draft } from './draft.js';

/** Each comparison of an operand (#) with a value (:). */
const templates: Readonly<Record<string, string>> = {
  eq: '# = :',
  ne: '# <> :',
  lt: '# < :',
  lte: '# <= :',
  gt: '# > :',
  gte: '# >= :',
  between: '# BETWEEN :',
  beginsWith: 'begins_with(#, :)',
  contains: 'contains(#, :)',
  type: 'attribute_type(#, :)',
  in: '# IN (:)',
};

/** A template with its operand and its values. */
export function fill(template: string, operand: string, value: () => string): string {
  return template.replace(/[#:]/g, (sign) => (sign === '#' ? operand : value()));
}

/** One comparison of an operand with a value. */
export function comparison(draft: Draft, operand: string, word: string, value: unknown, path: string): string {
  const isBetween = word === 'between';
  return fill(lookup(templates, word, path), operand, () =>
    (isBetween || word === 'in' ? listOf(value, `${path}.${word}`) : [value])
      .map(draft.value)
      .join(isBetween ? ' AND ' : ', '),
  );
}

/** A member of a map or a list. What looks like a place in a list is one, unless the schema declares a map there. */
export function memberOf(draft: Draft, parent: string, name: string, top = ''): string {
  return /^\d+$/.test(name) && draft.schema.attributes[top] !== 'M'
    ? `${parent}[${name}]`
    : `${parent}.${draft.name(name)}`;
}

/** An expression, and how loosely it binds: 0 a comparison, 1 NOT, 2 AND, 3 OR. */
type Bound = readonly [expression: string, looseness: number];

/** Parentheses only where they must be: DynamoDB Local rejects others. */
const within = ([expression, looseness]: Bound, most: number) => (looseness > most ? `(${expression})` : expression);

/** All of them hold, or (3) one does. Of nothing there is no expression, and to leave it out would allow everything. */
function joined(parts: readonly Bound[], path: string, looseness = 2): Bound {
  if (!parts.length) fail(path, 'is empty');
  return parts[1]
    ? [parts.map((part) => within(part, looseness)).join(looseness > 2 ? ' OR ' : ' AND '), looseness]
    : parts[0];
}

function ofCondition(draft: Draft, condition: unknown, path: string): Bound {
  return joined(
    entriesOf(condition, path).map(([word, value]) => {
      const place = `${path}.${word}`;
      return word === 'not'
        ? [`NOT ${within(ofCondition(draft, value, place), 0)}`, 1]
        : word === 'and' || word === 'or'
          ? joined(
              listOf(value, place).map((part, i) => ofCondition(draft, part, `${place}.${i}`)),
              place,
              word === 'or' ? 3 : 2,
            )
          : ofValue(draft, draft.name(word), value, place, word);
    }),
    path,
  );
}

function ofValue(draft: Draft, operand: string, given: unknown, path: string, top?: string): Bound {
  return joined(
    entriesOf(isPlain(given) ? given : { eq: given }, path).map(([word, value]) => {
      const place = `${path}.${word}`;
      return word === 'size'
        ? ofValue(draft, `size(${operand})`, value, place)
        : word === 'at'
          ? joined(
              entriesOf(value, place).map(([name, inner]) =>
                ofValue(draft, memberOf(draft, operand, name, top), inner, `${place}.${name}`),
              ),
              place,
            )
          : word === 'exists' && typeof value === 'boolean'
            ? [`attribute_${value ? '' : 'not_'}exists(${operand})`, 0]
            : [comparison(draft, operand, word, value, path), 0];
    }),
    path,
  );
}

/** A condition as an option of an input. */
export const condition = (draft: Draft, value: unknown, path: string) => ({
  ConditionExpression: ofCondition(draft, value, path)[0],
});

/** A filter as an option of an input. */
export const filter = (draft: Draft, value: unknown, path: string) => ({
  FilterExpression: ofCondition(draft, value, path)[0],
});

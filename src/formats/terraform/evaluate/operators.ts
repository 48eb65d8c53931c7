import type { Fuel } from './environment.js';
import {
  allDefaults,
  everyDefault,
  fails,
  renamed,
  scalar,
  toBoolean,
  toNumber,
  tooLarge,
  unknownBy,
  type Value,
} from './value.js';

/** An operation on operands that are worked out when they are needed. */
export function operate(operator: string, operands: readonly (() => Value)[], text: string, fuel: Fuel): Value {
  if (operator === 'logicalAnd' || operator === 'logicalOr') return decide(operator, operands, text);
  const values = operands.map((operand) => operand());
  const lost = values.find(({ known }) => !known);
  if (lost) return lost.kind === 'unknown' ? renamed(lost, text) : unknownBy(text, lost);
  const defaults = allDefaults(values.map(everyDefault));
  if (operator === 'equal' || operator === 'notEqual') {
    fuel.left -= values[0].size;
    if (fuel.left < 0) return tooLarge(text);
    return scalar(equal(values[0], values[1]) === (operator === 'equal'), defaults);
  }
  const known = values.map((value) => (value.kind === 'scalar' ? value.value : undefined));
  if (operator === 'logicalNot') {
    const given = toBoolean(known[0]);
    return given === undefined ? fails(text) : scalar(!given, defaults);
  }
  const [left, right] = known.map(toNumber);
  const result = left === undefined ? undefined : calculate(operator, left, right);
  return result === undefined || Number.isNaN(result) ? fails(text) : scalar(result, defaults);
}

/** One operand may be enough. */
function decide(operator: 'logicalAnd' | 'logicalOr', operands: readonly (() => Value)[], text: string): Value {
  const enough = operator === 'logicalOr';
  const values: Value[] = [];
  for (const operand of operands) {
    const value = operand();
    if (value.kind === 'scalar' && toBoolean(value.value) === enough) return scalar(enough, value.defaults);
    values.push(value);
  }
  const lost = values.find(({ kind }) => kind === 'unknown');
  if (lost?.kind === 'unknown') return renamed(lost, text);
  if (values.some((value) => value.kind !== 'scalar' || toBoolean(value.value) === undefined)) return fails(text);
  return scalar(!enough, allDefaults(values.map(({ defaults }) => defaults)));
}

function calculate(operator: string, left: number, right: number | undefined): number | boolean | undefined {
  if (operator === 'negate') return -left;
  if (right === undefined) return undefined;
  switch (operator) {
    case 'add':
      return left + right;
    case 'subtract':
      return left - right;
    case 'multiply':
      return left * right;
    case 'divide':
      return right === 0 ? undefined : left / right;
    case 'modulo':
      return right === 0 ? undefined : left % right;
    case 'greaterThan':
      return left > right;
    case 'greaterThanOrEqual':
      return left >= right;
    case 'lessThan':
      return left < right;
    case 'lessThanOrEqual':
      return left <= right;
    default:
      return undefined;
  }
}

/** Whether two known values are the same. */
export function equal(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'scalar' && b.kind === 'scalar') return a.value === b.value;
  if (a.kind === 'list' && b.kind === 'list') {
    return a.items.length === b.items.length && a.items.every((item, i) => equal(item, b.items[i]));
  }
  if (a.kind !== 'map' || b.kind !== 'map' || a.entries.size !== b.entries.size) return false;
  return [...a.entries].every(([key, entry]) => {
    const other = b.entries.get(key);
    return other !== undefined && equal(entry, other);
  });
}

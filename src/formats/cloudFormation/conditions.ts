import { isProperties } from '../../schema/index.js';
import { intrinsicOf } from './asWritten.js';
import { type At, below, type IntrinsicFunction, textOf, type Work } from './scope.js';

/**
 * The branch that its condition chooses. Where that is known at deployment only, both may still say the same.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
export const choose: IntrinsicFunction = (work, argument, at) => {
  if (!Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string') return undefined;
  const [name, whenTrue, whenFalse] = argument;
  const holds = work.decide(name);
  if (holds !== undefined) return holds ? work.find(whenTrue, below(at, 1)) : work.find(whenFalse, below(at, 2));
  const one = work.find(whenTrue, below(at, 1));
  const other = work.find(whenFalse, below(at, 2));
  if (one?.kind === 'absent' && other?.kind === 'absent') return one;
  if (one?.kind !== 'value' || other?.kind !== 'value' || typeof one.value === 'object') return undefined;
  return textOf(work, one.value, one.at) === textOf(work, other.value, other.at) ? one : undefined;
};

/** Whether a condition's own expression holds. `undefined`: known at deployment only. */
export function holds(work: Work, expression: unknown, at: At): boolean | undefined {
  if (isProperties(expression) && Object.keys(expression).join() === 'Condition') {
    const { Condition: name } = expression;
    return typeof name === 'string' ? work.decide(name) : undefined;
  }
  const { name = '', argument } = intrinsicOf(expression) ?? {};
  if (!Array.isArray(argument)) return undefined;
  const place = below(at, name);
  switch (name) {
    case 'Fn::Equals': {
      const [one, other] = argument.slice(0, 2).map((side, i) => comparable(work, side, below(place, i)));
      return argument.length !== 2 || one === undefined || other === undefined ? undefined : one === other;
    }
    case 'Fn::Not': {
      const of = holds(work, argument[0], below(place, 0));
      return of === undefined ? undefined : !of;
    }
    case 'Fn::And':
    case 'Fn::Or': {
      const decisive = name === 'Fn::Or';
      const parts = argument.map((part, i) => holds(work, part, below(place, i)));
      return parts.includes(decisive) ? decisive : parts.includes(undefined) ? undefined : !decisive;
    }
    default:
      return undefined;
  }
}

/** CloudFormation compares strings; lists are compared by what they hold. */
function comparable(work: Work, value: unknown, at: At): string | undefined {
  const found = work.find(value, at);
  if (found?.kind !== 'value') return undefined;
  if (!Array.isArray(found.value)) return textOf(work, found.value, found.at);
  const texts = found.value.map((entry, i) => textOf(work, entry, below(found.at, i)));
  return texts.includes(undefined) ? undefined : JSON.stringify(texts);
}

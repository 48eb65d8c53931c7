import { isProperties, own } from '../../schema/index.js';
import { asWritten, foreignIn, foreignName, intrinsicOf } from './asWritten.js';
import { choose, holds } from './conditions.js';
import {
  type At,
  addTrace,
  below,
  type Decision,
  emptyTrace,
  type Found,
  type IntrinsicFunction,
  type Scope,
  type Trace,
  textOf,
  type Work,
  workedOut,
} from './scope.js';
import { join, length, select, split, sub } from './textFunctions.js';

/** What a function of CloudFormation comes to, as far as the template and the given parameters can tell. */
export type Resolved = (
  | Found
  /** Known at deployment only. The text is what is written there, for messages, and is not a value. */
  | { readonly kind: 'unknown'; readonly text: string }
) & { readonly trace: Trace };

/** Works out a value, which may be a function, as far as the first thing that is not one. Functions may still stand within it. */
export function resolve(scope: Scope, value: unknown, at: At): Resolved {
  const trace = emptyTrace();
  const found = workIn(scope, trace).find(value, at);
  return found ? { ...found, trace } : { kind: 'unknown', text: asWritten(value), trace };
}

/** Whether a condition holds, by its name, with what that rests on. */
export function decide(scope: Scope, name: string): Decision {
  const trace = emptyTrace();
  return { holds: workIn(scope, trace).decide(name), trace };
}

/** What another language's variable would need is needed here. */
function foreignVariable({ trace }: Work, argument: unknown): undefined {
  for (const need of foreignIn({ [foreignName]: argument })?.needs ?? []) trace.needs.add(need);
}

const functions: { readonly [name: string]: IntrinsicFunction } = {
  Ref: reference,
  // foreignName, as a literal: a computed name would keep all of this in every bundle.
  'Fn::Foreign': foreignVariable,
  'Fn::FindInMap': findInMap,
  'Fn::GetAtt': attribute,
  'Fn::If': choose,
  'Fn::Join': join,
  'Fn::Length': length,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
};

function workIn(scope: Scope, trace: Trace): Work {
  const work: Work = {
    scope,
    trace,
    find(value, at) {
      const { name, argument } = intrinsicOf(value) ?? {};
      if (name === undefined) return { kind: 'value', value, at };
      return own<IntrinsicFunction>(functions, name)?.(work, argument, below(at, name));
    },
    decide(name) {
      const decision = scope.decisions.get(name) ?? decideOnce(scope, name);
      addTrace(trace, decision.trace);
      return decision.holds;
    },
  };
  return work;
}

function decideOnce(scope: Scope, name: string): Decision {
  const trace = emptyTrace();
  // A condition that refers to itself finds this, and is never decided.
  scope.decisions.set(name, { holds: undefined, trace });
  const expression = own(scope.conditions, name);
  // A mark is no value that could be compared.
  const work = workIn({ ...scope, marksUnknown: false }, trace);
  const decision = { holds: holds(work, expression, ['Conditions', name]), trace };
  scope.decisions.set(name, decision);
  return decision;
}

function reference({ scope, trace }: Work, name: unknown): Found | undefined {
  if (name === 'AWS::NoValue') return { kind: 'absent' };
  if (typeof name !== 'string') return undefined;
  const parameter = scope.parameters.get(name);
  if (parameter) {
    if (parameter.isDefault) trace.defaults.add(name);
    return {
      kind: 'value',
      value: parameter.value,
      at: parameter.isDefault ? ['Parameters', name, 'Default'] : undefined,
    };
  }
  if (scope.declared.has(name) || name.startsWith('AWS::')) trace.needs.add(`the parameter ${name}`);
  return scope.marksUnknown ? workedOut(`\${${name}}`) : undefined;
}

function attribute({ scope }: Work, argument: unknown): Found | undefined {
  const name = Array.isArray(argument) ? argument.join('.') : argument;
  return scope.marksUnknown ? workedOut(`\${${name}}`) : undefined;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html */
function findInMap(work: Work, argument: unknown, at: At): Found | undefined {
  if (!Array.isArray(argument)) return undefined;
  const names = argument.slice(0, 3).map((name, i) => textOf(work, name, below(at, i)));
  let value: unknown = work.scope.mappings;
  for (const name of names) {
    if (name === undefined) return undefined;
    value = isProperties(value) ? own(value, name) : undefined;
  }
  if (value !== undefined && names.length === 3) {
    return { kind: 'value', value, at: ['Mappings', ...(names as string[])] };
  }
  const [, , , otherwise] = argument;
  return isProperties(otherwise) && 'DefaultValue' in otherwise
    ? work.find(otherwise.DefaultValue, below(at, 3, 'DefaultValue'))
    : undefined;
}

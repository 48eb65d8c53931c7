import { isProperties } from '../../../schema/index.js';
import { access, iterate } from './collections.js';
import { binding, type Environment } from './environment.js';
import type { Expression, ForExpression } from './expression.js';
import { call } from './functions/index.js';
import { operate } from './operators.js';
import {
  allDefaults,
  deepest,
  fails,
  isValue,
  largestValue,
  list,
  mapping,
  renamed,
  resting,
  scalar,
  toBoolean,
  tooLarge,
  toText,
  toValue,
  type Unknown,
  unknown,
  unknownBy,
  type Value,
} from './value.js';

/** What a value of a configuration comes to: its strings are templates, and what was worked out already stays. */
export function evaluate(raw: unknown, environment: Environment): Value {
  environment.named.prepare(namesIn(raw, environment));
  return evaluateRaw(raw, environment, deepest);
}

/** What a value of a configuration comes to, or what it is the JSON of, which may be known in part. */
export function evaluateDocument(raw: unknown, environment: Environment): Value {
  environment.named.prepare(namesIn(raw, environment));
  const written = typeof raw === 'string' ? environment.templates.get(raw).expression : undefined;
  if (written?.kind === 'call' && written.name === 'jsonencode' && written.args.length === 1) {
    return evaluateExpression(written.args[0], environment);
  }
  return evaluateRaw(raw, environment, deepest);
}

/** The variables and locals that a value of a configuration names. */
export function namesIn(raw: unknown, environment: Environment): ReadonlySet<string> {
  const names = new Set<string>();
  const pending: [unknown, number][] = [[raw, 0]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [part, depth] = next;
    if (typeof part === 'string') for (const name of environment.templates.get(part).names) names.add(name);
    else if (depth > 2 * deepest || isValue(part)) continue;
    else if (Array.isArray(part)) for (const item of part) pending.push([item, depth + 1]);
    else if (isProperties(part)) {
      for (const [key, entry] of Object.entries(part)) pending.push([key, depth + 1], [entry, depth + 1]);
    }
  }
  return names;
}

function evaluateRaw(raw: unknown, environment: Environment, depth: number): Value {
  if (typeof raw === 'string') return evaluateExpression(environment.templates.get(raw).expression, environment);
  if (isValue(raw)) return raw;
  if (!depth) return tooLarge('...');
  if (Array.isArray(raw)) return list(raw.map((item) => evaluateRaw(item, environment, depth - 1)));
  if (!isProperties(raw)) return toValue(raw);
  return object(
    Object.entries(raw).map(([key, entry]) => [
      evaluateRaw(key, environment, depth - 1),
      evaluateRaw(entry, environment, depth - 1),
    ]),
  );
}

/** An object of keys and values; keys that are unknown cost their entry. */
function object(pairs: readonly (readonly [key: Value, value: Value])[]): Value {
  const entries: [string, Value][] = [];
  const unknownKeys: Unknown[] = [];
  for (const [key, value] of pairs) {
    const text = key.kind === 'scalar' ? toText(key.value) : undefined;
    if (text !== undefined) entries.push([text, resting(value, key.defaults)]);
    else unknownKeys.push(key.kind === 'unknown' ? key : fails('a key'));
  }
  return mapping(entries, unknownKeys);
}

function evaluateExpression(expression: Expression, environment: Environment): Value {
  const { text } = expression;
  const part = (of: Expression) => evaluateExpression(of, environment);
  if (environment.fuel.left-- <= 0) return tooLarge(text);
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'reference':
      return evaluateReference(expression, environment);
    case 'access':
      return expression.steps.reduce((value: Value, step) => access(value, step, text), part(expression.of));
    case 'index': {
      const key = part(expression.key);
      if (key.kind === 'unknown') return renamed(key, text);
      if (key.kind !== 'scalar') return fails(text);
      const step = typeof key.value === 'number' ? key.value : (toText(key.value) ?? '');
      return resting(access(part(expression.of), step, text), key.defaults);
    }
    case 'template':
      return join(expression.parts.map(part), text);
    case 'joined': {
      const of = part(expression.of);
      return of.kind === 'list' ? join(of.items, text) : unknownBy(text, of);
    }
    case 'tuple':
      return list(expression.items.map(part));
    case 'object':
      return object(expression.entries.map(([key, value]) => [part(key), part(value)]));
    case 'conditional': {
      const test = part(expression.test);
      const holds = test.kind === 'scalar' ? toBoolean(test.value) : undefined;
      if (holds === undefined) return test.kind === 'unknown' ? renamed(test, text) : fails(text);
      return resting(part(holds ? expression.yes : expression.no), test.defaults);
    }
    case 'call':
      return call(expression, environment, part);
    case 'operation':
      return operate(
        expression.operator,
        expression.operands.map((operand) => () => part(operand)),
        text,
        environment.fuel,
      );
    case 'for':
      return evaluateFor({ ...expression }, environment, text);
    case 'splat': {
      const of = part(expression.of);
      if (of.kind === 'unknown') return renamed(of, text);
      const items = of.kind === 'list' ? of.items : of.kind === 'scalar' && of.value === null ? [] : [of];
      const each = items.map((element) => evaluateExpression(expression.each, { ...environment, element }));
      return list(each, of.defaults);
    }
    case 'element':
      return environment.element ?? unknown(text);
    case 'opaque':
      return unknown(text);
  }
}

function evaluateReference(
  { root, steps, text }: Expression & { kind: 'reference' },
  { named, bound, resource }: Environment,
): Value {
  let value = bound.get(root);
  let rest = steps;
  if (!value && (root === 'var' || root === 'local')) {
    value = named.get(`${root}.${steps[0]}`) ?? fails(text);
    rest = steps.slice(1);
  }
  if (!value) return resource?.(root, steps) ?? unknown(text);
  if (value.kind === 'unknown') return renamed(value, text);
  return rest.reduce((of: Value, step) => access(of, step, text), value);
}

/** The parts of a template as one string. */
function join(parts: readonly Value[], text: string): Value {
  const stopped = parts.find((part) => part.kind !== 'scalar' || part.value === null);
  if (stopped) return stopped.kind === 'unknown' ? { ...renamed(stopped, text), link: linkOf(parts) } : fails(text);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (size > largestValue) return tooLarge(text, size);
  const texts = parts.map((part) => (part.kind === 'scalar' ? String(part.value) : ''));
  return scalar(texts.join(''), allDefaults(parts.map(({ defaults }) => defaults)));
}

/** The link within text that is known but for it. */
function linkOf(parts: readonly Value[]): string | undefined {
  const texts = parts.map((part) =>
    part.kind === 'scalar' ? toText(part.value) : part.kind === 'unknown' ? part.link : undefined,
  );
  return texts.includes(undefined) ? undefined : texts.join('');
}

function evaluateFor(expression: ForExpression, environment: Environment, text: string): Value {
  const of = evaluateExpression(expression.of, environment);
  const pairs = iterate(of);
  if (!pairs) return of.kind === 'unknown' ? renamed(of, text) : fails(text);
  if (of.kind === 'map' && of.unknownKeys.length) return unknownBy(text, of);
  const items: Value[] = [];
  const entries = new Map<string, Value[]>();
  let size = 0;
  for (const [key, value] of pairs) {
    const names = { ...(expression.keyName ? { [expression.keyName]: key } : {}), [expression.valueName]: value };
    const within = binding(environment, names);
    const wanted = expression.where ? evaluateExpression(expression.where, within) : scalar(true);
    const holds = wanted.kind === 'scalar' ? toBoolean(wanted.value) : undefined;
    if (holds === undefined) return wanted.kind === 'unknown' ? renamed(wanted, text) : fails(text);
    if (!holds) continue;
    const item = resting(evaluateExpression(expression.value, within), wanted.defaults);
    size += item.size + 1;
    if (size > largestValue) return tooLarge(text, size);
    if (!expression.key) items.push(item);
    else {
      const name = evaluateExpression(expression.key, within);
      const name_ = name.kind === 'scalar' ? toText(name.value) : undefined;
      if (name_ === undefined) return name.kind === 'unknown' ? renamed(name, text) : fails(text);
      const earlier = entries.get(name_);
      if (earlier && !expression.grouped) return fails(text);
      if (earlier) earlier.push(resting(item, name.defaults));
      else entries.set(name_, [resting(item, name.defaults)]);
    }
  }
  if (!expression.key) return list(items, of.defaults);
  const made = [...entries].map(([name, values]) => [name, expression.grouped ? list(values) : values[0]] as const);
  return mapping(made, [], of.defaults);
}

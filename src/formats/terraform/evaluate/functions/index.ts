import type { Environment } from '../environment.js';
import type { Expression } from '../expression.js';
import {
  allDefaults,
  everyDefault,
  fails,
  renamed,
  resting,
  scalar,
  tooLarge,
  unknown,
  unknownBy,
  type Value,
} from '../value.js';
import type { Call, KnownFunction } from './function.js';
import { onCollections } from './onCollections.js';
import { onNumbers } from './onNumbers.js';
import { onStrings } from './onStrings.js';
import { toTypes } from './toTypes.js';

/**
 * Terraform's functions, as far as they are worked out: each that configurations of tables were found to use, none that reads files,
 * the clock or chance.
 *
 * @see https://developer.hashicorp.com/terraform/language/functions
 */
const functions: ReadonlyMap<string, KnownFunction> = /* @__PURE__ */ new Map(
  Object.entries({ ...onStrings, ...onNumbers, ...onCollections, ...toTypes }),
);

type CallExpression = Expression & { kind: 'call' };

/** What a call comes to. */
export function call(expression: CallExpression, { fuel }: Environment, part: (of: Expression) => Value): Value {
  const { text } = expression;
  const name = expression.name.replace(/^core::/, '');
  if (name === 'try' || name === 'can') return attempt(name, expression, part);
  const found = functions.get(name);
  if (!found) return unknown(text);
  const args = argumentsOf(expression, part);
  if (!Array.isArray(args)) return args as Value;
  const failed = args.find((arg) => arg.kind === 'unknown' && arg.reason === 'fails');
  if (failed) return fails(text, failed.defaults);
  const parts: Call = { args, text, fail: () => fails(text, allDefaults(args.map(everyDefault))) };
  if (!/^(lookup|element|length|coalesce|one)$/.test(name)) for (const { size } of args) fuel.left -= size;
  if (fuel.left < 0) return tooLarge(text);
  if (found.kind === 'structure') return found.apply(parts);
  const lost = args.find(({ known }) => !known);
  const link = lost && (name === 'join' ? onlyItem(args) : name === 'replace' ? inOtherRegion(args) : undefined);
  if (link?.kind === 'unknown') return renamed(link, text);
  if (lost) return lost.kind === 'unknown' ? renamed({ ...lost, link: undefined }, text) : unknownBy(text, lost);
  if (found.kind === 'list') return found.apply(parts);
  const known = args.map((arg) => (arg.kind === 'scalar' ? arg.value : undefined));
  // A list or a map where a string or a number is wanted.
  if (known.includes(undefined)) return fails(text);
  const result = found.apply(...(known as (string | number | boolean | null)[]));
  return result === undefined ? parts.fail() : scalar(result, allDefaults(args.map(({ defaults }) => defaults)));
}

/** What is joined with nothing, as configurations do with a resource that `count` makes once. */
function onlyItem([, of, ...others]: readonly Value[]): Value | undefined {
  return of?.kind === 'list' && of.items.length === 1 && !others.length ? of.items[0] : undefined;
}

/** The ARN of a table with another Region in it, which is that of its replica there. `@?`: only Terraform knows which. */
function inOtherRegion([of, , by]: readonly Value[]): Value | undefined {
  if (of?.kind !== 'unknown' || of.link === undefined) return undefined;
  const region = by?.kind === 'scalar' ? /^:?([a-z]+(?:-[a-z]+)+-\d+):?$/.exec(String(by.value))?.[1] : '?';
  return region === undefined ? undefined : { ...of, link: `${of.link}@${region}` };
}

function argumentsOf(
  { args, spread, text }: CallExpression,
  part: (of: Expression) => Value,
): readonly Value[] | Value {
  const values = args.map(part);
  const last = spread ? values.pop() : undefined;
  if (!last) return values;
  if (last.kind !== 'list') return last.kind === 'unknown' ? renamed(last, text) : fails(text);
  return [...values, ...last.items.map((item) => resting(item, last.defaults))];
}

/** The first argument that Terraform would take. */
function attempt(name: 'try' | 'can', { args, text }: CallExpression, part: (of: Expression) => Value): Value {
  for (const arg of args) {
    const value = part(arg);
    const failed = value.kind === 'unknown' && value.reason === 'fails';
    if (name === 'can') {
      return value.kind === 'unknown' && !failed ? renamed(value, text) : scalar(!failed, everyDefault(value));
    }
    if (!failed) return value.kind === 'unknown' ? renamed(value, text) : value;
  }
  return fails(text);
}

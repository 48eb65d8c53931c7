import { closest } from '../closest.js';
import type { Path } from '../issue.js';
import type { defaultQuotas } from '../limits.js';
import type { SchemaRule } from '../rule.js';
import { isProperties, type Properties, properties, show } from '../value.js';

/** Quotas that AWS raises on request, by name; `defaultQuotas` says what each of them is. What is left out is AWS's default. */
export type TableQuotas = { readonly [Quota in keyof typeof defaultQuotas]?: number };

/** What a check may need to know beside the value that it looks at. */
export interface Context {
  readonly table: Properties;
  readonly attributes: Properties;
  readonly provisioned: boolean;
  readonly quotas: Required<TableQuotas>;
  report(rule: SchemaRule, path: Path, message: string): void;
}

/** Looks at a value of a schema, and reports which rules it breaks. `parent` is the object that holds the value. */
export type Check = (value: unknown, path: Path, context: Context, parent: Properties) => void;

/**
 * A check for each property: those that are `Needed`, whose names get a `!`, are checked in any case, the others when they are there.
 * A property that comes into the schema does not compile until it has its check.
 */
export type ChecksOf<Name extends string, Needed extends Name = never> = {
  readonly [P in Name as P extends Needed ? `${P}!` : P]: Check;
};

/** The value must pass the test. */
export function must(
  rule: SchemaRule,
  expected: string,
  test: (value: unknown, context: Context, parent: Properties, path: Path) => unknown,
): Check {
  return (value, path, context, parent) => {
    if (!test(value, context, parent, path)) {
      context.report(rule, path, `${value === undefined ? 'missing: it' : show(value)} must be ${expected}`);
    }
  };
}

/** The check that is chosen by what stands around the value. */
export function choose(choice: (context: Context, parent: Properties, path: Path, value: unknown) => Check): Check {
  return (value, path, context, parent) => choice(context, parent, path, value)(value, path, context, parent);
}

/** Text of this form. */
export function form(rule: SchemaRule, expected: string, pattern: RegExp): Check {
  return must(rule, expected, (value) => typeof value === 'string' && pattern.test(value));
}

export function oneOf(rule: SchemaRule, ...choices: unknown[]): Check {
  return must(rule, `one of ${choices.map(show).join(', ')}`, (value) => choices.includes(value));
}

export function wholeNumber(
  rule: SchemaRule,
  min: number,
  max?: number,
  orElse = max ? ` and at most ${max}` : '',
): Check {
  return must(
    rule,
    `a whole number of at least ${min}${orElse}`,
    (value) => Number.isSafeInteger(value) && (value as number) >= min && !((value as number) > (max as number)),
  );
}

/** A list, each entry of which is checked. */
export function each(check: Check): Check {
  return (value, path, context, parent) => {
    if (Array.isArray(value)) for (const [i, entry] of value.entries()) check(entry, [...path, i], context, parent);
  };
}

/** The rule can't be kept here: the property has to go. */
export function leftOut(rule: SchemaRule, why: string): Check {
  return must(rule, `left out: ${why}`, (value) => value === undefined);
}

/**
 * An object with these properties and no others, or one of the values listed. A property whose name ends in `!` is given to its
 * check in any case, any other only when it is there.
 */
export function object(rule: SchemaRule, checks: Readonly<Record<string, Check>>, ...orElse: unknown[]): Check {
  const names = Object.keys(checks).map((key) => key.replace('!', ''));
  const shape = must(rule, [...orElse.map(show), `{ ${names.join(', ')} }`].join(' or '), (value) =>
    orElse.includes(value),
  );
  return (value, path, context, parent) => {
    if (!isProperties(value)) return shape(value, path, context, parent);
    for (const [key, check] of Object.entries(checks)) {
      const name = key.replace('!', '');
      if (key !== name || value[name] !== undefined) check(value[name], [...path, name], context, value);
    }
    for (const name of Object.keys(value)) {
      if (!names.includes(name)) {
        const meant = closest(name, names);
        context.report(
          'unknown-property',
          [...path, name],
          `no such property; ${meant ? `did you mean ${meant}?` : `there are ${names.join(', ')}`}`,
        );
      }
    }
  };
}

/** An object whose property names are the user's, each value checked. */
export function record(check: Check, checkName?: Check, form = '{ ... }'): Check {
  return all(must('shape', `an object: { name: ${form} }`, isProperties), (value, path, context) => {
    const entries = properties(value);
    for (const [name, entry] of Object.entries(entries)) {
      checkName?.(name, [...path, name], context, entries);
      check(entry, [...path, name], context, entries);
    }
  });
}

export function all(...checks: Check[]): Check {
  return (...args) => {
    for (const check of checks) check(...args);
  };
}

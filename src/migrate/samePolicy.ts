import {
  canonicalJson,
  isProperties,
  policyDocument,
  type ResourcePolicy,
  sameJson,
  type TableSchema,
} from '../schema/index.js';

type Policy = TableSchema['resourcePolicy'];

/**
 * True for policies that mean the same to IAM. AWS stores what it was given in forms of its own: a list of one as a string, lists
 * in another order, an account's id as the ARN of its root. So policies are compared by meaning, or each run would put them again.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function samePolicy(a: Policy, b: Policy): boolean {
  if (sameJson(a, b)) return true;
  return a !== undefined && b !== undefined && a !== false && b !== false && policyMeaning(a) === policyMeaning(b);
}

/** A text that is equal for policies that mean the same. */
export function policyMeaning(policy: ResourcePolicy): string {
  try {
    const { Version = '2008-10-17', Statement, ...rest } = policyDocument(policy);
    // A policy that leaves its version out has the first one.
    return canonicalJson({ ...rest, Version, Statement: setOf(Statement, statement) });
  } catch {
    return `not JSON: ${policy}`;
  }
}

/** A text that is equal for statements that mean the same. */
export function statementMeaning(value: unknown): string {
  return canonicalJson(statement(value));
}

/** A text that is equal for an element's values that mean the same in a statement; `undefined` for one that is not there. */
export function elementMeaning(name: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return canonicalJson(Object.hasOwn(elements, name) ? elements[name](value) : value);
}

/** What each element of a statement means; an element that is not here means what it says. */
const elements: Readonly<Record<string, (value: unknown) => unknown>> = {
  Principal: principals,
  NotPrincipal: principals,
  Action: actions,
  NotAction: actions,
  Resource: texts,
  NotResource: texts,
  Condition: conditions,
};

function statement(value: unknown): unknown {
  return mapped(value, (name, entry) => [
    name,
    Object.hasOwn(elements, name) ? elements[name](entry) : (entry as unknown),
  ]);
}

/** Everyone is `*`, whether of AWS or of all. */
function principals(value: unknown): unknown {
  return mapped(isProperties(value) ? value : { AWS: value }, (type, names) => [
    type,
    type === 'AWS' ? setOf(names, account) : texts(names),
  ]);
}

/** An account stands for its root user. */
function account(name: unknown): unknown {
  return /^arn:[^:]*:iam::(\d{12}):root$/.exec(String(name))?.[1] ?? String(name);
}

/** Services and actions are the same in any case. */
function actions(value: unknown): unknown {
  return setOf(value, (name) => String(name).toLowerCase());
}

/** Operators and keys are the same in any case; values of any type are compared as text. */
function conditions(value: unknown): unknown {
  return mapped(value, (operator, keys) => [
    operator.toLowerCase(),
    mapped(keys, (key, values) => [key.toLowerCase(), texts(values)]),
  ]);
}

function texts(value: unknown): unknown {
  return setOf(value, String);
}

/** One or several, in any order, and a repeat adds nothing. */
function setOf(value: unknown, meaning: (entry: unknown) => unknown): unknown {
  if (value === undefined) return undefined;
  const entries = (Array.isArray(value) ? value : [value]).map((entry) => canonicalJson(meaning(entry)));
  return [...new Set(entries)].sort();
}

/** The object with other entries; what is not an object stays. Of names that have become one, every value stays. */
function mapped(value: unknown, convert: (name: string, entry: unknown) => [string, unknown]): unknown {
  if (!isProperties(value)) return value;
  const entries = Object.entries(value).map(([name, entry]) => canonicalJson(convert(name, entry)));
  return entries.sort();
}

import { type Path, show } from '../../schema/index.js';
import type { Rewritten } from '../parseYaml.js';
import { placeOf } from '../unknownPlaces.js';

/** Where a value stands in the template; `undefined`: nowhere, because it was worked out. */
export type At = Path | undefined;

/** A parameter of which the value is known. */
export interface KnownParameter {
  readonly value: unknown;
  /** Whether the template gives it. Another deployment may give another then. */
  readonly isDefault: boolean;
}

/** What the functions of a template are worked out with. */
export interface Scope {
  readonly parameters: ReadonlyMap<string, KnownParameter>;
  /** All parameters of the template, known or not. */
  readonly declared: ReadonlySet<string>;
  readonly conditions: { readonly [name: string]: unknown };
  readonly mappings: { readonly [name: string]: unknown };
  /** What was written, where YAML made something else of it, by `placeOf` of its path. */
  readonly rewritten: ReadonlyMap<string, Rewritten>;
  /** The conditions that were decided already. */
  readonly decisions: Map<string, Decision>;
  /** Whether a reference to what is unknown comes to `${Name}`, to compare it with others. Nothing of it is a value. */
  readonly marksUnknown: boolean;
}

/** What a value was found with. */
export interface Trace {
  /** The parameters that had their defaults. */
  readonly defaults: Set<string>;
  /** What has no value, and would be needed: `the parameter Stage`. */
  readonly needs: Set<string>;
  readonly rewritten: Set<Rewritten>;
}

/** A condition, decided or (`undefined`) known at deployment only. */
export interface Decision {
  readonly holds: boolean | undefined;
  readonly trace: Trace;
}

export function emptyTrace(): Trace {
  return { defaults: new Set(), needs: new Set(), rewritten: new Set() };
}

export function addTrace(to: Trace, from: Trace): void {
  for (const name of from.defaults) to.defaults.add(name);
  for (const name of from.needs) to.needs.add(name);
  for (const one of from.rewritten) to.rewritten.add(one);
}

/** What a function comes to: a value, in which functions may stand, or nothing at all. */
export type Found = { readonly kind: 'value'; readonly value: unknown; readonly at: At } | { readonly kind: 'absent' };

/** What a function has while it is worked out. */
export interface Work {
  readonly scope: Scope;
  readonly trace: Trace;
  /** What a value comes to, which may be a function. `undefined`: known at deployment only. */
  find(value: unknown, at: At): Found | undefined;
  /** Whether a condition holds, by its name. `undefined`: known at deployment only. */
  decide(name: string): boolean | undefined;
}

/** Works out one function. `undefined`: its result is known at deployment only. */
export type IntrinsicFunction = (work: Work, argument: unknown, at: At) => Found | undefined;

export function workedOut(value: unknown): Found {
  return { kind: 'value', value, at: undefined };
}

export function below(at: At, ...steps: Path): At {
  return at && [...at, ...steps];
}

/**
 * Whether CloudFormation puts something into a string at deployment, from the parameter store or from secrets.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function isDynamic(text: string): boolean {
  return text.includes('{{resolve:');
}

/** Whether something is put into a property later: the Serverless Framework's variables stand in files that its own file includes. */
export function isPutInLater(text: string): boolean {
  return (
    isDynamic(text) || /\$\{(?:self|opt|env|file|sls|param|aws|ssm|cf|s3|custom|strToBool)[.\w-]*[:(](?!:)/.test(text)
  );
}

/** The most characters that a function may come to: no property of a table takes more, and functions within functions can double. */
export const longestText = 65_536;

/** A value as a string, in the words of CloudFormation. `undefined`: it is not one, or is known at deployment only. */
export function textOf(work: Work, value: unknown, at: At): string | undefined {
  const found = work.find(value, at);
  if (found?.kind !== 'value') return undefined;
  const rewritten = found.at && work.scope.rewritten.get(placeOf(found.at));
  if (rewritten) {
    work.trace.rewritten.add(rewritten);
    return rewritten.text;
  }
  if (!['string', 'number', 'boolean'].includes(typeof found.value)) return undefined;
  const text = String(found.value);
  return text.length > longestText || isDynamic(text) ? undefined : text;
}

/** The parameters that had their defaults, in words. */
export function defaultsInWords({ parameters }: Scope, { defaults }: Trace): string {
  const words = [...defaults].map(
    (name) => `the parameter ${name} at its default ${show(parameters.get(name)?.value)}`,
  );
  return inWords(words);
}

function inWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** What to give for it to be known, in words that go before another way out; empty if nothing would help. */
export function needsInWords({ needs }: Pick<Trace, 'needs'> = { needs: new Set() }): string {
  return needs.size ? `give ${inWords([...needs])}, or ` : '';
}

/** As much of a text as a message has room for. */
export function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}

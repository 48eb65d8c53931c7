import { isProperties } from '../../schema/index.js';
import { foreign, foreignIn } from '../cloudFormation/asWritten.js';
import { type Parts, parseVariables, type Source, type Variable } from './variables.js';

/** What a variable comes to. */
export type Found =
  | { readonly kind: 'value'; readonly value: unknown }
  /** Its source has no such value, and the next one counts. */
  | { readonly kind: 'missing' }
  /** Known at deployment only. */
  | { readonly kind: 'unknown' };

/** What a value rests on. */
interface Notes {
  /** What was not given, in whose place a default stands: `the option stage`. */
  readonly assumed: Set<string>;
  /** What has to be given for the value to be known. */
  readonly needs: Set<string>;
}

/** What a source is asked. */
export interface Question {
  readonly params: readonly string[];
  readonly address: string | undefined;
  readonly notes: Notes;
  readonly resolver: Resolver;
}

/** Works out variables of the Serverless Framework. */
export interface Resolver {
  /** A value, with that of the variable in the place of a string that is one. What it holds is still as it is written. */
  shallow(value: unknown, notes: Notes): unknown;
  /** A value with those of all variables in it; `told` is asked about each string in which there were variables. */
  deep(value: unknown, path: readonly (string | number)[], told: Told): unknown;
  /** The value at a path of keys, each worked out on the way; `undefined`: there is none. */
  walk(value: unknown, path: readonly string[], notes: Notes): unknown;
  /** What a copy was made of, for its place in the text. */
  originOf(value: object): object;
}

/** Hears what the value at a path came to, and what it rests on. */
export type Told = (path: readonly (string | number)[], value: unknown, notes: Notes) => void;

/** The sources of variables by type. One that is not here is known at deployment only. */
export interface Sources {
  readonly [type: string]: (question: Question) => Found;
}

/** No property of a table takes more characters; variables within variables can double with each line. */
const longestText = 65_536;
/** More values than the tables of any service have. */
const mostValues = 100_000;
const deepest = 64;

interface Result {
  readonly value: unknown;
  readonly notes: Notes;
}

export function createResolver(sources: Sources): Resolver {
  /** What a string comes to depends on nothing but the string. */
  const known = new Map<string, Result>();
  const origins = new WeakMap<object, object>();
  let depth = 0;
  let values = 0;

  function ask(source: Source, notes: Notes): Found {
    if ('literal' in source)
      return source.literal === null ? { kind: 'missing' } : { kind: 'value', value: source.literal };
    const params = source.params.map((param) => joined(param, notes));
    const address = source.address && joined(source.address, notes);
    const isKnown = !params.includes(undefined) && !(source.address && address === undefined);
    const answer = Object.hasOwn(sources, source.type) ? sources[source.type] : undefined;
    return answer && isKnown ? answer({ params: params as string[], address, notes, resolver }) : { kind: 'unknown' };
  }

  function firstOf(variable: Variable, notes: Notes): Found {
    for (const source of variable.sources) {
      const needs = new Set<string>();
      const found = ask(source, { assumed: notes.assumed, needs });
      if (found.kind !== 'missing') {
        add(notes.needs, needs);
        return found;
      }
      // What would have come before the source that counts.
      add(source === variable.sources.at(-1) ? notes.needs : notes.assumed, needs);
    }
    return { kind: 'unknown' };
  }

  /** `undefined`: a part of it is unknown, or is not a string. */
  function joined(parts: Parts, notes: Notes): string | undefined {
    let text: string | undefined = '';
    // One that is unknown keeps no other from saying what it needs.
    for (const part of parts) {
      const value = typeof part === 'string' ? part : resolved(part, notes);
      const isText = value !== undefined && value !== null && typeof value !== 'object';
      text = text === undefined || !isText ? undefined : text + String(value);
      if (text !== undefined && text.length > longestText) return undefined;
    }
    return text;
  }

  /** `undefined`: it is unknown. */
  function resolved(variable: Variable, notes: Notes): unknown {
    if (depth > deepest) return undefined;
    depth++;
    try {
      const found = firstOf(variable, notes);
      const value = found.kind === 'value' ? resolver.shallow(found.value, notes) : undefined;
      return isForeign(value) ? undefined : value;
    } finally {
      depth--;
    }
  }

  function workOut(text: string, parts: Parts): Result {
    const notes: Notes = { assumed: new Set(), needs: new Set() };
    // A variable that refers to itself finds this.
    known.set(text, { value: foreign(text, []), notes });
    const [only] = parts;
    const value = parts.length === 1 && typeof only !== 'string' ? resolved(only, notes) : joined(parts, notes);
    const result = { value: value === undefined ? foreign(text, [...notes.needs]) : value, notes };
    known.set(text, result);
    return result;
  }

  const resolver: Resolver = {
    shallow(value, notes) {
      if (typeof value !== 'string') return value;
      const parts = parseVariables(value);
      if (!parts) return value;
      const result = known.get(value) ?? workOut(value, parts);
      add(notes.assumed, result.notes.assumed);
      add(notes.needs, result.notes.needs);
      return result.value;
    },
    walk(value, path, notes) {
      let here = resolver.shallow(value, notes);
      for (const key of path) {
        if (isForeign(here)) return here;
        if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
        here = resolver.shallow((here as { [key: string]: unknown })[key], notes);
      }
      return here;
    },
    deep(value, path, told) {
      if (++values > mostValues || path.length > 4 * deepest) return foreign('too many values', []);
      const notes: Notes = { assumed: new Set(), needs: new Set() };
      const here = resolver.shallow(value, notes);
      if (here !== value) told(path, here, notes);
      if (Array.isArray(here)) return here.map((entry, i) => resolver.deep(entry, [...path, i], told));
      if (!isProperties(here) || isForeign(here)) return here;
      const copy = Object.fromEntries(
        Object.entries(here).map(([key, entry]) => [key, resolver.deep(entry, [...path, key], told)]),
      );
      origins.set(copy, here);
      return copy;
    },
    originOf: (value) => origins.get(value) ?? value,
  };
  return resolver;
}

function add(to: Set<string>, from: ReadonlySet<string>): void {
  for (const word of from) to.add(word);
}

function isForeign(value: unknown): boolean {
  return foreignIn(value) !== undefined;
}

import { cannotCarry, isProperties, type NotCarried, type Path, show, type TableIssue } from '../../schema/index.js';
import type { Rewritten } from '../parseYaml.js';
import { placeOf, type UnknownPlaces } from '../unknownPlaces.js';
import { intrinsicOf } from './asWritten.js';
import { resolve } from './intrinsics.js';
import {
  type At,
  below,
  cut,
  defaultsInWords,
  isDynamic,
  isPutInLater,
  needsInWords,
  type Scope,
  type Trace,
} from './scope.js';

/** What a property of a resource holds: a scalar, any data, a list, a map of strings, or an object with these members. */
export type Shape = 'text' | 'number' | 'flag' | 'data' | 'texts' | readonly [Shape] | Members;
interface Members {
  readonly [member: string]: Shape | NotCarried;
}

/**
 * The value of a shape. Everything may be missing: a template is read, not checked. A list of objects has a hole where one was left
 * out, so that the others keep their places; `forEach`, `map` and `flatMap` pass over it.
 */
export type Value<S> = S extends 'text'
  ? string
  : S extends 'number'
    ? number
    : S extends 'flag'
      ? boolean
      : S extends 'data'
        ? unknown
        : S extends 'texts'
          ? { [name: string]: string }
          : S extends readonly [infer Element]
            ? Value<Element>[]
            : { [Member in keyof S as S[Member] extends NotCarried ? never : Member]?: Value<S[Member]> };

export interface TemplateReader {
  readonly scope: Scope;
  /** What SAM puts into all resources of a kind, by kind. */
  readonly globals: { readonly [kind: string]: unknown };
  readonly unknown: UnknownPlaces;
  report(rule: TableIssue['rule'], path: Path, message: string): void;
}

/** Deeper than any policy; data that contains itself ends here. */
const deepest = 100;

/** Where a value goes, and where it stands: a function may have brought it from elsewhere in the template. */
interface Place {
  readonly path: Path;
  readonly at: At;
}

/** Reads a value of a template as the shape says, and reports whatever it can't take over as it stands. */
export function readShape<const S extends Shape>(
  reader: TemplateReader,
  path: Path,
  input: unknown,
  shape: S,
  at: At = path,
): Value<S> | undefined {
  return read(reader, { path, at }, input, shape) as Value<S> | undefined;
}

function step({ path, at }: Place, name: string | number): Place {
  return { path: [...path, name], at: below(at, name) };
}

function read(reader: TemplateReader, place: Place, input: unknown, shape: Shape): unknown {
  if (input === undefined || input === null) return undefined;
  if (shape === 'data') return readData(reader, place, input, deepest);
  // A policy or tags may hold a member with such a name only as a function, too.
  if (intrinsicOf(input)) return readIntrinsic(reader, place, input, shape);
  if (shape === 'texts') return readTexts(reader, place, input);
  if (typeof shape === 'string') return readScalar(reader, place, input, shape);
  if (isList(shape)) {
    if (!Array.isArray(input)) return mismatch(reader, place, input, 'a list');
    return readList(reader, place, input, shape[0]);
  }
  if (!isProperties(input)) return mismatch(reader, place, input, 'an object');
  return readMembers(reader, place, input, shape);
}

function readList(reader: TemplateReader, place: Place, input: readonly unknown[], shape: Shape): unknown[] {
  const list: unknown[] = [];
  input.forEach((entry, at) => {
    const value = read(reader, step(place, at), entry, shape);
    if (value !== undefined) list[at] = value;
  });
  // Of scalars, none needs its place.
  return typeof shape === 'string' ? list.filter(() => true) : list;
}

function readMembers(reader: TemplateReader, place: Place, input: object, members: Members): object {
  const values: [string, unknown][] = [];
  for (const [name, entry] of Object.entries(input)) {
    const member = Object.hasOwn(members, name) ? members[name] : cannotCarry('a table schema has no place for this');
    if (isCarried(member)) values.push([name, read(reader, step(place, name), entry, member)]);
    else if (entry !== undefined) reader.report('not-representable', [...place.path, name], member.notCarried);
  }
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function isCarried(member: Shape | NotCarried): member is Shape {
  return typeof member === 'string' || !('notCarried' in member);
}

function readIntrinsic(reader: TemplateReader, place: Place, input: unknown, shape: Shape): unknown {
  const resolved = resolve(reader.scope, input, place.at);
  switch (resolved.kind) {
    case 'absent':
      tellDefaults(reader, place, 'is left out', resolved.trace);
      return undefined;
    case 'value': {
      const { value, at, trace } = resolved;
      tellDefaults(reader, place, typeof value === 'object' ? 'is read as it is' : `is ${show(value)}`, trace);
      for (const one of trace.rewritten) tellRewritten(reader, place, one);
      return read(reader, { path: place.path, at }, value, shape);
    }
    case 'unknown':
      return leaveOut(reader, place.path, resolved.text, resolved.trace);
    default: {
      const never: never = resolved;
      return never;
    }
  }
}

function tellDefaults({ scope, report }: TemplateReader, { path }: Place, what: string, trace: Trace): void {
  if (!trace.defaults.size) return;
  report(
    'cloudformation-parameter',
    path,
    `${what}, with ${defaultsInWords(scope, trace)}; another deployment may have another`,
  );
}

function tellRewritten(reader: TemplateReader, { path }: Place, { source, text }: Rewritten): void {
  if (source === text) return;
  reader.report(
    'template-scalar',
    path,
    `${show(source)} is ${show(text)} to CloudFormation's YAML; write it in quotes`,
  );
}

/** Reports what is known at deployment only, and needs which parameters to be known before. */
export function leaveOut(reader: TemplateReader, path: Path, text: string, trace?: Trace): undefined {
  reader.unknown.add(path);
  reader.report(
    'cloudformation-intrinsic',
    path,
    `${cut(text)} is known at deployment only, and is left out; ${needsInWords(trace)}write the value that you mean`,
  );
  return undefined;
}

/** CloudFormation takes strings for numbers and flags, and the other way round. */
function readScalar(reader: TemplateReader, place: Place, input: unknown, shape: 'text' | 'number' | 'flag'): unknown {
  if (typeof input === 'string' && isPutInLater(input)) return leaveOut(reader, place.path, input);
  switch (shape) {
    case 'text':
      if (typeof input === 'string' || typeof input === 'number' || typeof input === 'boolean') {
        return readText(reader, place, input);
      }
      return mismatch(reader, place, input, 'a string');
    case 'number': {
      if (typeof input === 'number') return input;
      if (typeof input === 'string' && input.trim() && !Number.isNaN(Number(input))) return Number(input);
      return mismatch(reader, place, input, 'a number');
    }
    case 'flag':
      if (typeof input === 'boolean') return input;
      if (input === 'true' || input === 'True') return true;
      if (input === 'false' || input === 'False') return false;
      // Nobody knows whether it is on: what stands beside it can't tell.
      reader.unknown.add(place.path);
      return mismatch(reader, place, input, 'true or false');
    default: {
      const never: never = shape;
      return never;
    }
  }
}

/** Where YAML makes a number or a flag of what was meant as a string, CloudFormation writes that as a string again. */
function readText(reader: TemplateReader, place: Place, input: string | number | boolean): string {
  const rewritten = place.at && reader.scope.rewritten.get(placeOf(place.at));
  if (!rewritten) return String(input);
  tellRewritten(reader, place, rewritten);
  return rewritten.text;
}

function readTexts(reader: TemplateReader, place: Place, input: unknown): object | undefined {
  if (!isProperties(input)) return mismatch(reader, place, input, 'an object of strings');
  const texts = Object.entries(input).map(([name, entry]) => [name, read(reader, step(place, name), entry, 'text')]);
  return Object.fromEntries(texts.filter(([, text]) => text !== undefined));
}

function readData(reader: TemplateReader, place: Place, input: unknown, depth: number): unknown {
  if (!depth) return mismatch(reader, place, '...', 'data of less depth');
  if (intrinsicOf(input)) return readIntrinsic(reader, place, input, 'data');
  if (Array.isArray(input)) {
    return input
      .map((entry, at) => readData(reader, step(place, at), entry, depth - 1))
      .filter((entry) => entry !== undefined);
  }
  if (typeof input === 'string' && isDynamic(input)) return leaveOut(reader, place.path, input);
  if (typeof input === 'number') {
    // A policy may hold numbers; an account of twelve digits is the one that is lost to a base of eight.
    if (place.at && reader.scope.rewritten.has(placeOf(place.at))) readText(reader, place, input);
    return input;
  }
  if (!isProperties(input)) return input;
  const entries = Object.entries(input).map(([name, entry]) => [
    name,
    readData(reader, step(place, name), entry, depth - 1),
  ]);
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}

function mismatch(reader: TemplateReader, { path }: Place, input: unknown, wanted: string): undefined {
  const shown =
    isProperties(input) || Array.isArray(input) ? `this ${Array.isArray(input) ? 'list' : 'object'}` : show(input);
  reader.report('cloudformation-type', path, `${shown} is not ${wanted}, and is left out`);
  return undefined;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

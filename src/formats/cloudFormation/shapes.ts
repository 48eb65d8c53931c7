import { cannotCarry, isProperties, type NotCarried, type Path, show, type TableIssue } from '../../schema/index.js';
import type { Rewritten } from '../parseYaml.js';
import { placeOf, type UnknownPlaces } from '../unknownPlaces.js';
import { intrinsicOf, type KnownParameters, resolveIntrinsic } from './intrinsics.js';

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
  readonly parameters: KnownParameters;
  /** What was written, where YAML made something else of it, by `placeOf` of its path. */
  readonly rewritten: ReadonlyMap<string, Rewritten>;
  readonly unknown: UnknownPlaces;
  report(rule: TableIssue['rule'], path: Path, message: string): void;
}

/** Deeper than any policy; data that contains itself ends here. */
const deepest = 100;

/** Reads a value of a template as the shape says, and reports whatever it can't take over as it stands. */
export function readShape<const S extends Shape>(
  reader: TemplateReader,
  path: Path,
  input: unknown,
  shape: S,
): Value<S> | undefined {
  return read(reader, path, input, shape) as Value<S> | undefined;
}

function read(reader: TemplateReader, path: Path, input: unknown, shape: Shape): unknown {
  if (input === undefined || input === null) return undefined;
  if (shape === 'data') return readData(reader, path, input, deepest);
  const intrinsic = intrinsicOf(input);
  // A policy or tags may hold a member with such a name only as a function, too.
  if (intrinsic) return readIntrinsic(reader, path, intrinsic.name, intrinsic.argument, shape);
  if (shape === 'texts') return readTexts(reader, path, input);
  if (typeof shape === 'string') return readScalar(reader, path, input, shape);
  if (isList(shape)) {
    if (!Array.isArray(input)) return mismatch(reader, path, input, 'a list');
    return readList(reader, path, input, shape[0]);
  }
  if (!isProperties(input)) return mismatch(reader, path, input, 'an object');
  return readMembers(reader, path, input, shape);
}

function readList(reader: TemplateReader, path: Path, input: readonly unknown[], shape: Shape): unknown[] {
  const list: unknown[] = [];
  input.forEach((entry, at) => {
    const value = read(reader, [...path, at], entry, shape);
    if (value !== undefined) list[at] = value;
  });
  // Of scalars, none needs its place.
  return typeof shape === 'string' ? list.filter(() => true) : list;
}

function readMembers(reader: TemplateReader, path: Path, input: object, members: Members): object {
  const values: [string, unknown][] = [];
  for (const [name, entry] of Object.entries(input)) {
    const member = Object.hasOwn(members, name) ? members[name] : cannotCarry('a table schema has no place for this');
    if (isCarried(member)) values.push([name, read(reader, [...path, name], entry, member)]);
    else if (entry !== undefined) reader.report('not-representable', [...path, name], member.notCarried);
  }
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function isCarried(member: Shape | NotCarried): member is Shape {
  return typeof member === 'string' || !('notCarried' in member);
}

function readIntrinsic(reader: TemplateReader, path: Path, name: string, argument: unknown, shape: Shape): unknown {
  const found: Rewritten[] = [];
  const texts =
    name === 'Fn::Sub' || name === 'Fn::Join' ? textsWithin(reader, [...path, name], argument, found) : argument;
  const resolved = resolveIntrinsic(name, texts, reader.parameters);
  switch (resolved.kind) {
    case 'absent':
      return undefined;
    case 'value': {
      const [parameter] = resolved.parameters;
      if (parameter !== undefined) {
        reader.report(
          'cloudformation-parameter',
          path,
          `is ${show(resolved.value)}, with the parameter ${resolved.parameters.join(', ')} as it stands in the template; another deployment may have another`,
        );
      }
      for (const one of [...found, ...rewrittenDefaults(reader, resolved.parameters)]) tellRewritten(reader, path, one);
      return read(reader, path, resolved.value, shape);
    }
    case 'unknown':
      return leaveOut(reader, path, resolved.text);
    default: {
      const never: never = resolved;
      return never;
    }
  }
}

/** The scalars in a function that makes a text of them, as CloudFormation writes them. `found` gets those that were written otherwise. */
function textsWithin(reader: TemplateReader, path: Path, value: unknown, found: Rewritten[]): unknown {
  if (Array.isArray(value)) return value.map((entry, at) => textsWithin(reader, [...path, at], entry, found));
  if (isProperties(value)) {
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([name, entry]) => [name, textsWithin(reader, [...path, name], entry, found)]),
    );
  }
  const rewritten = reader.rewritten.get(placeOf(path));
  if (rewritten) found.push(rewritten);
  return rewritten ? rewritten.text : value;
}

/** What YAML has made of the defaults that a function comes to. */
function rewrittenDefaults({ rewritten, parameters }: TemplateReader, names: readonly string[]): Rewritten[] {
  return names.flatMap((name) => {
    const of = rewritten.get(placeOf(['Parameters', name, 'Default']));
    return of && of.text === parameters.get(name) ? [of] : [];
  });
}

function tellRewritten(reader: TemplateReader, path: Path, { source, text }: Rewritten): void {
  if (source === text) return;
  reader.report(
    'template-scalar',
    path,
    `${show(source)} is ${show(text)} to CloudFormation's YAML; write it in quotes`,
  );
}

function leaveOut(reader: TemplateReader, path: Path, text: string): undefined {
  reader.unknown.add(path);
  reader.report(
    'cloudformation-intrinsic',
    path,
    `${show(text)} is known at deployment only, and is left out; write the value that you mean`,
  );
  return undefined;
}

/**
 * A reference to a parameter store or to secrets, which CloudFormation puts in at deployment.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
const dynamicReference = '{{resolve:';

/** CloudFormation takes strings for numbers and flags, and the other way round. */
function readScalar(reader: TemplateReader, path: Path, input: unknown, shape: 'text' | 'number' | 'flag'): unknown {
  if (typeof input === 'string' && input.includes(dynamicReference)) return leaveOut(reader, path, input);
  switch (shape) {
    case 'text':
      if (typeof input === 'string' || typeof input === 'number' || typeof input === 'boolean') {
        return readText(reader, path, input);
      }
      return mismatch(reader, path, input, 'a string');
    case 'number': {
      if (typeof input === 'number') return input;
      if (typeof input === 'string' && input.trim() && !Number.isNaN(Number(input))) return Number(input);
      return mismatch(reader, path, input, 'a number');
    }
    case 'flag':
      if (typeof input === 'boolean') return input;
      if (input === 'true' || input === 'True') return true;
      if (input === 'false' || input === 'False') return false;
      // Nobody knows whether it is on: what stands beside it can't tell.
      reader.unknown.add(path);
      return mismatch(reader, path, input, 'true or false');
    default: {
      const never: never = shape;
      return never;
    }
  }
}

/** Where YAML makes a number or a flag of what was meant as a string, CloudFormation writes that as a string again. */
function readText(reader: TemplateReader, path: Path, input: string | number | boolean): string {
  const rewritten = reader.rewritten.get(placeOf(path));
  if (!rewritten) return String(input);
  tellRewritten(reader, path, rewritten);
  return rewritten.text;
}

function readTexts(reader: TemplateReader, path: Path, input: unknown): object | undefined {
  if (!isProperties(input)) return mismatch(reader, path, input, 'an object of strings');
  const texts = Object.entries(input).map(([name, entry]) => [name, read(reader, [...path, name], entry, 'text')]);
  return Object.fromEntries(texts.filter(([, text]) => text !== undefined));
}

function readData(reader: TemplateReader, path: Path, input: unknown, depth: number): unknown {
  if (!depth) return mismatch(reader, path, '...', 'data of less depth');
  const intrinsic = intrinsicOf(input);
  if (intrinsic) return readIntrinsic(reader, path, intrinsic.name, intrinsic.argument, 'data');
  if (Array.isArray(input)) {
    return input
      .map((entry, at) => readData(reader, [...path, at], entry, depth - 1))
      .filter((entry) => entry !== undefined);
  }
  if (typeof input === 'string' && input.includes(dynamicReference)) return leaveOut(reader, path, input);
  if (typeof input === 'number') {
    // A policy may hold numbers; an account of twelve digits is the one that is lost to a base of eight.
    if (reader.rewritten.has(placeOf(path))) readText(reader, path, input);
    return input;
  }
  if (!isProperties(input)) return input;
  const entries = Object.entries(input).map(([name, entry]) => [
    name,
    readData(reader, [...path, name], entry, depth - 1),
  ]);
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}

function mismatch(reader: TemplateReader, path: Path, input: unknown, wanted: string): undefined {
  const shown =
    isProperties(input) || Array.isArray(input) ? `this ${Array.isArray(input) ? 'list' : 'object'}` : show(input);
  reader.report('cloudformation-type', path, `${shown} is not ${wanted}, and is left out`);
  return undefined;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { isProperties, type Path, type TableIssue, visible } from '../schema/index.js';
import { placeOf } from './unknownPlaces.js';
import { plainScalar, type YamlDialect, type YamlScalar } from './yamlScalar.js';

/** What was written, and the string that its value is. */
export interface Rewritten {
  readonly source: string;
  readonly text: string;
}

/** What YAML text holds. */
export interface YamlText {
  readonly value: unknown;
  /** What its author may not have meant: a key that is given twice. */
  readonly issues: readonly TableIssue[];
  /** What was written, and its value as a string, where the value is not as it was written: `012` is 10. By `placeOf` of its path. */
  readonly rewritten: ReadonlyMap<string, Rewritten>;
  /** The line, from 1, of the name of an object in `value`; `undefined`: it has none. */
  lineOf(object: object): number | undefined;
}

/** The most values that aliases may add to a text: more than any template needs, and far less than what fills the memory. */
const aliasedValues = 100_000;

/** What reading a text needs at every node of it. */
interface Reading {
  readonly dialect: YamlDialect;
  readonly lines: LineCounter;
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly issues: TableIssue[];
  /** By what holds them: a value may still be moved by a merge key, or lose its place to a later one. */
  readonly rewritten: Map<object, Map<string | number, Rewritten>>;
  /** Where the name of each object stands. */
  readonly offsets: Map<object, number>;
  /** The aliases' targets that are being read. */
  readonly within: Set<unknown>;
  aliased: number;
}

/**
 * Reads YAML. Short forms of CloudFormation's functions become long ones: `!Sub x` is `{ 'Fn::Sub': 'x' }`. Of a key that is given
 * twice the last counts, and merge keys (`<<`) are carried out.
 *
 * @throws Error with line and column, if the text is not YAML, or its aliases make too much of it.
 */
export function parseYaml(text: string, dialect: YamlDialect): YamlText {
  const { lines, document } = documentOf(text);
  const [error] = document.errors;
  if (error) throw new Error(`${placeIn(lines, error.pos[0])}: ${visible(error.message)}`);
  const reading: Reading = {
    dialect,
    lines,
    targets: targetsOf(document, lines),
    issues: [],
    rewritten: new Map(),
    offsets: new Map(),
    within: new Set(),
    aliased: 0,
  };
  const value = read(reading, document.contents, [], false).value;
  return {
    value,
    issues: reading.issues,
    rewritten: new Map(rewrittenIn(reading, value, [])),
    lineOf(object) {
      const offset = reading.offsets.get(object);
      return offset === undefined ? undefined : lines.linePos(offset).line;
    },
  };
}

/** Quoted strings that are mended: each one more reads the text again. */
const mostMended = 20;

function documentOf(given: string): { readonly lines: LineCounter; readonly document: Document } {
  let text = given;
  for (let mended = 0; ; mended++) {
    const lines = new LineCounter();
    // Not strict: the readers of both dialects let a closing bracket stand further left.
    const document = parseDocument(text, {
      schema: 'failsafe',
      resolveKnownTags: false,
      uniqueKeys: false,
      strict: false,
      lineCounter: lines,
      prettyErrors: false,
    });
    const isUnclosed = document.errors[0]?.message.startsWith('Missing closing');
    const next = isUnclosed && mended < mostMended ? indentQuoted(text) : text;
    if (next === text) return { lines, document };
    text = next;
  }
}

/**
 * The text with the lines of the first quoted string that ends further left than it may moved to the right, which changes nothing of
 * what it means. The readers of both dialects let its lines stand anywhere; `yaml` does not.
 */
function indentQuoted(text: string): string {
  let offset = 0;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    const quoted = before === scalarMark ? undefined : quotedStrings.get(token[0]);
    if (quoted) {
      quoted.lastIndex = 0;
      const isWhole = quoted.exec(token)?.[0] === token;
      quoted.lastIndex = offset;
      const [string] = (isWhole ? undefined : quoted.exec(text)) ?? [];
      if (string !== undefined) {
        const column = offset - text.lastIndexOf('\n', offset);
        const indented = string.replaceAll('\n', `\n${' '.repeat(column)}`);
        return text.slice(0, offset) + indented + text.slice(offset + string.length);
      }
    }
    if (!marks.includes(token)) offset += token.length;
    before = token;
  }
  return text;
}

const quotedStrings: ReadonlyMap<string, RegExp> = new Map([
  ["'", /'(?:[^']|'')*'/y],
  ['"', /"(?:[^"\\]|\\[\s\S])*"/y],
]);

/** What the lexer puts in of its own: it does not stand in the text. */
const scalarMark = '\u{1f}';
const marks = ['\u{2}', '\u{18}', scalarMark];

/** A value as it was read, before it has its place. */
interface Read {
  readonly value: unknown;
  readonly rewritten?: Rewritten;
}

/** The object or list of such entries. */
function holding<T extends object>(
  { rewritten }: Reading,
  entries: readonly (readonly [string | number, Read])[],
  make: (entries: readonly (readonly [string | number, unknown])[]) => T,
): T {
  const made = make(entries.map(([name, { value }]) => [name, value]));
  const marked = entries.flatMap(([name, entry]) => (entry.rewritten ? [[name, entry.rewritten] as const] : []));
  if (marked.length) rewritten.set(made, new Map(marked));
  return made;
}

function* rewrittenIn(reading: Reading, value: unknown, path: Path): Iterable<readonly [string, Rewritten]> {
  if (!reading.rewritten.size || typeof value !== 'object' || value === null) return;
  for (const [name, rewritten] of reading.rewritten.get(value) ?? []) yield [placeOf([...path, name]), rewritten];
  for (const [name, entry] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    yield* rewrittenIn(reading, entry, [...path, name]);
  }
}

function placeIn(lines: LineCounter, offset: number | undefined): string {
  const { line, col } = lines.linePos(offset ?? 0);
  return `line ${line}, column ${col}`;
}

/** The node that each alias stands for: the last one before it with that anchor. */
function targetsOf(document: Document, lines: LineCounter): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Alias(_, alias) {
      const target = anchors.get(alias.source);
      if (!target) {
        throw new Error(`${placeIn(lines, alias.range?.[0])}: *${visible(alias.source)} has no anchor before it`);
      }
      targets.set(alias, target);
    },
    Value(_, node) {
      if (node.anchor) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

function read(reading: Reading, node: unknown, path: Path, aliased: boolean): Read {
  if (aliased && ++reading.aliased > aliasedValues) {
    throw new Error(`its aliases come to more than ${aliasedValues} values; write out what they stand for`);
  }
  if (isAlias(node)) {
    const target = reading.targets.get(node);
    if (reading.within.has(target)) {
      throw new Error(
        `${placeIn(reading.lines, node.range?.[0])}: *${visible(node.source)} stands within its own anchor`,
      );
    }
    reading.within.add(target);
    const value = read(reading, target, path, true);
    reading.within.delete(target);
    return value;
  }
  const name = tagOf(node)?.match(/^!([A-Za-z0-9:]+)$/)?.[1];
  if (name === undefined) return readUntagged(reading, node, path, aliased);
  // Below a tag, a scalar is a string.
  const long = name === 'Ref' || name === 'Condition' || name.startsWith('Fn::') ? name : `Fn::${name}`;
  const argument = isScalar(node)
    ? { value: String(node.source) }
    : readUntagged(reading, node, [...path, long], aliased);
  return { value: holding(reading, [[long, argument]], Object.fromEntries) };
}

function tagOf(node: unknown): string | undefined {
  return (node as Node | null)?.tag;
}

function readUntagged(reading: Reading, node: unknown, path: Path, aliased: boolean): Read {
  if (isMap(node)) return { value: readMap(reading, node, path, aliased) };
  if (isSeq(node)) {
    const items = node.items.map((item, i) => [i, read(reading, item, [...path, i], aliased)] as const);
    return { value: holding(reading, items, (entries) => entries.map(([, value]) => value)) };
  }
  if (isPair(node)) {
    const pair = [keyOf(reading, node.key), read(reading, node.value, path, aliased)] as const;
    return { value: holding(reading, [pair], Object.fromEntries) };
  }
  if (!isScalar(node)) return { value: null };
  const { value, text } = scalarOf(reading, node);
  const source = String(node.source);
  return value === null || String(value) === source ? { value } : { value, rewritten: { source, text } };
}

function readMap(reading: Reading, map: YAMLMap, path: Path, aliased: boolean): object {
  const own = new Map<string, Read>();
  const merged = new Map<string, Read>();
  let merges = 0;
  const given = (name: string, key: unknown, again: boolean) => {
    if (!again) return;
    const line = placeIn(reading.lines, (key as Node | null)?.range?.[0]);
    reading.issues.push({
      rule: 'template-duplicate-key',
      path: [...path, name],
      message: `is given twice, the last time at ${line}; the last counts`,
    });
  };
  for (const { key, value } of map.items) {
    if (isMergeKey(key)) {
      given('<<', key, merges++ > 0);
      for (const [name, entry] of mergedInto(reading, value, path)) merged.set(name, entry);
      continue;
    }
    const name = keyOf(reading, key);
    given(name, key, own.has(name));
    const entry = read(reading, value, [...path, name], aliased);
    own.set(name, entry);
    const offset = (key as Node | null)?.range?.[0];
    if (isProperties(entry.value) && offset !== undefined) reading.offsets.set(entry.value, offset);
  }
  for (const [name, entry] of own) merged.set(name, entry);
  return holding(reading, [...merged], Object.fromEntries);
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.source === '<<' && key.type === 'PLAIN' && key.tag === undefined;
}

/** The entries of the mappings that a merge key names: of one, or of a list of them, the first of which wins. */
function mergedInto(reading: Reading, value: unknown, path: Path): ReadonlyMap<string, Read> {
  const from = read(reading, value, [...path, '<<'], true).value;
  const mappings = (Array.isArray(from) ? from : [from]).filter(
    (entry): entry is object => typeof entry === 'object' && entry !== null && !Array.isArray(entry),
  );
  if (!mappings.length) {
    reading.issues.push({
      rule: 'template-shape',
      path: [...path, '<<'],
      message: 'a merge key needs a mapping, or a list of mappings; it is left out',
    });
  }
  const entries = mappings.flatMap((mapping) =>
    Object.entries(mapping).map(([name, entry]): [string, Read] => [
      name,
      { value: entry, rewritten: reading.rewritten.get(mapping)?.get(name) },
    ]),
  );
  return new Map(entries.reverse());
}

/** A property's name, which is a string whatever the dialect makes of it. */
function keyOf(reading: Reading, key: unknown): string {
  const node = isAlias(key) ? reading.targets.get(key) : key;
  if (!isScalar(node)) return JSON.stringify(read(reading, node, [], false).value) ?? '';
  const { value, text } = scalarOf(reading, node);
  return value === null ? 'null' : text;
}

const coreTag = 'tag:yaml.org,2002:';

/** The value of a scalar: as its tag says, as it is in quotes, or by what it looks like. */
function scalarOf({ dialect }: Reading, node: { source?: string; type?: string; tag?: string }): YamlScalar {
  const source = String(node.source ?? '');
  const typed = node.tag?.startsWith(coreTag) ? node.tag.slice(coreTag.length) : undefined;
  // `!` alone says that nothing is said.
  const plain =
    node.tag === undefined || node.tag === '!' ? node.type === 'PLAIN' || node.type === undefined : isTyped(typed);
  return plain ? plainScalar(source, dialect) : { value: source, text: source };
}

function isTyped(tag: string | undefined): boolean {
  return tag === 'int' || tag === 'float' || tag === 'bool' || tag === 'null';
}

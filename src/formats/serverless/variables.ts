/** A string of serverless.yml: texts, and the variables between them. */
export type Parts = readonly (string | Variable)[];

/** `${opt:stage, 'dev'}`: the first of its sources that has a value counts. */
export interface Variable {
  /** What is written there. */
  readonly text: string;
  readonly sources: readonly Source[];
}

/** `opt:stage`, `file(config.yml):table`, or `'dev'`. */
export type Source =
  | { readonly literal: unknown }
  | { readonly type: string; readonly params: readonly Parts[]; readonly address: Parts | undefined };

/** Functions of CloudFormation stand in the same braces: `${Name}`, `${AWS::Region}` and `${Table.Arn}` are none of these. */
const opening = /\$\{\s*(?=[a-z][\w.-]*(?:\(|:(?!:)))/g;

/**
 * The variables in a string. `undefined`: it has none.
 *
 * @see https://www.serverless.com/framework/docs/guides/variables
 */
export function parseVariables(text: string): Parts | undefined {
  if (!text.includes('${')) return undefined;
  const { parts } = readParts(text, 0, '');
  return parts.length === 1 && typeof parts[0] === 'string' && parts[0] === text ? undefined : parts;
}

/** A stretch of text that was read, and where it ends. */
interface Stretch<T> {
  readonly read: T;
  readonly end: number;
}

/** Reads until one of the characters that end it, or to the end of the text. */
function readParts(text: string, start: number, ends: string): { readonly parts: Parts; readonly end: number } {
  const parts: (string | Variable)[] = [];
  let plain = '';
  let at = start;
  while (at < text.length && !ends.includes(text[at])) {
    if (text.startsWith('\\${', at)) {
      plain += '${';
      at += 3;
      continue;
    }
    const variable = readVariable(text, at);
    if (variable) {
      if (plain) parts.push(plain);
      plain = '';
      parts.push(variable.read);
      at = variable.end;
    } else plain += text[at++];
  }
  if (plain || !parts.length) parts.push(plain);
  return { parts, end: at };
}

/** `undefined`: no variable starts there, or it is not one that the Serverless Framework would take. */
function readVariable(text: string, start: number): Stretch<Variable> | undefined {
  if (!text.startsWith('${', start)) return undefined;
  opening.lastIndex = start;
  const opened = opening.exec(text);
  if (opened?.index !== start) return undefined;
  const sources: Source[] = [];
  for (let at = start + opened[0].length; ; ) {
    const source = readSource(text, skipSpace(text, at));
    if (!source) return undefined;
    sources.push(source.read);
    const next = skipSpace(text, source.end);
    if (text[next] === '}') return { read: { text: text.slice(start, next + 1), sources }, end: next + 1 };
    if (text[next] !== ',') return undefined;
    at = next + 1;
  }
}

function readSource(text: string, start: number): Stretch<Source> | undefined {
  const quoted = readQuoted(text, start);
  if (quoted) return { read: { literal: quoted.read }, end: quoted.end };
  const [type = ''] = /^[a-z][\w.-]*(?=[(:])/.exec(text.slice(start, start + 100)) ?? [];
  if (!type) {
    const [word] = /^[\w.+-]*/.exec(text.slice(start, start + 100)) ?? [''];
    const literal = literalOf(word);
    return literal === undefined ? undefined : { read: { literal }, end: start + word.length };
  }
  let at = start + type.length;
  const params: Parts[] = [];
  if (text[at] === '(') {
    do {
      const param = readParam(text, skipSpace(text, at + 1), ',)');
      params.push(param.read);
      at = skipSpace(text, param.end);
    } while (text[at] === ',');
    if (text[at] !== ')') return undefined;
    at++;
  }
  if (text[at] !== ':') return { read: { type, params, address: undefined }, end: at };
  const address = readParam(text, skipSpace(text, at + 1), ',}');
  return { read: { type, params, address: address.read }, end: address.end };
}

function readParam(text: string, start: number, ends: string): Stretch<Parts> {
  const quoted = readQuoted(text, start);
  if (quoted) return { read: [quoted.read], end: quoted.end };
  const { parts, end } = readParts(text, start, ends);
  return {
    read: parts.map((part) => (typeof part === 'string' && part === parts.at(-1) ? part.trimEnd() : part)),
    end,
  };
}

function readQuoted(text: string, start: number): Stretch<string> | undefined {
  const quote = text[start];
  if (quote !== '"' && quote !== "'") return undefined;
  const pattern = quote === "'" ? /'([^']*)'/y : /"((?:[^"\\]|\\.)*)"/y;
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  if (!match) return undefined;
  return { read: quote === "'" ? match[1] : unescaped(match[0]), end: pattern.lastIndex };
}

function unescaped(literal: string): string {
  try {
    return JSON.parse(literal);
  } catch {
    return literal.slice(1, -1);
  }
}

function literalOf(word: string): unknown {
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  return word === '' || Number.isNaN(Number(word)) ? undefined : Number(word);
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (/\s/.test(text[next] ?? '')) next++;
  return next;
}

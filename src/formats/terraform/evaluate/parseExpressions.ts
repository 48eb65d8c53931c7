import { isProperties, show } from '../../../schema/index.js';
import { loadParser } from '../loadParser.js';
import { parseTemplate } from '../template.js';
import { addNames, type Expression } from './expression.js';
import { fromSyntaxTree, type SyntaxNode } from './fromSyntaxTree.js';
import { deepest, largestValue, scalar } from './value.js';

/** A string of a configuration, which is a template as each of them is, and the variables and locals that it names. */
interface Template {
  readonly expression: Expression;
  readonly names: ReadonlySet<string>;
}

/** The templates of configurations, each parsed once. Text without an expression is what it says. */
export interface Templates {
  get(template: string): Template;
  /** Parses the templates in a value of a configuration, which `get` knows from then on. */
  parse(value: unknown): Promise<void>;
}

const noNames: ReadonlySet<string> = /* @__PURE__ */ new Set();

export function createTemplates(): Templates {
  const known = new Map<string, Template>();
  return {
    get(template) {
      if (!/[$%]\{/.test(template)) {
        return { expression: { kind: 'literal', text: show(template), value: scalar(template) }, names: noNames };
      }
      // Where nothing was parsed before, what can be read without the parser.
      const parsed = known.get(template) ?? templateOf(template, new Map());
      known.set(template, parsed);
      return parsed;
    },
    async parse(value) {
      const found = [...templatesIn(value)].filter((template) => !known.has(template));
      const parsed = await parseAll([...new Set(found.flatMap((template) => expressionsIn(template)))]);
      for (const template of found) known.set(template, templateOf(template, parsed));
    },
  };
}

function templateOf(template: string, parsed: ReadonlyMap<string, Expression>): Template {
  const expression = expressionOf(template, parsed);
  const names = new Set<string>();
  addNames(expression, names);
  return { expression, names };
}

/** Strings in which there is an expression or a directive. */
function templatesIn(value: unknown): Set<string> {
  const found = new Set<string>();
  const pending: [unknown, number][] = [[value, 0]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [part, depth] = next;
    if (typeof part === 'string') {
      if (/[$%]\{/.test(part) && part.length <= largestValue) found.add(part);
    } else if (depth > 2 * deepest) continue;
    else if (Array.isArray(part)) for (const item of part) pending.push([item, depth + 1]);
    else if (isProperties(part)) {
      for (const [key, entry] of Object.entries(part)) pending.push([key, depth + 1], [entry, depth + 1]);
    }
  }
  return found;
}

/** A template with directives, as a here-document: what is between its expressions has no escapes in it. */
function heredoc(template: string): string {
  return `<<TABLEWRIGHT_END\n${template}\nTABLEWRIGHT_END\n`;
}

function expressionsIn(template: string): string[] {
  const parts = parseTemplate(template);
  if (!parts) return [heredoc(template)];
  return parts.flatMap((part) => ('expression' in part && !simple(part.expression) ? [part.expression] : []));
}

function expressionOf(template: string, parsed: ReadonlyMap<string, Expression>): Expression {
  const text = show(template);
  const opaque: Expression = { kind: 'opaque', text };
  const parts = parseTemplate(template);
  if (!parts) {
    const whole = parsed.get(heredoc(template));
    return whole?.kind === 'template' ? { ...withoutLastLine(whole), text } : opaque;
  }
  const expressions = parts.map((part): Expression => {
    if ('text' in part) return { kind: 'literal', text: part.text, value: scalar(part.text) };
    return simple(part.expression) ?? parsed.get(part.expression) ?? { ...opaque, text: part.expression };
  });
  return expressions.length === 1 ? expressions[0] : { kind: 'template', text, parts: expressions };
}

/** The line break before a here-document's end is none of the template's. */
function withoutLastLine(template: Expression & { kind: 'template' }): Expression & { kind: 'template' } {
  const last = template.parts.at(-1);
  if (last?.kind !== 'literal' || last.value.kind !== 'scalar') return template;
  const value = scalar(String(last.value.value).replace(/\n$/, ''));
  return { ...template, parts: [...template.parts.slice(0, -1), { ...last, value }] };
}

/** What most expressions are is read without the parser, which also reads JSON where there is none. */
function simple(text: string): Expression | undefined {
  if (/^(true|false|null|-?\d+(\.\d+)?)$/.test(text)) {
    return { kind: 'literal', text, value: scalar(JSON.parse(text)) };
  }
  const [, root, rest] = /^([a-z]\w*)((?:\.[a-z_][\w-]*|\[\d+\])*)$/i.exec(text) ?? [];
  if (root === undefined) return undefined;
  const steps = [...rest.matchAll(/\.([\w-]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
  return { kind: 'reference', text, root, steps };
}

/** Expressions in one call of the parser: a call takes a millisecond, and there are tens of thousands. */
const batchSize = 100;

/** Characters of a batch: each list of the tree has the text of all that is in it. */
const batchLength = 10_000;

type GetAst = (filename: string, expression: string) => Promise<unknown>;

async function parseAll(texts: readonly string[]): Promise<ReadonlyMap<string, Expression>> {
  const parsed = new Map<string, Expression>();
  if (!texts.length) return parsed;
  const parser = await loadParser().catch(() => undefined);
  if (!parser) return parsed;
  for (const batch of batchesOf(texts)) {
    const expressions = (await parseBatch(batch, parser.getExpressionAst)) ?? [];
    for (const [i, text] of batch.entries()) {
      const expression = expressions[i] ?? (await parseBatch([text], parser.getExpressionAst))?.[0];
      parsed.set(
        text,
        expression ? { ...expression, text: text.startsWith('<<') ? expression.text : text } : { kind: 'opaque', text },
      );
    }
  }
  return parsed;
}

function* batchesOf(texts: readonly string[]): Generator<readonly string[]> {
  let batch: string[] = [];
  let length = 0;
  for (const text of texts) {
    if (batch.length && (batch.length === batchSize || length + text.length > batchLength)) {
      yield batch;
      [batch, length] = [[], 0];
    }
    batch.push(text);
    length += text.length;
  }
  yield batch;
}

/** The expressions as the items of one tuple; `undefined` if that can't be parsed, or is something else than these items. */
async function parseBatch(texts: readonly string[], getAst: GetAst): Promise<Expression[] | undefined> {
  // A bracket in each keeps a text that is not an expression, which JSON may have, from becoming two of them.
  const source = `[\n${texts.map((text) => `(\n${text}\n)`).join(',\n')}\n]`;
  const bytes = new TextEncoder().encode(source);
  const slice = (start: number, end: number) => new TextDecoder().decode(bytes.subarray(start, end));
  try {
    const tree = (await getAst('expressions.tf', source)) as SyntaxNode | null;
    if (tree?.type !== 'tuple' || tree.children?.length !== texts.length) return undefined;
    return tree.children.map((node) => fromSyntaxTree(node, slice));
  } catch {
    return undefined;
  }
}

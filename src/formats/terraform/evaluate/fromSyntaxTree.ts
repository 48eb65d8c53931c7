import type { Expression, Step } from './expression.js';
import { unescapeHeredoc, unescapeQuoted } from './literals.js';
import { deepest, scalar } from './value.js';

/** A node of the syntax tree that `@cdktf/hcl2json` gives, as far as it is read. */
export interface SyntaxNode {
  /** Empty for brackets, and for the keys of objects. */
  readonly type: string;
  readonly children?: readonly SyntaxNode[];
  /** Bytes of the text that was parsed, which only names without quotes need. */
  readonly range?: { readonly start: { readonly byte: number }; readonly end: { readonly byte: number } };
  readonly meta?: { readonly [name: string]: unknown };
}

/** What stands in the bytes of the text. */
export type Slice = (start: number, end: number) => string;

/** The expression that a node of the syntax tree is. Literals in it stand as they are written, escapes and all. */
export function fromSyntaxTree(
  node: SyntaxNode,
  slice: Slice,
  meaning: ((text: string) => string) | undefined = undefined,
  depth = deepest,
): Expression {
  const { type, children = [], meta = {} } = node;
  const text = typeof meta.value === 'string' ? meta.value : '';
  const opaque: Expression = { kind: 'opaque', text };
  if (!depth) return opaque;
  const convert = (child: SyntaxNode | undefined, within = meaning): Expression =>
    child ? fromSyntaxTree(child, slice, within, depth - 1) : opaque;
  const [first, second, third] = children;
  switch (type) {
    case 'literalValue': {
      const value = literalOf(text, meta.type, meaning);
      return value === undefined ? opaque : { kind: 'literal', text, value: scalar(value) };
    }
    case 'scopeTraversal': {
      const [root, ...steps] = stepsOf(meta.traversal);
      return { kind: 'reference', text, root: String(root), steps };
    }
    case 'relativeTraversal':
      return { kind: 'access', text, of: convert(first), steps: stepsOf(meta.traversal) };
    case 'index':
      return { kind: 'index', text, of: convert(first), key: convert(second) };
    case 'templateWrap':
      return convert(first);
    case 'template': {
      // Marks that strip spaces are not seen in the tree.
      if (/[%$]\{~|~\}/.test(text)) return opaque;
      const within = /^<</.test(text) ? unescapeHeredoc : /^"/.test(text) ? unescapeQuoted : meaning;
      if (/^<<-/.test(text) && /\n[ \t]/.test(text)) return opaque;
      return { kind: 'template', text, parts: children.map((child) => convert(child, within)) };
    }
    case 'templateJoin':
      return { kind: 'joined', text, of: convert(first) };
    case 'tuple':
      return { kind: 'tuple', text, items: children.map((child) => convert(child)) };
    case 'object':
      return { kind: 'object', text, entries: entriesOf(children, (child) => convert(child), slice) };
    case 'conditional':
      return { kind: 'conditional', text, test: convert(first), yes: convert(second), no: convert(third) };
    case 'function': {
      const args = children.map((child) => convert(child));
      return { kind: 'call', text, name: String(meta.name), args, spread: meta.expandedFinalArgument === true };
    }
    case 'unaryOp':
    case 'binaryOp': {
      const operands = children.map((child) => convert(child));
      return { kind: 'operation', text, operator: String(meta.operator), operands };
    }
    case 'for': {
      const [of, ...others] = children.map((child) => convert(child));
      const key = 'keyExpression' in meta ? others.shift() : undefined;
      const [value = opaque, where] = others;
      const names = { keyName: String(meta.keyVar ?? ''), valueName: String(meta.valVar) };
      return { kind: 'for', text, ...names, of, key, value, where, grouped: meta.groupedValue === true };
    }
    case 'splat':
      return { kind: 'splat', text, of: convert(first), each: convert(second) };
    case '':
      // Brackets around an expression; without one, what a splat is at.
      return first ? convert(first) : { kind: 'element', text };
    default:
      return opaque;
  }
}

function literalOf(
  text: string,
  type: unknown,
  meaning: ((text: string) => string) | undefined,
): string | number | boolean | null | undefined {
  if (type === 'string') return meaning ? meaning(text) : text;
  if (type === 'number') return Number(text);
  return { true: true, false: false, null: null }[text];
}

function stepsOf(traversal: unknown): Step[] {
  const parts = Array.isArray(traversal) ? (traversal as { type: string; segment: string }[]) : [];
  return parts.map(({ type, segment }) =>
    type === 'indexTraversal' && /^\d+$/.test(segment) ? Number(segment) : segment.replace(/^"(.*)"$/s, '$1'),
  );
}

function entriesOf(
  children: readonly SyntaxNode[],
  convert: (child: SyntaxNode) => Expression,
  slice: Slice,
): (readonly [Expression, Expression])[] {
  const entries: (readonly [Expression, Expression])[] = [];
  for (let i = 0; i + 1 < children.length; i += 2) {
    const [key, value] = [children[i], children[i + 1]];
    entries.push([key.children?.length ? convert(key) : bareKey(key, slice), convert(value)]);
  }
  return entries;
}

/** A key without quotes is a name, and no reference. */
function bareKey({ range }: SyntaxNode, slice: Slice): Expression {
  const text = range ? slice(range.start.byte, range.end.byte) : '';
  return /^[\p{ID_Start}_\d][\p{ID_Continue}-]*$/u.test(text)
    ? { kind: 'literal', text, value: scalar(text) }
    : { kind: 'opaque', text };
}

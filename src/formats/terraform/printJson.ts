import type { ArgumentValue, Block, Entry, Json } from './document.js';
import { escapeTemplate } from './template.js';

/**
 * The blocks in Terraform's JSON syntax.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function printJson(blocks: readonly Block[]): string {
  const root = new Map<string, Tree>();
  for (const { type, labels, comments, body } of blocks) {
    let node = root;
    for (const step of [type, ...labels]) node = child(node, step);
    // A property of this name is a comment wherever a block may stand.
    if (comments) node.set('//', comments.join('. '));
    for (const [name, value] of bodyOf(body)) node.set(name, value);
  }
  return `${JSON.stringify(toObject(root), null, 2)}\n`;
}

/** Maps, because a resource may be named `__proto__`. */
type Tree = Json | Map<string, Tree> | readonly Map<string, Tree>[];

function child(node: Map<string, Tree>, name: string): Map<string, Tree> {
  const existing = node.get(name) ?? new Map<string, Tree>();
  node.set(name, existing);
  return existing as Map<string, Tree>;
}

function bodyOf(entries: readonly Entry[]): Map<string, Tree> {
  const body = new Map<string, Tree>();
  for (const entry of entries) {
    if (entry.kind === 'argument') body.set(entry.name, toTree(entry.value));
    else if (!entry.repeated) body.set(entry.name, bodyOf(entry.body));
    else {
      const before = (body.get(entry.name) ?? []) as readonly Map<string, Tree>[];
      body.set(entry.name, [...before, bodyOf(entry.body)]);
    }
  }
  return body;
}

function toTree(value: ArgumentValue): Tree {
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' ? escapeTemplate(value.value) : value.value;
    case 'strings':
      return value.values.map(escapeTemplate);
    case 'names':
      return value.names;
    case 'reference':
      return `\${${value.to}}`;
    case 'template':
      return value.parts
        .map((part) => (typeof part === 'string' ? escapeTemplate(part) : `\${${part.reference}}`))
        .join('');
    case 'map':
      return new Map(value.entries.map(([key, text]) => [escapeTemplate(key), escapeTemplate(text)]));
    case 'json':
      return escapeTemplate(JSON.stringify(value.value));
    default:
      return value satisfies never;
  }
}

function toObject(tree: Tree): unknown {
  if (tree instanceof Map) return Object.fromEntries([...tree].map(([name, value]) => [name, toObject(value)]));
  return Array.isArray(tree) ? tree.map(toObject) : tree;
}

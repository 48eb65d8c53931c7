import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Where a schema is declared, and on which line a part of it stands. */
export interface Declaration {
  readonly file: string;
  /** The line of the nearest part that is written there as a property. */
  lineOf(at: readonly (string | number)[]): number;
}

interface Key {
  readonly name: string;
  readonly line: number;
  /** The object or list that holds it, by a number; and the one that is its value. */
  readonly holder: number;
  value?: number;
  text?: string;
}

/**
 * The objects with a `tableName` in the sources and in what they import from their own project, by that name. A name that is computed
 * is not found: nothing is run here, and no grammar is known but that of objects, strings and comments.
 */
export function findDeclarations(sources: readonly string[]): ReadonlyMap<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (const file of withImports(sources)) {
    const keys = keysIn(readFileSync(file, 'utf8'));
    for (const key of keys) {
      if (key.name !== 'tableName' || key.text === undefined || found.has(key.text)) continue;
      found.set(key.text, { file, lineOf: (at) => lineOf(keys, key, at) });
    }
  }
  return found;
}

function lineOf(keys: readonly Key[], name: Key, at: readonly (string | number)[]): number {
  let { line } = name;
  let holder: number | undefined = name.holder;
  for (const part of at) {
    const found = keys.find((key) => key.holder === holder && key.name === String(part));
    if (!found) break;
    line = found.line;
    holder = found.value;
  }
  return line;
}

const token =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|[{}[\]():,]|[\w$]+|\n/g;

function keysIn(source: string): Key[] {
  const keys: Key[] = [];
  const open: number[] = [0];
  let [line, made] = [1, 0];
  let word: { readonly text: string; readonly line: number } | undefined;
  let key: Key | undefined;
  for (const [text] of source.matchAll(token)) {
    const at = line;
    line += text.split('\n').length - 1;
    if (text === '\n' || text.startsWith('//') || text.startsWith('/*')) continue;
    if (text === ':' && word) {
      key = { name: word.text, line: word.line, holder: open.at(-1) ?? 0 };
      keys.push(key);
    } else if (/^[{[(]$/.test(text)) {
      made += 1;
      // `orders: defineTable({ ... })`: the object is the value all the same.
      if (key && text !== '(') key.value ??= made;
      if (text !== '(') key = undefined;
      open.push(text === '(' ? (open.at(-1) ?? 0) : made);
    } else if (/^[}\])]$/.test(text)) {
      if (open.length > 1) open.pop();
      if (text !== ')') key = undefined;
    } else if (text === ',') {
      key = undefined;
    } else if (key && /^['"`]/.test(text)) {
      key.text ??= text.slice(1, -1);
    }
    word = /^['"`\w$]/.test(text) ? { text: text.replace(/^(['"`])([\s\S]*)\1$/, '$2'), line: at } : undefined;
  }
  return keys;
}

const extensions = ['', '.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.json', '/index.ts', '/index.js'];

/** The files, and those that they import by relative paths, the nearest first. */
function withImports(sources: readonly string[]): string[] {
  const files = [...sources];
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    for (const [, imported] of text.matchAll(/(?:from|import|require)\s*\(?\s*['"](\.{1,2}\/[^'"\n]+)['"]/g)) {
      const base = path.resolve(path.dirname(file), imported);
      // In TypeScript `./tables.js` may mean tables.ts.
      const found = extensions
        .flatMap((extension) => [`${base}${extension}`, base.replace(/\.([cm]?)js$/, '.$1ts')])
        .find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
      if (found && !files.includes(found)) files.push(found);
    }
  }
  return files;
}

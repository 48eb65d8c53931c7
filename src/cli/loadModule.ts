import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isProperties } from '../schema/index.js';
import { failure } from './failure.js';

type Exports = { readonly [name: string]: unknown };

/** The exports of a TypeScript, JavaScript or JSON file of the user's, as it is now: nothing is kept from an earlier load. */
export async function loadModule(file: string): Promise<Exports> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(path.join(path.dirname(file), 'tablewright'), { moduleCache: false });
  try {
    const loaded = await jiti.import<unknown>(file);
    return path.extname(file) === '.json' ? { default: withoutSchema(loaded) } : (loaded as Exports);
  } catch (error) {
    const place = placeOf(error);
    const what = `${relative(file)} can't be loaded: ${firstLines(error)}`;
    const failed = failure(
      place ? `${what}\n  ${place.file}:${place.line}:${place.column}\n  ${place.line} | ${place.code}` : what,
      wayOutOf(error),
      error,
    );
    throw Object.assign(failed, { place: place ?? { file: relative(file) } });
  }
}

/** `$schema` is for editors. */
function withoutSchema(json: unknown): unknown {
  if (!isProperties(json)) return json;
  const { $schema, ...others } = json;
  return others;
}

export function relative(file: string): string {
  const short = path.relative(process.cwd(), file);
  return short.startsWith('..') ? file : short;
}

function firstLines(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const name = error instanceof Error && error.name !== 'Error' ? `${error.name}: ` : '';
  // The place stands at the end, with the line of code.
  const lines = message.split('\n').filter((line) => !/^\s*\S+:\d+:\d+$/.test(line));
  return `${name}${lines.slice(0, 4).join('\n').trim()}`;
}

interface CodePlace {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  /** What stands there. */
  readonly code: string;
}

/** Of an error in loading a file: where it happened, or at least which file it was. */
export function placeOfFailure(error: unknown): (Pick<CodePlace, 'file'> & Partial<CodePlace>) | undefined {
  return (error as { readonly place?: CodePlace } | null)?.place;
}

/** Where in the user's own files it happened. */
function placeOf(error: unknown): CodePlace | undefined {
  const { stack = '' } = error instanceof Error ? error : {};
  for (const [, at, line, column] of stack.matchAll(/((?:file:\/\/)?(?:\/|[A-Za-z]:\\)[^\s()]+):(\d+):(\d+)/g)) {
    const file = at.startsWith('file://') ? fileURLToPath(at) : at;
    if (/[\\/]node_modules[\\/]/.test(file) || path.dirname(file) === path.dirname(fileURLToPath(import.meta.url)))
      continue;
    const code = lineOf(file, Number(line));
    if (code !== undefined) return { file: relative(file), line: Number(line), column, code };
  }
  return undefined;
}

function lineOf(file: string, line: number): string | undefined {
  try {
    return readFileSync(file, 'utf8').split('\n')[line - 1]?.slice(0, 200);
  } catch {
    return undefined;
  }
}

function wayOutOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND'
    ? 'Install what it imports (npm install), or correct the path.'
    : undefined;
}

import path from 'node:path';
import { failure } from './failure.js';

/** The exports of a TypeScript, JavaScript or JSON file of the user's, as it is now: nothing is kept from an earlier load. */
export async function loadModule(file: string): Promise<{ readonly [name: string]: unknown }> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(path.join(path.dirname(file), 'tablewright'), { moduleCache: false });
  try {
    const loaded = await jiti.import<unknown>(file);
    return path.extname(file) === '.json' ? { default: loaded } : (loaded as { readonly [name: string]: unknown });
  } catch (error) {
    throw failure(`${relative(file)} can't be loaded: ${firstLines(error)}`, wayOutOf(error));
  }
}

export function relative(file: string): string {
  const short = path.relative(process.cwd(), file);
  return short.startsWith('..') ? file : short;
}

function firstLines(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const name = error instanceof Error && error.name !== 'Error' ? `${error.name}: ` : '';
  return `${name}${message.split('\n').slice(0, 4).join('\n')}`;
}

function wayOutOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND'
    ? 'Install what it imports (npm install), or correct the path.'
    : undefined;
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fromServerless, type ReadTables } from '../../formats/index.js';
import type { Given } from './options.js';

/** The most files that one `serverless.yml` may lead to. */
const maxFiles = 1000;

/** Reads a `serverless.yml` with the files that it includes, and tells which they are. */
export async function readServerlessFile(
  { name, file, text }: { readonly name: string | undefined; readonly file: string; readonly text: string },
  { options, parameters, names }: Given,
): Promise<{ readonly read: ReadTables; readonly included: readonly string[] }> {
  const files: Record<string, string> = {};
  const included: string[] = [];
  const missing = new Set<string>();
  for (;;) {
    const filename = name === undefined ? {} : { filename: name };
    const read = fromServerless(text, { ...filename, options, parameters, names, files, env: process.env });
    const asked = read.missingFiles.filter((wanted) => !missing.has(wanted));
    if (!asked.length || included.length > maxFiles) return { read, included };
    for (const wanted of asked) {
      const place = path.resolve(path.dirname(file), wanted);
      const found = await readFile(place, 'utf8').catch(() => undefined);
      if (found === undefined) missing.add(wanted);
      else {
        files[wanted] = found;
        included.push(place);
      }
    }
  }
}

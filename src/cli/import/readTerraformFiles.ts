import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fromTerraform } from '../../formats/index.js';
import type { Given } from './options.js';
import type { Outcome, Unread } from './reading.js';
import { type TextFile, textFile } from './textFile.js';

/** Reads the files of Terraform together, and the local modules that they call, which lie elsewhere too. */
export async function readTerraformFiles(files: readonly TextFile[], given: Given): Promise<Outcome> {
  const named = new Map((await withModules(files)).map(({ name = 'stdin.tf', text }) => [toSlashes(name), text]));
  const unread: Unread[] = [];
  const label = labelOf(files);
  const { vars, varFiles, names } = given;
  for (;;) {
    try {
      const [[filename, text] = [label, '']] = named;
      const source = named.size === 1 ? text : { files: Object.fromEntries(named) };
      const read = await fromTerraform(source, { filename, vars, varFiles, names });
      return { readings: [{ label, read }], unread, hints: [] };
    } catch (error) {
      const { message } = error as Error;
      const broken = [...named.keys()].find((name) => message.includes(name));
      unread.push({ label: broken ?? label, message });
      // The others may be other configurations.
      if (broken === undefined || named.size === 1) return { readings: [], unread, hints: [] };
      named.delete(broken);
    }
  }
}

async function withModules(files: readonly TextFile[]): Promise<TextFile[]> {
  const all = [...files];
  const folders = new Set(files.map(({ file }) => path.dirname(file)));
  for (const { name = '', file, text } of all) {
    for (const [, source] of text.matchAll(/\bsource"?\s*[=:]\s*"(\.\.?\/[^"$]*)"/g)) {
      const folder = path.resolve(path.dirname(file), source);
      if (folders.has(folder)) continue;
      folders.add(folder);
      const entries = await readdir(folder).catch(() => []);
      for (const entry of entries.filter((entry) => /\.tf(\.json)?$/.test(entry)).sort()) {
        // The list grows as it is gone through: a module may call another.
        all.push(await textFile(path.join(path.dirname(name), source, entry), false));
      }
    }
  }
  return all;
}

function labelOf(files: readonly TextFile[]): string {
  const [first] = files;
  if (files.length === 1) return first.name ?? 'standard input';
  const folders = new Set(files.map(({ name = '' }) => path.dirname(name)));
  return folders.size === 1 ? toSlashes(path.join(path.dirname(first.name ?? ''), '*.tf')) : 'Terraform';
}

function toSlashes(file: string): string {
  return file.split(path.sep).join('/');
}

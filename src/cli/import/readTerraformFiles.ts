import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fromTerraform, type ReadTables } from '../../formats/index.js';
import type { Given } from './options.js';
import { type TextFile, textFile } from './textFile.js';

/** Reads the files of Terraform together, and the local modules that they call, which may lie elsewhere. */
export async function readTerraformFiles(files: readonly TextFile[], given: Given): Promise<ReadTables> {
  const { vars, varFiles, names } = given;
  const all = await withModules(files);
  const [{ name, text }] = all;
  const filename = name === undefined ? {} : { filename: toSlashes(name) };
  const source =
    all.length === 1
      ? text
      : { files: Object.fromEntries(all.map((file) => [toSlashes(file.name ?? 'stdin.tf'), file.text])) };
  return fromTerraform(source, { ...filename, vars, varFiles, names });
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

/** The file, or what stands for several. */
export function labelOf(files: readonly TextFile[]): string {
  const [first] = files;
  if (files.length === 1) return first.name ?? 'standard input';
  const folders = new Set(files.map(({ name = '' }) => path.dirname(name)));
  return folders.size === 1 ? toSlashes(path.join(path.dirname(first.name ?? ''), '*.tf')) : 'Terraform';
}

function toSlashes(file: string): string {
  return file.split(path.sep).join('/');
}

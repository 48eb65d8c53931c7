import { statSync } from 'node:fs';
import path from 'node:path';
import { type TypeScriptSource, toTypeScript, toTypeScriptFiles } from '../formats/index.js';
import { defined } from '../schema/index.js';
import { type ExitCode, exitCodes } from './exitCodes.js';
import { lineDiff } from './lineDiff.js';
import { contentOf, writeOut } from './outFile.js';
import type { Output } from './output.js';

export interface SourceFileOptions {
  /** A file; or a folder, for a file a table. */
  readonly out?: string;
  /** Overwrites a file that differs. */
  readonly force?: boolean;
}

/** What became of a file. */
interface Written {
  readonly file: string;
  readonly outcome: 'same' | 'written' | 'kept';
  readonly diff?: string | undefined;
}

/**
 * The tables as TypeScript, to stdout, a file, or a file a table in a folder; with `--json`, the document. People add to such a file,
 * attributes above all, so one that differs is kept, and the difference shown.
 */
export async function writeSource(
  source: TypeScriptSource,
  document: object,
  { out: place, force = false }: SourceFileOptions,
  out: Output,
): Promise<ExitCode> {
  if (place === undefined) {
    out.result(
      () => document,
      () => toTypeScript(source),
    );
    return exitCodes.done;
  }
  const isInFolder = isFolder(place);
  const files = isInFolder
    ? Object.entries(toTypeScriptFiles(source)).map(([name, text]) => [path.join(place, name), text] as const)
    : [[place, toTypeScript(source)] as const];
  const written: Written[] = [];
  for (const [file, text] of files) written.push(await write(file, text, force));
  out.result(
    () => ({ ...document, out: isInFolder ? { folder: place, files: written } : written[0] }),
    () => written.map(({ diff }) => diff ?? '').join(''),
  );
  const kept = written.filter(({ outcome }) => outcome === 'kept').map(({ file }) => file);
  for (const file of kept) {
    out.warn(
      `${file} was kept: it differs from what would be written.\n  Take over what you need by hand, or overwrite it: --force.`,
    );
  }
  for (const { file, outcome } of written) {
    if (outcome !== 'kept') out.note(outcome === 'same' ? `${file} is the same already` : `Wrote ${file}`);
  }
  return kept.length ? exitCodes.negative : exitCodes.done;
}

function isFolder(place: string): boolean {
  return /[/\\]$/.test(place) || (statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

async function write(file: string, source: string, force: boolean): Promise<Written> {
  const there = await contentOf(file);
  const outcome = there === source ? 'same' : there === undefined || force ? 'written' : 'kept';
  const diff =
    outcome === 'kept' ? lineDiff(there ?? '', source, { before: file, after: 'as it would be written' }) : '';
  if (outcome === 'written') await writeOut(file, source);
  return defined({ file, outcome, diff: diff || undefined });
}

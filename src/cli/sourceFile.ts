import { toTypeScript } from '../formats/index.js';
import { defined, type TableSchema } from '../schema/index.js';
import { type ExitCode, exitCodes } from './exitCodes.js';
import { lineDiff } from './lineDiff.js';
import { contentOf, writeOut } from './outFile.js';
import type { Output } from './output.js';

export interface SourceFileOptions {
  readonly out?: string;
  /** Overwrites a file that differs. */
  readonly force?: boolean;
}

/**
 * The schemas as TypeScript, to stdout or a file; with `--json`, the schemas. People add to such a file, attributes above all, so one
 * that differs is kept, and the difference shown.
 */
export async function writeSource(
  schemas: readonly TableSchema[],
  { out: file, force }: SourceFileOptions,
  out: Output,
  document: object = {},
): Promise<ExitCode> {
  const source = toTypeScript(schemas);
  if (file === undefined) {
    out.result(
      () => ({ tables: schemas, ...document }),
      () => source,
    );
    return exitCodes.done;
  }
  const there = await contentOf(file);
  const outcome = there === source ? 'same' : there === undefined || force ? 'written' : 'kept';
  const diff =
    outcome === 'kept' ? lineDiff(there ?? '', source, { before: file, after: 'as it would be written' }) : '';
  if (outcome === 'written') await writeOut(file, source);
  out.result(
    () => ({ tables: schemas, ...document, out: defined({ file, outcome, diff: diff || undefined }) }),
    () => diff,
  );
  if (outcome === 'kept') {
    out.warn(
      `${file} was kept: it differs from what would be written.\n  Take over what you need by hand, or overwrite it: --force.`,
    );
    return exitCodes.negative;
  }
  out.note(outcome === 'same' ? `${file} is the same already` : `Wrote ${file}`);
  return exitCodes.done;
}

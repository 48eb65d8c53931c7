import { changeWords, type TableResult } from '../../provision/index.js';
import type { LocalTable, MadeAnew } from '../localTable.js';

/** A result, with what changed in words: of a table that was made anew, what asked for that. */
export function localResult(result: TableResult, anew?: MadeAnew): LocalTable {
  const changes = anew?.changes.length ? anew.changes : result.steps.flatMap((step) => step.changes);
  return { ...result, words: changeWords(changes), ...(anew && { anew }) };
}

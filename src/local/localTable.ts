import type { Change, TableResult } from '../provision/index.js';
import { visible } from '../schema/index.js';

/** How a table came out in a local DynamoDB. */
export interface LocalTable extends TableResult {
  /** What changed of it, each change in a few words: `index gsi-customer added`. */
  readonly words: readonly string[];
  /** It had to change in what DynamoDB never changes, so it was made anew; on AWS it would be a new table too. */
  readonly anew?: MadeAnew;
  /** The items that were put into it, where there was a seed for it. */
  readonly seeded?: Seeded;
}

/** A table that was made anew. */
export interface MadeAnew {
  /** What DynamoDB never changes. None, where a run that was interrupted made it anew, and this one put its items back. */
  readonly changes: readonly Change[];
  /** How many items are in the new table, of those that the old one had. */
  readonly kept: number;
  /** How many are not: they do not fit its keys, or have the key of another. */
  readonly left: number;
  /** Why not, in the engine's words, each reason once. */
  readonly reasons: readonly string[];
  /** The file that holds those which are not, as a seed; `undefined` where there are none, and where there is no folder for it. */
  readonly leftIn: string | undefined;
}

/** Items that were put from a seed. */
export interface Seeded {
  /** How many were put. */
  readonly added: number;
  /** How many have keys that were there already: those items stay as they are. */
  readonly there: number;
}

/**
 * What happened to a table of a local DynamoDB, in a line for people: `orders: index gsi-customer added`. Pure.
 *
 * @example
 * ```ts
 * for (const table of local.tables) console.log(describeLocalTable(table));
 * ```
 */
export function describeLocalTable(table: LocalTable): string {
  const { tableName, outcome, words, seeded, anew } = table;
  const changes = words.join(', ');
  const what = anew?.changes.length
    ? `made anew, as AWS would need a new table (${changes}); ${itemWords(anew)}`
    : changes || outcome;
  const back = anew && !anew.changes.length ? `; ${itemWords(anew)}` : '';
  return `${tableName}: ${what}${back}${seeded ? `; ${seedWords(seeded)}` : ''}`;
}

function itemWords({ kept, left, leftIn, reasons }: MadeAnew): string {
  const all = kept + left;
  if (!all) return 'it had no items';
  if (!left) return `${count(kept)} kept`;
  const where = leftIn === undefined ? 'gone, as nothing keeps the data' : `in ${leftIn}`;
  const why = reasons.length ? ` (${reasons.map(visible).join('; ')})` : '';
  return `${count(kept)} kept, ${left} that ${left === 1 ? 'does' : 'do'} not fit ${left === 1 ? 'is' : 'are'} ${where}${why}`;
}

function seedWords({ added, there }: Seeded): string {
  return there ? `${count(added)} seeded, ${there} were there already` : `${count(added)} seeded`;
}

function count(number: number): string {
  return `${number} ${number === 1 ? 'item' : 'items'}`;
}

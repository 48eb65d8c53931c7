import { defaultQuotas, keyList, type TableQuotas, vectorIndexesPerTable } from '../schema/index.js';
import type { Change } from './change.js';

export type IndexChange = Extract<Change, { kind: 'add-index' | 'remove-index' | 'replace-index' }>;

/** One call: an index comes or goes. An index that is built again takes two. */
export interface IndexMove {
  readonly action: 'create' | 'delete';
  readonly change: IndexChange;
}

type AnyKey = {
  readonly partitionKey?: string | readonly string[];
  readonly sortKey?: string | readonly string[];
  readonly inlineFilters?: readonly string[];
  readonly vectorAttribute?: string;
};

/** The attributes whose type an index settles. */
export function typedNames({ partitionKey, sortKey, inlineFilters, vectorAttribute }: AnyKey): string[] {
  return [partitionKey, sortKey, inlineFilters, vectorAttribute].flatMap(keyList);
}

/** How many indexes of a kind a table can have: global ones and vector ones are counted apart. */
export function indexLimit(kind: string, quotas: TableQuotas | undefined): number {
  return kind === 'vectorIndexes'
    ? vectorIndexesPerTable
    : (quotas?.globalSecondaryIndexesPerTable ?? defaultQuotas.globalSecondaryIndexesPerTable);
}

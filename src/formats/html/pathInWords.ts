import { type AccessPattern, included } from '../docs/accessPatterns.js';
import { enumerate, plain } from '../docs/words.js';

/** A path in one sentence of plain text: what picks the items, what orders them, what comes along. */
export function pathInWords(path: AccessPattern): string {
  const { partitionKey, sortKey, projection } = path;
  const parts: string[] = [];
  if (path.kind === 'vector') {
    parts.push(`searches the vectors in ${path.index.vectorAttribute}`);
    if (partitionKey.length) parts.push(`within one ${partitionKey[0]}`);
    if (path.index.inlineFilters?.length) parts.push(`can be filtered by ${listed(path.index.inlineFilters)}`);
  } else {
    parts.push(`partitioned by ${listed(partitionKey)}`);
    if (sortKey.length) parts.push(`sorted by ${listed(sortKey, 'then')}`);
  }
  if (path.kind !== 'table') {
    if (projection === 'ALL') parts.push('holds every attribute');
    else if (projection === 'KEYS_ONLY') parts.push('holds the keys only');
    else parts.push(`holds the keys and ${listed(included(projection))}`);
  }
  return `${parts.join('; ')}.`;
}

function listed(names: readonly string[], joint?: string): string {
  return plain(enumerate(names, joint));
}

import { type AccessPath, included } from './accessPaths.js';

/** `a`, `a and b`, `a, b and c`. */
function listed(words: readonly string[], joint = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${joint} ${words[words.length - 1]}`;
}

/** A path in one sentence of plain text: what picks the items, what orders them, what comes along. */
export function pathInWords(path: AccessPath): string {
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

export function distanceInWords(distance: 'COSINE' | 'EUCLIDEAN' | 'DOT_PRODUCT'): string {
  switch (distance) {
    case 'COSINE':
      return 'cosine distance';
    case 'EUCLIDEAN':
      return 'Euclidean distance';
    case 'DOT_PRODUCT':
      return 'dot product';
    default:
      return distance satisfies never;
  }
}

/** `1 index`, `2 indexes`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

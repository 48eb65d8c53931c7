import { own, type TableSchema } from '../../schema/index.js';
import type { AccessPattern } from './accessPatterns.js';

/** A condition on keys, with the attribute that each placeholder stands for. */
export interface KeyCondition {
  readonly expression: string;
  /** `['#status', 'status']`: the value's placeholder is the same word after a colon. */
  readonly names: readonly (readonly [placeholder: string, attribute: string])[];
}

/**
 * A condition that gives the partition key and narrows by the last part of the sort key; DynamoDB wants each part before that equal.
 * Of a vector index, the condition of a search: its partition key and its filters. `undefined` where it has neither.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
 */
export function keyCondition({ attributes }: TableSchema, pattern: AccessPattern): KeyCondition | undefined {
  const { partitionKey, sortKey } = pattern;
  const filters = pattern.kind === 'vector' ? (pattern.index.inlineFilters ?? []) : [];
  const names = [...new Set([...partitionKey, ...filters, ...sortKey])];
  if (!names.length) return undefined;
  const words = toWords(names);
  const conditions = words.map((word, i) => {
    const isNarrowed = i === names.length - 1 && sortKey.length > 0;
    if (!isNarrowed) return `#${word} = :${word}`;
    return own(attributes, names[i]) === 'N' ? `#${word} >= :${word}` : `begins_with(#${word}, :${word})`;
  });
  return { expression: conditions.join(' AND '), names: words.map((word, i) => [`#${word}`, names[i]]) };
}

/** The names themselves where an expression can have them; another word where not, and no two alike. */
function toWords(names: readonly string[]): readonly string[] {
  const isWord = (name: string) => /^[A-Za-z][A-Za-z0-9_]{0,99}$/.test(name);
  const taken = new Set(names.filter(isWord));
  return names.map((name, i) => {
    if (isWord(name)) return name;
    let free = `key${i + 1}`;
    while (taken.has(free)) free += '_';
    taken.add(free);
    return free;
  });
}

import { uniqueNames } from '../uniqueNames.js';
import { toIdentifier } from './resourceNames.js';

/** A local name of which no other block of the type has, made of words. */
export type FreeName = (type: string, ...words: readonly string[]) => string;

/** Each type of resource, and outputs, have names of their own. */
export function freeNames(): FreeName {
  const types = new Map<string, (name: string) => string>();
  return (type, first, ...words) => {
    const free = types.get(type) ?? uniqueNames('_');
    types.set(type, free);
    return free([first, ...words.map(toIdentifier)].join('_'));
  };
}

import { visible } from '../schema/index.js';

/** JSON over several lines, in which nothing is hidden, turns text round or commands a log: such characters are escapes of JSON. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).split('\n').map(visible).join('\n');
}

import { visible } from '../schema/index.js';

/** JSON over several lines, in which nothing is hidden, turns text round or commands a log: such characters are escapes of JSON. */
export function visibleJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  // Most documents are of these, and need no second look.
  return /[^\n -~]|##/.test(json) ? json.split('\n').map(visible).join('\n') : json;
}

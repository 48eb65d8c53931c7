import { isProperties, type Properties, type TableIssue } from '../../schema/index.js';

export type Path = TableIssue['path'];

/** The objects of what may be one, or a list of them: JSON may say a block either way, at every level. */
export function recordsOf(value: unknown): Properties[] {
  return (Array.isArray(value) ? value.flat() : [value]).filter(isProperties);
}

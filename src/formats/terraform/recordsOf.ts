import { isProperties, type Properties } from '../../schema/index.js';

/** The objects of what may be one, or a list of them: JSON may say a block either way, at every level. */
export function recordsOf(value: unknown): Properties[] {
  return (Array.isArray(value) ? value.flat() : [value]).filter(isProperties);
}

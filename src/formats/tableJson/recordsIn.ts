import { isProperties, type Properties } from '../../schema/index.js';

/** The objects of a list; none, if it is not one. */
export function recordsIn(value: unknown): readonly Properties[] {
  return Array.isArray(value) ? value.filter(isProperties) : [];
}

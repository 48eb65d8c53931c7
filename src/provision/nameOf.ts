import { properties } from '../schema/index.js';

/** The name of whatever it is that the caller took for a schema or a plan. */
export function nameOf(table: unknown): string {
  try {
    return String(properties(table).tableName);
  } catch {
    return 'undefined';
  }
}

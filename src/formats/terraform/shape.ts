import type { TableIssue } from '../../schema/index.js';

export type Path = TableIssue['path'];

export type Properties = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of what may be one, or a list of them: JSON may say a block either way, at every level. */
export function recordsOf(value: unknown): Properties[] {
  return (Array.isArray(value) ? value.flat() : [value]).filter(isRecord);
}

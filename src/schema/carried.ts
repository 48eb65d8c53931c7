import { formatPath, type TableIssue } from './issue.js';
import type { NotCarried } from './settings.js';
import { TableSchemaError } from './TableSchemaError.js';

/**
 * What the record of a target holds for a setting that a schema has.
 *
 * @throws TableSchemaError with the reason, where the target can't carry the setting.
 */
export function carried<T extends object>(entry: T | NotCarried, target: string, path: TableIssue['path']): T {
  if (!('notCarried' in entry)) return entry;
  throw new TableSchemaError('The schema', [notCarried(entry, target, path)]);
}

/**
 * The entries of a target's record, in its order, without those of settings that it can't carry and the table or index does not have.
 *
 * @throws TableSchemaError with each reason, where the table or index has what the target can't carry.
 */
export function carriedSettings<T extends object>(
  record: { readonly [setting: string]: T | NotCarried },
  holder: object,
  target: string,
  path: TableIssue['path'] = [],
): T[] {
  const issues: TableIssue[] = [];
  const entries = Object.entries(record).flatMap(([setting, entry]): T[] => {
    if (!('notCarried' in entry)) return [entry];
    if ((holder as { readonly [setting: string]: unknown })[setting] !== undefined) {
      issues.push(notCarried(entry, target, [...path, setting]));
    }
    return [];
  });
  if (issues.length) throw new TableSchemaError('The schema', issues);
  return entries;
}

function notCarried({ notCarried: reason }: NotCarried, target: string, path: TableIssue['path']): TableIssue {
  return { rule: 'setting-not-carried', path, message: `${target} can't carry ${formatPath(path)}: ${reason}` };
}

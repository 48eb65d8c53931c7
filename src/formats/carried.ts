import { formatPath, type NotCarried, type TableIssue, TableSchemaError } from '../schema/index.js';

/**
 * What the record of a target holds for a setting that a schema has.
 *
 * @throws TableSchemaError with the reason, where the target can't carry the setting.
 */
export function carried<T extends object>(entry: T | NotCarried, target: string, path: TableIssue['path']): T {
  if (!('notCarried' in entry)) return entry;
  const message = `${target} can't carry ${formatPath(path)}: ${entry.notCarried}`;
  throw new TableSchemaError('The schema', [{ rule: 'setting-not-carried', path, message }]);
}

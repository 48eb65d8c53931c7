import { unmetRequirements } from '../config/index.js';
import { formatPath } from '../schema/index.js';
import { failure } from './failure.js';
import type { Loaded } from './loadSchemas.js';
import type { Output } from './output.js';

/** Refuses to go on where a table does not have what the configuration requires: nothing is changed then. */
export function refuseUnmet(loaded: Loaded): void {
  const unmet = unmetIn(loaded);
  if (!unmet.length) return;
  throw failure(
    `a table is not as the configuration requires${onStage(loaded)}\n${unmet.map((line) => `  ${line}`).join('\n')}`,
    'tablewright validate says where it is declared. What is required stands in the configuration: require.',
  );
}

/** Says the same where nothing is changed. */
export function warnOfUnmet(loaded: Loaded, out: Output): void {
  for (const line of unmetIn(loaded)) out.warn(`${out.noteColors.yellow('warning')} ${line}`);
}

function unmetIn(loaded: Loaded): string[] {
  return loaded.tables.flatMap((schema) =>
    unmetRequirements(schema, loaded).map(
      ({ path, message }) => `${schema.tableName}: ${formatPath(path)}: ${message}`,
    ),
  );
}

function onStage({ stage }: Loaded): string {
  return stage === undefined ? '' : ` on ${stage}`;
}

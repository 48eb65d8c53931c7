import { own, properties, sameJson, type TableSchema, visible } from '../schema/index.js';
import { leavingScaling } from './diffScaling.js';
import { diffTables } from './diffTables.js';
import { basis, fingerprint } from './fingerprint.js';
import type { Plan } from './plan.js';

/** In words, what has changed of what a plan rests on, from the table that it was made from to the one of a plan made now. */
export function changesSince(
  { live, table, schema, unreached }: Plan,
  now: Pick<Plan, 'live' | 'table'>,
): string | undefined {
  if (!live) return now.live && 'the table exists now';
  if (!now.live) return 'the table is gone';
  // Who was shown one account or Region does not change a table of another.
  if (table?.arn && now.table?.arn && table.arn !== now.table.arn) {
    return `it was made for ${visible(table.arn)}, and the table is ${visible(now.table.arn)}`;
  }
  // Of what could not be compared, nothing is planned.
  const compared = unreached?.includes('autoScaling') ? leavingScaling(schema, live) : schema;
  const origin = { schema, changes: diffTables(live, compared) };
  const [was, is] = [
    { ...table, schema: live },
    { ...now.table, schema: now.live },
  ];
  if (fingerprint(was, origin) === fingerprint(is, origin)) return undefined;
  const [old, found] = [basis(was, origin), basis(is, origin)];
  const changed = [...new Set([...Object.keys(old), ...Object.keys(found)])]
    .filter((path) => !sameJson(own(old, path), own(found, path)))
    .map((path) => `${path} was ${show(old, path, live)} and is ${show(found, path, now.live)}`);
  return changed.join('; ') || 'it is another table of the same name';
}

/** In words; a policy, which is compared by its meaning, as it is written. */
function show(basis: { readonly [path: string]: unknown }, path: string, live: TableSchema | undefined): string {
  const value = own(basis, path);
  const written = path.split('.').reduce<unknown>((part, name) => own(properties(part), name), live);
  const shown = /^\S*Policy$/.test(path) ? written : value;
  const isNone =
    shown === undefined || (shown === false && /(Policy|kinesisStreamingDestination|streamViewType)$/.test(path));
  return isNone ? 'none' : JSON.stringify(shown);
}

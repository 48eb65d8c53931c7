import { own, sameJson, visible } from '../schema/index.js';
import { withDeclaredScaling } from './diffScaling.js';
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
  const before = unreached?.includes('autoScaling') ? withDeclaredScaling(live, schema) : live;
  const origin = { schema, changes: diffTables(before, schema) };
  const [was, is] = [
    { ...table, schema: live },
    { ...now.table, schema: now.live },
  ];
  if (fingerprint(was, origin) === fingerprint(is, origin)) return undefined;
  const [old, found] = [basis(was, origin), basis(is, origin)];
  const show = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value));
  const changed = [...new Set([...Object.keys(old), ...Object.keys(found)])]
    .filter((path) => !sameJson(own(old, path), own(found, path)))
    .map((path) => `${path} was ${show(own(old, path))} and is ${show(own(found, path))}`);
  return changed.join('; ') || 'it is another table of the same name';
}

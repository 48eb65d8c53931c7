import { own, sameJson, visible } from '../schema/index.js';
import { diffTables } from './diffTables.js';
import { basis, fingerprint } from './fingerprint.js';
import type { Plan } from './plan.js';

/** In words, what has changed of what a plan rests on, from the table that it was made from to the one of a plan made now. */
export function changesSince({ live, table, schema }: Plan, now: Pick<Plan, 'live' | 'table'>): string | undefined {
  if (!live) return now.live && 'the table exists now';
  if (!now.live) return 'the table is gone';
  // Who was shown one account or Region does not change a table of another.
  if (table?.arn && now.table?.arn && table.arn !== now.table.arn) {
    return `it was made for ${visible(table.arn)}, and the table is ${visible(now.table.arn)}`;
  }
  const origin = { schema, changes: diffTables(live, schema) };
  const [was, is] = [
    { ...table, schema: live },
    { ...now.table, schema: now.live },
  ];
  if (fingerprint(was, origin) === fingerprint(is, origin)) return undefined;
  const [before, after] = [basis(was, origin), basis(is, origin)];
  const show = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value));
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => !sameJson(own(before, path), own(after, path)))
    .map((path) => `${path} was ${show(own(before, path))} and is ${show(own(after, path))}`);
  return changed.join('; ') || 'it is another table of the same name';
}

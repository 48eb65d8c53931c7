import { own, type Replica, type TableSchema } from '../schema/index.js';
import type { Change } from './change.js';
import type { Holder } from './diffScaling.js';
import { asTable, overridesOf, replicasOf } from './replicaSettings.js';

/**
 * What of a table's replicas a plan rests on, by path: which there are, and of those declared what is declared of them. What the schema
 * leaves out, and reads that the plan does not change, may be as they are.
 */
export function replicaBasis(
  table: TableSchema,
  { schema, changes }: { readonly schema: TableSchema; readonly changes: readonly Change[] },
  ofSettings: (path: string, of: Holder, wanted: Holder) => [string, unknown][],
): [string, unknown][] {
  if (schema.replicas === undefined) return [];
  const live = replicasOf(table);
  return [
    ['replicas', Object.keys(live).sort()],
    ...Object.entries(schema.replicas).flatMap(([region, wanted]): [string, unknown][] => {
      const replica = own<Replica>(live, region);
      if (!replica) return [];
      const path = `replicas.${region}`;
      const changed = changes.some((change) => change.kind === 'change-replica' && change.path[1] === region);
      const [here, there] = [asTable(schema, wanted), asTable(table, replica)];
      return [
        ...(changed ? [[path, overridesOf(replica)] satisfies [string, unknown]] : []),
        ...(wanted.encryption === undefined
          ? []
          : [[`${path}.encryption`, replica.encryption] satisfies [string, unknown]]),
        ...ofSettings(`${path}.`, there, here),
        ...Object.entries(here.globalSecondaryIndexes ?? {}).flatMap(([name, index]) =>
          ofSettings(
            `${path}.globalSecondaryIndexes.${name}.`,
            own<Holder>(there.globalSecondaryIndexes, name) ?? {},
            index,
          ),
        ),
      ];
    }),
  ];
}

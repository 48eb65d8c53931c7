import { defined, own, sameJson, type TableSchema } from '../schema/index.js';
import { type Change, change, newTable } from './change.js';
import { diffGlobalIndexes, diffLocalIndexes, diffVectorIndexes } from './diffIndexes.js';
import { diffReplicas } from './diffReplicas.js';
import { diffSettings } from './diffSettings.js';

/**
 * What it takes to turn a live table into the one desired. Returns every difference, structure first; none when the
 * live table is as desired. Pure: it calls nothing.
 *
 * Settings that `desired` leaves out are unmanaged and never differ. Settings that `live` leaves out count as DynamoDB's default.
 *
 * @example
 * ```ts
 * const live = await inspectTable(client, 'sentinel-sessions');
 * const changes = live ? diffTables(live.schema, sessionTableSchema) : [];
 * for (const { kind, path, effect } of changes) console.log(kind, path.join('.'), effect);
 * ```
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export function diffTables(live: TableSchema, desired: TableSchema): Change[] {
  // Indexes of all kinds share one space of names.
  const names = new Set([live, desired].flatMap(allIndexNames));
  return [
    ...diffKey(live, desired),
    ...diffLocalIndexes(live, desired),
    ...diffGlobalIndexes(live, desired, names),
    ...diffVectorIndexes(live, desired, names),
    ...diffSettings(live, desired),
    ...diffReplicas(live, desired),
  ];
}

function allIndexNames({ localSecondaryIndexes, globalSecondaryIndexes, vectorIndexes }: TableSchema): string[] {
  return [localSecondaryIndexes, globalSecondaryIndexes, vectorIndexes].flatMap((indexes) =>
    Object.keys(indexes ?? {}),
  );
}

function diffKey(live: TableSchema, desired: TableSchema): Change[] {
  const key = ({ partitionKey, sortKey }: TableSchema) => defined({ partitionKey, sortKey });
  const [before, after] = [key(live), key(desired)];
  if (!sameJson(before, after)) return [change('change-key', ['partitionKey'], before, after, newTable)];
  const fixed = [
    before.partitionKey,
    before.sortKey,
    ...Object.values(live.localSecondaryIndexes ?? {}).map((i) => i.sortKey),
  ];
  return [...new Set(fixed)].flatMap((name) => {
    if (name === undefined || !Object.hasOwn(desired.attributes, name)) return [];
    const [type, wanted] = [own(live.attributes, name), desired.attributes[name]];
    return type === wanted ? [] : [change('change-key-type', ['attributes', name], type, wanted, newTable)];
  });
}

import type { GlobalSecondaryIndex, TableSchema, VectorIndex } from '../schema/index.js';
import { conflict, indexLimit, typesOf } from './indexRules.js';

/**
 * Says of an index that gets another key or projection how to have it without an outage: under another name, which no index has, beside
 * the one that stands. Each name is given once. Where no index can stand beside it, what else can be done.
 */
export function wayOut(live: TableSchema, desired: TableSchema, names: Set<string>) {
  return (kind: string, name: string, after: GlobalSecondaryIndex | VectorIndex): string => {
    const types = typesOf(desired, after);
    const standing = [
      ...Object.entries(live.globalSecondaryIndexes ?? {}),
      ...Object.entries(live.vectorIndexes ?? {}),
    ];
    const why = standing.flatMap(([, index]) => conflict(typesOf(live, index), types) ?? []).at(0);
    if (why) {
      return `No index can stand beside it: ${why}. To avoid an outage, give the new values an attribute of another name, and add an index on that`;
    }
    const other = freeName(name, names);
    names.add(other);
    const indexes = new Set([live, desired].flatMap((schema) => Object.keys(indexesOf(schema, kind))));
    const limit = indexLimit(kind, undefined);
    const room =
      indexes.size >= limit
        ? `, once there is room for it (a table has ${limit} at most, unless the quota is raised)`
        : '';
    return `To avoid that, add it as ${other} beside ${name} as it is${room}, move the readers of ${name} to ${other}, then remove ${name}`;
  };
}

function indexesOf(schema: TableSchema, kind: string): object {
  return (kind === 'vectorIndexes' ? schema.vectorIndexes : schema.globalSecondaryIndexes) ?? {};
}

/** A name for the successor of an index, which no index has. */
function freeName(name: string, names: ReadonlySet<string>): string {
  const [stem, number] = /^(.*)-(\d{1,4})$/.exec(name)?.slice(1) ?? [name, '1'];
  for (let next = Number(number) + 1; ; next += 1) {
    const free = `${stem.slice(0, 254 - String(next).length)}-${next}`;
    if (!names.has(free)) return free;
  }
}

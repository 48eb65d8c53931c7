import { own, type Replica, type ReplicaGlobalSecondaryIndex, type TableSchema } from '../schema/index.js';

/** Where a setting of a replica is made: by UpdateTable of the table's own Region, or by the calls of the replica's Region. */
type MadeIn = 'own Region' | 'its Region' | 'both';

const madeIn = {
  tableClass: 'own Region',
  deletionProtection: 'its Region',
  pointInTimeRecovery: 'its Region',
  contributorInsights: 'its Region',
  tags: 'its Region',
  encryption: 'own Region',
  kinesisStreamingDestination: 'its Region',
  resourcePolicy: 'its Region',
  provisionedThroughput: 'own Region',
  onDemandThroughput: 'own Region',
  globalSecondaryIndexes: 'both',
} as const satisfies { readonly [P in keyof Required<Replica>]: MadeIn };

const madeInOfIndex = {
  provisionedThroughput: 'own Region',
  onDemandThroughput: 'own Region',
  contributorInsights: 'its Region',
} as const satisfies { readonly [P in keyof Required<ReplicaGlobalSecondaryIndex>]: Exclude<MadeIn, 'both'> };

/** What `ReplicaUpdates` can say of a replica, beside its key. */
export type ReplicaOverrides = Pick<
  Replica,
  'tableClass' | 'provisionedThroughput' | 'onDemandThroughput' | 'globalSecondaryIndexes'
>;

/** The replicas that a schema declares, or a live table has. */
export function replicasOf({ replicas = {} }: Pick<TableSchema, 'replicas'>): { readonly [region: string]: Replica } {
  return replicas;
}

/**
 * A replica as a table of its Region: what is set by calls there, and nothing else. What reads, compares, sets and words the settings of a
 * table does so with those of a replica by it.
 */
export function asTable(table: TableSchema, replica: Replica): TableSchema {
  const { tableName, attributes, partitionKey } = table;
  const indexes = Object.entries(replica.globalSecondaryIndexes ?? {}).flatMap(([name, settings]) => {
    const index = own<object>(table.globalSecondaryIndexes, name);
    const there = only(settings, madeInOfIndex, 'its Region');
    return index && Object.keys(there).length ? [[name, { partitionKey, ...there }] as const] : [];
  });
  return {
    tableName,
    attributes,
    partitionKey,
    ...only(replica, madeIn, 'its Region'),
    ...(indexes.length && { globalSecondaryIndexes: Object.fromEntries(indexes) }),
  } as TableSchema;
}

/** The names of the settings that only calls in the replica's Region read and make, as far as the replica says any. */
export function settingsThere(replica: Replica): string[] {
  const indexes = Object.entries(replica.globalSecondaryIndexes ?? {}).flatMap(([name, settings]) =>
    Object.keys(only(settings, madeInOfIndex, 'its Region')).map(
      (setting) => `globalSecondaryIndexes.${name}.${setting}`,
    ),
  );
  return [...Object.keys(only(replica, madeIn, 'its Region')), ...indexes];
}

/** What `ReplicaUpdates` says of the replica, beside its key. */
export function overridesOf({ globalSecondaryIndexes = {}, encryption, ...replica }: Replica): ReplicaOverrides {
  const indexes = Object.entries(globalSecondaryIndexes).flatMap(([name, settings]) => {
    const here = only(settings, madeInOfIndex, 'own Region');
    return Object.keys(here).length ? [[name, here] as const] : [];
  });
  return {
    ...only(replica, madeIn, 'own Region'),
    ...(indexes.length && { globalSecondaryIndexes: Object.fromEntries(indexes) }),
  };
}

/** Whether these reads of a replica are to have no ceiling of their own. */
export function endsCeiling({ onDemandThroughput: ceiling }: Pick<Replica, 'onDemandThroughput'>): boolean {
  return ceiling !== undefined && ceiling.maxReadRequestUnits === undefined;
}

function only(settings: object, places: { readonly [name: string]: MadeIn }, place: MadeIn): object {
  return Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => value !== undefined && own(places, name) === place),
  );
}

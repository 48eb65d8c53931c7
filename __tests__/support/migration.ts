import fc from 'fast-check';
import { type TableSchema, validateTable } from '../../src/index.js';
import { plainSettings, type TableSpace, validTable } from './arbitraryTable.js';
import { migratedReplicas, replicas } from './replicaSettings.js';
import { autoScaling, scaled } from './scaledTables.js';

export interface Migration {
  readonly from: TableSchema;
  readonly to: TableSchema;
  /** A state of a replica that no waiting ends, if the table has such a replica. */
  readonly stuckReplica: (typeof stuckReplicaStates)[number] | undefined;
}

const stuckReplicaStates = [
  'REGION_DISABLED',
  'CREATION_FAILED',
  'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
  'ARCHIVED',
  'REPLICATION_NOT_AUTHORIZED',
] as const;

/**
 * Any two schemas between which DynamoDB has a way: the second one gets the table's name, key and local indexes from the first,
 * which never change. All else is its own. A third of the pairs say what scales their capacity.
 */
export function migration(space: TableSpace = {}): fc.Arbitrary<Migration> {
  return fc
    .tuple(
      validTable({ settings: plainSettings, ...space }),
      validTable({ settings: plainSettings, ...space }),
      fc.oneof(
        { weight: 2, arbitrary: fc.constant(undefined) },
        {
          weight: 1,
          arbitrary: fc.record({ drawn: fc.array(autoScaling, { minLength: 7, maxLength: 7 }), alone: fc.boolean() }),
        },
      ),
      fc.option(fc.constantFrom(...stuckReplicaStates), { nil: undefined, freq: 5 }),
      streamSettings,
      streamSettings,
      fc.option(fc.tuple(replicas, replicas), { nil: undefined, freq: 2 }),
    )
    .map(([first, second, scaling, stuckReplica, ofFirst, ofSecond, drawnReplicas]) => {
      // Two schemas drawn apart seldom scale the same indexes; one and the same does.
      const [from, to] = [withStreams(first, ofFirst), withStreams(scaling?.alone ? first : second, ofSecond)];
      const desired = onTheSameKey(from, to);
      // A table with a replica keeps its stream, and a key of one's own needs another for the replica.
      const keepsStream = [undefined, from.streamViewType ?? false].includes(desired.streamViewType);
      const replica = keepsStream && typeof desired.encryption !== 'object' ? stuckReplica : undefined;
      let drawn = 0;
      const next = () => {
        const of = scaling?.drawn[drawn++ % scaling.drawn.length];
        // A table with replicas has no writes that are said not to scale.
        const fits = !(drawnReplicas ?? replica) || (typeof of === 'object' && of.write);
        return fits ? of : 'UNMANAGED';
      };
      const pair = scaling
        ? { from: scaled(from, next, false), to: scaled(desired, next, true) }
        : { from, to: desired };
      return drawnReplicas
        ? { ...migratedReplicas(pair.from, pair.to, drawnReplicas), stuckReplica: undefined }
        : { ...pair, stuckReplica: replica };
    })
    .filter(({ to }) => validateTable(to).length === 0);
}

const kinesisStream = (name: string) => `arn:aws:kinesis:eu-central-1:123456789012:stream/${name}`;

/** Where changes are sent, what their stream has, and whether the table must have no policy; each left out or said. */
const streamSettings = fc.record(
  {
    kinesisStreamingDestination: fc.oneof(
      fc.constant(false as const),
      fc.record(
        {
          streamArn: fc.constantFrom(kinesisStream('one'), kinesisStream('other')),
          approximateCreationDateTimePrecision: fc.constantFrom('MILLISECOND', 'MICROSECOND'),
        },
        { requiredKeys: ['streamArn'] },
      ),
    ),
    streamTags: fc.dictionary(fc.constantFrom('team', 'stage'), fc.constantFrom('a', 'b')),
    streamResourcePolicy: fc.constantFrom(false, streamPolicy('dynamodb:GetRecords'), streamPolicy('dynamodb:*')),
    resourcePolicy: fc.constant(false as const),
  },
  { requiredKeys: [] },
);

function streamPolicy(Action: string) {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action, Resource: '*' }],
  };
}

type StreamSettings = typeof streamSettings extends fc.Arbitrary<infer S> ? S : never;

function withStreams(schema: TableSchema, settings: StreamSettings): TableSchema {
  const { streamTags, streamResourcePolicy, ...ofTable } = settings;
  const { kinesisStreamingDestination: _, streamTags: __, streamResourcePolicy: ___, ...rest } = schema;
  const ofStream = {
    ...(streamTags && { streamTags }),
    ...(streamResourcePolicy !== undefined && { streamResourcePolicy }),
  };
  return { ...rest, ...ofTable, ...(schema.streamViewType && ofStream) } as TableSchema;
}

/** A migration that also gives some of the global indexes other names; `renamed` has the new one of each. */
export interface Renaming extends Migration {
  readonly renamed: ReadonlyMap<string, string>;
}

export function renaming(space: TableSpace = {}): fc.Arbitrary<Renaming> {
  return fc
    .tuple(migration(space), fc.infiniteStream(fc.boolean()))
    .map(([whole, picks]) => renameIndexes(whole, () => picks.next().value))
    .filter(({ renamed, to }) => renamed.size > 0 && validateTable(to).length === 0);
}

function renameIndexes({ from, to, stuckReplica }: Migration, pick: () => boolean): Renaming {
  const renamed = new Map<string, string>();
  const attributes = new Map(Object.entries(to.attributes));
  const indexes = new Map<string, object>(Object.entries(to.globalSecondaryIndexes ?? {}));
  const provisionedThroughput = { readCapacityUnits: 3, writeCapacityUnits: 4 };
  for (const [name, { partitionKey, sortKey = [], projection }] of Object.entries(from.globalSecondaryIndexes ?? {})) {
    if (!pick()) continue;
    const other = `${name.slice(0, 240)}.renamed`;
    renamed.set(name, other);
    indexes.delete(name);
    for (const key of [partitionKey, sortKey].flat()) attributes.set(key, from.attributes[key]);
    indexes.set(other, {
      partitionKey,
      ...(sortKey.length && { sortKey }),
      ...(projection && { projection }),
      ...(to.billingMode === 'PROVISIONED' && { provisionedThroughput }),
    });
  }
  const vectors = Object.entries(to.vectorIndexes ?? {}).filter(([name]) => !indexes.has(name));
  return {
    from,
    to: {
      ...to,
      attributes: Object.fromEntries(attributes),
      globalSecondaryIndexes: Object.fromEntries(indexes),
      ...(to.vectorIndexes && { vectorIndexes: Object.fromEntries(vectors) }),
    } as TableSchema,
    renamed,
    stuckReplica,
  };
}

function onTheSameKey(from: TableSchema, to: TableSchema): TableSchema {
  const fixed = [
    from.partitionKey,
    from.sortKey,
    ...Object.values(from.localSecondaryIndexes ?? {}).map((i) => i.sortKey),
  ];
  const attributes = new Map(Object.entries(to.attributes));
  for (const name of fixed) if (name !== undefined) attributes.set(name, from.attributes[name]);
  const { partitionKey, sortKey, localSecondaryIndexes, timeToLive, vectorIndexes, ...rest } = to;
  const is = (name: string, type: string) => attributes.get(name) === type;
  const vectors = Object.entries(vectorIndexes ?? {}).filter(([, index]) => is(index.vectorAttribute, 'L'));
  const locals = new Set(Object.keys(from.localSecondaryIndexes ?? {}));
  const globals = Object.entries(to.globalSecondaryIndexes ?? {}).filter(([name]) => !locals.has(name));
  return {
    ...rest,
    attributes: Object.fromEntries(attributes),
    partitionKey: from.partitionKey,
    ...(from.sortKey !== undefined && { sortKey: from.sortKey }),
    ...(from.localSecondaryIndexes && { localSecondaryIndexes: from.localSecondaryIndexes }),
    ...(globals.length && { globalSecondaryIndexes: Object.fromEntries(globals) }),
    ...(vectors.length && { vectorIndexes: Object.fromEntries(vectors.filter(([name]) => !locals.has(name))) }),
    ...(timeToLive !== undefined && is(timeToLive, 'N') && { timeToLive }),
    tableName: from.tableName,
  } as TableSchema;
}

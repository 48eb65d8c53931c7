import {
  defined,
  own,
  type Replica,
  type ReplicaProvisionedThroughput,
  sameJson,
  type TableSchema,
} from '../schema/index.js';
import { type Change, change } from './change.js';
import { diffSettings } from './diffSettings.js';
import { asTable, endsCeiling, overridesOf, type ReplicaOverrides, replicasOf } from './replicaSettings.js';

/** What it takes to have the replicas that the schema declares, each as it says; none if it leaves them out. */
export function diffReplicas(live: TableSchema, desired: TableSchema): Change[] {
  if (desired.replicas === undefined) return [];
  const [before, after] = [replicasOf(live), replicasOf(desired)];
  // DescribeTable keeps no order of replicas.
  const gone = Object.keys(before)
    .filter((region) => !Object.hasOwn(after, region))
    .sort();
  return [
    ...Object.entries(after).flatMap(([region, replica]) => {
      const existing = own(before, region);
      return [
        ...(existing
          ? [...diffOverrides(region, existing, replica), ...diffKey(live, desired, region, existing, replica)]
          : [change('add-replica', ['replicas', region], undefined, replica, costs)]),
        ...diffSettings(asTable(live, existing ?? {}), asTable(desired, replica)).map((one) => ({
          ...one,
          path: ['replicas', region, ...one.path],
        })),
      ];
    }),
    ...gone.map((region) => change('remove-replica', ['replicas', region], before[region], undefined, loses)),
  ];
}

const costs =
  'AWS charges for the copy of the items, and from then on for each write in each Region; it takes minutes to hours, and no index can be added meanwhile';

const loses =
  'the copy of the items there is deleted, and so are its point-in-time backups, tags and policy; whoever uses the table in that Region fails from then on. DynamoDB refuses it while deletion protection is on there';

/** What `ReplicaUpdates` says of a replica, beside its key: what differs; ceilings that are to go apart, as no call takes them away. */
function diffOverrides(region: string, live: Replica, desired: Replica): Change[] {
  const [before, after] = [overridesOf(live), overridesOf(desired)];
  const { tableClass } = after;
  const differing = {
    ...(tableClass !== undefined && tableClass !== (before.tableClass ?? 'STANDARD') && { tableClass }),
    ...inAll(before, after, differingReads),
  };
  return [differing, inAll(before, after, endingCeiling)].flatMap((overrides) =>
    Object.keys(overrides).length ? [change('change-replica', ['replicas', region], before, overrides)] : [],
  );
}

type Reads = Pick<ReplicaOverrides, 'provisionedThroughput' | 'onDemandThroughput'>;

/** What there is to say of the reads of a replica, and of each of its indexes. */
function inAll(
  live: ReplicaOverrides,
  desired: ReplicaOverrides,
  difference: (live: Reads | undefined, desired: Reads) => Reads,
): ReplicaOverrides {
  const indexes = Object.entries(desired.globalSecondaryIndexes ?? {}).flatMap(([name, index]) => {
    const differing = difference(own(live.globalSecondaryIndexes, name), index);
    return Object.keys(differing).length ? [[name, differing] as const] : [];
  });
  return {
    ...difference(live, desired),
    ...(indexes.length && { globalSecondaryIndexes: Object.fromEntries(indexes) }),
  };
}

function differingReads(
  live: Reads | undefined,
  { provisionedThroughput: units, onDemandThroughput: ceiling }: Reads,
): Reads {
  const isOther = ceiling?.maxReadRequestUnits !== undefined && !sameJson(ceiling, live?.onDemandThroughput ?? {});
  return defined({
    provisionedThroughput: units && !standsFor(live?.provisionedThroughput, units) ? units : undefined,
    onDemandThroughput: isOther ? ceiling : undefined,
  });
}

function endingCeiling(live: Reads | undefined, { onDemandThroughput: ceiling }: Reads): Reads {
  const ends =
    live?.onDemandThroughput?.maxReadRequestUnits !== undefined && endsCeiling({ onDemandThroughput: ceiling });
  return ends ? { onDemandThroughput: {} } : {};
}

/** What is live is as desired, or moves by itself within what is desired. */
function standsFor(live: ReplicaProvisionedThroughput | undefined, desired: ReplicaProvisionedThroughput): boolean {
  if (!live) return false;
  const { readCapacityUnits: units, autoScaling } = desired;
  if (autoScaling === 'UNMANAGED' || live.readCapacityUnits === units) return true;
  const { minCapacity = Number.POSITIVE_INFINITY, maxCapacity = 0 } = autoScaling?.read ?? {};
  return minCapacity <= live.readCapacityUnits && live.readCapacityUnits <= maxCapacity;
}

/** The key of a replica is a key of yours where that of the table is. */
function diffKey(live: TableSchema, desired: TableSchema, region: string, before: Replica, after: Replica): Change[] {
  if (typeof after.encryption !== 'object' || typeof desired.encryption !== 'object') return [];
  // What stands in for the whole table is told there.
  const of = ({ encryption = 'AWS_OWNED' }: Replica) => ({ ...live, encryption }) as TableSchema;
  return diffSettings(of(before), { ...live, encryption: after.encryption } as TableSchema)
    .filter(({ kind }) => kind === 'change-encryption')
    .map((one) => ({ ...one, path: ['replicas', region, ...one.path] }));
}

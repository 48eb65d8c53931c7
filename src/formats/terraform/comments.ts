import type { TableSchema } from '../../schema/index.js';
import { placesOf, unmanagedCapacity } from '../unmanagedCapacity.js';
import { placeOfCapacity, scaledCapacities } from './scalingBlocks.js';

/** What the provider has a resource for only where it is there: that there is none, a reader of the file can't see. */
export function saidByAbsence(schema: TableSchema): string[] {
  const { replicas = {}, globalSecondaryIndexes: indexes = {} } = schema;
  const capacities = scaledCapacities(schema);
  const regions = Object.entries(replicas);
  const holders: readonly (readonly [place: string, of: Pick<TableSchema, RegionalSetting>])[] = [
    ['the table', schema],
    ...regions.map(([region, replica]) => [replicaIn(region), replica] as const),
  ];
  const placesWhere = (holds: (of: Pick<TableSchema, RegionalSetting>) => boolean) =>
    holders.filter(([, of]) => holds(of)).map(([place]) => place);
  const indexHolders = [
    ...Object.entries(indexes),
    ...regions.flatMap(([region, { globalSecondaryIndexes = {} }]) =>
      Object.entries(globalSecondaryIndexes).map(([name, index]) => [`${name} in ${region}`, index] as const),
    ),
  ];
  const stream = ['the stream'];
  const absent: readonly (readonly [what: string, places: readonly string[]])[] = [
    [
      'Contributor insights are off',
      [
        ...placesWhere(({ contributorInsights }) => contributorInsights === false),
        ...indexHolders.filter(([, index]) => index.contributorInsights === false).map(([name]) => name),
      ],
    ],
    ['Capacity is not scaled', capacities.filter(({ scaling }) => !scaling).map(placeOfCapacity)],
    [
      'Scaling has no scheduled actions',
      capacities.filter(({ scaling }) => isEmpty(scaling?.scheduledActions)).map(placeOfCapacity),
    ],
    [
      'No Kinesis data stream gets the changes',
      placesWhere(({ kinesisStreamingDestination }) => kinesisStreamingDestination === false),
    ],
    [
      'There is no resource policy',
      [
        ...placesWhere(({ resourcePolicy }) => resourcePolicy === false),
        ...(schema.streamResourcePolicy === false ? stream : []),
      ],
    ],
    [
      'There are no tags',
      [
        ...(isEmpty(schema.streamTags) ? stream : []),
        ...regions.filter(([, { tags }]) => isEmpty(tags)).map(([region]) => replicaIn(region)),
      ],
    ],
    ['There are no replicas', isEmpty(schema.replicas) ? ['the table'] : []],
  ];
  return absent.flatMap(([what, places]) =>
    places.length ? [`${what}, which takes no resource, for: ${places.join(', ')}`] : [],
  );
}

type RegionalSetting = 'contributorInsights' | 'kinesisStreamingDestination' | 'resourcePolicy';

function replicaIn(region: string): string {
  return `the replica in ${region}`;
}

/** What the provider switches off in a replica whose schema leaves it as it is. */
export function replicasReset({ replicas = {} }: TableSchema): string[] {
  const reset = Object.entries(replicas).flatMap(([region, { deletionProtection, pointInTimeRecovery }]) => [
    ...(deletionProtection === undefined ? [`deletion protection in ${region}`] : []),
    ...(pointInTimeRecovery === undefined ? [`point-in-time recovery in ${region}`] : []),
  ]);
  return reset.length ? [`Terraform switches off, as nothing is said of it here: ${reset.join(', ')}`] : [];
}

function isEmpty(record: object | undefined): boolean {
  return record !== undefined && !Object.keys(record).length;
}

/** The capacity of an index is part of a block, and a block can be left alone with all others of its kind only. */
export function indexesLeftAlone(schema: TableSchema): string[] {
  const unmanaged = unmanagedCapacity(schema);
  const scaled = scaledCapacities(schema).filter(({ index, scaling }) => index !== undefined && scaling);
  if (!unmanaged?.indexes.length && !scaled.length) return [];
  const movers = [
    ...(unmanaged ? [`Something else moves the capacity of ${placesOf(unmanaged)}`] : []),
    ...(scaled.length ? [`Application Auto Scaling moves ${scaled.map(placeOfCapacity).join(', ')}`] : []),
  ];
  return [
    `${movers.join('. ')}. Terraform can leave all indexes alone or none: once the table is made, changes to the global_secondary_index blocks here do nothing`,
  ];
}

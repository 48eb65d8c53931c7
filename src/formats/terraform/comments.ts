import type { TableSchema } from '../../schema/index.js';
import { placesOf, unmanagedCapacity } from '../unmanagedCapacity.js';
import { placeOfCapacity, scaledCapacities } from './scalingBlocks.js';

/** What the provider has a resource for only where it is there: that there is none, a reader of the file can't see. */
export function saidByAbsence(schema: TableSchema): string[] {
  const insightsOff = Object.entries(schema.globalSecondaryIndexes ?? {})
    .filter(([, index]) => index.contributorInsights === false)
    .map(([name]) => name);
  const capacities = scaledCapacities(schema);
  const absent: readonly (readonly [what: string, places: readonly string[]])[] = [
    ['Contributor insights are off', [...(schema.contributorInsights === false ? ['the table'] : []), ...insightsOff]],
    ['Capacity is not scaled', capacities.filter(({ scaling }) => !scaling).map(placeOfCapacity)],
    [
      'Scaling has no scheduled actions',
      capacities.filter(({ scaling }) => isEmpty(scaling?.scheduledActions)).map(placeOfCapacity),
    ],
  ];
  return absent.flatMap(([what, places]) =>
    places.length ? [`${what}, which takes no resource, for: ${places.join(', ')}`] : [],
  );
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

import { properties, type Replica, type TableSchema } from '../../schema/index.js';
import { placesOf, unmanagedCapacity } from '../unmanagedCapacity.js';
import type { ScalingByPlace } from './readScaling.js';

/** What a template says of its table for people, and of capacity that something else moves. */
export interface TableMetadata {
  UnmanagedCapacity?: { Table: boolean; GlobalSecondaryIndexes: string[] };
  Note: string;
}

/**
 * The metadata of a table's resource, if something else moves its capacity, or if it has replicas. A template has no other way to say so:
 * the numbers are required, and CloudFormation may set them again in any update that changes the table.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-metadata.html
 */
export function metadataOf(schema: TableSchema): { Metadata?: { Tablewright: TableMetadata } } {
  const unmanaged = unmanagedCapacity(schema);
  const notes = [...(unmanaged ? [capacityNote(placesOf(unmanaged))] : []), ...replicaNotes(schema)];
  if (!notes.length) return {};
  const capacity = unmanaged && {
    UnmanagedCapacity: { Table: unmanaged.table, GlobalSecondaryIndexes: [...unmanaged.indexes] },
  };
  return { Metadata: { Tablewright: { ...capacity, Note: notes.join(' ') } } };
}

function capacityNote(places: string): string {
  return `Something else moves the capacity of ${places}. An update of the stack that changes the table may set it to the numbers here again.`;
}

/** The settings of a replica that CloudFormation has at their defaults where they are left out. */
const settingsWithDefaults: { readonly [P in keyof Required<Replica>]: boolean } = {
  tableClass: true,
  deletionProtection: true,
  pointInTimeRecovery: true,
  contributorInsights: true,
  tags: true,
  kinesisStreamingDestination: true,
  resourcePolicy: true,
  // Left out, they are the table's.
  encryption: false,
  provisionedThroughput: false,
  onDemandThroughput: false,
  globalSecondaryIndexes: false,
};

/** What to know of the replicas: to a schema, what one leaves out is unmanaged, and CloudFormation knows no such thing. */
export function replicaNotes({ replicas = {} }: TableSchema): string[] {
  const entries = Object.entries(replicas);
  const left = entries.flatMap(([region, replica]) => {
    const names = Object.keys(settingsWithDefaults).filter(
      (name) => settingsWithDefaults[name as keyof Replica] && replica[name as keyof Replica] === undefined,
    );
    return names.length ? [`${region} (${names.join(', ')})`] : [];
  });
  const policies = entries.filter(([, { resourcePolicy }]) => resourcePolicy).map(([region]) => region);
  return [
    ...(left.length
      ? [
          `CloudFormation has its defaults for what replicas leave out: it does not leave alone what is there, in ${left.join(', ')}.`,
        ]
      : []),
    ...(policies.length
      ? [`A replica and its resource policy can't come in one update: add ${policies.join(', ')} without it first.`]
      : []),
  ];
}

/** What such metadata says. */
export function unmanagedIn(metadata: unknown): ScalingByPlace {
  const { UnmanagedCapacity: unmanaged } = properties(properties(metadata).Tablewright);
  const { Table, GlobalSecondaryIndexes: indexes } = properties(unmanaged);
  return {
    table: Table === true ? 'UNMANAGED' : undefined,
    indexes: new Map(Array.isArray(indexes) ? indexes.map((name) => [String(name), 'UNMANAGED']) : []),
  };
}

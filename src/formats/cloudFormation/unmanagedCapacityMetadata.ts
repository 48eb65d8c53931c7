import { properties, type TableSchema } from '../../schema/index.js';
import { placesOf, unmanagedCapacity } from '../unmanagedCapacity.js';
import type { ScalingByPlace } from './readScaling.js';

/** What a template says of capacity that something else moves. */
export interface UnmanagedCapacityMetadata {
  UnmanagedCapacity: { Table: boolean; GlobalSecondaryIndexes: string[] };
  Note: string;
}

/**
 * The metadata of a table's resource, if something else moves its capacity. A template has no other way to say so: the numbers are
 * required, and CloudFormation may set them again in any update that changes the table.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-metadata.html
 */
export function metadataOf(schema: TableSchema): { Metadata?: { Tablewright: UnmanagedCapacityMetadata } } {
  const unmanaged = unmanagedCapacity(schema);
  if (!unmanaged) return {};
  const note = `Something else moves the capacity of ${placesOf(unmanaged)}. An update of the stack that changes the table may set it to the numbers here again.`;
  return {
    Metadata: {
      Tablewright: {
        UnmanagedCapacity: { Table: unmanaged.table, GlobalSecondaryIndexes: [...unmanaged.indexes] },
        Note: note,
      },
    },
  };
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

import { defined, isProperties, type TableSchema } from '../../schema/index.js';
import { placesOf, type UnmanagedCapacity, unmanagedCapacity } from '../unmanagedCapacity.js';

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
export function unmanagedIn(metadata: unknown): UnmanagedCapacity {
  const { Tablewright } = isProperties(metadata) ? metadata : {};
  const { UnmanagedCapacity: unmanaged } = isProperties(Tablewright) ? Tablewright : {};
  const { Table, GlobalSecondaryIndexes: indexes } = isProperties(unmanaged) ? unmanaged : {};
  return { table: Table === true, indexes: Array.isArray(indexes) ? indexes.map(String) : [] };
}

/** The schema with `autoScaling: 'UNMANAGED'` where something else moves its capacity. */
export function withUnmanaged(schema: TableSchema, { table, indexes }: UnmanagedCapacity): TableSchema {
  const { provisionedThroughput, globalSecondaryIndexes, ...others } = schema as Partial<TableSchema>;
  const mark = <T extends object>(capacity: T) => ({ ...capacity, autoScaling: 'UNMANAGED' });
  return defined({
    ...others,
    globalSecondaryIndexes:
      globalSecondaryIndexes &&
      Object.fromEntries(
        Object.entries(globalSecondaryIndexes).map(([name, index]) => [
          name,
          indexes.includes(name) && index.provisionedThroughput
            ? { ...index, provisionedThroughput: mark(index.provisionedThroughput) }
            : index,
        ]),
      ),
    provisionedThroughput: provisionedThroughput && table ? mark(provisionedThroughput) : provisionedThroughput,
  }) as TableSchema;
}

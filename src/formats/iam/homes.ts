import type { TableSchema } from '../../schema/index.js';
import type { ArnPlace } from './arnPlace.js';

/** A table in one Region: itself, or a replica of it with the settings that it has there. */
export interface Home {
  readonly schema: TableSchema;
  readonly place: ArnPlace;
}

/** The table and its replicas, each in its Region. */
export function homesOf(schema: TableSchema, place: ArnPlace): readonly Home[] {
  return [
    { schema, place },
    ...Object.entries(schema.replicas ?? {}).map(([region, replica]) => {
      const { tableName, attributes, partitionKey } = schema;
      // What its Region has of its own is named as that of a table.
      const there = { tableName, attributes, partitionKey, ...replica } as TableSchema;
      return { schema: there, place: { ...place, region } };
    }),
  ];
}

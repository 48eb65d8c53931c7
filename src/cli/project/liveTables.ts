import { type TableSchema, withoutDefaults, withTableName } from '../../schema/index.js';
import type { Connection } from '../connection.js';
import { keyDescriber } from '../keyDescriber.js';
import { inspectWhole } from '../scalingClient.js';
import { type Offer, offerOf } from './offer.js';

/** How many tables are read at once: each takes several calls. */
const readersAtOnce = 8;

/** The live tables whose names begin with the prefix, under their names without it. */
export async function offerLiveTables(connection: Connection, prefix: string): Promise<Offer> {
  const all = await tableNames(connection, prefix);
  // What is left of a name must be one.
  const names = all.filter((name) => name.length >= prefix.length + 3);
  const describeKey = await keyDescriber(connection);
  const tables: Record<string, TableSchema> = {};
  const notes: string[] = [];
  const untold = new Set<string>();
  for (let at = 0; at < names.length; at += readersAtOnce) {
    const some = names.slice(at, at + readersAtOnce);
    const read = await Promise.all(some.map((name) => inspectWhole(connection, name, { describeKey })));
    // One that is not there has gone meanwhile.
    for (const { schema, notes: own, unsupported } of read.filter((live) => live !== undefined)) {
      const name = schema.tableName;
      notes.push(...own.map((note) => `${name}: ${note}`));
      // Members of UpdateTable are changed, not read.
      for (const operation of unsupported) if (!operation.includes('.')) untold.add(operation);
      tables[name] = withTableName(withoutDefaults(schema), name.slice(prefix.length));
    }
  }
  if (untold.size) notes.push(`this endpoint does not tell all; it lacks ${[...untold].join(', ')}`);
  if (names.length)
    notes.push('DynamoDB knows the attributes that keys use; add the others of your items to attributes.');
  const offer = offerOf(connection.where, { tables, unnamed: {}, sources: {}, issues: [] });
  const short = all.filter((name) => !names.includes(name));
  return {
    ...offer,
    notes: [...notes, ...offer.notes],
    leftOut: [
      ...short.map((name) => `${name}: without ${prefix} it has no name that a table can have`),
      ...offer.leftOut,
    ],
    prefix,
  };
}

async function tableNames({ client }: Connection, prefix: string): Promise<string[]> {
  const { paginateListTables } = await import('@aws-sdk/client-dynamodb');
  const names: string[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    names.push(...TableNames.filter((name) => name.startsWith(prefix)));
  }
  return names;
}

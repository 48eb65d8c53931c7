import { inspectTable } from '../../provision/index.js';
import { type TableSchema, withoutDefaults, withTableName } from '../../schema/index.js';
import type { Connection } from '../connection.js';
import { keyDescriber } from '../keyDescriber.js';
import { type Offer, offerOf } from './offer.js';

/** The live tables whose names begin with the prefix, under their names without it. */
export async function offerLiveTables(connection: Connection, prefix: string): Promise<Offer> {
  const { client, emulator } = connection;
  const names = await tableNames(connection, prefix);
  const describeKey = await keyDescriber(connection);
  const tables: Record<string, TableSchema> = {};
  const notes: string[] = [];
  for (const name of names) {
    const live = await inspectTable(client, name, { allSettings: true, describeKey, emulator });
    // It may have gone meanwhile.
    if (!live) continue;
    notes.push(...live.notes.map((note) => `${name}: ${note}`));
    tables[name] = withTableName(withoutDefaults(live.schema), name.slice(prefix.length));
  }
  if (names.length)
    notes.push('DynamoDB knows the attributes that keys use; add the others of your items to attributes.');
  const offer = offerOf(connection.where, { tables, unnamed: {}, sources: {}, issues: [] });
  return { ...offer, notes: [...notes, ...offer.notes], prefix };
}

async function tableNames({ client }: Connection, prefix: string): Promise<string[]> {
  const { paginateListTables } = await import('@aws-sdk/client-dynamodb');
  const names: string[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    // What is left of a name must be one.
    names.push(...TableNames.filter((name) => name.startsWith(prefix) && name.length >= prefix.length + 3));
  }
  return names;
}

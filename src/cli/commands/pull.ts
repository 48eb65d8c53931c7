import type { ReadTables } from '../../formats/index.js';
import { inspectTable } from '../../provision/index.js';
import { type TableIssue, type TableSchema, withoutDefaults } from '../../schema/index.js';
import { atPlace, type PlaceOptions } from '../atPlace.js';
import { checkConnection } from '../connection.js';
import type { ExitCode } from '../exitCodes.js';
import { failure } from '../failure.js';
import { keyDescriber } from '../keyDescriber.js';
import type { Output } from '../output.js';
import { type SourceFileOptions, writeSource } from '../sourceFile.js';

export interface PullOptions extends PlaceOptions, SourceFileOptions {
  readonly allSettings?: boolean;
}

/** `tablewright pull`: live tables as the source of their schemas. */
export async function pull(names: readonly string[], options: PullOptions, out: Output): Promise<ExitCode> {
  const notes: { readonly tableName: string; readonly notes: readonly string[] }[] = [];
  const schemas = await atPlace(options, {}, out, async (connection) => {
    await checkConnection(connection, names[0]);
    const { client, emulator } = connection;
    const describeKey = await keyDescriber(connection);
    const found: TableSchema[] = [];
    for (const name of names) {
      const live = await inspectTable(client, name, { allSettings: true, describeKey, emulator });
      if (!live) {
        throw failure(
          `there is no table ${name} at ${connection.where}`,
          'Check the name, the Region (--region) and the account (--profile).',
        );
      }
      // Members of UpdateTable are changed, not read.
      const untold = live.unsupported.filter((operation) => !operation.includes('.'));
      if (untold.length) out.note(`${name}: this endpoint does not tell all; it lacks ${untold.join(', ')}.`);
      for (const note of live.notes) out.warn(`${out.noteColors.yellow('note')} ${name}: ${note}`);
      if (typeof live.schema.encryption === 'object' && !describeKey && !connection.endpoint)
        out.note(
          'With @aws-sdk/client-kms in this project (npm install --save-dev @aws-sdk/client-kms), KMS is asked.',
        );
      notes.push({ tableName: name, notes: live.notes });
      found.push(options.allSettings ? live.schema : withoutDefaults(live.schema));
    }
    return found;
  });
  if (!options.allSettings)
    out.note('Settings at their defaults are left out, and so unmanaged; --all-settings writes them too.');
  out.note('DynamoDB knows the attributes that keys use; add the others of your items to attributes.');
  const document = { tables: schemas, notes: notes.filter((of) => of.notes.length) };
  return writeSource(withNotes(schemas, notes), document, options, out);
}

/** What was read, as the readers of files return it: the notes begin with the place that they are about. */
function withNotes(
  schemas: readonly TableSchema[],
  notes: readonly { readonly tableName: string; readonly notes: readonly string[] }[],
): ReadTables {
  const issues = notes.flatMap(({ tableName, notes }) =>
    notes.map((note): TableIssue => {
      const [, place, message] = /^(\w+)(?:\[\d+\])*(?:\.\w+)*: (.*)$/s.exec(note) ?? [];
      const path = place === undefined ? [tableName] : [tableName, place];
      return { rule: 'not-representable', path, message: message ?? note };
    }),
  );
  const tables = Object.fromEntries(schemas.map((schema) => [schema.tableName, schema]));
  return { tables, unnamed: {}, sources: {}, issues };
}

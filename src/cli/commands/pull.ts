import type { TablewrightConfig } from '../../config/index.js';
import type { ReadTables } from '../../formats/index.js';
import type { LiveTable } from '../../provision/index.js';
import { type TableIssue, type TableSchema, withoutDefaults, withTableName } from '../../schema/index.js';
import { atPlace, type PlaceOptions } from '../atPlace.js';
import { type Connection, checkConnection } from '../connection.js';
import type { ExitCode } from '../exitCodes.js';
import { failure } from '../failure.js';
import { keyDescriber } from '../keyDescriber.js';
import { fromConfig } from '../loadSchemas.js';
import { otherRegions } from '../otherRegions.js';
import type { Output } from '../output.js';
import { inspectWhole } from '../scalingClient.js';
import { type SourceFileOptions, writeSource } from '../sourceFile.js';
import { type StageNames, stageNames } from '../stageNames.js';

export interface PullOptions extends PlaceOptions, SourceFileOptions {
  readonly config?: string;
  readonly all?: boolean;
  readonly prefix?: string;
  readonly allSettings?: boolean;
}

/** `tablewright pull`: live tables as the source of their schemas, under the names that schemas declare. */
export async function pull(asked: readonly string[], options: PullOptions, out: Output): Promise<ExitCode> {
  if (options.all && asked.length) {
    throw failure(`--all takes all tables, and ${asked.join(', ')} is named`, 'Leave one of them out.');
  }
  if (!options.all && !asked.length) {
    throw failure("missing required argument 'table'", 'Name live tables, or take them all: --all.');
  }
  const { stage, config } = options;
  const loaded = stage === undefined && config === undefined ? undefined : await fromConfig(options);
  if (options.prefix !== undefined && loaded?.tableNamePrefix && options.prefix !== loaded.tableNamePrefix) {
    throw failure(
      `--prefix ${options.prefix}: the configuration has the prefix ${JSON.stringify(loaded.tableNamePrefix)} there`,
      'Leave out --prefix, or --stage and --config.',
    );
  }
  const names = stageNames({
    tableNamePrefix: options.prefix ?? loaded?.tableNamePrefix ?? '',
    declaredNames: loaded?.declaredNames ?? {},
  });
  const read = await atPlace(options, loaded ?? {}, out, async (connection) => {
    const wanted = options.all ? await allNames(connection, names) : asked.map(names.liveName);
    if (!options.all) await checkConnection(connection, wanted[0]);
    return readAll(connection, [...new Set(wanted)], { mayBeGone: options.all === true, config: loaded?.config }, out);
  });
  const tables = named(read, names);
  for (const { live, notes } of tables) {
    for (const note of notes) out.warn(`${out.noteColors.yellow('note')} ${live}: ${note}`);
  }
  const schemas = tables.map(({ schema }) => (options.allSettings ? schema : withoutDefaults(schema)));
  if (!options.allSettings)
    out.note('Settings at their defaults are left out, and so unmanaged; --all-settings writes them too.');
  out.note('DynamoDB knows the attributes that keys use; add the others of your items to attributes.');
  const notes = tables.map(({ schema, notes }) => ({ tableName: schema.tableName, notes }));
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

/** Of all live tables, those of the stage, or with the prefix. */
async function allNames({ client, where }: Connection, names: StageNames): Promise<string[]> {
  const { paginateListTables } = await import('@aws-sdk/client-dynamodb');
  const found: string[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    found.push(...TableNames.filter((name) => names.declaredName(name) !== undefined));
  }
  if (found.length) return found;
  throw failure(
    names.prefix
      ? `there is no table whose name begins with ${names.prefix} at ${where}`
      : `there is no table at ${where}`,
    'Check the Region (--region), the account (--profile) and the prefix (--prefix, --stage).',
  );
}

/** How many tables are read at once: each takes several calls. */
const readersAtOnce = 8;

async function readAll(
  connection: Connection,
  names: readonly string[],
  { mayBeGone, config }: { readonly mayBeGone: boolean; readonly config: TablewrightConfig | undefined },
  out: Output,
): Promise<LiveTable[]> {
  const describeKey = await keyDescriber(connection);
  const found: LiveTable[] = [];
  for (let at = 0; at < names.length; at += readersAtOnce) {
    const some = names.slice(at, at + readersAtOnce);
    const read = await Promise.all(some.map((name) => inspectWhole(connection, name, { describeKey })));
    for (const [i, live] of read.entries()) {
      if (live) found.push(live);
      else if (mayBeGone) out.note(`${some[i]}: it is gone meanwhile.`);
      else {
        const [elsewhere] = await otherRegions(connection, config, [some[i]]);
        throw failure(
          `there is no table ${some[i]} at ${connection.where}`,
          elsewhere ?? 'Check the name, the Region (--region) and the account (--profile).',
        );
      }
    }
  }
  tell(found, describeKey === undefined && connection.endpoint === undefined, out);
  return found;
}

function tell(tables: readonly LiveTable[], withoutKms: boolean, out: Output): void {
  for (const { schema, unsupported } of tables) {
    const { tableName } = schema;
    // Members of UpdateTable are changed, not read.
    const untold = unsupported.filter((operation) => !operation.includes('.'));
    if (untold.length) out.note(`${tableName}: this endpoint does not tell all; it lacks ${untold.join(', ')}.`);
  }
  if (withoutKms && tables.some(({ schema }) => typeof schema.encryption === 'object')) {
    out.note('With @aws-sdk/client-kms in this project (npm install --save-dev @aws-sdk/client-kms), KMS is asked.');
  }
}

interface Named {
  readonly live: string;
  readonly schema: TableSchema;
  readonly notes: readonly string[];
}

/** The schemas under the names that they declare. One whose rest is not a name, or is taken, keeps its own. */
function named(tables: readonly LiveTable[], names: StageNames): Named[] {
  const taken = new Set<string>();
  return tables.map(({ schema, notes }) => {
    const live = schema.tableName;
    const declared = names.declaredName(live) ?? live;
    const isFree = /^[\w.-]{3,255}$/.test(declared) && !taken.has(declared);
    taken.add(isFree ? declared : live);
    if (!isFree) {
      const why = `it keeps its name: ${JSON.stringify(declared)} is taken, or not a name that a table can have`;
      return { live, schema, notes: [...notes, why] };
    }
    if (declared === live) return { live, schema, notes };
    const namesItself = JSON.stringify(schema.resourcePolicy ?? '').includes(live);
    const policy = `resourcePolicy: it names ${live}, and so holds for that table alone`;
    return { live, schema: withTableName(schema, declared), notes: namesItself ? [...notes, policy] : notes };
  });
}

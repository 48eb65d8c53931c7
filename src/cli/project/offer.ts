import type { ReadTables, SourcePlace, UnnamedTable } from '../../formats/index.js';
import { formatPath, type TableSchema, validateTable } from '../../schema/index.js';

/** The tables of one source, as far as they can be taken over. */
export interface Offer {
  /** The file, or the place of live tables. */
  readonly name: string;
  readonly tables: readonly OfferedTable[];
  /** What a schema could not take over as it stands there, for people. */
  readonly notes: readonly string[];
  /** Tables, or the whole source, that are left out, and why. */
  readonly leftOut: readonly string[];
  /** What the names of live tables began with. */
  readonly prefix?: string;
}

export interface OfferedTable {
  readonly schema: TableSchema;
  /** The table as it was read, with what belongs to it. */
  readonly read: ReadTables;
  /** Whether only a deployment knows its name: then the schema's is made of the one that the source has for it. */
  readonly isNamedByDeployment: boolean;
}

/** What was read as an offer. Tables that are not valid as they stand are left out. */
export function offerOf(name: string, read: ReadTables): Offer {
  const taken = new Set(Object.values(read.tables).map(({ tableName }) => tableName));
  const named = Object.entries(read.unnamed).map(([id, table]): [string, TableSchema] => {
    const schema = { tableName: freeName(nameOf(id, read.sources[id]), taken), ...table.schema } as TableSchema;
    return [id, schema];
  });
  const all = [...Object.entries(read.tables), ...named];
  const invalid = all.filter(([, schema]) => validateTable(schema).length).map(([id]) => id);
  const tables = all
    .filter(([id]) => !invalid.includes(id))
    .map(([id, schema]): OfferedTable => {
      const of: ReadTables = { ...read, tables: { [id]: schema }, unnamed: {} };
      return { schema, read: of, isNamedByDeployment: Object.hasOwn(read.unnamed, id) };
    });
  return {
    name,
    tables,
    notes: [
      ...read.issues
        .filter((issue) => !isUnread(issue))
        .map(({ path, message, rule }) => `${formatPath(path)}: ${message} [${rule}]`),
      ...named
        .filter(([id]) => !invalid.includes(id))
        .map(([id, { tableName }]) => unnamedNote(id, tableName, read.unnamed[id])),
    ],
    leftOut: [
      ...invalid.map((id) => `${id}: it is not valid as it stands there; the notes say why`),
      ...read.issues.filter(isUnread).map(({ path, message }) => `${formatPath(path)}: ${message}`),
      // The readers leave out all of those that share a name, and say so.
      ...(read.issues.some(({ rule }) => rule === 'table-name-once')
        ? ['tables that share a name, as the notes say']
        : []),
    ],
  };
}

/** Whether a whole folder of Terraform is missing for it. */
function isUnread({ rule }: ReadTables['issues'][number]): boolean {
  return rule === 'terraform-syntax';
}

function unnamedNote(id: string, tableName: string, { nameExpression }: UnnamedTable): string {
  const why = nameExpression === undefined ? 'has no name there' : `is named ${nameExpression} there`;
  return `${id} ${why}: it is declared as ${tableName}, and its name comes from the variable ${variableFor(tableName)}`;
}

/** `OrdersTable8A3B` of CDK, with its place in the stack, is `orders-table`. */
function nameOf(id: string, place: SourcePlace | undefined): string {
  const said = (place?.name ?? id).split(/[/.]/).filter((part) => !/^(Resource|Default)$/.test(part));
  const words = (said.at(-1) ?? id).match(/[A-Z]+(?![a-z])|[A-Z]?[a-z\d]+|\d+/g) ?? ['table'];
  return words.join('-').toLowerCase().padEnd(3, '-table');
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}-${n}`;
  taken.add(free);
  return free;
}

/** The variable that holds the name which a deployment gives the table: `orders` is `ORDERS_TABLE`. */
export function variableFor(tableName: string): string {
  const name = tableName.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
  return /(^|_)TABLE$/.test(name) ? name : `${name}_TABLE`;
}

/** The offers with each table once: two sources may tell of one table, such as a template and the account that it was deployed to. */
export function withoutRepeats(offers: readonly Offer[]): Offer[] {
  const first = new Map<string, string>();
  return offers.map((offer) => {
    const isRepeat = ({ schema }: OfferedTable) => first.has(schema.tableName);
    const repeats = offer.tables.filter(isRepeat);
    const notes = repeats.map(({ schema: { tableName } }) => `${tableName}: taken from ${first.get(tableName)}`);
    const tables = offer.tables.filter((table) => !isRepeat(table));
    for (const { schema } of tables) first.set(schema.tableName, offer.name);
    return { ...offer, tables, notes: [...offer.notes, ...notes] };
  });
}

/** The names of the tables: a few of them, and how many more there are. */
export function tableNames({ tables }: Offer): string {
  const names = tables.map(({ schema }) => schema.tableName);
  return names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}

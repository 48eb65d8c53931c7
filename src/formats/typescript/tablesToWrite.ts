import {
  own,
  show,
  type TableSchema,
  TableSchemaError,
  type ValidateOptions,
  validateTable,
} from '../../schema/index.js';
import { type ReadTables, type Schemas, type SourcePlace, toSchemaList } from '../schemas.js';
import { notesByTable, type TableNote } from './notesByTable.js';

/** What TypeScript is written of: schemas, or what a reader has returned, or what several have. */
export type TypeScriptSource = Schemas | ReadTables | readonly ReadTables[];

/** A table that becomes a constant. */
export interface TableToWrite {
  /** What a name given to its constant is found by: the table's name, or its id where it has none. */
  readonly key: string;
  /** The table, under a made-up name where it has none. */
  readonly schema: TableSchema;
  /** Whether only a deployment knows its name: then the constant is a function of it. */
  readonly unnamed: boolean;
  /** What the source says of the name. */
  readonly nameExpression?: string | undefined;
  /** Its name in the source, if it was read from one. */
  readonly id?: string;
  readonly source?: SourcePlace | undefined;
  readonly notes: readonly TableNote[];
}

/** No rule refuses it, and nobody sees it. */
const anyName = 'unnamed';

/** The tables of the source, each checked. */
export function tablesToWrite(source: TypeScriptSource, options: ValidateOptions): readonly TableToWrite[] {
  const reads = (Array.isArray(source) ? source : [source]).filter(isRead);
  if (!reads.length) {
    const schemas = toSchemaList(source as Schemas, options);
    return schemas.map((schema) => ({ key: schema.tableName, schema, unnamed: false, notes: [] }));
  }
  const tables = reads.flatMap(tablesOf);
  toSchemaList(
    tables.filter(({ unnamed }) => !unnamed).map(({ schema }) => schema),
    options,
  );
  for (const { id = '', unnamed, schema } of tables) {
    const issues = unnamed ? validateTable(schema, options) : [];
    if (issues.length) throw new TableSchemaError(`The table ${show(id)}`, issues);
  }
  return tables;
}

function isRead(source: object): source is ReadTables {
  return 'tables' in source && 'unnamed' in source;
}

function tablesOf(read: ReadTables): TableToWrite[] {
  const notes = notesByTable(read);
  const named = Object.entries(read.tables).map(([id, schema]) => ({ id, key: schema.tableName, schema }));
  const unnamed = Object.entries(read.unnamed).map(([id, { nameExpression, schema }]) => ({
    id,
    key: id,
    nameExpression,
    schema: { tableName: anyName, ...schema } as TableSchema,
  }));
  return [
    ...named.map((table) => ({ ...table, unnamed: false })),
    ...unnamed.map((table) => ({ ...table, unnamed: true })),
  ].map((table) => ({ ...table, source: own(read.sources, table.id), notes: notes.get(table.id) ?? [] }));
}

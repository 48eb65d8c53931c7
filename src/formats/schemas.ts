import {
  assertValidTable,
  show,
  type TableIssue,
  type TableSchema,
  TableSchemaError,
  type ValidateOptions,
} from '../schema/index.js';

/** One schema, or several that go into one output. */
export type Schemas = TableSchema | readonly TableSchema[];

/** What was read from another tool's text. */
export interface ReadTables {
  /** The tables by their name in the text: a logical id, or an address. */
  readonly tables: { readonly [id: string]: TableSchema };
  /** The tables whose name only a deployment knows, by their name in the text. None of them can be deployed as it is. */
  readonly unnamed: { readonly [id: string]: UnnamedTable };
  /** Where the text defines each table of `tables` and `unnamed`, as far as the reader knows it. */
  readonly sources: { readonly [id: string]: SourcePlace };
  /** What the text says and a schema could not take over as it stands, and where. */
  readonly issues: readonly TableIssue[];
}

/** A table whose name only a deployment knows. */
export interface UnnamedTable {
  /** What the text says of the name, as it is written there; left out where it gives none, and one is generated. */
  readonly nameExpression?: string;
  /** The rest of the table. */
  readonly schema: Omit<TableSchema, 'tableName'>;
}

/** A place in the text that was read. */
export interface SourcePlace {
  /** The file's name, as it was given to the reader. */
  readonly file?: string;
  /** The line, from 1. */
  readonly line?: number;
  /** What people call the table, where the text says it apart from its id: the place of a construct of CDK in its stack. */
  readonly name?: string;
}

/**
 * The tables without those that share their name with another, each of which is reported with one that it shares the name with: no
 * two tables of an account and a Region have one name, so that at most one of them is there at a time.
 */
export function withoutTwins(
  tables: readonly (readonly [id: string, schema: TableSchema])[],
  report: (id: string, twin: string, tableName: string) => void,
): (readonly [id: string, schema: TableSchema])[] {
  const named = new Map<string | undefined, string[]>();
  for (const [id, { tableName }] of tables) named.set(tableName, [...(named.get(tableName) ?? []).slice(0, 1), id]);
  return tables.filter(([id, { tableName }]) => {
    const ids = named.get(tableName) ?? [];
    if (tableName === undefined || ids.length < 2) return true;
    report(id, ids.find((other) => other !== id) as string, tableName);
    return false;
  });
}

/**
 * The schemas as a list, each checked.
 *
 * @throws TableSchemaError if one is not valid, or two have the same table name.
 */
export function toSchemaList(schemas: Schemas, options?: ValidateOptions): readonly TableSchema[] {
  const list = Array.isArray(schemas) ? (schemas as readonly TableSchema[]) : [schemas as TableSchema];
  const names = new Set<string>();
  for (const schema of list) {
    assertValidTable(schema, options);
    if (names.has(schema.tableName)) {
      throw new TableSchemaError('The set of tables', [
        {
          rule: 'table-name-once',
          path: ['tableName'],
          message: `two schemas have the name ${show(schema.tableName)}; give one of them another with withTableName`,
        },
      ]);
    }
    names.add(schema.tableName);
  }
  return list;
}

import type { TableIssue, TableSchema } from '../schema/index.js';

/** The table that another library's models use, as far as they say it. */
export interface TableModel {
  /**
   * The table as a schema: valid, frozen and in its canonical spelling. What its models leave open is as DynamoDB has it anyway; `notes`
   * names each such place.
   */
  readonly schema: TableSchema;
  /** What the models don't say, or say in two ways, with its place in `schema`. */
  readonly notes: readonly TableIssue[];
}

/** What a reader of models can be told besides. */
export interface ReadModelOptions {
  /** The table's name, instead of the one that the models have. Needed where they have none. */
  readonly tableName?: string;
}

import type { TableIssue, TableSchema } from '../../schema/index.js';

/** A table as a reader leaves it: it may not be valid. Paths are those within the object that was read. */
export interface ReadTable {
  readonly schema: TableSchema;
  readonly issues: readonly TableIssue[];
}

import type { TableSchema } from '../schema/index.js';
import type { Requirement, Settings } from './defineConfig.js';

/** A configuration for one stage: the tables as they are there, and where that is. */
export interface ResolvedConfig extends Omit<Settings, 'tableNamePrefix' | 'tableNames' | 'overrides'> {
  /** The stage: the one that was named, or the configuration's `defaultStage`. Left out: what the configuration says for all. */
  readonly stage?: string;
  /** The tables under their names on the stage, with its overrides. They are not checked. */
  readonly tables: readonly TableSchema[];
  /** The name in the schema of each table, by its name on the stage. */
  readonly declaredNames: { readonly [tableName: string]: string };
  /** What is put before the names of tables there; empty where nothing is. */
  readonly tableNamePrefix: string;
  /** What each table must have there. */
  readonly require: Requirement;
}

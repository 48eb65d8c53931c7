import type { GlobalSecondaryIndex } from './IndexSchema.js';
import type { TableSchema } from './TableSchema.js';

/**
 * The properties of a table that say what it is for and how it is keyed. Every other property is a setting. A property that comes
 * into `TableSchema` is a setting until it is named here, so that it does not compile until each consumer has spoken of it.
 */
type TableStructure =
  | 'tableName'
  | 'attributes'
  | 'partitionKey'
  | 'sortKey'
  | 'globalSecondaryIndexes'
  | 'localSecondaryIndexes'
  | 'vectorIndexes';

type IndexStructure = 'partitionKey' | 'sortKey' | 'projection';

/** The settings of a table, by name. A consumer of schemas is a record over them: `{ [P in SettingName]: ... }`. */
export type SettingName = Exclude<keyof TableSchema, TableStructure>;

/** The settings of a global secondary index, by name. */
export type IndexSettingName = Exclude<keyof GlobalSecondaryIndex, IndexStructure>;

/** The value of a setting of a table, where it has one. */
export type Setting<P extends SettingName> = NonNullable<TableSchema[P]>;

/** The value of a setting of a global secondary index, where it has one. */
export type IndexSetting<P extends IndexSettingName> = NonNullable<GlobalSecondaryIndex[P]>;

/** The entry of a consumer that can't carry a setting: with the reason, never an absence. */
export interface NotCarried {
  /** Why, as the end of a sentence that starts with the setting: `'the AWS CLI has a command of its own for it'`. */
  readonly notCarried: string;
}

/** Says that a consumer can't carry a setting, and why. Where a schema has the setting, the consumer refuses it with this reason. */
export function cannotCarry(reason: string): NotCarried {
  return { notCarried: reason };
}

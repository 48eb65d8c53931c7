import type { AdviceRule, TableQuotas, TableSchema } from '../schema/index.js';

type Structure =
  | 'tableName'
  | 'attributes'
  | 'partitionKey'
  | 'sortKey'
  | 'localSecondaryIndexes'
  | 'globalSecondaryIndexes';

/**
 * What a stage changes of a table. A property takes the place of the schema's; `null` leaves it out. Of an index that the schema
 * declares, single properties can be changed.
 */
export type TableOverrides = {
  readonly [Property in Exclude<keyof TableSchema, Structure>]?: TableSchema[Property] | null;
} & {
  readonly globalSecondaryIndexes?: { readonly [indexName: string]: { readonly [property: string]: unknown } };
};

/** Where the tables are, and what they are called there. */
export interface Settings {
  /** What is put before every table's name: `'staging-'`. */
  readonly tableNamePrefix?: string;
  /** Left out: what the environment or the profile says. */
  readonly region?: string;
  /** A profile of the AWS configuration files. */
  readonly profile?: string;
  /** The endpoint of an emulator, or a private one. */
  readonly endpoint?: string;
  /**
   * The endpoint is an emulator, though its answers look like AWS's (moto, LocalStack): what it does not implement is
   * reported, and is not an error. tablewright's own engines are known without it.
   */
  readonly emulator?: boolean;
  /** Quotas that AWS has raised for the account. */
  readonly quotas?: TableQuotas;
  /** Ids of advice that `validate` is not to give, such as `['lsi-collection-size']`. */
  readonly ignoreAdvice?: readonly AdviceRule[];
  /** Changes of single tables, by the name that the schema declares. */
  readonly overrides?: { readonly [tableName: string]: TableOverrides };
}

/** What a stage changes; the rest is as the configuration says for all. */
export type StageConfig = Settings;

/** Schemas as a list, or an object that holds them among other things, such as a module: `import * as tables from './tables.js'`. */
export type ConfigTables = readonly TableSchema[] | { readonly [name: string]: unknown };

/** What `tablewright.config.ts` exports. */
export interface TablewrightConfig extends Settings {
  readonly tables: ConfigTables;
  /** The stages by their names, as `--stage` takes them. */
  readonly stages?: { readonly [stage: string]: StageConfig };
}

/**
 * Gives an editor the types of a configuration, and returns it as it is.
 *
 * @example
 * ```ts
 * export default defineConfig({
 *   tables: [orders, customers],
 *   stages: {
 *     prod: { tableNamePrefix: 'prod-', region: 'eu-west-1', overrides: { orders: { deletionProtection: true } } },
 *   },
 * });
 * ```
 */
export function defineConfig<const Config extends TablewrightConfig>(config: Config): Config {
  return config;
}

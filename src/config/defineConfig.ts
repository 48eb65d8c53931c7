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
  /** Put before every table's name: `'staging-'`. */
  readonly tableNamePrefix?: string;
  /** Left out: what the environment or the profile says. */
  readonly region?: string;
  /** A profile of the AWS configuration files. */
  readonly profile?: string;
  /** Of an emulator, or a private endpoint. */
  readonly endpoint?: string;
  /**
   * The endpoint is an emulator, though its answers look like AWS's (moto, LocalStack): what it does not implement is told, and is no
   * error. tablewright's own engines are known without it.
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
  /** By name, as `--stage` takes it. */
  readonly stages?: { readonly [stage: string]: StageConfig };
}

/**
 * Gives an editor the types of a configuration. Returns it as it is.
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

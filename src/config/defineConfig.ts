import type { AdviceRule, SettingName, TableQuotas, TableSchema } from '../schema/index.js';

type Structure =
  | 'tableName'
  | 'attributes'
  | 'partitionKey'
  | 'sortKey'
  | 'localSecondaryIndexes'
  | 'globalSecondaryIndexes';

/**
 * What a stage changes of a table. A property takes the place of the schema's; `null` leaves it out. Of an index that the schema
 * declares, single settings can be changed.
 */
export type TableOverrides = {
  readonly [Property in Exclude<keyof TableSchema, Structure>]?: TableSchema[Property] | null;
} & {
  readonly globalSecondaryIndexes?: { readonly [indexName: string]: { readonly [property: string]: unknown } };
};

/** A name that the deployment decides: an environment variable holds it. */
export interface NameFromEnvironment {
  /** The variable, such as `'ORDERS_TABLE'`. */
  readonly env: string;
  /** The name where the variable is not set, or empty. Left out: that is an error. */
  readonly default?: string;
}

/** A name, or the environment variable that holds it. */
export type DecidedName = string | NameFromEnvironment;

/** What each table of a stage must have: settings of tables with their values. */
export type Requirement = { readonly [Name in SettingName]?: TableSchema[Name] };

/** Where the tables are, and what they are called there. */
export interface Settings {
  /** What is put before every table's name: `'staging-'`, or `{ env: 'TABLE_PREFIX' }`. */
  readonly tableNamePrefix?: DecidedName;
  /**
   * The whole names of single tables, by the name that the schema declares: `{ orders: { env: 'ORDERS_TABLE' } }` where a deployment
   * decides them. No prefix is put before them.
   */
  readonly tableNames?: { readonly [tableName: string]: DecidedName };
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

/**
 * Schemas as a list; or an object that holds them among other things, such as `{ orders, users }` or a module:
 * `import * as tables from './tables.js'`.
 */
export type ConfigTables = readonly TableSchema[] | { readonly [name: string]: unknown };

/** What `tablewright.config.ts` exports. */
export interface TablewrightConfig extends Settings {
  readonly tables: ConfigTables;
  /** The stages by their names, as `--stage` and `resolveTables` take them. */
  readonly stages?: { readonly [stage: string]: StageConfig };
  /**
   * The stage that is meant where none is named. Left out: the command takes what the configuration says for all, and `resolveTables`
   * throws.
   */
  readonly defaultStage?: string;
  /**
   * What every table must have, by stage: `{ prod: { deletionProtection: true } }`; what stands under `'*'` holds on every stage that
   * does not say otherwise. `validate` reports what is missing, and `plan` and `apply` refuse it.
   */
  readonly require?: { readonly [stage: string]: Requirement };
}

/**
 * Gives an editor the types of a configuration, and returns it as it is: the names of its tables and their literal types stay.
 *
 * @example
 * ```ts
 * export default defineConfig({
 *   tables: { orders, customers },
 *   stages: {
 *     dev: { tableNamePrefix: 'dev-' },
 *     prod: { tableNamePrefix: 'prod-', region: 'eu-west-1', overrides: { orders: { deletionProtection: true } } },
 *   },
 *   defaultStage: 'dev',
 *   require: { prod: { pointInTimeRecovery: true } },
 * });
 * ```
 */
export function defineConfig<const Config extends TablewrightConfig>(config: Config): Config {
  return config;
}

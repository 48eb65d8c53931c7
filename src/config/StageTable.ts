import type {
  OnDemandGlobalSecondaryIndex,
  OnDemandTable,
  ProvisionedGlobalSecondaryIndex,
  ProvisionedTable,
  TableSchema,
  WithTableName,
} from '../schema/index.js';
import type { TablewrightConfig } from './defineConfig.js';

/** The tables of a configuration as they are on one of its stages: by their names in it, or, of a list, by those they declare. */
export type StageTables<Config extends TablewrightConfig> = TablesIn<Config['tables'], Config>;

type TablesIn<Tables, Config> = Tables extends readonly (infer S extends TableSchema)[]
  ? { readonly [T in S as T['tableName']]: StageTable<T, Config> }
  : {
      readonly [Name in keyof Tables as TableIn<Tables[Name]> extends never ? never : Name]: StageTable<
        TableIn<Tables[Name]>,
        Config
      >;
    };

/** What is a table, among other things; of what nothing is known, any table. */
type TableIn<Value> = unknown extends Value ? TableSchema : Extract<Value, TableSchema>;

/**
 * A table as it is on one of the stages of a configuration. Attributes, keys and indexes are the literals of the declaration; the name is
 * one that it has on a stage; what a stage overrides has the type that it has in any table.
 */
export type StageTable<S extends TableSchema, Config> = [Overridden<Config, S['tableName']>] extends [never]
  ? WithTableName<S, StageName<Config, S['tableName']>>
  : Changed<S, StageName<Config, S['tableName']>, Overridden<Config, S['tableName']>>;

/** What the configuration says for each stage. */
type Stage<Config> = Config extends { readonly stages?: infer Stages }
  ? unknown extends Stages
    ? never
    : NonNullable<Stages>[keyof NonNullable<Stages>]
  : never;

/** The names that the table can have: with the prefix of each stage; any, where the configuration gives it one of its own. */
type StageName<Config, Name extends string> =
  true extends IsNamed<Config | Stage<Config>, Name> ? string : `${StagePrefix<Config>}${Name}`;

type IsNamed<Place, Name> = Place extends { readonly tableNames?: infer Names } ? Has<Names, Name> : false;
type Has<Record, Name> = Name extends keyof NonNullable<Record> ? true : false;

type StagePrefix<Config> = [Stage<Config>] extends [never]
  ? Prefix<Config, ''>
  : Prefix<Stage<Config>, Prefix<Config, ''>>;

type Prefix<Place, Otherwise extends string> = Place extends { readonly tableNamePrefix?: infer Given }
  ? unknown extends Given
    ? Otherwise
    : Given extends string
      ? Given
      : Given extends undefined
        ? Otherwise
        : string
  : Otherwise;

/** The properties of the table that are overridden somewhere. */
type Overridden<Config, Name> = string extends Name ? never : OverriddenAt<Config | Stage<Config>, Name>;
type OverriddenAt<Place, Name> = Place extends { readonly overrides?: infer All }
  ? Name extends keyof NonNullable<All>
    ? keyof NonNullable<All>[Name]
    : never
  : never;

type Mode = 'billingMode' | 'provisionedThroughput' | 'onDemandThroughput';
type IndexStructure = 'partitionKey' | 'sortKey' | 'projection';

/** Capacity goes with the billing mode, in the table and in its indexes: where that differs between stages, the type says neither. */
type Changed<S extends TableSchema, Name extends string, Changes> = {
  readonly [P in keyof S as P extends Changes | Mode | 'globalSecondaryIndexes' ? never : P]: P extends 'tableName'
    ? Name
    : S[P];
} & {
  readonly [P in Exclude<Changes & keyof TableSchema, Mode | 'globalSecondaryIndexes'>]?: TableSchema[P];
} & ('billingMode' extends Changes
    ? Indexes<S, Omit<OnDemandGlobalSecondaryIndex, IndexStructure | Mode>>
    : S extends { readonly billingMode: 'PROVISIONED' }
      ? Pick<ProvisionedTable, Mode> & Indexes<S, Omit<ProvisionedGlobalSecondaryIndex, IndexStructure>>
      : Pick<OnDemandTable, Mode> & Indexes<S, Omit<OnDemandGlobalSecondaryIndex, IndexStructure>>);

type Indexes<S, Settings> = {
  readonly [P in keyof S & 'globalSecondaryIndexes']: {
    readonly [Index in keyof S[P]]: Pick<S[P][Index], keyof S[P][Index] & IndexStructure> & Settings;
  };
};

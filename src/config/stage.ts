import { own, type TableSchema, withTableName } from '../schema/index.js';
import type { DecidedName, StageConfig, TableOverrides, TablewrightConfig } from './defineConfig.js';

/** Variables of an environment by name, as `process.env` holds them. */
export type Environment = { readonly [variable: string]: string | undefined };

/** What a name is where its variable is not set: `undefined`, so that it is an error, or the name that the schema declares. */
type Undecided = 'declared' | undefined;

/**
 * The name of the stage that is meant, `undefined` where none is named and none is the default. An empty name is that of no stage: a
 * variable that is not set often comes as one.
 */
export function stageNamed({ stages = {}, defaultStage }: TablewrightConfig, asked?: string): string | undefined {
  const stage = asked || defaultStage;
  if (stage === undefined || Object.hasOwn(stages, stage)) return stage;
  const names = Object.keys(stages);
  throw new Error(
    `${asked ? '' : 'defaultStage: '}there is no stage ${JSON.stringify(stage)}: ${names.length ? `the configuration has ${names.join(', ')}` : 'the configuration has no stages'}`,
  );
}

/** The error of who names no stage, where there are stages and none of them is the default. */
export function noStageNamed({ stages = {} }: TablewrightConfig): Error {
  return new Error(
    `no stage is named, and the configuration has ${Object.keys(stages).join(', ')}: name one of them, or say in the configuration which is meant then: defaultStage`,
  );
}

/** What the configuration says for the stage, and for the tables of each stage. */
export interface AtStage {
  readonly ofStage: StageConfig;
  readonly prefix: string;
  /** The table as it is there. */
  readonly tableAt: (schema: TableSchema) => TableSchema;
}

/** The tables' names and overrides on a stage: one implementation, for the command and for code. */
export function atStage(
  config: TablewrightConfig,
  stage: string | undefined,
  env: Environment,
  undecided?: Undecided,
): AtStage {
  const ofStage = (stage === undefined ? undefined : own(config.stages, stage)) ?? {};
  const names = { ...config.tableNames, ...ofStage.tableNames };
  const overrides = [config.overrides, ofStage.overrides];
  const decided = (name: DecidedName, where: string, what: string, otherwise: string) => {
    if (typeof name === 'string') return name;
    // An empty variable is one that somebody forgot to set.
    const value = env[name.env] || (name.default ?? (undecided && otherwise));
    if (value !== undefined) return value;
    throw new Error(
      `${where}: the environment variable ${name.env}, which holds ${what}, is not set; set it, or give it a default: { env: ${JSON.stringify(name.env)}, default: ... }`,
    );
  };
  const prefix = decided(ofStage.tableNamePrefix ?? config.tableNamePrefix ?? '', 'tableNamePrefix', 'the prefix', '');
  return {
    ofStage,
    prefix,
    tableAt(schema) {
      const { tableName } = schema;
      const given = own(names, tableName);
      const name = given
        ? decided(given, `tableNames.${tableName}`, `the name of the table ${tableName}`, tableName)
        : `${prefix}${tableName}`;
      const changed = overrides.reduce((table, all) => override(table, own(all, tableName)), schema);
      return name === tableName ? changed : withTableName(changed, name);
    },
  };
}

function override(schema: TableSchema, changes: TableOverrides | undefined): TableSchema {
  if (changes === undefined) return schema;
  const { globalSecondaryIndexes: ofIndexes, ...others } = changes;
  const indexes = Object.entries(ofIndexes ?? {}).map(([name, change]) => [
    name,
    over(own<object>(schema.globalSecondaryIndexes, name), change),
  ]);
  const changed = over(schema, others);
  return Object.freeze(
    indexes.length
      ? {
          ...changed,
          globalSecondaryIndexes: { ...schema.globalSecondaryIndexes, ...Object.fromEntries(indexes) },
        }
      : changed,
  ) as TableSchema;
}

/** The properties with those of the changes over them; `null` leaves one out. */
function over(properties: object | undefined, changes: object): object {
  const kept = Object.entries({ ...properties, ...changes }).filter(([name]) => Reflect.get(changes, name) !== null);
  return Object.fromEntries(kept);
}

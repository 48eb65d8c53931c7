import { defined, type TableSchema } from '../schema/index.js';
import { checkConfig } from './checkConfig.js';
import type { TablewrightConfig } from './defineConfig.js';
import type { ResolvedConfig } from './ResolvedConfig.js';
import { schemasIn } from './schemasIn.js';
import { atStage, type Environment, noStageNamed, stageNamed } from './stage.js';

export interface ResolveConfigOptions {
  /** The stage. Left out or empty: the configuration's `defaultStage`, and without one, what it says for all. */
  readonly stage?: string | undefined;
  /** What the configuration's `{ env: 'ORDERS_TABLE' }` are looked up in: `process.env`. */
  readonly env?: Environment | undefined;
  /** `'declared'`: a table whose variable is not set keeps the name that its schema declares. Left out: that is an error. */
  readonly undecided?: 'declared' | undefined;
}

/**
 * The tables of a configuration as they are on a stage, and where they are. The schemas themselves are not checked. It is pure: what the
 * environment says is passed in.
 *
 * @example
 * ```ts
 * const { tables, region } = resolveConfig(config, { stage: 'prod' });
 * await provisionTables(new DynamoDBClient({ region }), tables);
 * ```
 * @throws Error if the configuration has no such stage, a property that is not known or of another type, or overrides for a table
 * or an index that no schema declares; if the stage is an empty string where there are stages and none is the default; or if a variable is
 * not set that holds the name of a table.
 */
export function resolveConfig(
  config: TablewrightConfig,
  { stage: asked, env = {}, undecided }: ResolveConfigOptions = {},
): ResolvedConfig {
  checkConfig(config);
  const stage = stageNamed(config, asked);
  // A variable that is not set; who leaves a stage out means none.
  if (stage === undefined && asked === '' && Object.keys(config.stages ?? {}).length) throw noStageNamed(config);
  const { ofStage, prefix, tableAt } = atStage(config, stage, env, undecided);
  const { region, profile, endpoint, emulator, quotas, ignoreAdvice } = { ...config, ...ofStage };
  const declaredNames: Record<string, string> = {};
  const tables = declaredTables(config).map((schema) => {
    const table = tableAt(schema);
    declaredNames[table.tableName] = schema.tableName;
    return table;
  });
  return {
    tables,
    declaredNames,
    tableNamePrefix: prefix,
    require: { ...config.require?.['*'], ...(stage === undefined ? undefined : config.require?.[stage]) },
    ...(defined({ stage, region, profile, endpoint, emulator, quotas, ignoreAdvice }) as Partial<ResolvedConfig>),
  };
}

/** The schemas that the configuration lists, under the names that they declare. */
function declaredTables({ tables }: TablewrightConfig): readonly TableSchema[] {
  return Array.isArray(tables) ? tables : schemasIn(tables as { readonly [name: string]: unknown });
}

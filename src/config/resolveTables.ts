import type { TableSchema } from '../schema/index.js';
import type { TablewrightConfig } from './defineConfig.js';
import type { StageTables } from './StageTable.js';
import { namedSchemas } from './schemasIn.js';
import { atStage, type Environment, noStageNamed, stageNamed } from './stage.js';

export interface ResolveTablesOptions<Config extends TablewrightConfig = TablewrightConfig> {
  /** The stage, as `process.env.STAGE` says it. Left out or empty: the configuration's `defaultStage`. */
  readonly stage?: (keyof Config['stages'] & string) | (string & {}) | undefined;
  /** What the configuration's `{ env: 'ORDERS_TABLE' }` are looked up in: `process.env`. */
  readonly env?: Environment | undefined;
}

/**
 * The tables of a configuration as they are on a stage, by their names in it: `{ orders, users }`. Tables of a list are by the names that
 * they declare. Each is the schema under its name on the stage, with the overrides of the stage, as the command takes it; the literal
 * types of its attributes, keys and indexes stay. It is pure: what the environment says is passed in.
 *
 * Nothing is checked but the stage and its names. That the rest is right is for `tablewright validate` to say.
 *
 * @example
 * ```ts
 * const { orders } = resolveTables(config, { stage: process.env.STAGE, env: process.env });
 * const input = toQueryInput(orders, { key: { id: '1' } });
 * ```
 * @throws Error if the configuration has no such stage; if none is named where there are stages, and none is its `defaultStage`; or if a
 * variable is not set that holds the name of a table.
 */
export function resolveTables<const Config extends TablewrightConfig>(
  config: Config,
  { stage: asked, env = {} }: ResolveTablesOptions<Config> = {},
): StageTables<Config> {
  const stage = stageNamed(config, asked);
  if (stage === undefined && Object.keys(config.stages ?? {}).length) throw noStageNamed(config);
  const { tableAt } = atStage(config, stage, env);
  const tables: [string, TableSchema][] = namedSchemas(config.tables).map(([name, schema]) => [name, tableAt(schema)]);
  return Object.freeze(Object.fromEntries(tables)) as StageTables<Config>;
}

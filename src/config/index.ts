export {
  type ConfigTables,
  type DecidedName,
  defineConfig,
  type NameFromEnvironment,
  type Requirement,
  type Settings,
  type StageConfig,
  type TableOverrides,
  type TablewrightConfig,
} from './defineConfig.js';
export type { ResolvedConfig } from './ResolvedConfig.js';
export { unmetRequirements } from './requirements.js';
export { type ResolveConfigOptions, resolveConfig } from './resolveConfig.js';
export { type ResolveTablesOptions, resolveTables } from './resolveTables.js';
export type { StageTable, StageTables } from './StageTable.js';
export { namedSchemas, schemasIn } from './schemasIn.js';
export type { Environment } from './stage.js';

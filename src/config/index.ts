export {
  type ConfigTables,
  defineConfig,
  type Settings,
  type StageConfig,
  type TableOverrides,
  type TablewrightConfig,
} from './defineConfig.js';
export { type ResolvedConfig, resolveConfig } from './resolveConfig.js';
export { schemasIn } from './schemasIn.js';

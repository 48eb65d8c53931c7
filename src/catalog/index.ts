export { authJsActions, authJsTableSchema } from './authJs.js';
export type { CatalogEntry, CatalogPackage } from './CatalogEntry.js';
export { type CatalogId, catalog } from './catalog.js';
export {
  approvalIndexes,
  approvalTableSchema,
  breakGlassIndexes,
  breakGlassTableSchema,
  sessionIndexes,
  sessionTableSchema,
} from './sentinel/index.js';

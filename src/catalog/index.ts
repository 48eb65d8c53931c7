export { authJsActions, authJsTableSchema } from './authJs.js';
export type { CatalogEntry, CatalogPackage } from './CatalogEntry.js';
export { type CatalogId, catalog } from './catalog.js';
export { connectDynamodbActions, connectDynamodbTableSchema } from './connectDynamodb.js';
export { keyvActions, keyvTableSchema } from './keyv.js';
export { openAuthActions, openAuthTableSchema } from './openAuth.js';
export {
  powertoolsIdempotencyActions,
  powertoolsIdempotencyTableSchema,
  powertoolsIdempotencyTableWithSortKey,
} from './powertoolsIdempotency.js';
export { rateLimiterFlexibleActions, rateLimiterFlexibleTableSchema } from './rateLimiterFlexible.js';
export {
  approvalIndexes,
  approvalTableSchema,
  breakGlassIndexes,
  breakGlassTableSchema,
  sessionIndexes,
  sessionTableSchema,
} from './sentinel/index.js';
export type { WithSortKey } from './withSortKey.js';

export {
  amazonDynamodbLockClientActions,
  amazonDynamodbLockClientTableSchema,
  amazonDynamodbLockClientTableWithSortKey,
} from './amazonDynamodbLockClient.js';
export { authJsActions, authJsTableSchema } from './authJs.js';
export type { CatalogEntry, CatalogPackage } from './CatalogEntry.js';
export { type CatalogId, catalog } from './catalog.js';
export { connectDynamodbActions, connectDynamodbTableSchema } from './connectDynamodb.js';
export {
  dynamodbLockClientActions,
  dynamodbLockClientTableSchema,
  dynamodbLockClientTableWithSortKey,
} from './dynamodbLockClient.js';
export { keyvActions, keyvTableSchema } from './keyv.js';
export {
  langChainChatHistoryActions,
  langChainChatHistoryTableSchema,
  langChainChatHistoryTableWithSortKey,
} from './langChainChatHistory.js';
export {
  type LangGraphVectorStoreTable,
  langGraphCheckpointActions,
  langGraphCheckpointTableSchema,
  langGraphStoreActions,
  langGraphStoreTableSchema,
  langGraphStoreTableWithVectors,
  langGraphStoreWithVectorsActions,
} from './langGraph.js';
export { mastraActions, mastraTableSchema } from './mastra.js';
export { openAuthActions, openAuthTableSchema } from './openAuth.js';
export { openNextActions, openNextTableSchema } from './openNext.js';
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
export { shopifySessionsActions, shopifySessionsTableSchema } from './shopifySessions.js';
export type { WithSortKey } from './withSortKey.js';

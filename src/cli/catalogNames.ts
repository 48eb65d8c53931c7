import type { CatalogId } from '../catalog/index.js';

/**
 * The entries of the catalog, for help and completions, which do without the schemas. A name that is missing or too many does not
 * compile.
 */
const names: Record<CatalogId, true> = {
  'amazon-dynamodb-lock-client': true,
  'auth-js': true,
  'connect-dynamodb': true,
  'dynamodb-lock-client': true,
  keyv: true,
  'langchain-chat-history': true,
  'langgraph-checkpoint': true,
  'langgraph-store': true,
  mastra: true,
  openauth: true,
  opennext: true,
  'powertools-idempotency': true,
  'rate-limiter-flexible': true,
  sentinel: true,
  'shopify-sessions': true,
};
export const catalogIds = Object.keys(names) as CatalogId[];

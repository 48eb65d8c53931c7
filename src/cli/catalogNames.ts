import type { CatalogId } from '../catalog/index.js';

/**
 * The entries of the catalog, for help and completions, which do without the schemas. A name that is missing or too many does not
 * compile.
 */
const names: Record<CatalogId, true> = {
  'auth-js': true,
  'connect-dynamodb': true,
  keyv: true,
  openauth: true,
  'powertools-idempotency': true,
  'rate-limiter-flexible': true,
  sentinel: true,
};
export const catalogIds = Object.keys(names) as CatalogId[];

import { exercise as exerciseWith, packageName } from './powertools-idempotency.mjs';

export { packageName };

export function exercise(tableName) {
  return exerciseWith(tableName, { sortKeyAttr: 'sortKey' });
}

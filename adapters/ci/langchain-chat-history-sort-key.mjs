import { exercise as exerciseWith, packageName } from './langchain-chat-history.mjs';

export { packageName };

export function exercise(tableName) {
  return exerciseWith(tableName, { sortKey: 'kind' });
}

import { exerciseLeases, packageName } from './dynamodb-lock-client.mjs';

export { packageName };

export function exercise(lockTable) {
  return exerciseLeases(lockTable, { partitionKey: 'id', sortKey: 'sortID' }, (sortID) => ({ id: 'locks', sortID }));
}

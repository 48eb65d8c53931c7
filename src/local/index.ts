export type { EngineName } from './engine.js';
export { availableEngines } from './engines.js';
export {
  type LocalClientConfig,
  type LocalDynamoDB,
  type LocalDynamoDBOptions,
  startLocalDynamoDB,
} from './startLocalDynamoDB.js';

export {
  type Announcement,
  announceLocalDynamoDB,
  type FoundLocalDynamoDB,
  findLocalDynamoDB,
} from './announcement.js';
export type { LocalClientConfig, LocalEnv } from './clientConfig.js';
export type { EngineName } from './engine.js';
export { availableEngines } from './engines.js';
export type { Isolation } from './isolation/isolation.js';
export { describeLocalTable, type LocalTable, type MadeAnew, type Seeded } from './localTable.js';
export {
  followLocalTables,
  type LocalTablesOptions,
  type ResetOptions,
  type RunningLocalDynamoDB,
  resetLocalTables,
  seedLocalTables,
} from './localTables.js';
export { checkSeed, type Seed } from './seed.js';
export { type SetupOptions, setupLocalDynamoDB } from './setupLocalDynamoDB.js';
export {
  type LocalDynamoDB,
  type LocalDynamoDBOptions,
  startLocalDynamoDB,
  type Unsupported,
} from './startLocalDynamoDB.js';

import { amazonDynamodbLockClientActions, amazonDynamodbLockClientTableSchema } from './amazonDynamodbLockClient.js';
import { authJsActions, authJsTableSchema } from './authJs.js';
import type { CatalogEntry } from './CatalogEntry.js';
import { connectDynamodbActions, connectDynamodbTableSchema } from './connectDynamodb.js';
import { dynamodbLockClientActions, dynamodbLockClientTableSchema } from './dynamodbLockClient.js';
import { keyvActions, keyvTableSchema } from './keyv.js';
import { langChainChatHistoryActions, langChainChatHistoryTableSchema } from './langChainChatHistory.js';
import {
  langGraphCheckpointActions,
  langGraphCheckpointTableSchema,
  langGraphStoreActions,
  langGraphStoreTableSchema,
} from './langGraph.js';
import { mastraActions, mastraTableSchema } from './mastra.js';
import { openAuthActions, openAuthTableSchema } from './openAuth.js';
import { openNextActions, openNextTableSchema } from './openNext.js';
import { powertoolsIdempotencyActions, powertoolsIdempotencyTableSchema } from './powertoolsIdempotency.js';
import { rateLimiterFlexibleActions, rateLimiterFlexibleTableSchema } from './rateLimiterFlexible.js';
import { approvalTableSchema, breakGlassTableSchema, sessionTableSchema } from './sentinel/index.js';
import { shopifySessionsActions, shopifySessionsTableSchema } from './shopifySessions.js';

/**
 * All of the catalog, by the names that the command knows its packages by: `npx tablewright create auth-js`. It is for programs that
 * show or look up entries; code that needs one table imports that table's constant, and has nothing else of the catalog in its bundle.
 *
 * @example
 * ```ts
 * for (const [id, { title, description }] of Object.entries(catalog)) console.log(`${id}: ${title}: ${description}`);
 * ```
 */
export const catalog = /* @__PURE__ */ Object.freeze({
  'amazon-dynamodb-lock-client': {
    title: 'AWS lock client (Java)',
    description: 'locks, also of the KCL and of Hudi',
    package: { registry: 'maven', name: 'com.amazonaws:dynamodb-lock-client', version: '1.4.0' },
    provenBy: 'ci',
    schemas: { amazonDynamodbLockClientTableSchema },
    actions: amazonDynamodbLockClientActions,
  },
  'auth-js': {
    title: 'Auth.js',
    description: 'users, accounts, sessions and verification tokens',
    package: { registry: 'npm', name: '@auth/dynamodb-adapter', version: '2.11.3' },
    provenBy: 'test',
    schemas: { authJsTableSchema },
    actions: authJsActions,
  },
  'connect-dynamodb': {
    title: 'connect-dynamodb',
    description: 'sessions of Express',
    package: { registry: 'npm', name: 'connect-dynamodb', version: '3.0.5' },
    provenBy: 'test',
    schemas: { connectDynamodbTableSchema },
    actions: connectDynamodbActions,
  },
  'dynamodb-lock-client': {
    title: 'dynamodb-lock-client',
    description: 'locks',
    package: { registry: 'npm', name: 'dynamodb-lock-client', version: '0.7.3' },
    provenBy: 'ci',
    schemas: { dynamodbLockClientTableSchema },
    actions: dynamodbLockClientActions,
  },
  keyv: {
    title: 'Keyv',
    description: 'keys and values, also for cache-manager',
    package: { registry: 'npm', name: '@keyv/dynamo', version: '1.2.4' },
    provenBy: 'test',
    schemas: { keyvTableSchema },
    actions: keyvActions,
  },
  'langchain-chat-history': {
    title: 'LangChain, chat history',
    description: 'messages of chats',
    package: { registry: 'npm', name: '@langchain/community', version: '1.1.29' },
    provenBy: 'ci',
    schemas: { langChainChatHistoryTableSchema },
    actions: langChainChatHistoryActions,
  },
  'langgraph-checkpoint': {
    title: 'LangGraph, checkpoints (Python)',
    description: 'the state of threads',
    package: { registry: 'pypi', name: 'langgraph-checkpoint-aws', version: '1.2.6' },
    provenBy: 'ci',
    schemas: { langGraphCheckpointTableSchema },
    actions: langGraphCheckpointActions,
  },
  'langgraph-store': {
    title: 'LangGraph, store (Python)',
    description: 'the long-term memory of agents',
    package: { registry: 'pypi', name: 'langgraph-checkpoint-aws', version: '1.2.6' },
    provenBy: 'ci',
    schemas: { langGraphStoreTableSchema },
    actions: langGraphStoreActions,
  },
  mastra: {
    title: 'Mastra',
    description: 'threads, messages, workflow runs and scores of agents',
    package: { registry: 'npm', name: '@mastra/dynamodb', version: '1.0.0' },
    provenBy: 'ci',
    schemas: { mastraTableSchema },
    actions: mastraActions,
  },
  openauth: {
    title: 'OpenAuth',
    description: 'keys, codes and refresh tokens of an issuer',
    package: { registry: 'npm', name: '@openauthjs/openauth', version: '0.4.3' },
    provenBy: 'test',
    schemas: { openAuthTableSchema },
    actions: openAuthActions,
  },
  opennext: {
    title: 'OpenNext',
    description: 'the tag cache of Next.js on AWS',
    package: { registry: 'npm', name: '@opennextjs/aws', version: '4.1.16' },
    provenBy: 'ci',
    schemas: { openNextTableSchema },
    actions: openNextActions,
  },
  'powertools-idempotency': {
    title: 'Powertools for AWS Lambda, idempotency',
    description: 'which calls were made, and what came of them',
    package: { registry: 'npm', name: '@aws-lambda-powertools/idempotency', version: '2.35.0' },
    provenBy: 'test',
    schemas: { powertoolsIdempotencyTableSchema },
    actions: powertoolsIdempotencyActions,
  },
  'rate-limiter-flexible': {
    title: 'rate-limiter-flexible',
    description: 'counters of a rate limiter',
    package: { registry: 'npm', name: 'rate-limiter-flexible', version: '11.4.0' },
    provenBy: 'test',
    schemas: { rateLimiterFlexibleTableSchema },
    actions: rateLimiterFlexibleActions,
  },
  sentinel: {
    title: 'sentinel',
    description: 'sessions, requests for approval and emergency accesses',
    provenBy: 'test',
    schemas: { sessionTableSchema, approvalTableSchema, breakGlassTableSchema },
  },
  'shopify-sessions': {
    title: 'Shopify apps',
    description: 'sessions of an app',
    package: { registry: 'npm', name: '@shopify/shopify-app-session-storage-dynamodb', version: '8.0.0' },
    provenBy: 'ci',
    schemas: { shopifySessionsTableSchema },
    actions: shopifySessionsActions,
  },
} as const satisfies { readonly [id: string]: CatalogEntry });

/** The name of an entry of the catalog: `'auth-js'`. */
export type CatalogId = keyof typeof catalog;

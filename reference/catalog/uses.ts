import type { CatalogId } from '../../src/catalog/index.js';

/** How the package is told of its table. */
export const uses: { readonly [Id in CatalogId]: string } = {
  'amazon-dynamodb-lock-client': `// Java: AmazonDynamoDBLockClientOptions.builder(dynamodb, "lockTable")
import { amazonDynamodbLockClientTableSchema } from 'tablewright/catalog';

await provisionTables(client, [amazonDynamodbLockClientTableSchema]);`,
  'auth-js': `import { DynamoDBAdapter } from '@auth/dynamodb-adapter';
import { authJsTableSchema } from 'tablewright/catalog';

const adapter = DynamoDBAdapter(documentClient, { tableName: authJsTableSchema.tableName });`,
  'connect-dynamodb': `import connectDynamodb from 'connect-dynamodb';
import session from 'express-session';
import { connectDynamodbTableSchema } from 'tablewright/catalog';

const DynamoDBStore = connectDynamodb(session);
const store = new DynamoDBStore({ table: connectDynamodbTableSchema.tableName, initialized: true });`,
  'dynamodb-lock-client': `import { FailOpen } from 'dynamodb-lock-client';
import { dynamodbLockClientTableSchema } from 'tablewright/catalog';

const { tableName, partitionKey } = dynamodbLockClientTableSchema;
const locks = new FailOpen({ dynamodb, lockTable: tableName, partitionKey, leaseDurationMs: 10_000 });`,
  keyv: `import { createKeyv } from '@keyv/dynamo';
import { keyvTableSchema } from 'tablewright/catalog';

const keyv = createKeyv({ tableName: keyvTableSchema.tableName });`,
  'langchain-chat-history': `import { DynamoDBChatMessageHistory } from '@langchain/community/stores/message/dynamodb';
import { langChainChatHistoryTableSchema } from 'tablewright/catalog';

const { tableName, partitionKey } = langChainChatHistoryTableSchema;
const history = new DynamoDBChatMessageHistory({ tableName, partitionKey, sessionId });`,
  'langgraph-checkpoint': `// Python: DynamoDBSaver("langgraph-checkpoints-dynamodb", ttl_seconds=86_400)
import { langGraphCheckpointTableSchema } from 'tablewright/catalog';

await provisionTables(client, [langGraphCheckpointTableSchema]);`,
  'langgraph-store': `// Python: DynamoDBStore("my-store-table", index={"embed": embeddings, "dims": 256})
import { langGraphStoreTableWithVectors } from 'tablewright/catalog';

await provisionTables(client, [langGraphStoreTableWithVectors({ dimensions: 256 })]);`,
  mastra: `import { DynamoDBStore } from '@mastra/dynamodb';
import { mastraTableSchema } from 'tablewright/catalog';

const storage = new DynamoDBStore({ name: 'dynamodb', config: { id: 'app', tableName: mastraTableSchema.tableName } });`,
  openauth: `import { DynamoStorage } from '@openauthjs/openauth/storage/dynamo';
import { openAuthTableSchema } from 'tablewright/catalog';

const storage = DynamoStorage({ table: openAuthTableSchema.tableName });`,
  opennext: `import { openNextTableSchema } from 'tablewright/catalog';

const environment = { CACHE_DYNAMO_TABLE: openNextTableSchema.tableName }; // of the server's function`,
  'powertools-idempotency': `import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { powertoolsIdempotencyTableSchema } from 'tablewright/catalog';

const persistenceStore = new DynamoDBPersistenceLayer({ tableName: powertoolsIdempotencyTableSchema.tableName });`,
  'rate-limiter-flexible': `import { RateLimiterDynamo } from 'rate-limiter-flexible';
import { rateLimiterFlexibleTableSchema } from 'tablewright/catalog';

const { tableName } = rateLimiterFlexibleTableSchema;
const made = { tableName, tableCreated: true, ttlSet: true };
const limiter = new RateLimiterDynamo({ storeClient: new DynamoDB(), points: 5, duration: 1, ...made });`,
  sentinel: `import { sessionIndexes, sessionTableSchema } from 'tablewright';
import { toQueryInput } from 'tablewright/items';

const input = toQueryInput(sessionTableSchema, { indexName: sessionIndexes.user, key: { user: 'ana' } });`,
  'shopify-sessions': `import { DynamoDBSessionStorage } from '@shopify/shopify-app-session-storage-dynamodb';
import { shopifySessionsTableSchema } from 'tablewright/catalog';

const { tableName } = shopifySessionsTableSchema;
const sessionStorage = new DynamoDBSessionStorage({ sessionTableName: tableName });`,
};

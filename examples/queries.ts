/**
 * The schemas with the SDK alone: creates the three ready-made tables, switches on their TTL, writes items, and queries each of
 * their indexes. `npx tsx examples/queries.ts`; it exits with 1 at any surprise.
 */
import {
  CreateTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import {
  approvalTableSchema,
  breakGlassTableSchema,
  type Item,
  indexNames,
  sessionTableSchema,
  type TableSchema,
  toCreateTableInput,
  toUpdateTimeToLiveInput,
} from 'tablewright';
import { startLocalDynamoDB } from 'tablewright/local';

const at = (minute: number) => `2026-01-01T10:${String(minute).padStart(2, '0')}:00Z`;
const ttl = 1_900_000_000;

const sessions: Item<typeof sessionTableSchema>[] = [
  { id: 's-1', user: 'ana', profile: 'dev', server_instance_id: 'i-1', status: 'active', created_at: at(1), ttl },
  { id: 's-2', user: 'ana', profile: 'prod', server_instance_id: 'i-1', status: 'revoked', created_at: at(2), ttl },
  { id: 's-3', user: 'ben', profile: 'dev', server_instance_id: 'i-2', status: 'active', created_at: at(3), ttl },
];
const approvals: Item<typeof approvalTableSchema>[] = [
  { id: 'a-1', requester: 'ana', profile: 'prod', status: 'pending', created_at: at(4), duration: 3600, ttl },
  { id: 'a-2', requester: 'ana', profile: 'prod', status: 'approved', created_at: at(5), duration: 900, ttl },
  { id: 'a-3', requester: 'ben', profile: 'dev', status: 'pending', created_at: at(6), duration: 900, ttl },
];
const accesses: Item<typeof breakGlassTableSchema>[] = [
  { id: 'b-1', invoker: 'ana', profile: 'prod', status: 'open', created_at: at(7), reason_code: 'incident', ttl },
  { id: 'b-2', invoker: 'ana', profile: 'prod', status: 'closed', created_at: at(8), reason_code: 'drill', ttl },
  { id: 'b-3', invoker: 'ben', profile: 'prod', status: 'open', created_at: at(9), reason_code: 'incident', ttl },
];

type Row = Record<string, unknown>;

async function createTable(client: DynamoDBClient, schema: TableSchema): Promise<string> {
  await client.send(new CreateTableCommand(toCreateTableInput(schema)));
  await waitUntilTableExists({ client, minDelay: 1, maxDelay: 1, maxWaitTime: 30 }, { TableName: schema.tableName });
  const timeToLive = toUpdateTimeToLiveInput(schema);
  if (!timeToLive) return 'no TTL';
  try {
    await client.send(new UpdateTimeToLiveCommand(timeToLive));
  } catch (error) {
    // Dynalite, the engine of last resort, has no TTL.
    if ((error as Error).name === 'UnknownOperationException') return 'TTL not available on this engine';
    throw error;
  }
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: schema.tableName }));
  if (!/^ENABL/.test(TimeToLiveDescription?.TimeToLiveStatus ?? '')) throw new Error('TTL is not on');
  return `TTL on ${TimeToLiveDescription?.AttributeName}`;
}

/** Queries the index for the first item's partition key; what comes back must be the items written, in the index's order. */
async function queryIndex(
  client: DynamoDBClient,
  schema: TableSchema,
  indexName: string,
  items: Row[],
): Promise<string> {
  const index = schema.globalSecondaryIndexes?.[indexName];
  const [partitionKey, sortKey] = [String(index?.partitionKey), String(index?.sortKey)];
  const value = items[0][partitionKey] as string;
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: schema.tableName,
      IndexName: indexName,
      KeyConditionExpression: '#partitionKey = :value',
      ExpressionAttributeNames: { '#partitionKey': partitionKey },
      ExpressionAttributeValues: marshall({ ':value': value }),
    }),
  );
  const found = Items.map((item) => unmarshall(item).id).join(', ');
  const expected = items
    .filter((item) => item[partitionKey] === value)
    .sort((a, b) => (String(a[sortKey]) < String(b[sortKey]) ? -1 : 1))
    .map(({ id }) => id)
    .join(', ');
  if (found !== expected) throw new Error(`${indexName} answered ${found || 'nothing'}; expected ${expected}`);
  return `  ${indexName.padEnd(20)} ${`${partitionKey} = ${value}`.padEnd(26)} by ${sortKey.padEnd(11)} -> ${found}`;
}

async function main() {
  const started = performance.now();
  const engine = await startLocalDynamoDB();
  const client = new DynamoDBClient(engine.clientConfig);
  try {
    console.log(`${engine.engine} is up at ${engine.endpoint}\n`);
    let queries = 0;
    const tables: [TableSchema, Row[]][] = [
      [sessionTableSchema, sessions],
      [approvalTableSchema, approvals],
      [breakGlassTableSchema, accesses],
    ];
    for (const [schema, items] of tables) {
      const timeToLive = await createTable(client, schema);
      for (const item of items) {
        await client.send(new PutItemCommand({ TableName: schema.tableName, Item: marshall(item) }));
      }
      console.log(`${schema.tableName}: ACTIVE, ${timeToLive}, ${items.length} items`);
      for (const indexName of indexNames(schema)) {
        console.log(await queryIndex(client, schema, indexName, items));
        queries += 1;
      }
      console.log();
    }
    console.log(`${tables.length} tables, ${queries} queries answered, ${Math.round(performance.now() - started)} ms`);
  } finally {
    client.destroy();
    await engine.stop();
  }
}

main().catch((error) => {
  console.error(`queries failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
});

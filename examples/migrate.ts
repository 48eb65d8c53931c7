/**
 * A live table brought in line: `sentinel-sessions`, made by hand with nothing but its key and some items, gets its four indexes
 * and its TTL; then an index is taken out of the schema, and stays until its removal is allowed. `npx tsx examples/migrate.ts`
 */
import { CreateTableCommand, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { defineTable, sessionIndexes, sessionTableSchema } from 'tablewright';
import { startLocalDynamoDB } from 'tablewright/local';
import { applyPlan, formatPlan, type ProvisionEvent, planTable, provisionTables } from 'tablewright/provision';

const TableName = sessionTableSchema.tableName;

async function makeByHand(client: DynamoDBClient) {
  await client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  for (let i = 1; i <= 5; i++) {
    const Item = marshall({ id: `s-${i}`, user: i % 2 ? 'ana' : 'ben', created_at: `2026-01-0${i}`, status: 'active' });
    await client.send(new PutItemCommand({ TableName, Item }));
  }
  console.log(`${TableName} exists, with 5 items and no index.\n`);
}

function report(event: ProvisionEvent) {
  if (event.type === 'step-started') {
    const what = event.step.changes.map(({ kind, path }) => `${kind} ${path.at(-1)}`).join(', ');
    console.log(`  ${event.step.operation}: ${what}`);
  } else if (event.type === 'step-done') console.log(`    done in ${Math.round(event.step.durationMs)} ms`);
}

async function sessionsOf(client: DynamoDBClient, user: string): Promise<string> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: sessionIndexes.user,
      KeyConditionExpression: '#user = :user',
      ExpressionAttributeNames: { '#user': 'user' },
      ExpressionAttributeValues: marshall({ ':user': user }),
    }),
  );
  return Items.map(({ id }) => id?.S).join(', ');
}

async function main() {
  const engine = await startLocalDynamoDB();
  const client = new DynamoDBClient(engine.clientConfig);
  try {
    await makeByHand(client);

    const plan = await planTable(client, sessionTableSchema);
    console.log(formatPlan(plan));
    const applied = await applyPlan(client, plan, { onEvent: report });
    console.log(`${applied.outcome}${applied.error ? `: ${applied.error.message}` : ''}\n`);

    console.log(formatPlan(await planTable(client, sessionTableSchema)));
    console.log(`The items from before are in the new index: ana has ${await sessionsOf(client, 'ana')}\n`);

    const { 'gsi-status': _, ...indexes } = sessionTableSchema.globalSecondaryIndexes;
    const withoutStatus = defineTable({ ...sessionTableSchema, globalSecondaryIndexes: indexes });
    const [drifted] = await provisionTables(client, [withoutStatus]);
    console.log(`Without gsi-status in the schema: ${drifted.outcome}, ${drifted.steps.length} calls made.`);
    console.log(formatPlan(await planTable(client, withoutStatus)));
    const [removed] = await provisionTables(client, [withoutStatus], { allow: ['remove-index'], onEvent: report });
    console.log(`With remove-index allowed: ${removed.outcome}`);
  } finally {
    client.destroy();
    await engine.stop();
  }
}

main().catch((error) => {
  console.error(`migrate failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
});

import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';

/** The names of all tables that the engine has. */
export async function tableNames(client: DynamoDBClient, signal: AbortSignal): Promise<string[]> {
  const names: string[] = [];
  let after: string | undefined;
  do {
    const page = await client.send(new ListTablesCommand({ ExclusiveStartTableName: after }), { abortSignal: signal });
    names.push(...(page.TableNames ?? []));
    after = page.LastEvaluatedTableName;
  } while (after !== undefined);
  return names;
}

/** Deletes a table, one whose deletion is protected too: the engine is this machine's. Resolves when it is gone. */
export async function deleteTable(client: DynamoDBClient, tableName: string, abortSignal: AbortSignal): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }), { abortSignal });
  if (Table?.DeletionProtectionEnabled) {
    await client.send(new UpdateTableCommand({ TableName: tableName, DeletionProtectionEnabled: false }), {
      abortSignal,
    });
  }
  await client.send(new DeleteTableCommand({ TableName: tableName }), { abortSignal });
  while (await isThere(client, tableName, abortSignal)) await sleep(20, undefined, { signal: abortSignal });
}

async function isThere(client: DynamoDBClient, tableName: string, abortSignal: AbortSignal): Promise<boolean> {
  try {
    await client.send(new DescribeTableCommand({ TableName: tableName }), { abortSignal });
    return true;
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return false;
    throw error;
  }
}

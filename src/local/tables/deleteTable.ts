import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  type TableDescription,
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
  for (let table = await describe(client, tableName, abortSignal); table; ) {
    if (table.DeletionProtectionEnabled) {
      const open = { TableName: tableName, DeletionProtectionEnabled: false };
      await client.send(new UpdateTableCommand(open), { abortSignal });
    }
    // One that is being made is let be until it is, and one that is going is gone soon.
    if (table.TableStatus === 'ACTIVE') {
      await client.send(new DeleteTableCommand({ TableName: tableName }), { abortSignal });
    }
    table = await describe(client, tableName, abortSignal);
    if (table) await sleep(20, undefined, { signal: abortSignal });
  }
}

async function describe(
  client: DynamoDBClient,
  TableName: string,
  abortSignal: AbortSignal,
): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }), { abortSignal })).Table;
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

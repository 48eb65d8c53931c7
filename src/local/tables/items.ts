import { type DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { keyList, type TableSchema } from '../../schema/index.js';
import type { StoredItem } from '../itemJson.js';

/** How it went with an item: it is in the table; another of its key was there; or the engine refuses it, in its own words. */
export type PutAnswer = 'put' | 'there' | { readonly refused: string };

/** Calls at once: an engine on this machine is no quicker with more. */
const atOnce = 16;

/** All items of a table. */
export async function scanAll(client: DynamoDBClient, tableName: string, signal: AbortSignal): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  let from: StoredItem | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, ExclusiveStartKey: from }),
      { abortSignal: signal },
    );
    for (const item of page.Items ?? []) items.push(item);
    from = page.LastEvaluatedKey;
  } while (from);
  return items;
}

/** Puts items whose keys are not there, and tells of each, in their order, how it went. */
export async function putNew(
  client: DynamoDBClient,
  { tableName, partitionKey }: TableSchema,
  items: readonly StoredItem[],
  signal: AbortSignal,
): Promise<PutAnswer[]> {
  const answers: PutAnswer[] = [];
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const i = next;
      next += 1;
      answers[i] = await client
        .send(
          new PutItemCommand({
            TableName: tableName,
            Item: items[i],
            ConditionExpression: 'attribute_not_exists(#key)',
            ExpressionAttributeNames: { '#key': partitionKey },
          }),
          { abortSignal: signal },
        )
        .then(() => 'put' as const, answerOf);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return answers;
}

function answerOf(error: Error): PutAnswer {
  if (error.name === 'ConditionalCheckFailedException') return 'there';
  if (error.name === 'ValidationException') return { refused: error.message };
  throw error;
}

/** The item that has this one's key. */
export async function itemAt(
  client: DynamoDBClient,
  schema: TableSchema,
  item: StoredItem,
  signal: AbortSignal,
): Promise<StoredItem | undefined> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: schema.tableName, Key: keyOf(schema, item), ConsistentRead: true }),
    { abortSignal: signal },
  );
  return Item;
}

/** The attributes of an item that are its key. */
function keyOf({ partitionKey, sortKey }: TableSchema, item: StoredItem): StoredItem {
  return Object.fromEntries([partitionKey, ...keyList(sortKey)].map((name) => [name, item[name]]));
}

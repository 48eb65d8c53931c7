import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Change, provisionTables } from '../../provision/index.js';
import type { TableSchema } from '../../schema/index.js';
import { itemIdentity, type StoredItem } from '../itemJson.js';
import type { LocalTable, MadeAnew } from '../localTable.js';
import { deleteTable } from './deleteTable.js';
import { itemAt, putNew, scanAll } from './items.js';
import { dropKeptItems, keepItems, keptItems, leaveItems } from './keptItems.js';
import { localResult } from './localResult.js';
import type { Work } from './work.js';

/**
 * Makes a table anew that has to change in what DynamoDB never changes, and puts the items back that fit. In this order: the items
 * are in a file, the old table goes, the new one comes, the items are in it, those that do not fit are in a file of their own, the
 * first file goes. Killed anywhere, the next run finds all items in the table or in the file.
 */
export async function makeAnew(work: Work, schema: TableSchema, changes: readonly Change[]): Promise<LocalTable> {
  const { client, folder, signal, run } = work;
  const { tableName } = schema;
  const left = folder === undefined ? [] : (keptItems(folder, tableName) ?? []);
  const items = distinct([...(await scanAll(client, tableName, signal)), ...left]);
  const file = folder === undefined || !items.length ? undefined : keepItems(folder, tableName, items);
  await deleteTable(client, tableName, signal);
  const [result] = await provisionTables(client, [schema], run);
  if (result.outcome === 'failed') {
    const where = file === undefined ? 'nothing keeps them' : `they are in ${file}`;
    const notes = items.length ? [...result.notes, `of its ${items.length} items, ${where}`] : result.notes;
    return localResult({ ...result, notes });
  }
  return localResult(result, { changes, ...(await putBack(work, schema, items)) });
}

/** Puts back what an interrupted run has left in its file. */
export async function putBackKept(work: Work, schema: TableSchema): Promise<MadeAnew | undefined> {
  const items = work.folder === undefined ? undefined : keptItems(work.folder, schema.tableName);
  return items && { changes: [], ...(await putBack(work, schema, items)) };
}

async function putBack(
  { client, folder, signal }: Work,
  schema: TableSchema,
  items: readonly StoredItem[],
): Promise<Omit<MadeAnew, 'changes'>> {
  const answers = await putNew(client, schema, items, signal);
  const unfit: StoredItem[] = [];
  const reasons = new Set<string>();
  for (const [i, answer] of answers.entries()) {
    if (answer === 'put' || (answer === 'there' && (await isThere(client, schema, items[i], signal)))) continue;
    unfit.push(items[i]);
    reasons.add(answer === 'there' ? 'another item has the same key' : answer.refused);
  }
  const leftIn = folder === undefined || !unfit.length ? undefined : leaveItems(folder, schema.tableName, unfit);
  if (folder !== undefined) dropKeptItems(folder, schema.tableName);
  return { kept: items.length - unfit.length, left: unfit.length, reasons: [...reasons], leftIn };
}

/** Whether the item of that key is this very one: it was put back before. */
async function isThere(
  client: DynamoDBClient,
  schema: TableSchema,
  item: StoredItem,
  signal: AbortSignal,
): Promise<boolean> {
  const there = await itemAt(client, schema, item, signal);
  return there !== undefined && itemIdentity(there) === itemIdentity(item);
}

function distinct(items: readonly StoredItem[]): StoredItem[] {
  return [...new Map(items.map((item) => [itemIdentity(item), item])).values()];
}

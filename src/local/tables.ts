import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Change, type Permission, provisionTables, type TableResult } from '../provision/index.js';
import { formatPath, type TableSchema } from '../schema/index.js';
import type { LocalClientConfig } from './clientConfig.js';

/** Long for an emulator; short for somebody who waits. */
const timeoutMs = 10 * 60_000;

export interface TableOrder {
  readonly tables: readonly TableSchema[];
  readonly allow: readonly Permission[];
  /** For messages: the engine's name, and the folder that holds data of earlier runs. */
  readonly label: string;
  readonly dataDir: string | undefined;
  /** Aborted when the engine is gone. */
  readonly signal: AbortSignal;
}

/**
 * Makes the tables in the engine. Imports the SDK, so it is imported late itself, when there are tables to make.
 *
 * @throws Error when a table is not as its schema says afterwards, other than in what the engine does not implement.
 */
export async function makeTables(
  clientConfig: LocalClientConfig,
  { tables, allow, label, dataDir, signal }: TableOrder,
): Promise<TableResult[]> {
  const client = new DynamoDBClient(clientConfig);
  try {
    const results = await provisionTables(client, tables, { allow, signal, timeoutMs });
    const problems = results.flatMap((result) => problem(result, dataDir));
    if (problems.length === 0) return results;
    const cause = results.find(({ error }) => error)?.error;
    throw new Error([`The tables can't be made on ${label}:`, ...problems].join('\n'), { cause });
  } finally {
    client.destroy();
  }
}

function problem({ tableName, outcome, error, drift }: TableResult, dataDir: string | undefined): string[] {
  if (outcome === 'failed') return [`- ${tableName}: ${error?.message}`];
  if (drift.length === 0) return [];
  const kinds = drift.filter(({ effect }) => effect === 'destructive').map(({ kind }) => `'${kind}'`);
  const allow = kinds.length === 0 ? '' : `pass allow: [${[...new Set(kinds)].join(', ')}], or `;
  const remedy = `To have the table as the schema says, ${allow}delete ${dataDir ?? 'the table'}, data and all.`;
  return [`- ${tableName} differs from its schema: ${drift.map(inWords).join('; ')}. ${remedy}`];
}

function inWords({ kind, path, note }: Change): string {
  return `${formatPath(path)} (${kind}${note === undefined ? '' : `, ${note}`})`;
}

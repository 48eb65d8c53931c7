import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  type TableDescription,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { StepResult } from '../../provision/index.js';
import type { TableSchema } from '../../schema/index.js';
import type { LocalTable } from '../localTable.js';
import { readSeed, type SeedItems } from '../seed.js';
import type { LocalDynamoDB } from '../startLocalDynamoDB.js';
import { deleteTable, tableNames } from './deleteTable.js';
import { putSeed } from './putSeed.js';
import { resetTables } from './resetTables.js';
import { type Work, workWith } from './work.js';

/** Makes the tables of an engine anew, as often as it is asked to. */
export interface FreshTables {
  /** The tables as they were when the engine had started: with its seed, and no others beside them. */
  readonly freshen: () => Promise<void>;
  readonly close: () => void;
}

/** For the tests of a run, each of which wants fresh tables: it asks little, and keeps its connection. */
export function freshTablesOf(engine: LocalDynamoDB, schemas: readonly TableSchema[], seed: object): FreshTables {
  const client = new DynamoDBClient(engine.clientConfig);
  const work = workWith(client, {});
  const items = readSeed(schemas, seed);
  const quick = engine.tables.every(canReplay);
  return {
    freshen: () => (quick ? replayAll(work, engine.tables) : resetAll(work, schemas)).then(() => fill(work, items)),
    close: () => client.destroy(),
  };
}

/** Most tables take a call or two, which were made when the engine started: no need to look and to plan again. */
function canReplay({ steps }: LocalTable): boolean {
  const [first, ...rest] = steps.map(({ operation }) => operation);
  return first === 'CreateTable' && rest.every((operation) => operation === 'UpdateTimeToLive');
}

async function replayAll(work: Work, tables: readonly LocalTable[]): Promise<void> {
  const there = await tableNames(work.client, work.signal);
  const made = new Set(tables.map(({ tableName }) => tableName));
  await Promise.all([
    ...there.filter((name) => !made.has(name)).map((name) => deleteTable(work.client, name, work.signal)),
    ...tables.map(({ tableName, steps }) => replay(work, steps, there.includes(tableName))),
  ]);
}

async function replay(work: Work, steps: readonly StepResult[], isThere: boolean): Promise<void> {
  const { client } = work;
  for (const { operation, input } of steps) {
    if (operation === 'UpdateTimeToLive') await client.send(new UpdateTimeToLiveCommand(input));
    if (operation !== 'CreateTable') continue;
    if (isThere) await remove(work, input.TableName as string);
    await create(client, new CreateTableCommand(input));
  }
}

/** One that is protected, or on its way, takes a look. */
async function remove({ client, signal }: Work, TableName: string): Promise<void> {
  await client.send(new DeleteTableCommand({ TableName })).catch(() => deleteTable(client, TableName, signal));
}

/** An engine that is still busy with the table before after so long does not come to an end. Milliseconds. */
const longestWait = 30_000;

/** Creates it once the one before is gone, and waits until it can be used. */
async function create(client: DynamoDBClient, command: CreateTableCommand): Promise<void> {
  const deadline = performance.now() + longestWait;
  for (;;) {
    try {
      const { TableDescription } = await client.send(command);
      await untilActive(client, TableDescription);
      return;
    } catch (error) {
      // The end of the one before may come when this one is there already.
      const isBusy = ['ResourceInUseException', 'ResourceNotFoundException'].includes((error as Error).name);
      if (!isBusy || performance.now() > deadline) throw error;
      await sleep(20);
    }
  }
}

/** Engines say CREATING of what is ready, so the first look comes at once. */
async function untilActive(client: DynamoDBClient, made: TableDescription = {}): Promise<void> {
  let { TableStatus } = made;
  for (let pauseMs = 0; TableStatus !== 'ACTIVE'; pauseMs = 20) {
    if (pauseMs) await sleep(pauseMs);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: made.TableName }));
    TableStatus = Table?.TableStatus;
  }
}

async function resetAll(work: Work, schemas: readonly TableSchema[]): Promise<void> {
  const { tables } = await resetTables(work, schemas, false);
  for (const { tableName, error } of tables) if (error) throw new Error(`${tableName}: ${error.message}`);
}

async function fill(work: Work, items: SeedItems): Promise<void> {
  if (items.size) await putSeed(work, items);
}

import { availableParallelism } from 'node:os';
import { properties, type TableSchema } from '../../schema/index.js';
import { type LocalDynamoDB, type LocalDynamoDBOptions, startLocalDynamoDB } from '../startLocalDynamoDB.js';
import type { FreshTables } from '../tables/freshTables.js';
import { openControl } from './control.js';
import { openGate } from './gate.js';
import { noteVariable } from './note.js';

/** A run whose workers have a DynamoDB each. */
export interface IsolatedRun {
  /** The variables by which the workers find theirs. */
  readonly env: Readonly<Record<string, string>>;
  /** The engine of the first worker. */
  readonly first: LocalDynamoDB;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a DynamoDB for each worker: an engine of its own, since none of them keeps the tables of several clients apart. That of the
 * first is started now, and reached without a gate: tests that run in this very process may wait for a child process, and then
 * nothing here answers.
 */
export async function isolateRun(options: LocalDynamoDBOptions, runner: unknown): Promise<IsolatedRun> {
  const first = await startLocalDynamoDB(options);
  const engines = new Map<number, Promise<LocalDynamoDB>>([[1, Promise.resolve(first)]]);
  const engineOf = (worker: number): Promise<LocalDynamoDB> => {
    const engine = engines.get(worker) ?? startLocalDynamoDB(options);
    engines.set(worker, engine);
    return engine;
  };
  const others = Array.from({ length: workersOf(runner) - 1 }, (_, i) => i + 2);
  const gates = await Promise.all(others.map((worker) => openGate(async () => (await engineOf(worker)).port)));
  const fresh = new Map<number, Promise<FreshTables>>();
  const control = await openControl(async (worker) => {
    const engine = engines.get(worker);
    // One that nobody came to yet is as new.
    if (!engine) return;
    const tables = fresh.get(worker) ?? engine.then((started) => freshTables(started, options));
    fresh.set(worker, tables);
    await (await tables).freshen();
  });
  const note = { ports: [first.port, ...gates.map(({ port }) => port)], controlPort: control.port };
  return {
    first,
    env: {
      ...first.env,
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${control.port}`,
      [noteVariable]: JSON.stringify(note),
    },
    stop: async () => {
      for (const { close } of [...gates, control]) close();
      for (const tables of await Promise.allSettled(fresh.values())) {
        if (tables.status === 'fulfilled') tables.value.close();
      }
      const started = await Promise.allSettled(engines.values());
      await Promise.all(started.map((engine) => engine.status === 'fulfilled' && engine.value.stop()));
    },
  };
}

/** Loaded late, with the SDK. */
async function freshTables(
  engine: LocalDynamoDB,
  { tables = [], seed = {} }: LocalDynamoDBOptions,
): Promise<FreshTables> {
  const { freshTablesOf } = await import('../tables/freshTables.js');
  return freshTablesOf(engine, [tables].flat() as TableSchema[], seed);
}

/** How many workers there are at most, by what a global set-up is called with: jest's global configuration, or vitest's project. */
function workersOf(runner: unknown): number {
  const { maxWorkers, vitest } = properties(runner);
  const most = Number(maxWorkers ?? properties(properties(vitest).config).maxWorkers);
  return Number.isInteger(most) && most > 0 ? most : availableParallelism();
}

import { formatPath, type TableSchema } from '../schema/index.js';
import type { Isolation } from './isolation/isolation.js';
import { readNote, workerNumber } from './isolation/note.js';
import { isolateWorker } from './isolation/worker.js';
import { describeLocalTable } from './localTable.js';
import { type LocalDynamoDB, type LocalDynamoDBOptions, startLocalDynamoDB } from './startLocalDynamoDB.js';

/** What `setupLocalDynamoDB` takes: what to start, and how far tests are kept apart. */
export interface SetupOptions<S extends TableSchema = TableSchema> extends LocalDynamoDBOptions<S>, Isolation {}

/**
 * The global set-up of a test run: starts one DynamoDB with the tables in it, and sets the environment variables that the SDK
 * reads, so that the code under test reaches it with a plain `new DynamoDBClient({})`. jest and vitest both take the function
 * that this returns as the default export of their `globalSetup` file, and start their workers after it.
 *
 * With `isolate`, each worker has a DynamoDB of its own, and the same file stands in the configuration a second time, in jest's
 * `setupFilesAfterEnv` or vitest's `setupFiles`: there it points the worker to its own.
 *
 * What it starts ends with the run; the function that it resolves to ends it earlier, and puts the variables back. What the
 * engine does not implement is told on stderr.
 *
 * @example
 * ```ts
 * export default setupLocalDynamoDB({ tables: [orders], isolate: 'worker' });
 * ```
 * @throws Error when `isolate` is given with `port` or `dataDir`, which several engines can't share; in a worker, when `isolate: 'test'`
 * finds no `beforeEach`.
 */
export function setupLocalDynamoDB<const S extends TableSchema = TableSchema>(
  options: SetupOptions<S> = {},
): (runner?: unknown) => Promise<() => Promise<void>> {
  const { isolate, beforeEach, ...local } = options;
  if (isolate !== undefined) assertCanIsolate(options);
  const note = isolate === undefined ? undefined : readNote();
  const worker = workerNumber();
  if (note !== undefined && worker !== undefined) {
    isolateWorker(note, worker, { isolate, beforeEach });
    // jest calls what a file of setupFilesAfterEnv exports by `module.exports`.
    return async () => async () => {};
  }

  let tearDown = async () => {};
  return async (runner) => {
    // In watch mode, the set-up runs again for each run.
    await tearDown();
    const { env, first, stop } = await (isolate === undefined ? shareOne(local) : isolateAll(local, runner));
    tellOf(first);
    const before = Object.keys(env).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, env);
    tearDown = async () => {
      tearDown = async () => {};
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await stop();
    };
    return () => tearDown();
  };
}

interface Started {
  readonly env: object;
  readonly first: LocalDynamoDB;
  readonly stop: () => Promise<void>;
}

async function shareOne<S extends TableSchema>(options: LocalDynamoDBOptions<S>): Promise<Started> {
  const local = await startLocalDynamoDB(options);
  return { env: local.env, first: local, stop: local.stop };
}

/** Loaded late: the workers, which load this file for each of theirs, need nothing of it. */
async function isolateAll<S extends TableSchema>(options: LocalDynamoDBOptions<S>, runner: unknown): Promise<Started> {
  const { isolateRun } = await import('./isolation/isolateRun.js');
  return isolateRun(options as LocalDynamoDBOptions, runner);
}

function assertCanIsolate({ port, dataDir, isolate }: Pick<SetupOptions, 'port' | 'dataDir' | 'isolate'>): void {
  if (isolate !== 'worker' && isolate !== 'test') {
    throw new Error(`isolate: ${JSON.stringify(isolate)} is not 'worker' or 'test'.`);
  }
  const shared = port !== undefined ? 'port' : dataDir !== undefined ? 'dataDir' : undefined;
  if (shared === undefined) return;
  throw new Error(
    `isolate: each worker has an engine of its own, and they can't share a ${shared}. Leave ${shared} out.`,
  );
}

/** Which settings the engine does not implement, once for all tables; and of kept tables, what had to be made anew. */
function tellOf({ label, unsupported, tables: made }: LocalDynamoDB): void {
  for (const table of made) if (table.anew) process.stderr.write(`${describeLocalTable(table)}\n`);
  if (unsupported.length === 0) return;
  const tables = new Map<string, Set<string>>();
  for (const { tableName, path } of unsupported) {
    const setting = formatPath(path.slice(0, 1));
    tables.set(setting, (tables.get(setting) ?? new Set()).add(tableName));
  }
  const settings = [...tables].map(([setting, { size }]) => `${setting} (${size} ${size === 1 ? 'table' : 'tables'})`);
  process.stderr.write(`${label} does not implement ${settings.join(', ')}: left out.\n`);
}

import { resolve } from 'node:path';
import type { Change, Permission } from '../provision/index.js';
import { assertValidTable, type TableSchema } from '../schema/index.js';
import { clientConfigFor, envFor, type LocalClientConfig, type LocalEnv } from './clientConfig.js';
import { claimDataFolder, type DataFolder, engineOf } from './dataFolder.js';
import type { Command, EngineName } from './engine.js';
import { type ChosenEngine, chooseEngine, wishFor } from './engines.js';
import { freePort, isPortFree } from './freePort.js';
import type { LocalTable } from './localTable.js';
import { type Readiness, waitUntilReady } from './ready.js';
import { readSeed, type Seed } from './seed.js';
import { type Supervised, supervise } from './supervise.js';

export interface LocalDynamoDBOptions<S extends TableSchema = TableSchema> {
  /** The tables that are to be there, one schema or many. Left out: none are made, and the SDK is not loaded. */
  readonly tables?: S | readonly S[] | undefined;
  /**
   * Items to start with, by the name of their table. One whose key is there already, in data that was kept, stays as it is. Left
   * out: the tables are empty.
   */
  readonly seed?: NoInfer<Seed<S>> | undefined;
  /**
   * Left out: what the environment variable TABLEWRIGHT_ENGINE names, else the engine that `dataDir` was made by, else the first
   * that is found of dynoxide, DynamoDB Local and dynalite.
   */
  readonly engine?: EngineName | undefined;
  /** The port to listen on. Left out: a free one. */
  readonly port?: number | undefined;
  /** A folder that keeps tables and items from run to run; it is made if missing. Left out: everything is in memory. */
  readonly dataDir?: string | undefined;
  /** The destructive changes that may be made to tables which `dataDir` kept, such as `'remove-index'`. Left out: none. */
  readonly allow?: readonly Permission[] | undefined;
  /** DynamoDB Local only: tables and indexes stay in CREATING and DELETING for a while, as on AWS. */
  readonly delayTransientStatuses?: boolean | undefined;
  /** How long the engine may take until it answers. Left out: 30 000, for a JVM on a busy CI machine. */
  readonly readyTimeoutMs?: number | undefined;
}

export interface LocalDynamoDB {
  /** Where it listens: `http://127.0.0.1:54321`. */
  readonly endpoint: string;
  readonly port: number;
  readonly engine: EngineName;
  /** The engine's name as people write it: `DynamoDB Local`. */
  readonly label: string;
  /** The folder that keeps the data, as an absolute path; `undefined` in memory. */
  readonly dataDir: string | undefined;
  /** What `new DynamoDBClient(...)` takes to talk to it. */
  readonly clientConfig: LocalClientConfig;
  /** The same as environment variables, which every AWS SDK and the AWS CLI read. */
  readonly env: LocalEnv;
  /** How each of `tables` came out: `created`, or what was done to the one that `dataDir` kept; and what was put into it. */
  readonly tables: readonly LocalTable[];
  /** What the schemas ask for and this engine does not implement: it was left out. */
  readonly unsupported: readonly Unsupported[];
  /** Resolves when the engine is gone, with how it ended: after `stop`, or by itself. */
  readonly ended: Promise<string>;
  /** Ends the engine; without `dataDir`, its data too. Resolves when it is gone and its port is free. It can be called again. */
  readonly stop: () => Promise<void>;
  /** Does what `stop` does, for `await using`. */
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** A difference between a table and its schema that the engine leaves no way to settle. */
export type Unsupported = Change & { readonly tableName: string };

/** Of the options, what is about the engine. */
type EngineOptions = Omit<LocalDynamoDBOptions, 'tables' | 'seed'>;

const portAttempts = 5;

/**
 * Starts a DynamoDB on this machine, and resolves when it answers and has the tables.
 *
 * It doesn't keep the calling process alive, and ends with it, however that ends. dynoxide and dynalite listen on loopback;
 * DynamoDB Local listens on every interface, as it has no option for that, and does not answer web pages.
 *
 * @example
 * ```ts
 * const local = await startLocalDynamoDB({ tables: [sessionTableSchema] });
 * const client = new DynamoDBClient(local.clientConfig);
 * // ...
 * client.destroy();
 * await local.stop();
 * ```
 * @throws TableSchemaError when a schema is not valid.
 * @throws Error when an item of the seed does not fit its table (it names the item, the attribute and the rule), no engine is found (it says how to get one), the port or the data folder is taken, the engine doesn't come
 * up (it holds the engine's own last words), or a table can't be made. Nothing is left running.
 */
export async function startLocalDynamoDB<const S extends TableSchema = TableSchema>(
  options: LocalDynamoDBOptions<S> = {},
): Promise<LocalDynamoDB> {
  const { tables = [], port, allow = [] } = options;
  const schemas = [tables].flat() as TableSchema[];
  for (const schema of schemas) assertValidTable(schema);
  const seed = readSeed(schemas, options.seed ?? {});
  const chosen = chooseFor(options);
  if (port !== undefined) await assertPortFree(port);

  const dataDir = options.dataDir === undefined ? undefined : resolve(options.dataDir);
  const folder = dataDir === undefined ? undefined : await claimDataFolder(dataDir, chosen.name);
  try {
    // The SDK loads while the engine starts.
    const loading = schemas.length === 0 ? undefined : import('./tables/makeTables.js');
    loading?.catch(() => {});
    const started = await launch(chosen, folder, options);
    void started.engine.gone.then(() => folder?.release());
    const clientConfig = clientConfigFor(`http://127.0.0.1:${started.port}`);
    try {
      const order = {
        tables: schemas,
        seed,
        allow,
        label: chosen.label,
        folder: dataDir,
        signal: endOf(started.engine),
      };
      const results = loading === undefined ? [] : await (await loading).makeTables(clientConfig, order);
      return running(chosen, dataDir, started, clientConfig, results);
    } catch (error) {
      await started.engine.stop();
      throw error;
    }
  } catch (error) {
    folder?.release();
    throw error;
  }
}

/** Aborted when the engine ends, so that nobody waits for its answers any more. */
function endOf(engine: Supervised): AbortSignal {
  const controller = new AbortController();
  void engine.closed.then((how) => controller.abort(new Error(lastWords(`The engine ${how}.`, engine.output()))));
  return controller.signal;
}

interface Started {
  readonly port: number;
  readonly engine: Supervised;
}

/** Starts it, on another port when somebody took the first one that was free. */
async function launch(
  { name, command }: ChosenEngine,
  folder: DataFolder | undefined,
  { port: asked, delayTransientStatuses = false, readyTimeoutMs = 30_000 }: EngineOptions,
): Promise<Started> {
  for (let attempt = 1; ; attempt++) {
    const port = asked ?? (await freePort());
    const ready = command({ port, delayTransientStatuses, dataFolder: folder?.engineFolder });
    const engine = supervise(ready);
    let readiness: Readiness;
    try {
      if (engine.pid !== undefined) folder?.usedBy(engine.pid);
      readiness = await waitUntilReady(engine, ready, port, readyTimeoutMs);
      if (readiness.kind === 'ready' && engine.pid !== undefined) folder?.usedBy(engine.pid, port);
    } catch (error) {
      await engine.stop();
      throw error;
    }
    if (readiness.kind === 'ready') return { port, engine };
    await engine.stop();
    const mayRetry = asked === undefined && attempt < portAttempts;
    if (readiness.kind === 'port-taken' && mayRetry) continue;
    throw new Error(failure(name, port, readyTimeoutMs, readiness, ready, engine.output()));
  }
}

function chooseFor({ engine, dataDir, delayTransientStatuses }: EngineOptions): ChosenEngine {
  const variable = process.env.TABLEWRIGHT_ENGINE;
  const wish =
    engine !== undefined
      ? wishFor(engine, 'engine')
      : variable
        ? wishFor(variable, 'TABLEWRIGHT_ENGINE')
        : delayTransientStatuses
          ? wishFor('dynamodb-local', 'delayTransientStatuses')
          : undefined;
  if (delayTransientStatuses && wish?.engine !== 'dynamodb-local') {
    throw new Error(
      `delayTransientStatuses: the engine '${wish?.engine}' can't delay statuses. Leave it out, or use engine 'dynamodb-local'.`,
    );
  }
  const kept = dataDir === undefined ? undefined : engineOf(dataDir);
  if (kept === undefined) return chooseEngine(wish);
  if (wish !== undefined && wish.engine !== kept) {
    throw new Error(
      `dataDir: ${resolve(dataDir as string)} holds data of the engine '${kept}', and ${wish.by} asks for '${wish.engine}'. ` +
        `Use '${kept}', another folder, or delete this one.`,
    );
  }
  return chooseEngine({ engine: kept, by: 'dataDir' });
}

async function assertPortFree(port: number): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`port: ${port} is not a port. Give an integer from 1 to 65535, or leave it out for a free one.`);
  }
  let isFree: boolean;
  try {
    isFree = await isPortFree(port);
  } catch (cause) {
    throw new Error(`port: can't listen on port ${port}. Choose another, or leave it out for a free one.`, { cause });
  }
  if (!isFree) throw new Error(portTakenMessage(port));
}

function running(
  { name, label }: ChosenEngine,
  dataDir: string | undefined,
  { port, engine }: Started,
  clientConfig: LocalClientConfig,
  tables: readonly LocalTable[],
): LocalDynamoDB {
  engine.unref();
  const local = {
    endpoint: clientConfig.endpoint,
    port,
    engine: name,
    label,
    dataDir,
    clientConfig,
    env: envFor(clientConfig),
    tables,
    unsupported: tables.flatMap(({ tableName, unsupported }) =>
      unsupported.map((change) => ({ ...change, tableName })),
    ),
    ended: engine.closed,
    stop: engine.stop,
  };
  // Where the runtime has no such symbol, nobody can ask for it.
  return (Symbol.asyncDispose ? { ...local, [Symbol.asyncDispose]: engine.stop } : local) as LocalDynamoDB;
}

function failure(
  name: EngineName,
  port: number,
  timeoutMs: number,
  readiness: Exclude<Readiness, { kind: 'ready' }>,
  command: Command,
  output: string,
): string {
  const what = describe(name, port, timeoutMs, readiness);
  return lastWords(`${what}\nCommand: ${[command.file, ...command.args].join(' ')}`, output);
}

function lastWords(message: string, output: string): string {
  return `${message}\n${output.trim() === '' ? 'It wrote nothing.' : `It wrote:\n${indent(output.trim())}`}`;
}

function describe(
  name: EngineName,
  port: number,
  timeoutMs: number,
  readiness: Exclude<Readiness, { kind: 'ready' }>,
): string {
  switch (readiness.kind) {
    case 'port-taken':
      return portTakenMessage(port);
    case 'ended':
      return `The engine '${name}' ${readiness.how} before it answered.`;
    case 'timed-out':
      return (
        `The engine '${name}' did not answer on port ${port} within ${timeoutMs} ms. ` +
        (readiness.answeredByOther
          ? 'Something else answers there: choose another port.'
          : 'Raise readyTimeoutMs if this machine is slow.')
      );
    default:
      return readiness satisfies never;
  }
}

function portTakenMessage(port: number): string {
  return `port: something listens on port ${port} already. End it, choose another port, or leave it out for a free one.`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}

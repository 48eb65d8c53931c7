import path from 'node:path';
import type { EngineName, LocalDynamoDB } from '../../local/index.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { explain, failure } from '../failure.js';
import { loadSchemas, type SchemaOptions } from '../loadSchemas.js';
import { announce, folder } from '../localEngine.js';
import { bringLocal, fittingSeed, loadSeed } from '../localTables.js';
import type { Output } from '../output.js';

export interface LocalOptions extends SchemaOptions {
  readonly port?: number;
  readonly data?: string;
  readonly engine?: EngineName;
  readonly watch?: boolean;
  readonly empty?: boolean;
  readonly seed?: string;
}

/** `tablewright local`: an embedded DynamoDB with the user's tables in it, until Ctrl-C. */
export async function local(options: LocalOptions, out: Output): Promise<ExitCode> {
  const unwatchable = (['empty', 'catalog'] as const).find((name) => options[name] !== undefined);
  if (options.watch && unwatchable)
    throw failure(`--watch has nothing to watch with --${unwatchable}`, 'Leave one of them out.');
  if (options.seed && options.empty)
    throw failure('--seed has no table to put items into with --empty', 'Leave one of them out.');
  // Before the engine starts: what is wrong with the schemas shows at once.
  const loaded = options.empty ? undefined : await loadSchemas(options);
  const seed = loaded && (await fittingSeed(options, loaded));
  const { startLocalDynamoDB } = await import('../../local/index.js');
  const stopped = untilStopped();
  const engine = await startLocalDynamoDB({
    port: options.port,
    engine: options.engine,
    dataDir: options.data,
  });
  const { problem, withdraw } = await announce(engine);
  if (problem !== undefined) out.note(`Other commands don't find it by --local here: ${problem}`);
  // The engine alone does not keep its process alive.
  const alive = setInterval(() => {}, 2 ** 30);
  let watcher: { close(): Promise<void> } | undefined;
  try {
    if (loaded) {
      const done = await bringLocal(engine, loaded, { folder: itemsFolder(options), seed }, out);
      if (done !== exitCodes.done) return done;
    }
    const { endpoint, engine: name, label, env } = engine;
    out.result(
      () => ({
        command: 'local',
        endpoint,
        engine: name,
        env,
        tables: loaded?.tables.map(({ tableName }) => tableName) ?? [],
      }),
      () => `${out.colors.bold(label)} is up at ${endpoint}\n\n${shellLines(env)}\n`,
    );
    if (options.watch && loaded) watcher = await watch(loaded.sources, () => reload(engine, options, out), out);
    out.note(
      `Ctrl-C stops it${options.data === undefined ? ', and its data is gone then; --data keeps it' : `; its data stays in ${options.data}`}.`,
    );
    const how = await Promise.race([stopped, engine.ended]);
    if (how !== undefined) {
      out.error({ message: `${engine.label} ended by itself: ${how}` });
      return exitCodes.negative;
    }
    out.note('Stopped.');
    return exitCodes.done;
  } finally {
    clearInterval(alive);
    await watcher?.close();
    await engine.stop();
    await withdraw();
  }
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

function shellLines(env: object): string {
  return Object.entries(env)
    .map(([name, value]) => `export ${name}=${value}\n`)
    .join('');
}

/** Follows the schemas as they are now. Tables that come are seeded; those that were there have what a person did to their items. */
async function reload(engine: LocalDynamoDB, options: LocalOptions, out: Output): Promise<void> {
  try {
    const loaded = await loadSchemas(options);
    const seed = await loadSeed(options, loaded);
    await bringLocal(engine, loaded, { folder: itemsFolder(options), seed, seedOnlyNew: true }, out);
  } catch (error) {
    out.error(explain(error, { where: engine.endpoint }));
  }
}

/** Where the items are that don't fit a table that is made anew. */
function itemsFolder({ data }: LocalOptions): string {
  return data ?? folder;
}

/** Calls back, once at a time, after files beside the sources changed. */
async function watch(sources: readonly string[], onChange: () => Promise<void>, out: Output) {
  const { watch: watchFiles } = await import('chokidar');
  const folders = [...new Set(sources.map((source) => path.dirname(source)))];
  const watcher = watchFiles(folders, {
    ignoreInitial: true,
    ignored: (file, stats) =>
      /[\\/](node_modules|\.git|\.tablewright|dist|coverage)([\\/]|$)/.test(file) ||
      (stats?.isFile() === true && !/\.([cm]?[jt]s|json)$/.test(file)),
  });
  let queue = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    clearTimeout(timer);
    // Editors write in several steps.
    timer = setTimeout(() => {
      queue = queue.then(onChange);
    }, 100);
  });
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  out.note(`Watching ${folders.map((folder) => path.relative(process.cwd(), folder) || '.').join(', ')}`);
  return {
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
      await queue;
    },
  };
}

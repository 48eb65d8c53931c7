import { formatPath } from '../schema/index.js';
import { type LocalDynamoDB, type LocalDynamoDBOptions, startLocalDynamoDB } from './startLocalDynamoDB.js';

/**
 * The global set-up of a test run: starts one DynamoDB with the tables in it, and sets the environment variables that the SDK
 * reads, so that the code under test reaches it with a plain `new DynamoDBClient({})`. jest and vitest both take the function
 * that this returns as the default export of their `globalSetup` file, and start their workers after it.
 *
 * What it starts ends with the run; the function that it resolves to ends it earlier, and puts the variables back. What the
 * engine does not implement is told on stderr.
 *
 * @example
 * ```ts
 * export default setupLocalDynamoDB({ tables: [orders] });
 * ```
 */
export function setupLocalDynamoDB(options: LocalDynamoDBOptions = {}): () => Promise<() => Promise<void>> {
  let tearDown = async () => {};
  return async () => {
    // In watch mode, the set-up runs again for each run.
    await tearDown();
    const local = await startLocalDynamoDB(options);
    warnOfUnsupported(local);
    const before = Object.keys(local.env).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, local.env);
    tearDown = async () => {
      tearDown = async () => {};
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await local.stop();
    };
    return () => tearDown();
  };
}

/** Once for all tables: which settings, and of how many. */
function warnOfUnsupported({ label, unsupported }: LocalDynamoDB): void {
  if (unsupported.length === 0) return;
  const tables = new Map<string, Set<string>>();
  for (const { tableName, path } of unsupported) {
    const setting = formatPath(path.slice(0, 1));
    tables.set(setting, (tables.get(setting) ?? new Set()).add(tableName));
  }
  const settings = [...tables].map(([setting, { size }]) => `${setting} (${size} ${size === 1 ? 'table' : 'tables'})`);
  process.stderr.write(`${label} does not implement ${settings.join(', ')}: left out.\n`);
}

import type { Permission, ProvisionEvent } from '../provision/index.js';
import { assertValidTable, type TableQuotas, type TableSchema } from '../schema/index.js';
import type { FoundLocalDynamoDB } from './announcement.js';
import type { LocalTable, Seeded } from './localTable.js';
import { readSeed, type Seed } from './seed.js';

/** A local DynamoDB that runs: what `startLocalDynamoDB` or `findLocalDynamoDB` returns. */
export type RunningLocalDynamoDB = Pick<FoundLocalDynamoDB, 'clientConfig' | 'dataDir'>;

/** How the tables of a local DynamoDB are brought in line. */
export interface LocalTablesOptions {
  /** The destructive kinds of change that may be made. Left out: none; what they would change is then left, and is drift. */
  readonly allow?: readonly Permission[] | undefined;
  /** The quotas that AWS has raised. */
  readonly quotas?: TableQuotas | undefined;
  /** A folder for the items that don't fit a table that was made anew. Left out: the data folder; in memory there is none. */
  readonly folder?: string | undefined;
  /** Is told what happens. */
  readonly onEvent?: ((event: ProvisionEvent) => void) | undefined;
  /** Stops it: tables not done come out as `failed`. */
  readonly signal?: AbortSignal | undefined;
}

/** What a reset does beside bringing tables in line. */
export interface ResetOptions extends LocalTablesOptions {
  /** Leaves the tables that no schema names. Left out: they go too. */
  readonly keepOthers?: boolean | undefined;
}

/**
 * Brings the tables of a running local DynamoDB in line with their schemas, as a change of a schema asks for. A change that DynamoDB never
 * makes (another key, a local index) makes the table anew, and its items are put back. Those that don't fit are counted in the
 * table's `anew`, and are in a file where there is a folder for it.
 *
 * @example
 * ```ts
 * const local = await startLocalDynamoDB({ tables: [orders] });
 * for (const table of await followLocalTables(local, [changedOrders])) console.log(describeLocalTable(table));
 * ```
 *
 * @throws Error when the engine does not answer; whatever else goes wrong with a table is in its result.
 */
export async function followLocalTables(
  local: RunningLocalDynamoDB,
  tables: readonly TableSchema[],
  options: LocalTablesOptions = {},
): Promise<readonly LocalTable[]> {
  const [{ withWork }, { followTables }] = await Promise.all([
    import('./tables/work.js'),
    import('./tables/followTables.js'),
  ]);
  return withWork(local.clientConfig, inFolder(local, options), (work) => followTables(work, tables));
}

/**
 * Throws away what a running local DynamoDB holds, items and all, and makes the tables anew, without items. Resolves with the names of
 * the tables that went, and with how each new one came out.
 *
 * @example
 * ```ts
 * beforeEach(() => resetLocalTables(local, [orders]));
 * ```
 *
 * @throws TableSchemaError when a schema is not valid; nothing is thrown away then. Error when the engine does not answer.
 */
export async function resetLocalTables(
  local: RunningLocalDynamoDB,
  tables: readonly TableSchema[],
  options: ResetOptions = {},
): Promise<{ readonly removed: readonly string[]; readonly tables: readonly LocalTable[] }> {
  for (const schema of tables) assertValidTable(schema, options.quotas ? { quotas: options.quotas } : {});
  const [{ withWork }, { resetTables }] = await Promise.all([
    import('./tables/work.js'),
    import('./tables/resetTables.js'),
  ]);
  return withWork(local.clientConfig, inFolder(local, options), (work) =>
    resetTables(work, tables, options.keepOthers ?? false),
  );
}

/**
 * Puts items into the tables of a running local DynamoDB. An item whose key is there already stays as it is, so a seed can be put
 * again. Resolves with the number of items put, and of those that were there, by the name of their table.
 *
 * @example
 * ```ts
 * await seedLocalTables(local, [orders], { orders: [{ id: 'o-1', customer: 'ana' }] });
 * ```
 *
 * @throws Error for an item that does not fit its table, with the table, the item's number, the attribute and the rule; nothing is put
 * then. Error when the engine refuses an item.
 */
export async function seedLocalTables<const S extends TableSchema>(
  local: RunningLocalDynamoDB,
  tables: readonly S[],
  seed: NoInfer<Seed<S>>,
): Promise<{ readonly [tableName: string]: Seeded }> {
  const items = readSeed(tables, seed);
  const [{ withWork }, { putSeed }] = await Promise.all([import('./tables/work.js'), import('./tables/putSeed.js')]);
  const seeded = await withWork(local.clientConfig, {}, (work) => putSeed(work, items));
  return Object.fromEntries([...seeded].map(([{ tableName }, counts]) => [tableName, counts]));
}

function inFolder(local: RunningLocalDynamoDB, options: LocalTablesOptions): LocalTablesOptions {
  return { ...options, folder: options.folder ?? local.dataDir };
}

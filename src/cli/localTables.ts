import path from 'node:path';
import type { LocalTable, RunningLocalDynamoDB, Seed } from '../local/index.js';
import { permissions } from '../provision/index.js';
import { isProperties, type TableQuotas, type TableSchema } from '../schema/index.js';
import { lackingText, leftText, sawEachTable, withProgress } from './bringInLine.js';
import { withoutNodeVersionWarning } from './connection.js';
import type { ExitCode } from './exitCodes.js';
import { failure } from './failure.js';
import { loadModule } from './loadModule.js';
import { type Loaded, nameOnStage } from './loadSchemas.js';
import type { Output } from './output.js';

interface SeedOption {
  readonly seed?: string;
}

interface Items {
  /** Where the items are that don't fit a table that is made anew. */
  readonly folder: string;
  readonly seed: Seed | undefined;
  /** Seeds only the tables that come now. */
  readonly seedOnlyNew?: boolean;
}

/** The data is for trying things out: whatever it takes to follow the schemas is allowed. */
export async function bringLocal(
  local: RunningLocalDynamoDB,
  { tables, quotas }: { readonly tables: readonly TableSchema[]; readonly quotas?: TableQuotas },
  { folder, seed, seedOnlyNew = false }: Items,
  out: Output,
): Promise<ExitCode> {
  withoutNodeVersionWarning();
  const { followLocalTables } = await import('../local/index.js');
  const { results, exitCode } = await withProgress({ where: local.clientConfig.endpoint }, out, (watched) =>
    followLocalTables(local, tables, { ...watched, allow: permissions, quotas, folder }),
  );
  const isNew = ({ outcome, anew }: LocalTable) => outcome === 'created' && anew === undefined;
  const toSeed = results.filter((result) => result.outcome !== 'failed' && (!seedOnlyNew || isNew(result)));
  out.note(await localText(await seeded(local, tables, seed, toSeed, results), out));
  return exitCode;
}

/** The results, with what was put into the tables that are to be seeded. */
export async function seeded(
  local: RunningLocalDynamoDB,
  tables: readonly TableSchema[],
  seed: Seed | undefined,
  toSeed: readonly LocalTable[],
  results: readonly LocalTable[],
): Promise<readonly LocalTable[]> {
  if (!seed) return results;
  const { seedLocalTables } = await import('../local/index.js');
  const names = new Set(toSeed.map(({ tableName }) => tableName));
  const items = Object.fromEntries(Object.entries(seed).filter(([name]) => names.has(name)));
  const counts = await seedLocalTables(local, tables, items);
  return results.map((result) => {
    const count = counts[result.tableName];
    return count ? { ...result, seeded: count } : result;
  });
}

/** A line for each table: what changed of it, in words. Where a person saw each table's line, what that did not say. */
export async function localText(tables: readonly LocalTable[], out: Output): Promise<string> {
  const { describeLocalTable } = await import('../local/index.js');
  const seen = sawEachTable(out);
  const lines = tables
    .filter(({ anew, seeded, drift, notes }) => !seen || anew || seeded || drift.length || notes.length)
    .map((table) => `${describeLocalTable(table)}\n${leftText(table)}`);
  return `${lines.join('')}${lackingText(tables)}`;
}

/** The items of the file that `--seed` names, which fit the tables. */
export async function fittingSeed(options: SeedOption, loaded: Loaded): Promise<Seed | undefined> {
  const seed = await loadSeed(options, loaded);
  if (seed === undefined) return undefined;
  const { checkSeed } = await import('../local/index.js');
  try {
    checkSeed(loaded.tables, seed);
  } catch (error) {
    throw failure(`${options.seed}: ${(error as Error).message.replace(/^seed: /, '')}`, undefined, error);
  }
  return seed;
}

/** The same, before it is known whether they fit. */
export async function loadSeed({ seed: file }: SeedOption, loaded: Loaded): Promise<Seed | undefined> {
  if (file === undefined) return undefined;
  const { default: main, ...others } = await loadModule(path.resolve(file));
  return onStage((main ?? others) as Seed, loaded);
}

/** A file of items serves every stage: its tables have the names that they declare, or those of the stage. */
function onStage(seed: Seed, loaded: Loaded): Seed {
  if (!isProperties(seed)) return seed;
  const taken = new Set(Object.keys(seed));
  return Object.fromEntries(
    Object.entries(seed).map(([name, items]) => {
      const tableName = nameOnStage(loaded, name) ?? name;
      // What is there under both names is left for the check to refuse.
      if (taken.has(tableName)) return [name, items];
      taken.add(tableName);
      return [tableName, items];
    }),
  );
}

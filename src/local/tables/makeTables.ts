import type { Change } from '../../provision/index.js';
import { formatPath, type TableSchema } from '../../schema/index.js';
import type { LocalClientConfig } from '../clientConfig.js';
import type { LocalTable } from '../localTable.js';
import type { SeedItems } from '../seed.js';
import { followTables } from './followTables.js';
import { putSeed } from './putSeed.js';
import { type WorkOptions, withWork } from './work.js';

export interface TableOrder extends WorkOptions {
  readonly tables: readonly TableSchema[];
  readonly seed: SeedItems;
  /** For messages: the engine's name. */
  readonly label: string;
}

/**
 * Makes the tables in an engine that starts, with their first items. Imports the SDK, so it is imported late itself, when there
 * are tables to make.
 *
 * @throws Error when a table is not as its schema says afterwards, other than in what the engine does not implement.
 */
export async function makeTables(clientConfig: LocalClientConfig, order: TableOrder): Promise<LocalTable[]> {
  const { tables, seed, label, folder } = order;
  return withWork(clientConfig, order, async (work) => {
    const results = await followTables(work, tables);
    const problems = results.flatMap((result) => problem(result, folder));
    if (problems.length) {
      const cause = results.find(({ error }) => error)?.error;
      throw new Error([`The tables can't be made on ${label}:`, ...problems].join('\n'), { cause });
    }
    const seeded = await putSeed(work, seed);
    return results.map((result, i) => {
      const items = seeded.get(tables[i]);
      return items ? { ...result, seeded: items } : result;
    });
  });
}

function problem({ tableName, outcome, error, drift, notes }: LocalTable, dataDir: string | undefined): string[] {
  if (outcome === 'failed') return [`- ${[`${tableName}: ${error?.message}`, ...notes].join('; ')}`];
  if (drift.length === 0) return [];
  const kinds = drift.filter(({ effect }) => effect === 'destructive').map(({ kind }) => `'${kind}'`);
  const allow = kinds.length === 0 ? '' : `pass allow: [${[...new Set(kinds)].join(', ')}], or `;
  const remedy = `To have the table as the schema says, ${allow}delete ${dataDir ?? 'the table'}, data and all.`;
  return [`- ${tableName} differs from its schema: ${drift.map(inWords).join('; ')}. ${remedy}`];
}

function inWords({ kind, path, note }: Change): string {
  return `${formatPath(path)} (${kind}${note === undefined ? '' : `, ${note}`})`;
}

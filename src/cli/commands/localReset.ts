import { resultDocument, withProgress } from '../bringInLine.js';
import { confirm } from '../confirm.js';
import { withoutNodeVersionWarning } from '../connection.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { failure } from '../failure.js';
import { relative } from '../loadModule.js';
import { loadSchemas } from '../loadSchemas.js';
import { localPlace } from '../localEngine.js';
import { fittingSeed, localText, seeded } from '../localTables.js';
import type { Output } from '../output.js';
import type { LocalOptions } from './local.js';

/** The flags of `local` are read with its own. */
export interface ResetOptions extends LocalOptions {
  readonly yes?: boolean;
}

/** `tablewright local reset`: throws away what the local DynamoDB holds, and makes the tables anew. */
export async function localReset(options: ResetOptions, out: Output): Promise<ExitCode> {
  const alien = (['port', 'engine', 'watch', 'empty'] as const).find((name) => options[name] !== undefined);
  if (alien)
    throw failure(`local reset has no --${alien}`, 'It works on the engine that runs, or on the data. Leave it out.');
  const loaded = await loadSchemas(options);
  const { tables, quotas } = loaded;
  const seed = await fittingSeed(options, loaded);
  const place = await localPlace(out, options.data);
  try {
    // What is in memory is gone with the engine anyway.
    if (place.dataDir !== undefined && !options.yes && !(await confirm(question(options, place.dataDir)))) {
      out.warn('Nothing was changed.');
      return exitCodes.couldNotRun;
    }
    withoutNodeVersionWarning();
    const { resetLocalTables } = await import('../../local/index.js');
    let removed: readonly string[] = [];
    const { results, exitCode } = await withProgress({ where: place.clientConfig.endpoint }, out, async (watched) => {
      const done = await resetLocalTables(place, tables, {
        ...watched,
        quotas,
        keepOthers: options.table !== undefined,
      });
      removed = done.removed;
      return done.tables;
    });
    const made = results.filter(({ outcome }) => outcome !== 'failed');
    const all = await seeded(place, tables, seed, made, results);
    const others = removed.filter((name) => !tables.some(({ tableName }) => tableName === name));
    const text = await localText(all, out);
    out.result(
      () => ({ command: 'local reset', removed, tables: all.map(resultDocument) }),
      () => `${text}${others.map((name) => `${name}: removed, as no schema names it\n`).join('')}`,
    );
    return exitCode;
  } finally {
    await place.stop();
  }
}

function question({ table }: ResetOptions, dataDir: string): string {
  const what = table === undefined ? 'all tables and items' : `${table.join(', ')}, with all items,`;
  return `Throw away ${what} in ${relative(dataDir)}?`;
}

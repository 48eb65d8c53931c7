import { type CatalogEntry, type CatalogId, catalog } from '../../catalog/index.js';
import { applySchemas } from '../agreeAndApply.js';
import { atPlace, type PlaceOptions } from '../atPlace.js';
import { tellResults } from '../bringInLine.js';
import { tablesOfCatalog } from '../catalogTables.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { fromCatalog } from '../loadSchemas.js';
import { defaultDataDir } from '../localEngine.js';
import type { Output } from '../output.js';
import { refuseUnmet } from '../policy.js';

export interface CreateOptions extends PlaceOptions {
  readonly list?: boolean;
  readonly table?: string;
  readonly config?: string;
  readonly yes?: boolean;
}

/** `tablewright create`: tables of the catalog. */
export async function create(ids: readonly CatalogId[], options: CreateOptions, out: Output): Promise<ExitCode> {
  if (options.list) return list(ids, out);
  const loaded = await fromCatalog(tablesOfCatalog(ids, options.table), {
    config: options.config,
    stage: options.stage,
  });
  refuseUnmet(loaded);
  const { tables, quotas } = loaded;
  return atPlace(options, loaded, out, async (connection, local) => {
    const done = await applySchemas(connection, tables, { yes: options.yes, quotas }, out);
    if (done.exitCode === exitCodes.done) out.note(next(ids, options, local, out));
    return tellResults('create', done, out);
  });
}

function list(ids: readonly CatalogId[], out: Output): ExitCode {
  if (ids.length) tablesOfCatalog(ids);
  const entries = Object.entries<CatalogEntry>(catalog).filter(([id]) => !ids.length || ids.includes(id as CatalogId));
  const width = Math.max(...entries.map(([id]) => id.length));
  out.result(
    () => ({ command: 'create', catalog: Object.fromEntries(entries) }),
    () => entries.map(([id, entry]) => `${out.colors.bold(id.padEnd(width))}  ${line(entry)}\n`).join(''),
  );
  return exitCodes.done;
}

function line({ title, description, package: used }: CatalogEntry): string {
  return `${title}: ${description}${used ? ` (${used.name} ${used.version})` : ''}`;
}

function next(ids: readonly CatalogId[], options: CreateOptions, local: 'no' | 'stays' | 'stops', out: Output): string {
  const { table, stage } = options;
  const constants = ids.flatMap((id) => Object.keys(catalog[id].schemas)).join(', ');
  // Under other names they are in the data all the same.
  const tables = table || stage ? '--empty' : `--catalog ${ids.join(',')}`;
  const again =
    local === 'stops' ? `\n  - Run it for your code:  npx tablewright local ${tables} --data ${defaultDataDir}` : '';
  const from = `${table ? '' : ` --catalog ${ids.join(',')}`}${stage ? ` --stage ${stage}` : ''}`;
  const renamed = table
    ? `\n  - With its name:  tables: [withTableName(${constants}, '${table}')] in tablewright.config.ts, for the commands below too`
    : '';
  return `
${out.noteColors.bold('Next')}
  - In your code and tests:  import { ${constants} } from 'tablewright/catalog';${renamed}${again}
  - Let your service in:  npx tablewright emit iam${from} --account <id> --region <region>
  - Deploy:  npx tablewright emit cloudformation${from}    (or terraform, cdk)
`;
}

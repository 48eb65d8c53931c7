import { approvalTableSchema, breakGlassTableSchema, sessionTableSchema } from '../../catalog/sentinel/index.js';
import { type PlanPlace, planNewTable } from '../../provision/index.js';
import type { TableSchema } from '../../schema/index.js';
import { withTableName } from '../../schema/index.js';
import { applySchemas } from '../agreeAndApply.js';
import { atPlace, type PlaceOptions } from '../atPlace.js';
import { tellResults } from '../bringInLine.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { explain, failure } from '../failure.js';
import { defaultDataDir } from '../localEngine.js';
import { failureText, type Output } from '../output.js';
import { placeOf } from '../placeWords.js';
import { type Planned, planAll, plansIn, showPlans } from '../planning.js';
import { policyPlace } from '../policyPlace.js';
import { accesses } from '../targets.js';

export interface InitOptions extends PlaceOptions {
  readonly table?: string;
  readonly plan?: boolean;
  readonly yes?: boolean;
  readonly generateIam?: string | boolean;
  readonly account?: string;
  readonly prefix?: string;
}

const tables = {
  sessions: { schema: sessionTableSchema, constant: 'sessionTableSchema' },
  approvals: { schema: approvalTableSchema, constant: 'approvalTableSchema' },
  breakglass: { schema: breakGlassTableSchema, constant: 'breakGlassTableSchema' },
};

/** `tablewright init`: the ready-made tables. */
export async function init(which: keyof typeof tables | 'all', options: InitOptions, out: Output): Promise<ExitCode> {
  const names = which === 'all' ? (Object.keys(tables) as (keyof typeof tables)[]) : [which];
  if (options.table !== undefined && names.length > 1) {
    throw failure(
      '--table names one table, and all are three',
      'Run init for each: tablewright init sessions --table my-sessions.',
    );
  }
  if (options.prefix !== undefined) {
    throw failure(
      '--prefix finds live tables for a project, and ready-made tables were named',
      'Leave one of them out: tablewright init --prefix prod-.',
    );
  }
  const schemas = names.map((name): TableSchema => {
    const { schema } = tables[name];
    return options.table === undefined ? schema : withTableName(schema, options.table);
  });
  if (options.generateIam) return printPolicy(schemas, options, out);
  if (options.plan) return showPlan(schemas, options, out);
  return atPlace(options, {}, out, async (connection, local) => {
    const done = await applySchemas(connection, schemas, { yes: options.yes }, out);
    if (done.exitCode === exitCodes.done) out.note(next(names, options, local, out));
    return tellResults('init', done, out);
  });
}

async function showPlan(schemas: readonly TableSchema[], options: InitOptions, out: Output): Promise<ExitCode> {
  let planned: readonly Planned[];
  let place: PlanPlace = { region: options.region, profile: options.profile };
  let liveState: 'known' | 'unknown' = 'known';
  try {
    [planned, place] = await atPlace(options, {}, out, async (connection) => [
      await planAll(connection, schemas),
      await placeOf(connection),
    ]);
  } catch (error) {
    // Without credentials there is still something to show.
    const why = failureText(explain(error, { where: options.endpoint ?? options.region }));
    out.warn(`The live state is unknown: ${why}\nThis is the plan for an account that has none of these tables:\n`);
    liveState = 'unknown';
    planned = schemas.map((schema) => ({ tableName: schema.tableName, plan: planNewTable(schema) }));
  }
  out.result(
    () => ({ command: 'init', liveState, place, tables: planned }),
    () => showPlans(planned, place, out.colors),
  );
  return plansIn(planned) ? exitCodes.done : exitCodes.couldNotRun;
}

async function printPolicy(schemas: readonly TableSchema[], options: InitOptions, out: Output): Promise<ExitCode> {
  const { targets } = await import('../../formats/index.js');
  const access = accesses.find((known) => known === options.generateIam) ?? 'read-write';
  out.data(targets.iam.make(schemas, { access, ...policyPlace(options) }));
  return exitCodes.done;
}

function next(
  names: readonly (keyof typeof tables)[],
  options: InitOptions,
  local: 'no' | 'stays' | 'stops',
  out: Output,
): string {
  const { bold } = out.noteColors;
  const constants = names.map((name) => tables[name].constant).join(', ');
  const renamed =
    options.table === undefined ? '' : `\n     const schema = withTableName(${constants}, '${options.table}');`;
  const again =
    local === 'stops' ? `\n  - Run it for your code:  npx tablewright local --empty --data ${defaultDataDir}` : '';
  return `
${bold('Next')}
  - Use it:  import { ${constants}${renamed ? ', withTableName' : ''} } from 'tablewright';${renamed}${again}
  - Let your service in:  npx tablewright init ${names.length > 1 ? 'all' : names[0]} --generate-iam --account <id> --region <region>
  - Your own tables:  declare them with defineTable, list them in tablewright.config.ts, and run  npx tablewright plan
`;
}

import { approvalTableSchema, breakGlassTableSchema, sessionTableSchema } from '../../catalog/sentinel/index.js';
import { makePlan } from '../../migrate/index.js';
import type { TableSchema } from '../../schema/index.js';
import { withTableName } from '../../schema/index.js';
import { atPlace, type PlaceOptions } from '../atPlace.js';
import { bringInLine, resultDocument, resultText } from '../bringInLine.js';
import { confirm } from '../confirm.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { explain, failure } from '../failure.js';
import { defaultDataDir } from '../localEngine.js';
import { failureText, type Output } from '../output.js';
import { hasSteps, type Planned, planAll, plansIn, showPlans } from '../planning.js';
import { policyPlace } from '../policyPlace.js';
import { accesses } from '../targets.js';

export interface InitOptions extends PlaceOptions {
  readonly table?: string;
  readonly plan?: boolean;
  readonly yes?: boolean;
  readonly generateIam?: string | boolean;
  readonly account?: string;
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
  const schemas = names.map((name): TableSchema => {
    const { schema } = tables[name];
    return options.table === undefined ? schema : withTableName(schema, options.table);
  });
  if (options.generateIam) return printPolicy(schemas, options, out);
  if (options.plan) return showPlan(schemas, options, out);
  return atPlace(options, {}, out, async (connection, local) => {
    const planned = await planAll(connection, schemas);
    const failed = planned.some((one) => 'failure' in one);
    if (failed || !out.json) out.note(showPlans(planned, out));
    if (failed) return exitCodes.couldNotRun;
    if (hasSteps(planned) && !options.yes && !(await confirm(`Make these changes at ${connection.where}?`))) {
      out.warn('Nothing was changed.');
      return exitCodes.couldNotRun;
    }
    const { results, exitCode } = await bringInLine(
      connection,
      options.yes ? { schemas } : { plans: plansIn(planned) },
      {},
      out,
    );
    out.result(
      () => ({ command: 'init', tables: results.map(resultDocument) }),
      () => resultText(results, out),
    );
    if (exitCode === exitCodes.done) out.note(next(names, options, local, out));
    return exitCode;
  });
}

async function showPlan(schemas: readonly TableSchema[], options: InitOptions, out: Output): Promise<ExitCode> {
  let planned: readonly Planned[];
  let liveState: 'known' | 'unknown' = 'known';
  try {
    planned = await atPlace(options, {}, out, (connection) => planAll(connection, schemas));
  } catch (error) {
    // Without credentials there is still something to show.
    const why = failureText(explain(error, options.endpoint ?? options.region));
    out.warn(`The live state is unknown: ${why}\nThis is the plan for an account that has none of these tables:\n`);
    liveState = 'unknown';
    planned = schemas.map((schema) => ({ tableName: schema.tableName, plan: makePlan(undefined, schema) }));
  }
  out.result(
    () => ({ command: 'init', liveState, tables: planned }),
    () => showPlans(planned, out),
  );
  return planned.some((one) => 'failure' in one) ? exitCodes.couldNotRun : exitCodes.done;
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
  const again = local === 'stops' ? `\n  - Run it for your code:  npx tablewright local --data ${defaultDataDir}` : '';
  return `
${bold('Next')}
  - Use it:  import { ${constants}${renamed ? ', withTableName' : ''} } from 'tablewright';${renamed}${again}
  - Let your service in:  npx tablewright init ${names.length > 1 ? 'all' : names[0]} --generate-iam --account <id> --region <region>
  - Your own tables:  declare them with defineTable, list them in tablewright.config.ts, and run  npx tablewright plan
`;
}

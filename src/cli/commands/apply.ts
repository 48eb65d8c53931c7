import type { Plan } from '../../provision/index.js';
import { atPlace, type PlaceOptions } from '../atPlace.js';
import { bringInLine, type Done, resultDocument, resultText } from '../bringInLine.js';
import { confirm } from '../confirm.js';
import type { Connection } from '../connection.js';
import { checkConnection } from '../connection.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { failure } from '../failure.js';
import { loadSchemas, type SchemaOptions } from '../loadSchemas.js';
import type { Output } from '../output.js';
import { hasSteps, planAll, plansIn, showPlans, toPermissions } from '../planning.js';
import { readPlans } from '../savedPlans.js';

export interface ApplyOptions extends SchemaOptions, PlaceOptions {
  readonly allow?: readonly string[];
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly yes?: boolean;
}

/** `tablewright apply`: brings live tables in line with the schemas, or applies a saved plan. */
export async function apply(planFile: string | undefined, options: ApplyOptions, out: Output): Promise<ExitCode> {
  const work = {
    ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
    ...(options.timeout !== undefined && { timeoutMs: options.timeout * 1000 }),
  };
  return planFile === undefined ? applySchemas(options, work, out) : applyFile(planFile, options, work, out);
}

type Work = { readonly concurrency?: number; readonly timeoutMs?: number };

async function applySchemas(options: ApplyOptions, work: Work, out: Output): Promise<ExitCode> {
  const allow = toPermissions(options.allow ?? []);
  const loaded = await loadSchemas(options);
  const { tables: schemas, quotas } = loaded;
  return atPlace(options, loaded, out, async (connection) => {
    if (options.yes) {
      await checkConnection(connection, schemas[0].tableName);
      return report(
        await bringInLine(connection, { schemas }, { ...work, allow, ...(quotas && { quotas }) }, out),
        out,
      );
    }
    const planned = await planAll(connection, schemas, { ...options, ...loaded, allow });
    const failed = planned.some((one) => 'failure' in one);
    if (failed || !out.json) out.note(showPlans(planned, out));
    if (failed) return exitCodes.couldNotRun;
    const plans = plansIn(planned);
    if (hasSteps(planned) && !(await agreed(plans, connection))) return declined(out);
    return report(await bringInLine(connection, { plans }, work, out), out);
  });
}

async function applyFile(file: string, options: ApplyOptions, work: Work, out: Output): Promise<ExitCode> {
  const wrong = (['config', 'schema', 'stage', 'allow'] as const).find((name) => options[name] !== undefined);
  if (wrong)
    throw failure(
      `--${wrong} does not go with a saved plan: the plan holds that already`,
      `Make another plan with it.`,
    );
  const saved = await readPlans(file);
  const names = saved.plans.map(({ tableName }) => tableName);
  const missing = options.table?.find((name) => !names.includes(name));
  if (missing) throw failure(`--table ${missing}: the plan has no such table`, `It has ${names.join(', ')}.`);
  const plans = saved.plans.filter(({ tableName }) => options.table?.includes(tableName) ?? true);
  const flags = options.local || saved.local ? { ...options, local: true } : options;
  return atPlace(flags, saved, out, async (connection) => {
    const planned = plans.map((plan) => ({ tableName: plan.tableName, plan }));
    if (!out.json) out.note(showPlans(planned, out));
    if (hasSteps(planned) && !options.yes && !(await agreed(plans, connection))) return declined(out);
    await checkConnection(connection, plans[0]?.tableName ?? 'none');
    return report(await bringInLine(connection, { plans }, work, out), out);
  });
}

function agreed(plans: readonly Plan[], { where }: Connection): Promise<boolean> {
  const steps = plans.reduce((sum, plan) => sum + plan.steps.length, 0);
  return confirm(`Make ${steps === 1 ? 'this call' : `these ${steps} calls`} at ${where}?`);
}

function declined(out: Output): ExitCode {
  out.warn('Nothing was changed.');
  return exitCodes.couldNotRun;
}

function report({ results, exitCode }: Done, out: Output): ExitCode {
  out.result(
    () => ({ command: 'apply', tables: results.map(resultDocument) }),
    () => resultText(results, out),
  );
  return exitCode;
}

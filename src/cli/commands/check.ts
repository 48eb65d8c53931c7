import {
  describePlace,
  formatDifferences,
  type PlanPlace,
  type PlanVerdict,
  planVerdict,
} from '../../provision/index.js';
import { atPlace, type PlaceOptions } from '../atPlace.js';
import { lackingText } from '../bringInLine.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { loadSchemas, type SchemaOptions } from '../loadSchemas.js';
import { type Colors, colorPlan, failureText, type Output } from '../output.js';
import { placeOf } from '../placeWords.js';
import { type Planned, planAll, plansIn } from '../planning.js';

export interface CheckOptions extends SchemaOptions, PlaceOptions {
  readonly concurrency?: number;
}

/** `tablewright check`: whether the live tables are as declared, for CI. */
export async function check(options: CheckOptions, out: Output): Promise<ExitCode> {
  const loaded = await loadSchemas(options);
  const { planned, place } = await atPlace(options, loaded, out, async (connection) => ({
    planned: await planAll(connection, loaded.tables, { quotas: loaded.quotas, concurrency: options.concurrency }),
    place: await placeOf(connection),
  }));
  const checked = planned.map((one) => ({ ...one, verdict: verdict(one) }));
  out.result(
    () => ({ command: 'check', place, tables: checked.map(document) }),
    () => text(checked, place, out.colors),
  );
  if (checked.some((one) => one.verdict === 'unknown')) return exitCodes.couldNotRun;
  return checked.some((one) => one.verdict === 'drift') ? exitCodes.negative : exitCodes.done;
}

type Checked = Planned & { readonly verdict: PlanVerdict };

function verdict(one: Planned): PlanVerdict {
  return 'plan' in one ? planVerdict(one.plan) : 'unknown';
}

function document(one: Checked): object {
  const { tableName, verdict } = one;
  if ('failure' in one) return { tableName, verdict, failure: one.failure };
  const { steps, drift, unsupported, table } = one.plan;
  return {
    tableName,
    verdict,
    drift: [...new Set(steps.flatMap(({ changes }) => changes)), ...drift],
    unsupported,
    notes: table?.notes ?? [],
  };
}

/** Where; then a verdict for each table that is not in line, and why; the others in one line; how many there are of each. */
function text(checked: readonly Checked[], place: PlanPlace, colors: Colors): string {
  const { bold, green, red, yellow } = colors;
  const where = describePlace(plansIn(checked.filter((one) => 'plan' in one)) ?? [], place);
  const of = (verdict: PlanVerdict) => checked.filter((one) => one.verdict === verdict);
  const inLine = of('in line');
  const told = [...of('drift'), ...of('unknown')].map((one) => {
    const mark = one.verdict === 'drift' ? red('drift') : yellow('unknown');
    return `${mark} ${bold(one.tableName)}\n${why(one, colors)}`;
  });
  const plans = inLine.flatMap((one) => ('plan' in one ? [one.plan] : []));
  const notes = plans.flatMap(({ tableName, table }) =>
    (table?.notes ?? []).map((note) => `  note: ${note} (${tableName})\n`),
  );
  const noted = `${notes.join('')}${lackingText(plans)}`;
  const counts = (['drift', 'unknown', 'in line'] as const)
    .map((verdict) => ({ verdict, count: of(verdict).length }))
    .filter(({ count }) => count)
    .map(({ verdict, count }) => `${count} ${verdict}`);
  return [
    ...(where === undefined ? [] : [`Where: ${where}\n`]),
    ...told,
    ...(inLine.length ? [`${green('in line')} ${inLine.map(({ tableName }) => tableName).join(', ')}\n${noted}`] : []),
    `${counts.join(', ')}\n`,
  ].join('\n');
}

function why(one: Checked, colors: Colors): string {
  return 'plan' in one ? colorPlan(formatDifferences(one.plan), colors) : `    ${failureText(one.failure)}\n`;
}

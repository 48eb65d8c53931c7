import { unreachedNotes } from '../../migrate/index.js';
import {
  describePlace,
  formatDifferences,
  type Plan,
  type PlanPlace,
  type PlanVerdict,
  planVerdict,
} from '../../provision/index.js';
import { atPlace, type PlaceOptions } from '../atPlace.js';
import { lackingText } from '../bringInLine.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { loadSchemas, type SchemaOptions } from '../loadSchemas.js';
import { warnOfOtherRegions } from '../otherRegions.js';
import { type Colors, colorPlan, failureText, type Output } from '../output.js';
import { placeOf } from '../placeWords.js';
import { type Planned, planAll } from '../planning.js';
import { warnOfUnmet } from '../policy.js';

export interface CheckOptions extends SchemaOptions, PlaceOptions {
  readonly concurrency?: number;
}

/** `tablewright check`: whether the live tables are as declared, for CI. */
export async function check(options: CheckOptions, out: Output): Promise<ExitCode> {
  const loaded = await loadSchemas(options);
  warnOfUnmet(loaded, out);
  const { planned, place } = await atPlace(options, loaded, out, async (connection) => {
    const { quotas } = loaded;
    const planned = await planAll(connection, loaded.tables, { quotas, concurrency: options.concurrency });
    await warnOfOtherRegions(connection, loaded.config, planned, out);
    return { planned, place: await placeOf(connection) };
  });
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
    notes: [...(table?.notes ?? []), ...unreachedNotes(one.plan)],
  };
}

/** Where; a verdict for each table that is not in line, and why; the others in one line; how many there are of each. */
function text(checked: readonly Checked[], place: PlanPlace, colors: Colors): string {
  const { bold, green, red, yellow } = colors;
  const of = (verdict: PlanVerdict) => checked.filter((one) => one.verdict === verdict);
  const told = [...of('drift'), ...of('unknown')].map((one) => {
    const mark = one.verdict === 'drift' ? red('✗') : yellow('?');
    return `${mark} ${bold(`${one.tableName}: ${one.verdict}`)}\n${why(one, colors)}`;
  });
  const inLine = of('in line');
  const names = inLine.map(({ tableName }) => tableName).join(', ');
  const where = describePlace(plansOf(checked), place);
  const first = where === undefined ? '' : `Where: ${where}\n`;
  const last = inLine.length ? `${green('✓')} In line: ${names}\n${notesOf(plansOf(inLine))}` : '';
  return told.length ? [first, ...told, last, counts(checked)].filter(Boolean).join('\n') : `${first}${last}`;
}

function plansOf(checked: readonly Checked[]): Plan[] {
  return checked.flatMap((one) => ('plan' in one ? [one.plan] : []));
}

/** What is to be known of tables that are in line; what their endpoint lacks, once. */
function notesOf(plans: readonly Plan[]): string {
  const notes = plans.flatMap(({ tableName, table }) =>
    (table?.notes ?? []).map((note) => `  note: ${note} (${tableName})\n`),
  );
  return `${notes.join('')}${lackingText(plans)}`;
}

function counts(checked: readonly Checked[]): string {
  const parts = (['drift', 'unknown', 'in line'] as const).map((verdict) => {
    const { length } = checked.filter((one) => one.verdict === verdict);
    return length ? [`${length} ${verdict}`] : [];
  });
  return `${parts.flat().join(', ')}\n`;
}

function why(one: Checked, colors: Colors): string {
  if ('failure' in one) return `    ${failureText(one.failure)}\n`;
  const missing = one.plan.live ? '' : '    there is no such table; it would be made so:\n';
  return `${missing}${colorPlan(formatDifferences(one.plan), colors)}`;
}

import { atPlace, type PlaceOptions } from '../atPlace.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { loadSchemas, type SchemaOptions } from '../loadSchemas.js';
import type { Output } from '../output.js';
import { type Planned, planAll, showPlans } from '../planning.js';

export interface CheckOptions extends SchemaOptions, PlaceOptions {
  readonly concurrency?: number;
}

type Verdict = 'in line' | 'drift' | 'unknown';

/** `tablewright check`: whether the live tables are as declared, for CI. */
export async function check(options: CheckOptions, out: Output): Promise<ExitCode> {
  const loaded = await loadSchemas(options);
  const planned = await atPlace(options, loaded, out, (connection) =>
    planAll(connection, loaded.tables, { ...options, ...loaded }),
  );
  const verdicts = planned.map(verdict);
  out.result(
    () => ({
      command: 'check',
      tables: planned.map((one, i) => ({
        tableName: one.tableName,
        verdict: verdicts[i],
        ...('plan' in one
          ? {
              drift: [...new Set(one.plan.steps.flatMap(({ changes }) => changes)), ...one.plan.drift],
              unsupported: one.plan.unsupported,
              notes: one.plan.table?.notes ?? [],
            }
          : { failure: one.failure }),
      })),
    }),
    () => text(planned, verdicts, out),
  );
  if (verdicts.includes('unknown')) return exitCodes.couldNotRun;
  return verdicts.includes('drift') ? exitCodes.negative : exitCodes.done;
}

/** A difference that was seen is drift; without one, a part that could not be read leaves the rest open. */
function verdict(one: Planned): Verdict {
  if ('failure' in one) return 'unknown';
  const { steps, drift, table } = one.plan;
  if (steps.length || drift.length) return 'drift';
  return table?.stuck || table?.unread?.length ? 'unknown' : 'in line';
}

function text(planned: readonly Planned[], verdicts: readonly Verdict[], out: Output): string {
  const { green } = out.colors;
  const fine = planned
    .filter((_, i) => verdicts[i] === 'in line')
    .map((one) => {
      const notes = ('plan' in one && one.plan.table?.notes) || [];
      return `${green('✓')} ${one.tableName}: in line\n${notes.map((note) => `  note: ${note}\n`).join('')}`;
    });
  const rest = planned.filter((_, i) => verdicts[i] !== 'in line');
  return `${fine.join('')}${rest.length ? showPlans(rest, out.colors) : ''}`;
}

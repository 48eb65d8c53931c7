import { type QuotaOptions, quotasFor } from '../accountQuotas.js';
import { type Agreement, applyPlans, applySchemas } from '../agreeAndApply.js';
import { atPlace, type PlaceOptions } from '../atPlace.js';
import { type Done, tellResults } from '../bringInLine.js';
import { checkConnection } from '../connection.js';
import type { ExitCode } from '../exitCodes.js';
import { failure } from '../failure.js';
import { loadSchemas, type SchemaOptions } from '../loadSchemas.js';
import type { Output } from '../output.js';
import { toPermissions } from '../planning.js';
import { refuseUnmet } from '../policy.js';
import { readPlans } from '../savedPlans.js';

export interface ApplyOptions extends SchemaOptions, PlaceOptions, QuotaOptions {
  readonly allow?: readonly string[];
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly yes?: boolean;
}

/** `tablewright apply`: brings live tables in line with the schemas, or applies a saved plan. */
export async function apply(planFile: string | undefined, options: ApplyOptions, out: Output): Promise<ExitCode> {
  const { concurrency, timeout, yes } = options;
  const agreement = { yes, concurrency, timeoutMs: timeout === undefined ? undefined : timeout * 1000 };
  const done =
    planFile === undefined
      ? await applyDeclared(options, agreement, out)
      : await applySaved(planFile, options, agreement, out);
  return tellResults('apply', done, out);
}

async function applyDeclared(options: ApplyOptions, agreement: Agreement, out: Output): Promise<Done> {
  const allow = toPermissions(options.allow ?? []);
  const loaded = await loadSchemas(options);
  refuseUnmet(loaded);
  return atPlace(options, loaded, out, async (connection) => {
    const quotas = await quotasFor(connection, options, loaded.quotas, out);
    return applySchemas(connection, loaded.tables, { ...agreement, allow, quotas, config: loaded.config }, out);
  });
}

async function applySaved(file: string, options: ApplyOptions, agreement: Agreement, out: Output): Promise<Done> {
  const wrong = (['config', 'schema', 'catalog', 'stage', 'allow', 'quotasFromAccount'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (wrong)
    throw failure(
      `--${wrong.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} does not go with a saved plan: the plan holds that already`,
      `Make another plan with it.`,
    );
  const saved = await readPlans(file);
  const names = saved.plans.map(({ tableName }) => tableName);
  const missing = options.table?.find((name) => !names.includes(name));
  if (missing) throw failure(`--table ${missing}: the plan has no such table`, `It has ${names.join(', ')}.`);
  const plans = saved.plans.filter(({ tableName }) => options.table?.includes(tableName) ?? true);
  const flags = options.local || saved.local ? { ...options, local: true } : options;
  return atPlace(flags, saved, out, async (connection) => {
    await checkConnection(connection, plans[0].tableName);
    return applyPlans(connection, plans, agreement, out);
  });
}

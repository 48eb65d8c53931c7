import { type QuotaOptions, quotasFor } from '../accountQuotas.js';
import { atPlace, type PlaceOptions } from '../atPlace.js';
import { type ExitCode, exitCodes } from '../exitCodes.js';
import { loadSchemas, type SchemaOptions } from '../loadSchemas.js';
import { warnOfOtherRegions } from '../otherRegions.js';
import { writeOut } from '../outFile.js';
import type { Output } from '../output.js';
import { placeOf } from '../placeWords.js';
import { planAll, plansIn, showPlans, toPermissions } from '../planning.js';
import { refuseUnmet } from '../policy.js';
import { savePlans } from '../savedPlans.js';

export interface PlanCommandOptions extends SchemaOptions, PlaceOptions, QuotaOptions {
  readonly allow?: readonly string[];
  readonly concurrency?: number;
  readonly out?: string;
  readonly format?: 'text' | 'markdown';
}

/** `tablewright plan`: what apply would do. */
export async function plan(options: PlanCommandOptions, out: Output): Promise<ExitCode> {
  const { allow: words = [], concurrency, format } = options;
  const allow = toPermissions(words);
  const loaded = await loadSchemas(options);
  refuseUnmet(loaded);
  return atPlace(options, loaded, out, async (connection) => {
    const quotas = await quotasFor(connection, options, loaded.quotas, out);
    const planned = await planAll(connection, loaded.tables, { allow, quotas, concurrency });
    const place = await placeOf(connection);
    const plans = plansIn(planned);
    out.result(
      () => ({ command: 'plan', place, tables: planned }),
      () => showPlans(planned, { ...place, format }, out.colors),
    );
    await warnOfOtherRegions(connection, loaded.config, planned, out);
    if (options.out !== undefined) {
      if (!plans) {
        out.warn(`${options.out} was not written: there is not a plan for every table.`);
        return exitCodes.couldNotRun;
      }
      await writeOut(
        options.out,
        savePlans({
          plans,
          ...(options.local ? { local: true, stage: loaded.stage } : declaredPlace(options, loaded, connection.region)),
        }),
      );
      out.note(`Saved. Apply it: tablewright apply ${options.out}`);
    }
    return plans ? exitCodes.done : exitCodes.couldNotRun;
  });
}

/** As it is said on the command line and in the configuration: credentials are found anew where the plan is applied. */
function declaredPlace(options: PlaceOptions, config: PlaceOptions, region: string): PlaceOptions {
  return {
    region,
    profile: options.profile ?? config.profile,
    endpoint: options.endpoint ?? config.endpoint,
    emulator: options.emulator ?? config.emulator,
    stage: config.stage,
  };
}

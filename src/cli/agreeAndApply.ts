import type { TablewrightConfig } from '../config/index.js';
import type { Permission, Plan } from '../provision/index.js';
import type { TableQuotas, TableSchema } from '../schema/index.js';
import { bringInLine, type Done } from './bringInLine.js';
import { confirm } from './confirm.js';
import { type Connection, checkConnection } from './connection.js';
import { exitCodes } from './exitCodes.js';
import { failure } from './failure.js';
import { warnOfOtherRegions } from './otherRegions.js';
import type { Output } from './output.js';
import { placeOf, question } from './placeWords.js';
import { planAll, plansIn, showPlans } from './planning.js';

export interface Agreement {
  /** Applies without asking. */
  readonly yes?: boolean;
  readonly concurrency?: number;
  readonly timeoutMs?: number;
}

export interface Order extends Agreement {
  readonly allow?: readonly Permission[];
  readonly quotas?: TableQuotas;
  /** Where other Regions stand, in which the tables may be. */
  readonly config?: TablewrightConfig | undefined;
}

/** Brings live tables in line with the schemas: with `yes` at once, else exactly as a person saw it and agreed to it. */
export async function applySchemas(
  connection: Connection,
  schemas: readonly TableSchema[],
  order: Order,
  out: Output,
): Promise<Done> {
  if (order.yes) {
    await checkConnection(connection, schemas[0].tableName);
    return bringInLine(connection, { schemas }, order, out);
  }
  const planned = await planAll(connection, schemas, order);
  await warnOfOtherRegions(connection, order.config, planned, out);
  const plans = plansIn(planned);
  if (plans) return applyPlans(connection, plans, order, out);
  if (!out.json) out.note(showPlans(planned, await placeOf(connection), out.noteColors));
  const [first] = planned.flatMap((one) => ('failure' in one ? [one] : []));
  throw failure(
    `there is not a plan for every table, so nothing was done: ${first.tableName}: ${first.failure.message}`,
    first.failure.wayOut,
  );
}

/** Applies plans, if a person who sees them agrees to it, or nobody is to be asked. */
export async function applyPlans(
  connection: Connection,
  plans: readonly Plan[],
  agreement: Agreement,
  out: Output,
): Promise<Done> {
  const place = await placeOf(connection);
  const planned = plans.map((plan) => ({ tableName: plan.tableName, plan }));
  if (!out.json) out.note(showPlans(planned, place, out.noteColors));
  const needed = !agreement.yes && plans.some(({ steps }) => steps.length);
  if (needed && !(await confirm(question(plans, place)))) {
    out.warn('Nothing was changed.');
    return { results: [], exitCode: exitCodes.couldNotRun };
  }
  return bringInLine(connection, { plans }, agreement, out);
}

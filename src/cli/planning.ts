import { formatPlan, type Permission, type Plan, permissions, planTable } from '../provision/index.js';
import type { TableQuotas, TableSchema } from '../schema/index.js';
import { type Connection, checkConnection } from './connection.js';
import { explain, type Failure, failure } from './failure.js';
import { inParallel } from './inParallel.js';
import { colorPlan, failureText, type Output } from './output.js';

/** A table's plan, or why there is none. */
export type Planned =
  | { readonly tableName: string; readonly plan: Plan }
  | { readonly tableName: string; readonly failure: Failure };

export interface PlanningOptions {
  readonly allow?: readonly Permission[];
  readonly quotas?: TableQuotas;
  readonly concurrency?: number;
}

/** Reads so many tables at once, if nothing else is said. */
const readers = 16;

/** Plans for all, in their order. What stands in the way of every table (no credentials, nobody answers) is thrown. */
export async function planAll(
  connection: Connection,
  schemas: readonly TableSchema[],
  options: PlanningOptions = {},
): Promise<Planned[]> {
  const { allow = [], quotas, concurrency = readers } = options;
  if (schemas.length) await checkConnection(connection, schemas[0].tableName);
  return inParallel(schemas, concurrency, async (schema): Promise<Planned> => {
    const { tableName } = schema;
    try {
      const plan = await planTable(connection.client, schema, { allow, quotas, emulator: connection.emulator });
      return { tableName, plan };
    } catch (error) {
      return { tableName, failure: explain(error, connection.where) };
    }
  });
}

export function showPlans(planned: readonly Planned[], out: Output): string {
  return planned
    .map((one) =>
      'plan' in one
        ? colorPlan(formatPlan(one.plan), out.colors)
        : `${out.colors.bold(`${one.tableName}: not known`)}\n  ${failureText(one.failure)}\n`,
    )
    .join('\n');
}

export function plansIn(planned: readonly Planned[]): Plan[] {
  return planned.flatMap((one) => ('plan' in one ? [one.plan] : []));
}

export function hasSteps(planned: readonly Planned[]): boolean {
  return plansIn(planned).some(({ steps }) => steps.length > 0);
}

/** `--allow remove-index,replace-index`; `all` for all of them. */
export function toPermissions(words: readonly string[]): Permission[] {
  return words.flatMap((word): readonly Permission[] => {
    if (word === 'all') return permissions;
    if ((permissions as readonly string[]).includes(word)) return [word as Permission];
    throw failure(`--allow ${word}: there is no such permission`, `Allow any of ${permissions.join(', ')}, or all.`);
  });
}

import {
  type FormatPlanOptions,
  formatPlan,
  type Permission,
  type Plan,
  permissions,
  planTables,
} from '../provision/index.js';
import type { TableQuotas, TableSchema } from '../schema/index.js';
import { type Connection, checkConnection } from './connection.js';
import { explain, type Failure, failure } from './failure.js';
import { type Colors, colorPlan, failureText } from './output.js';
import { replicaClients } from './replicaClients.js';
import { scalingClientFor } from './scalingClient.js';

/** A table's plan, or why there is none in words for people. */
export type Planned = { readonly tableName: string; readonly plan: Plan } | Unknown;

interface Unknown {
  readonly tableName: string;
  readonly failure: Failure;
}

export interface PlanningOptions {
  readonly allow?: readonly Permission[];
  readonly quotas?: TableQuotas;
  readonly concurrency?: number;
}

/** Plans for all, in their order. What stands in the way of every table (no credentials, nobody answers) is thrown. */
export async function planAll(
  connection: Connection,
  schemas: readonly TableSchema[],
  { allow, quotas, concurrency }: PlanningOptions = {},
): Promise<Planned[]> {
  const { client, emulator } = connection;
  if (schemas.length) await checkConnection(connection, schemas[0].tableName);
  const autoScalingClient = await scalingClientFor(connection, schemas);
  const clients = replicaClients(connection, schemas);
  const options = { allow, quotas, concurrency, emulator, autoScalingClient, clients };
  const planned = await planTables(client, schemas, options);
  return planned.map((one) =>
    'plan' in one ? one : { tableName: one.tableName, failure: explain(one.error, connection) },
  );
}

/** The plans as text, or for a pull request as Markdown, and after them the tables that have none. */
export function showPlans(
  planned: readonly Planned[],
  { format = 'text', ...place }: FormatPlanOptions,
  colors: Colors,
): string {
  const plans = planned.flatMap((one) => ('plan' in one ? [one.plan] : []));
  const unknown = planned.flatMap((one) => ('failure' in one ? [one] : []));
  if (format === 'markdown') return `${formatPlan(plans, { format, ...place })}${markdownOfUnknown(unknown)}`;
  return [
    ...(plans.length ? [colorPlan(formatPlan(plans, place), colors)] : []),
    ...unknown.map((one) => `${colors.bold(`${one.tableName}: not known`)}\n  ${failureText(one.failure)}\n`),
  ].join('\n');
}

/** In code, so that nothing of a message is Markdown. */
function markdownOfUnknown(unknown: readonly Unknown[]): string {
  if (!unknown.length) return '';
  const text = unknown.map(({ tableName, failure: { message } }) => `${tableName}: ${message}\n`).join('');
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `\n**Not known:**\n\n${fence}\n${text}${fence}\n`;
}

/** The plans, where there is one for every table. */
export function plansIn(planned: readonly Planned[]): Plan[] | undefined {
  const plans = planned.flatMap((one) => ('plan' in one ? [one.plan] : []));
  return plans.length === planned.length ? plans : undefined;
}

/** `--allow remove-index,replace-index`; `all` for all of them. */
export function toPermissions(words: readonly string[]): Permission[] {
  return words.flatMap((word): readonly Permission[] => {
    if (word === 'all') return permissions;
    if ((permissions as readonly string[]).includes(word)) return [word as Permission];
    throw failure(`--allow ${word}: there is no such permission`, `Allow any of ${permissions.join(', ')}, or all.`);
  });
}

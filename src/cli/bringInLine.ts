import {
  applyPlans,
  type Change,
  type Permission,
  type Plan,
  provisionTables,
  type RunOptions,
  type TableResult,
} from '../provision/index.js';
import { defined, type TableQuotas, type TableSchema } from '../schema/index.js';
import type { Connection } from './connection.js';
import { type ExitCode, exitCodes } from './exitCodes.js';
import { type Called, explain } from './failure.js';
import { onInterrupt } from './interrupt.js';
import type { Output } from './output.js';
import { startProgress } from './progress.js';
import { replicaClients } from './replicaClients.js';
import { scalingClientFor } from './scalingClient.js';

interface Work {
  readonly allow?: readonly Permission[];
  readonly quotas?: TableQuotas;
  readonly concurrency?: number;
  readonly timeoutMs?: number;
}

/** What is applied: plans that were shown, exactly; or schemas, with whatever it takes. */
export type Subject = { readonly plans: readonly Plan[] } | { readonly schemas: readonly TableSchema[] };

/** What came of it; no results: a person did not agree, and nothing was changed. */
export interface Done<Result extends TableResult = TableResult> {
  readonly results: readonly Result[];
  readonly exitCode: ExitCode;
}

/** Applies, with progress on stderr, until all is done or Ctrl-C. */
export async function bringInLine(
  connection: Connection,
  subject: Subject,
  { allow, quotas, concurrency, timeoutMs }: Work,
  out: Output,
): Promise<Done> {
  const { client, emulator } = connection;
  const schemas = 'plans' in subject ? subject.plans.map(({ schema }) => schema) : subject.schemas;
  const autoScalingClient = await scalingClientFor(connection, schemas);
  return withProgress(connection, out, (watched) => {
    const clients = replicaClients(connection, schemas);
    const run = { ...watched, timeoutMs, emulator, concurrency, autoScalingClient, clients };
    return 'plans' in subject
      ? applyPlans(client, subject.plans, run)
      : provisionTables(client, subject.schemas, { ...run, allow, quotas });
  });
}

/** Does work on tables, with progress and what fails on stderr, until all is done or Ctrl-C. */
export async function withProgress<Result extends TableResult>(
  called: Called,
  out: Output,
  work: (watched: Required<Pick<RunOptions, 'signal' | 'onEvent'>>) => Promise<readonly Result[]>,
): Promise<Done<Result>> {
  const progress = await startProgress(out);
  const interrupt = onInterrupt();
  let results: readonly Result[];
  try {
    results = await work({ signal: interrupt.signal, onEvent: progress.onEvent });
  } finally {
    progress.stop();
    interrupt.stop();
  }
  for (const { tableName, error } of results) {
    if (!error) continue;
    out.error(explain(error, called), tableName);
  }
  if (interrupt.interrupted()) {
    out.warn('Interrupted. What DynamoDB accepted goes on there; run the same command again to finish the rest.');
    return { results, exitCode: exitCodes.interrupted };
  }
  const good = results.every(({ outcome }) => outcome !== 'failed' && outcome !== 'drifted');
  return { results, exitCode: good ? exitCodes.done : exitCodes.negative };
}

/** Tells what came of it, as a command's answer. */
export function tellResults(command: string, { results, exitCode }: Done, out: Output): ExitCode {
  if (results.length) {
    out.result(
      () => ({ command, tables: results.map(resultDocument) }),
      () => resultText(results, out),
    );
  }
  return exitCode;
}

/** Results as data: an error by its name and message. */
export function resultDocument({ error, ...result }: TableResult): object {
  return defined({ ...result, error: error && { name: error.name, message: error.message } });
}

/** A line for each table, and what was left of it. Where a person saw each table's line already, only what was left. */
function resultText(results: readonly TableResult[], out: Output): string {
  const seen = sawEachTable(out);
  const lines = results
    .filter(({ drift, notes }) => !seen || drift.length || notes.length)
    .map((result) => `${result.tableName}: ${result.outcome}\n${leftText(result)}`);
  return `${lines.join('')}${lackingText(results)}`;
}

/** Whether progress showed a line for each table. */
export function sawEachTable(out: Output): boolean {
  return Boolean(process.stdout.isTTY && process.stderr.isTTY && !out.quiet);
}

/** What is left of a table's differences, and what people should know besides. */
export function leftText({ tableName, drift, notes }: TableResult): string {
  const left = drift.map(
    ({ kind, path, effect, note }) =>
      `  left: ${path.join('.') || tableName} (${kind}, ${effect})${note ? `: ${note}` : effect === 'destructive' ? `: to make it, --allow ${kind}` : ''}\n`,
  );
  return `${left.join('')}${notes.map((note) => `  note: ${note}\n`).join('')}`;
}

/** What the endpoint does not implement, once for all tables. */
export function lackingText(results: readonly Pick<TableResult, 'tableName' | 'unsupported'>[]): string {
  const tables = new Map<string, Set<string>>();
  for (const { tableName, unsupported } of results) {
    for (const change of unsupported) {
      const setting = settingOf(change);
      tables.set(setting, (tables.get(setting) ?? new Set()).add(tableName));
    }
  }
  if (!tables.size) return '';
  const settings = [...tables].map(([setting, { size }]) =>
    results.length === 1 ? setting : `${setting} (${size} ${size === 1 ? 'table' : 'tables'})`,
  );
  return `This endpoint does not implement ${settings.join(', ')}: left out.\n`;
}

/** The setting that a change is of: of a table, or of one of its indexes. */
function settingOf({ kind, path: [place = 'the table', , ofIndex] }: Change): string {
  if (kind === 'change-auto-scaling' || kind === 'change-scheduled-action') return 'autoScaling';
  return place === 'globalSecondaryIndexes' ? (ofIndex ?? place) : place;
}

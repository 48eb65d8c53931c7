import {
  type Change,
  makePlan,
  managedParts,
  type Permission,
  type Plan,
  partOf,
  requirements,
  type Step,
  sameJson,
} from '../migrate/index.js';
import type { TableQuotas, TableSchema } from '../schema/index.js';
import { delay, paces } from './backoff.js';
import type { Client, Clock } from './client.js';
import { isEmulator } from './endpointGaps.js';
import { messageOf, type Remedy, remedyFor, stepError } from './errors.js';
import { asNew, forget, type Look, lookAtParts, lookAtTable, planBase } from './look.js';
import { patient } from './patient.js';
import { type Busy, busyWith, isStuck } from './readiness.js';
import type { ProvisionEvent, StepResult, TableResult } from './result.js';
import { sendStep } from './send.js';

export interface Run {
  readonly client: Client;
  readonly clock: Clock;
  readonly random: () => number;
  /** For each table, from its start. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: ProvisionEvent) => void;
  readonly allow: readonly Permission[];
  readonly quotas?: TableQuotas;
  /** Says why a change must be left as it is, if so. */
  readonly leave?: (change: Change) => string | undefined;
  /** Says why this step must not be made, if so. */
  readonly refuse?: (plan: Plan, next: Step | undefined) => string | undefined;
}

/** DynamoDB is eventually consistent, and warm throughput takes minutes: what was accepted may take this long to show, in ms. */
const visibleWithin = 600_000;
/** Emulators either show it at once or do nothing about it. Milliseconds. */
const visibleInEmulator = 1_000;
/** Looks after a call was rejected, in case it was made on a stale view, or another run made it. */
const looksAfterRejection = 3;

/** The call made last, until the table shows what came of it. */
interface Pending {
  readonly step: Step;
  readonly since: number;
  /** No: no answer came, or a rejection, so that it may or may not have been made. */
  readonly accepted: boolean;
  /** The rejection, and the looks that are left before it counts. */
  readonly rejection?: { readonly error: unknown; readonly looks: number };
}

/**
 * Brings one table in line: looks, makes the next step, waits for it, looks again, until nothing is left. What is left is always
 * read from the table itself, so it makes no difference whether this run, an earlier one or another beside it made a change.
 */
export async function reconcile(run: Run, schema: TableSchema): Promise<TableResult> {
  const { client, clock, signal } = run;
  const { tableName } = schema;
  const start = clock.now();
  const steps: StepResult[] = [];
  /** Operations that an emulator turned out not to have, and changes that it accepted and did not make. */
  const missing = new Set<string>();
  const ignored: Change[] = [];
  let look: Look | undefined;
  let plan: Plan | undefined;
  let pending: Pending | undefined;
  let started: Step | undefined;
  let created = false;
  /** This run changed the TTL, or was told to wait: DynamoDB allows one change an hour. */
  let timeToLiveCools = false;
  let waitingSince = start;
  let attempt = 0;

  const isUnsupported = (change: Change) =>
    requirements(change).some((name) => missing.has(name.split('.')[0])) ||
    ignored.some(({ path }) => sameJson(path, change.path));
  const emit = (event: ProvisionEvent) => run.onEvent?.(event);
  const emulated = () => isEmulator(look?.table.TableArn ?? '');

  async function pause(pace: keyof typeof paces, reason: string, index?: Busy['index'], retries?: number) {
    const now = clock.now();
    const left = start + run.timeoutMs - now;
    if (left <= 0) throw new Error(`timed out after ${Math.round((now - start) / 1000)} s: ${reason}`);
    emit({ type: 'waiting', tableName, reason, elapsedMs: now - waitingSince, ...(index && { index }) });
    const wait = delay(paces[emulated() ? 'emulator' : pace], retries ?? attempt, run.random);
    if (retries === undefined) attempt += 1;
    await clock.sleep(Math.min(left, wait), signal);
  }

  const reader = patient(client, (retries, reason) => pause('retry', reason, undefined, retries));

  /** Looks once. `undefined`: it had to wait; look again. */
  async function lookOnce(): Promise<{ look: Look | undefined } | undefined> {
    const changesPart = pending?.accepted && partOf(pending.step.operation) !== undefined;
    const seen = look && changesPart ? look : await lookAtTable(reader, tableName, look, signal);
    if (!seen) {
      look = undefined;
      if (!created || !pending) return { look };
      if (clock.now() - pending.since > visibleWithin) throw new Error('the table was created, and does not show');
      await pause('table', 'the new table does not show yet');
      return undefined;
    }
    look = seen;
    const { TableStatus } = seen.table;
    if (isStuck(seen.table)) throw new Error(`the table is ${TableStatus}; nothing can be done until that ends`);
    // A table that is being deleted goes, and is made anew.
    const busy = busyWith(seen.table);
    if (busy) {
      await pause(busy.slow ? 'index' : 'table', busy.reason, busy.index);
      return undefined;
    }
    const fresh = created && pending?.step.operation === 'CreateTable' && pending.accepted;
    look = await lookAtParts(reader, fresh ? asNew(seen) : seen, managedParts(schema), schema, signal);
    return { look };
  }

  /** True when the call made last is still in the plan, and has to be waited for. */
  async function waitsFor(next: Step | undefined): Promise<boolean> {
    if (!pending) return false;
    if (next && sameStep(pending.step, next)) {
      const { operation } = next;
      if (pending.accepted) {
        const patience = clock.now() - pending.since;
        if (emulated() && patience > visibleInEmulator) {
          ignored.push(...next.changes);
          pending = undefined;
          return true;
        }
        if (patience > visibleWithin) throw new Error(`${operation} was accepted, but what it changes does not show`);
        look = look && forget(look, partOf(operation));
        await pause('table', `what ${operation} changes does not show yet`);
        return true;
      }
      const { rejection } = pending;
      if (rejection) {
        if (rejection.looks === 0) throw stepError(next, rejection.error);
        pending = { ...pending, rejection: { ...rejection, looks: rejection.looks - 1 } };
        look = undefined;
        await pause('retry', messageOf(rejection.error));
        return true;
      }
      return false;
    }
    const { rejection } = pending;
    if (rejection) {
      // Made by another run, or of no use any more.
      pending = undefined;
      return false;
    }
    // The table shows it, whether or not an answer came.
    const step = { ...pending.step, durationMs: clock.now() - pending.since };
    if (step.operation === 'CreateTable') created = true;
    pending = undefined;
    steps.push(step);
    emit({ type: 'step-done', tableName, step });
    return false;
  }

  async function make(next: Step) {
    const since = clock.now();
    if (!started || !sameStep(started, next)) emit({ type: 'step-started', tableName, step: next });
    started = next;
    try {
      await sendStep(client, next, signal);
      [attempt, waitingSince] = [0, since];
      pending = { step: next, since, accepted: true };
      if (next.operation === 'CreateTable') created = true;
      if (isTimeToLive(next) && next.changes.some(({ before }) => before !== undefined)) timeToLiveCools = true;
      // The insights of an index go with it.
      const changed = next.until.startsWith('index') ? 'contributorInsights' : partOf(next.operation);
      look = look && forget(look, changed);
    } catch (error) {
      signal?.throwIfAborted();
      const remedy: Remedy = remedyFor(error);
      if (remedy === 'unsupported' && emulated()) {
        missing.add(next.operation);
      } else if (remedy === 'cool-down' && isTimeToLive(next)) {
        timeToLiveCools = true;
      } else if (remedy === 'rejected') {
        pending = { step: next, since, accepted: false, rejection: { error, looks: looksAfterRejection } };
      } else if (remedy === 'again' || remedy === 'look') {
        pending = remedy === 'again' ? { step: next, since: pending?.since ?? since, accepted: false } : pending;
        await pause('retry', messageOf(error));
      } else {
        throw stepError(next, error);
      }
      look = undefined;
    }
  }

  function finish(error?: Error): TableResult {
    const cooling =
      timeToLiveCools && plan ? plan.steps.filter(isTimeToLive).flatMap(({ changes }) => changes.map(later)) : [];
    const drift = [...(plan?.drift ?? []), ...cooling];
    const outcome = error
      ? 'failed'
      : drift.length
        ? 'drifted'
        : created
          ? 'created'
          : steps.length
            ? 'updated'
            : 'unchanged';
    if (pending?.accepted) steps.push({ ...pending.step, durationMs: clock.now() - pending.since });
    const result = {
      tableName,
      outcome,
      ...(error && { error }),
      drift,
      unsupported: plan?.unsupported ?? [],
      steps,
    } as const;
    emit({ type: 'table-done', tableName, result });
    return result;
  }

  try {
    for (;;) {
      signal?.throwIfAborted();
      const seen = await lookOnce();
      if (!seen) continue;
      const base = seen.look && planBase(seen.look, schema);
      const first = plan === undefined;
      plan = makePlan(base, schema, { ...run, isUnsupported });
      if (first) emit({ type: 'planned', tableName, plan });
      const next = plan.steps.find((step) => !(timeToLiveCools && isTimeToLive(step)));
      if (await waitsFor(next)) continue;
      const refusal = run.refuse?.(plan, next);
      if (refusal) throw new Error(refusal);
      if (!next) return finish();
      await make(next);
    }
  } catch (error) {
    return finish(error instanceof Error ? error : new Error(String(error)));
  }
}

function isTimeToLive({ operation }: Step): boolean {
  return operation === 'UpdateTimeToLive';
}

function later(change: Change): Change {
  return { ...change, note: 'DynamoDB allows one change of TTL an hour: run this again in an hour' };
}

function sameStep(a: Step, b: Step): boolean {
  return a.operation === b.operation && sameJson(a.input, b.input);
}

import {
  type Change,
  type Permission,
  type Plan,
  partOf,
  requirements,
  type Step,
  unreachedNotes,
} from '../migrate/index.js';
import { defined, sameJson, type TableQuotas, type TableSchema } from '../schema/index.js';
import { afterError, afterYes } from './answers.js';
import { delay, paces } from './backoff.js';
import type { AutoScalingClient, Client, Clock } from './client.js';
import { type Action, decide, doneStep, isSameStep, needsAll } from './decide.js';
import { messageOf, toError } from './errors.js';
import { asNew, lookAtParts, lookAtTable, wantedFor } from './look.js';
import { patientAll } from './lookAtAll.js';
import { assertOwnRegion, type Clients, lookAtReplicas, managedThere } from './lookAtReplicas.js';
import { patient, type Wait } from './patient.js';
import { notesOf, planLook } from './planLook.js';
import { busyWith } from './readiness.js';
import type { ProvisionEvent, TableResult } from './result.js';
import { leftOver, type RunState, startState } from './runState.js';
import { sendStep } from './send.js';

export interface Run {
  readonly client: Client;
  /** Clients for the Regions of replicas. */
  readonly clients?: Clients;
  readonly clock: Clock;
  readonly random: () => number;
  /** For each table, from its start. */
  readonly timeoutMs: number;
  readonly autoScalingClient?: AutoScalingClient;
  readonly emulator?: boolean;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: ProvisionEvent) => void;
  readonly allow: readonly Permission[];
  readonly quotas?: TableQuotas;
  /** Says why a change must be left as it is, if so. */
  readonly leave?: (change: Change) => string | undefined;
  /** Says why this step must not be made, if so. */
  readonly refuse?: (plan: Plan, next: Step | undefined) => string | undefined;
}

/**
 * Brings one table in line: looks, makes the next step, waits for it, looks again, until nothing is left. What is left is always
 * read from the table itself, so it makes no difference whether this run, an earlier one or another beside it made a change.
 *
 * What is known stands in one state; `decide` says what to do next, and here it is done.
 */
export async function reconcile(run: Run, schema: TableSchema): Promise<TableResult> {
  const { client, clock, signal } = run;
  const { tableName } = schema;
  let state = startState(clock.now(), run.emulator === true);
  let plan: Plan | undefined;
  let started: Step | undefined;
  let waitingSince = state.startedAt;
  let attempt = 0;
  let complaint: string | undefined;

  const emit = (event: ProvisionEvent) =>
    tell(run, event, (thrown) => {
      complaint ??= complaintOf(thrown);
    });

  async function pause(wait: Omit<Extract<Action, { type: 'wait' }>, 'type'>, retries?: number) {
    const { pace, reason, index, cause } = wait;
    const now = clock.now();
    const left = state.startedAt + run.timeoutMs - now;
    if (left <= 0) {
      throw new Error(`timed out after ${Math.round((now - state.startedAt) / 1000)} s: ${reason}`, { cause });
    }
    emit({ type: 'waiting', tableName, reason, elapsedMs: now - waitingSince, ...defined({ index }) });
    const ms = delay(paces[state.emulated ? 'emulator' : pace], retries ?? attempt, run.random);
    if (retries === undefined) attempt += 1;
    await clock.sleep(Math.min(left, ms), signal);
  }

  const waitForRead: Wait = (retries, error) =>
    pause({ pace: 'retry', reason: messageOf(error), cause: error }, retries);
  const reader = patient(client, waitForRead);
  const scalingReader = run.autoScalingClient && patient(run.autoScalingClient, waitForRead);
  const readers = patientAll(run.clients, waitForRead);

  /** Looks at what may have changed, and plans, where that can be told. */
  async function look(): Promise<Plan | undefined> {
    const { pending } = state;
    // A call that changes a part of a table at rest changes nothing that DescribeTable tells.
    // But for bounds, within which the capacity is brought.
    const ofPart =
      pending?.accepted && pending.step.operation !== 'RegisterScalableTarget' && partOf(pending.step) !== undefined;
    const atRest = ofPart && state.look && !busyWith(state.look.table) ? state.look : undefined;
    const lookedAt = atRest ? state.lookedAt : clock.now();
    const table = atRest ?? (await lookAtTable(reader, tableName, state.look, run));
    state = {
      ...state,
      look: table,
      lookedAt,
      unseen: table && state.unseen,
      emulated: state.emulated || table?.emulated === true,
    };
    if (table) {
      const busy = busyWith(table.table);
      // Whatever the plan would be, this is waited for: no need to read the other parts, and to plan.
      if (busy && (busy.of === 'table' || (pending && needsAll(pending.step)))) {
        state = { ...state, unseen: undefined };
        return undefined;
      }
      const isNew = state.created && pending?.step.operation === 'CreateTable' && pending.accepted;
      const wanted = wantedFor(schema, table, scalingReader);
      const own = await lookAtParts(reader, isNew ? asNew(table) : table, wanted, signal);
      const { look, unseen } = own.unseen ? own : await lookAtReplicas(readers, own.look, managedThere(schema), run);
      state = { ...state, look, unseen: unseen && { ...unseen, since: state.unseen?.since ?? clock.now() } };
      if (unseen) return undefined;
    } else if (plan === undefined) await assertOwnRegion(client, schema);
    return planNow();
  }

  function planNow(): Plan {
    const { missing, ignored, undone } = state;
    const left = [...ignored, ...undone];
    const first = plan === undefined;
    plan = planLook(state.look, schema, {
      ...run,
      isUnsupported: (change) =>
        requirements(change).some((name) => missing.has(name.split('.')[0])) ||
        left.some(({ path }) => sameJson(path, change.path)),
    });
    if (first) emit({ type: 'planned', tableName, plan });
    return plan;
  }

  function turnTo(next: RunState) {
    const news = next.done.slice(state.done.length);
    state = next;
    for (const step of news) emit({ type: 'step-done', tableName, step });
  }

  function checkPlan(next?: Step) {
    const refusal = plan && run.refuse?.(plan, next);
    if (refusal) throw new Error(refusal);
  }

  async function send(step: Step) {
    const since = clock.now();
    if (!started || !isSameStep(started, step)) emit({ type: 'step-started', tableName, step });
    started = step;
    let emulated: boolean;
    try {
      ({ emulated } = await sendStep(clientFor(step), step, signal, run.autoScalingClient));
    } catch (error) {
      signal?.throwIfAborted();
      const { state: next, action } = afterError(state, step, since, error, clock.now());
      turnTo(next);
      if (action.type === 'fail') throw action.error;
      if (action.type === 'wait') await pause(action);
      return;
    }
    turnTo(afterYes(state, step, since, emulated));
    [attempt, waitingSince] = [0, since];
    // Emulators are done by now.
    if (step.operation === 'CreateTable' && !state.emulated) {
      await pause({ pace: 'creation', reason: 'the table is CREATING' });
    }
  }

  /** That of the Region in which the step is made: no plan has a step for a Region without one. */
  function clientFor({ region }: Step): Client {
    if (region === undefined) return client;
    const there = run.clients?.[region];
    if (!there) throw new Error(`there is no client for ${region}`);
    return there;
  }

  function finish(error?: Error): TableResult {
    const drift = leftOver(state, plan);
    const accepted = [...state.underWay, ...(state.pending?.accepted ? [state.pending] : [])];
    const steps = [...state.done, ...accepted.map((pending) => doneStep(pending, clock.now()))];
    const outcome = error
      ? 'failed'
      : drift.length
        ? 'drifted'
        : state.created
          ? 'created'
          : state.done.length
            ? 'updated'
            : 'unchanged';
    const result = (): TableResult => ({
      tableName,
      outcome,
      ...defined({ error }),
      drift,
      unsupported: (plan?.unsupported ?? []).filter(
        ({ path }) => !state.undone.some((change) => sameJson(change.path, path)),
      ),
      steps,
      notes: [
        ...(state.look ? notesOf(state.look, schema) : []),
        ...(plan ? unreachedNotes(plan) : []),
        ...(complaint === undefined ? [] : [complaint]),
      ],
    });
    emit({ type: 'table-done', tableName, result: result() });
    return result();
  }

  try {
    for (;;) {
      signal?.throwIfAborted();
      const seen = await look();
      let decision = decide(state, seen, clock.now());
      while (decision.action.type === 'plan-again') {
        turnTo(decision.state);
        decision = decide(state, planNow(), clock.now());
      }
      turnTo(decision.state);
      const { action } = decision;
      switch (action.type) {
        case 'wait':
          await pause(action);
          break;
        case 'send':
          checkPlan(action.step);
          await send(action.step);
          break;
        case 'finish':
          checkPlan();
          return finish();
        case 'fail':
          throw action.error;
        default:
          action satisfies never;
      }
    }
  } catch (error) {
    return finish(toError(error));
  }
}

/** The result of a table for which nothing could be done. */
export function failedAtOnce(run: Pick<Run, 'onEvent'>, tableName: string, error: unknown): TableResult {
  const result = (notes: readonly string[]): TableResult => ({
    tableName,
    outcome: 'failed',
    error: toError(error),
    drift: [],
    unsupported: [],
    steps: [],
    notes,
  });
  const complaints: string[] = [];
  tell(run, { type: 'table-done', tableName, result: result([]) }, (thrown) => complaints.push(complaintOf(thrown)));
  return result(complaints);
}

/** Tells an event. What the listener throws is its own affair, and so is what it rejects with, if it is an async function. */
function tell({ onEvent }: Pick<Run, 'onEvent'>, event: ProvisionEvent, complain: (thrown: unknown) => void): void {
  try {
    const told: unknown = onEvent?.(event);
    if (told instanceof Promise) told.catch(complain);
  } catch (thrown) {
    complain(thrown);
  }
}

function complaintOf(thrown: unknown): string {
  return `onEvent threw ${messageOf(thrown)}, and the run went on`;
}

import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { type Plan, partOf, type Step, sameChange } from '../migrate/index.js';
import { defined, own, properties, sameJson } from '../schema/index.js';
import type { paces } from './backoff.js';
import { destinationUnderWay, failedDestination } from './destinations.js';
import { isNotFound, messageOf, stepError } from './errors.js';
import { forget, type Look } from './look.js';
import { type Busy, busyIndexes, busyWith, stuckReplicasOf, stuckWith, warmingUp } from './readiness.js';
import type { StepResult } from './result.js';
import { isTimeToLive, type Pending, type RunState } from './runState.js';

/** What to do next: wait and look again; plan again from the same look; make a step; be done; or give up. */
export type Action =
  | {
      readonly type: 'wait';
      readonly pace: keyof typeof paces;
      readonly reason: string;
      readonly index?: Busy['index'];
      readonly cause?: unknown;
    }
  | { readonly type: 'plan-again' }
  | { readonly type: 'send'; readonly step: Step }
  | { readonly type: 'finish' }
  | { readonly type: 'fail'; readonly error: Error };

export interface Decision {
  readonly state: RunState;
  readonly action: Action;
}

/** DynamoDB is eventually consistent: what was accepted may take this long to show, in ms. */
const visibleWithin = 600_000;
/** Reads lag by seconds. A difference that comes back, or a part that knows of no table, is real after so many ms. */
export const settledWithin = 120_000;
/** So long after a call a look may still show what was before it, in ms. */
const readsLag = 5_000;
/** Emulators either show it at once or do nothing about it. Milliseconds. */
const visibleInEmulator = 1_000;

/**
 * What to do next with a table, from what is known of it and what its plan has left. Pure. There is no plan while a part of the table
 * could not be read, or did not have to be.
 *
 * A call counts as made when the table shows what it changes, and by nothing less: a look may be older than the one before it.
 */
export function decide(state: RunState, plan: Plan | undefined, now: number): Decision {
  const { look, pending } = state;
  if (!look) {
    if (state.created && pending?.accepted) {
      if (now - pending.since > visibleWithin)
        return fail(state, new Error('the table was created, and does not show'));
      return { state, action: { type: 'wait', pace: 'creation', reason: 'the new table does not show yet' } };
    }
  } else {
    const stuck = stuckWith(look.table);
    if (stuck) return fail(state, new Error(`${stuck}; nothing else can be done until that ends`));
    const lost = pending && lostReplica(look.table, pending.step);
    if (lost) return fail(state, new Error(lost));
    const busy = busyWith(look.table);
    if (busy?.of === 'table') return waitFor(state, busy, now);
    if (state.unseen) {
      const { error, since } = state.unseen;
      if (now - since > settledWithin) return fail(state, error);
      return lookAgain(state, `the table is there, and yet: ${messageOf(error)}`);
    }
    const steps = [pending?.step, plan && nextStep(state, plan)];
    if (busy && steps.some((step) => step && needsAll(step))) return waitFor(state, busy, now);
    const there = steps.map((step) => step && busyThere(look, step)).find((one) => one !== undefined);
    if (there) return waitFor({ ...state, look: forget(look, undefined, there.region) }, there, now);
  }
  return plan ? decideByPlan(state, plan, now) : { state, action: { type: 'plan-again' } };
}

function decideByPlan(state: RunState, plan: Plan, now: number): Decision {
  const { look, pending } = state;
  const work = pending && underWayWith(state, pending.step);
  if (pending && work !== undefined) {
    // It came before an earlier call was done with: it is made again then.
    if (pending.rejection && isOfDestination(pending.step)) {
      return lookAgain({ ...state, pending: undefined, current: undefined }, work, pending.step);
    }
    const underWay = [...state.underWay, pending];
    return decideByPlan({ ...state, pending: undefined, underWay }, plan, now);
  }
  if (pending && isWanted(plan, pending.step)) return decideWanted(state, pending, plan, now);
  const next = nextStep(state, plan);
  const old = next && state.passed.find((step) => isSameStep(step, next));
  if (old) return decideOldView(state, old, next, now);
  const standing = next && look && standingType(look.table, next);
  if (standing && !pending && now - (state.oldViewSince ?? now) <= settledIn(state)) {
    return lookAgain({ ...passOn(state, next), oldViewSince: state.oldViewSince ?? now }, standing);
  }
  const seen = { ...passOn(state, next), oldViewSince: undefined };
  if (pending) return decideByPlan(conclude(seen, pending, now), plan, now);
  const finished = seen.underWay.find((one) => underWayWith(seen, one.step) === undefined);
  if (finished) {
    const underWay = seen.underWay.filter((one) => one !== finished);
    const quiet = { ...finished, quietSince: now };
    if (isWanted(plan, finished.step)) return decideByPlan({ ...seen, underWay, pending: quiet }, plan, now);
    return decideByPlan(conclude({ ...seen, underWay }, finished, now), plan, now);
  }
  if (next && now - (seen.boundsSince ?? Number.NEGATIVE_INFINITY) <= settledIn(seen) && movesCapacityOnly(next)) {
    return lookAgain(seen, 'Application Auto Scaling brings the capacity within its bounds', next);
  }
  if (next) return { state: seen, action: { type: 'send', step: next } };
  const waited = [...plan.steps, ...seen.underWay.map(({ step }) => step)].find(
    (step) => underWayWith(seen, step) !== undefined,
  );
  const built =
    look && busyIndexes(look.table).find((busy) => busy.status === 'CREATING' && declares(plan, busy.index?.name));
  const reason = waited && underWayWith(seen, waited);
  const busy = built ?? (look && busyReplica(look.table, plan));
  if (reason === undefined) return busy ? waitFor(seen, busy, now) : { state: seen, action: { type: 'finish' } };
  if (isOfDestination(waited)) return lookAgain(seen, reason, waited, 'index');
  return { state: seen, action: { type: 'wait', pace: 'index', reason } };
}

/** The call made last is still in the plan. */
function decideWanted(state: RunState, pending: Pending, plan: Plan, now: number): Decision {
  const { operation, changes } = pending.step;
  const { rejection } = pending;
  if (pending.accepted) {
    const patience = now - pending.quietSince;
    const failed = failureOf(state, pending.step);
    if (failed !== undefined && (state.emulated || patience > readsLag)) return fail(state, new Error(failed));
    if (state.emulated && patience > visibleInEmulator) {
      const ignored = [...state.ignored, ...changes];
      return { state: { ...state, ignored, pending: undefined }, action: { type: 'plan-again' } };
    }
    if (patience > visibleWithin) {
      return fail(state, new Error(`${operation} was accepted, but what it changes does not show`));
    }
    return lookAgain(state, `what ${operation} changes does not show yet`, pending.step);
  }
  if (rejection) {
    const anew = plan.steps.find((step) => isSameStep(step, pending.step));
    if (anew && isMadeAnew(anew, pending, now)) {
      return { state: passOn(state, anew), action: { type: 'send', step: anew } };
    }
    if (rejection.looks <= 0 && now >= rejection.until) return fail(state, stepError(pending.step, rejection.error));
    const looks = rejection.looks - 1;
    return {
      state: { ...state, look: undefined, pending: { ...pending, rejection: { ...rejection, looks } } },
      action: { type: 'wait', pace: 'retry', reason: messageOf(rejection.error), cause: rejection.error },
    };
  }
  // No answer came. A look may be older than the call, which must not be made twice.
  if (pending.mayBeMade && state.look && !state.emulated && state.lookedAt - pending.since <= readsLag) {
    return lookAgain(state, `no answer came to ${operation}, and the table does not show it`, pending.step);
  }
  // The table does not show it: once more.
  const next = nextStep(state, plan);
  return next
    ? { state: passOn(state, next), action: { type: 'send', step: next } }
    : decideByPlan({ ...state, pending: undefined }, plan, now);
}

/** The plan begins with a step that it was past. Either the look is an old one, or something undid the step. */
function decideOldView(state: RunState, old: Step, next: Step, now: number): Decision {
  const { oldViewSince = now } = state;
  if (now - oldViewSince <= settledIn(state)) {
    return lookAgain({ ...state, oldViewSince }, 'the table shows an older state', next);
  }
  const passed = state.passed.filter((step) => step !== old);
  const settled = { ...state, passed, oldViewSince: undefined };
  if (!state.done.some((step) => isSameStep(step, old))) return { state: settled, action: { type: 'plan-again' } };
  if (old.operation === 'CreateTable') return fail(state, new Error('the table was created, and is gone again'));
  const undone = next.changes.filter((change) => old.changes.some((other) => isSameChange(change, other)));
  return { state: { ...settled, undone: [...state.undone, ...undone] }, action: { type: 'plan-again' } };
}

function settledIn({ emulated }: RunState): number {
  return emulated ? visibleInEmulator : settledWithin;
}

/**
 * DynamoDB forgets the type of an attribute a moment after the last index that used it went. An index that needs it with another type,
 * made before that, gets the old type in silence.
 */
function standingType({ AttributeDefinitions = [] }: TableDescription, step: Step): string | undefined {
  const needed = ('AttributeDefinitions' in step.input && step.input.AttributeDefinitions) || [];
  const old = AttributeDefinitions.find(({ AttributeName, AttributeType }) =>
    needed.some((one) => one.AttributeName === AttributeName && one.AttributeType !== AttributeType),
  );
  return old && `the attribute ${old.AttributeName} is still defined as ${old.AttributeType}`;
}

/** The call is no longer in the plan: the table shows it, whether or not an answer came. */
function conclude(state: RunState, pending: Pending, now: number): RunState {
  // What was removed is added again by a step that may have been made before.
  const removed = pending.step.changes.filter(({ kind }) => /^(remove|replace)-/.test(kind));
  const passed = state.passed.filter(
    ({ changes }) =>
      !changes.some((one) => one.kind === 'add-index' && removed.some(({ path }) => sameJson(path, one.path))),
  );
  const rest = { ...state, passed, pending: undefined };
  // Made by another run, or of no use any more.
  if (!pending.mayBeMade) return rest;
  const created = state.created || pending.step.operation === 'CreateTable';
  return { ...rest, created, done: [...state.done, doneStep(pending, now)] };
}

export function doneStep({ step, since }: Pending, now: number): StepResult {
  return { ...step, durationMs: now - since };
}

/** Remembers the step that the plan began with, once it begins with another. */
function passOn(state: RunState, next: Step | undefined): RunState {
  const { current, passed } = state;
  if (current && next && isSameStep(current, next)) return { ...state, current: next };
  return { ...state, current: next, passed: current ? [...passed, current] : passed };
}

/** The first step that can be made now. */
function nextStep(state: RunState, plan: Plan): Step | undefined {
  return plan.steps.find(
    (step) =>
      !(state.timeToLiveCools && isTimeToLive(step)) &&
      underWayWith(state, step) === undefined &&
      // A look may be older than the call that is under way, and a table has one such call at a time.
      !state.underWay.some(
        (one) =>
          isSameStep(one.step, step) ||
          (isOfDestination(step) && isOfDestination(one.step) && one.step.region === step.region),
      ),
  );
}

/** Why DynamoDB is still at work on what the step changes, of which the table's own state tells nothing. */
function underWayWith(state: RunState, step: Step): string | undefined {
  if (isOfDestination(step)) return destinationUnderWay(seenIn(state.look, step)?.extras.kinesis);
  const names = warming(state, step).map((name) => name || 'the table');
  return names.length ? `the warm throughput of ${names.join(', ')} is UPDATING` : undefined;
}

function isOfDestination(step: Step | undefined): boolean {
  return step?.until === 'destination-active' || step?.until === 'destination-disabled';
}

/** What it means that the Kinesis stream gets nothing, which this step was to enable. */
function failureOf({ look }: RunState, step: Step): string | undefined {
  return step.operation === 'EnableKinesisStreamingDestination'
    ? failedDestination(seenIn(look, step)?.extras.kinesis, step.input.StreamArn)
    : undefined;
}

/**
 * Whether a call that DynamoDB said no to can succeed now: the policy in whose place it is to be set is another one than it was, or it is
 * about the tags or the policy of something so new that calls about these may not find it yet.
 */
function isMadeAnew({ input }: Step, { step: { input: before }, rejection }: Pending, now: number): boolean {
  const revision = (input: Step['input']) => ('ExpectedRevisionId' in input ? input.ExpectedRevisionId : undefined);
  if (!rejection || revision(input) !== revision(before)) return true;
  return 'ResourceArn' in input && isNotFound(rejection.error) && rejection.looks <= 1 && now < rejection.until;
}

/** Of the table (`''`) and the indexes whose warm throughput the step raises, those that are on their way. */
function warming({ look }: RunState, { changes }: Step): string[] {
  const raised = changes.filter(({ kind }) => kind === 'raise-warm-throughput');
  if (!look || !raised.length) return [];
  return warmingUp(
    look.table,
    raised.map(({ path }) => (path[0] === 'globalSecondaryIndexes' ? path[1] : '')),
  );
}

function isWanted(plan: Plan, step: Step): boolean {
  return plan.steps.some((other) => isSameStep(step, other));
}

/** The same call for the same change: other changes may share it at one time, and not at another. */
export function isSameStep(a: Step, b: Step): boolean {
  return (
    a.operation === b.operation && a.changes.some((change) => b.changes.some((other) => isSameChange(change, other)))
  );
}

type AnyChange = Step['changes'][number];

function isSameChange(a: AnyChange, b: AnyChange): boolean {
  return sameChange(a, b) && streamOf(a) === streamOf(b);
}

/** The Kinesis stream to which nothing is sent any more: a table may have sent to several, one after the other or at once. */
export function streamOf({ path, before }: Pick<AnyChange, 'path' | 'before'>): unknown {
  return path.at(-1) === 'kinesisStreamingDestination' ? properties(before).streamArn : undefined;
}

function declares({ schema }: Plan, name: string | undefined): boolean {
  const { globalSecondaryIndexes = {}, vectorIndexes = {} } = schema;
  return name !== undefined && (Object.hasOwn(globalSecondaryIndexes, name) || Object.hasOwn(vectorIndexes, name));
}

/** A replica that the plan declares and that is being made or changed, by whomever. */
function busyReplica(table: TableDescription, { schema }: Plan): Busy | undefined {
  const busy = busyWith(table);
  return busy?.of === 'replica' && Object.hasOwn(schema.replicas ?? {}, busy.region ?? '') ? busy : undefined;
}

/** What was seen in the Region in which a step is made. */
function seenIn(look: Look | undefined, { region }: Step): Look | undefined {
  return region === undefined ? look : own<Look>(look?.replicas, region);
}

/** The table of a replica, in whose Region the step is made, in the middle of something. */
function busyThere(look: Look, step: Step): Busy | undefined {
  const { region } = step;
  const there = region === undefined ? undefined : seenIn(look, step);
  const busy = there && busyWith(there.table);
  return busy && { ...busy, reason: `in ${region}, ${busy.reason}`, ...defined({ region }) };
}

/** Why the replica that the step was to add will not be there, if so. */
function lostReplica(table: TableDescription, { changes }: Step): string | undefined {
  const stuck = Object.entries(stuckReplicasOf(table) ?? {});
  const lost = stuck.find(([region]) => changes.some(({ kind, path }) => kind === 'add-replica' && path[1] === region));
  return lost && `the replica in ${lost[0]} is ${lost[1]}`;
}

/** Whether a step has to wait until all of the table is ready. The others need a table that is ACTIVE, and no more. */
export function needsAll({ operation, region }: Step): boolean {
  if (region !== undefined) return true;
  // Application Auto Scaling leaves the capacity of what is not ACTIVE as it is.
  return ['UpdateTable', 'CreateTable', 'UpdateContributorInsights', 'RegisterScalableTarget'].includes(operation);
}

function movesCapacityOnly({ operation, changes }: Step): boolean {
  return operation === 'UpdateTable' && changes.every(({ kind }) => kind === 'change-provisioned-throughput');
}

/** Waits for what DynamoDB is at work on. */
function waitFor(state: RunState, busy: Busy, now: number): Decision {
  const { pending } = state;
  const isCreation = state.created && pending?.step.operation === 'CreateTable';
  return {
    state: { ...state, pending: pending && { ...pending, quietSince: now }, oldViewSince: undefined },
    action: {
      type: 'wait',
      pace: busy.slow ? 'index' : isCreation ? 'creation' : 'table',
      reason: busy.reason,
      ...defined({ index: busy.index }),
    },
  };
}

/** Waits, and then reads again what the step changes. */
function lookAgain(state: RunState, reason: string, step?: Step, pace: 'table' | 'index' = 'table'): Decision {
  // Of a replica, what was seen of its table there may be older than what is waited for.
  const part = step && step.region === undefined ? partOf(step) : undefined;
  const look = state.look && step ? forget(state.look, part, step.region) : state.look;
  return { state: { ...state, look }, action: { type: 'wait', pace, reason } };
}

function fail(state: RunState, error: unknown): Decision {
  return { state, action: { type: 'fail', error: error instanceof Error ? error : new Error(String(error)) } };
}

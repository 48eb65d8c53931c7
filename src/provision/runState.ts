import type { Change, Plan, Step } from '../migrate/index.js';
import type { Look, Unseen } from './look.js';
import type { StepResult } from './result.js';

/** A call that was made, until the table shows what came of it. */
export interface Pending {
  readonly step: Step;
  /** When it was sent. */
  readonly since: number;
  /** When the table was last busy with it, or it was sent: from then on what it changes should show. */
  readonly quietSince: number;
  /** Whether DynamoDB said yes. */
  readonly accepted: boolean;
  /** Whether this run may have made it: DynamoDB said yes, or did not answer. */
  readonly mayBeMade: boolean;
  /** DynamoDB said no: in case that was on a stale view, so many looks are left before it counts, and it does not count before `until`. */
  readonly rejection?: { readonly error: unknown; readonly looks: number; readonly until: number };
}

/** All that a run knows of one table, and has done with it. */
export interface RunState {
  readonly startedAt: number;
  /** What was seen last; `undefined` for no table, and before the first look. */
  readonly look?: Look | undefined;
  /** When its DescribeTable was asked for: other parts may have taken long after that. */
  readonly lookedAt: number;
  /** Whether the endpoint turned out to be an emulator. */
  readonly emulated: boolean;
  /** A part that does not know of the table yet, and since when. */
  readonly unseen?: (Unseen & { readonly since: number }) | undefined;
  /** The step that the plan began with when it was made last. */
  readonly current?: Step | undefined;
  /** The steps that the plan began with before that: a plan that begins with one of them again rests on an old view. */
  readonly passed: readonly Step[];
  /** Since when it does. */
  readonly oldViewSince?: number | undefined;
  /** The call made last. */
  readonly pending?: Pending | undefined;
  /** Calls on which DynamoDB is at work, for which no other step waits. */
  readonly underWay: readonly Pending[];
  /** The steps that this run made, in order. */
  readonly done: readonly StepResult[];
  readonly created: boolean;
  /** This run changed the TTL, or was told to wait: DynamoDB allows one change an hour. */
  readonly timeToLiveCools: boolean;
  /** Since when Application Auto Scaling does not know of what the next step needs. */
  readonly unknownSince?: number | undefined;
  /** When Application Auto Scaling was told other bounds: it brings the capacity within them itself. */
  readonly boundsSince?: number | undefined;
  /** Operations that an emulator turned out not to have. */
  readonly missing: ReadonlySet<string>;
  /** Changes that an emulator accepted and did not make. */
  readonly ignored: readonly Change[];
  /** Changes that this run made, and that something else undid. */
  readonly undone: readonly Change[];
}

export function startState(now: number, emulated: boolean): RunState {
  return {
    startedAt: now,
    lookedAt: now,
    emulated,
    passed: [],
    underWay: [],
    done: [],
    created: false,
    timeToLiveCools: false,
    missing: new Set(),
    ignored: [],
    undone: [],
  };
}

/** What is left to a later run, of what the plan would still make. */
export function leftOver(state: RunState, plan: Plan | undefined): Change[] {
  const cooling = state.timeToLiveCools
    ? (plan?.steps ?? []).filter(isTimeToLive).flatMap(({ changes }) => changes)
    : [];
  return [
    ...(plan?.drift ?? []),
    ...cooling.map((change) => ({
      ...change,
      note: 'DynamoDB allows one change of TTL an hour: run this again in an hour',
    })),
    ...state.undone.map((change) => ({
      ...change,
      note: 'this run made the change, and something else undid it: find out what else manages this table',
    })),
  ];
}

export function isTimeToLive({ operation }: Step): boolean {
  return operation === 'UpdateTimeToLive';
}

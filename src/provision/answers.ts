import { partOf, type Step } from '../migrate/index.js';
import { type Decision, isSameStep, settledWithin } from './decide.js';
import {
  isNotFound,
  isOtherRevision,
  isUnknownToScaling,
  mayHaveActed,
  messageOf,
  remedyFor,
  stepError,
} from './errors.js';
import { forget } from './look.js';
import { isTimeToLive, type RunState } from './runState.js';

/** Looks after a call was rejected, in case it was made on a stale view, or another run made it. */
const looksAfterRejection = 3;

/** What is known once DynamoDB said yes to a step. Pure. */
export function afterYes(state: RunState, step: Step, since: number, emulated: boolean): RunState {
  // The insights of an index go with it.
  const made = state.look && forget(state.look, partOf(step), step.region);
  return {
    ...state,
    emulated: state.emulated || emulated,
    look: made && step.until.startsWith('index') ? forget(made, 'contributorInsights') : made,
    pending: { step, since, quietSince: since, accepted: true, mayBeMade: true },
    unknownSince: undefined,
    ...(step.operation === 'RegisterScalableTarget' && { boundsSince: since }),
    created: state.created || step.operation === 'CreateTable',
    // Emulators move it at once; one that does not, says so.
    timeToLiveCools:
      state.timeToLiveCools ||
      (!state.emulated && !emulated && isTimeToLive(step) && step.changes.some(({ before }) => before !== undefined)),
  };
}

/** What is known, and what to do, once a step ended in an error. Pure. */
export function afterError(state: RunState, step: Step, since: number, error: unknown, now: number): Decision {
  const unread = { ...state, look: undefined };
  const { pending } = state;
  const remedy = remedyFor(error);
  if (isUnknownToScaling(error)) {
    const { unknownSince = now } = state;
    return now - unknownSince > settledWithin
      ? { state, action: { type: 'fail', error: stepError(step, error) } }
      : {
          state: { ...unread, unknownSince },
          action: { type: 'wait', pace: 'retry', reason: messageOf(error), cause: error },
        };
  }
  switch (remedy) {
    case 'unsupported':
      if (!state.emulated) break;
      return {
        state: { ...unread, missing: new Set([...state.missing, step.operation]) },
        action: { type: 'plan-again' },
      };
    case 'cool-down':
      if (!isTimeToLive(step)) break;
      return { state: { ...unread, timeToLiveCools: true }, action: { type: 'plan-again' } };
    case 'rejected': {
      const again = pending?.rejection && isSameStep(pending.step, step) ? pending.rejection : undefined;
      const until = isNotFound(error)
        ? (again?.until ?? now + settledWithin)
        : isOtherRevision(error)
          ? now + settledWithin
          : now;
      const rejection = { error, looks: looksAfterRejection, until };
      const mayBeMade = pending?.mayBeMade ?? false;
      return {
        state: { ...unread, pending: { step, since, quietSince: since, accepted: false, mayBeMade, rejection } },
        action: { type: 'plan-again' },
      };
    }
    case 'again':
    case 'look': {
      const unanswered = remedy === 'again' && mayHaveActed(error);
      const sent = pending?.since ?? since;
      return {
        state: unanswered
          ? { ...unread, pending: { step, since: sent, quietSince: since, accepted: false, mayBeMade: true } }
          : unread,
        action: { type: 'wait', pace: 'retry', reason: messageOf(error), cause: error },
      };
    }
    case 'stop':
      break;
    default:
      remedy satisfies never;
  }
  return { state, action: { type: 'fail', error: stepError(step, error) } };
}

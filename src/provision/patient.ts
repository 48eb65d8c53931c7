import { delay, paces } from './backoff.js';
import { type AutoScalingClient, type Client, type Clock, systemClock } from './client.js';
import { messageOf, remedyFor } from './errors.js';

type SendAny = (command: unknown, options?: unknown) => Promise<unknown>;

/** Waits before attempt number `attempt` (from 0), because of this error; throws when there has been enough of it. */
export type Wait = (attempt: number, error: unknown) => Promise<void>;

/**
 * The same client, for calls that read: it sends again what was throttled or met a fault of the server's, after a wait. So a table
 * that takes twenty calls to read is read under a quota of five a second.
 */
export function patient<C extends Client | AutoScalingClient>(client: C, wait: Wait): C {
  const send: SendAny = async (command, options) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await (client.send as SendAny)(command, options);
      } catch (error) {
        if (remedyFor(error) !== 'again') throw error;
        await wait(attempt, error);
      }
    }
  };
  return { send } as unknown as C;
}

/** For callers without a deadline of their own. Milliseconds. */
const readWithin = 60_000;

/** Waits for a minute at most in all; the error of then has the last one as its cause. */
export function waitAWhile({
  clock = systemClock,
  signal,
}: {
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
}): Wait {
  const start = clock.now();
  return async (attempt, error) => {
    if (clock.now() - start > readWithin) {
      throw new Error(`gave up after ${readWithin / 1000} s: ${messageOf(error)}`, { cause: error });
    }
    await clock.sleep(delay(paces.retry, attempt, Math.random), signal);
  };
}

import { delay, paces } from './backoff.js';
import { type Client, type Clock, systemClock } from './client.js';
import { messageOf, remedyFor } from './errors.js';

type SendAny = (command: unknown, options?: unknown) => Promise<unknown>;

/**
 * The same client, for calls that read: it sends again what was throttled or met a fault of the server's, after a wait. So a table
 * that takes twenty calls to read is read under a quota of five a second.
 */
export function patient(client: Client, wait: (attempt: number, reason: string) => Promise<void>): Client {
  const send: SendAny = async (command, options) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await (client.send as SendAny)(command, options);
      } catch (error) {
        if (remedyFor(error) !== 'again') throw error;
        await wait(attempt, messageOf(error));
      }
    }
  };
  return { send: send as Client['send'] };
}

/** For callers without a deadline of their own. Milliseconds. */
const readWithin = 60_000;

/** Reads patiently for a minute at most; the last error is thrown then. */
export function patientForAWhile(
  client: Client,
  { clock = systemClock, signal }: { readonly clock?: Clock; readonly signal?: AbortSignal },
): Client {
  const start = clock.now();
  return patient(client, async (attempt, reason) => {
    if (clock.now() - start > readWithin) throw new Error(`gave up after ${readWithin / 1000} s: ${reason}`);
    await clock.sleep(delay(paces.retry, attempt, Math.random), signal);
  });
}

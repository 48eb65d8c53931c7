import { setImmediate } from 'node:timers';
import { onAbort } from './abort.js';
import { createHeap } from './heap.js';

/** A clock to hand to the code under test. */
export interface VirtualClock {
  /** Milliseconds since 1970, in virtual time. */
  now(): number;
  /** Resolves after `ms` of virtual time; rejects with the signal's reason when it is aborted before. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Runs callbacks in the order of their virtual times. */
export interface Scheduler {
  now(): number;
  /** Calls `run` after `ms` of virtual time; the function returned cancels it. */
  after(ms: number, run: () => void): () => void;
}

interface Event {
  readonly time: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/**
 * A discrete-event scheduler. Time stands still while there is work to do, and jumps to the next event when there is none: Node
 * runs a `setImmediate` callback after every promise continuation that is ready, so what is left to do then is asleep.
 *
 * Work that Node does elsewhere (a file, a socket, a real timer) is not seen: time goes on meanwhile.
 */
export function createScheduler(startAt: number): Scheduler {
  // Events of one time run in the order in which they were asked for, so a run repeats exactly.
  const events = createHeap<Event>((a, b) => a.time < b.time || (a.time === b.time && a.order < b.order));
  let time = startAt;
  let order = 0;
  let armed = false;

  function arm(): void {
    if (armed) return;
    armed = true;
    setImmediate(turn);
  }

  function turn(): void {
    armed = false;
    const first = nextEvent();
    if (first === undefined) return;
    time = first.time;
    // All of this moment go in one turn; those that they add for the same moment come in the next.
    const due: Event[] = [];
    for (let event: Event | undefined = first; event?.time === time; event = nextEvent()) {
      due.push(event);
      events.pop();
    }
    for (const event of due) event.run?.();
    if (events.size) arm();
  }

  function nextEvent(): Event | undefined {
    while (events.peek()?.run === undefined && events.size) events.pop();
    return events.peek();
  }

  return {
    now: () => time,
    after(ms, run) {
      if (!(ms >= 0 && ms < Number.POSITIVE_INFINITY)) throw new RangeError(`Can't wait ${ms} ms`);
      const event: Event = { time: time + ms, order: order++, run };
      events.push(event);
      arm();
      return () => {
        event.run = undefined;
      };
    },
  };
}

/** Waits until each has settled, and its `reject` ends the wait early, as the death of the process that waits would. */
export interface Waits {
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** Rejects every wait that is under way. */
  endAll(error: unknown): void;
}

/** Waits of one process. */
export function createWaits(scheduler: Scheduler): Waits {
  const rejects = new Set<(error: unknown) => void>();
  return {
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const end = () => {
          rejects.delete(fail);
          ignoreAbort();
        };
        const cancel = scheduler.after(ms, () => {
          end();
          resolve();
        });
        const fail = (error: unknown) => {
          cancel();
          end();
          reject(error);
        };
        const ignoreAbort = onAbort(signal, () => fail(signal?.reason));
        rejects.add(fail);
      }),
    endAll(error) {
      for (const reject of [...rejects]) reject(error);
    },
  };
}

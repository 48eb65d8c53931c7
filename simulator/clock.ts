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

/** Something that happens at a virtual time. */
interface Event {
  readonly time: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/** Runs callbacks in the order of their virtual times. */
export interface Scheduler {
  now(): number;
  /** Calls `run` after `ms` of virtual time. */
  after(ms: number, run: () => void): Event;
  cancel(event: Event): void;
}

/**
 * A discrete-event scheduler. Time stands still while there is work to do, and jumps to the next event when there is none: a
 * `nextTick` that a promise continuation asks for comes after every other continuation that is ready, so what is left to do then is
 * asleep.
 *
 * Work that Node does elsewhere (a file, a socket, a real timer) is not seen: time goes on meanwhile.
 */
export function createScheduler(startAt: number): Scheduler {
  // Events of one time run in the order in which they were asked for, so a run repeats exactly.
  const events = createHeap<Event>((a, b) => a.time < b.time || (a.time === b.time && a.order < b.order));
  let time = startAt;
  let order = 0;
  let armed = false;

  let turns = 0;
  function arm(): void {
    if (armed) return;
    armed = true;
    turns += 1;
    // A turn of Node's event loop costs more than most turns here; now and then one is due all the same, for a test's time-out.
    if (turns % 256 === 0) setImmediate(turn);
    else queueMicrotask(() => process.nextTick(turn));
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
      return event;
    },
    cancel(event) {
      event.run = undefined;
    },
  };
}

/** The waits of one process. */
export interface Waits {
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** Rejects every wait that is under way, as the death of the process would end them. */
  endAll(error: unknown): void;
}

interface Wait {
  readonly event: Event;
  readonly reject: (error: unknown) => void;
  ignoreAbort?: () => void;
}

export function createWaits(scheduler: Scheduler): Waits {
  const underWay = new Set<Wait>();

  function end(wait: Wait): void {
    underWay.delete(wait);
    wait.ignoreAbort?.();
  }

  function fail(wait: Wait, error: unknown): void {
    scheduler.cancel(wait.event);
    end(wait);
    wait.reject(error);
  }

  return {
    // Thousands wait at a time, and live long enough to cost the garbage collector much: few objects for each.
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const event = scheduler.after(ms, () => {
          end(wait);
          resolve();
        });
        const wait: Wait = { event, reject };
        if (signal) wait.ignoreAbort = onAbort(signal, () => fail(wait, signal.reason));
        underWay.add(wait);
      }),
    endAll(error) {
      for (const wait of [...underWay]) fail(wait, error);
    },
  };
}

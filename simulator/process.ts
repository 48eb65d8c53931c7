import type { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { onAbort } from './abort.js';
import { createWaits, type Scheduler, type VirtualClock } from './clock.js';
import { draw } from './durations.js';
import { abortError, SimulatedCrash } from './errors.js';
import type { Answer, Caller, Service } from './service.js';
import type { World } from './state.js';

/** What the code under test uses of a `DynamoDBClient`. */
export type SimulatedClient = Pick<DynamoDBClient, 'send' | 'destroy'>;

/** And of an `ApplicationAutoScalingClient`. */
type SimulatedScalingClient = Pick<ApplicationAutoScalingClient, 'send' | 'destroy'>;

/** A program that runs against the simulated service, and that can die. */
export interface SimulatedProcess {
  readonly client: SimulatedClient;
  readonly autoScalingClient: SimulatedScalingClient;
  /** The same process's client for another Region. */
  clientIn(region: string): SimulatedClient;
  readonly clock: VirtualClock;
  readonly isCrashed: boolean;
  /** How many requests it has sent. */
  readonly requestCount: number;
  /**
   * Makes the process die at its `n`-th request from now on (the next is 1): `before` it is sent, or `after` it acted. From then
   * on each `send` and each `sleep`, those under way too, rejects with `SimulatedCrash`; requests on their way still act.
   */
  crashAt(n: number, when: 'before' | 'after'): void;
  /** A process like it starts anew; also forgets a crash that has not come yet. */
  revive(): void;
}

interface Command {
  readonly input: object;
}

interface SendOptions {
  readonly abortSignal?: AbortSignal;
}

/** The network's own time limit, in ms. */
const timeout = 5_000;

/** `attempts`: how often the client tries before it gives up, as `maxAttempts` of the SDK. */
export function createProcess(
  id: number,
  world: World,
  service: Service,
  scheduler: Scheduler,
  attempts: number,
): SimulatedProcess {
  const caller: Caller = { id, lastRead: new Map() };
  const waits = createWaits(scheduler);
  const underWay = new Set<(error: unknown) => void>();
  let crash: SimulatedCrash | undefined;
  let planned: { at: number; when: 'before' | 'after' } | undefined;
  let requestCount = 0;

  function die(when: 'before' | 'after', request: number, operation: string): SimulatedCrash {
    crash = new SimulatedCrash(`The process died ${when} its request ${request}, ${operation}`);
    planned = undefined;
    for (const reject of [...underWay]) reject(crash);
    waits.endAll(crash);
    return crash;
  }

  function request(
    operation: string,
    input: object,
    signal: AbortSignal | undefined,
    isRetry: boolean,
    region: string | undefined,
  ) {
    return new Promise<object>((resolve, reject) => {
      if (crash) return reject(crash);
      if (signal?.aborted) return reject(abortError(signal));
      requestCount += 1;
      const number = requestCount;
      const dies = planned?.at === number ? planned.when : undefined;
      if (dies === 'before') return reject(die(dies, number, operation));

      let isWanted = true;
      let isAborted = false;
      const end = () => {
        isWanted = false;
        underWay.delete(fail);
        ignoreAbort?.();
      };
      const fail = (error: unknown) => {
        end();
        reject(error);
      };
      const ignoreAbort =
        signal &&
        onAbort(signal, () => {
          isAborted = true;
          fail(abortError(signal));
        });
      underWay.add(fail);

      const latency = draw(world.networkRandom, world.durations.latency);
      const thereAfter = latency >> 1;
      scheduler.after(thereAfter, () => {
        // Aborted before it was there: the service never sees it. Later, it acts all the same.
        if (isAborted) return;
        const answer = service.answer(caller, operation, input, isRetry, region);
        if (dies === 'after' && crash === undefined) die(dies, number, operation);
        scheduler.after(backAfter(answer, latency - thereAfter), () => {
          if (!isWanted) return;
          end();
          if ('error' in answer) reject(answer.error);
          else resolve({ ...answer.output, $metadata: { httpStatusCode: 200, attempts: 1, totalRetryDelay: 0 } });
        });
      });
    });
  }

  async function send(command: Command, options: SendOptions = {}, region?: string): Promise<object> {
    const operation = command.constructor.name.replace(/Command$/, '');
    for (let attempt = 1; ; attempt++) {
      try {
        return await request(operation, command.input, options.abortSignal, attempt > 1, region);
      } catch (error) {
        if (attempt >= attempts || !isRetryable(error)) throw error;
        // The SDK's standard mode: up to 50 ms for DynamoDB (500 ms when throttled), twice as much each time, 20 s at most.
        const base = (error as Error).name === 'ThrottlingException' ? 500 : 50;
        const delay = Math.floor(world.networkRandom.next() * Math.min(base * 2 ** (attempt - 1), 20_000));
        await waits.wait(delay);
      }
    }
  }

  /** What the SDK's clients tell of themselves. */
  const clientOf = (region: string | undefined) =>
    ({
      config: { region: async () => region ?? world.region },
      send: (command: Command, options?: SendOptions) => send(command, options, region),
      destroy() {},
    }) as unknown as SimulatedClient;

  return {
    client: clientOf(undefined),
    clientIn: clientOf,
    autoScalingClient: { send, destroy() {} } as unknown as SimulatedScalingClient,
    clock: {
      now: scheduler.now,
      sleep: (ms, signal) => (crash ? Promise.reject(crash) : waits.wait(ms, signal)),
    },
    get isCrashed() {
      return crash !== undefined;
    },
    get requestCount() {
      return requestCount;
    },
    crashAt(n, when) {
      planned = { at: requestCount + n, when };
    },
    revive() {
      crash = undefined;
      planned = undefined;
      caller.lastRead.clear();
    },
  };
}

function backAfter(answer: Answer, latency: number): number {
  return 'error' in answer && (answer.error as Error | undefined)?.name === 'TimeoutError' ? timeout : latency;
}

/** As the SDK sees it: throttles, 5xx and failures of the network. */
function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return (
    error.name === 'ThrottlingException' ||
    error.name === 'TimeoutError' ||
    ('code' in error && error.code === 'ECONNRESET') ||
    ($metadata?.httpStatusCode ?? 0) >= 500
  );
}

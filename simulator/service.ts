import { accessDenied, blameOf, throttled, unknownOperation } from './errors.js';
import type { Faults } from './faults.js';
import { operations } from './operations.js';
import { createRateLimit, type RateLimit } from './quotas.js';
import { findEntry, inRegion, tableNameOf, type World } from './state.js';

/** One request as the service saw it. */
export interface LoggedCall {
  /** Virtual time, in ms. */
  readonly time: number;
  /** Number of the process that called; the simulator's own is 0. */
  readonly process: number;
  readonly operation: string;
  /** The Region that was called, where that is not the simulator's own. */
  readonly region?: string;
  readonly input: unknown;
  /** `ok`, or the name of the error that the operation ended in. */
  readonly outcome: string;
  readonly message?: string;
  /** What went wrong by plan or chance; then the caller did not see the outcome. */
  readonly fault?: string;
}

export interface OperationCount {
  calls: number;
  /** How many ended in each error, by its name; faults among them. */
  readonly errors: Map<string, number>;
}

/** What a caller gets. */
export type Answer = { readonly output: object } | { readonly error: unknown };

/** What calls. */
export interface Caller {
  readonly id: number;
  /** When it last read of each table, as the number of a request. */
  readonly lastRead: Map<string, number>;
}

export interface Service {
  readonly calls: LoggedCall[];
  readonly counts: Map<string, OperationCount>;
  readonly violations: string[];
  /** Acts, and returns the answer as it leaves the service and as far as the network lets it come. */
  answer(caller: Caller, operation: string, input: object, isRetry: boolean, region?: string): Answer;
  /** Notes a change that was made from outside the API. */
  noteChange(tableName: string): void;
}

export interface ServiceOptions {
  readonly unsupported: readonly string[];
  readonly denied: readonly string[];
  readonly logCalls: boolean;
}

/** Changes of nobody in particular: made from outside, or by a process that can't know. */
const nobody = -1;

/** DynamoDB's side of the wire. */
export function createService(world: World, faults: Faults, options: ServiceOptions): Service {
  const calls: LoggedCall[] = [];
  const counts = new Map<string, OperationCount>();
  const violations: string[] = [];
  const everyRequest = createRateLimit(world.quotas.requestsPerSecond, world.now);
  const rateLimits = new Map<string, RateLimit>();
  for (const [operation, perSecond] of Object.entries(world.quotas.operationsPerSecond)) {
    rateLimits.set(operation, createRateLimit(perSecond, world.now));
  }
  let requestNumber = 0;

  function act(world: World, operation: string, input: object): Answer {
    const known = operations.get(operation);
    if (known === undefined || options.unsupported.includes(operation)) return { error: unknownOperation() };
    if (options.denied.includes(operation)) return { error: accessDenied(operation, '*') };
    const withinRates = everyRequest() && (rateLimits.get(operation)?.() ?? true);
    if (!withinRates) return { error: throttled() };
    try {
      return { output: known.run(world, input as never) };
    } catch (error) {
      return { error };
    }
  }

  /** Whether the table changed since the caller last read of it, other than by changes that the caller knows of. */
  function hasChangedUnseen(world: World, caller: Caller, tableName: string): boolean {
    const lastRead = caller.lastRead.get(keyOf(world, tableName));
    // Who never looked has no excuse.
    if (lastRead === undefined) return false;
    const changes = world.entries.get(tableName)?.changedBy ?? [];
    return [...changes].some(([process, number]) => process !== caller.id && number > lastRead);
  }

  function noteViolation(
    world: World,
    caller: Caller,
    operation: string,
    tableName: string,
    error: unknown,
    isRetry: boolean,
  ) {
    const blame = blameOf(error);
    const isServiceError = error instanceof Error && '$metadata' in error;
    if (isServiceError) {
      if (blame === undefined || blame === 'hidden') return;
      if (blame === 'state' && (isRetry || hasChangedUnseen(world, caller, tableName))) return;
    }
    violations.push(`${operation} ${tableName}: ${error}`);
  }

  return {
    calls,
    counts,
    violations,
    answer(caller, operation, input, isRetry, region) {
      const there = region === undefined ? world : inRegion(world, region);
      requestNumber += 1;
      const tableName = tableNameIn(input);
      const hit = faults.next(operation, tableName);
      const acted = hit === undefined || hit.acts ? act(there, operation, input) : undefined;
      if (acted !== undefined) {
        if ('error' in acted) noteViolation(there, caller, operation, tableName, acted.error, isRetry);
        else if (operations.get(operation)?.reads) {
          if (hit === undefined) caller.lastRead.set(keyOf(there, tableName), requestNumber);
        } else there.entries.get(tableName)?.changedBy.set(hit ? nobody : caller.id, requestNumber);
      }
      const seen: Answer = hit ? { error: hit.error } : (acted as Answer);

      const count = counts.get(operation) ?? { calls: 0, errors: new Map() };
      counts.set(operation, count);
      count.calls += 1;
      if ('error' in seen) {
        const name = nameOf(seen.error);
        count.errors.set(name, (count.errors.get(name) ?? 0) + 1);
      }
      if (options.logCalls) {
        const error = acted && 'error' in acted ? acted.error : undefined;
        calls.push({
          time: world.now(),
          process: caller.id,
          operation,
          ...(there !== world && { region }),
          input,
          outcome: acted === undefined ? 'not done' : error === undefined ? 'ok' : nameOf(error),
          ...(error instanceof Error && { message: error.message }),
          ...(hit && { fault: hit.label }),
        });
      }
      return seen;
    },
    noteChange(tableName) {
      requestNumber += 1;
      findEntry(world, tableName)?.changedBy.set(nobody, requestNumber);
    },
  };
}

/** A table of one Region is not that of another. */
function keyOf({ region }: World, tableName: string): string {
  return `${region} ${tableName}`;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

function tableNameIn(input: object): string {
  const { TableName, ResourceArn, ResourceId, ResourceIds } = input as {
    readonly TableName?: string;
    readonly ResourceArn?: string;
    readonly ResourceId?: string;
    readonly ResourceIds?: readonly string[];
  };
  const [, scaled] = (ResourceId ?? ResourceIds?.[0])?.split('/') ?? [];
  return tableNameOf(TableName ?? ResourceArn ?? scaled);
}

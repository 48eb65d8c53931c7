import { connectionReset, internalServerError, throttled, timeoutError } from './errors.js';
import type { Random } from './random.js';

/**
 * What goes wrong with a request:
 * - `throttle`: ThrottlingException, nothing done;
 * - `serverError`: InternalServerError, nothing done;
 * - `serverErrorAfterActing`: InternalServerError, and yet it is done;
 * - `lostRequest`: the network fails, nothing done;
 * - `lostReply`: the network fails, and yet it is done. The caller can't tell the two apart.
 */
export type Fault = 'throttle' | 'serverError' | 'serverErrorAfterActing' | 'lostRequest' | 'lostReply';

/** How probable each fault is, for each request; none by default. */
export interface FaultRates extends Partial<Readonly<Record<Fault, number>>> {
  /** Only these operations; all by default. */
  readonly operations?: readonly string[];
  /** No more than this many faulty requests in a row for one operation on one table; no limit by default. */
  readonly inARow?: number;
}

/** A fault that is certain. */
export interface ScriptedFault {
  readonly fault: Fault | Error;
  /** Any operation when left out. */
  readonly operation?: string;
  /** Any table when left out. */
  readonly tableName?: string;
  /** How many requests that match pass before; 0 when left out. */
  readonly skip?: number;
  /** How many requests it hits; 1 when left out. */
  readonly times?: number;
}

/** What a fault does to one request. */
interface Hit {
  readonly acts: boolean;
  readonly error: Error;
  readonly label: string;
}

export interface Faults {
  script(fault: ScriptedFault): void;
  setRates(rates: FaultRates): void;
  /** The fault for a request, if any. */
  next(operation: string, tableName: string): Hit | undefined;
}

const kinds = ['throttle', 'serverError', 'serverErrorAfterActing', 'lostRequest', 'lostReply'] as const;

export function createFaults(random: Random, initialRates: FaultRates): Faults {
  let rates = initialRates;
  const scripts: { fault: ScriptedFault; skip: number; times: number }[] = [];
  const inARow = new Map<string, number>();

  function scripted(operation: string, tableName: string): Fault | Error | undefined {
    let hit: Fault | Error | undefined;
    for (const script of scripts) {
      const { fault } = script;
      if (fault.operation !== undefined && fault.operation !== operation) continue;
      if (fault.tableName !== undefined && fault.tableName !== tableName) continue;
      if (script.skip > 0) script.skip -= 1;
      else if (script.times > 0 && hit === undefined) {
        script.times -= 1;
        hit = fault.fault;
      }
    }
    return hit;
  }

  function byChance(operation: string, tableName: string): Fault | undefined {
    const { operations, inARow: most = Number.POSITIVE_INFINITY } = rates;
    if (operations !== undefined && !operations.includes(operation)) return undefined;
    const key = `${operation} ${tableName}`;
    const fault = kinds.find((kind) => random.chance(rates[kind] ?? 0));
    const row = inARow.get(key) ?? 0;
    if (fault === undefined || row >= most) {
      inARow.delete(key);
      return undefined;
    }
    inARow.set(key, row + 1);
    return fault;
  }

  function toHit(fault: Fault | Error): Hit {
    if (fault instanceof Error) return { acts: false, error: fault, label: 'scripted' };
    switch (fault) {
      case 'throttle':
        return { acts: false, error: throttled(), label: fault };
      case 'serverError':
        return { acts: false, error: internalServerError(), label: fault };
      case 'serverErrorAfterActing':
        return { acts: true, error: internalServerError(), label: fault };
      case 'lostRequest':
      case 'lostReply':
        return {
          acts: fault === 'lostReply',
          error: random.chance(0.5) ? timeoutError() : connectionReset(),
          label: fault,
        };
      default:
        return fault satisfies never;
    }
  }

  return {
    script: (fault) => scripts.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 }),
    setRates(next) {
      rates = next;
    },
    next(operation, tableName) {
      const fault = scripted(operation, tableName) ?? byChance(operation, tableName);
      return fault && toHit(fault);
    },
  };
}

import { limitExceeded } from './errors.js';
import { createHeap } from './heap.js';

/** What an account may do; the defaults are AWS's. DG: Quotas in Amazon DynamoDB; API: LimitExceededException. */
export interface Quotas {
  /** Tables that are CREATING, UPDATING or DELETING at one time. */
  readonly simultaneousOperations: number;
  /** Tables with secondary indexes that are CREATING at one time. */
  readonly simultaneousIndexedCreates: number;
  readonly tables: number;
  readonly globalSecondaryIndexesPerTable: number;
  readonly vectorIndexesPerTable: number;
  /** Read capacity units, and again write capacity units, of a table or a GSI. */
  readonly tableCapacityUnits: number;
  /** Control-plane requests of every kind. */
  readonly requestsPerSecond: number;
  /** Requests of one operation, for those that have a rate of their own. */
  readonly operationsPerSecond: { readonly [operation: string]: number };
  /** Changes from PROVISIONED to PAY_PER_REQUEST in 24 hours. */
  readonly onDemandChangesPerDay: number;
  readonly tableClassChangesPer30Days: number;
  /** How many a page of ListTagsOfResource holds. */
  readonly tagsPerPage: number;
}

export const defaultQuotas: Quotas = {
  simultaneousOperations: 500,
  simultaneousIndexedCreates: 250,
  tables: 2_500,
  globalSecondaryIndexesPerTable: 20,
  vectorIndexesPerTable: 5,
  tableCapacityUnits: 40_000,
  requestsPerSecond: 2_500,
  operationsPerSecond: {
    TagResource: 5,
    UntagResource: 5,
    ListTagsOfResource: 10,
    UpdateContributorInsights: 5,
    DescribeContributorInsights: 5,
  },
  onDemandChangesPerDay: 4,
  tableClassChangesPer30Days: 2,
  tagsPerPage: 10,
};

/** The operations under way in an account. */
export interface InFlight {
  readonly size: number;
  /** The most that were under way at once. */
  readonly peak: number;
  add(until: number): void;
}

/** Counts what has begun and not ended; each says at its begin when it ends. */
export function createInFlight(now: () => number): InFlight {
  const ends = createHeap<number>((a, b) => a < b);
  let peak = 0;
  const forgetEnded = () => {
    for (let end = ends.peek(); end !== undefined && end <= now(); end = ends.peek()) ends.pop();
  };
  return {
    get size() {
      forgetEnded();
      return ends.size;
    },
    get peak() {
      return peak;
    },
    add(until) {
      forgetEnded();
      if (until > now()) ends.push(until);
      peak = Math.max(peak, ends.size);
    },
  };
}

/** The simultaneous operations of an account. */
export interface Operations {
  readonly all: InFlight;
  readonly indexedCreates: InFlight;
}

/** Refuses what would be one operation too many. */
export function assertRoom({ all, indexedCreates }: Operations, quotas: Quotas, indexedCreate = false): void {
  if (all.size >= quotas.simultaneousOperations) {
    throw limitExceeded(
      `Only ${quotas.simultaneousOperations} tables can be created, updated, or deleted simultaneously`,
    );
  }
  if (indexedCreate && indexedCreates.size >= quotas.simultaneousIndexedCreates) {
    throw limitExceeded('You have exceeded the maximum number of indexed tables that can be created simultaneously');
  }
}

/** Answers whether a request may pass now. */
export type RateLimit = () => boolean;

/** A bucket that holds one second's worth of requests. */
export function createRateLimit(perSecond: number, now: () => number): RateLimit {
  let tokens = perSecond;
  let filledAt = now();
  return () => {
    tokens = Math.min(perSecond, tokens + ((now() - filledAt) / 1_000) * perSecond);
    filledAt = now();
    // Sums of fractions may miss a whole token by a hair.
    if (tokens < 1 - 1e-9) return false;
    tokens -= 1;
    return true;
  };
}

/** How often, as AWS says it. */
export function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

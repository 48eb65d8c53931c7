import type { Change, Plan, Step } from '../migrate/index.js';

/**
 * How a table came out: `created`; `updated`, in line with its schema now; `unchanged`, it was in line before; `drifted`, it still
 * differs, in what `drift` lists; or `failed`, for the reason that `error` gives.
 */
export type Outcome = 'created' | 'updated' | 'unchanged' | 'drifted' | 'failed';

/** A step that was made, and how long it took. */
export type StepResult = Step & {
  /** From the call to the state that the step waits for, in milliseconds. */
  readonly durationMs: number;
};

/** What came of bringing one table in line. */
export interface TableResult {
  /** The schema's `tableName`; of what is not a schema, whatever it has under that name. */
  readonly tableName: string;
  /** How it came out. */
  readonly outcome: Outcome;
  /** Why the outcome is `failed`; its `cause` is the error of DynamoDB's or the network's, where there was one. */
  readonly error?: Error;
  /** Differences that are left: impossible, not allowed, or for a later run (a TTL that moves). */
  readonly drift: readonly Change[];
  /** Differences in what the endpoint does not implement. */
  readonly unsupported: readonly Change[];
  /** The steps made, in order, the last one of a failed table included if its call was accepted. */
  readonly steps: readonly StepResult[];
  /** What people should know besides, each in a sentence without its full stop: a replica that is stuck, what could not be read. */
  readonly notes: readonly string[];
}

/** What happens while tables are brought in line, in order for each table. */
export type ProvisionEvent =
  | { readonly type: 'planned'; readonly tableName: string; readonly plan: Plan }
  | { readonly type: 'step-started'; readonly tableName: string; readonly step: Step }
  | {
      readonly type: 'waiting';
      readonly tableName: string;
      /** What it waits for, in words: `gsi-user is CREATING, backfilling, 1200 items so far`. */
      readonly reason: string;
      /** Since this wait began. */
      readonly elapsedMs: number;
      /** The index that is being built or deleted, if that is what it waits for. */
      readonly index?: { readonly name: string; readonly backfilling: boolean; readonly itemCount?: number };
    }
  | { readonly type: 'step-done'; readonly tableName: string; readonly step: StepResult }
  | { readonly type: 'table-done'; readonly tableName: string; readonly result: TableResult };

import type { Permission } from '../migrate/index.js';
import { assertValidTable, defined, type TableSchema, type ValidateOptions } from '../schema/index.js';
import { type AutoScalingClient, type Client, type Clock, systemClock } from './client.js';
import { inParallel, maxConcurrency } from './inParallel.js';
import type { Clients } from './lookAtReplicas.js';
import { nameOf } from './nameOf.js';
import { failedAtOnce, type Run, reconcile } from './reconcile.js';
import type { ProvisionEvent, TableResult } from './result.js';

/** How a run goes about its work. */
export interface RunOptions {
  /** How long each table may take, in milliseconds. Left out: two hours. An index on much data takes longer. */
  readonly timeoutMs?: number;
  /** Stops the run: tables not done come out as `failed`. What DynamoDB accepted before goes on there. */
  readonly signal?: AbortSignal;
  /**
   * An `ApplicationAutoScalingClient` of `@aws-sdk/client-application-auto-scaling`, for schemas that say how capacity scales. Left out:
   * scaling is left alone, and the result's `notes` say so.
   */
  readonly autoScalingClient?: AutoScalingClient;
  /**
   * Clients for the Regions of replicas, by Region: what is set of a replica by calls in its own Region (tags, backups, protection...) is
   * read and set with them. Left out: the table's `notes` name those settings as not managed by this run, which does the rest.
   */
  readonly clients?: Clients;
  /** The endpoint is an emulator, whatever its answers look like: what it does not implement is reported, and is not an error. */
  readonly emulator?: boolean;
  /** Is told what happens. What it throws does not stop the run: the table's `notes` tell it. */
  readonly onEvent?: (event: ProvisionEvent) => void;
  /** Left out: the machine's own. */
  readonly clock?: Clock;
  /** From 0 to 1, for the jitter of waits. */
  readonly random?: () => number;
}

/** What `provisionTables` may do, and how it goes about it. */
export interface ProvisionOptions extends RunOptions, ValidateOptions {
  /** The destructive kinds of change that may be made; what is not allowed by name is reported as drift. */
  readonly allow?: readonly Permission[];
  /**
   * Tables under way at once, 1 to 250; left out: 250, which is what DynamoDB makes at once of tables with indexes. Lower it where
   * other programs create tables in the same account and Region at that time: who comes too late waits.
   */
  readonly concurrency?: number;
}

const timeoutMs = 2 * 60 * 60 * 1000;

/**
 * Creates the tables that are missing, and brings those that exist in line with their schemas. Safe to run again, to kill at any
 * moment and run again, and to run twice at once. Deletes nothing that `allow` does not name, and never a table.
 *
 * Returns a result for each schema, in their order; one table's failure does not stop the others.
 *
 * @example
 * ```ts
 * const results = await provisionTables(client, [sessionTableSchema, approvalTableSchema]);
 * for (const { tableName, outcome, error } of results) console.log(tableName, outcome, error?.message ?? '');
 * ```
 *
 * @throws RangeError for a concurrency out of its range; nothing else: whatever goes wrong with a table is in its result.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export async function provisionTables(
  client: Client,
  schemas: readonly TableSchema[],
  options: ProvisionOptions = {},
): Promise<TableResult[]> {
  const { concurrency = maxConcurrency } = options;
  const run = startRun(client, options);
  const firstOfName = new Map(schemas.map((schema, i) => [nameOf(schema), i] as const).reverse());
  return inParallel(schemas, concurrency, (schema, i) =>
    provisionTable(run, schema, firstOfName.get(nameOf(schema)) !== i),
  );
}

async function provisionTable(run: Run, schema: TableSchema, repeated: boolean): Promise<TableResult> {
  try {
    assertValidTable(schema, run);
    if (repeated) {
      throw new Error(`two schemas are named ${schema.tableName}; give one another name with withTableName`);
    }
    return await reconcile(run, schema);
  } catch (error) {
    return failedAtOnce(run, nameOf(schema), error);
  }
}

/** A run for these options, with what is left out filled in. */
export function startRun(client: Client, options: ProvisionOptions): Run {
  return defined({
    client,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    timeoutMs: options.timeoutMs ?? timeoutMs,
    allow: options.allow ?? [],
    autoScalingClient: options.autoScalingClient,
    emulator: options.emulator,
    clients: options.clients,
    signal: options.signal,
    onEvent: options.onEvent,
    quotas: options.quotas,
  });
}

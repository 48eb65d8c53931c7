import type { Permission, Plan } from '../migrate/index.js';
import { assertValidTable, type TableSchema, type ValidateOptions } from '../schema/index.js';
import type { AutoScalingClient, Client, Clock } from './client.js';
import { type Look, wantedFor } from './look.js';
import { lookAtAll } from './lookAtAll.js';
import { assertOwnRegion, type Clients, managedThere } from './lookAtReplicas.js';
import { waitAWhile } from './patient.js';
import { planLook } from './planLook.js';

/** What `planTable` may plan, and how it reads. */
export interface PlanOptions extends ValidateOptions {
  /** The destructive kinds of change that the plan may hold; what is not allowed by name is reported as drift. */
  readonly allow?: readonly Permission[];
  /**
   * An `ApplicationAutoScalingClient` of `@aws-sdk/client-application-auto-scaling`, for schemas that say how capacity scales. Left out:
   * the plan says that it leaves scaling alone.
   */
  readonly autoScalingClient?: AutoScalingClient;
  /** The endpoint is an emulator, whatever its answers look like: what it does not implement is reported, and is not an error. */
  readonly emulator?: boolean;
  /**
   * Clients for the Regions of replicas, by Region: tags, backups, protection and what else of a replica only its own Region reads and sets
   * is read and planned with them. Left out: the plan's text names those settings as not managed by it, and plans the rest.
   */
  readonly clients?: Clients;
  /** Stops the reading; what it rejects with is the signal's reason. */
  readonly signal?: AbortSignal;
  /** Left out: the machine's own. */
  readonly clock?: Clock;
}

/**
 * Compares the live table with its schema, and returns the plan that brings it in line. Changes nothing.
 *
 * Reads DescribeTable, DescribeTimeToLive, and what else the schema's settings need. Of a table that takes no change (one that is
 * archived, say) the plan has no steps: its `notes` say why, and what can't be read.
 *
 * @example
 * ```ts
 * console.log(formatPlan(await planTable(client, sessionTableSchema)));
 * ```
 *
 * @throws TableSchemaError if the schema is not valid; Error if it declares a replica in the table's own Region; whatever a client throws,
 * such as AccessDeniedException.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export async function planTable(client: Client, schema: TableSchema, options: PlanOptions = {}): Promise<Plan> {
  assertValidTable(schema, options);
  const wanted = (look: Look) =>
    look.table.TableStatus === 'DELETING' ? { parts: [], schema } : wantedFor(schema, look, options.autoScalingClient);
  const { clients } = options;
  const look = await lookAtAll(client, waitAWhile(options), schema.tableName, wanted, options, {
    clients,
    wanted: managedThere(schema),
  });
  if (!look) await assertOwnRegion(client, schema);
  return planLook(look, schema, options);
}

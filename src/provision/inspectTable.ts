import type { IndexStatus, TableStatus } from '@aws-sdk/client-dynamodb';
import { notesOnTableDescription } from '../aws/index.js';
import { managedParts, type Part } from '../migrate/index.js';
import { formatPath, type TableSchema } from '../schema/index.js';
import type { AutoScalingClient, Client, Clock } from './client.js';
import { messageOf } from './errors.js';
import type { Look, Wanted } from './look.js';
import { lookAtAll } from './lookAtAll.js';
import { type Clients, fixedReplicas, managedThere, otherReplicas, type WantedThere } from './lookAtReplicas.js';
import { waitAWhile } from './patient.js';
import { extrasOf, notesOf, planBase } from './planLook.js';

/** A live table: its schema, and its state. */
export interface LiveTable {
  /** The table as a schema, with every setting that was read, at its default too; the indexes that are being deleted are not in it. */
  readonly schema: TableSchema;
  /** `ACTIVE`, `CREATING`, `UPDATING`, `DELETING`, or a state that does not end by itself: `notes` tell what that means. */
  readonly status: TableStatus;
  /** The state of all indexes, also of those being built or deleted. */
  readonly indexes: { readonly [indexName: string]: LiveIndex };
  /** The number of items, which DynamoDB counts about every six hours. */
  readonly itemCount: number;
  /** The size in bytes, which DynamoDB measures about every six hours. */
  readonly sizeBytes: number;
  /** The ARN, which names the Region and the account. */
  readonly arn: string;
  /** Tells a table from an earlier one of its name; some emulators have none. */
  readonly tableId?: string;
  /**
   * Operations, members of UpdateTable as `UpdateTable.Member`, and operations on a stream as `TagResource.stream`, that the endpoint does
   * not implement. None on AWS.
   */
  readonly unsupported: readonly string[];
  /** What a schema can't hold or tell of this table, and what its state means, each in a sentence without its full stop. */
  readonly notes: readonly string[];
}

/** The state of an index. */
export interface LiveIndex {
  /** Local indexes have no status of their own: theirs is `ACTIVE`. */
  readonly status: IndexStatus;
  /** True while items that were there before the index are being put into it. */
  readonly backfilling: boolean;
  /** The number of items, which DynamoDB counts about every six hours. */
  readonly itemCount: number;
  /** The size in bytes, which DynamoDB measures about every six hours. */
  readonly sizeBytes: number;
}

/** What `inspectTable` reads beside DescribeTable, and how. */
export interface InspectOptions {
  /** Reads also what only this schema's settings need: contributor insights, resource policy, warm throughput. */
  readonly schema?: TableSchema;
  /** Reads also every setting that needs a call of its own: contributor insights (of each index too), the resource policy, the stream's policy and tags, and where changes are sent. */
  readonly allSettings?: boolean;
  /**
   * Asks KMS about a key, by ARN, as `DescribeKey` answers in its `KeyMetadata`: only KMS knows whether the key of a table is AWS's own.
   * Left out, or when it fails: every key reads as the customer's, with a note.
   */
  readonly describeKey?: (keyArn: string) => Promise<{ readonly KeyManager?: string } | undefined>;
  /**
   * An `ApplicationAutoScalingClient` of `@aws-sdk/client-application-auto-scaling`, which tells how capacity scales. Left out:
   * `autoScaling` is not in the schema.
   */
  readonly autoScalingClient?: AutoScalingClient;
  /**
   * Clients for the Regions of replicas, by Region: tags, backups, protection and what else of a replica only its own Region tells is read
   * with them. Left out: it is not read, and a note says so.
   */
  readonly clients?: Clients;
  /** The endpoint is an emulator, whatever its answers look like: what it does not implement is reported, and is not an error. */
  readonly emulator?: boolean;
  /** Stops the reading, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** The clock to wait by. Left out: the machine's own. */
  readonly clock?: Clock;
}

/**
 * Reads a live table back into a schema, with its state; `undefined` if there is no such table. Every setting is there that
 * DescribeTable, DescribeTimeToLive, DescribeContinuousBackups and ListTagsOfResource tell, at its default too. What a schema can't hold
 * (witnesses, say), what could not be read, and what a state means that is not of the moment only, is in `notes`.
 *
 * @example
 * ```ts
 * const live = await inspectTable(client, 'sentinel-sessions');
 * console.log(live?.status, live?.schema.timeToLive, live?.indexes['gsi-user']?.backfilling);
 * ```
 *
 * @throws whatever the client throws, such as AccessDeniedException; TableSchemaError if the table has what a schema can't say.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html
 */
export async function inspectTable(
  client: Client,
  tableName: string,
  options: InspectOptions = {},
): Promise<LiveTable | undefined> {
  const { schema, allSettings = false, autoScalingClient } = options;
  const wanted = (look: Look): Wanted => {
    const parts = new Set<Part>(['timeToLive', 'continuousBackups', 'tags', ...(schema ? managedParts(schema) : [])]);
    for (const part of allSettings ? askedByCall : []) parts.add(part);
    if (autoScalingClient) parts.add('scaling');
    return { parts: [...parts], schema: allSettings ? askingForInsights(look) : schema, autoScalingClient };
  };
  const wantedThere: WantedThere = (region, there) => {
    const managed = schema && managedThere(schema)(region, there);
    const parts = new Set<Part>(['continuousBackups', 'tags', ...(managed?.parts ?? [])]);
    if (!allSettings) return { parts: [...parts], schema: managed?.schema };
    for (const part of askedByCall) if (!/^stream/.test(part)) parts.add(part);
    return { parts: [...parts], schema: there && askingForInsights(there) };
  };
  const look = await lookAtAll(client, waitAWhile(options), tableName, wanted, options, {
    clients: options.clients,
    wanted: wantedThere,
  });
  if (!look) return undefined;
  const { table } = look;
  const indexes = [
    ...(table.LocalSecondaryIndexes ?? []),
    ...(table.GlobalSecondaryIndexes ?? []),
    ...(table.VectorIndexes ?? []),
  ].map((index): [string, LiveIndex] => [
    index.IndexName as string,
    {
      status: ('IndexStatus' in index && index.IndexStatus) || 'ACTIVE',
      backfilling: 'Backfilling' in index && index.Backfilling === true,
      itemCount: Number(index.ItemCount ?? 0),
      sizeBytes: Number(index.IndexSizeBytes ?? 0),
    },
  ]);
  const { seen, notes } = await askForKey(look, options.describeKey);
  return {
    ...planBase(seen, schema),
    status: table.TableStatus as TableStatus,
    indexes: Object.fromEntries(indexes),
    itemCount: Number(table.ItemCount ?? 0),
    sizeBytes: Number(table.TableSizeBytes ?? 0),
    notes: [...notesOf(withoutScaling(seen), schema), ...notesOnDescription(seen), ...unaskedReplicas(seen), ...notes],
  };
}

/** Each by a call of its own, for a setting that few tables have. */
const askedByCall: readonly Part[] = [
  'resourcePolicy',
  'contributorInsights',
  'kinesisStreamingDestination',
  'streamTags',
  'streamResourcePolicy',
];

/** Of these replicas, the schema has what DescribeTable tells of them, and no more. */
function unaskedReplicas({ table, replicas, emulated }: Look): string[] {
  if (emulated || fixedReplicas(table)) return [];
  return otherReplicas(table)
    .filter(({ region }) => !Object.hasOwn(replicas ?? {}, region))
    .map(
      ({ region, status }) =>
        `of the replica in ${region}, its tags, backups and what else only its own Region tells was not read: ${status === 'ACTIVE' ? 'clients has none for that Region' : `it is ${status}`}`,
    );
}

/** What scales is told with what else a schema can't hold. */
function withoutScaling(look: Look): Look {
  return { ...look, extras: { ...look.extras, scaling: undefined } };
}

/** Of Kinesis streams `notesOf` tells, which knows the one that is declared. */
function notesOnDescription(look: Look): string[] {
  const { kinesis: _, ...extras } = extrasOf(look);
  return notesOnTableDescription(look.table, extras).map(({ path, message }) => `${formatPath(path)}: ${message}`);
}

/** DescribeTable shows AWS's own key by its ARN, as any other. */
async function askForKey(
  look: Look,
  describeKey: InspectOptions['describeKey'],
): Promise<{ readonly seen: Look; readonly notes: readonly string[] }> {
  const arn = look.table.SSEDescription?.KMSMasterKeyArn;
  if (!describeKey || arn === undefined) return { seen: look, notes: [] };
  try {
    const manager = (await describeKey(arn))?.KeyManager;
    if (manager !== 'AWS' && manager !== 'CUSTOMER')
      return { seen: look, notes: [`KMS does not say who manages ${arn}`] };
    return { seen: { ...look, extras: { ...look.extras, kmsKeyManager: manager } }, notes: [] };
  } catch (error) {
    return { seen: look, notes: [`KMS does not say who manages ${arn}: ${messageOf(error)}`] };
  }
}

/** Insights are read of what a schema manages them for: here, of the table and each of its indexes. */
function askingForInsights(look: Look): TableSchema {
  const { schema } = planBase(look, undefined);
  const indexes = Object.entries(schema.globalSecondaryIndexes ?? {}).map(([name, index]) => [
    name,
    { ...index, contributorInsights: true },
  ]);
  return { ...schema, contributorInsights: true, globalSecondaryIndexes: Object.fromEntries(indexes) };
}

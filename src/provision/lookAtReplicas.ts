import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { hasHeldReplicas, ownRegion } from '../aws/index.js';
import { assertOtherRegions, managedParts, regionTable, settingsThere } from '../migrate/index.js';
import { own, type Replica, type TableSchema } from '../schema/index.js';
import type { Client } from './client.js';
import { type Look, type LookOptions, lookAtParts, lookAtTable, type Unseen, type Wanted } from './look.js';

/** Clients for the Regions of replicas, by Region. */
export interface Clients {
  readonly [region: string]: Client;
}

/** The Regions of the table's replicas, beside its own, each with its state; those that are being removed are as good as gone. */
export function otherReplicas(table: TableDescription): { readonly region: string; readonly status: string }[] {
  return (table.Replicas ?? []).flatMap(({ RegionName: region, ReplicaStatus: status = 'ACTIVE' }) =>
    region === undefined || region === ownRegion(table) || status === 'DELETING' ? [] : [{ region, status }],
  );
}

/**
 * Why the replicas of this table are not such as a schema declares, if so.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html
 */
export function fixedReplicas(table: TableDescription): string | undefined {
  if (table.MultiRegionConsistency === 'STRONG' || table.GlobalTableWitnesses?.length) {
    return 'the Regions of the table are strongly consistent (MRSC), and DynamoDB adds and removes those only together: nothing of them is changed';
  }
  return hasHeldReplicas(table)
    ? undefined
    : 'the replicas of the table are of several accounts, or of an older version of global tables: nothing of them is changed';
}

/** What is read of a replica in its Region, once its table is seen there; `undefined`: nothing. */
export type WantedThere = (region: string, there: Look | undefined) => Wanted | undefined;

/** What a schema manages of replicas by calls in their Regions. */
export function managedThere(schema: TableSchema): WantedThere {
  return (region) => {
    const replica = own<Replica>(schema.replicas, region);
    if (!replica || !settingsThere(replica).length) return undefined;
    const table = regionTable(schema, replica);
    const parts = managedParts(table).filter((part) => part !== 'timeToLive');
    return { parts, schema: table };
  };
}

/** Reads what is wanted of the table's replicas in their Regions, up to one that does not know of its table. */
export async function lookAtReplicas(
  clients: Clients | undefined,
  look: Look,
  wanted: WantedThere,
  options: LookOptions,
): Promise<{ readonly look: Look; readonly unseen?: Unseen }> {
  if (!clients || look.emulated) return { look };
  let replicas = look.replicas ?? {};
  for (const { region, status } of otherReplicas(look.table)) {
    const client = own<Client>(clients, region);
    if (!client || status !== 'ACTIVE' || !wanted(region, undefined)) continue;
    const table = replicas[region] ?? (await lookAtTable(client, look.table.TableName as string, undefined, options));
    if (!table) return { look: { ...look, replicas }, unseen: notThere(region, look) };
    assertRegion(region, table);
    const { parts, schema } = wanted(region, table) ?? { parts: [], schema: undefined };
    const { look: there, unseen } = await lookAtParts(client, table, { parts, schema }, options.signal);
    replicas = { ...replicas, [region]: there };
    if (unseen) return { look: { ...look, replicas }, unseen };
  }
  return { look: { ...look, replicas } };
}

function notThere(region: string, { table }: Look): Unseen {
  return {
    part: undefined,
    error: new Error(`DescribeTable in ${region} knows of no table ${table.TableName}, though it has a replica there`),
  };
}

function assertRegion(region: string, { table }: Look): void {
  const [, , , its] = table.TableArn?.split(':') ?? [];
  if (!its || its === region) return;
  throw new Error(`clients[${JSON.stringify(region)}] is a client of another Region, ${its}: make one of ${region}`);
}

/**
 * @throws Error if the schema declares a replica in the Region of the client, which a new table would be of. An endpoint that is not AWS's
 * own may have any.
 */
export async function assertOwnRegion(client: Client, schema: TableSchema): Promise<void> {
  if (schema.replicas !== undefined) assertOtherRegions(schema, await regionOfClient(client));
}

async function regionOfClient(client: Client): Promise<string | undefined> {
  const { config } = client as { readonly config?: { readonly region?: unknown; readonly endpoint?: unknown } };
  if (!config || config.endpoint !== undefined || typeof config.region !== 'function') return undefined;
  const region: unknown = await config.region();
  return typeof region === 'string' ? region : undefined;
}

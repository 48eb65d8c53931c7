import { managesScaling } from '../migrate/index.js';
import {
  type AutoScalingClient,
  type Clients,
  type InspectOptions,
  inspectTable,
  type LiveTable,
} from '../provision/index.js';
import type { TableSchema } from '../schema/index.js';
import type { Connection } from './connection.js';
import { replicaClients } from './replicaClients.js';

const peer = '@aws-sdk/client-application-auto-scaling';

/**
 * A client of Application Auto Scaling for the place of the connection; `undefined` where there is none: the peer is not installed, the
 * tables are at an engine of tablewright's own, or at an endpoint of DynamoDB's alone. AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING, which
 * the SDK reads itself, gives such an endpoint its auto scaling.
 */
async function scalingClient(connection: Connection): Promise<AutoScalingClient | undefined> {
  if (!isReached(connection)) return undefined;
  const { client, region } = connection;
  try {
    const { ApplicationAutoScalingClient } = await import('@aws-sdk/client-application-auto-scaling');
    return new ApplicationAutoScalingClient({ region, credentials: client.config.credentials });
  } catch {
    return undefined;
  }
}

/** The same, where one of these schemas says what scales: who declares none needs no permission for it. */
export async function scalingClientFor(
  connection: Connection,
  schemas: readonly TableSchema[],
): Promise<AutoScalingClient | undefined> {
  return schemas.some(managesScaling) ? scalingClient(connection) : undefined;
}

function isReached({ endpoint, credentials }: Connection): boolean {
  const { AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING: ofScaling, AWS_ENDPOINT_URL: ofAll } = process.env;
  if (credentials === undefined) return false;
  return endpoint === undefined || ofScaling !== undefined || endpoint === ofAll;
}

/** Reads a table with all its settings, and with what scales it, as far as that can be told. */
export async function inspectWhole(
  connection: Connection,
  tableName: string,
  options: Pick<InspectOptions, 'describeKey'>,
): Promise<LiveTable | undefined> {
  const { client, emulator } = connection;
  let clients: Clients | undefined;
  const read = (autoScalingClient?: AutoScalingClient) =>
    inspectTable(client, tableName, { ...options, allSettings: true, emulator, autoScalingClient, clients });
  let live = await read();
  // Only the table tells in which Regions its replicas are.
  clients = live && replicaClients(connection, [live.schema]);
  if (clients && Object.keys(clients).length) live = await read();
  if (live?.schema.billingMode !== 'PROVISIONED' || !isReached(connection)) return live;
  const noted = (why: string) => ({
    ...live,
    notes: [...live.notes, `provisionedThroughput: whether it scales is not known: ${why}`],
  });
  const autoScalingClient = await scalingClient(connection);
  if (!autoScalingClient) return noted(`npm install ${peer}`);
  try {
    return await read(autoScalingClient);
  } catch (error) {
    if ((error as Error).name !== 'AccessDeniedException') throw error;
    return noted((error as Error).message);
  }
}

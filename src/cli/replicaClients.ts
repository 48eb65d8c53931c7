import type { Client, Clients } from '../provision/index.js';
import type { TableSchema } from '../schema/index.js';
import type { Connection } from './connection.js';

/**
 * Clients for the Regions of the replicas that these schemas say something of, with the credentials of the connection. None at an endpoint
 * that is not AWS's own: it is one place, whatever the Region.
 */
export function replicaClients(
  connection: Connection,
  schemas: readonly Pick<TableSchema, 'replicas'>[],
): Clients | undefined {
  if (connection.endpoint !== undefined || connection.emulator) return undefined;
  const regions = new Set(schemas.flatMap(({ replicas = {} }) => Object.keys(replicas)));
  regions.delete(connection.region);
  return Object.fromEntries([...regions].map((region): [string, Client] => [region, connection.clientIn(region)]));
}

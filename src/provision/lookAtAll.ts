import type { Client } from './client.js';
import { type Look, type LookOptions, lookAtParts, lookAtTable, type Wanted } from './look.js';
import { type Clients, lookAtReplicas, type WantedThere } from './lookAtReplicas.js';
import { patient, type Wait } from './patient.js';

/** What is read of the replicas of a table, and by which clients. */
export interface ReplicaReading {
  readonly clients: Clients | undefined;
  readonly wanted: WantedThere;
}

/** Reads the table and what is wanted of it, patiently, and of its replicas; `undefined` for no table. */
export async function lookAtAll(
  client: Client,
  wait: Wait,
  tableName: string,
  wanted: (look: Look) => Wanted,
  options: LookOptions,
  { clients, wanted: wantedThere }: ReplicaReading,
): Promise<Look | undefined> {
  const reader = patient(client, wait);
  const readers = patientAll(clients, wait);
  let before: Look | undefined;
  for (let attempt = 0; ; attempt++) {
    const table = await lookAtTable(reader, tableName, before, options);
    if (!table) return undefined;
    const { autoScalingClient, ...parts } = wanted(table);
    const patiently = { ...parts, autoScalingClient: autoScalingClient && patient(autoScalingClient, wait) };
    const own = await lookAtParts(reader, table, patiently, options.signal);
    const { look, unseen } = own.unseen ? own : await lookAtReplicas(readers, own.look, wantedThere, options);
    if (!unseen) return look;
    before = look;
    await wait(attempt, unseen.error);
  }
}

/** The same clients, for calls that read, as {@link patient} makes them. */
export function patientAll(clients: Clients | undefined, wait: Wait): Clients | undefined {
  return (
    clients &&
    Object.fromEntries(
      Object.entries(clients).map(([region, client]): [string, Client] => [region, patient(client, wait)]),
    )
  );
}

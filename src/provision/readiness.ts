import type { TableDescription } from '@aws-sdk/client-dynamodb';
import type { ProvisionEvent } from './result.js';

/** Why the table can't take a change now; `undefined` when it can. `slow`: an index is being built. */
export interface Busy {
  readonly reason: string;
  readonly slow: boolean;
  readonly index?: Extract<ProvisionEvent, { type: 'waiting' }>['index'];
}

/**
 * The table may say ACTIVE long before its new index does, so everything is looked at.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html
 */
export function busyWith(table: TableDescription): Busy | undefined {
  for (const index of [...(table.GlobalSecondaryIndexes ?? []), ...(table.VectorIndexes ?? [])]) {
    const { IndexName: name = '', IndexStatus, Backfilling, ItemCount } = index;
    if (IndexStatus === 'ACTIVE' && !Backfilling) continue;
    // Engines that don't say how far they are keep the count at 0.
    const itemCount = ItemCount ? Number(ItemCount) : undefined;
    const soFar = itemCount === undefined ? '' : `, ${itemCount} items so far`;
    return {
      reason: `${name} is ${IndexStatus}${Backfilling ? `, backfilling${soFar}` : ''}`,
      slow: IndexStatus === 'CREATING' && table.TableStatus !== 'CREATING',
      index: { name, backfilling: Backfilling === true, ...(itemCount !== undefined && { itemCount }) },
    };
  }
  if (table.TableStatus !== 'ACTIVE') return { reason: `the table is ${table.TableStatus}`, slow: false };
  const replica = table.Replicas?.find(({ ReplicaStatus }) => ReplicaStatus && ReplicaStatus !== 'ACTIVE');
  if (replica) return { reason: `the replica in ${replica.RegionName} is ${replica.ReplicaStatus}`, slow: true };
  const encryption = table.SSEDescription?.Status;
  if (encryption === 'ENABLING' || encryption === 'DISABLING' || encryption === 'UPDATING') {
    return { reason: `encryption is ${encryption}`, slow: false };
  }
  return undefined;
}

/** States that no waiting ends. */
export function isStuck({ TableStatus }: TableDescription): boolean {
  return ['INACCESSIBLE_ENCRYPTION_CREDENTIALS', 'ARCHIVING', 'ARCHIVED', 'REPLICATION_NOT_AUTHORIZED'].includes(
    TableStatus ?? '',
  );
}

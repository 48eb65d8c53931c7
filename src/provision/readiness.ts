import type { ReplicaDescription, TableDescription } from '@aws-sdk/client-dynamodb';
import { defined, own } from '../schema/index.js';
import type { ProvisionEvent } from './result.js';

/** Why the table can't take a change now. */
export interface Busy {
  /** What is in the middle of something. */
  readonly of: 'table' | 'index' | 'replica' | 'encryption';
  readonly reason: string;
  /** An index or a replica is being built: minutes and more. */
  readonly slow: boolean;
  readonly index?: Extract<ProvisionEvent, { type: 'waiting' }>['index'];
  /** The Region of the replica. */
  readonly region?: string;
}

/**
 * What the table is in the middle of, and will be done with by itself; `undefined` when it can take a change.
 *
 * The table may say ACTIVE long before its new index does, so everything is looked at. A replica that is stuck is passed over: no
 * waiting ends that.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html
 */
export function busyWith(table: TableDescription): Busy | undefined {
  const { TableStatus = 'ACTIVE', Replicas = [], GlobalTableWitnesses = [], SSEDescription } = table;
  if (TableStatus === 'DELETING') return { of: 'table', reason: 'the table is DELETING', slow: false };
  const [index] = busyIndexes(table);
  // The table's own state is told after that of its indexes, which says more.
  if (index) return TableStatus === 'ACTIVE' ? index : { ...index, of: 'table' };
  const replica = Replicas.find((one) => (one.ReplicaStatus ?? 'ACTIVE') !== 'ACTIVE' && !isStuckReplica(one));
  if (replica) {
    const { RegionName: region, ReplicaStatus, ReplicaStatusPercentProgress: percent } = replica;
    const progress = percent === undefined ? '' : `, ${percent} % done`;
    const reason = `the replica in ${region} is ${ReplicaStatus}${progress}`;
    return { of: TableStatus === 'ACTIVE' ? 'replica' : 'table', reason, slow: true, ...defined({ region }) };
  }
  if (TableStatus !== 'ACTIVE') return { of: 'table', reason: `the table is ${TableStatus}`, slow: false };
  const witness = GlobalTableWitnesses.find(({ WitnessStatus = 'ACTIVE' }) => WitnessStatus !== 'ACTIVE');
  if (witness) {
    return { of: 'replica', reason: `the witness in ${witness.RegionName} is ${witness.WitnessStatus}`, slow: true };
  }
  const encryption = SSEDescription?.Status;
  if (encryption === 'ENABLING' || encryption === 'DISABLING' || encryption === 'UPDATING') {
    return { of: 'encryption', reason: `encryption is ${encryption}`, slow: false };
  }
  return undefined;
}

/** The indexes that are being built, changed or deleted. One whose status an emulator does not tell is ready. */
export function busyIndexes(table: TableDescription): (Busy & { readonly status: string })[] {
  return [...(table.GlobalSecondaryIndexes ?? []), ...(table.VectorIndexes ?? [])]
    .filter(({ IndexStatus = 'ACTIVE', Backfilling }) => IndexStatus !== 'ACTIVE' || Backfilling)
    .map(({ IndexName: name = '', IndexStatus: status = 'ACTIVE', Backfilling, ItemCount }) => {
      // Engines that don't say how far they are keep the count at 0.
      const itemCount = ItemCount ? Number(ItemCount) : undefined;
      const soFar = itemCount === undefined ? '' : `, ${itemCount} items so far`;
      return {
        of: 'index',
        status,
        reason: `${name} is ${status}${Backfilling ? `, backfilling${soFar}` : ''}`,
        slow: status === 'CREATING' && table.TableStatus !== 'CREATING',
        index: { name, backfilling: Backfilling === true, ...defined({ itemCount }) },
      };
    });
}

/**
 * What the states of a table mean that no waiting ends.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
 */
const stuckTables: Readonly<Record<string, string>> = {
  INACCESSIBLE_ENCRYPTION_CREDENTIALS:
    'DynamoDB cannot use its KMS key: reads and writes fail, and the table is archived after 7 days. Enable the key, or give DynamoDB access to it again',
  ARCHIVING: 'its KMS key was out of reach for 7 days: DynamoDB is making a backup of it, and then takes it away',
  ARCHIVED:
    'its KMS key was out of reach for 7 days: it takes no reads or writes. Restore it from the backup that DynamoDB made of it',
  REPLICATION_NOT_AUTHORIZED:
    'DynamoDB is not authorized to replicate it. Give replication the permissions that it needs',
};

/** Why nothing can be done with the table, if its state is one that no waiting ends. */
export function stuckWith({ TableStatus }: TableDescription): string | undefined {
  const meaning = own(stuckTables, TableStatus ?? '');
  return meaning && `the table is ${TableStatus}: ${meaning}`;
}

export function isStuck({ TableStatus }: TableDescription): boolean {
  return Object.hasOwn(stuckTables, TableStatus ?? '');
}

/**
 * What the states of a replica mean that no waiting ends, or none of less than a day.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ReplicaDescription.html
 */
const stuckReplicas: Readonly<Record<string, string>> = {
  CREATION_FAILED: 'it could not be made. Delete it, and make it again',
  REGION_DISABLED:
    'its Region is switched off for this account. DynamoDB takes it out of replication when that lasts longer than 20 hours',
  INACCESSIBLE_ENCRYPTION_CREDENTIALS:
    'DynamoDB cannot use its KMS key, and takes it out of replication when that lasts longer than 20 hours',
  ARCHIVING: 'its KMS key was out of reach for 7 days',
  ARCHIVED: 'its KMS key was out of reach for 7 days',
  REPLICATION_NOT_AUTHORIZED: 'DynamoDB is not authorized to replicate to it',
};

/** What is wrong with the replicas that will not end it by themselves, by Region; `undefined` if all is well. */
export function stuckReplicasOf({
  Replicas = [],
}: TableDescription): { readonly [region: string]: string } | undefined {
  const stuck = Replicas.filter(isStuckReplica).map(({ RegionName = '', ReplicaStatus = 'ACTIVE' }) => [
    RegionName,
    `${ReplicaStatus}: ${own(stuckReplicas, ReplicaStatus)}`,
  ]);
  return stuck.length ? Object.fromEntries(stuck) : undefined;
}

function isStuckReplica({ ReplicaStatus }: ReplicaDescription): boolean {
  return Object.hasOwn(stuckReplicas, ReplicaStatus ?? '');
}

/** A sentence for each replica that does not do what it is there for, and will not by itself. */
export function stuckReplicaNotes({ Replicas = [] }: TableDescription): string[] {
  return Replicas.filter(isStuckReplica).map(
    ({ RegionName, ReplicaStatus }) =>
      `the replica in ${RegionName} is ${ReplicaStatus}: ${own(stuckReplicas, ReplicaStatus ?? '')}`,
  );
}

/** Of these, the table (`''`) and the global indexes whose warm throughput is on its way up. It may take longer than an hour. */
export function warmingUp(table: TableDescription, of: readonly string[]): string[] {
  return of.filter((name) => {
    const one = name === '' ? table : table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
    return one?.WarmThroughput?.Status === 'UPDATING';
  });
}

import type { CreateReplicationGroupMemberAction } from '@aws-sdk/client-dynamodb';
import { toReplicaAction } from '../aws/index.js';
import { defined, own, type Replica, type TableSchema } from '../schema/index.js';
import type { Change, ChangeOf } from './change.js';
import type { PlanBase, Step, UpdateTableMembers } from './plan.js';
import { asTable, replicasOf } from './replicaSettings.js';

/** The calls for the replicas, by when they are due. */
interface ReplicaSteps {
  /** Before anything else: what goes where a table that has replicas can't change as it is to. */
  readonly first: readonly Step[];
  /** The keys of all Regions in one call, where the table has replicas and a key of yours; else none. */
  readonly encryption: readonly Step[];
  /** Once the table is as it is to be. */
  readonly last: readonly Step[];
}

/** What makes the calls that change a table. */
type MakeSteps = (live: PlanBase, desired: TableSchema, changes: readonly Change[]) => Step[];

/** The Region of a table, by its ARN. */
export function regionOf(arn: string): string | undefined {
  return arn.split(':')[3] || undefined;
}

/**
 * The calls that add, change and remove replicas, one Region in each, and what is set in their Regions. DynamoDB takes no other change in
 * a call with `ReplicaUpdates`, and none of an index while one is under way.
 *
 * Those that come are made before others go. But a stream that is to change, and a key, want those gone that are to go.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export function replicaSteps(
  live: PlanBase,
  desired: TableSchema,
  changes: readonly Change[],
  stepsInRegion: MakeSteps,
): ReplicaSteps {
  const TableName = desired.tableName;
  const update = (input: UpdateTableMembers, made: readonly Change[], until: Step['until']): Step => ({
    operation: 'UpdateTable',
    input: { TableName, ...input },
    changes: made,
    until,
  });
  const mode = changes.find((change) => change.kind === 'change-billing-mode')?.after ?? live.schema.billingMode;
  const fits = (mode === 'PROVISIONED') === (desired.billingMode === 'PROVISIONED');
  const removals = changes
    .filter(({ kind }) => kind === 'remove-replica')
    .map((change) =>
      update({ ReplicaUpdates: [{ Delete: { RegionName: change.path[1] } }] }, [change], 'replica-gone'),
    );
  const additions = changes
    .filter((change) => change.kind === 'add-replica')
    .map((change) =>
      update({ ReplicaUpdates: [{ Create: creation(desired, change, fits) }] }, [change], 'replica-active'),
    );
  const overrides = changes
    .filter((change) => change.kind === 'change-replica')
    .map((change) => {
      const Update = toReplicaAction(change.path[1], change.after ?? {});
      return update({ ReplicaUpdates: [{ Update }] }, [change], 'replica-active');
    });
  const regions = [...new Set(changes.flatMap(({ path }) => (path[0] === 'replicas' ? [path[1]] : [])))];
  const settings = regions.flatMap((region) => settingSteps(live, desired, region, changes, stepsInRegion));
  const encryption = keys(live, desired, changes);
  const removesFirst =
    changes.some(isKey) || changes.some(({ kind }) => kind === 'disable-stream' || kind === 'replace-stream');
  return {
    first: removesFirst ? removals : [],
    encryption: encryption ? [update(encryption.input, encryption.changes, 'replica-active')] : [],
    last: [...additions, ...overrides, ...settings, ...(removesFirst ? [] : removals)],
  };
}

/** What is set by calls in the replica's Region, as it is of a table there. */
function settingSteps(
  live: PlanBase,
  desired: TableSchema,
  region: string,
  changes: readonly Change[],
  stepsInRegion: MakeSteps,
): Step[] {
  const original = new Map<Change, Change>();
  for (const change of changes) {
    const [place, where, ...path] = change.path;
    if (place !== 'replicas' || where !== region || !path.length || isKey(change)) continue;
    original.set({ ...change, path }, change);
  }
  const there = asTable(live.schema, own<Replica>(live.schema.replicas, region) ?? {});
  const policyRevision = own(live.replicaPolicyRevisions, region);
  const base = { schema: there, arn: inRegion(live.arn, region), unsupported: [], ...defined({ policyRevision }) };
  return stepsInRegion(base, asTable(desired, own<Replica>(desired.replicas, region) ?? {}), [...original.keys()]).map(
    (step) => ({ ...step, region, changes: step.changes.flatMap((change) => original.get(change) ?? change) }),
  );
}

/** The replica's ARN; empty for a table that has none yet. */
function inRegion(arn: string, region: string): string {
  return arn.replace(/^(arn:[^:]*:dynamodb:)[^:]*/, (_, start) => `${start}${region}`);
}

function isKey(change: Change): change is ChangeOf<'change-encryption'> {
  return change.kind === 'change-encryption';
}

/**
 * A table with replicas and a key of yours gets all keys in one call, its own Region's too: DynamoDB takes those of some Regions only for
 * none. A key of AWS's is that of the table, in all its Regions.
 */
function keys(live: PlanBase, desired: TableSchema, changes: readonly Change[]) {
  const made = changes.filter(isKey);
  const { encryption } = desired;
  const removed = new Set(changes.flatMap(({ kind, path }) => (kind === 'remove-replica' ? [path[1]] : [])));
  const standing = Object.entries(replicasOf(live.schema)).filter(([region]) => !removed.has(region));
  if (!made.length || !standing.length || typeof encryption !== 'object') return undefined;
  const keyOf = ({ encryption }: Replica = {}) =>
    typeof encryption === 'object' ? encryption.kmsMasterKeyId : undefined;
  const updates = [
    { RegionName: regionOf(live.arn), KMSMasterKeyId: encryption.kmsMasterKeyId },
    ...standing.map(([region, replica]) => ({
      RegionName: region,
      KMSMasterKeyId: keyOf(own<Replica>(desired.replicas, region)) ?? keyOf(replica),
    })),
  ];
  return { input: { ReplicaUpdates: updates.map((Update) => ({ Update })) }, changes: made };
}

/** A replica is made as the table is in the billing mode that it has then. */
function creation(
  desired: TableSchema,
  { path, after = {} }: ChangeOf<'add-replica'>,
  fits: boolean,
): CreateReplicationGroupMemberAction {
  const { encryption, tableClass } = after;
  const made = fits ? after : defined({ tableClass, encryption });
  return toReplicaAction(path[1], {
    ...made,
    encryption: typeof desired.encryption === 'object' ? encryption : 'AWS_OWNED',
  });
}

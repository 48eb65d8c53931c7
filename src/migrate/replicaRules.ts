import { own, type ProvisionedThroughput, type Replica, type TableSchema } from '../schema/index.js';
import type { Change } from './change.js';
import { globalIndexes } from './globalIndexes.js';
import type { LiveFacts } from './plan.js';
import { endsCeiling, overridesOf, replicasOf } from './replicaSettings.js';
import { text } from './words.js';

/**
 * @throws Error if the schema declares a replica in the Region of its own table: none can be made there.
 */
export function assertOtherRegions({ tableName, replicas = {} }: TableSchema, region: string | undefined): void {
  if (region === undefined || !Object.hasOwn(replicas, region)) return;
  throw new Error(
    `${text(tableName)}: replicas.${text(region)} is the Region of the table itself, and replicas are those in other Regions. Leave it out, or plan with a client of another Region`,
  );
}

/** Why nothing of a replica is changed, if so, by what the live table tells beside its schema. */
export function leaveReplica(facts: LiveFacts | undefined, { kind, path }: Change): string | undefined {
  const [place, region] = path;
  if (place !== 'replicas') return undefined;
  if (facts?.fixedReplicas) return facts.fixedReplicas;
  const stuck = kind === 'remove-replica' ? undefined : own(facts?.stuckReplicas, region);
  return stuck && `waits for the replica in ${text(region)}, which is ${stuck}`;
}

/** Why DynamoDB would refuse a change because of the replicas that stand, or come, with what is planned; `false` if it would not. */
export function replicaReason(
  live: TableSchema,
  desired: TableSchema,
  planned: readonly Change[],
  change: Change,
): string | false {
  const { kind, path } = change;
  const isPlanned = (wanted: Change['kind'], region: string) =>
    planned.some((other) => other.kind === wanted && other.path[1] === region && other.path[0] === 'replicas');
  const standing = Object.keys(replicasOf(live)).filter((region) => !isPlanned('remove-replica', region));
  standing.sort();
  const inRegions = standing.map(text).join(', ');
  switch (kind) {
    case 'disable-stream':
    case 'replace-stream':
      return (
        standing.length > 0 &&
        `waits for the removal of the replicas in ${inRegions}: the stream of a table that has replicas can't change`
      );
    case 'add-replica': {
      const comes = planned.some(
        (other) => (other.kind === 'enable-stream' || other.kind === 'replace-stream') && other.after === wholeStream,
      );
      if (live.streamViewType !== wholeStream && !comes) {
        return `waits for a stream of ${wholeStream}, by which DynamoDB replicates`;
      }
      return isProvisioned(live, planned) && unscaled(desired);
    }
    case 'remove-replica':
      return (
        change.before?.deletionProtection === true &&
        `waits until deletion protection of the replica in ${text(path[1])} is off: declare it with deletionProtection: false, apply that, and remove it then`
      );
    case 'change-encryption': {
      if (typeof desired.encryption !== 'object') return false;
      const keyless = standing.filter(
        (region) => typeof own<Replica>(desired.replicas, region)?.encryption !== 'object',
      );
      return (
        keyless.length > 0 &&
        `waits for keys for the replicas in ${keyless.map(text).join(', ')}: a table has keys of yours in each of its Regions, or in none, so declare those replicas with theirs`
      );
    }
    case 'change-billing-mode':
    case 'change-provisioned-throughput': {
      const flips = planned.some((other) => other.kind === 'change-billing-mode' && other.after === 'PROVISIONED');
      return flips && path[0] !== 'replicas' && standing.length > 0 && unscaled(desired);
    }
    default:
      return path[0] === 'replicas' && missing(live, planned, change, isPlanned('add-replica', path[1]));
  }
}

const wholeStream = 'NEW_AND_OLD_IMAGES';

/** A setting of a replica waits for the replica, and one of an index there for the index. */
function missing(live: TableSchema, planned: readonly Change[], change: Change, comes: boolean): string | false {
  const [, region, place, index] = change.path;
  if (!comes && !own<Replica>(live.replicas, region)) return `waits for the replica in ${text(region)}`;
  const indexes = [
    ...(place === 'globalSecondaryIndexes' ? [index] : []),
    ...(change.kind === 'change-replica' ? Object.keys(change.after?.globalSecondaryIndexes ?? {}) : []),
  ];
  const built = (name: string) =>
    own(globalIndexes(live), name) !== undefined ||
    planned.some(({ kind, path }) => kind === 'add-index' && path[1] === name);
  const lacking = indexes.find((name) => !built(name));
  if (lacking !== undefined) return `waits for ${text(lacking)}`;
  const reads = change.kind === 'change-replica' ? overridesOf(change.after ?? {}) : {};
  const capacity = [reads, ...Object.values(reads.globalSecondaryIndexes ?? {})];
  if (capacity.some(endsCeiling)) {
    return `no call takes the ceiling of a replica away, only another one can be set: declare the ceiling, or leave onDemandThroughput out of the replica, which leaves it alone; to have none, remove the replica in ${text(region)} and add it again`;
  }
  const provisioned = isProvisioned(live, planned);
  const needsOther = capacity.some((of) => (provisioned ? of.onDemandThroughput : of.provisionedThroughput));
  return needsOther && 'waits for the change of the billing mode';
}

function isProvisioned({ billingMode }: TableSchema, planned: readonly Change[]): boolean {
  return (planned.find((other) => other.kind === 'change-billing-mode')?.after ?? billingMode) === 'PROVISIONED';
}

/**
 * Why a table with replicas can't be provisioned as this one is declared: in its words, DynamoDB wants "write capacity ... either
 * Pay-Per-Request or AutoScaled". Where a schema does not say whether its writes scale, DynamoDB has the word.
 */
function unscaled({ provisionedThroughput, globalSecondaryIndexes = {} }: TableSchema): string | false {
  const isFixed = (units: ProvisionedThroughput | undefined) =>
    typeof units?.autoScaling === 'object' && units.autoScaling.write === undefined;
  const fixed = [
    ...(isFixed(provisionedThroughput) ? ['the table'] : []),
    ...Object.entries(globalSecondaryIndexes).flatMap(([name, index]) =>
      isFixed(index.provisionedThroughput) ? [text(name)] : [],
    ),
  ];
  return (
    fixed.length > 0 &&
    `waits for auto scaling of the writes of ${fixed.join(', ')}: a table with replicas is on demand, or its writes scale`
  );
}

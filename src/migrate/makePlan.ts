import { defined, own, type Replica, type TableSchema } from '../schema/index.js';
import { type Change, change } from './change.js';
import { stepsToCreate } from './createSteps.js';
import { leavingScaling } from './diffScaling.js';
import { diffTables } from './diffTables.js';
import { fingerprint } from './fingerprint.js';
import type { Plan, PlanBase, Unreached } from './plan.js';
import { assertOtherRegions, leaveReplica } from './replicaRules.js';
import { settingsThere } from './replicaSettings.js';
import { regionOf } from './replicaSteps.js';
import { requirements } from './requirements.js';
import { isScalingChange } from './scalingSteps.js';
import { type SortOptions, sortOut } from './sortOut.js';
import { stepsToChange } from './steps.js';

interface MakePlanOptions extends SortOptions {
  /** Found to be not implemented by the endpoint, beside what the live table's reader knows of it. */
  readonly isUnsupported?: (change: Change) => boolean;
  /** What there is no client for: nothing of it is planned. */
  readonly unreached?: readonly Unreached[];
  /** The Regions of replicas for which there is a client. */
  readonly regions?: readonly string[];
}

/** The plan that turns the live table, or none, into the one desired. Pure. */
export function makePlan(live: PlanBase | undefined, desired: TableSchema, options: MakePlanOptions = {}): Plan {
  const { allow = [], quotas, isUnsupported, unreached = [] } = options;
  // An emulator that has no replicas may be of any Region.
  if (live && !live.unsupported.includes('UpdateTable.ReplicaUpdates')) assertOtherRegions(desired, regionOf(live.arn));
  const declared = Object.entries(desired.replicas ?? {}).flatMap(([region, replica]) =>
    settingsThere(replica).length ? [region] : [],
  );
  const reached = declared.filter((region) => options.regions?.includes(region));
  const isOutOfReach = ({ kind, path: [place, region, setting] }: Change) =>
    place === 'replicas' && setting !== undefined && kind !== 'change-encryption' && !reached.includes(region);
  const isUnread = (change: Change) => requirements(change).some((name) => live?.unread?.includes(name));
  const compared = unreached.length ? leavingScaling(desired, live?.schema) : desired;
  const changes = live
    ? diffTables(live.schema, compared).filter((change) => !isUnread(change) && !isOutOfReach(change))
    : [];
  const plan = {
    tableName: desired.tableName,
    schema: desired,
    allow,
    ...defined({
      quotas,
      unreached: unreached.length ? unreached : undefined,
      regions: reached.length ? reached : undefined,
    }),
    fingerprint: fingerprint(live, { schema: desired, changes }),
  };
  if (!live) {
    const all = stepsToCreate(compared, options).filter(({ changes }) => !changes.every(isOutOfReach));
    const lacking = all.filter(({ changes }) => changes.some((one) => isScalingChange(one) && isUnsupported?.(one)));
    const steps = lacking.length
      ? stepsToCreate(leavingScaling(desired, undefined), options).filter(({ changes }) => !changes.every(isOutOfReach))
      : all;
    return { ...plan, steps, drift: [], unsupported: [...new Set(lacking.flatMap(({ changes }) => changes))] };
  }
  const lacks = (change: Change) =>
    requirements(change).some((name) => live.unsupported.includes(name)) || isUnsupported?.(change);
  const { schema, ...table } = live;
  const { planned, drift } = sortOut(
    schema,
    desired,
    changes.filter((change) => !lacks(change)),
    {
      ...options,
      leave: (change) =>
        live.stuck
          ? 'the table takes no change in the state in which it is'
          : (leaveReplica(table, change) ?? options.leave?.(change)),
    },
  );
  // What follows from other changes, such as the scaling of an index that is built again, is not among those that were sorted out.
  const isOut = (change: Change) =>
    isScalingChange(change) && (unreached.length > 0 || lacks(change) || isUnread(change));
  const steps = stepsToChange(live, desired, planned, quotas).filter(({ changes }) => !changes.some(isOut));
  return {
    ...plan,
    steps,
    drift: [...drift, ...stuckReplicas(live, desired, drift)],
    unsupported: changes.filter(lacks),
    live: schema,
    table,
  };
}

/** A replica that is declared, and does not do what it is there for, is not as declared. */
function stuckReplicas(
  { schema, stuckReplicas = {} }: PlanBase,
  desired: TableSchema,
  drift: readonly Change[],
): Change[] {
  return Object.keys(desired.replicas ?? {}).flatMap((region) => {
    const [stuck, replica] = [own(stuckReplicas, region), own<Replica>(schema.replicas, region)];
    const isTold = drift.some(({ path: [place, where] }) => place === 'replicas' && where === region);
    if (stuck === undefined || !replica || isTold) return [];
    return [change('change-replica', ['replicas', region], {}, {}, `it is ${stuck}`)];
  });
}

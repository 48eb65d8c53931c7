import { defined, type TableSchema } from '../schema/index.js';
import type { Change } from './change.js';
import { stepsToCreate } from './createSteps.js';
import { withDeclaredScaling } from './diffScaling.js';
import { diffTables } from './diffTables.js';
import { fingerprint } from './fingerprint.js';
import type { Plan, PlanBase, Unreached } from './plan.js';
import { requirements } from './requirements.js';
import { isScalingChange } from './scalingSteps.js';
import { type SortOptions, sortOut } from './sortOut.js';
import { stepsToChange } from './steps.js';

interface MakePlanOptions extends SortOptions {
  /** Found to be not implemented by the endpoint, beside what the live table's reader knows of it. */
  readonly isUnsupported?: (change: Change) => boolean;
  /** What there is no client for: nothing of it is planned. */
  readonly unreached?: readonly Unreached[];
}

/** The plan that turns the live table, or none, into the one desired. Pure. */
export function makePlan(live: PlanBase | undefined, desired: TableSchema, options: MakePlanOptions = {}): Plan {
  const { allow = [], quotas, isUnsupported, unreached = [] } = options;
  const isUnread = (change: Change) => requirements(change).some((name) => live?.unread?.includes(name));
  const before = live && (unreached.length ? withDeclaredScaling(live.schema, desired) : live.schema);
  const changes = before ? diffTables(before, desired).filter((change) => !isUnread(change)) : [];
  const plan = {
    tableName: desired.tableName,
    schema: desired,
    allow,
    ...defined({ quotas, unreached: unreached.length ? unreached : undefined }),
    fingerprint: fingerprint(live, { schema: desired, changes }),
  };
  if (!live) {
    const steps = stepsToCreate(desired, options).filter(
      ({ changes }) =>
        !changes.some((change) => isScalingChange(change) && (unreached.length || isUnsupported?.(change))),
    );
    return { ...plan, steps, drift: [], unsupported: [] };
  }
  const lacks = (change: Change) =>
    requirements(change).some((name) => live.unsupported.includes(name)) || isUnsupported?.(change);
  const { schema, ...table } = live;
  const { planned, drift } = sortOut(
    schema,
    desired,
    changes.filter((change) => !lacks(change)),
    live.stuck ? { ...options, leave: () => 'the table takes no change in the state in which it is' } : options,
  );
  // What follows from other changes, such as the scaling of an index that is built again, is not among those that were sorted out.
  const isOut = (change: Change) =>
    isScalingChange(change) && (unreached.length > 0 || lacks(change) || isUnread(change));
  const steps = stepsToChange(live, desired, planned, quotas).filter(({ changes }) => !changes.some(isOut));
  return { ...plan, steps, drift, unsupported: changes.filter(lacks), live: schema, table };
}

import { defined, type TableSchema } from '../schema/index.js';
import type { Change } from './change.js';
import { stepsToCreate } from './createSteps.js';
import { diffTables } from './diffTables.js';
import { fingerprint } from './fingerprint.js';
import type { Plan, PlanBase } from './plan.js';
import { requirements } from './requirements.js';
import { type SortOptions, sortOut } from './sortOut.js';
import { stepsToChange } from './steps.js';

interface MakePlanOptions extends SortOptions {
  /** Found to be not implemented by the endpoint, beside what the live table's reader knows of it. */
  readonly isUnsupported?: (change: Change) => boolean;
}

/** The plan that turns the live table, or none, into the one desired. Pure. */
export function makePlan(live: PlanBase | undefined, desired: TableSchema, options: MakePlanOptions = {}): Plan {
  const { allow = [], quotas, isUnsupported } = options;
  const isUnread = (change: Change) => requirements(change).some((name) => live?.unread?.includes(name));
  const changes = live ? diffTables(live.schema, desired).filter((change) => !isUnread(change)) : [];
  const plan = {
    tableName: desired.tableName,
    schema: desired,
    allow,
    ...defined({ quotas }),
    fingerprint: fingerprint(live, { schema: desired, changes }),
  };
  if (!live) return { ...plan, steps: stepsToCreate(desired, options), drift: [], unsupported: [] };
  const lacks = (change: Change) =>
    requirements(change).some((name) => live.unsupported.includes(name)) || isUnsupported?.(change);
  const { schema, ...table } = live;
  const { planned, drift } = sortOut(
    schema,
    desired,
    changes.filter((change) => !lacks(change)),
    live.stuck ? { ...options, leave: () => 'the table takes no change in the state in which it is' } : options,
  );
  const steps = stepsToChange(live, desired, planned, quotas);
  return { ...plan, steps, drift, unsupported: changes.filter(lacks), live: schema, table };
}

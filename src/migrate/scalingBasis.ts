import type { LiveCapacityScaling } from '../aws/index.js';
import type { AutoScaling, ProvisionedThroughput } from '../schema/index.js';
import { type Holder, isWithin, movesBounds, ofPolicy, scaledDimensions, scalingOf, unitsOf } from './diffScaling.js';

/** What is known to scale of what the schema manages, in a form that is the same whichever bounds scheduled actions have set. */
export function scalingBasis(path: string, live: Holder, desired: Holder): [string, unknown][] {
  const [is, wanted] = [scalingOf(live), scalingOf(desired)];
  return is && wanted ? [[`${path}provisionedThroughput.autoScaling`, scalingAtRest(is, wanted)]] : [];
}

/** What scales of an index that the schema does not have: its removal ends that. */
export function endBasis(path: string, live: Holder): [string, unknown][] {
  const scaled = Object.keys(scalingOf(live) ?? {});
  return scaled.length ? [[`${path}provisionedThroughput.autoScaling`, scaled]] : [];
}

function scalingAtRest(live: AutoScaling, desired: AutoScaling): object {
  const atRest = scaledDimensions.flatMap((dimension): [string, unknown][] => {
    const [is, wanted]: (LiveCapacityScaling | undefined)[] = [live[dimension], desired[dimension]];
    if (!is) return [];
    if (!wanted) return [[dimension, is]];
    const { minCapacity, maxCapacity, scheduledActions } = is;
    const stated = ofPolicy.filter((member) => wanted[member] !== undefined).map((member) => [member, is[member]]);
    const managed = {
      bounds: movesBounds(is, wanted) ? [minCapacity, maxCapacity] : 'as declared',
      ...Object.fromEntries(stated),
      ...(wanted.scheduledActions && { scheduledActions }),
    };
    return [[dimension, managed]];
  });
  return Object.fromEntries(atRest);
}

/** The capacity of a live table or index, without what scales within its bounds. */
export function unitsAtRest(live: ProvisionedThroughput, desired: Holder): object {
  const [is, wanted] = [scalingOf({ provisionedThroughput: live }), scalingOf(desired)];
  const units = scaledDimensions.map((dimension) => {
    const [name, declared] = [unitsOf[dimension], wanted?.[dimension]];
    const scales = declared && (!is || isWithin(live[name], is[dimension], declared));
    return [name, scales ? 'within its bounds' : live[name]];
  });
  return Object.fromEntries(units);
}

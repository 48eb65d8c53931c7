import { type ProvisionedThroughput, sameJson } from '../schema/index.js';
import type { Change } from './change.js';
import { scaledDimensions, unitsOf } from './diffScaling.js';

/** Whether two changes are of the same thing, and lead to the same. A capacity that one of them leaves as it is moves by itself. */
export function sameChange(a: Change, b: Change): boolean {
  return a.kind === b.kind && sameJson(a.path, b.path) && sameAim(a, b);
}

/** Whether two changes of the same thing lead to the same. */
export function sameAim(a: Change, b: Change): boolean {
  if (a.kind !== 'change-provisioned-throughput' || b.kind !== 'change-provisioned-throughput')
    return sameJson(a.after, b.after);
  const stays = (
    { before, after }: { before: ProvisionedThroughput | undefined; after: ProvisionedThroughput | undefined },
    name: (typeof unitsOf)[keyof typeof unitsOf],
  ) => before !== undefined && before[name] === after?.[name];
  return scaledDimensions.every((dimension) => {
    const name = unitsOf[dimension];
    return a.after?.[name] === b.after?.[name] || (stays(a, name) && stays(b, name));
  });
}

import type { AutoScaling, CapacityScaling, ProvisionedThroughput, ScheduledAction } from '../../schema/index.js';
import { count, said, type Words, words } from './words.js';

/** What is said of a scheduled action, member by member. */
const ofAction: {
  readonly [P in keyof Required<ScheduledAction>]: (
    value: NonNullable<ScheduledAction[P]>,
    of: ScheduledAction,
  ) => Words;
} = {
  minCapacity: (units) => [` at least ${units}`],
  maxCapacity: (units, { minCapacity }) => [`${minCapacity === undefined ? '' : ' and'} at most ${units}`],
  schedule: (schedule) => words` by ${said(schedule)}`,
  timezone: (zone) => words` in the time of ${said(zone)}`,
  startTime: (time) => words`, not before ${said(time)}`,
  endTime: (time) => words`, not after ${said(time)}`,
};

/** What is said of a capacity that scales, member by member. */
const ofScaling: {
  readonly [P in keyof Required<CapacityScaling>]: (value: NonNullable<CapacityScaling[P]>) => Words;
} = {
  minCapacity: (units) => [`scaled from ${units}`],
  maxCapacity: (units) => [` to ${units}`],
  targetValue: (percent) => [` to keep ${percent}% in use`],
  scaleInCooldown: (seconds) => [`, ${count(seconds, 'second')} from one decrease to the next`],
  scaleOutCooldown: (seconds) => [`, ${count(seconds, 'second')} from one increase to the next`],
  scheduledActions(actions) {
    const each = Object.entries(actions);
    if (!each.length) return [', with no scheduled actions'];
    return each.flatMap(([name, action]) => words`, and with ${said(name)}${members(ofAction, action)}`);
  },
};

const dimensions: { readonly [D in keyof Required<AutoScaling>]: { readonly units: keyof ProvisionedThroughput } } = {
  read: { units: 'readCapacityUnits' },
  write: { units: 'writeCapacityUnits' },
};

/** A capacity that is reserved, and what moves it. Of a replica it is that of reads. */
export function capacityInWords(
  capacity: Pick<ProvisionedThroughput, 'readCapacityUnits'> & Partial<ProvisionedThroughput>,
): Words {
  const { autoScaling } = capacity;
  const each = (Object.keys(dimensions) as (keyof AutoScaling)[]).flatMap((dimension) => {
    const units = capacity[dimensions[dimension].units];
    return units === undefined ? [] : [{ dimension, units: String(units) }];
  });
  if (autoScaling === undefined || autoScaling === 'UNMANAGED' || (!autoScaling.read && !autoScaling.write)) {
    const units = `${each.map((one) => `${one.units} ${one.dimension}`).join(' and ')} units`;
    if (autoScaling === undefined) return [units];
    return [
      `${units}${autoScaling === 'UNMANAGED' ? ' to start with; what scales them is unmanaged' : ', not scaled'}`,
    ];
  }
  return each.flatMap(({ dimension, units }, i) => {
    const scaling = autoScaling[dimension];
    const start = `${i ? '; ' : ''}${units} ${dimension} units`;
    return scaling ? words`${start} to start with, ${members(ofScaling, scaling)}` : [`${start}, not scaled`];
  });
}

function members<T extends object>(
  record: { readonly [P in keyof Required<T>]: (value: NonNullable<T[P]>, of: T) => Words },
  of: T,
): Words {
  return (Object.keys(record) as (keyof T)[]).flatMap((name) => {
    const value = of[name];
    return value === undefined || value === null ? [] : record[name](value as NonNullable<T[keyof T]>, of);
  });
}

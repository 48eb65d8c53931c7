import type { LiveCapacityScaling } from '../aws/index.js';
import type { AutoScaling, CapacityScaling, ScheduledAction } from '../schema/index.js';
import { scaledDimensions } from './diffScaling.js';
import { counted, type Fact, text } from './words.js';

type Words<T> = { readonly [M in keyof Required<T>]: (value: NonNullable<T[M]>) => string };

const ofScaling: Words<Omit<CapacityScaling, 'scheduledActions'>> = {
  minCapacity: (units) => `at least ${counted(units, 'unit')}`,
  maxCapacity: (units) => `at most ${counted(units, 'unit')}`,
  targetValue: (percent) => `${percent}% of them in use`,
  scaleInCooldown: (seconds) => `${counted(seconds, 'second')} between decreases`,
  scaleOutCooldown: (seconds) => `${counted(seconds, 'second')} between increases`,
};

const ofAction: Words<ScheduledAction> = {
  schedule: text,
  timezone: text,
  startTime: (moment) => `from ${text(moment)}`,
  endTime: (moment) => `until ${text(moment)}`,
  minCapacity: ofScaling.minCapacity,
  maxCapacity: ofScaling.maxCapacity,
};

/** What is said of each member that is there, in the order of the words. */
function said<T extends object>(words: Words<T>, value: Partial<T>): string {
  return (Object.keys(words) as (keyof T)[])
    .flatMap((member) => {
      const is = value[member];
      return is === undefined || is === null ? [] : [words[member](is)];
    })
    .join(', ');
}

/** How a capacity scales, in words. */
export function scalingFacts(dimension: keyof AutoScaling, scaling: LiveCapacityScaling): Fact[] {
  const value = said(ofScaling, scaling);
  return [
    {
      label: `${dimension} capacity scales`,
      value: scaling.targetValue === undefined ? `${value}, following no load` : value,
    },
  ];
}

/** A scheduled action, in words. */
export function actionFacts(dimension: keyof AutoScaling, name: string, action: ScheduledAction): Fact[] {
  return [{ label: `scheduled action ${text(name)} of ${dimension} capacity`, value: said(ofAction, action) }];
}

/** How a capacity scales, its scheduled actions too. */
export function wholeScalingFacts(dimension: keyof AutoScaling, scaling: LiveCapacityScaling): Fact[] {
  const actions = Object.entries(scaling.scheduledActions ?? {});
  return [
    ...scalingFacts(dimension, scaling),
    ...actions.flatMap(([name, action]) => actionFacts(dimension, name, action)),
  ];
}

/** All that scales, and what must not. */
export function autoScalingFacts(scaling: AutoScaling): Fact[] {
  return scaledDimensions.flatMap((dimension) => {
    const is = scaling[dimension];
    return is ? wholeScalingFacts(dimension, is) : [{ label: `${dimension} capacity scales`, value: 'no' }];
  });
}

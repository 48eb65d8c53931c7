import type { LiveCapacityScaling, ScaledDimension } from '../aws/index.js';
import type { AutoScaling, ScheduledAction } from '../schema/index.js';
import { counted, type Fact, text } from './words.js';

/** How a capacity scales, in words. */
export function scalingFacts(dimension: ScaledDimension, scaling: LiveCapacityScaling): Fact[] {
  const { minCapacity, maxCapacity, targetValue, scaleInCooldown, scaleOutCooldown } = scaling;
  const cooldowns = [...pause('decreases', scaleInCooldown), ...pause('increases', scaleOutCooldown)];
  const value = [
    `${minCapacity.toLocaleString('en-US')} to ${counted(maxCapacity, 'unit')}`,
    targetValue === undefined ? 'following no load' : `${targetValue}% of them in use`,
    ...cooldowns,
  ];
  return [{ label: `${dimension} capacity scales`, value: value.join(', ') }];
}

function pause(what: string, seconds: number | undefined): string[] {
  return seconds === undefined ? [] : [`${counted(seconds, 'second')} between ${what}`];
}

/** A scheduled action, in words. */
export function actionFacts(dimension: ScaledDimension, name: string, action: ScheduledAction): Fact[] {
  const { schedule, timezone = 'UTC', startTime, endTime, minCapacity, maxCapacity } = action;
  const bounds = [
    ...(minCapacity === undefined ? [] : [`at least ${counted(minCapacity, 'unit')}`]),
    ...(maxCapacity === undefined ? [] : [`at most ${counted(maxCapacity, 'unit')}`]),
  ];
  const when = [
    schedule.startsWith('rate') ? text(schedule) : `${text(schedule)} ${text(timezone)}`,
    ...(startTime === undefined ? [] : [`from ${text(startTime)}`]),
    ...(endTime === undefined ? [] : [`until ${text(endTime)}`]),
  ];
  return [
    {
      label: `scheduled action ${text(name)} of ${dimension} capacity`,
      value: `${when.join(' ')}: ${bounds.join(', ')}`,
    },
  ];
}

/** All that scales, and what must not. */
export function autoScalingFacts(scaling: AutoScaling): Fact[] {
  return (['read', 'write'] as const).flatMap((dimension) => {
    const of = scaling[dimension];
    if (!of) return [{ label: `${dimension} capacity scales`, value: 'no' }];
    return [
      ...scalingFacts(dimension, of),
      ...Object.entries(of.scheduledActions ?? {}).flatMap(([name, action]) => actionFacts(dimension, name, action)),
    ];
  });
}

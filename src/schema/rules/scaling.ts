import { scalingTargetPercent, scheduledActionNameLength } from '../limits.js';
import type { AutoScaling, CapacityScaling, ScheduledAction } from '../Throughput.js';
import { properties, show } from '../value.js';
import { all, type Check, type ChecksOf, choose, form, must, object, record, wholeNumber } from './check.js';

/** What `autoScaling` may be: of a table or an index, which scales reads and writes, or of a replica, which scales reads. */
export function autoScaling(...dimensions: (keyof AutoScaling)[]): Check {
  const rule = 'auto-scaling';
  const { min, max } = scalingTargetPercent;
  const unit = wholeNumber(rule, 1);
  const seconds = wholeNumber(rule, 0);
  const scaling = object(rule, {
    'minCapacity!': unit,
    'maxCapacity!': all(unit, notBelowMinimum()),
    'targetValue!': must(
      rule,
      `a percentage of ${min} to ${max}`,
      (percent) => typeof percent === 'number' && percent >= min && percent <= max,
    ),
    scaleInCooldown: seconds,
    scaleOutCooldown: seconds,
    scheduledActions: scheduledActions(),
  } satisfies ChecksOf<keyof CapacityScaling, 'minCapacity' | 'maxCapacity' | 'targetValue'>);
  return object(rule, Object.fromEntries(dimensions.map((name) => [name, scaling])), 'UNMANAGED');
}

function notBelowMinimum(): Check {
  return choose((_, { minCapacity: min }) =>
    must('auto-scaling-bounds', `at least minCapacity, ${show(min)}`, (max) => !((max as number) < (min as number))),
  );
}

function scheduledActions(): Check {
  const rule = 'scheduled-action';
  const unit = wholeNumber(rule, 1);
  const moment = must(
    rule,
    'a moment such as 2027-01-31T22:00:00Z',
    (time) => /^\d{4}-.+(Z|[+-]\d\d:\d\d)$/.test(time as string) && Date.parse(time as string),
  );
  const action = object(rule, {
    'schedule!': form(
      rule,
      'at(2027-01-31T22:00:00), rate(12 hours) or cron(0 8 * * ? *)',
      /^(at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d|rate\([1-9]\d* (minute|hour|day)s?|cron\(\S+(\s+\S+){5})\)$/,
    ),
    timezone: form(rule, 'a time zone such as Europe/Madrid', /^[a-z][\w+/-]*$/i),
    startTime: moment,
    endTime: moment,
    minCapacity: unit,
    maxCapacity: all(unit, notBelowMinimum()),
  } satisfies ChecksOf<keyof ScheduledAction, 'schedule'>);
  return record(
    all(
      action,
      must(rule, 'an action with minCapacity, maxCapacity or both', (value) => {
        const { minCapacity, maxCapacity } = properties(value);
        return (minCapacity ?? maxCapacity) !== undefined;
      }),
    ),
    form(
      rule,
      `a name of 1 to ${scheduledActionNameLength} characters without : / |`,
      // Not a literal: the engine would build the set of characters when the module is loaded.
      new RegExp(`^(?! )[^\\p{Cc}:/|]{1,${scheduledActionNameLength}}(?<! )$`, 'u'),
    ),
  );
}

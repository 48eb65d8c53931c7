import { scalingTargetPercent, scheduledActionNameLength } from '../limits.js';
import type { AutoScaling, CapacityScaling, ScheduledAction } from '../Throughput.js';
import { isProperties, show } from '../value.js';
import { all, type Check, type ChecksOf, choose, must, object, record, wholeNumber } from './check.js';

/** What `autoScaling` may be: of a table or an index, which scales reads and writes, or of a replica, which scales reads. */
export function autoScaling(...dimensions: (keyof AutoScaling)[]): Check {
  const rule = 'auto-scaling';
  const { min, max } = scalingTargetPercent;
  const unit = wholeNumber(rule, 1);
  const seconds = wholeNumber(rule, 0);
  const scaling = object(rule, {
    minCapacity: unit,
    maxCapacity: all(unit, notBelowMinimum()),
    targetValue: must(
      rule,
      `a percentage of ${min} to ${max}`,
      (percent) => typeof percent === 'number' && percent >= min && percent <= max,
    ),
    'scaleInCooldown?': seconds,
    'scaleOutCooldown?': seconds,
    'scheduledActions?': record(scheduledAction(), actionName(), '{ ... }'),
  } satisfies ChecksOf<keyof CapacityScaling, 'minCapacity' | 'maxCapacity' | 'targetValue'>);
  return object(rule, Object.fromEntries(dimensions.map((name) => [`${name}?`, scaling])), 'UNMANAGED');
}

function notBelowMinimum(): Check {
  return choose((_, { minCapacity: min }) =>
    must('auto-scaling-bounds', `at least minCapacity, ${show(min)}`, (max) => !((max as number) < (min as number))),
  );
}

function actionName(): Check {
  // Not a literal: the engine would build the set of characters when the module is loaded.
  const isName = matches(/^(?! )[^\p{Cc}:/|]+(?<! )$/u);
  return must(
    'scheduled-action',
    `a name of 1 to ${scheduledActionNameLength} characters without : / |, and with no space around it`,
    (name) => isName(name) && (name as string).length <= scheduledActionNameLength,
  );
}

function scheduledAction(): Check {
  const rule = 'scheduled-action';
  const unit = wholeNumber(rule, 1);
  const moment = must(
    rule,
    'a moment such as 2027-01-31T22:00:00Z',
    (value) =>
      !Number.isNaN(Date.parse(value as string)) &&
      matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/)(value),
  );
  return all(
    object(rule, {
      schedule: must(
        rule,
        'at(2027-01-31T22:00:00), rate(12 hours), or cron(0 8 ? * MON-FRI *) of six fields',
        matches(/^(at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)|rate\([1-9]\d* (minute|hour|day)s?\)|cron\(\S+(\s+\S+){5}\))$/),
      ),
      'timezone?': must(rule, 'the name of a time zone, such as Europe/Madrid', matches(/^[a-z][\w+/-]*$/i)),
      'startTime?': moment,
      'endTime?': moment,
      'minCapacity?': unit,
      'maxCapacity?': all(unit, notBelowMinimum()),
    } satisfies ChecksOf<keyof ScheduledAction, 'schedule'>),
    (action, path, { report }) => {
      if (isProperties(action) && (action.minCapacity ?? action.maxCapacity) === undefined) {
        report(rule, path, 'changes nothing: give it minCapacity, maxCapacity or both');
      }
    },
  );
}

export function matches(form: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && form.test(value);
}

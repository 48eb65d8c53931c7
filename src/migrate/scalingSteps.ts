import { type ScaledDimension, scalableDimension, scalingMetric, scalingPolicyName } from '../aws/index.js';
import { defined, own } from '../schema/index.js';
import type { Change, ChangeOf } from './change.js';
import { changesPolicy, movesBounds } from './diffScaling.js';
import type { LiveFacts, Step } from './plan.js';

type ScalingChange = ChangeOf<'change-auto-scaling'> | ChangeOf<'change-scheduled-action'>;

export function isScalingChange(change: Change): change is ScalingChange {
  return change.kind === 'change-auto-scaling' || change.kind === 'change-scheduled-action';
}

/** The dimension that a path of a change leads to, of a table or an index. */
export function dimensionOf(path: readonly string[]): ScaledDimension {
  return path[path[0] === 'globalSecondaryIndexes' ? 4 : 2] === 'read' ? 'read' : 'write';
}

/** What a change is of: a table's or an index's reads or writes. */
function placeOf({ path }: ScalingChange) {
  return { index: path[0] === 'globalSecondaryIndexes' ? path[1] : undefined, dimension: dimensionOf(path) };
}

/**
 * The calls that end scaling, before the capacity that it would move back is changed, or the index goes. The policies and the scheduled
 * actions of a target go with it.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DeregisterScalableTarget.html
 */
export function endSteps(tableName: string, changes: readonly ScalingChange[]): Step[] {
  return changes.flatMap((change): Step[] => {
    const { index, dimension } = placeOf(change);
    const target = scalableDimension(tableName, index, dimension);
    const step = { changes: [change], until: 'accepted' } as const;
    if (change.kind === 'change-auto-scaling') {
      return change.after ? [] : [{ operation: 'DeregisterScalableTarget', input: target, ...step }];
    }
    // What an update leaves out stays as it was, so that to leave a bound or a time zone out the action is made anew.
    const isSaid = ({
      timezone,
      minCapacity,
      maxCapacity,
    }: Partial<NonNullable<ChangeOf<'change-scheduled-action'>['after']>>) =>
      [timezone, minCapacity, maxCapacity].map((member) => member !== undefined);
    const drops =
      change.before && change.after && isSaid(change.before).some((said, i) => said && !isSaid(change.after ?? {})[i]);
    return change.before && (!change.after || drops)
      ? [{ operation: 'DeleteScheduledAction', input: { ...target, ScheduledActionName: nameOf(change) }, ...step }]
      : [];
  });
}

/**
 * The calls that begin scaling or change it, once the capacity is there. Of a target, first its bounds.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 */
export function scalingSteps(
  tableName: string,
  { scalingPolicies = {} }: Pick<LiveFacts, 'scalingPolicies'>,
  changes: readonly ScalingChange[],
): Step[] {
  return changes.flatMap((change): Step[] => {
    const { index, dimension } = placeOf(change);
    const target = scalableDimension(tableName, index, dimension);
    const step = { changes: [change], until: 'accepted' } as const;
    if (change.kind === 'change-scheduled-action') {
      const { after } = change;
      if (!after) return [];
      const { schedule, timezone, startTime, endTime, minCapacity, maxCapacity } = after;
      const input = {
        ...target,
        ScheduledActionName: nameOf(change),
        Schedule: schedule,
        ...defined({ Timezone: timezone, StartTime: startTime, EndTime: endTime }),
        ScalableTargetAction: defined({ MinCapacity: minCapacity, MaxCapacity: maxCapacity }),
      };
      return [{ operation: 'PutScheduledAction', input, ...step }];
    }
    const { before, after } = change;
    if (!after) return [];
    const { minCapacity, maxCapacity, targetValue } = after;
    const live = own(scalingPolicies, scalingKey(index, dimension));
    const configuration = {
      TargetValue: targetValue ?? 0,
      PredefinedMetricSpecification: { PredefinedMetricType: scalingMetric(dimension) },
      // PutScalingPolicy makes all of it anew: what the schema leaves alone is said as it is.
      ScaleInCooldown: after.scaleInCooldown ?? before?.scaleInCooldown ?? 0,
      ScaleOutCooldown: after.scaleOutCooldown ?? before?.scaleOutCooldown ?? 0,
      ...(before && live?.disableScaleIn && { DisableScaleIn: true as const }),
    };
    return [
      ...(movesBounds(before, after)
        ? [
            {
              operation: 'RegisterScalableTarget',
              input: { ...target, MinCapacity: minCapacity, MaxCapacity: maxCapacity },
              ...step,
            } as const,
          ]
        : []),
      ...(changesPolicy(before, after)
        ? [
            {
              operation: 'PutScalingPolicy',
              input: {
                ...target,
                PolicyName: (before && live?.name) ?? scalingPolicyName(tableName, index, dimension),
                PolicyType: 'TargetTrackingScaling',
                TargetTrackingScalingPolicyConfiguration: configuration,
              },
              ...step,
            } as const,
          ]
        : []),
    ];
  });
}

/** Where the facts of a live table hold the policy of a dimension. */
export function scalingKey(index: string | undefined, dimension: ScaledDimension): string {
  return index === undefined ? dimension : `${dimension} of ${index}`;
}

function nameOf({ path }: ScalingChange): string {
  return path.at(-1) ?? '';
}

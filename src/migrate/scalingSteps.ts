import { scalableResource, toScalingPolicyInput, toScheduledActionInput } from '../aws/index.js';
import { type AutoScaling, type CapacityScaling, own } from '../schema/index.js';
import type { Change, ChangeOf } from './change.js';
import { changesPolicy, movesBounds } from './diffScaling.js';
import type { LiveFacts, Step } from './plan.js';

type ScalingChange = ChangeOf<'change-auto-scaling'> | ChangeOf<'change-scheduled-action'>;

export function isScalingChange(change: Change): change is ScalingChange {
  return change.kind === 'change-auto-scaling' || change.kind === 'change-scheduled-action';
}

/** The dimension that a path of a change leads to, of a table or an index. */
export function dimensionOf(path: readonly string[]): keyof AutoScaling {
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
    const target = scalableResource(dimension, tableName, index);
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
    const target = scalableResource(dimension, tableName, index);
    const step = { changes: [change], until: 'accepted' } as const;
    if (change.kind === 'change-scheduled-action') {
      const { after } = change;
      if (!after) return [];
      const { StartTime, EndTime, ...rest } = toScheduledActionInput(nameOf(change), after, target);
      const moments = {
        ...(StartTime && { StartTime: moment(StartTime) }),
        ...(EndTime && { EndTime: moment(EndTime) }),
      };
      const input = { ...rest, ...moments };
      return [{ operation: 'PutScheduledAction', input, ...step }];
    }
    const { before, after } = change;
    if (!after) return [];
    const { minCapacity, maxCapacity } = after;
    const live = before && own(scalingPolicies, scalingKey(index, dimension));
    // PutScalingPolicy makes all of it anew: what the schema leaves alone is said as it is.
    const policy = toScalingPolicyInput({ ...before, ...after } as CapacityScaling, target);
    const { TargetTrackingScalingPolicyConfiguration: configuration } = policy;
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
                ...policy,
                ...(live && { PolicyName: live.name }),
                TargetTrackingScalingPolicyConfiguration: {
                  ...configuration,
                  ...(live?.disableScaleIn && { DisableScaleIn: live.disableScaleIn }),
                },
              },
              ...step,
            } as const,
          ]
        : []),
    ];
  });
}

/** Where the facts of a live table hold the policy of a dimension. */
export function scalingKey(index: string | undefined, dimension: keyof AutoScaling): string {
  return index === undefined ? dimension : `${dimension} of ${index}`;
}

function nameOf({ path }: ScalingChange): string {
  return path.at(-1) ?? '';
}

function moment(time: Date): string {
  return time.toISOString();
}

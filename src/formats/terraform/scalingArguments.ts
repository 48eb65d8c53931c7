import type { AutoScaling, CapacityScaling, ScheduledAction } from '../../schema/index.js';

/** What is scaled, in the words of Application Auto Scaling: `dynamodb:table:ReadCapacityUnits`. */
export const scaledUnits: { readonly [P in keyof Required<AutoScaling>]: 'Read' | 'Write' } = {
  read: 'Read',
  write: 'Write',
};

/** Where a member of a scaling stands: in the scalable target, in its policy's target tracking, or in resources of its own. */
export const scalingArguments: {
  readonly [P in keyof Required<CapacityScaling>]: readonly [place: 'target' | 'policy' | 'beside', argument: string];
} = {
  minCapacity: ['target', 'min_capacity'],
  maxCapacity: ['target', 'max_capacity'],
  targetValue: ['policy', 'target_value'],
  scaleInCooldown: ['policy', 'scale_in_cooldown'],
  scaleOutCooldown: ['policy', 'scale_out_cooldown'],
  scheduledActions: ['beside', 'aws_appautoscaling_scheduled_action'],
};

/** Where a member of a scheduled action stands: in the resource, or in its block of bounds. */
export const actionArguments: {
  readonly [P in keyof Required<ScheduledAction>]: readonly [place: 'action' | 'bounds', argument: string];
} = {
  schedule: ['action', 'schedule'],
  timezone: ['action', 'timezone'],
  startTime: ['action', 'start_time'],
  endTime: ['action', 'end_time'],
  minCapacity: ['bounds', 'min_capacity'],
  maxCapacity: ['bounds', 'max_capacity'],
};

/** The metric that a policy of DynamoDB tracks. */
export function metricOf(units: 'Read' | 'Write'): string {
  return `DynamoDB${units}CapacityUtilization`;
}

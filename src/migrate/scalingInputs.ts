import type { ScalableDimension } from '../aws/index.js';

/*
 * The inputs of Application Auto Scaling's operations, as far as they are used. They are written here, and not taken from
 * `@aws-sdk/client-application-auto-scaling`, so that nobody needs that package for the types of a plan. Moments are in ISO 8601, so
 * that a plan stays plain data: they become a `Date` when the call is made.
 */

/** Registers what scales, or changes its bounds. */
export interface RegisterScalableTargetInput extends ScalableDimension {
  MinCapacity: number;
  MaxCapacity: number;
}

/** Makes the policy that keeps the use of a capacity at a value, or changes it. */
export interface PutScalingPolicyInput extends ScalableDimension {
  PolicyName: string;
  PolicyType: 'TargetTrackingScaling';
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: number;
    PredefinedMetricSpecification: {
      PredefinedMetricType: 'DynamoDBReadCapacityUtilization' | 'DynamoDBWriteCapacityUtilization';
    };
    ScaleInCooldown: number;
    ScaleOutCooldown: number;
    DisableScaleIn?: true;
  };
}

/** Makes a scheduled action, or changes it. */
export interface PutScheduledActionInput extends ScalableDimension {
  ScheduledActionName: string;
  Schedule: string;
  Timezone?: string;
  StartTime?: string;
  EndTime?: string;
  ScalableTargetAction: { MinCapacity?: number; MaxCapacity?: number };
}

/** Takes a scheduled action away. */
export interface DeleteScheduledActionInput extends ScalableDimension {
  ScheduledActionName: string;
}

/** Ends all scaling of a capacity: its policies and scheduled actions go, too. */
export type DeregisterScalableTargetInput = { -readonly [M in keyof ScalableDimension]: ScalableDimension[M] };

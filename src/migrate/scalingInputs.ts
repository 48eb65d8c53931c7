import type { PutScalingPolicyInput, PutScheduledActionInput, ScalableResource } from '../aws/index.js';

/** The policy that keeps the use of a capacity at a value; one that never lowers the capacity goes on so. */
export interface PolicyStepInput extends PutScalingPolicyInput {
  readonly TargetTrackingScalingPolicyConfiguration: PutScalingPolicyInput['TargetTrackingScalingPolicyConfiguration'] & {
    readonly DisableScaleIn?: true;
  };
}

/** A scheduled action, whose moments are in ISO 8601, so that a plan stays plain data: they become a `Date` when the call is made. */
export interface ScheduledActionStepInput extends Omit<PutScheduledActionInput, 'StartTime' | 'EndTime'> {
  readonly StartTime?: string;
  readonly EndTime?: string;
}

/** A scheduled action that goes. */
export interface DeleteScheduledActionInput extends ScalableResource {
  readonly ScheduledActionName: string;
}

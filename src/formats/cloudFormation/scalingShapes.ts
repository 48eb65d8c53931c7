import type {
  CfnScalableTarget,
  CfnScalableTargetProps,
  CfnScalingPolicy,
  CfnScalingPolicyProps,
} from 'aws-cdk-lib/aws-applicationautoscaling';
import { cannotCarry } from '../../schema/index.js';
import type { ShapeOf } from './shapeOf.js';
import type { Value } from './shapes.js';

/** All properties of an `AWS::ApplicationAutoScaling::ScalableTarget`, but the role, which is told by its name. */
export const scalableTargetShape = {
  MinCapacity: 'number',
  MaxCapacity: 'number',
  ScheduledActions: [
    {
      ScheduledActionName: 'text',
      Schedule: 'text',
      Timezone: 'text',
      StartTime: 'text',
      EndTime: 'text',
      ScalableTargetAction: {
        MinCapacity: 'number',
        MaxCapacity: 'number',
      } satisfies ShapeOf<CfnScalableTarget.ScalableTargetActionProperty>,
    } satisfies ShapeOf<CfnScalableTarget.ScheduledActionProperty>,
  ],
  SuspendedState: {
    DynamicScalingInSuspended: 'flag',
    DynamicScalingOutSuspended: 'flag',
    ScheduledScalingSuspended: 'flag',
  } satisfies ShapeOf<CfnScalableTarget.SuspendedStateProperty>,
  Tags: cannotCarry('a table schema has no place for the tags of what scales it'),
} as const satisfies Omit<
  ShapeOf<CfnScalableTargetProps>,
  'RoleArn' | 'ResourceId' | 'ScalableDimension' | 'ServiceNamespace'
>;

const otherPolicy = cannotCarry('a table schema has only policies that track a metric of DynamoDB');

/** All properties of an `AWS::ApplicationAutoScaling::ScalingPolicy`, but those that say what it scales. */
export const scalingPolicyShape = {
  PolicyType: 'text',
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 'number',
    ScaleInCooldown: 'number',
    ScaleOutCooldown: 'number',
    DisableScaleIn: 'flag',
    PredefinedMetricSpecification: {
      PredefinedMetricType: 'text',
      ResourceLabel: cannotCarry('DynamoDB has no such thing'),
    } satisfies ShapeOf<CfnScalingPolicy.PredefinedMetricSpecificationProperty>,
    CustomizedMetricSpecification: otherPolicy,
  } satisfies ShapeOf<CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty>,
  StepScalingPolicyConfiguration: otherPolicy,
  PredictiveScalingPolicyConfiguration: otherPolicy,
} as const satisfies Omit<
  ShapeOf<CfnScalingPolicyProps>,
  'PolicyName' | 'ResourceId' | 'ScalableDimension' | 'ScalingTargetId' | 'ServiceNamespace'
>;

export type ScalableTargetValue = Value<typeof scalableTargetShape>;
export type ScalingPolicyValue = Value<typeof scalingPolicyShape>;

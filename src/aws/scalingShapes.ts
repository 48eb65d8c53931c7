/**
 * The shapes of Application Auto Scaling that a table needs, by the names of its API. They are written down here, and not imported from its
 * client, so that this package's types need it of nobody who does not scale. A value of one is a value of the client's own type.
 */

/** A dimension of DynamoDB's that can be scaled. */
export type ScalableDimension = `dynamodb:${'table' | 'index'}:${'Read' | 'Write'}CapacityUnits`;

/** What is scaled: the reads or the writes of a table, or of a global index. */
export interface ScalableResource {
  readonly ServiceNamespace: 'dynamodb';
  /** `table/orders`, or `table/orders/index/gsi-customer`. */
  readonly ResourceId: string;
  readonly ScalableDimension: ScalableDimension;
}

/** An input of RegisterScalableTarget. */
export interface RegisterScalableTargetInput extends ScalableResource {
  readonly MinCapacity: number;
  readonly MaxCapacity: number;
}

/** An input of PutScalingPolicy. */
export interface PutScalingPolicyInput extends ScalableResource {
  readonly PolicyName: string;
  readonly PolicyType: 'TargetTrackingScaling';
  readonly TargetTrackingScalingPolicyConfiguration: {
    readonly TargetValue: number;
    readonly PredefinedMetricSpecification: {
      readonly PredefinedMetricType: `DynamoDB${'Read' | 'Write'}CapacityUtilization`;
    };
    readonly ScaleInCooldown?: number;
    readonly ScaleOutCooldown?: number;
  };
}

/** An input of PutScheduledAction. */
export interface PutScheduledActionInput extends ScalableResource {
  readonly ScheduledActionName: string;
  readonly Schedule: string;
  readonly Timezone?: string;
  readonly StartTime?: Date;
  readonly EndTime?: Date;
  readonly ScalableTargetAction: { readonly MinCapacity?: number; readonly MaxCapacity?: number };
}

interface OfResource {
  readonly ServiceNamespace?: string;
  readonly ResourceId?: string;
  readonly ScalableDimension?: string;
}

/** What DescribeScalableTargets answers of one. */
export interface ScalableTargetAnswer extends OfResource {
  readonly MinCapacity?: number;
  readonly MaxCapacity?: number;
  readonly RoleARN?: string;
  readonly SuspendedState?: {
    readonly DynamicScalingInSuspended?: boolean;
    readonly DynamicScalingOutSuspended?: boolean;
    readonly ScheduledScalingSuspended?: boolean;
  };
}

/** What DescribeScalingPolicies answers of one. */
export interface ScalingPolicyAnswer extends OfResource {
  readonly PolicyName?: string;
  readonly PolicyType?: string;
  readonly TargetTrackingScalingPolicyConfiguration?: {
    readonly TargetValue?: number;
    readonly PredefinedMetricSpecification?: { readonly PredefinedMetricType?: string };
    readonly CustomizedMetricSpecification?: object;
    readonly ScaleInCooldown?: number;
    readonly ScaleOutCooldown?: number;
    readonly DisableScaleIn?: boolean;
  };
}

/** What DescribeScheduledActions answers of one. Times are dates, or as the AWS CLI prints them. */
export interface ScheduledActionAnswer extends OfResource {
  readonly ScheduledActionName?: string;
  readonly Schedule?: string;
  readonly Timezone?: string;
  readonly StartTime?: Date | string;
  readonly EndTime?: Date | string;
  readonly ScalableTargetAction?: { readonly MinCapacity?: number; readonly MaxCapacity?: number };
}

/** All that Application Auto Scaling answers of a table and its indexes: all pages of each call. */
export interface ScalingAnswers {
  readonly targets: readonly ScalableTargetAnswer[];
  readonly policies: readonly ScalingPolicyAnswer[];
  readonly scheduledActions: readonly ScheduledActionAnswer[];
}

import {
  type AutoScaling,
  assertValidTable,
  type CapacityScaling,
  defined,
  type Properties,
  type ScheduledAction,
  type TableSchema,
  type ValidateOptions,
} from '../schema/index.js';
import type {
  PutScalingPolicyInput,
  PutScheduledActionInput,
  RegisterScalableTargetInput,
  ScalableResource,
} from './scalingShapes.js';

/** The inputs that have Application Auto Scaling move one capacity, in the order in which they are sent. */
export interface AutoScalingInputs {
  /** Of RegisterScalableTarget. */
  readonly target: RegisterScalableTargetInput;
  /** Of PutScalingPolicy. */
  readonly policy: PutScalingPolicyInput;
  /** Of PutScheduledAction: one for each action; none where the schema says nothing of them. */
  readonly scheduledActions: readonly PutScheduledActionInput[];
}

/**
 * What Application Auto Scaling is told of each scaled capacity of the table and of its global indexes, which CreateTable does not carry:
 * the reads first, then the writes, of the table and then of each index. Empty for a schema that scales nothing. The table, with its
 * indexes, must be there and active first. Returns new objects at each call.
 *
 * Policies are named as the AWS console names them, so that it shows them as its own.
 *
 * @example
 * ```ts
 * for (const { target, policy, scheduledActions } of toAutoScalingInputs(orders)) {
 *   await scaling.send(new RegisterScalableTargetCommand(target));
 *   await scaling.send(new PutScalingPolicyCommand(policy));
 *   for (const action of scheduledActions) await scaling.send(new PutScheduledActionCommand(action));
 * }
 * ```
 *
 * @throws TableSchemaError with every issue, if the schema is not valid.
 * @see https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 */
export function toAutoScalingInputs(schema: TableSchema, options?: ValidateOptions): AutoScalingInputs[] {
  assertValidTable(schema, options);
  const { tableName, provisionedThroughput, globalSecondaryIndexes = {} } = schema;
  return [
    ...toScalingInputsOf(provisionedThroughput?.autoScaling, tableName),
    ...Object.entries(globalSecondaryIndexes).flatMap(([indexName, index]) =>
      toScalingInputsOf(index.provisionedThroughput?.autoScaling, tableName, indexName),
    ),
  ];
}

/** What a dimension is for each member of `autoScaling`. */
const units: { readonly [D in keyof Required<AutoScaling>]: 'Read' | 'Write' } = { read: 'Read', write: 'Write' };

/** The dimensions that a table or a global index can scale. */
export const scalingDimensions = /* @__PURE__ */ Object.keys(units) as (keyof AutoScaling)[];

/** Of the table, or of its index, in the Region of the client that sends them. */
export function toScalingInputsOf(
  autoScaling: 'UNMANAGED' | AutoScaling | undefined,
  tableName: string,
  indexName?: string,
): AutoScalingInputs[] {
  if (!autoScaling || autoScaling === 'UNMANAGED') return [];
  return scalingDimensions.flatMap((dimension) => {
    const scaling = autoScaling[dimension];
    return scaling ? [toScalingInputs(scaling, scalableResource(dimension, tableName, indexName))] : [];
  });
}

/** How Application Auto Scaling calls the reads or the writes of the table, or of its index. */
export function scalableResource(
  dimension: keyof AutoScaling,
  tableName: string,
  indexName?: string,
): ScalableResource {
  const [kind, suffix] =
    indexName === undefined ? (['table', ''] as const) : (['index', `/index/${indexName}`] as const);
  return {
    ServiceNamespace: 'dynamodb',
    ResourceId: `table/${tableName}${suffix}`,
    ScalableDimension: `dynamodb:${kind}:${units[dimension]}CapacityUnits`,
  };
}

/** DynamoDB's own metric of the use of a capacity. */
export function utilizationMetric(dimension: ScalableResource['ScalableDimension']) {
  return dimension.endsWith(':ReadCapacityUnits')
    ? 'DynamoDBReadCapacityUtilization'
    : 'DynamoDBWriteCapacityUtilization';
}

/** API: PutScalingPolicy, PolicyName. Names are of one resource and dimension each, so that the metric's alone would do. */
const policyNameLength = 256;

/** The name that the AWS console gives the policy, where that is not too long. */
export function scalingPolicyName({ ResourceId, ScalableDimension }: ScalableResource): string {
  const metric = utilizationMetric(ScalableDimension);
  const name = `${metric}:${ResourceId}`;
  return name.length > policyNameLength ? metric : name;
}

/** Where Application Auto Scaling has each member of a scaling: in the target, in the policy's configuration, or in calls of their own. */
const scalingMembers: {
  readonly [P in keyof Required<CapacityScaling>]: readonly [part: 'target' | 'policy' | 'actions', name: string];
} = {
  minCapacity: ['target', 'MinCapacity'],
  maxCapacity: ['target', 'MaxCapacity'],
  targetValue: ['policy', 'TargetValue'],
  scaleInCooldown: ['policy', 'ScaleInCooldown'],
  scaleOutCooldown: ['policy', 'ScaleOutCooldown'],
  scheduledActions: ['actions', 'ScheduledActions'],
};

/** Where it has each member of a scheduled action. */
const actionMembers: {
  readonly [P in keyof Required<ScheduledAction>]: readonly [part: 'text' | 'moment' | 'bounds', name: string];
} = {
  schedule: ['text', 'Schedule'],
  timezone: ['text', 'Timezone'],
  startTime: ['moment', 'StartTime'],
  endTime: ['moment', 'EndTime'],
  minCapacity: ['bounds', 'MinCapacity'],
  maxCapacity: ['bounds', 'MaxCapacity'],
};

/** The members that stand in a part, by the names that they have there. */
function partOf<Part extends string>(
  members: { readonly [member: string]: readonly [part: Part, name: string] },
  part: Part,
  value: object,
): Properties {
  const named = Object.entries(members).flatMap(([member, [itsPart, name]]) =>
    itsPart === part ? [[name, (value as Properties)[member]]] : [],
  );
  return defined(Object.fromEntries(named));
}

/** A cooldown that is left out stays out: a new policy has 0. */
function toScalingInputs(scaling: CapacityScaling, resource: ScalableResource): AutoScalingInputs {
  return {
    target: { ...resource, ...partOf(scalingMembers, 'target', scaling) } as RegisterScalableTargetInput,
    policy: toScalingPolicyInput(scaling, resource),
    scheduledActions: Object.entries(scaling.scheduledActions ?? {}).map(([name, action]) =>
      toScheduledActionInput(name, action, resource),
    ),
  };
}

export function toScalingPolicyInput(scaling: CapacityScaling, resource: ScalableResource): PutScalingPolicyInput {
  return {
    ...resource,
    PolicyName: scalingPolicyName(resource),
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      PredefinedMetricSpecification: { PredefinedMetricType: utilizationMetric(resource.ScalableDimension) },
      ...partOf(scalingMembers, 'policy', scaling),
    } as PutScalingPolicyInput['TargetTrackingScalingPolicyConfiguration'],
  };
}

export function toScheduledActionInput(
  name: string,
  action: ScheduledAction,
  resource: ScalableResource,
): PutScheduledActionInput {
  const moments = Object.entries(partOf(actionMembers, 'moment', action));
  return {
    ...resource,
    ScheduledActionName: name,
    ...partOf(actionMembers, 'text', action),
    ...Object.fromEntries(moments.map(([member, time]) => [member, new Date(time as string)])),
    ScalableTargetAction: partOf(actionMembers, 'bounds', action),
  } as PutScheduledActionInput;
}

import { type AutoScaling, type CapacityScaling, defined, type Path, type ScheduledAction } from '../schema/index.js';
import type {
  ScalableResource,
  ScalableTargetAnswer,
  ScalingAnswers,
  ScalingPolicyAnswer,
  ScheduledActionAnswer,
} from './scalingShapes.js';
import { scalableResource, utilizationMetric } from './toAutoScalingInputs.js';

/** What Application Auto Scaling says of one capacity. */
interface ScaledCapacity {
  readonly target: ScalableTargetAnswer;
  /** The one that a schema can hold, if there is one. */
  readonly policy: ScalingPolicyAnswer | undefined;
  readonly otherPolicies: readonly ScalingPolicyAnswer[];
  readonly actions: readonly ScheduledActionAnswer[];
}

type Configuration = NonNullable<ScalingPolicyAnswer['TargetTrackingScalingPolicyConfiguration']>;

/** How each member of a scaling is read. A policy that states no cooldown has 0. */
const members: {
  readonly [P in keyof Required<CapacityScaling>]: (from: ScaledCapacity, policy: Configuration) => unknown;
} = {
  minCapacity: ({ target }) => target.MinCapacity,
  maxCapacity: ({ target }) => target.MaxCapacity,
  targetValue: (_, { TargetValue }) => TargetValue,
  scaleInCooldown: (_, { ScaleInCooldown = 0 }) => ScaleInCooldown,
  scaleOutCooldown: (_, { ScaleOutCooldown = 0 }) => ScaleOutCooldown,
  scheduledActions: ({ actions }) =>
    Object.fromEntries(actions.map((action) => [action.ScheduledActionName, defined(readEach(actionMembers, action))])),
};

const actionMembers: { readonly [P in keyof Required<ScheduledAction>]: (action: ScheduledActionAnswer) => unknown } = {
  schedule: ({ Schedule }) => Schedule,
  timezone: ({ Timezone }) => Timezone,
  startTime: ({ StartTime }) => moment(StartTime),
  endTime: ({ EndTime }) => moment(EndTime),
  minCapacity: ({ ScalableTargetAction: bounds }) => bounds?.MinCapacity,
  maxCapacity: ({ ScalableTargetAction: bounds }) => bounds?.MaxCapacity,
};

function readEach<Args extends unknown[]>(
  readers: { readonly [name: string]: (...args: Args) => unknown },
  ...args: Args
) {
  return Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, read(...args)]));
}

function moment(time: Date | string | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

/**
 * What scales the table, or its index; `'UNMANAGED'` where it is scaled in a way that a schema has no words for, which
 * `notesOnScaling` tells.
 */
export function readAutoScaling(
  answers: ScalingAnswers,
  dimensions: readonly (keyof AutoScaling)[],
  tableName: string,
  indexName?: string,
): 'UNMANAGED' | AutoScaling {
  const read: { -readonly [D in keyof AutoScaling]: AutoScaling[D] } = {};
  for (const dimension of dimensions) {
    const scaled = scaledCapacity(answers, scalableResource(dimension, tableName, indexName));
    if (!scaled) continue;
    const configuration = scaled.policy?.TargetTrackingScalingPolicyConfiguration;
    if (!configuration) return 'UNMANAGED';
    read[dimension] = readEach(members, scaled, configuration) as unknown as CapacityScaling;
  }
  return read;
}

/** A capacity that scales as it is live: a target may be there without a policy, as when a run ended between the two calls. */
export interface LiveCapacityScaling extends Omit<CapacityScaling, 'targetValue'> {
  /** Left out: no policy keeps the use of the capacity at a value. */
  readonly targetValue?: number;
}

/** What is known of a target. */
export interface LiveScaling {
  readonly scaling: LiveCapacityScaling;
  /** The policy of which `scaling` tells. */
  readonly policy?: { readonly name: string; readonly disableScaleIn?: true };
}

/** What scales one capacity, its target without a policy too; `undefined`: nothing is registered. */
export function readLiveScaling(answers: ScalingAnswers, resource: ScalableResource): LiveScaling | undefined {
  const scaled = scaledCapacity(answers, resource);
  if (!scaled) return undefined;
  const { PolicyName: name = '', TargetTrackingScalingPolicyConfiguration: configuration = {} } = scaled.policy ?? {};
  const scaling = defined(readEach(members, scaled, configuration)) as unknown as LiveCapacityScaling;
  const { DisableScaleIn } = configuration;
  return {
    scaling,
    ...(scaled.policy && { policy: { name, ...(DisableScaleIn && { disableScaleIn: true as const }) } }),
  };
}

function scaledCapacity(answers: ScalingAnswers, resource: ScalableResource): ScaledCapacity | undefined {
  const isOf = ({ ResourceId, ScalableDimension }: ScalableTargetAnswer) =>
    ResourceId === resource.ResourceId && ScalableDimension === resource.ScalableDimension;
  const target = answers.targets.find(isOf);
  if (!target) return undefined;
  const policies = answers.policies.filter(isOf);
  const policy = policies.find(
    ({ PolicyType, TargetTrackingScalingPolicyConfiguration: configuration }) =>
      PolicyType === 'TargetTrackingScaling' &&
      configuration?.PredefinedMetricSpecification?.PredefinedMetricType ===
        utilizationMetric(resource.ScalableDimension),
  );
  return {
    target,
    policy,
    otherPolicies: policies.filter((other) => other !== policy),
    actions: answers.scheduledActions.filter(isOf),
  };
}

/** The role that Application Auto Scaling makes for itself, and that everything new has. */
const serviceRole = 'AWSServiceRoleForApplicationAutoScaling_DynamoDBTable';

/** What the answers tell of a table or its index that `readAutoScaling` does not hold. Paths are of the answers. */
export function notesOnScaling(
  answers: ScalingAnswers,
  dimensions: readonly (keyof AutoScaling)[],
  tableName: string,
  indexName: string | undefined,
  note: (path: Path, message: string) => void,
): void {
  for (const dimension of dimensions) {
    const resource = scalableResource(dimension, tableName, indexName);
    const scaled = scaledCapacity(answers, resource);
    if (!scaled) continue;
    const { target, policy, otherPolicies } = scaled;
    const what = `${resource.ScalableDimension} of ${resource.ResourceId}`;
    const ofTarget = (message: string) => note(['targets', answers.targets.indexOf(target)], `${what}: ${message}`);
    const ofPolicy = (other: ScalingPolicyAnswer, message: string) =>
      note(['policies', answers.policies.indexOf(other)], `${what}: ${message}`);
    if (!policy) {
      ofTarget(
        "no policy keeps DynamoDB's own metric of its use, which is what a schema can say; it was read as scaled by something else",
      );
    }
    for (const other of otherPolicies) {
      ofPolicy(other, `the policy ${other.PolicyName} (${other.PolicyType}) is beside what a schema can say`);
    }
    if (policy?.TargetTrackingScalingPolicyConfiguration?.DisableScaleIn) {
      ofPolicy(policy, `the policy ${policy.PolicyName} never scales in (DisableScaleIn), which a schema can't say`);
    }
    const suspended = Object.entries(target.SuspendedState ?? {}).flatMap(([state, is]) => (is ? [state] : []));
    if (suspended.length) ofTarget(`it is suspended (${suspended.join(', ')}), which a schema can't say`);
    if (target.RoleARN !== undefined && !target.RoleARN.includes(serviceRole)) {
      ofTarget(`it scales by the role ${target.RoleARN}, which a schema can't say`);
    }
  }
}

import {
  utilizationMetric as metricOf,
  scalingPolicyName as policyNameOf,
  type ScalableResource,
  scalableResource,
} from '../aws/index.js';
import {
  type AutoScaling,
  type CapacityScaling,
  defined,
  isProperties,
  type ScheduledAction,
  type TableSchema,
} from '../schema/index.js';

/** What of a capacity is scaled, in the words of AWS. */
export type ScaledCapacity = 'Read' | 'Write';

/** What Application Auto Scaling takes of a capacity that scales, under CloudFormation's names. */
export interface CloudFormationScaling {
  /** The bounds, and when they change. */
  readonly target: {
    readonly MinCapacity: number;
    readonly MaxCapacity: number;
    readonly ScheduledActions?: readonly CloudFormationScheduledAction[];
  };
  /** The use at which the capacity is kept. */
  readonly tracking: {
    readonly TargetValue: number;
    readonly ScaleInCooldown?: number;
    readonly ScaleOutCooldown?: number;
  };
}

/** A scheduled action in a template. */
interface CloudFormationScheduledAction {
  readonly ScheduledActionName: string;
  readonly Schedule: string;
  readonly Timezone?: string;
  readonly StartTime?: string;
  readonly EndTime?: string;
  readonly ScalableTargetAction: { readonly MinCapacity?: number; readonly MaxCapacity?: number };
}

/** A capacity that scales, and whose it is. */
export interface ScaledPlace extends CloudFormationScaling {
  /** The global index. Left out: the table itself. */
  readonly index?: string | undefined;
  readonly of: ScaledCapacity;
}

type Parts = {
  readonly [Part in keyof CloudFormationScaling]?: { readonly [P in keyof CloudFormationScaling[Part]]?: unknown };
};

const ofScaling: { readonly [P in keyof Required<CapacityScaling>]: (scaling: CapacityScaling) => Parts } = {
  minCapacity: ({ minCapacity }) => ({ target: { MinCapacity: minCapacity } }),
  maxCapacity: ({ maxCapacity }) => ({ target: { MaxCapacity: maxCapacity } }),
  targetValue: ({ targetValue }) => ({ tracking: { TargetValue: targetValue } }),
  scaleInCooldown: ({ scaleInCooldown }) => ({ tracking: { ScaleInCooldown: scaleInCooldown } }),
  scaleOutCooldown: ({ scaleOutCooldown }) => ({ tracking: { ScaleOutCooldown: scaleOutCooldown } }),
  // No actions are the absence of the property.
  scheduledActions: ({ scheduledActions = {} }) => {
    const actions = Object.entries(scheduledActions).map(([name, action]) => toScheduledAction(name, action));
    return { target: { ScheduledActions: actions.length ? actions : undefined } };
  },
};

const ofAction: {
  readonly [P in keyof Required<ScheduledAction>]: (action: ScheduledAction) => {
    readonly [M in keyof CloudFormationScheduledAction]?: unknown;
  };
} = {
  schedule: ({ schedule }) => ({ Schedule: schedule }),
  timezone: ({ timezone }) => ({ Timezone: timezone }),
  startTime: ({ startTime }) => ({ StartTime: startTime }),
  endTime: ({ endTime }) => ({ EndTime: endTime }),
  minCapacity: (action) => ({ ScalableTargetAction: toAction(action) }),
  maxCapacity: (action) => ({ ScalableTargetAction: toAction(action) }),
};

const ofAutoScaling: { readonly [P in keyof Required<AutoScaling>]: ScaledCapacity } = { read: 'Read', write: 'Write' };

/** What is scaled of a capacity, by what of it. Nothing where `autoScaling` is left out, or something else scales. */
function scaledCapacities(
  autoScaling: 'UNMANAGED' | AutoScaling | undefined,
): (readonly [ScaledCapacity, CapacityScaling])[] {
  if (!isProperties(autoScaling)) return [];
  return Object.entries(ofAutoScaling).flatMap(([name, of]): [ScaledCapacity, CapacityScaling][] => {
    const scaling = (autoScaling as AutoScaling)[name as keyof AutoScaling];
    return scaling ? [[of, scaling]] : [];
  });
}

/** What Application Auto Scaling takes of it. */
export function toCloudFormationScaling(scaling: CapacityScaling): CloudFormationScaling {
  const parts = Object.values(ofScaling).map((describe) => describe(scaling));
  const merged = (part: keyof Parts) => defined(Object.assign({}, ...parts.map((each) => each[part])));
  return { target: merged('target'), tracking: merged('tracking') };
}

function toScheduledAction(name: string, action: ScheduledAction): CloudFormationScheduledAction {
  const parts = Object.values(ofAction).map((describe) => describe(action));
  return defined(Object.assign({ ScheduledActionName: name }, ...parts));
}

function toAction({ minCapacity, maxCapacity }: ScheduledAction): object {
  return defined({ MinCapacity: minCapacity, MaxCapacity: maxCapacity });
}

/** All that scales of a table and its global indexes. */
export function scaledPlaces(schema: TableSchema): ScaledPlace[] {
  const holders = [
    [undefined, schema.provisionedThroughput] as const,
    ...Object.entries(schema.globalSecondaryIndexes ?? {}).map(
      ([name, { provisionedThroughput }]) => [name, provisionedThroughput] as const,
    ),
  ];
  return holders.flatMap(([index, throughput]) =>
    scaledCapacities(throughput?.autoScaling).map(([of, scaling]) => ({
      index,
      of,
      ...toCloudFormationScaling(scaling),
    })),
  );
}

type Place = Pick<ScaledPlace, 'index' | 'of'>;

function resourceOf({ index, of }: Place, tableName = ''): ScalableResource {
  return scalableResource(of === 'Read' ? 'read' : 'write', tableName, index);
}

/** `dynamodb:table:ReadCapacityUnits`, `dynamodb:index:WriteCapacityUnits`. */
export function scalableDimension(place: Place): string {
  return resourceOf(place).ScalableDimension;
}

/** DynamoDB's own metric of it. */
export function utilizationMetric(of: ScaledCapacity): string {
  return metricOf(resourceOf({ of }).ScalableDimension);
}

/** The name of its policy. */
export function scalingPolicyName(tableName: string, place: Place): string {
  return policyNameOf(resourceOf(place, tableName));
}

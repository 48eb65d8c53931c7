import {
  type AutoScaling,
  type CapacityScaling,
  own,
  type ScheduledAction,
  type TableSchema,
} from '../../schema/index.js';
import { type ArgumentValue, argument, type Block, block, type Entry, optional } from './document.js';
import type { FreeName } from './freeNames.js';
import { actionArguments, metricOf, scaledUnits, scalingArguments } from './scalingArguments.js';

/** The scaling of the reads or the writes of a table or a global index. */
export interface ScaledCapacity {
  /** The global index; `undefined`: the table. */
  readonly index: string | undefined;
  readonly dimension: keyof AutoScaling;
  /** `undefined`: it must not be scaled. */
  readonly scaling: CapacityScaling | undefined;
}

/** Reads and writes of which a schema says whether and how Application Auto Scaling moves them. */
export function scaledCapacities({
  provisionedThroughput,
  globalSecondaryIndexes = {},
}: TableSchema): ScaledCapacity[] {
  const holders = [
    { index: undefined, of: provisionedThroughput },
    ...Object.entries(globalSecondaryIndexes).map(([index, { provisionedThroughput: of }]) => ({ index, of })),
  ];
  return holders.flatMap(({ index, of }) => {
    const scaling = of?.autoScaling;
    if (scaling === undefined || scaling === 'UNMANAGED') return [];
    return dimensions.map((dimension) => ({ index, dimension, scaling: scaling[dimension] }));
  });
}

const dimensions = Object.keys(scaledUnits) as (keyof AutoScaling)[];

/** `reads of the index by-customer`. */
export function placeOfCapacity({ index, dimension }: ScaledCapacity): string {
  return `${dimension}s of ${index === undefined ? 'the table' : `the index ${index}`}`;
}

interface Names {
  /** The local name of the table's resource. */
  readonly table: string;
  readonly free: FreeName;
}

/** For each capacity that scales, its target, policy and scheduled actions. */
export function scalingBlocks(schema: TableSchema, names: Names): Block[] {
  return scaledCapacities(schema).flatMap((of) =>
    of.scaling ? blocksOf(schema.tableName, of, of.scaling, names) : [],
  );
}

function blocksOf(
  tableName: string,
  { index, dimension }: ScaledCapacity,
  scaling: CapacityScaling,
  { table, free }: Names,
): Block[] {
  const units = scaledUnits[dimension];
  const words = [table, ...(index === undefined ? [] : [index]), dimension];
  const target = free('aws_appautoscaling_target', ...words);
  const ofTarget = (attribute: string) => `aws_appautoscaling_target.${target}.${attribute}`;
  const resourceId: ArgumentValue = {
    kind: 'template',
    parts: [
      'table/',
      { reference: `aws_dynamodb_table.${table}.name` },
      ...(index === undefined ? [] : [`/index/${index}`]),
    ],
  };
  const scaled = ['service_namespace', 'resource_id', 'scalable_dimension'].map((name) =>
    argument(name, { kind: 'reference', to: ofTarget(name) }),
  );
  const actions = Object.entries(scaling.scheduledActions ?? {});
  return [
    {
      type: 'resource',
      labels: ['aws_appautoscaling_target', target],
      body: [
        argument('service_namespace', 'dynamodb'),
        argument('resource_id', resourceId),
        argument('scalable_dimension', `dynamodb:${index === undefined ? 'table' : 'index'}:${units}CapacityUnits`),
        ...members(scalingArguments, scaling, 'target'),
        ...boundsLeftAlone(actions.map(([, action]) => action)),
      ],
    },
    {
      type: 'resource',
      labels: ['aws_appautoscaling_policy', free('aws_appautoscaling_policy', ...words)],
      body: [
        argument('name', policyName(metricOf(units), ofTarget('resource_id'), [tableName, index])),
        argument('policy_type', 'TargetTrackingScaling'),
        ...scaled,
        ...block('target_tracking_scaling_policy_configuration', [
          ...members(scalingArguments, scaling, 'policy'),
          ...block('predefined_metric_specification', [argument('predefined_metric_type', metricOf(units))]),
        ]),
      ],
    },
    ...actions.map(
      ([name, action]): Block => ({
        type: 'resource',
        labels: ['aws_appautoscaling_scheduled_action', free('aws_appautoscaling_scheduled_action', ...words, name)],
        body: [
          argument('name', name),
          ...scaled,
          ...members(actionArguments, action, 'action'),
          ...block('scalable_target_action', members(actionArguments, action, 'bounds')),
        ],
      }),
    ),
  ];
}

/** The name that the AWS console gives to a policy, where the provider takes one of its length. */
function policyName(metric: string, reference: string, [table, index]: readonly (string | undefined)[]): ArgumentValue {
  const name = `${metric}:table/${table}${index === undefined ? '' : `/index/${index}`}`;
  return name.length > longestPolicyName
    ? { kind: 'literal', value: metric }
    : { kind: 'template', parts: [`${metric}:`, { reference }] };
}

/** `StringLenBetween(0, 255)` in the provider. */
const longestPolicyName = 255;

/** The arguments of one place, in the record's order. */
function members(
  record: { readonly [member: string]: readonly [place: string, argument: string] },
  holder: object,
  at: string,
): Entry[] {
  return Object.entries(record).flatMap(([member, [place, name]]) => {
    const value = own(holder as { readonly [member: string]: string | number }, member);
    const isMoment = typeof value === 'string' && /_time$/.test(name);
    return place === at ? optional(name, isMoment ? momentOf(value) : value) : [];
  });
}

/** A moment with its seconds, which the provider wants, in UTC. */
function momentOf(text: string): string {
  return new Date(text).toISOString().replace('.000Z', 'Z');
}

/** A scheduled action sets bounds of the target, which Terraform would set back whenever it runs. */
function boundsLeftAlone(actions: readonly ScheduledAction[]): Entry[] {
  const bounds = (['maxCapacity', 'minCapacity'] as const).filter((bound) =>
    actions.some((action) => action[bound] !== undefined),
  );
  if (!bounds.length) return [];
  const names = bounds.map((bound) => scalingArguments[bound][1]);
  return block('lifecycle', [argument('ignore_changes', { kind: 'names', names })]);
}

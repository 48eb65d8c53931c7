import type { AutoScaling, Properties } from '../../../schema/index.js';
import type { Value } from '../evaluate/value.js';
import { metricOf, scaledUnits } from '../scalingArguments.js';
import { escapeTemplate } from '../template.js';

/** The inputs of the module that say how it scales. */
type ScalingInput = 'autoscaling_defaults' | 'autoscaling_indexes' | 'autoscaling_read' | 'autoscaling_write';

/**
 * The targets and policies that `terraform-aws-modules/dynamodb-table/aws` makes beside its table.
 *
 * @see https://github.com/terraform-aws-modules/terraform-aws-dynamodb-table/blob/master/autoscaling.tf
 */
export function moduleScaling(
  table: string,
  input: (name: ScalingInput) => Value,
  capacityOf: (argument: string) => Value | undefined,
): Properties {
  const targets = new Map<string, Properties>();
  const policies = new Map<string, Properties>();
  const scale = (index: string | undefined, dimension: keyof AutoScaling, bounds: Properties, settings: Value) => {
    const id = index === undefined ? '' : `/index/${escapeTemplate(index)}`;
    const scaled = {
      service_namespace: 'dynamodb',
      resource_id: `table/\${aws_dynamodb_table.${table}[0].name}${id}`,
      scalable_dimension: `dynamodb:${index === undefined ? 'table' : 'index'}:${scaledUnits[dimension]}CapacityUnits`,
    };
    const label = `${index === undefined ? 'table' : `index_${index}`}_${dimension}`;
    targets.set(label, { ...scaled, ...bounds });
    const tracked = ['target_value', 'scale_in_cooldown', 'scale_out_cooldown'].map((name) => [
      name,
      entryOf(settings, name) ?? entryOf(input('autoscaling_defaults'), name) ?? null,
    ]);
    policies.set(label, {
      ...scaled,
      policy_type: 'TargetTrackingScaling',
      target_tracking_scaling_policy_configuration: {
        ...Object.fromEntries(tracked),
        predefined_metric_specification: { predefined_metric_type: metricOf(scaledUnits[dimension]) },
      },
    });
  };
  for (const dimension of ['read', 'write'] as const) {
    const settings = input(`autoscaling_${dimension}`);
    if (settings.kind === 'map' && !settings.entries.size && settings.known) continue;
    const bounds = {
      min_capacity: capacityOf(`${dimension}_capacity`),
      max_capacity: entryOf(settings, 'max_capacity') ?? null,
    };
    scale(undefined, dimension, bounds, settings);
  }
  const indexes = input('autoscaling_indexes');
  for (const [index, settings] of indexes.kind === 'map' ? indexes.entries : []) {
    for (const dimension of ['read', 'write'] as const) {
      const bounds = {
        min_capacity: entryOf(settings, `${dimension}_min_capacity`) ?? null,
        max_capacity: entryOf(settings, `${dimension}_max_capacity`) ?? null,
      };
      scale(index, dimension, bounds, settings);
    }
  }
  return {
    aws_appautoscaling_target: Object.fromEntries(targets),
    aws_appautoscaling_policy: Object.fromEntries(policies),
  };
}

/** An entry of a map; what is known of none of its entries stands for each. */
function entryOf(value: Value, name: string): Value | undefined {
  return value.kind === 'map' ? value.entries.get(name) : value.kind === 'unknown' ? value : undefined;
}

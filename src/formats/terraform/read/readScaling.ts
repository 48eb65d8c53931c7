import { type AutoScaling, type CapacityScaling, defined, type ScheduledAction, show } from '../../../schema/index.js';
import { actionArguments, metricOf, scaledUnits, scalingArguments } from '../scalingArguments.js';
import type { Body } from './body.js';
import type { ScalingResource } from './scaledResources.js';

/** Why the scaling of a capacity is not read, and the resource that tells so. */
export interface NotRead {
  readonly because: string;
  readonly of: Body;
}

/** How a capacity is scaled, by the resources of its dimension; `undefined`: nothing here scales it. */
export function readScaling(
  resources: readonly ScalingResource[],
  dimension: keyof AutoScaling,
): CapacityScaling | NotRead | undefined {
  const [target, ...otherTargets] = bodiesOf(resources, 'target');
  const policies = bodiesOf(resources, 'policy');
  const actions = bodiesOf(resources, 'action');
  if (!target) {
    const [of] = [...policies, ...actions];
    return of && { because: 'its aws_appautoscaling_target is not here', of };
  }
  if (otherTargets.length) return { because: 'another target scales the same', of: otherTargets[0] };
  const tracking = policies.flatMap((body) => readTracking(body, dimension) ?? []);
  if (tracking.length > 1) return { because: 'two policies track the same', of: tracking[1].body };
  if (!tracking.length) {
    const because = `no aws_appautoscaling_policy tracks ${metricOf(scaledUnits[dimension])} for it`;
    return { because, of: target };
  }
  const [{ body: policy, block }] = tracking;
  const bounds = numbersOf(target, 'target');
  const tracked = numbersOf(block, 'policy');
  const { minCapacity, maxCapacity } = bounds;
  if (minCapacity === undefined || maxCapacity === undefined)
    return { because: 'its bounds are not known', of: target };
  const { targetValue, ...cooldowns } = tracked;
  if (targetValue === undefined) return { because: 'its target value is not known', of: policy };
  const scheduledActions = actions.length ? readActions(actions) : undefined;
  closeTarget(target);
  closePolicy(policy, block);
  return defined({ minCapacity, maxCapacity, targetValue, ...cooldowns, scheduledActions });
}

function bodiesOf(resources: readonly ScalingResource[], type: ScalingResource['type']): Body[] {
  return resources.filter((resource) => resource.type === type).map(({ body }) => body);
}

type Numbers = Partial<Record<keyof CapacityScaling, number>>;

function numbersOf(body: Body, at: 'target' | 'policy'): Numbers {
  const entries = Object.entries(scalingArguments).flatMap(([member, [place, name]]) =>
    place === at ? [[member, body.number(name)]] : [],
  );
  return defined(Object.fromEntries(entries)) as Numbers;
}

interface Tracking {
  readonly body: Body;
  readonly block: Body;
}

/** The target tracking of a policy by DynamoDB's own metric. Another policy is told of. */
function readTracking(body: Body, dimension: keyof AutoScaling): Tracking | undefined {
  const type = body.string('policy_type');
  const block = body.block('target_tracking_scaling_policy_configuration');
  const metric = block?.block('predefined_metric_specification')?.string('predefined_metric_type');
  if (type === 'TargetTrackingScaling' && block && metric === metricOf(scaledUnits[dimension])) return { body, block };
  const message = `is not target tracking of ${metricOf(scaledUnits[dimension])}; it is not read`;
  body.report('terraform-resource', 'policy_type', message);
  return undefined;
}

function readActions(bodies: readonly Body[]): CapacityScaling['scheduledActions'] {
  const actions = new Map<string, ScheduledAction>();
  let whole = true;
  for (const body of bodies) {
    const name = body.string('name');
    const bounds = body.block('scalable_target_action');
    const members = Object.entries(actionArguments).map(([member, [place, argument]]) => {
      if (place === 'bounds') return [member, bounds?.number(argument)];
      return [member, body.string(argument) || undefined];
    });
    bounds?.close();
    closeScaling(body);
    const unknown = [
      'name',
      'scalable_target_action',
      ...Object.values(actionArguments).map(([, argument]) => argument),
    ];
    if (name === undefined || unknown.some((argument) => body.isUnknown(argument))) {
      body.report(
        'terraform-expression',
        'name',
        'is not wholly known; no scheduled actions of this capacity are read',
      );
      whole = false;
    } else if (actions.has(name)) {
      body.report(
        'terraform-duplicate',
        'name',
        `${show(name)} is the name of an earlier action; this one is not read`,
      );
    } else actions.set(name, defined(Object.fromEntries(members)) as unknown as ScheduledAction);
  }
  return whole ? Object.fromEntries(actions) : undefined;
}

function closeTarget(body: Body): void {
  for (const block of body.blocks('suspended_state')) {
    const suspended = ['dynamic_scaling_in', 'dynamic_scaling_out', 'scheduled_scaling'].filter((what) =>
      block.boolean(`${what}_suspended`),
    );
    if (suspended.length) {
      const message = `scaling is suspended (${suspended.join(', ')}); a table schema has no place for this`;
      body.report('terraform-argument', 'suspended_state', message);
    }
    block.close();
  }
  closeScaling(body);
}

function closePolicy(body: Body, block: Body): void {
  if (block.boolean('disable_scale_in')) {
    block.report('terraform-argument', 'disable_scale_in', 'is true; a table schema has no place for this');
  }
  block.close();
  body.raw('name');
  closeScaling(body);
}

/** What was read otherwise, or says nothing of the scaling. */
function closeScaling(body: Body): void {
  for (const name of ['service_namespace', 'resource_id', 'scalable_dimension', 'lifecycle', 'provider', 'region'])
    body.raw(name);
  body.close();
}

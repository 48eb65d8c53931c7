import { type AutoScaling, own } from '../../../schema/index.js';
import { scaledUnits } from '../scalingArguments.js';
import { type Instance, instancesOf, type Module } from './blocks.js';
import type { Body } from './body.js';
import type { TableDraft } from './draft.js';
import { regionOf, replicasOf } from './holders.js';
import type { Links } from './links.js';

/** A scalable target of a table's or an index's capacity, a policy or a scheduled action. */
export interface ScalingResource {
  readonly type: 'target' | 'policy' | 'action';
  readonly body: Body;
  /** The global index; `undefined`: the table. */
  readonly index: string | undefined;
  /** `undefined`: none of a table, or only Terraform knows. */
  readonly dimension: keyof AutoScaling | undefined;
}

const types = {
  target: 'aws_appautoscaling_target',
  policy: 'aws_appautoscaling_policy',
  action: 'aws_appautoscaling_scheduled_action',
} as const;

/** The types of resources that are read as scaling. */
export const scalingTypes: readonly string[] = Object.values(types);

/** What scales the tables of a module, by table. Of what is DynamoDB's and of none of these tables, `report` tells. */
export function scalingResources(
  module: Module,
  links: Links,
  report: (body: Body) => void,
): ReadonlyMap<TableDraft, readonly ScalingResource[]> {
  const found = new Map<TableDraft, ScalingResource[]>();
  const { within } = links;
  const targets = instancesOf(module, 'resource', types.target, { within, only: isOfDynamo });
  const targetNames = new Set(targets.map(({ name }) => `${types.target}.${name}`));
  const withTargets = links.withTargets(targets);
  const isBesideTarget = (properties: object) => {
    const text = JSON.stringify(properties);
    return isOfDynamo(properties) || [...targetNames].some((name) => text.includes(name));
  };
  const beside = (['policy', 'action'] as const).flatMap((type) =>
    instancesOf(module, 'resource', types[type], { within: withTargets.within, only: isBesideTarget }).map(
      (instance) => [type, instance] as const,
    ),
  );
  const all: readonly (readonly [ScalingResource['type'], Instance])[] = [
    ...targets.map((instance) => ['target', instance] as const),
    ...beside,
  ];
  for (const [type, { body }] of all) {
    const scaled = withTargets.scaledBy(body);
    if (!scaled) {
      report(body);
      continue;
    }
    const { draft, index } = scaled;
    const region = regionOf(body, module);
    if (region !== undefined && own(replicasOf(draft), region)) {
      report(body);
      continue;
    }
    const resource = { type, body, index, dimension: dimensionOf(body, index, withTargets) };
    found.set(draft, [...(found.get(draft) ?? []), resource]);
  }
  return found;
}

/** What may be about tables, as far as its words tell. */
export function isOfDynamo(resource: unknown): boolean {
  return /dynamodb/i.test(JSON.stringify(resource));
}

function dimensionOf(body: Body, index: string | undefined, { within }: Links): keyof AutoScaling | undefined {
  const value = body.evaluate('scalable_dimension', within);
  const given = value?.kind === 'scalar' ? value.value : undefined;
  const holder = index === undefined ? 'table' : 'index';
  const dimensions = Object.entries(scaledUnits) as [keyof AutoScaling, string][];
  return dimensions.find(([, units]) => given === `dynamodb:${holder}:${units}CapacityUnits`)?.[0];
}

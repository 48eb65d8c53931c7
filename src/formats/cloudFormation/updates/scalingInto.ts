import { type ScaledPlace, scaledPlaces } from '../../../cloudFormation/index.js';
import {
  type CapacityScaling,
  type GlobalSecondaryIndex,
  own,
  type Properties,
  type ProvisionedThroughput,
  properties,
  type TableIssue,
  type TableSchema,
} from '../../../schema/index.js';
import { type ScalingLink, scalingLinks } from '../scalableTargets.js';
import { resourcesOfPlace } from '../scalingResources.js';
import { templateReader } from '../templateReader.js';
import type { CloudFormationUpdatesOptions } from './options.js';
import { type Resource, resourcesOf, type TemplateObject } from './sections.js';
import { withChanges } from './withChanges.js';

/**
 * The resources of the template with those that scale a table as its schema says. What scales already keeps its logical id, because
 * CloudFormation would make another first, and then take away what both name. It keeps what the schema does not manage, too.
 */
export function scalingInto(
  template: TemplateObject,
  tableId: string,
  before: TableSchema,
  after: TableSchema,
  parameters: CloudFormationUpdatesOptions['parameters'] = {},
  issues: TableIssue[] = [],
): { [id: string]: Resource } {
  const resources: { [id: string]: Resource } = { ...resourcesOf(template) };
  const reader = templateReader(template, parameters, () => {});
  const links = scalingLinks(reader, resources, tableId, properties(resources[tableId].Properties).TableName);
  const wanted = scaledPlaces(after);
  const [known, seen] = [scaledPlaces(before), new Set<ScaledPlace>()];
  for (const link of links) {
    const throughput = throughputOf(after, link.index);
    // Left out, what scales is unmanaged.
    if (throughput && (throughput.autoScaling ?? 'UNMANAGED') === 'UNMANAGED') continue;
    const place = wanted.find((one) => isAt(link, one));
    if (place && !seen.has(place)) change(link, place);
    else for (const id of [link.target, ...link.policies]) delete resources[id];
    if (place) seen.add(place);
  }
  for (const place of wanted) {
    if (!seen.has(place)) add(Object.entries(resourcesOfPlace(after.tableName, tableId, place)));
  }
  return resources;

  function add(entries: readonly (readonly [string, object])[]): void {
    for (const [id, resource] of entries) {
      if (own(resources, id)) {
        const message = `is there already, and not as what scales the table ${tableId}; give it another logical id`;
        issues.push({ rule: 'cloudformation-logical-id', path: ['Resources', id], message });
      } else resources[id] = resource as Resource;
    }
  }

  function change({ target, policies: [policy, ...others] }: ScalingLink, place: ScaledPlace): void {
    const was = known.find((one) => isAt(place, one));
    const [, ours] = Object.entries(resourcesOfPlace(after.tableName, tableId, place));
    const wantsActions = scalingIn(after, place)?.scheduledActions !== undefined;
    // What something else scales, because a schema can't say it, becomes what the schema says.
    const { SuspendedState, ...written } = properties(resources[target].Properties);
    const bounds = wantsActions ? place.target : { ...place.target, ScheduledActions: was?.target.ScheduledActions };
    setProperties(target, withChanges(written, properties(was?.target), bounds));
    for (const id of others) delete resources[id];
    if (policy === undefined) {
      add([[ours[0], { ...ours[1], Properties: { ...ours[1].Properties, ScalingTargetId: { Ref: target } } }]]);
      return;
    }
    const { Properties: next } = ours[1];
    const name = 'TargetTrackingScalingPolicyConfiguration';
    const { StepScalingPolicyConfiguration, PredictiveScalingPolicyConfiguration, ...kept } = properties(
      resources[policy].Properties,
    );
    const tracking = was
      ? withChanges(properties(kept[name]), properties(was.tracking), { ...was.tracking, ...place.tracking })
      : properties(properties(next)[name]);
    setProperties(policy, { ...kept, PolicyType: 'TargetTrackingScaling', [name]: tracking });
  }

  function setProperties(id: string, Properties: Properties): void {
    resources[id] = { ...resources[id], Properties };
  }
}

function isAt(a: Pick<ScaledPlace, 'index' | 'of'>, b: Pick<ScaledPlace, 'index' | 'of'>): boolean {
  return a.index === b.index && a.of === b.of;
}

function throughputOf(schema: TableSchema, index: string | undefined): ProvisionedThroughput | undefined {
  const holder = index === undefined ? schema : own<GlobalSecondaryIndex>(schema.globalSecondaryIndexes, index);
  return holder?.provisionedThroughput;
}

function scalingIn(schema: TableSchema, { index, of }: ScaledPlace): CapacityScaling | undefined {
  const autoScaling = throughputOf(schema, index)?.autoScaling;
  return typeof autoScaling === 'object' ? autoScaling[of === 'Read' ? 'read' : 'write'] : undefined;
}

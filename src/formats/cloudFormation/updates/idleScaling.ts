import { isProperties, properties } from '../../../schema/index.js';
import { scalingLinks } from '../scalableTargets.js';
import { templateReader } from '../templateReader.js';
import type { CloudFormationUpdatesOptions } from './options.js';
import { type Resource, resourcesOf, type TemplateObject } from './sections.js';
import { indexesOf } from './tableIndexes.js';
import { billingModeOf } from './tableStates.js';

/** What of a table scales in a template, as it stands there. */
interface ScaledIn {
  readonly tableId: string;
  readonly index: string | undefined;
  /** The logical ids of what scales it. */
  readonly ids: readonly string[];
}

/** What scales the tables of a template, but for what scales nothing there, which is the template's own business. */
export function scalingIn(
  template: TemplateObject,
  { parameters = {} }: CloudFormationUpdatesOptions,
  tableIds: readonly string[],
): ScaledIn[] {
  const reader = templateReader(template, parameters, () => {});
  const resources = resourcesOf(template);
  return tableIds.flatMap((tableId) =>
    scalingLinks(reader, resources, tableId, properties(resources[tableId]?.Properties).TableName)
      .filter(({ index }) => resources[tableId] && isScalable(resources[tableId], index))
      .map(({ index, target, policies }) => ({ tableId, index, ids: [target, ...policies] })),
  );
}

function isScalable(table: Resource, index: string | undefined): boolean {
  const isThere = indexesOf(table).some(({ kind, name }) => kind === 'GlobalSecondaryIndexes' && name === index);
  return billingModeOf(table) !== 'PAY_PER_REQUEST' && (index === undefined || isThere);
}

/**
 * The resources without those that scale a table or an index which is not there, or is on demand, as the tables stand among them. One that
 * is mentioned elsewhere stays: it scales nothing, and a template without it would not be one.
 */
export function withoutIdleScaling(
  resources: { readonly [id: string]: unknown },
  scaled: readonly ScaledIn[],
): { readonly [id: string]: unknown } {
  const idle = new Set(
    scaled.flatMap(({ tableId, index, ids }) => {
      const table = resources[tableId];
      return isProperties(table) && isScalable(table, index) ? [] : ids;
    }),
  );
  if (!idle.size) return resources;
  const isIdle = (id: string) => idle.has(id);
  const others = Object.entries(resources).filter(([id]) => !isIdle(id));
  const mentioned = scaled
    .filter(({ ids }) => ids.some(isIdle) && ids.some((id) => mentions(others, id)))
    .flatMap(({ ids }) => ids);
  return Object.fromEntries(Object.entries(resources).filter(([id]) => !isIdle(id) || mentioned.includes(id)));
}

/** Whether a value may refer to a resource, by Ref, Fn::GetAtt, Fn::Sub or DependsOn. */
function mentions(value: unknown, id: string): boolean {
  if (typeof value === 'string') return value === id || value.startsWith(`${id}.`) || value.includes(`\${${id}`);
  if (Array.isArray(value)) return value.some((entry) => mentions(entry, id));
  return isProperties(value) && Object.values(value).some((entry) => mentions(entry, id));
}

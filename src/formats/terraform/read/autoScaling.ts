import { type AutoScaling, type CapacityScaling, defined, isProperties } from '../../../schema/index.js';
import { scaledUnits } from '../scalingArguments.js';
import type { Body } from './body.js';
import type { Settings, TableDraft } from './draft.js';
import { leavesAlone, reportIgnored, type WhatIsSaid } from './lifecycle.js';
import { readScaling } from './readScaling.js';
import type { ScalingResource } from './scaledResources.js';

const dimensions = Object.keys(scaledUnits) as (keyof AutoScaling)[];

/** Puts into a table and its global indexes how they are scaled, and tells what else Terraform leaves alone. */
export function setAutoScaling(draft: TableDraft, resources: readonly ScalingResource[]): void {
  const { body, settings, lifecycle, globalSecondaryIndexes: indexes, billingMode } = draft;
  for (const { body: other, index } of resources) {
    if (index !== undefined && !indexes.has(index))
      report(other, `${JSON.stringify(index)} is not a global index of the table`);
  }
  const of = (index: string | undefined) => resources.filter((resource) => resource.index === index);
  const leftAlone = dimensions.filter((dimension) => leavesAlone(lifecycle, `${dimension}_capacity`));
  setHolder(settings, of(undefined), leftAlone);
  const isAnyScaled = [...indexes.keys()].some((name) => of(name).length);
  const ignoresIndexes = leavesAlone(lifecycle, 'global_secondary_index');
  for (const [name, index] of indexes) {
    setHolder(index, of(name), []);
    if (ignoresIndexes && !isAnyScaled) setUnmanaged(index);
  }
  const unmoved = [...indexes].flatMap(([name, index]) =>
    dimensions.filter((dimension) => !isMoved(index, dimension)).map((dimension) => `${dimension}s of ${name}`),
  );
  const ofIndexes = unmoved.length
    ? `Terraform leaves all indexes alone or none; the schema says that nothing moves ${unmoved.join(', ')}`
    : undefined;
  const said: WhatIsSaid = new Map([
    ...leftAlone.map((dimension) => [`${dimension}_capacity`, whatIsSaid(settings, leftAlone)] as const),
    ['global_secondary_index', ofIndexes],
  ]);
  reportIgnored(body, lifecycle, billingMode === 'PROVISIONED' ? said : new Map());
}

/** What is said of capacity that Terraform leaves alone, if the schema says another thing. */
function whatIsSaid(settings: Settings, leftAlone: readonly (keyof AutoScaling)[]): string | undefined {
  const isKnown =
    leftAlone.length === dimensions.length || leftAlone.every((dimension) => scalingOf(settings)?.[dimension]);
  return isKnown
    ? undefined
    : 'Terraform leaves changes to it alone; the schema says that something else moves reads and writes';
}

function scalingOf({ provisionedThroughput: units }: Settings): AutoScaling | undefined {
  const scaling = isProperties(units) ? units.autoScaling : undefined;
  return isProperties(scaling) ? (scaling as AutoScaling) : undefined;
}

/** Whether the schema says that something moves it, or it has no capacity. */
function isMoved(holder: Settings, dimension: keyof AutoScaling): boolean {
  const { provisionedThroughput: units } = holder;
  return !isProperties(units) || units.autoScaling === 'UNMANAGED' || scalingOf(holder)?.[dimension] !== undefined;
}

function setUnmanaged(holder: Settings): void {
  const { provisionedThroughput: units } = holder;
  if (isProperties(units)) holder.provisionedThroughput = { ...units, autoScaling: 'UNMANAGED' };
}

/** How a table or an index is scaled: as its resources say, or, where one of them says more than a schema can, by something else. */
function setHolder(
  holder: Settings,
  resources: readonly ScalingResource[],
  leftAlone: readonly (keyof AutoScaling)[],
): void {
  const { provisionedThroughput: units } = holder;
  if (!isProperties(units)) {
    for (const { body } of resources)
      report(body, 'its table or index is on demand, or the capacity of it is not known');
    return;
  }
  const read = dimensions.map((dimension) => {
    const own = resources.filter((resource) => resource.dimension === dimension);
    return { dimension, own, scaling: readScaling(own, dimension) };
  });
  const scaling: { -readonly [P in keyof AutoScaling]: CapacityScaling } = {};
  const notRead: (readonly [body: Body, because: string])[] = [];
  for (const { body, dimension } of resources) {
    if (dimension === undefined) notRead.push([body, 'its scalable_dimension is not one of what it scales']);
  }
  for (const { dimension, scaling: found } of read) {
    if (found && 'because' in found) notRead.push([found.of, found.because]);
    else if (found) scaling[dimension] = found;
  }
  const unknown = leftAlone.find((dimension) => !read.some(({ dimension: of, own }) => of === dimension && own.length));
  const isWhole = !notRead.length && !unknown;
  if (isWhole && Object.keys(scaling).length) {
    holder.provisionedThroughput = { ...units, autoScaling: defined(scaling) };
    return;
  }
  if (!resources.length && !leftAlone.length) return;
  setUnmanaged(holder);
  for (const [body, because] of notRead) report(body, because, moved);
  const other = unknown
    ? `Terraform leaves ${unknown}_capacity alone, too, and what moves it is not here`
    : 'what else scales the same is not read';
  for (const {
    dimension,
    own: [first],
  } of read) {
    if (scaling[dimension] && first) report(first.body, other, moved);
  }
}

const moved = '; capacity was read as moved by something else';

function report(body: Body, because: string, so = ''): void {
  body.reportAll('terraform-resource', `is not read, because ${because}${so}`);
}

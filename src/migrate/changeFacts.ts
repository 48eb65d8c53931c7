import type { LiveCapacityScaling } from '../aws/index.js';
import type { GlobalSecondaryIndex, Setting, TableSchema, WarmThroughput } from '../schema/index.js';
import type { Change, ChangeOf } from './change.js';
import { withoutScaling } from './diffCapacity.js';
import { type Holder, ofPolicy, scaledDimensions, scalingOf } from './diffScaling.js';
import { indexFacts, keyFacts, localIndexFacts, ofStream, ofTable, replicaFacts, tableFacts } from './facts.js';
import { globalIndexes } from './globalIndexes.js';
import { policyDifferences } from './policyFacts.js';
import { dimensionOf } from './scalingSteps.js';
import { actionFacts, scalingFacts, wholeScalingFacts } from './scalingWords.js';
import { type Fact, text } from './words.js';

/** What a change changes, in words: before and after. */
export interface Sides {
  readonly before: readonly Fact[];
  readonly after: readonly Fact[];
}

/** The facts that a change is about. Types of keys are those of the table that is, and of the one to be. */
export function changeFacts(change: Change, live: TableSchema, desired: TableSchema): Sides {
  switch (change.kind) {
    case 'create-table':
      return sides(change, (schema) => tableFacts(schema).own);
    case 'change-key':
      return { before: keyFacts(live, live), after: keyFacts(desired, desired) };
    case 'change-key-type':
      return sides(change, (type) => [{ label: `type of ${text(change.path[1])}`, value: type }]);
    case 'add-local-index':
    case 'remove-local-index':
    case 'change-local-index':
      return of(change, live, desired, localIndexFacts);
    case 'add-index':
    case 'remove-index':
      return of(change, live, desired, indexFacts);
    case 'replace-index':
      return of({ ...change, before: withoutNoCooldowns(change) }, live, desired, indexFacts);
    case 'change-billing-mode': {
      const { before, after } = sides(change, ofTable.billingMode);
      return { before: [...before, ...(change.after === 'PAY_PER_REQUEST' ? allCapacity(live) : [])], after };
    }
    case 'change-provisioned-throughput':
      return sides(change, ofTable.provisionedThroughput);
    case 'change-on-demand-throughput':
      return sides(change, ofTable.onDemandThroughput);
    case 'raise-warm-throughput':
      // What is warm enough stays.
      return sides(
        { before: change.before, after: change.after && warmest(change.before, change.after) },
        ofTable.warmThroughput,
      );
    case 'enable-stream':
    case 'disable-stream':
    case 'replace-stream':
      return sides(change, ofTable.streamViewType);
    case 'change-encryption':
      return sides(change, ofTable.encryption);
    case 'change-table-class':
      return sides(change, ofTable.tableClass);
    case 'change-deletion-protection':
      return sides(change, ofTable.deletionProtection);
    case 'enable-time-to-live':
    case 'disable-time-to-live':
    case 'move-time-to-live':
      return sides(change, ofTable.timeToLive);
    case 'extend-recovery':
    case 'reduce-recovery':
      return sides(change, ofTable.pointInTimeRecovery);
    case 'change-tags':
      return sides(change, (tags) => ofTable.tags(inOrder(tags)));
    case 'change-resource-policy':
      return policySides(change);
    case 'enable-kinesis-destination':
    case 'disable-kinesis-destination':
    case 'replace-kinesis-destination':
    case 'change-kinesis-precision':
      return sides(change, ofTable.kinesisStreamingDestination);
    case 'change-stream-tags':
      return sides(change, (tags) => ofTable.streamTags(inOrder(tags)));
    case 'change-stream-resource-policy': {
      const { before, after } = policySides(change);
      return { before: ofStream(before), after: ofStream(after) };
    }
    case 'change-contributor-insights':
      return sides(change, ofTable.contributorInsights);
    case 'change-auto-scaling':
      // What goes, goes with all it has; else each scheduled action is a change of its own.
      return sides(
        { before: change.before && managed(change.before, change.after), after: change.after },
        change.after
          ? (scaling) => scalingFacts(dimensionOf(change.path), scaling)
          : (scaling) => wholeScalingFacts(dimensionOf(change.path), scaling),
      );
    case 'change-scheduled-action':
      return sides(change, (action) => actionFacts(dimensionOf(change.path), change.path.at(-1) ?? '', action));
    case 'add-replica':
    case 'remove-replica':
    case 'change-replica':
      return of(change, live, desired, replicaFacts);
    default:
      return change satisfies never;
  }
}

function policySides(change: Values<Setting<'resourcePolicy'>>): Sides {
  const { before, after } = change;
  return before && after ? policyDifferences(before, after) : sides(change, ofTable.resourcePolicy);
}

/** The throughput of the table and its indexes, which goes with the billing mode. What scales it stays registered. */
function allCapacity(live: TableSchema): Fact[] {
  const of = ({ provisionedThroughput }: Pick<GlobalSecondaryIndex, 'provisionedThroughput'>) =>
    provisionedThroughput ? ofTable.provisionedThroughput(withoutScaling(provisionedThroughput)) : [];
  return [
    ...of(live),
    ...Object.entries(inOrder(globalIndexes(live))).flatMap(([name, index]) =>
      of(index).map((fact) => ({ ...fact, label: `${fact.label} of ${text(name)}` })),
    ),
  ];
}

function warmest(live: WarmThroughput = {}, desired: WarmThroughput): WarmThroughput {
  const most = (name: keyof WarmThroughput) => {
    const numbers = [live[name], desired[name]].filter((units) => units !== undefined);
    return numbers.length ? Math.max(...numbers) : undefined;
  };
  return { readUnitsPerSecond: most('readUnitsPerSecond'), writeUnitsPerSecond: most('writeUnitsPerSecond') };
}

/** Without the cooldowns that the schema leaves alone; of what goes, without those that are none. */
function managed(live: LiveCapacityScaling, desired: LiveCapacityScaling | undefined): LiveCapacityScaling {
  const unmanaged = ofPolicy.filter((member) =>
    desired ? member !== 'targetValue' && desired[member] === undefined : live[member] === 0,
  );
  return { ...live, ...Object.fromEntries(unmanaged.map((member) => [member, undefined])) };
}

/** An index that is built again, without what its new scaling has too: no time between changes, where the schema leaves that alone. */
function withoutNoCooldowns({ before, after }: ChangeOf<'replace-index'>): ChangeOf<'replace-index'>['before'] {
  const [live, desired] = [before, after].map((index) => (index && 'partitionKey' in index ? (index as Holder) : {}));
  const [is, wanted] = [scalingOf(live), scalingOf(desired)];
  if (!before || !is || !wanted) return before;
  const scaling = scaledDimensions.flatMap((dimension): [string, LiveCapacityScaling][] => {
    const one: LiveCapacityScaling | undefined = is[dimension];
    const none = ofPolicy.filter((member) => one?.[member] === 0 && wanted[dimension]?.[member] === undefined);
    return one ? [[dimension, { ...one, ...Object.fromEntries(none.map((member) => [member, undefined])) }]] : [];
  });
  const autoScaling = Object.fromEntries(scaling);
  return { ...before, provisionedThroughput: { ...live.provisionedThroughput, autoScaling } } as typeof before;
}

/** In the order of names: what lists tags and indexes keeps none. */
function inOrder<T>(record: { readonly [name: string]: T }): { readonly [name: string]: T } {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface Values<V> {
  readonly before: V | undefined;
  readonly after: V | undefined;
}

function sides<V>({ before, after }: Values<V>, facts: (value: V) => Fact[] | readonly Fact[]): Sides {
  return {
    before: before === undefined ? [] : facts(before),
    after: after === undefined ? [] : facts(after),
  };
}

function of<V>(
  { before, after }: Values<V>,
  live: TableSchema,
  desired: TableSchema,
  facts: (value: V, schema: TableSchema) => Fact[],
): Sides {
  return {
    before: before === undefined ? [] : facts(before, live),
    after: after === undefined ? [] : facts(after, desired),
  };
}

import { defined, type Properties, properties } from '../../../schema/index.js';
import { objects, type Resource, same, text } from './sections.js';
import { attributesOf, definitionsOf, indexesOf, indexKinds, isSameIndex, type TemplateIndex } from './tableIndexes.js';

type Side = 'before' | 'after';

/** How far a table has come. */
export interface TableState {
  readonly standing: readonly TemplateIndex[];
  /** Whose properties it has, but for indexes and capacity. */
  readonly settings: Side;
  /** Whose billing mode and capacity it has. */
  readonly capacity: Side;
  /** The Regions of its replicas, as text. Left out: those that it has with those settings. */
  readonly regions?: readonly string[] | undefined;
  /** The Regions whose replicas are without their policies yet. */
  readonly bare?: readonly string[] | undefined;
}

export interface TwoStates {
  readonly before: Resource;
  readonly after: Resource;
}

/** The properties by which a table is paid, and again those of an index. */
const capacityProperties = ['BillingMode', 'ProvisionedThroughput', 'OnDemandThroughput'];
const indexCapacity = ['ProvisionedThroughput', 'OnDemandThroughput'];

export function billingModeOf(resource: Resource): unknown {
  return properties(resource.Properties).BillingMode ?? 'PROVISIONED';
}

/**
 * The resource in that state: with the indexes that stand, and the attributes that they and the table need. Where that is one of the two
 * sides, it is as it is written there.
 */
export function resourceIn(sides: TwoStates, state: TableState): Resource {
  const base = sides[state.settings];
  if (isWhole(base, state)) return base;
  const table = properties(base.Properties);
  const [from, to] = [properties(sides.before.Properties), properties(sides.after.Properties)];
  const paid = properties(sides[state.capacity].Properties);
  const indexes = Object.fromEntries(indexKinds.map((kind) => [kind, listOf(sides, state, kind)]));
  const others = Object.entries(table).filter(([name]) => !capacityProperties.includes(name) && !(name in indexes));
  const next = defined({
    ...Object.fromEntries(others),
    ...Object.fromEntries(capacityProperties.map((name) => [name, paid[name]])),
    ...indexes,
  });
  const replicas = replicasIn(state, from, to, table.Replicas);
  const whole = defined({ ...next, Replicas: replicas, AttributeDefinitions: definitionsIn(next, state, from, to) });
  // In the order of the template that the rest comes from.
  const ordered = [...new Set([...Object.keys(table), ...Object.keys(whole)])].filter((name) => name in whole);
  return { ...base, Properties: Object.fromEntries(ordered.map((name) => [name, (whole as Properties)[name]])) };
}

function isWhole(base: Resource, { standing, settings, capacity, regions, bare }: TableState): boolean {
  const indexes = indexesOf(base);
  return (
    settings === capacity &&
    !bare?.length &&
    (!regions || same([...regions].sort(), [...(regionsOf(base) ?? [])].sort())) &&
    indexes.length === standing.length &&
    standing.every((index) => indexes.some((other) => isSameIndex(other, index)))
  );
}

/** The definitions of the indexes of a kind that stand, each with the capacity that goes with the billing mode of now. */
function listOf(sides: TwoStates, state: TableState, kind: TemplateIndex['kind']): unknown {
  const of = { before: indexesOf(sides.before), after: indexesOf(sides.after) };
  const standing = state.standing.filter((index) => index.kind === kind);
  // An empty list stays one where the template has it so.
  if (!standing.length) {
    const list = properties(sides[state.settings].Properties)[kind];
    return objects(list)?.length ? undefined : list;
  }
  const billingMode = billingModeOf(sides[state.capacity]);
  return standing.map((index) => {
    const find = (side: Side) => of[side].find((other) => isSameIndex(other, index))?.definition ?? index.definition;
    const rest = Object.entries(find(state.settings)).filter(([name]) => !indexCapacity.includes(name));
    const paid = find(state.capacity);
    // A mode that is known at deployment only leaves both.
    const left =
      billingMode === 'PROVISIONED' ? 'OnDemandThroughput' : typeof billingMode === 'string' && 'ProvisionedThroughput';
    const capacity = indexCapacity.filter((name) => name !== left && paid[name] !== undefined);
    return Object.fromEntries([...rest, ...capacity.map((name) => [name, paid[name]] as const)]);
  });
}

/** What is defined must be used: the attributes of the table's own keys, and of the indexes that stand. */
function definitionsIn(table: Properties, { standing }: TableState, from: Properties, to: Properties): unknown {
  const used = new Set(
    [table, ...(objects(table.LocalSecondaryIndexes) ?? []), ...standing.map(({ definition }) => definition)].flatMap(
      attributesOf,
    ),
  );
  const typed = new Map(standing.flatMap(({ types }) => [...types]));
  const known = [...(objects(from.AttributeDefinitions) ?? []), ...(objects(to.AttributeDefinitions) ?? [])];
  const names = new Set([...definitionsOf(from).keys(), ...definitionsOf(to).keys()]);
  return [...names]
    .filter((name) => used.has(name))
    .map((name) => {
      const ofName = known.filter((definition) => definitionsOf({ AttributeDefinitions: [definition] }).has(name));
      return (
        ofName.find(
          (definition) => [...definitionsOf({ AttributeDefinitions: [definition] }).values()][0] === typed.get(name),
        ) ?? ofName[0]
      );
    });
}

/** The Regions of a table's replicas, as text; `undefined`: they are not in writing. */
export function regionsOf(resource: Resource): string[] | undefined {
  return objects(properties(resource.Properties).Replicas)?.map(({ Region }) => text(Region));
}

/** What replicas say of indexes goes with the indexes. */
function replicasIn(
  { standing, regions, bare = [] }: TableState,
  from: Properties,
  to: Properties,
  replicas: unknown,
): unknown {
  const list = objects(replicas);
  if (!list) return replicas;
  const both = [from, to].flatMap(({ Replicas }) => objects(Replicas) ?? []);
  const isThere = ({ Region }: Properties) => !regions || regions.includes(text(Region));
  const others = both.filter((one) => !list.some(({ Region }) => same(Region, one.Region)));
  const present = regions ? [...list, ...others].filter(isThere) : list;
  return present.map((replica) => {
    const all = both.filter(({ Region }) => same(Region, replica.Region));
    const entries = standing.flatMap(({ definition: { IndexName } }) => {
      const said = [replica, ...all].map(({ GlobalSecondaryIndexes }) =>
        objects(GlobalSecondaryIndexes)?.find((entry) => same(entry.IndexName, IndexName)),
      );
      return said.find(Boolean) ?? [];
    });
    const { GlobalSecondaryIndexes: _, ...rest } = replica;
    const whole = entries.length ? { ...rest, GlobalSecondaryIndexes: entries } : rest;
    return bare.includes(text(replica.Region)) ? withoutPolicies(whole) : whole;
  });
}

/** A new replica comes without its policies: CloudFormation sets none in another Region in the update that makes it. */
function withoutPolicies({ ResourcePolicy, ...replica }: Properties): Properties {
  const { ReplicaStreamSpecification: ofStream, ...others } = replica;
  const { ResourcePolicy: _, ...stream } = properties(ofStream);
  return Object.keys(stream).length ? { ...others, ReplicaStreamSpecification: stream } : others;
}

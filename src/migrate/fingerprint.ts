import {
  canonicalJson,
  hash,
  type IndexSettingName,
  isProperties,
  own,
  type Projection,
  type ProvisionedThroughput,
  type SettingName,
  type TableSchema,
} from '../schema/index.js';
import type { Change } from './change.js';
import { type Holder, managesScaling } from './diffScaling.js';
import { globalIndexes } from './globalIndexes.js';
import type { PlanBase } from './plan.js';
import { replicaBasis } from './replicaBasis.js';
import { policyMeaning } from './samePolicy.js';
import { endBasis, scalingBasis, unitsAtRest } from './scalingBasis.js';

/** What a plan was made for, and the differences that it was made of. */
export interface Origin {
  readonly schema: TableSchema;
  readonly changes: readonly Change[];
}

type Table = Pick<PlanBase, 'schema' | 'tableId' | 'policyRevision' | 'streamPolicyRevision'>;

/** A short text that is another one when what the plan rests on has changed, or the table is another one of the same name. */
export function fingerprint(table: Table | undefined, origin: Origin): string {
  return table ? hash(canonicalJson([table.tableId ?? null, basis(table, origin)])) : 'no-table';
}

/** Whether a plan rests on a setting: wherever the schema manages it; only if the plan changes it; or never. */
type Weight = 'managed' | 'changed' | 'never';

const weights: { readonly [P in SettingName | IndexSettingName]: Weight } = {
  billingMode: 'managed',
  // Auto scaling moves it at any time.
  provisionedThroughput: 'changed',
  onDemandThroughput: 'managed',
  // It grows with use, and what was asked for stays as right.
  warmThroughput: 'never',
  timeToLive: 'managed',
  streamResourcePolicy: 'managed',
  streamTags: 'managed',
  kinesisStreamingDestination: 'managed',
  // What of them a plan rests on has a path of its own: replicaBasis.
  replicas: 'never',
  streamViewType: 'managed',
  encryption: 'managed',
  tableClass: 'managed',
  deletionProtection: 'managed',
  pointInTimeRecovery: 'managed',
  contributorInsights: 'managed',
  resourcePolicy: 'managed',
  tags: 'managed',
};

/** What of a live table a plan rests on, by path: what moves by itself, and what the plan's schema leaves alone, is not there. */
export function basis(
  { schema: table, ...facts }: Table,
  { schema, changes }: Origin,
): { readonly [path: string]: unknown } {
  const changed = changes.map(({ path }) => path.join('.'));
  const settings = (path: string, of: Holder, wanted: Holder): [string, unknown][] =>
    Object.entries(of)
      .filter(([name]) => {
        const weight = own(weights, name);
        return weight === 'managed'
          ? structure.includes(name) || own<unknown>({ ...wanted }, name) !== undefined
          : weight === 'changed' && changed.includes(`${path}${name}`);
      })
      .map(([name, value]): [string, unknown] => [`${path}${name}`, comparable(name, value, wanted)])
      .concat(scalingBasis(path, of, wanted));
  const { partitionKey, sortKey, attributes, localSecondaryIndexes = {}, vectorIndexes = {} } = table;
  const indexes = Object.entries(globalIndexes(table)).flatMap(
    ([name, { partitionKey, sortKey, projection, ...of }]) => {
      const path = `globalSecondaryIndexes.${name}`;
      const wanted = own(globalIndexes(schema), name);
      return [
        [path, ordered({ partitionKey, sortKey, projection })],
        ...(wanted ? settings(`${path}.`, of, wanted) : managesScaling(schema) ? endBasis(`${path}.`, of) : []),
      ];
    },
  );
  return Object.fromEntries([
    ['key', { partitionKey, sortKey }],
    ['attributes', attributes],
    ...Object.entries(localSecondaryIndexes).map(([name, index]) => [
      `localSecondaryIndexes.${name}`,
      ordered({ ...index }),
    ]),
    ...Object.entries(vectorIndexes).map(([name, index]) => [`vectorIndexes.${name}`, ordered({ ...index })]),
    ...indexes,
    ...settings('', table, schema),
    // What is set in the place of a policy is set in the place of that one.
    ...revision('resourcePolicy', facts.policyRevision, changed),
    ...revision('streamResourcePolicy', facts.streamPolicyRevision, changed),
    ...replicaBasis(table, { schema, changes }, settings),
  ]);
}

function revision(setting: string, revision: string | undefined, changed: readonly string[]): [string, string][] {
  return revision !== undefined && changed.includes(setting) ? [[`the revision of ${setting}`, revision]] : [];
}

/** The index with its sets of names in order: DescribeTable keeps none. */
function ordered({ projection, inlineFilters, ...index }: Sets & { readonly [member: string]: unknown }): object {
  const include = typeof projection === 'object' ? [...projection.include].sort() : projection;
  return { ...index, projection: include, inlineFilters: inlineFilters && [...inlineFilters].sort() };
}

interface Sets {
  readonly projection?: Projection;
  readonly inlineFilters?: readonly string[];
}

/** A schema that leaves these out says what it wants. */
const structure = ['billingMode', 'timeToLive'];

const policies = ['resourcePolicy', 'streamResourcePolicy'];

function comparable(name: string, value: unknown, wanted: Holder): unknown {
  // A capacity that scales is somewhere within its bounds.
  if (name === 'provisionedThroughput') return unitsAtRest(value as ProvisionedThroughput, wanted);
  return policies.includes(name) && (typeof value === 'string' || isProperties(value)) ? policyMeaning(value) : value;
}

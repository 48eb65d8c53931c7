import {
  formatPath,
  insightsMode,
  own,
  policyDocument,
  type Replica,
  recoveryDays,
  type Setting,
  type SettingName,
  sameJson,
  show,
  type TableIssue,
  type TableSchema,
} from '../schema/index.js';
import type { ResolvedConfig } from './ResolvedConfig.js';

type Meets<Value> = (value: Value, required: Value) => boolean;

/** As many days as required, or more; none where it must be off. */
const recovery: Meets<Setting<'pointInTimeRecovery'>> = (value, required) => {
  const [days = 0, least = 0] = [recoveryDays(value), recoveryDays(required)];
  return least ? days >= least : !days;
};

const insights: Meets<Setting<'contributorInsights'>> = (value, required) =>
  insightsMode(value) === insightsMode(required);

const policy: Meets<Setting<'resourcePolicy'>> = (value, required) => sameJson(documentOf(value), documentOf(required));

/** Those that are required; a table may have others beside them. */
const tags: Meets<Setting<'tags'>> = (value, required) =>
  Object.entries(required).every(([key, tag]) => Object.hasOwn(value, key) && value[key] === tag);

/** Left out, the precision is the default. */
const kinesis: Meets<Setting<'kinesisStreamingDestination'>> = (value, required) => {
  const stated = (destination: typeof value) =>
    destination && { approximateCreationDateTimePrecision: 'MILLISECOND', ...destination };
  return sameJson(stated(value), stated(required));
};

/** Whether a setting of a replica is as required. */
const ofReplica: { readonly [P in keyof Required<Replica>]: Meets<NonNullable<Replica[P]>> } = {
  tableClass: sameJson,
  deletionProtection: sameJson,
  pointInTimeRecovery: recovery,
  contributorInsights: insights,
  tags,
  encryption: sameJson,
  kinesisStreamingDestination: kinesis,
  resourcePolicy: policy,
  provisionedThroughput: sameJson,
  onDemandThroughput: sameJson,
  globalSecondaryIndexes: sameJson,
};

/** The Regions that are required, each with what is required there; a table may have others beside them, where any is required. */
const replicas: Meets<Setting<'replicas'>> = (value, required) =>
  Object.keys(required).length
    ? Object.entries(required).every(([region, settings]) => {
        const replica = own(value, region);
        return replica && Object.entries(settings).every(([name, setting]) => replicaMeets(replica, name, setting));
      })
    : !Object.keys(value).length;

function replicaMeets(replica: Replica, name: string, required: unknown): boolean {
  const value = replica[name as keyof Replica];
  if (required === undefined) return true;
  return value !== undefined && Boolean(own(ofReplica, name)?.(value as never, required as never));
}

/** Whether a table's setting is as required; a setting that a schema leaves out is whatever the live table has. */
const meets: { readonly [P in SettingName]: Meets<Setting<P>> } = {
  billingMode: sameJson,
  provisionedThroughput: sameJson,
  onDemandThroughput: sameJson,
  warmThroughput: sameJson,
  timeToLive: sameJson,
  streamViewType: sameJson,
  streamResourcePolicy: policy,
  streamTags: tags,
  kinesisStreamingDestination: kinesis,
  replicas,
  encryption: sameJson,
  tableClass: sameJson,
  deletionProtection: sameJson,
  pointInTimeRecovery: recovery,
  contributorInsights: insights,
  resourcePolicy: policy,
  tags,
};

/** The names of what can be required. */
export const requirable = /* @__PURE__ */ Object.keys(meets) as readonly SettingName[];

/** What a new table has where its schema does not say it; other settings are unmanaged then. */
const otherwise: Partial<TableSchema> = { billingMode: 'PAY_PER_REQUEST' };

/**
 * What a table of a stage does not have and must, as the issues of its schema. A setting that the schema leaves out is unmanaged, and so
 * not as required, whatever the live table has.
 *
 * @example
 * ```ts
 * const prod = resolveConfig(config, { stage: 'prod' });
 * const missing = prod.tables.flatMap((schema) => unmetRequirements(schema, prod));
 * ```
 */
export function unmetRequirements(
  schema: TableSchema,
  { require, stage, declaredNames }: Pick<ResolvedConfig, 'require' | 'stage' | 'declaredNames'>,
): TableIssue[] {
  const place = ['overrides', own(declaredNames, schema.tableName) ?? schema.tableName];
  const there = formatPath(stage === undefined ? place : ['stages', stage, ...place]);
  return requirable.flatMap((name): TableIssue[] => {
    const required = require[name];
    if (required === undefined) return [];
    const value = schema[name] ?? otherwise[name];
    if (value !== undefined && isMet(name, value, required)) return [];
    const is = value === undefined ? 'missing: it' : show(value);
    const on = stage === undefined ? '' : ` on ${stage}`;
    const message = `${is} must be ${show(required)}${rest(name, required)}${on}; declare it, or set it in ${there}`;
    return [{ rule: 'required-setting', path: [name], message }];
  });
}

function isMet<P extends SettingName>(name: P, value: unknown, required: unknown): boolean {
  try {
    return meets[name](value as Setting<P>, required as Setting<P>);
  } catch {
    // A value of another type, which is not valid anyway.
    return false;
  }
}

function rest(name: SettingName, required: unknown): string {
  const others =
    name === 'tags' || name === 'streamTags' || (name === 'replicas' && Object.keys(required as object).length);
  if (others) return ' among others';
  const days = name === 'pointInTimeRecovery' && recoveryDays(required as Setting<typeof name>);
  return days ? ` (${days} days or more)` : '';
}

function documentOf(policy: Setting<'resourcePolicy'>): object | false {
  return policy === false ? false : policyDocument(policy);
}

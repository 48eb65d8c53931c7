import {
  formatPath,
  insightsMode,
  own,
  policyDocument,
  recoveryDays,
  type Setting,
  type SettingName,
  sameJson,
  show,
  type TableIssue,
  type TableSchema,
} from '../schema/index.js';
import type { ResolvedConfig } from './ResolvedConfig.js';

/** Whether a table's setting is as required; a setting that a schema leaves out is whatever the live table has. */
const meets: { readonly [P in SettingName]: (value: Setting<P>, required: Setting<P>) => boolean } = {
  streamResourcePolicy: sameJson,
  streamTags: sameJson,
  kinesisStreamingDestination: sameJson,
  replicas: sameJson,
  billingMode: sameJson,
  provisionedThroughput: sameJson,
  onDemandThroughput: sameJson,
  warmThroughput: sameJson,
  timeToLive: sameJson,
  streamViewType: sameJson,
  encryption: sameJson,
  tableClass: sameJson,
  deletionProtection: sameJson,
  // As many days as required, or more; none where it must be off.
  pointInTimeRecovery: (value, required) => {
    const [days = 0, least = 0] = [recoveryDays(value), recoveryDays(required)];
    return least ? days >= least : !days;
  },
  contributorInsights: (value, required) => insightsMode(value) === insightsMode(required),
  resourcePolicy: (value, required) => sameJson(documentOf(value), documentOf(required)),
  // Those that are required; a table may have others beside them.
  tags: (value, required) =>
    Object.entries(required).every(([key, tag]) => Object.hasOwn(value, key) && value[key] === tag),
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
  if (name === 'tags') return ' among others';
  const days = name === 'pointInTimeRecovery' && recoveryDays(required as Setting<typeof name>);
  return days ? ` (${days} days or more)` : '';
}

function documentOf(policy: Setting<'resourcePolicy'>): object | false {
  return policy === false ? false : policyDocument(policy);
}

import type { IndexSetting, IndexSettingName, Setting, SettingName } from './settings.js';
import type { TableSchema } from './TableSchema.js';
import { type Properties, properties } from './value.js';

/** What DynamoDB gives a table for which nothing is said; `undefined`: nothing, or nothing that a schema can leave out. */
const settings: { readonly [P in SettingName]: Setting<P> | undefined } = {
  streamResourcePolicy: false,
  streamTags: {},
  kinesisStreamingDestination: false,
  replicas: {},
  billingMode: undefined,
  provisionedThroughput: undefined,
  onDemandThroughput: {},
  warmThroughput: undefined,
  timeToLive: undefined,
  streamViewType: false,
  encryption: 'AWS_OWNED',
  tableClass: 'STANDARD',
  deletionProtection: false,
  pointInTimeRecovery: false,
  contributorInsights: false,
  resourcePolicy: undefined,
  tags: {},
};

const indexSettings: { readonly [P in IndexSettingName]: IndexSetting<P> | undefined } = {
  provisionedThroughput: undefined,
  onDemandThroughput: {},
  warmThroughput: undefined,
  contributorInsights: false,
};

/**
 * The schema without the settings that are as DynamoDB has them for a table that says nothing about them: shorter to read, and those
 * settings are unmanaged then. For schemas that were read from a live table, where each setting has a value. Returns a new object.
 *
 * @example
 * ```ts
 * const live = await inspectTable(client, 'orders', { allSettings: true });
 * if (live) console.log(toTypeScript(withoutDefaults(live.schema)));
 * ```
 */
export function withoutDefaults(schema: TableSchema): TableSchema {
  const table = without(schema, settings);
  for (const kind of ['localSecondaryIndexes', 'globalSecondaryIndexes', 'vectorIndexes'] as const) {
    const indexes = Object.entries(properties(table[kind]));
    if (!indexes.length) delete table[kind];
    else {
      const defaults = { ...(kind === 'globalSecondaryIndexes' && indexSettings), projection: 'ALL' };
      table[kind] = Object.fromEntries(indexes.map(([name, index]) => [name, without(properties(index), defaults)]));
    }
  }
  return table as unknown as TableSchema;
}

function without(value: object, defaults: Properties): Record<string, unknown> {
  const isDefault = (name: string, entry: unknown) =>
    entry === undefined || (Object.hasOwn(defaults, name) && JSON.stringify(entry) === JSON.stringify(defaults[name]));
  return Object.fromEntries(Object.entries(value).filter(([name, entry]) => !isDefault(name, entry)));
}

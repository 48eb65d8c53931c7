import type { IndexSetting, IndexSettingName, Setting, SettingName } from './settings.js';
import type { TableSchema } from './TableSchema.js';
import { type Properties, properties } from './value.js';

/** Whether DynamoDB gives it to a table for which nothing is said. */
type IsDefault<Value> = (value: Value) => boolean;

const is =
  (standard: unknown): IsDefault<unknown> =>
  (value) =>
    value === standard;
const never: IsDefault<unknown> = () => false;
const isEmpty: IsDefault<object> = (value) => Object.keys(value).length === 0;

const settings: { readonly [P in SettingName]: IsDefault<Setting<P>> } = {
  // Structure rather than a setting: left out, it would say something else.
  billingMode: never,
  provisionedThroughput: never,
  onDemandThroughput: isEmpty,
  warmThroughput: never,
  timeToLive: never,
  streamViewType: /* @__PURE__ */ is(false),
  encryption: /* @__PURE__ */ is('AWS_OWNED'),
  tableClass: /* @__PURE__ */ is('STANDARD'),
  deletionProtection: /* @__PURE__ */ is(false),
  pointInTimeRecovery: /* @__PURE__ */ is(false),
  contributorInsights: /* @__PURE__ */ is(false),
  resourcePolicy: never,
  tags: isEmpty,
};

const indexSettings: { readonly [P in IndexSettingName]: IsDefault<IndexSetting<P>> } = {
  provisionedThroughput: never,
  onDemandThroughput: isEmpty,
  warmThroughput: never,
  contributorInsights: /* @__PURE__ */ is(false),
};

/**
 * The schema without the settings that are as DynamoDB has them for a table of which nothing is said: shorter to read, and those
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
      const defaults = {
        ...(kind === 'globalSecondaryIndexes' && indexSettings),
        projection: /* @__PURE__ */ is('ALL'),
      };
      table[kind] = Object.fromEntries(indexes.map(([name, index]) => [name, without(properties(index), defaults)]));
    }
  }
  return table as unknown as TableSchema;
}

function without(value: object, defaults: { readonly [property: string]: IsDefault<never> }): Record<string, unknown> {
  const entries = Object.entries(value as Properties);
  return Object.fromEntries(
    entries.filter(
      ([name, entry]) => entry !== undefined && !(Object.hasOwn(defaults, name) && defaults[name](entry as never)),
    ),
  );
}

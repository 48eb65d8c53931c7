import {
  type IndexSetting,
  type IndexSettingName,
  own,
  type Setting,
  type SettingName,
  type TableSchema,
  visible,
} from '../../schema/index.js';

/** Why a setting can't stand in a call of `defineTable`, as a sentence; `undefined` where it can, as almost all do: it is data. */
type Obstacle<Value> = (value: Value, schema: TableSchema) => string | undefined;

/** Each by its name; a record over the settings is one. */
type Obstacles = { readonly [setting: string]: Obstacle<never> };

const stands = () => undefined;

const ofTable: { readonly [P in SettingName]: Obstacle<Setting<P>> } = {
  billingMode: stands,
  provisionedThroughput: stands,
  onDemandThroughput: stands,
  warmThroughput: stands,
  // Live tables have it: DynamoDB takes any attribute, and expires no item by what is not a number.
  timeToLive(name, { attributes }) {
    const type = own(attributes, name);
    return type === 'N'
      ? undefined
      : `timeToLive is left out: defineTable takes an attribute of type N, and ${visible(name)} is declared as ${type}; no item expires by it.`;
  },
  streamViewType: stands,
  streamResourcePolicy: stands,
  streamTags: stands,
  kinesisStreamingDestination: stands,
  replicas: stands,
  encryption: stands,
  tableClass: stands,
  deletionProtection: stands,
  pointInTimeRecovery: stands,
  contributorInsights: stands,
  resourcePolicy: stands,
  tags: stands,
};

const ofIndex: { readonly [P in IndexSettingName]: Obstacle<IndexSetting<P>> } = {
  provisionedThroughput: stands,
  onDemandThroughput: stands,
  warmThroughput: stands,
  contributorInsights: stands,
};

/** A schema as `defineTable` takes it, and a sentence for each setting that it can't take. */
export function asWritten(schema: TableSchema): { readonly literal: object; readonly leftOut: readonly string[] } {
  const leftOut: string[] = [];
  const kept = (holder: object, obstacles: Obstacles): object =>
    Object.fromEntries(
      Object.entries(holder).filter(([name, value]) => {
        const reason = value === undefined ? undefined : own(obstacles, name)?.(value as never, schema);
        if (reason !== undefined) leftOut.push(reason);
        return reason === undefined;
      }),
    );
  const literal = kept(schema, ofTable);
  const indexes = Object.entries(schema.globalSecondaryIndexes ?? {}).map(([name, index]) => [
    name,
    kept(index, ofIndex),
  ]);
  return {
    literal: schema.globalSecondaryIndexes
      ? { ...literal, globalSecondaryIndexes: Object.fromEntries(indexes) }
      : literal,
    leftOut,
  };
}

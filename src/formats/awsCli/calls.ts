import { toAutoScalingInputs, toCreateTableInput, toUpdateTimeToLiveInput } from '../../aws/index.js';
import type { IndexSettingName, SettingName, TableSchema } from '../../schema/index.js';
import { type CliCommand, operation } from './command.js';
import * as regional from './regional.js';
import { replicas } from './replicas.js';

/** The commands that a schema needs for one thing that it says: none, one or several. */
export type CliCall = (schema: TableSchema) => readonly CliCommand[];

export const createTable: CliCall = (schema) => operation('create-table', toCreateTableInput(schema));
const timeToLive: CliCall = (schema) => operation('update-time-to-live', toUpdateTimeToLiveInput(schema));
const backups: CliCall = (schema) => regional.recovery(schema.tableName, schema.pointInTimeRecovery);
const insights: CliCall = ({ tableName, contributorInsights, globalSecondaryIndexes = {} }) => [
  ...regional.insights(tableName, contributorInsights),
  ...Object.entries(globalSecondaryIndexes).flatMap(([name, index]) =>
    regional.insights(tableName, index.contributorInsights, name),
  ),
];
/** CreateTable takes the numbers; what moves them is told to Application Auto Scaling. */
const scaling: CliCall = (schema) => regional.scaling(toAutoScalingInputs(schema));

/** The call that carries each setting of a table, besides CreateTable. They are made in this order. */
const ofTable: { readonly [P in SettingName]: CliCall } = {
  billingMode: createTable,
  onDemandThroughput: createTable,
  warmThroughput: createTable,
  streamViewType: createTable,
  encryption: createTable,
  tableClass: createTable,
  deletionProtection: createTable,
  resourcePolicy: createTable,
  tags: createTable,
  timeToLive,
  pointInTimeRecovery: backups,
  contributorInsights: insights,
  provisionedThroughput: scaling,
  streamResourcePolicy: ({ streamResourcePolicy }) => regional.policy('LatestStreamArn', streamResourcePolicy),
  streamTags: ({ streamTags }) => regional.tags('LatestStreamArn', streamTags),
  kinesisStreamingDestination: (schema) => regional.kinesis(schema.tableName, schema.kinesisStreamingDestination),
  // Provisioned ones need writes that scale.
  replicas,
};

/** The call that carries each setting of a global index. */
const ofIndex: { readonly [P in IndexSettingName]: CliCall } = {
  provisionedThroughput: scaling,
  onDemandThroughput: createTable,
  warmThroughput: createTable,
  contributorInsights: insights,
};

/** The calls that a schema needs once its table is there, in their order. */
export function callsAfterCreateTable(schema: TableSchema): readonly CliCall[] {
  const calls = new Set<CliCall>();
  const add = (record: { readonly [setting: string]: CliCall }, holder: object) => {
    const said = new Map(Object.entries(holder).filter(([, value]) => value !== undefined));
    // In the order of the record, whatever the schema's.
    for (const [name, call] of Object.entries(record)) if (said.has(name)) calls.add(call);
  };
  add(ofTable, schema);
  for (const index of Object.values(schema.globalSecondaryIndexes ?? {})) add(ofIndex, index);
  calls.delete(createTable);
  return [...calls];
}

import { toCreateReplicaInputs, toScalingInputsOf } from '../../aws/index.js';
import type { Replica, ReplicaGlobalSecondaryIndex, TableSchema } from '../../schema/index.js';
import { type CliCommand, operation } from './command.js';
import { insights, kinesis, policy, recovery, scaling, tags } from './regional.js';

const wait = { wait: 'table-exists' } as const;

/** The commands in the Region of a replica that a setting of it takes; none where the replica is made with it. */
const inRegion: {
  readonly [P in keyof Required<Replica>]: (replica: Replica, tableName: string) => readonly CliCommand[];
} = {
  tableClass: () => [],
  encryption: () => [],
  onDemandThroughput: () => [],
  provisionedThroughput: ({ provisionedThroughput }, tableName) =>
    scaling(toScalingInputsOf(provisionedThroughput?.autoScaling, tableName)),
  deletionProtection: ({ deletionProtection: on }, TableName) =>
    on ? [...operation('update-table', { TableName, DeletionProtectionEnabled: true }), wait] : [],
  pointInTimeRecovery: ({ pointInTimeRecovery }, tableName) => recovery(tableName, pointInTimeRecovery),
  contributorInsights: ({ contributorInsights }, tableName) => insights(tableName, contributorInsights),
  tags: (replica) => tags('TableArn', replica.tags),
  resourcePolicy: ({ resourcePolicy }) => policy('TableArn', resourcePolicy),
  kinesisStreamingDestination: ({ kinesisStreamingDestination }, tableName) =>
    kinesis(tableName, kinesisStreamingDestination),
  globalSecondaryIndexes: ({ globalSecondaryIndexes: indexes = {} }, tableName) =>
    Object.entries(indexes).flatMap(([name, index]) =>
      Object.values(ofIndex).flatMap((commands) => commands(index, tableName, name)),
    ),
};

/** The same of an index of the replica. */
const ofIndex: {
  readonly [P in keyof Required<ReplicaGlobalSecondaryIndex>]: (
    index: ReplicaGlobalSecondaryIndex,
    tableName: string,
    indexName: string,
  ) => readonly CliCommand[];
} = {
  onDemandThroughput: () => [],
  provisionedThroughput: ({ provisionedThroughput }, tableName, name) =>
    scaling(toScalingInputsOf(provisionedThroughput?.autoScaling, tableName, name)),
  contributorInsights: ({ contributorInsights }, tableName, name) => insights(tableName, contributorInsights, name),
};

/** One replica after the other, each with its settings: DynamoDB adds one at a time. */
export function replicas(schema: TableSchema): readonly CliCommand[] {
  const inputs = toCreateReplicaInputs(schema);
  return Object.entries(schema.replicas ?? {}).flatMap(([region, replica], i) => [
    ...operation('update-table', inputs[i]),
    wait,
    { ...wait, region },
    ...Object.values(inRegion)
      .flatMap((commands) => commands(replica, schema.tableName))
      .map((command) => ({ ...command, region })),
  ]);
}

import type {
  DescribeLimitsCommandOutput,
  DescribeTableCommandInput,
  DescribeTableCommandOutput,
  ListTablesCommandInput,
  ListTablesCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { createTable } from './createTable.js';
import { deleteTable } from './deleteTable.js';
import { describeTable } from './describe.js';
import { invalid } from './errors.js';
import {
  describeKinesisStreamingDestination,
  disableKinesisStreamingDestination,
  enableKinesisStreamingDestination,
  updateKinesisStreamingDestination,
} from './kinesis.js';
import { deleteResourcePolicy, getResourcePolicy, putResourcePolicy } from './resourcePolicy.js';
import {
  deleteScheduledAction,
  deregisterScalableTarget,
  describeScalableTargets,
  describeScalingPolicies,
  describeScheduledActions,
  putScalingPolicy,
  putScheduledAction,
  registerScalableTarget,
} from './scaling.js';
import {
  describeContinuousBackups,
  describeContributorInsights,
  updateContinuousBackups,
  updateContributorInsights,
} from './settings.js';
import { findEntry, readDescription, requireEntry, type World } from './state.js';
import { listTagsOfResource, tagResource, untagResource } from './tags.js';
import { describeTimeToLive, updateTimeToLive } from './timeToLive.js';
import { updateTable } from './updateTable.js';

/** One operation of the API; it throws what the service would answer as an error. */
export interface SimulatedOperation {
  /** Whether it leaves everything as it is. */
  readonly reads: boolean;
  readonly run: (world: World, input: never) => object;
}

/** The operations that the simulator knows, by their names in the API. */
export const operations: ReadonlyMap<string, SimulatedOperation> = new Map<string, SimulatedOperation>([
  ['CreateTable', { reads: false, run: createTable }],
  ['DeleteTable', { reads: false, run: deleteTable }],
  ['DeleteScheduledAction', { reads: false, run: deleteScheduledAction }],
  ['DeregisterScalableTarget', { reads: false, run: deregisterScalableTarget }],
  ['DeleteResourcePolicy', { reads: false, run: deleteResourcePolicy }],
  ['DescribeContinuousBackups', { reads: true, run: describeContinuousBackups }],
  ['DescribeContributorInsights', { reads: true, run: describeContributorInsights }],
  ['DescribeKinesisStreamingDestination', { reads: true, run: describeKinesisStreamingDestination }],
  ['DescribeLimits', { reads: true, run: describeLimits }],
  ['DescribeScalableTargets', { reads: true, run: describeScalableTargets }],
  ['DescribeScalingPolicies', { reads: true, run: describeScalingPolicies }],
  ['DescribeScheduledActions', { reads: true, run: describeScheduledActions }],
  ['DescribeTable', { reads: true, run: describeTableOperation }],
  ['DescribeTimeToLive', { reads: true, run: describeTimeToLive }],
  ['DisableKinesisStreamingDestination', { reads: false, run: disableKinesisStreamingDestination }],
  ['EnableKinesisStreamingDestination', { reads: false, run: enableKinesisStreamingDestination }],
  ['GetResourcePolicy', { reads: true, run: getResourcePolicy }],
  ['ListTables', { reads: true, run: listTables }],
  ['ListTagsOfResource', { reads: true, run: listTagsOfResource }],
  ['PutScalingPolicy', { reads: false, run: putScalingPolicy }],
  ['PutScheduledAction', { reads: false, run: putScheduledAction }],
  ['RegisterScalableTarget', { reads: false, run: registerScalableTarget }],
  ['PutResourcePolicy', { reads: false, run: putResourcePolicy }],
  ['TagResource', { reads: false, run: tagResource }],
  ['UntagResource', { reads: false, run: untagResource }],
  ['UpdateContinuousBackups', { reads: false, run: updateContinuousBackups }],
  ['UpdateContributorInsights', { reads: false, run: updateContributorInsights }],
  ['UpdateKinesisStreamingDestination', { reads: false, run: updateKinesisStreamingDestination }],
  ['UpdateTable', { reads: false, run: updateTable }],
  ['UpdateTimeToLive', { reads: false, run: updateTimeToLive }],
]);

function describeTableOperation(
  world: World,
  input: DescribeTableCommandInput,
): Omit<DescribeTableCommandOutput, '$metadata'> {
  const entry = requireEntry(world, input.TableName);
  return { Table: readDescription(world, entry, () => describeTable(world, entry.table)) };
}

/** API: DescribeLimits; the quotas of the account are twice those of a table, as AWS's defaults are. */
function describeLimits({ quotas }: World): Omit<DescribeLimitsCommandOutput, '$metadata'> {
  const { tableCapacityUnits: ofTable } = quotas;
  return {
    AccountMaxReadCapacityUnits: 2 * ofTable,
    AccountMaxWriteCapacityUnits: 2 * ofTable,
    TableMaxReadCapacityUnits: ofTable,
    TableMaxWriteCapacityUnits: ofTable,
  };
}

/** API: ListTables, in pages of up to 100. */
function listTables(world: World, input: ListTablesCommandInput): Omit<ListTablesCommandOutput, '$metadata'> {
  const { ExclusiveStartTableName: after, Limit: limit = 100 } = input;
  if (!(limit >= 1 && limit <= 100)) throw invalid('request', `Limit ${limit} must be from 1 to 100`);
  const names = [...world.entries.keys()].sort().filter((name) => after === undefined || name > after);
  const page: string[] = [];
  for (const name of names) {
    if (findEntry(world, name) === undefined) continue;
    if (page.length === limit) return { TableNames: page, LastEvaluatedTableName: page.at(-1) };
    page.push(name);
  }
  return { TableNames: page };
}

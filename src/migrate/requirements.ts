import { type GlobalSecondaryIndex, keyList, type OnDemandThroughput, type VectorIndex } from '../schema/index.js';
import type { Change, ChangeKind } from './change.js';
import { lackOf, tableParts } from './parts.js';

const { table, timeToLive, continuousBackups, tags, resourcePolicy, contributorInsights, scaling } = tableParts;
const { kinesisStreamingDestination: kinesis, streamTags, streamResourcePolicy } = tableParts;

const replicaUpdates = `${table.set}.ReplicaUpdates`;

/** The call that each kind of change takes, and the member of UpdateTable, if that has one for it. */
const callFor: { readonly [Kind in ChangeKind]: string } = {
  'create-table': 'CreateTable',
  'change-key': table.set,
  'change-key-type': table.set,
  'add-local-index': table.set,
  'remove-local-index': table.set,
  'change-local-index': table.set,
  'add-index': table.set,
  'remove-index': table.set,
  'replace-index': table.set,
  'change-billing-mode': table.set,
  'change-provisioned-throughput': `${table.set}.ProvisionedThroughput`,
  'change-on-demand-throughput': `${table.set}.OnDemandThroughput`,
  'raise-warm-throughput': `${table.set}.WarmThroughput`,
  'enable-stream': `${table.set}.StreamSpecification`,
  'disable-stream': `${table.set}.StreamSpecification`,
  'replace-stream': `${table.set}.StreamSpecification`,
  'change-encryption': `${table.set}.SSESpecification`,
  'change-table-class': `${table.set}.TableClass`,
  'change-deletion-protection': `${table.set}.DeletionProtectionEnabled`,
  'enable-time-to-live': timeToLive.set,
  'disable-time-to-live': timeToLive.set,
  'move-time-to-live': timeToLive.set,
  'extend-recovery': continuousBackups.set,
  'reduce-recovery': continuousBackups.set,
  'change-tags': tags.set,
  'change-resource-policy': resourcePolicy.set,
  'change-contributor-insights': contributorInsights.set,
  'enable-kinesis-destination': kinesis.set,
  'disable-kinesis-destination': kinesis.unset,
  'replace-kinesis-destination': kinesis.unset,
  'change-kinesis-precision': kinesis.change,
  'change-stream-tags': streamTags.set,
  'change-stream-resource-policy': streamResourcePolicy.set,
  'change-auto-scaling': scaling.set,
  'change-scheduled-action': scaling.set,
  'add-replica': replicaUpdates,
  'remove-replica': replicaUpdates,
  'change-replica': replicaUpdates,
};

/** Where streams can't be switched on, no stream is there to have any of this. */
const ofStream = `${table.set}.StreamSpecification`;

/**
 * What the endpoint must implement for a change to be made: operations, members of UpdateTable as `UpdateTable.Member`, or what such
 * a member can hold. It takes all that is needed, for the last call too: nothing is deleted where its successor can't be made.
 */
export function requirements(change: Change): string[] {
  const { kind, path } = change;
  const call = callFor[kind];
  // Where no replica can be made, nothing of one can be set.
  if (path[0] === 'replicas') return [...new Set([replicaUpdates, call])];
  switch (kind) {
    case 'add-index':
    case 'remove-index':
    case 'replace-index':
      return path[0] === 'vectorIndexes' ? [`${call}.VectorIndexUpdates`] : [call, ...keyRequirements(change.after)];
    case 'change-provisioned-throughput':
      return [ofTableOrIndex(call, path)];
    case 'change-on-demand-throughput':
      return ceilingRequirements(ofTableOrIndex(call, path), change.before, change.after);
    case 'disable-kinesis-destination':
    case 'replace-kinesis-destination':
    case 'change-kinesis-precision':
      return [call, kinesis.set];
    case 'change-stream-tags':
      return [call, lackOf('streamTags'), ofStream];
    case 'change-stream-resource-policy':
      return [call, lackOf('streamResourcePolicy'), ofStream];
    default:
      return [call];
  }
}

function ofTableOrIndex(call: string, [part]: Change['path']): string {
  return part === 'globalSecondaryIndexes' ? call.replace('.', '.GlobalSecondaryIndexUpdates.') : call;
}

/** Of ceilings, those that change are sent; DynamoDB Local 3 wants both. */
function ceilingRequirements(call: string, before: OnDemandThroughput = {}, after: OnDemandThroughput = {}): string[] {
  const readStays = before.maxReadRequestUnits === after.maxReadRequestUnits;
  const writeStays = before.maxWriteRequestUnits === after.maxWriteRequestUnits;
  return readStays === writeStays ? [call] : [call, `${call}.single`];
}

/** dynoxide makes such an index with the table, and not later. */
function keyRequirements(index: GlobalSecondaryIndex | VectorIndex | undefined): string[] {
  const keys = [index?.partitionKey, index && 'sortKey' in index ? index.sortKey : undefined];
  const several = keys.some((key) => keyList(key).length > 1);
  return several ? [`${table.set}.GlobalSecondaryIndexUpdates.Create.multiAttributeKey`] : [];
}

import { own, type Replica, type ReplicaGlobalSecondaryIndex } from '../schema/index.js';
import type { Plan } from './plan.js';
import { replicasOf, settingsThere } from './replicaSettings.js';
import { text } from './words.js';

/**
 * What the schema says of replicas and this plan leaves alone, each in a sentence without its full stop: settings of a Region for which
 * there was no client, and auto scaling.
 */
export function replicaNotes({ schema, regions = [], table }: Pick<Plan, 'schema' | 'regions' | 'table'>): string[] {
  // Where there are no replicas, that is told.
  if (table?.unsupported.includes('UpdateTable.ReplicaUpdates')) return [];
  return Object.entries(replicasOf(schema)).flatMap(([region, replica]) => {
    const there = regions.includes(region) ? [] : settingsThere(replica);
    const scaled = scaledReads(replica);
    return [
      ...(there.length
        ? [
            `of the replica in ${text(region)}, this run neither reads nor sets ${there.join(', ')}: it has no client for that Region, which clients gives it`,
          ]
        : []),
      ...(scaled.length
        ? [
            `of the replica in ${text(region)}, this run does not manage the auto scaling of reads of ${scaled.join(', ')}`,
          ]
        : []),
    ];
  });
}

/** What of the replica says how its reads scale: the table, and indexes. */
function scaledReads(replica: Replica): string[] {
  const scales = (of: Pick<ReplicaGlobalSecondaryIndex, 'provisionedThroughput'>) =>
    typeof of.provisionedThroughput?.autoScaling === 'object';
  const indexes = replica.globalSecondaryIndexes ?? {};
  return [
    ...(scales(replica) ? ['the table'] : []),
    ...Object.keys(indexes).flatMap((name) =>
      scales(own<ReplicaGlobalSecondaryIndex>(indexes, name) ?? {}) ? [text(name)] : [],
    ),
  ];
}

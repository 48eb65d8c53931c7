import {
  cannotCarry,
  carriedSettings,
  insightsMode,
  type NotCarried,
  type Replica,
  type ReplicaGlobalSecondaryIndex,
  sameJson,
  type TableSchema,
} from '../../schema/index.js';
import { type ArgumentValue, argument, type Block, type Entry, optional, repeated } from './document.js';
import type { FreeName } from './freeNames.js';
import { kmsKeyBlocks, kmsKeyReference } from './kmsKey.js';
import { destinationBlocks, insightsBlocks, type Place, policyBlocks, tagBlocks } from './regional.js';

interface InReplica {
  readonly schema: TableSchema;
  readonly place: Place;
  /** The local name of the data source that finds its key. */
  readonly key: string;
  readonly free: FreeName;
}

/** What a setting of a replica makes of it: arguments of its `replica` block, or resources of its Region beside the table. */
interface Part {
  readonly block?: (replica: Replica, at: InReplica) => Entry[];
  readonly beside?: (replica: Replica, at: InReplica) => Block[];
}

const settings: { readonly [P in keyof Required<Replica>]: Part | NotCarried } = {
  tableClass: cannotCarry(
    'its replica block has no table class; leave it out, so that the replica has that of the table',
  ),
  deletionProtection: {
    block: ({ deletionProtection }) => optional('deletion_protection_enabled', deletionProtection),
  },
  pointInTimeRecovery: {
    block: ({ pointInTimeRecovery: recovery }) =>
      optional('point_in_time_recovery', recovery === undefined ? undefined : recovery !== false),
  },
  contributorInsights: {
    beside: ({ contributorInsights }, { place, free }) =>
      insightsBlocks(insightsMode(contributorInsights), undefined, place, free),
  },
  tags: {
    block: ({ tags }, { schema }) => (isPropagated(tags, schema) ? [argument('propagate_tags', true)] : []),
    beside: ({ tags }, { schema, place, free }) => (isPropagated(tags, schema) ? [] : tagBlocks(tags, place, free)),
  },
  // Without a key it is the table's, as the rules demand.
  encryption: {
    block: ({ encryption }, { key }) =>
      typeof encryption === 'object' ? [argument('kms_key_arn', kmsKeyReference(encryption.kmsMasterKeyId, key))] : [],
    beside: ({ encryption }, { key, place: { region } }) => kmsKeyBlocks(encryption, key, region),
  },
  kinesisStreamingDestination: {
    beside: ({ kinesisStreamingDestination: to }, { place, free }) => destinationBlocks(to, place, free),
  },
  resourcePolicy: { beside: ({ resourcePolicy }, { place, free }) => policyBlocks(resourcePolicy, place, free) },
  provisionedThroughput: cannotCarry(
    'its replica block has no capacity; leave it out, so that the replica has that of the table',
  ),
  onDemandThroughput: cannotCarry(
    'its replica block has no ceiling; leave it out, so that the replica has that of the table',
  ),
  globalSecondaryIndexes: {
    beside: ({ globalSecondaryIndexes: indexes = {} }, at) =>
      Object.entries(indexes).flatMap(([name, index]) =>
        carriedSettings(ofIndex, index, target, [...pathOf(at), 'globalSecondaryIndexes', name]).flatMap((part) =>
          part(name, index, at),
        ),
      ),
  },
};

type IndexPart = (name: string, index: ReplicaGlobalSecondaryIndex, at: InReplica) => Block[];

const ofIndex: { readonly [P in keyof Required<ReplicaGlobalSecondaryIndex>]: IndexPart | NotCarried } = {
  provisionedThroughput: cannotCarry(
    'its replica block has no indexes; leave it out, so that the index has that of the table',
  ),
  onDemandThroughput: cannotCarry(
    'its replica block has no indexes; leave it out, so that the index has that of the table',
  ),
  contributorInsights: (name, { contributorInsights }, { place, free }) =>
    insightsBlocks(insightsMode(contributorInsights), name, place, free),
};

/** Tags that are those of the table, the provider gives to a replica by itself. */
function isPropagated(tags: Replica['tags'], { tags: ofTable = {} }: TableSchema): boolean {
  return tags !== undefined && Object.keys(tags).length > 0 && sameJson(tags, ofTable);
}

const target = 'the AWS provider of Terraform';

function pathOf({ place: { region = '' } }: InReplica): string[] {
  return ['replicas', region];
}

/** What the replicas of a table are in Terraform. */
export interface WrittenReplicas {
  /** The `replica` blocks. */
  readonly blocks: Entry[];
  readonly beside: Block[];
}

export function writeReplicas(schema: TableSchema, name: string, free: FreeName): WrittenReplicas {
  const tableName = { kind: 'reference', to: `aws_dynamodb_table.${name}.name` } as const;
  const written = Object.entries(schema.replicas ?? {}).map(([region, replica]) => {
    const place: Place = { words: [name, region], region, tableName, arn: arnOf(name, region) };
    const at = { schema, place, key: keyOf(replica, place, free), free };
    const parts = carriedSettings(settings, replica, target, pathOf(at));
    const block = [argument('region_name', region), ...parts.flatMap((part) => part.block?.(replica, at) ?? [])];
    return {
      block: repeated('replica', block),
      beside: parts.flatMap((part) => part.beside?.(replica, at) ?? []),
    };
  });
  return { blocks: written.map(({ block }) => block), beside: written.flatMap(({ beside }) => beside) };
}

function keyOf({ encryption }: Replica, { words }: Place, free: FreeName): string {
  return typeof encryption === 'object' ? free('aws_kms_key', ...words) : '';
}

/** The provider knows a replica's ARN once it is there. */
function arnOf(name: string, region: string): ArgumentValue {
  const replicas = `aws_dynamodb_table.${name}.replica`;
  const to = `one([for replica in ${replicas} : replica.arn if replica.region_name == ${JSON.stringify(region)}])`;
  return { kind: 'reference', to };
}

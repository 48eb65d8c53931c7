import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { fromTableDescription, type TableDescriptionExtras } from '../aws/index.js';
import {
  isScalingChange,
  lackOf,
  makePlan,
  managesScaling,
  type Part,
  type Plan,
  type PlanBase,
  regionTable,
} from '../migrate/index.js';
import { defined, type GlobalSecondaryIndex, own, type Replica, type TableSchema } from '../schema/index.js';
import type { AutoScalingClient } from './client.js';
import { declaredFirst, destinationNotes } from './destinations.js';
import { scalingPlanNotes, scalingPolicies, withTargets } from './liveScaling.js';
import type { Look } from './look.js';
import { type Clients, fixedReplicas, otherReplicas } from './lookAtReplicas.js';
import { pastNotes, withoutPast } from './pastActions.js';
import { isStuck, stuckReplicaNotes, stuckReplicasOf, stuckWith } from './readiness.js';
import { streamArnOf } from './readResource.js';

type PlanLookOptions = Parameters<typeof makePlan>[2] & {
  readonly autoScalingClient?: AutoScalingClient;
  readonly clients?: Clients;
  readonly emulator?: boolean;
};

/** The plan for a table as it was seen, or for none. */
export function planLook(look: Look | undefined, declared: TableSchema, options: PlanLookOptions = {}): Plan {
  const { autoScalingClient, clients = {}, emulator, isUnsupported, ...others } = options;
  const { schema } = withoutPast(declared, look?.extras.scaling, Date.now());
  // A table that is being deleted is as good as gone: the plan makes it anew.
  const live =
    look && look.table.TableStatus !== 'DELETING' ? withAllReplicas(look, planBase(look, schema)) : undefined;
  const scales = autoScalingClient !== undefined || !managesScaling(schema);
  // An emulator is known to scale nothing.
  const lacksScaling = !scales && (emulator === true || look?.emulated === true);
  return makePlan(live && { ...live, schema: withTargets(live.schema, look?.extras.scaling) }, schema, {
    ...others,
    regions: Object.keys(clients),
    isUnsupported: (change) => (lacksScaling && isScalingChange(change)) || (isUnsupported?.(change) ?? false),
    ...(!scales && !lacksScaling && { unreached: ['autoScaling'] as const }),
  });
}

const partNames: { readonly [P in Part]: string } = {
  timeToLive: 'time to live',
  continuousBackups: 'point-in-time recovery',
  tags: 'the tags',
  resourcePolicy: 'the resource policy',
  contributorInsights: 'contributor insights',
  kinesisStreamingDestination: 'the Kinesis destinations',
  streamTags: "the stream's tags",
  streamResourcePolicy: "the stream's resource policy",
  scaling: 'auto scaling',
};

/** What people should know of the table that no schema says; of what scales, where this schema wants it otherwise. */
export function notesOf({ table, extras, unreadable, replicas }: Look, schema: TableSchema | undefined): string[] {
  const stuck = stuckWith(table);
  const parts = [...unreadable].map((part) => partNames[part]);
  return [
    ...(stuck ? [stuck] : []),
    ...(parts.length ? [`${parts.join(', ')} can't be read while the table is ${table.TableStatus}`] : []),
    ...stuckReplicaNotes(table),
    ...destinationNotes(extras.kinesis ?? [], schema),
    ...(schema && extras.scaling ? scalingPlanNotes(extras.scaling, table, schema) : []),
    ...Object.entries(replicas ?? {}).flatMap(([region, there]) =>
      destinationNotes(there.extras.kinesis ?? [], declaredThere(schema, region)).map(
        (note) => `in ${region}, ${note}`,
      ),
    ),
    ...(schema && extras.scaling ? pastNotes(schema, extras.scaling, Date.now()) : []),
  ];
}

/** The table as a schema and what else a plan is made from. Warm throughput counts only where the schema speaks of it. */
export function planBase(look: Look, schema: TableSchema | undefined): PlanBase {
  const { table, revisions, unsupported, unreadable } = look;
  const live = fromTableDescription(table, extrasOf(look, schema));
  const notes = notesOf(look, schema);
  return defined({
    schema: schema ? withWarmThroughput(live, table, schema) : live,
    arn: table.TableArn ?? '',
    tableId: table.TableId,
    streamArn: streamArnOf(table),
    ...revisions,
    unsupported: [...unsupported],
    ...figures(table),
    unread: unreadable.size ? [...unreadable].map(lackOf) : undefined,
    scalingPolicies: look.extras.scaling && scalingPolicies(look.extras.scaling, table),
    stuck: isStuck(table) || undefined,
    stuckReplicas: stuckReplicasOf(table),
    fixedReplicas: fixedReplicas(table),
    replicaPolicyRevisions: policyRevisions(look),
    notes: notes.length ? notes : undefined,
  });
}

/** What other calls than DescribeTable told, in all Regions. */
export function extrasOf(
  { extras, replicas }: Pick<Look, 'extras' | 'replicas'>,
  schema?: TableSchema,
): TableDescriptionExtras {
  const there = Object.entries(replicas ?? {}).map(([region, { table, extras }]) => [
    region,
    { table, extras: extrasOf({ extras }, declaredThere(schema, region)) },
  ]);
  return {
    ...extras,
    ...defined({
      kinesis: extras.kinesis && declaredFirst(extras.kinesis, schema),
      replicas: replicas && Object.fromEntries(there),
    }),
  };
}

/** What the schema says of the replica in a Region, as of a table there. */
function declaredThere(schema: TableSchema | undefined, region: string): TableSchema | undefined {
  const replica = own<Replica>(schema?.replicas, region);
  return schema && replica && regionTable(schema, replica);
}

/** Of the policies of replicas, by Region, those that were read. */
function policyRevisions({ replicas = {} }: Look): PlanBase['replicaPolicyRevisions'] {
  const read = Object.entries(replicas).flatMap(([region, { revisions }]) =>
    revisions.policyRevision === undefined ? [] : [[region, revisions.policyRevision]],
  );
  return read.length ? Object.fromEntries(read) : undefined;
}

/** With the replicas that no schema can declare, too: a plan must not take them for none. */
function withAllReplicas(look: Look, base: PlanBase): PlanBase {
  if (!base.fixedReplicas) return base;
  const replicas = Object.fromEntries(otherReplicas(look.table).map(({ region }) => [region, {}]));
  return { ...base, schema: { ...base.schema, replicas } as TableSchema };
}

/** What DynamoDB counted last. */
function figures(table: TableDescription): Pick<PlanBase, 'itemCount' | 'sizeBytes' | 'indexes'> {
  const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [], VectorIndexes = [] } = table;
  const indexes = [...LocalSecondaryIndexes, ...GlobalSecondaryIndexes, ...VectorIndexes].map((index) => [
    index.IndexName,
    { itemCount: Number(index.ItemCount ?? 0), sizeBytes: Number(index.IndexSizeBytes ?? 0) },
  ]);
  return {
    itemCount: Number(table.ItemCount ?? 0),
    sizeBytes: Number(table.TableSizeBytes ?? 0),
    ...defined({ indexes: indexes.length ? Object.fromEntries(indexes) : undefined }),
  };
}

function withWarmThroughput(live: TableSchema, table: TableDescription, schema: TableSchema): TableSchema {
  const warm = (of: Pick<TableDescription, 'WarmThroughput'>) => ({
    warmThroughput: {
      readUnitsPerSecond: of.WarmThroughput?.ReadUnitsPerSecond ?? 0,
      writeUnitsPerSecond: of.WarmThroughput?.WriteUnitsPerSecond ?? 0,
    },
  });
  const indexes = Object.entries(live.globalSecondaryIndexes ?? {}).map(([name, index]) => {
    const described = table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
    const declared = own<GlobalSecondaryIndex>(schema.globalSecondaryIndexes, name)?.warmThroughput !== undefined;
    return [name, declared && described ? { ...index, ...warm(described) } : index];
  });
  return {
    ...live,
    ...(schema.warmThroughput !== undefined && warm(table)),
    ...defined({ globalSecondaryIndexes: indexes.length ? Object.fromEntries(indexes) : undefined }),
  } as TableSchema;
}

import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { fromTableDescription } from '../aws/index.js';
import { lackOf, makePlan, type Part, type Plan, type PlanBase } from '../migrate/index.js';
import { defined, type GlobalSecondaryIndex, own, type TableSchema } from '../schema/index.js';
import { declaredFirst, destinationNotes } from './destinations.js';
import type { Look } from './look.js';
import { isStuck, stuckReplicaNotes, stuckWith } from './readiness.js';
import { streamArnOf } from './readResource.js';

/** The plan for a table as it was seen, or for none. */
export function planLook(look: Look | undefined, schema: TableSchema, options: Parameters<typeof makePlan>[2]): Plan {
  // A table that is being deleted is as good as gone: the plan makes it anew.
  const live = look && look.table.TableStatus !== 'DELETING' ? planBase(look, schema) : undefined;
  return makePlan(live, schema, options);
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
};

/** What people should know of the table that no schema says. */
export function notesOf({ table, extras, unreadable }: Look, schema: TableSchema | undefined): string[] {
  const stuck = stuckWith(table);
  const parts = [...unreadable].map((part) => partNames[part]);
  return [
    ...(stuck ? [stuck] : []),
    ...(parts.length ? [`${parts.join(', ')} can't be read while the table is ${table.TableStatus}`] : []),
    ...stuckReplicaNotes(table),
    ...destinationNotes(extras.kinesis ?? [], schema),
  ];
}

/** The table as a schema and what else a plan is made from. Warm throughput counts only where the schema speaks of it. */
export function planBase(look: Look, schema: TableSchema | undefined): PlanBase {
  const { table, extras, revisions, unsupported, unreadable } = look;
  const kinesis = extras.kinesis && declaredFirst(extras.kinesis, schema);
  const live = fromTableDescription(table, { ...extras, ...defined({ kinesis }) });
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
    stuck: isStuck(table) || undefined,
    notes: notes.length ? notes : undefined,
  });
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

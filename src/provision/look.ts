import {
  DescribeContinuousBackupsCommand,
  DescribeContributorInsightsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetResourcePolicyCommand,
  ListTagsOfResourceCommand,
  type TableDescription,
  type Tag,
} from '@aws-sdk/client-dynamodb';
import { type ContributorInsightsAnswer, fromTableDescription, type TableDescriptionExtras } from '../aws/index.js';
import { type Part, type PlanBase, tableParts } from '../migrate/index.js';
import type { TableSchema } from '../schema/index.js';
import type { Client } from './client.js';
import { isEmulator, memberGaps } from './endpointGaps.js';
import { remedyFor } from './errors.js';

/** What was seen of a table, a part at a time. */
export interface Look {
  readonly table: TableDescription;
  readonly extras: TableDescriptionExtras;
  /** Parts that were read, or that the endpoint can't tell. */
  readonly seen: ReadonlySet<Part>;
  readonly unsupported: ReadonlySet<string>;
}

/** Reads DescribeTable; `undefined` for no table. What was seen before of the other parts is kept. */
export async function lookAtTable(
  client: Client,
  TableName: string,
  before: Look | undefined,
  signal?: AbortSignal,
): Promise<Look | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }), { abortSignal: signal });
    if (!Table) return undefined;
    const kept = before?.table.TableId === Table.TableId ? before : undefined;
    return {
      table: Table,
      extras: kept?.extras ?? {},
      seen: kept?.seen ?? new Set(),
      unsupported: new Set([...(kept?.unsupported ?? []), ...memberGaps(Table.TableArn ?? '')]),
    };
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** A table that was made a moment ago has nothing yet that CreateTable does not carry: no need to ask. */
export function asNew(look: Look): Look {
  const extras: TableDescriptionExtras = {
    ...look.extras,
    timeToLive: { TimeToLiveStatus: 'DISABLED' },
    continuousBackups: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
    },
    contributorInsights: {},
  };
  const known: Part[] = ['timeToLive', 'continuousBackups', 'contributorInsights'];
  return { ...look, extras, seen: new Set([...look.seen, ...known]) };
}

/** Without this part, so that it is read again. */
export function forget(look: Look, part: Part | undefined): Look {
  return { ...look, seen: new Set([...look.seen].filter((seen) => seen !== part)) };
}

/** Reads those of the parts that were not seen yet. */
export async function lookAtParts(
  client: Client,
  look: Look,
  parts: readonly Part[],
  schema: TableSchema | undefined,
  signal?: AbortSignal,
): Promise<Look> {
  let { extras } = look;
  const seen = new Set(look.seen);
  const unsupported = new Set(look.unsupported);
  for (const part of parts) {
    if (seen.has(part)) continue;
    try {
      extras = { ...extras, ...(await readPart(client, look.table, part, schema, signal)) };
    } catch (error) {
      if (remedyFor(error) !== 'unsupported' || !isEmulator(look.table.TableArn ?? '')) throw error;
      unsupported.add(tableParts[part].set);
    }
    seen.add(part);
  }
  return { table: look.table, extras, seen, unsupported };
}

async function readPart(
  client: Client,
  { TableName, TableArn: ResourceArn, GlobalSecondaryIndexes }: TableDescription,
  part: Part,
  schema: TableSchema | undefined,
  abortSignal?: AbortSignal,
): Promise<TableDescriptionExtras> {
  const options = { abortSignal };
  switch (part) {
    case 'timeToLive': {
      const answer = await client.send(new DescribeTimeToLiveCommand({ TableName }), options);
      return { timeToLive: answer.TimeToLiveDescription };
    }
    case 'continuousBackups': {
      const answer = await client.send(new DescribeContinuousBackupsCommand({ TableName }), options);
      return { continuousBackups: answer.ContinuousBackupsDescription };
    }
    case 'tags': {
      const tags: Tag[] = [];
      let NextToken: string | undefined;
      do {
        const page = await client.send(new ListTagsOfResourceCommand({ ResourceArn, NextToken }), options);
        tags.push(...(page.Tags ?? []));
        NextToken = page.NextToken;
      } while (NextToken);
      return { tags };
    }
    case 'resourcePolicy':
      try {
        const answer = await client.send(new GetResourcePolicyCommand({ ResourceArn }), options);
        return { resourcePolicy: answer.Policy };
      } catch (error) {
        if ((error as Error).name === 'PolicyNotFoundException') return {};
        throw error;
      }
    case 'contributorInsights': {
      const indexes = (GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName as string);
      const managed = Object.entries(schema?.globalSecondaryIndexes ?? {})
        .filter(([name, index]) => index.contributorInsights !== undefined && indexes.includes(name))
        .map(([name]) => name);
      const answers: [string, ContributorInsightsAnswer][] = [];
      for (const name of [...(schema?.contributorInsights === undefined ? [] : ['']), ...managed]) {
        const input = { TableName, ...(name && { IndexName: name }) };
        const { ContributorInsightsStatus, ContributorInsightsMode } = await client.send(
          new DescribeContributorInsightsCommand(input),
          options,
        );
        answers.push([name, { ContributorInsightsStatus, ContributorInsightsMode }]);
      }
      return { contributorInsights: Object.fromEntries(answers) };
    }
    default:
      return part satisfies never;
  }
}

/** The table as a schema and what else a plan is made from. Warm throughput counts only where the schema speaks of it. */
export function planBase({ table, extras, unsupported }: Look, schema: TableSchema | undefined): PlanBase {
  const live = fromTableDescription(table, extras);
  return {
    schema: schema ? withWarmThroughput(live, table, schema) : live,
    arn: table.TableArn ?? '',
    ...(table.TableId !== undefined && { tableId: table.TableId }),
    unsupported: [...unsupported],
    ...figures(table),
  };
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
    ...(indexes.length && { indexes: Object.fromEntries(indexes) }),
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
    const declared = Object.entries(schema.globalSecondaryIndexes ?? {}).some(
      ([other, { warmThroughput }]) => other === name && warmThroughput !== undefined,
    );
    return [name, declared && described ? { ...index, ...warm(described) } : index];
  });
  return {
    ...live,
    ...(schema.warmThroughput !== undefined && warm(table)),
    ...(indexes.length && { globalSecondaryIndexes: Object.fromEntries(indexes) }),
  } as TableSchema;
}

import {
  DescribeContinuousBackupsCommand,
  DescribeContributorInsightsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { ContributorInsightsAnswer, TableDescriptionExtras } from '../aws/index.js';
import { isOfStream, lackOf, managedParts, type Part, type PlanBase } from '../migrate/index.js';
import { defined, type TableSchema } from '../schema/index.js';
import type { AutoScalingClient, Client } from './client.js';
import { isEmulator, memberGaps, noteAnswerer } from './endpointGaps.js';
import { isNotFound, remedyFor } from './errors.js';
import { lookAtScaling } from './lookAtScaling.js';
import { isStuck } from './readiness.js';
import { readDestinations, readPolicy, readTags, streamArnOf } from './readResource.js';

/** What was seen of a table, a part at a time. */
export interface Look {
  readonly table: TableDescription;
  readonly extras: TableDescriptionExtras;
  /** The revisions of the policies that were read. */
  readonly revisions: Revisions;
  /** Parts that were read, or that the endpoint can't tell. */
  readonly seen: ReadonlySet<Part>;
  readonly unsupported: ReadonlySet<string>;
  /** Parts that can't be read in the state in which the table is. */
  readonly unreadable: ReadonlySet<Part>;
  /** Whether the endpoint is an emulator, which may lack operations; AWS lacks none. */
  readonly emulated: boolean;
  /** What was seen of it in the Regions of its replicas, by Region. */
  readonly replicas?: { readonly [region: string]: Look };
}

type Revisions = Pick<PlanBase, 'policyRevision' | 'streamPolicyRevision'>;

/** A part that answered that there is no such table, though DescribeTable shows it: some of DynamoDB learns of a table late. */
export interface Unseen {
  /** Left out: the table of a replica in its own Region. */
  readonly part: Part | undefined;
  readonly error: unknown;
}

export interface LookOptions {
  /** The endpoint is an emulator, whatever its answers look like. */
  readonly emulator?: boolean;
  readonly signal?: AbortSignal;
}

/** Reads DescribeTable; `undefined` for no table. What was seen before of the other parts is kept. */
export async function lookAtTable(
  client: Client,
  TableName: string,
  before: Look | undefined,
  { emulator, signal }: LookOptions,
): Promise<Look | undefined> {
  try {
    const command = new DescribeTableCommand({ TableName });
    const answerer = noteAnswerer(command);
    const { Table } = await client.send(command, { abortSignal: signal });
    if (!Table) return undefined;
    const arn = Table.TableArn ?? '';
    const kept = before?.table.TableId === Table.TableId ? ofSameStream(before, Table) : undefined;
    return {
      table: Table,
      extras: kept?.extras ?? {},
      revisions: kept?.revisions ?? {},
      seen: kept?.seen ?? new Set(),
      unsupported: new Set([...(kept?.unsupported ?? []), ...memberGaps(arn, answerer())]),
      unreadable: kept?.unreadable ?? new Set(),
      emulated: emulator === true || isEmulator(arn, answerer()),
      ...defined({ replicas: kept?.replicas }),
    };
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** What was seen of the stream before is forgotten where there is another one now. */
function ofSameStream(before: Look | undefined, now: TableDescription): Look | undefined {
  if (!before || streamArnOf(before.table) === streamArnOf(now)) return before;
  const { streamTags: _, streamResourcePolicy: __, ...extras } = before.extras;
  return { ...forget(forget(before, 'streamTags'), 'streamResourcePolicy'), extras };
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
    kinesis: [],
  };
  const known: Part[] = ['timeToLive', 'continuousBackups', 'contributorInsights', 'kinesisStreamingDestination'];
  return { ...look, extras, seen: new Set([...look.seen, ...known]) };
}

/** What is read of a table: these parts, of insights those that the schema manages. */
export interface Wanted {
  readonly parts: readonly Part[];
  readonly schema: TableSchema | undefined;
  /** Who tells what scales. */
  readonly autoScalingClient?: AutoScalingClient | undefined;
}

/** What is read of a table for its schema. What scales it is told, where somebody can tell, also where it is to scale no more. */
export function wantedFor(schema: TableSchema, { table }: Look, autoScalingClient?: AutoScalingClient): Wanted {
  const parts = managedParts(schema);
  const scales = autoScalingClient && table.BillingModeSummary?.BillingMode !== 'PAY_PER_REQUEST';
  return { parts: scales ? [...new Set([...parts, 'scaling' as const])] : parts, schema, autoScalingClient };
}

/**
 * Without this part, so that it is read again; of a replica in another Region, without the part of that, or all that was
 * seen there. What changes the table itself (no part) changes it in all Regions.
 */
export function forget(look: Look, part: Part | undefined, region?: string): Look {
  if (region === undefined && part === undefined) {
    const { replicas: _, ...own } = look;
    return own;
  }
  if (region !== undefined) {
    const { [region]: there, ...others } = look.replicas ?? {};
    if (!there) return look;
    return { ...look, replicas: part ? { ...others, [region]: forget(there, part) } : others };
  }
  return { ...look, seen: new Set([...look.seen].filter((seen) => seen !== part)) };
}

/** Reads those of the parts that were not seen yet, up to one that does not know of the table. */
export async function lookAtParts(
  client: Client,
  look: Look,
  { parts, schema, autoScalingClient }: Wanted,
  signal?: AbortSignal,
): Promise<{ readonly look: Look; readonly unseen?: Unseen }> {
  let { extras, revisions } = look;
  const seen = new Set(look.seen);
  const unsupported = new Set(look.unsupported);
  const unreadable = new Set(look.unreadable);
  const found = () => ({ ...look, extras, revisions, seen, unsupported, unreadable });
  for (const part of parts) {
    if (seen.has(part)) continue;
    // Some emulators answer what they lack with no error of DynamoDB's.
    if (look.emulated && unsupported.has(lackOf(part))) {
      seen.add(part);
      continue;
    }
    if (part === 'scaling' && !autoScalingClient) {
      // No emulator scales; of AWS, the plan says that nobody told.
      if (look.emulated) unsupported.add(lackOf(part));
      seen.add(part);
      continue;
    }
    try {
      const asked = { schema, autoScalingClient, signal };
      const read = await readPart(client, look.table, part, asked);
      extras = { ...extras, ...read.extras };
      revisions = { ...revisions, ...read.revisions };
    } catch (error) {
      // An emulator that knows no stream by its ARN says so in one way or another.
      const isStrange = isNotFound(error) || (error as Error).name === 'ValidationException';
      if (look.emulated && isOfStream(part) && isStrange) unsupported.add(lackOf(part));
      else if (isNotFound(error)) {
        if (!isStuck(look.table)) return { look: found(), unseen: { part, error } };
        unreadable.add(part);
      } else if (remedyFor(error) === 'unsupported' && look.emulated) unsupported.add(lackOf(part));
      else throw error;
    }
    seen.add(part);
  }
  return { look: found() };
}

async function readPart(
  client: Client,
  table: TableDescription,
  part: Part,
  { schema, autoScalingClient, signal: abortSignal }: Omit<Wanted, 'parts'> & { readonly signal?: AbortSignal },
): Promise<{ readonly extras: TableDescriptionExtras; readonly revisions?: Revisions }> {
  const { TableName, TableArn, GlobalSecondaryIndexes } = table;
  const streamArn = streamArnOf(table);
  const options = { abortSignal };
  switch (part) {
    case 'timeToLive': {
      const answer = await client.send(new DescribeTimeToLiveCommand({ TableName }), options);
      return { extras: { timeToLive: answer.TimeToLiveDescription } };
    }
    case 'continuousBackups': {
      const answer = await client.send(new DescribeContinuousBackupsCommand({ TableName }), options);
      return { extras: { continuousBackups: answer.ContinuousBackupsDescription } };
    }
    case 'tags':
      return { extras: { tags: await readTags(client, TableArn, options) } };
    case 'resourcePolicy': {
      const { policy, revision } = await readPolicy(client, TableArn, options);
      return { extras: { resourcePolicy: policy }, revisions: { policyRevision: revision } };
    }
    case 'streamTags':
      return { extras: streamArn === undefined ? {} : { streamTags: await readTags(client, streamArn, options) } };
    case 'streamResourcePolicy': {
      if (streamArn === undefined) return { extras: {} };
      const { policy, revision } = await readPolicy(client, streamArn, options);
      return { extras: { streamResourcePolicy: policy }, revisions: { streamPolicyRevision: revision } };
    }
    case 'kinesisStreamingDestination':
      return { extras: { kinesis: await readDestinations(client, TableName, options) } };
    case 'contributorInsights': {
      const indexes = (GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName as string);
      const managed = Object.entries(schema?.globalSecondaryIndexes ?? {})
        .filter(([name, index]) => index.contributorInsights !== undefined && indexes.includes(name))
        .map(([name]) => name);
      const answers: [string, ContributorInsightsAnswer][] = [];
      for (const name of [...(schema?.contributorInsights === undefined ? [] : ['']), ...managed]) {
        const input = defined({ TableName, IndexName: name || undefined });
        const { ContributorInsightsStatus, ContributorInsightsMode } = await client.send(
          new DescribeContributorInsightsCommand(input),
          options,
        );
        answers.push([name, { ContributorInsightsStatus, ContributorInsightsMode }]);
      }
      return { extras: { contributorInsights: Object.fromEntries(answers) } };
    }
    case 'scaling':
      return {
        extras: defined({
          scaling: autoScalingClient && (await lookAtScaling(autoScalingClient, table, schema, abortSignal)),
        }),
      };
    default:
      return part satisfies never;
  }
}

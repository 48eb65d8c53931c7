import type {
  ContinuousBackupsDescription,
  KinesisDataStreamDestination,
  Tag,
  TimeToLiveDescription,
} from '@aws-sdk/client-dynamodb';
import {
  notesOnTableDescription,
  readTableDescription,
  type ScalableTargetAnswer,
  type ScalingAnswers,
  type ScalingPolicyAnswer,
  type ScheduledActionAnswer,
  type TableDescriptionExtras,
} from '../../aws/index.js';
import {
  defined,
  isProperties,
  type Properties,
  type TableIssue,
  type TableSchema,
  withoutDefaults,
} from '../../schema/index.js';
import { withWholeLists } from './lists.js';
import type { ReadTable } from './readTable.js';

/** What DescribeTable answers with, and no input of CreateTable has. */
const ofLiveTables = [
  'TableStatus',
  'TableArn',
  'TableId',
  'CreationDateTime',
  'ItemCount',
  'TableSizeBytes',
  'BillingModeSummary',
  'TableClassSummary',
  'SSEDescription',
];

/** Whether it is what DescribeTable says of a table. */
export function isDescription(value: Properties): boolean {
  return Array.isArray(value.KeySchema) && ofLiveTables.some((member) => Object.hasOwn(value, member));
}

/** Reads the answer of DescribeTable, and what stands beside it in one object. */
export function readDescribed(description: Properties, beside: Properties): ReadTable {
  const { value, issues: broken } = withWholeLists(description);
  const extras: TableDescriptionExtras = defined({
    timeToLive: object(beside.TimeToLiveDescription) as TimeToLiveDescription | undefined,
    continuousBackups: object(beside.ContinuousBackupsDescription) as ContinuousBackupsDescription | undefined,
    tags: list<Tag>(beside.Tags),
    kinesis: list<KinesisDataStreamDestination>(beside.KinesisDataStreamDestinations),
    resourcePolicy: typeof beside.Policy === 'string' ? beside.Policy : undefined,
    scaling: scalingBeside(beside),
  }) as TableDescriptionExtras;
  const { schema, issues } = readTableDescription(value, extras);
  const notes = notesOnTableDescription(value, extras);
  return { schema: withoutDefaults(schema), issues: [...broken, ...issues, ...notes, ...untold(schema, extras)] };
}

function object(value: unknown): Properties | undefined {
  return isProperties(value) ? value : undefined;
}

function list<T>(value: unknown): T[] | undefined {
  return Array.isArray(value) ? (value.filter(isProperties) as T[]) : undefined;
}

/** Targets mean nothing without their policies. */
function scalingBeside({ ScalableTargets, ScalingPolicies, ScheduledActions }: Properties): ScalingAnswers | undefined {
  const [targets, policies] = [list<ScalableTargetAnswer>(ScalableTargets), list<ScalingPolicyAnswer>(ScalingPolicies)];
  return (
    targets && policies && { targets, policies, scheduledActions: list<ScheduledActionAnswer>(ScheduledActions) ?? [] }
  );
}

/** A schema without a TTL says that there is none, which this answer does not tell; what else it does not tell stays unmanaged. */
function untold(schema: TableSchema, extras: TableDescriptionExtras): TableIssue[] {
  const { timeToLive, continuousBackups, tags } = extras;
  if (timeToLive && continuousBackups && tags) return [];
  const others = [
    ...(continuousBackups ? [] : ['backups']),
    ...(tags ? [] : ['tags']),
    'contributor insights',
    ...(extras.resourcePolicy === undefined ? ['a policy'] : []),
    ...(extras.kinesis ? [] : ['a Kinesis data stream']),
    ...(schema.billingMode === 'PROVISIONED' && !extras.scaling ? ['auto scaling'] : []),
    ...(schema.streamViewType ? ["the stream's policy and tags"] : []),
    ...(Object.keys(schema.replicas ?? {}).length ? ["the replicas' own settings"] : []),
  ];
  const message = timeToLive
    ? `this does not tell of ${others.join(', ')}, which stay unmanaged`
    : `this does not tell whether there is a TTL: add it if there is, since left out means none. Nor does it tell of ${others.join(', ')}, which stay unmanaged`;
  return [{ rule: 'not-representable', path: [timeToLive ? 'tags' : 'timeToLive'], message }];
}

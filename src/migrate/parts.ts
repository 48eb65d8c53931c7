import type { IndexSettingName, SettingName, TableSchema } from '../schema/index.js';
import { managesScaling } from './diffScaling.js';
import { globalIndexes } from './globalIndexes.js';
import type { Operation, Step } from './plan.js';

/** The operations of DynamoDB that tell a part of a table, and those that change it. */
interface PartOperations {
  /** Reads it. */
  readonly read: string;
  /** Gives it a value. An endpoint that lacks `read` lacks this one too. */
  readonly set: Operation;
  /** Takes away what `set` only adds. */
  readonly unset?: Operation;
  /** Changes what `set` gave, where `set` does not. */
  readonly change?: Operation;
  /** It is a part of the table's stream, by the ARN of that: an endpoint that has the operations may lack them there. */
  readonly of?: 'stream';
  /** What else reads it. */
  readonly readsToo?: readonly string[];
  /** What else changes it. */
  readonly setsToo?: readonly Operation[];
  /** Left out: DynamoDB. Its name is the prefix of its actions in IAM. */
  readonly service?: 'application-autoscaling';
}

/**
 * What a table is made of, as DynamoDB's operations cut it: each part is read by one operation and changed by one or two. What reads
 * tables, changes them, asks what an endpoint has, and writes permissions, all take the names from here. `table` is what
 * DescribeTable tells; CreateTable makes it, and can carry tags and a policy too.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html
 */
export const tableParts = {
  table: { read: 'DescribeTable', set: 'UpdateTable' },
  timeToLive: { read: 'DescribeTimeToLive', set: 'UpdateTimeToLive' },
  continuousBackups: { read: 'DescribeContinuousBackups', set: 'UpdateContinuousBackups' },
  tags: { read: 'ListTagsOfResource', set: 'TagResource', unset: 'UntagResource' },
  resourcePolicy: { read: 'GetResourcePolicy', set: 'PutResourcePolicy', unset: 'DeleteResourcePolicy' },
  contributorInsights: { read: 'DescribeContributorInsights', set: 'UpdateContributorInsights' },
  kinesisStreamingDestination: {
    read: 'DescribeKinesisStreamingDestination',
    set: 'EnableKinesisStreamingDestination',
    unset: 'DisableKinesisStreamingDestination',
    change: 'UpdateKinesisStreamingDestination',
  },
  streamTags: { read: 'ListTagsOfResource', set: 'TagResource', unset: 'UntagResource', of: 'stream' },
  streamResourcePolicy: {
    read: 'GetResourcePolicy',
    set: 'PutResourcePolicy',
    unset: 'DeleteResourcePolicy',
    of: 'stream',
  },
  scaling: {
    service: 'application-autoscaling',
    read: 'DescribeScalableTargets',
    readsToo: ['DescribeScalingPolicies', 'DescribeScheduledActions'],
    set: 'RegisterScalableTarget',
    setsToo: ['PutScalingPolicy', 'PutScheduledAction', 'DeleteScheduledAction'],
    unset: 'DeregisterScalableTarget',
  },
} as const satisfies { readonly [part: string]: PartOperations };

/** A part of a table that DescribeTable does not tell. */
export type Part = Exclude<keyof typeof tableParts, 'table'>;

/** The part that holds each setting of a table. */
const ofSetting: { readonly [P in SettingName]: keyof typeof tableParts } = {
  streamResourcePolicy: 'streamResourcePolicy',
  streamTags: 'streamTags',
  kinesisStreamingDestination: 'kinesisStreamingDestination',
  replicas: 'table',
  billingMode: 'table',
  provisionedThroughput: 'table',
  onDemandThroughput: 'table',
  warmThroughput: 'table',
  streamViewType: 'table',
  encryption: 'table',
  tableClass: 'table',
  deletionProtection: 'table',
  timeToLive: 'timeToLive',
  pointInTimeRecovery: 'continuousBackups',
  tags: 'tags',
  resourcePolicy: 'resourcePolicy',
  contributorInsights: 'contributorInsights',
};

/** The part that holds each setting of a global index. */
const ofIndexSetting: { readonly [P in IndexSettingName]: keyof typeof tableParts } = {
  provisionedThroughput: 'table',
  onDemandThroughput: 'table',
  warmThroughput: 'table',
  contributorInsights: 'contributorInsights',
};

/**
 * The parts of which a schema says something, or some index of it: they have to be read before a plan, and may have to be written.
 * Time to live is structure: a schema without one wants none.
 */
export function managedParts(schema: TableSchema): Part[] {
  const managed = new Set<string>(['timeToLive', ...heldBy(ofSetting, schema)]);
  for (const index of Object.values(globalIndexes(schema)))
    for (const part of heldBy(ofIndexSetting, index)) managed.add(part);
  if (managesScaling(schema)) managed.add('scaling');
  return otherParts.filter((part) => managed.has(part));
}

const otherParts: readonly Part[] = [
  'timeToLive',
  'continuousBackups',
  'tags',
  'resourcePolicy',
  'contributorInsights',
  'kinesisStreamingDestination',
  'streamTags',
  'streamResourcePolicy',
  'scaling',
];

function heldBy(parts: { readonly [setting: string]: string }, of: object): string[] {
  return Object.entries(of).flatMap(([name, value]) =>
    value !== undefined && Object.hasOwn(parts, name) ? [parts[name]] : [],
  );
}

/** The part of a table that a step changes; `undefined` for the table itself. The parts of a stream share operations with the table's. */
export function partOf({ operation, changes }: Pick<Step, 'operation' | 'changes'>): Part | undefined {
  const parts = otherParts.filter((part) => {
    const { set, unset, change, setsToo = [] }: PartOperations = tableParts[part];
    return [set, unset, change, ...setsToo].includes(operation);
  });
  return parts.find((part) => changes.some(({ path }) => path[0] === part)) ?? parts.at(0);
}

/** Whether it is a part of the table's stream, by the ARN of that. */
export function isOfStream(part: Part): boolean {
  const { of }: PartOperations = tableParts[part];
  return of === 'stream';
}

/** What an endpoint that lacks a part is said to lack: the operation that sets it, of a stream where it is a part of that. */
export function lackOf(part: Part): string {
  const { set, of }: PartOperations = tableParts[part];
  return of === undefined ? set : `${set}.${of}`;
}

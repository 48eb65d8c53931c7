import type { IndexSettingName, SettingName, TableSchema } from '../schema/index.js';
import { globalIndexes } from './globalIndexes.js';
import type { Operation } from './plan.js';

/** The operations of DynamoDB that tell a part of a table, and those that change it. */
interface PartOperations {
  /** Reads it. */
  readonly read: string;
  /** Gives it a value. An endpoint that lacks `read` lacks this one too. */
  readonly set: Operation;
  /** Takes away what `set` only adds. */
  readonly unset?: Operation;
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
  resourcePolicy: { read: 'GetResourcePolicy', set: 'PutResourcePolicy' },
  contributorInsights: { read: 'DescribeContributorInsights', set: 'UpdateContributorInsights' },
} as const satisfies { readonly [part: string]: PartOperations };

/** A part of a table that DescribeTable does not tell. */
export type Part = Exclude<keyof typeof tableParts, 'table'>;

/** The part that holds each setting of a table. */
const ofSetting: { readonly [P in SettingName]: keyof typeof tableParts } = {
  streamResourcePolicy: 'table',
  streamTags: 'table',
  kinesisStreamingDestination: 'table',
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
  return otherParts.filter((part) => managed.has(part));
}

const otherParts: readonly Part[] = [
  'timeToLive',
  'continuousBackups',
  'tags',
  'resourcePolicy',
  'contributorInsights',
];

function heldBy(parts: { readonly [setting: string]: string }, of: object): string[] {
  return Object.entries(of).flatMap(([name, value]) =>
    value !== undefined && Object.hasOwn(parts, name) ? [parts[name]] : [],
  );
}

/** The part of a table that an operation changes; `undefined` for the table itself. */
export function partOf(operation: Operation): Part | undefined {
  return otherParts.find((part) => {
    const { set, unset }: PartOperations = tableParts[part];
    return operation === set || operation === unset;
  });
}

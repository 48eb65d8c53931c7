import type { TableDescription } from '@aws-sdk/client-dynamodb';
import {
  type LiveScaling,
  notesOnScaling,
  readLiveScaling,
  type ScalingAnswers,
  scalableResource,
  scalingPolicyName,
} from '../aws/index.js';
import { type LiveFacts, managesScaling, scaledDimensions, scalingKey } from '../migrate/index.js';
import type { AutoScaling, ProvisionedThroughput, TableSchema } from '../schema/index.js';

interface Scaled {
  readonly index: string | undefined;
  readonly dimension: keyof AutoScaling;
  readonly live: LiveScaling;
}

/** All that scales of a table (no index) and of these indexes. */
function scaled(answers: ScalingAnswers, tableName: string, indexes: readonly (string | undefined)[]): Scaled[] {
  return indexes.flatMap((index) =>
    scaledDimensions.flatMap((dimension) => {
      const live = readLiveScaling(answers, scalableResource(dimension, tableName, index));
      return live ? [{ index, dimension, live }] : [];
    }),
  );
}

function indexNames({ GlobalSecondaryIndexes = [] }: TableDescription): string[] {
  return GlobalSecondaryIndexes.map(({ IndexName = '' }) => IndexName);
}

/** The policies that have another name than those of AWS's console, or that never lower the capacity. */
export function scalingPolicies(answers: ScalingAnswers, table: TableDescription): LiveFacts['scalingPolicies'] {
  const { TableName = '' } = table;
  const own = scaled(answers, TableName, [undefined, ...indexNames(table)]).flatMap(({ index, dimension, live }) => {
    const { policy } = live;
    const usual = scalingPolicyName(scalableResource(dimension, TableName, index));
    const isUsual = policy?.name === usual && !policy.disableScaleIn;
    return policy && !isUsual ? [[scalingKey(index, dimension), policy] as const] : [];
  });
  return own.length ? Object.fromEntries(own) : undefined;
}

/** What DescribeTable shows of a capacity on demand, which may have targets from before. */
const onDemand: ProvisionedThroughput = { readCapacityUnits: 0, writeCapacityUnits: 0 };

/** The live table with its targets that have no policy, too, which a plan has to know of: `targetValue` is missing there. */
export function withTargets(table: TableSchema, answers: ScalingAnswers | undefined): TableSchema {
  if (!answers) return table;
  const scale = <T extends { readonly provisionedThroughput?: ProvisionedThroughput }>(
    holder: T,
    index?: string,
  ): T => {
    const targets = scaled(answers, table.tableName, [index]).map(({ dimension, live }) => [dimension, live.scaling]);
    const { provisionedThroughput: units = targets.length ? onDemand : undefined } = holder;
    if (!units) return holder;
    return { ...holder, provisionedThroughput: { ...units, autoScaling: Object.fromEntries(targets) } };
  };
  const indexes = Object.entries(table.globalSecondaryIndexes ?? {}).map(([name, index]) => [name, scale(index, name)]);
  return {
    ...scale(table),
    ...(indexes.length && { globalSecondaryIndexes: Object.fromEntries(indexes) }),
  } as TableSchema;
}

/** What of the scaling a plan leaves as it is, in words. */
export function scalingPlanNotes(answers: ScalingAnswers, table: TableDescription, schema: TableSchema): string[] {
  const { TableName = '' } = table;
  const isWanted = (name: string) => Object.hasOwn(schema.globalSecondaryIndexes ?? {}, name);
  const resources = [...new Set(answers.targets.map(({ ResourceId = '' }) => ResourceId))];
  if (schema.billingMode !== 'PROVISIONED') {
    const words =
      'nothing scales on demand, and they scale again if the table is PROVISIONED again, unless they are deregistered';
    return resources.length ? [`Application Auto Scaling keeps its targets of ${resources.join(', ')}: ${words}`] : [];
  }
  if (!managesScaling(schema)) {
    return indexNames(table)
      .filter((name) => !isWanted(name) && resources.includes(scalableResource('read', TableName, name).ResourceId))
      .map((name) => `Application Auto Scaling scales the index ${name}, and keeps its targets when that is removed`);
  }
  const notes: string[] = [];
  const indexes = indexNames(table).filter(isWanted);
  for (const { index, dimension, live } of scaled(answers, TableName, [undefined, ...indexes])) {
    // That a target has no policy yet is a difference.
    if (live.policy) notesOnScaling(answers, [dimension], TableName, index, (_, message) => notes.push(message));
  }
  return notes;
}

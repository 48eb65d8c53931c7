import type { TableDescription } from '@aws-sdk/client-dynamodb';
import {
  type ReadScaling,
  readScaling,
  type ScaledDimension,
  type ScalingAnswers,
  scalableDimension,
  scalableResource,
  scalingNotes,
  scalingPolicyName,
} from '../aws/index.js';
import { type LiveFacts, managesScaling, scalingKey } from '../migrate/index.js';
import type { ProvisionedThroughput, TableSchema } from '../schema/index.js';

/** All that scales of a table (no index) and of these indexes. */
function* scaled(answers: ScalingAnswers, tableName: string, indexes: readonly (string | undefined)[]) {
  for (const index of indexes) {
    for (const of of ['read', 'write'] as const satisfies readonly ScaledDimension[]) {
      const read = readScaling(answers, scalableDimension(tableName, index, of), of);
      if (read) yield { index, of, read };
    }
  }
}

function indexNames({ GlobalSecondaryIndexes = [] }: TableDescription): string[] {
  return GlobalSecondaryIndexes.map(({ IndexName = '' }) => IndexName);
}

/** The policies that have another name than those of AWS's console, or that never lower the capacity. */
export function scalingPolicies(answers: ScalingAnswers, table: TableDescription): LiveFacts['scalingPolicies'] {
  const { TableName = '' } = table;
  const own = [...scaled(answers, TableName, [undefined, ...indexNames(table)])].flatMap(
    ({ index, of, read: { policy } }) =>
      policy && (policy.disableScaleIn || policy.name !== scalingPolicyName(TableName, index, of))
        ? [[scalingKey(index, of), policy] as const]
        : [],
  );
  return own.length ? Object.fromEntries(own) : undefined;
}

/** The live table with its targets that have no policy, too, which a plan has to know of: `targetValue` is missing there. */
export function withTargets(live: TableSchema, answers: ScalingAnswers | undefined): TableSchema {
  if (!answers) return live;
  const of = <T extends { readonly provisionedThroughput?: ProvisionedThroughput }>(holder: T, index?: string): T => {
    const { provisionedThroughput: units } = holder;
    if (!units) return holder;
    const targets = [...scaled(answers, live.tableName, [index])].map(
      ({ of, read }): [string, ReadScaling['scaling']] => [of, read.scaling],
    );
    return { ...holder, provisionedThroughput: { ...units, autoScaling: Object.fromEntries(targets) } };
  };
  const indexes = Object.entries(live.globalSecondaryIndexes ?? {}).map(([name, index]) => [name, of(index, name)]);
  return {
    ...of(live),
    ...(indexes.length && { globalSecondaryIndexes: Object.fromEntries(indexes) }),
  } as TableSchema;
}

/** What of the scaling a plan leaves as it is, in words. */
export function scalingPlanNotes(answers: ScalingAnswers, table: TableDescription, schema: TableSchema): string[] {
  const { TableName = '' } = table;
  const wanted = Object.keys(schema.globalSecondaryIndexes ?? {});
  const targetsOf = (resource: string) => answers.targets.filter(({ ResourceId }) => ResourceId === resource);
  if (schema.billingMode !== 'PROVISIONED') {
    const resources = new Set(answers.targets.map(({ ResourceId }) => ResourceId));
    return resources.size
      ? [
          `Application Auto Scaling keeps its targets of ${[...resources].join(', ')}: nothing scales on demand, and they scale again if the table is PROVISIONED again, unless they are deregistered`,
        ]
      : [];
  }
  if (!managesScaling(schema)) {
    return indexNames(table)
      .filter((name) => !wanted.includes(name) && targetsOf(scalableResource(TableName, name)).length)
      .map((name) => `Application Auto Scaling scales the index ${name}, and keeps its targets when that is removed`);
  }
  const indexes = indexNames(table).filter((name) => wanted.includes(name));
  // That a target has no policy is a difference of the plan's.
  const unequal = [...scaled(answers, TableName, [undefined, ...indexes])].filter(({ read }) => read.policy);
  const has = new Set(unequal.flatMap(({ read }) => read.notes));
  return scalingNotes(answers, { tableName: TableName, provisioned: true, indexes })
    .filter(({ message }) => has.has(message))
    .map(({ of, message }) => `${of}: ${message}`);
}

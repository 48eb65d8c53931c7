import type { UpdateContributorInsightsCommandInput } from '@aws-sdk/client-dynamodb';
import { assertValidTable, type ContributorInsights, type TableSchema, type ValidateOptions } from '../schema/index.js';

/**
 * The inputs of `UpdateContributorInsightsCommand`, one for the table and for each global secondary index that says something of
 * contributor insights, which CreateTable does not carry. Returns a new array, empty when all leave it unmanaged.
 *
 * @throws TableSchemaError with every issue, if the schema is not valid.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContributorInsights.html
 */
export function toUpdateContributorInsightsInputs(
  schema: TableSchema,
  options?: ValidateOptions,
): UpdateContributorInsightsCommandInput[] {
  assertValidTable(schema, options);
  const inputs: UpdateContributorInsightsCommandInput[] = [];
  const add = (insights: ContributorInsights | undefined, IndexName?: string) => {
    if (insights === undefined) return;
    inputs.push({
      TableName: schema.tableName,
      ...(IndexName !== undefined && { IndexName }),
      ContributorInsightsAction: insights ? 'ENABLE' : 'DISABLE',
      ...(typeof insights === 'object' && { ContributorInsightsMode: insights.mode }),
    });
  };
  add(schema.contributorInsights);
  for (const [name, index] of Object.entries(schema.globalSecondaryIndexes ?? {})) add(index.contributorInsights, name);
  return inputs;
}

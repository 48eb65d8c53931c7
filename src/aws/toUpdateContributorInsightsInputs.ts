import type { UpdateContributorInsightsCommandInput } from '@aws-sdk/client-dynamodb';
import {
  assertValidTable,
  type ContributorInsights,
  insightsMode,
  type TableSchema,
  type ValidateOptions,
} from '../schema/index.js';

/**
 * The inputs of `UpdateContributorInsightsCommand`, one for the table and for each global secondary index that says something of
 * contributor insights, which CreateTable does not carry. Returns a new array, empty when all leave it unmanaged.
 *
 * @example
 * ```ts
 * for (const input of toUpdateContributorInsightsInputs(orders)) {
 *   await client.send(new UpdateContributorInsightsCommand(input));
 * }
 * ```
 *
 * @throws TableSchemaError with every issue, if the schema is not valid.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContributorInsights.html
 */
export function toUpdateContributorInsightsInputs(
  schema: TableSchema,
  options?: ValidateOptions,
): UpdateContributorInsightsCommandInput[] {
  assertValidTable(schema, options);
  const inputs = Object.entries(schema.globalSecondaryIndexes ?? {}).map(([name, { contributorInsights }]) =>
    toContributorInsightsInput(schema.tableName, contributorInsights, name),
  );
  return [toContributorInsightsInput(schema.tableName, schema.contributorInsights), ...inputs].filter(
    (input) => input !== undefined,
  );
}

/** The input for the table or for the index named; `undefined` when the setting is. */
export function toContributorInsightsInput(
  TableName: string,
  insights: ContributorInsights | undefined,
  IndexName?: string,
): UpdateContributorInsightsCommandInput | undefined {
  const mode = insightsMode(insights);
  if (mode === undefined) return undefined;
  return {
    TableName,
    ...(IndexName !== undefined && { IndexName }),
    ContributorInsightsAction: mode ? 'ENABLE' : 'DISABLE',
    // Without a mode, a table whose insights are on already would keep the mode that it has.
    ...(mode && { ContributorInsightsMode: mode }),
  };
}

import { scaledPlaces, toTableProperties } from '../cloudFormation/index.js';
import { type TableSchema, TableSchemaError, type ValidateOptions } from '../schema/index.js';
import { assertNoTokens } from './assertNoTokens.js';
import { cfnNames } from './cfnNames.js';
import { type CdkExpression, data } from './expression.js';

/**
 * The props of CDK's `CfnTable` for a schema, as an expression: `toCfnTableProps` of `tablewright/cdk` evaluates it, `toCdk` prints
 * it. They are the properties of CloudFormation under the names of CDK, which have no word for what scales.
 *
 * @throws TableSchemaError if the schema is not valid or has replicas, or CloudFormation or CDK would evaluate a part of it.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_dynamodb.CfnTable.html
 */
export function describeCfnTable(schema: TableSchema, options?: ValidateOptions): CdkExpression {
  assertNoTokens(schema);
  return data(cfnNames(toTableProperties(schema, options)));
}

/**
 * A schema of which nothing scales.
 *
 * @throws TableSchemaError with each capacity that does.
 */
export function assertNothingScales(schema: TableSchema): void {
  const places = scaledPlaces(schema).map(({ index, of }) => [
    ...(index === undefined ? [] : ['globalSecondaryIndexes', index]),
    'provisionedThroughput',
    'autoScaling',
    of.toLowerCase(),
  ]);
  if (!places.length) return;
  throw new TableSchemaError(
    `CfnTable of ${JSON.stringify(schema.tableName)}`,
    places.map((path) => ({
      rule: 'cdk-auto-scaling' as const,
      path,
      message:
        'the props of a CfnTable have no word for what scales it; use TableV2 or CfnGlobalTable, or the source that toCdk writes',
    })),
  );
}

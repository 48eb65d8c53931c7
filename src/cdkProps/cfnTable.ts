import { toTableProperties } from '../cloudFormation/index.js';
import type { TableSchema, ValidateOptions } from '../schema/index.js';
import { assertNoTokens } from './assertNoTokens.js';
import { type CdkExpression, data } from './expression.js';

/**
 * The props of CDK's `CfnTable` for a schema, as an expression: `toCfnTableProps` of `tablewright/cdk` evaluates it, `toCdk` prints
 * it. They are the properties of CloudFormation under the names of CDK.
 *
 * @throws TableSchemaError if the schema is not valid, or CloudFormation or CDK would evaluate a part of it.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_dynamodb.CfnTable.html
 */
export function describeCfnTable(schema: TableSchema, options?: ValidateOptions): CdkExpression {
  assertNoTokens(schema);
  return data(rename(toTableProperties(schema, options)));
}

function rename(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rename);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      cdkName(name),
      // What a policy holds is not CloudFormation's to name.
      name === 'PolicyDocument' ? entry : rename(entry),
    ]),
  );
}

/** `TableName` is `tableName`, `SSESpecification` is `sseSpecification`. */
function cdkName(name: string): string {
  return name.replace(/^(?:[A-Z]+(?=[A-Z])|[A-Z])/, (start) => start.toLowerCase());
}

import type { CfnTableProps } from 'aws-cdk-lib/aws-dynamodb';
import { assertNothingScales, describeCfnTable } from '../cdkProps/index.js';
import type { TableSchema, ValidateOptions } from '../schema/index.js';
import { evaluate } from './evaluate.js';

/**
 * The props of a `CfnTable`, with all that a schema can say. A `CfnTable` has no removal policy of its own: CloudFormation deletes
 * the table with the stack, unless you call `applyRemovalPolicy`.
 *
 * Props have no word for `provisionedThroughput.autoScaling`. Where it is `'UNMANAGED'`, the numbers are there, and an update of the stack
 * that changes the table may set them again; a schema that says how its capacity scales is refused: `TableV2` takes most of these,
 * `CfnGlobalTable` more, and `toCdk` writes a `CfnTable` with the targets and policies of Application Auto Scaling.
 *
 * @example
 * ```ts
 * const table = new CfnTable(this, 'Orders', toCfnTableProps(orders));
 * table.applyRemovalPolicy(RemovalPolicy.RETAIN);
 * ```
 *
 * @throws TableSchemaError if the schema is not valid or scales, or CloudFormation or CDK would evaluate a part of it.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_dynamodb.CfnTable.html
 */
export function toCfnTableProps(schema: TableSchema, options?: ValidateOptions): CfnTableProps {
  const expression = describeCfnTable(schema, options);
  assertNothingScales(schema);
  return evaluate(expression, () => {
    throw new Error('CfnTable needs no scope');
  }) as CfnTableProps;
}

import type { CfnGlobalTableProps } from 'aws-cdk-lib/aws-dynamodb';
import { describeCfnGlobalTable } from '../cdkProps/index.js';
import type { TableSchema, ValidateOptions } from '../schema/index.js';
import { evaluate } from './evaluate.js';

/** What `toCfnGlobalTableProps` needs to know beside the schema. */
export interface CfnGlobalTablePropsOptions extends ValidateOptions {
  /** The Region of the stack, whose replica comes first. Left out: the one in which the stack is deployed. */
  readonly region?: string;
}

/**
 * The props of a `CfnGlobalTable`: what `TableV2` makes, with all that CloudFormation has words for. It takes what `TableV2` does not:
 * cooldowns, replicas that leave out what the table says, tags of the stream. A `CfnGlobalTable` has no removal policy of its own:
 * CloudFormation deletes the table, in all Regions, with the stack, unless you call `applyRemovalPolicy`.
 *
 * @example
 * ```ts
 * const table = new CfnGlobalTable(this, 'Orders', toCfnGlobalTableProps(orders));
 * table.applyRemovalPolicy(RemovalPolicy.RETAIN);
 * ```
 *
 * @throws TableSchemaError if the schema is not valid, its writes are neither on demand nor scaled, or CloudFormation or CDK would evaluate
 * a part of it.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_dynamodb.CfnGlobalTable.html
 */
export function toCfnGlobalTableProps(
  schema: TableSchema,
  options: CfnGlobalTablePropsOptions = {},
): CfnGlobalTableProps {
  return evaluate(describeCfnGlobalTable(schema, options), () => {
    throw new Error('CfnGlobalTable needs no scope');
  }) as CfnGlobalTableProps;
}

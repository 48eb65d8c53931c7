import { type GlobalTableOptions, toGlobalTableProperties } from '../cloudFormation/index.js';
import type { TableSchema } from '../schema/index.js';
import { assertNoTokens } from './assertNoTokens.js';
import { cfnNames } from './cfnNames.js';
import { type CdkExpression, data, list, literal, member } from './expression.js';

/**
 * The props of CDK's `CfnGlobalTable` for a schema, as an expression: `toCfnGlobalTableProps` of `tablewright/cdk` evaluates it, `toCdk`
 * prints it. They are the properties of CloudFormation under the names of CDK.
 *
 * @throws TableSchemaError if the schema is not valid, a global table can't carry it, or CloudFormation or CDK would evaluate a part of it.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_dynamodb.CfnGlobalTable.html
 */
export function describeCfnGlobalTable(schema: TableSchema, options?: GlobalTableOptions): CdkExpression {
  assertNoTokens(schema);
  const { Replicas, ...shared } = toGlobalTableProperties(schema, options);
  const [{ Region, ...home }, ...others] = Replicas;
  const region = typeof Region === 'string' ? literal(Region) : member('Aws.REGION');
  const own: CdkExpression = { kind: 'object', entries: [['region', region], ...entriesOf(home)] };
  const replicas = list([own, ...others.map((replica) => data(cfnNames(replica)))]);
  return { kind: 'object', entries: [...entriesOf(shared), ['replicas', replicas]] };
}

function entriesOf(properties: object): (readonly [string, CdkExpression])[] {
  return Object.entries(cfnNames(properties) as object).map(([name, value]) => [name, data(value)]);
}

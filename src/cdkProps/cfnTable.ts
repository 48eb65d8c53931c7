import { toTableProperties } from '../cloudFormation/index.js';
import {
  type GlobalSecondaryIndex,
  type Path,
  type ProvisionedThroughput,
  type TableSchema,
  TableSchemaError,
  type ValidateOptions,
} from '../schema/index.js';
import { assertNoTokens } from './assertNoTokens.js';
import { type CdkExpression, data } from './expression.js';

/**
 * The props of CDK's `CfnTable` for a schema, as an expression: `toCfnTableProps` of `tablewright/cdk` evaluates it, `toCdk` prints
 * it. They are the properties of CloudFormation under the names of CDK.
 *
 * @throws TableSchemaError if the schema is not valid or scales, or CloudFormation or CDK would evaluate a part of it.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_dynamodb.CfnTable.html
 */
export function describeCfnTable(schema: TableSchema, options?: ValidateOptions): CdkExpression {
  assertNoTokens(schema);
  const issues = scaledCapacities(schema).map((path) => ({
    rule: 'cdk-auto-scaling' as const,
    path: [...path, 'provisionedThroughput', 'autoScaling'],
    message: 'the props of a CfnTable have no word for what scales it; TableV2 scales, where it can carry the table',
  }));
  if (issues.length) throw new TableSchemaError(`CfnTable of ${JSON.stringify(schema.tableName)}`, issues);
  return data(rename(toTableProperties(schema, options)));
}

/** Where Application Auto Scaling moves a capacity. */
function scaledCapacities({ provisionedThroughput, globalSecondaryIndexes = {} }: TableSchema): Path[] {
  const holders: [Path, ProvisionedThroughput | undefined][] = [
    [[], provisionedThroughput],
    ...Object.entries<GlobalSecondaryIndex>(globalSecondaryIndexes).map(
      ([name, index]): [Path, ProvisionedThroughput | undefined] => [
        ['globalSecondaryIndexes', name],
        index.provisionedThroughput,
      ],
    ),
  ];
  return holders.flatMap(([path, capacity]) => {
    const { autoScaling = 'UNMANAGED' } = capacity ?? {};
    return autoScaling !== 'UNMANAGED' && Object.keys(autoScaling).length ? [path] : [];
  });
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

import { cfnNames } from '../../cdkProps/index.js';
import { type TableIssue, type TableSchema, TableSchemaError } from '../../schema/index.js';
import { scalingResources } from '../cloudFormation/scalingResources.js';
import { code, printLiteral } from '../typescript/printLiteral.js';

/**
 * The statements that make what scales a `CfnTable`: a target and a policy for each capacity, with the ids of the template that
 * `toCloudFormation` writes. Every class that they name is added to `names`.
 *
 * @param table the expression of the table, such as `this.ordersTable`
 */
export function printScaling(
  schema: TableSchema,
  id: string,
  table: string,
  indent: string,
  names: Set<string>,
): string[] {
  return Object.entries(scalingResources(schema, id)).map(([resourceId, resource]) => {
    if (resource.Type === 'AWS::ApplicationAutoScaling::ScalableTarget') {
      names.add('CfnScalableTarget');
      const { ResourceId, ...properties } = resource.Properties;
      const { scheduledActions, ...props } = cfnNames(properties) as { scheduledActions?: readonly ScheduledAction[] };
      const resourceName = ResourceId['Fn::Sub'].replace(`\${${id}}`, `\${${table}.ref}`);
      return printLiteral(
        {
          resourceId: code(`\`${resourceName}\``),
          ...props,
          ...(scheduledActions && {
            scheduledActions: scheduledActions.map((action) => withDates(action, schema.tableName)),
          }),
        },
        `${indent}const ${variableOf(resourceId)} = new CfnScalableTarget(this, '${resourceId}', `,
        ');\n',
      );
    }
    names.add('CfnScalingPolicy');
    const { ScalingTargetId, ...properties } = resource.Properties;
    return printLiteral(
      { ...(cfnNames(properties) as object), scalingTargetId: code(`${variableOf(ScalingTargetId.Ref)}.ref`) },
      `${indent}new CfnScalingPolicy(this, '${resourceId}', `,
      ');\n',
    );
  });
}

interface ScheduledAction {
  readonly scheduledActionName: string;
  readonly startTime?: string;
  readonly endTime?: string;
}

/** @throws TableSchemaError for a fraction of a second, which CDK leaves out of a date. */
function withDates({ startTime, endTime, ...action }: ScheduledAction, tableName: string): object {
  const moments = Object.entries({ startTime, endTime }).filter(([, moment]) => moment !== undefined);
  const issues = moments.flatMap(([member, moment = '']): TableIssue[] =>
    moment.includes('.')
      ? [
          {
            rule: 'cdk-auto-scaling',
            path: ['scheduledActions', action.scheduledActionName, member],
            message: `CDK writes dates in whole seconds, and ${JSON.stringify(moment)} has a fraction; leave it out`,
          },
        ]
      : [],
  );
  if (issues.length) throw new TableSchemaError(`CfnScalableTarget of ${JSON.stringify(tableName)}`, issues);
  return { ...action, ...Object.fromEntries(moments.map(([member, moment]) => [member, code('new Date', [moment])])) };
}

function variableOf(id: string): string {
  return `${id.charAt(0).toLowerCase()}${id.slice(1)}`;
}

/**
 * A CDK app with the three ready-made tables.
 *
 *     npx cdk synth --app "npx tsx app.ts"
 *
 * or, without the CDK command, `npx tsx app.ts`: the template is in `cdk.out`. In a clone of this repository it runs from the root:
 * `npx tsx examples/cdk-app/app.ts`.
 */
import { App, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { approvalTableSchema, breakGlassTableSchema, sessionTableSchema, withTableName } from 'tablewright';
import { toTablePropsV2 } from 'tablewright/cdk';

interface TablesProps extends StackProps {
  /** What the names of the tables start with. */
  readonly stage: string;
}

class TablesStack extends Stack {
  constructor(scope: Construct, id: string, { stage, ...props }: TablesProps) {
    super(scope, id, props);
    const tables = { Sessions: sessionTableSchema, Approvals: approvalTableSchema, BreakGlass: breakGlassTableSchema };
    for (const [name, schema] of Object.entries(tables)) {
      const ofStage = withTableName(schema, `${stage}-${schema.tableName}`);
      // What the stack has to say beside the schema is added to the props, or replaces them.
      const table = new TableV2(this, name, { ...toTablePropsV2(ofStage), deletionProtection: stage === 'prod' });
      new CfnOutput(this, `${name}Arn`, { value: table.tableArn });
    }
  }
}

const app = new App();
for (const stage of ['staging', 'prod']) new TablesStack(app, `tables-${stage}`, { stage });

for (const { stackName, template } of app.synth().stacks) {
  for (const { Type, Properties } of Object.values<{ Type: string; Properties: Record<string, unknown> }>(
    template.Resources,
  )) {
    console.log(`${stackName}: ${Type} ${Properties.TableName}`);
  }
}

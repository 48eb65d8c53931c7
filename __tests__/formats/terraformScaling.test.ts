// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's expressions are the subject here.
import { fromTerraform, toTerraform } from '../../src/formats/index.js';
import type { CapacityScaling, TableSchema } from '../../src/index.js';

const scaling = (more: Partial<CapacityScaling> = {}): CapacityScaling => ({
  minCapacity: 5,
  maxCapacity: 100,
  targetValue: 70,
  ...more,
});

type Scaling = NonNullable<TableSchema['provisionedThroughput']>['autoScaling'];

const table = (ofTable: Scaling, ofIndex: Scaling, ofOther: Scaling): TableSchema => {
  const units = (autoScaling: Scaling) => ({
    provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 6, ...(autoScaling && { autoScaling }) },
  });
  return {
    tableName: 'orders',
    attributes: { id: 'S' },
    partitionKey: 'id',
    globalSecondaryIndexes: {
      'by-a': { partitionKey: 'id', ...units(ofIndex) },
      'by.b': { partitionKey: 'id', ...units(ofOther) },
    },
    billingMode: 'PROVISIONED',
    ...units(ofTable),
  };
};

const full: Scaling = {
  read: scaling({
    scaleInCooldown: 0,
    scaleOutCooldown: 30,
    scheduledActions: {
      morning: { schedule: 'cron(0 8 ? * MON-FRI *)', timezone: 'Europe/Madrid', minCapacity: 20 },
      night: {
        schedule: 'rate(12 hours)',
        startTime: '2027-01-01T00:00:00Z',
        endTime: '2027-02-01T00:00:00Z',
        minCapacity: 5,
      },
    },
  }),
  write: scaling({ targetValue: 50.5 }),
};
const both: Scaling = { read: scaling(), write: scaling() };

async function read(text: string) {
  const { tables, issues } = await fromTerraform(text);
  return {
    schema: tables['aws_dynamodb_table.orders'],
    issues: issues.map(({ rule, path, message }) => `${rule} ${path.join('.')}: ${message}`),
  };
}

describe('capacity that Application Auto Scaling moves', () => {
  test.each([
    ['of all', table(full, both, both), '[global_secondary_index, read_capacity, write_capacity]'],
    ['of one dimension of the table', table({ write: scaling() }, undefined, undefined), '[write_capacity]'],
    [
      'beside what something else moves',
      table('UNMANAGED', both, both),
      '[global_secondary_index, read_capacity, write_capacity]',
    ],
  ])('comes back, %s', async (_, schema, ignored) => {
    const text = toTerraform(schema, { ignoreUnmanaged: false });
    expect(/ {2}ignore_changes += (.*)/.exec(text)?.[1]).toBe(ignored);
    for (const format of ['hcl', 'json'] as const) {
      expect(await read(toTerraform(schema, { format }))).toEqual({ schema, issues: [] });
    }
  });

  test('of one index makes Terraform leave all of them alone, and what nothing moves is told', async () => {
    const schema = table(undefined, { read: scaling() }, undefined);
    const { schema: back, issues } = await read(toTerraform(schema));
    expect(back).toEqual(schema);
    expect(issues).toEqual([
      'terraform-ignored resource.aws_dynamodb_table.orders.lifecycle.ignore_changes: global_secondary_index: Terraform leaves all indexes alone or none; the schema says that nothing moves writes of by-a, reads of by.b, writes of by.b',
    ]);
  });

  test('is said by absence where there must be none, which stands above the table', async () => {
    const schema = table({}, undefined, undefined);
    expect(toTerraform(schema)).toMatch(
      /^# Capacity is not scaled, .*: reads of the table, writes of the table\nresource /,
    );
    expect((await read(toTerraform(schema))).schema).toEqual(table(undefined, undefined, undefined));
    const bare = toTerraform(table({ read: scaling({ scheduledActions: {} }) }, undefined, undefined));
    expect(bare).toContain('# Scaling has no scheduled actions, which takes no resource, for: reads of the table\n');
  });

  test('has bounds that scheduled actions may move', () => {
    expect(toTerraform(table(full, undefined, undefined)).match(/ignore_changes = .*/g)).toEqual([
      'ignore_changes = [min_capacity]',
    ]);
  });
});

/** A table and what scales its reads, with more of each. */
const scaled = ({
  id = 'table/${aws_dynamodb_table.orders.name}',
  target = '',
  policy = '',
  tracking = '',
  more = '',
  before = '',
} = {}) => `
resource "aws_dynamodb_table" "orders" {
  name           = "orders"
  read_capacity  = 5
  write_capacity = 6
  hash_key       = "id"
  attribute {
    name = "id"
    type = "S"
  }
  ${before}
}
resource "aws_appautoscaling_target" "reads" {
  max_capacity       = 100
  min_capacity       = 5
  resource_id        = "${id}"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  service_namespace  = "dynamodb"
  ${target}
}
resource "aws_appautoscaling_policy" "reads" {
  name               = "any"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.reads.resource_id
  scalable_dimension = aws_appautoscaling_target.reads.scalable_dimension
  service_namespace  = aws_appautoscaling_target.reads.service_namespace
  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }
    target_value = 70.0
    ${tracking}
  }
  ${policy}
}
${more}`;

describe('scaling beside a table', () => {
  test.each<[string, string]>([
    ['by name', scaled({ id: 'table/orders' })],
    [
      'that Terraform counts',
      scaled()
        .replaceAll(/("aws_appautoscaling_\w+" "reads" \{)/g, '$1\n count = 1')
        .replaceAll('.reads.', '.reads[0].'),
    ],
    [
      'as of a splat',
      scaled({ id: 'table/${join("", aws_dynamodb_table.orders.*.name)}' })
        .replaceAll(/("aws_appautoscaling_\w+" "reads" \{)/g, '$1\n count = 1')
        .replaceAll(/= (aws_appautoscaling_target\.reads)\.(\w+)/g, '= join("", $1.*.$2)'),
    ],
    [
      'for each of several',
      scaled()
        .replace('target" "reads" {', 'target" "reads" {\n for_each = toset(["a"])')
        .replace('policy" "reads" {', 'policy" "reads" {\n for_each = aws_appautoscaling_target.reads')
        .replaceAll(/= aws_appautoscaling_target\.reads\.(\w+)/g, '= each.value.$1'),
    ],
    [
      'in the words of older versions',
      scaled()
        .replaceAll(/= (aws_appautoscaling_target[.\w]+)/g, '= "${$1}"')
        .replace('${aws_appautoscaling_target.reads.resource_id}', '${aws_appautoscaling_target.reads.id}'),
    ],
    ['that Terraform leaves alone', scaled({ before: 'lifecycle {\n ignore_changes = [read_capacity]\n}' })],
    [
      'whose resources say that nothing is off',
      scaled({
        target:
          'suspended_state {\n dynamic_scaling_in_suspended = false\n}\nlifecycle {\n ignore_changes = [role_arn]\n}',
        tracking: 'disable_scale_in = false',
      }),
    ],
  ])('is read, %s', async (_, text) => {
    const { schema, issues } = await read(text);
    expect(issues).toEqual([]);
    expect(schema.provisionedThroughput?.autoScaling).toEqual({ read: scaling() });
  });

  const at = 'resource.aws_appautoscaling';
  test.each<[string, string, Scaling, string[]]>([
    [
      'scaling in that is off, a role and a suspension',
      scaled({
        target: 'role_arn = "arn:aws:iam::1:role/x"\nsuspended_state {\n scheduled_scaling_suspended = true\n}',
        tracking: 'disable_scale_in = true',
      }),
      { read: scaling() },
      [
        `terraform-argument ${at}_target.reads.suspended_state`,
        `terraform-argument ${at}_target.reads.role_arn`,
        `terraform-argument ${at}_policy.reads.target_tracking_scaling_policy_configuration.disable_scale_in`,
      ],
    ],
    [
      'another policy beside',
      scaled({
        more: `resource "aws_appautoscaling_policy" "steps" {
          name = "steps"
          policy_type = "StepScaling"
          resource_id = aws_appautoscaling_target.reads.resource_id
          scalable_dimension = aws_appautoscaling_target.reads.scalable_dimension
          service_namespace = "dynamodb"
        }`,
      }),
      { read: scaling() },
      [`terraform-resource ${at}_policy.steps.policy_type`],
    ],
    [
      'a metric of its own',
      scaled().replace('"DynamoDBReadCapacityUtilization"', '"Other"'),
      'UNMANAGED',
      [`terraform-resource ${at}_policy.reads.policy_type`, `terraform-resource ${at}_target.reads`],
    ],
    [
      'bounds that only a deployment knows',
      scaled().replace('= 100', '= aws_ssm_parameter.most.value'),
      'UNMANAGED',
      [`terraform-expression ${at}_target.reads.max_capacity`, `terraform-resource ${at}_target.reads`],
    ],
    [
      'writes that Terraform leaves alone, too',
      scaled({ before: 'lifecycle {\n ignore_changes = [read_capacity, write_capacity]\n}' }),
      'UNMANAGED',
      [`terraform-resource ${at}_target.reads`],
    ],
    [
      'a policy without its target',
      scaled({
        more: `resource "aws_appautoscaling_scheduled_action" "writes" {
          name = "up"
          resource_id = "table/orders"
          scalable_dimension = "dynamodb:table:WriteCapacityUnits"
          service_namespace = "dynamodb"
          schedule = "rate(1 day)"
        }`,
      }),
      'UNMANAGED',
      [`terraform-resource ${at}_scheduled_action.writes`, `terraform-resource ${at}_target.reads`],
    ],
    [
      'a table on demand',
      scaled({ before: 'billing_mode = "PAY_PER_REQUEST"' }).replace(/(read|write)_capacity .*\n/g, ''),
      undefined,
      [`terraform-resource ${at}_target.reads`, `terraform-resource ${at}_policy.reads`],
    ],
    [
      'an index that is not there',
      scaled({ id: 'table/orders/index/none' }),
      undefined,
      [`terraform-resource ${at}_target.reads`, `terraform-resource ${at}_policy.reads`],
    ],
    [
      'a scheduled action that is not known',
      scaled({
        more: `resource "aws_appautoscaling_scheduled_action" "up" {
          name = "up"
          resource_id = aws_appautoscaling_target.reads.resource_id
          scalable_dimension = aws_appautoscaling_target.reads.scalable_dimension
          service_namespace = "dynamodb"
          schedule = var.when
          scalable_target_action {
            min_capacity = "7"
          }
        }
        variable "when" {}`,
      }),
      { read: scaling() },
      [
        `terraform-expression ${at}_scheduled_action.up.schedule`,
        `terraform-expression ${at}_scheduled_action.up.name`,
      ],
    ],
  ])('%s', async (_, text, autoScaling, told) => {
    const { schema, issues } = await read(text);
    expect(schema.provisionedThroughput?.autoScaling).toEqual(autoScaling);
    expect(issues.map((issue) => issue.replace(/: .*/, ''))).toEqual(told);
  });
});

test('a module that scales a table of another module is linked to it by its name', async () => {
  const autoscaler = `
    variable "table_name" {}
    variable "most" {
      default = 100
    }
    ${scaled({ id: 'table/${var.table_name}' })
      .replace(/resource "aws_dynamodb_table"[\s\S]*?\n\}\n/, '')
      .replace('= 100', '= var.most')}
    resource "aws_dynamodb_contributor_insights" "i" {
      table_name = var.table_name
    }`;
  const { tables, issues } = await fromTerraform({
    files: {
      'main.tf': `${scaled().replace(/resource "aws_appautoscaling[\s\S]*/, '')}
        module "scaling" {
          source     = "./scaling"
          table_name = aws_dynamodb_table.orders.name
          most       = 100
        }`,
      'scaling/main.tf': autoscaler,
    },
  });
  expect(issues).toEqual([]);
  expect(tables['aws_dynamodb_table.orders']).toMatchObject({
    provisionedThroughput: { autoScaling: { read: scaling() } },
    contributorInsights: true,
  });
});

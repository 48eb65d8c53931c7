// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's expressions are the subject here.
import { fromTerraformShow } from '../../src/formats/index.js';

/** A table as the provider says it, with all that it works out. */
const values = (more: object = {}) => ({
  arn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
  attribute: [
    { name: 'customer', type: 'S' },
    { name: 'id', type: 'S' },
  ],
  billing_mode: 'PAY_PER_REQUEST',
  deletion_protection_enabled: false,
  global_secondary_index: [
    {
      hash_key: 'customer',
      key_schema: [],
      name: 'by-customer',
      non_key_attributes: [],
      on_demand_throughput: [],
      projection_type: 'KEYS_ONLY',
      range_key: '',
      read_capacity: 0,
      warm_throughput: [{ read_units_per_second: 12_000, write_units_per_second: 4_000 }],
      write_capacity: 0,
    },
  ],
  hash_key: 'id',
  id: 'orders',
  import_table: [],
  local_secondary_index: [],
  name: 'orders',
  on_demand_throughput: [],
  point_in_time_recovery: [{ enabled: true, recovery_period_in_days: 7 }],
  range_key: null,
  read_capacity: 0,
  region: 'eu-west-1',
  replica: [],
  restore_date_time: null,
  server_side_encryption: [],
  stream_arn: '',
  stream_enabled: false,
  stream_view_type: '',
  table_class: 'STANDARD',
  tags: { team: 'shop', empty: '' },
  tags_all: { team: 'shop', empty: '' },
  timeouts: null,
  ttl: [{ attribute_name: '${expires}', enabled: true }],
  warm_throughput: [{ read_units_per_second: 12_000, write_units_per_second: 4_000 }],
  write_capacity: 0,
  ...more,
});

const orders = {
  tableName: 'orders',
  attributes: { customer: 'S', id: 'S', '${expires}': 'N' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'by-customer': { partitionKey: 'customer', projection: 'KEYS_ONLY' } },
  billingMode: 'PAY_PER_REQUEST',
  timeToLive: '${expires}',
  pointInTimeRecovery: { recoveryPeriodInDays: 7 },
  tags: { team: 'shop', empty: '' },
};

const resource = (type: string, name: string, given: object, index?: string | number) => ({
  address: `${type}.${name}${index === undefined ? '' : `[${JSON.stringify(index)}]`}`,
  mode: 'managed',
  type,
  name,
  ...(index === undefined ? {} : { index }),
  values: given,
});

test('a state, with what stands beside its tables', () => {
  const arn = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
  const beside = [
    resource('aws_dynamodb_contributor_insights', 'i', { table_name: 'orders', index_name: 'by-customer', id: 'x' }),
    resource('aws_dynamodb_tag', 't', { resource_arn: arn, key: 'stage', value: 'prod' }),
    resource('aws_dynamodb_resource_policy', 'p', { resource_arn: arn, policy: '{"Statement":[]}', revision_id: '1' }),
    resource('aws_dynamodb_kinesis_streaming_destination', 'k', { table_name: 'orders' }),
    { ...resource('aws_dynamodb_table', 'found', { name: 'elsewhere' }), mode: 'data' },
  ];
  const state = {
    format_version: '1.0',
    terraform_version: '1.9.0',
    values: {
      root_module: {
        resources: [resource('aws_dynamodb_table', 'orders', values()), ...beside],
        child_modules: [
          {
            address: 'module.shop["eu"]',
            resources: [
              resource(
                'aws_dynamodb_table',
                'this',
                values({
                  name: 'carts',
                  billing_mode: 'PROVISIONED',
                  read_capacity: 5,
                  write_capacity: 6,
                  deletion_protection_enabled: true,
                  global_secondary_index: [],
                  attribute: [{ name: 'id', type: 'S' }],
                }),
                0,
              ),
              resource('aws_appautoscaling_target', 'r', { service_namespace: 'dynamodb', resource_id: 'table/carts' }),
            ],
          },
        ],
      },
    },
  };
  const { tables, unnamed, issues } = fromTerraformShow(JSON.stringify(state));
  const { 'by-customer': index } = orders.globalSecondaryIndexes;
  expect(tables).toEqual({
    'aws_dynamodb_table.orders': {
      ...orders,
      globalSecondaryIndexes: { 'by-customer': { ...index, contributorInsights: true } },
      tags: { ...orders.tags, stage: 'prod' },
      resourcePolicy: { Statement: [] },
    },
    'module.shop["eu"].aws_dynamodb_table.this[0]': {
      tableName: 'carts',
      attributes: { id: 'S', '${expires}': 'N' },
      partitionKey: 'id',
      billingMode: 'PROVISIONED',
      provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 6, autoScaling: 'UNMANAGED' },
      deletionProtection: true,
      timeToLive: '${expires}',
      pointInTimeRecovery: { recoveryPeriodInDays: 7 },
      tags: orders.tags,
    },
  });
  expect(unnamed).toEqual({});
  expect(issues.map(({ rule, path }) => `${rule} ${path.join('.')}`).sort()).toEqual([
    'terraform-resource resource.aws_dynamodb_kinesis_streaming_destination.k',
    'terraform-resource resource.module.shop["eu"].aws_appautoscaling_target.r',
  ]);
});

/** A plan that makes what is given, of which the marks are known to the deployment only. */
const plan = (planned: readonly (ReturnType<typeof resource> & { marks?: object; expressions?: object })[]) => ({
  format_version: '1.2',
  terraform_version: '1.9.0',
  planned_values: { root_module: { resources: planned.map(({ marks: _, expressions: __, ...one }) => one) } },
  resource_changes: planned.map(({ address, marks }) => ({
    address,
    change: { actions: ['create'], before: null, after_unknown: { arn: true, id: true, tags_all: {}, ...marks } },
  })),
  configuration: {
    root_module: {
      resources: planned.map(({ type, name, expressions = {} }) => ({
        address: `${type}.${name}`,
        type,
        name,
        expressions,
      })),
    },
  },
});

test('a plan: what only the deployment knows is left out, and settings at their defaults are there where they are chosen', () => {
  const { arn: _, id: __, name: ___, server_side_encryption: ____, ...planned } = values();
  const key = { references: ['aws_kms_key.k.arn', 'aws_kms_key.k'] };
  const { tables, unnamed, issues } = fromTerraformShow(
    plan([
      {
        ...resource('aws_dynamodb_table', 'orders', { ...planned, server_side_encryption: [{ enabled: true }] }, 'eu'),
        marks: { name: true, server_side_encryption: [{ kms_key_arn: true }] },
        expressions: {
          name: { references: ['random_pet.p.id', 'random_pet.p'] },
          deletion_protection_enabled: { constant_value: false },
          server_side_encryption: [{ enabled: { constant_value: true }, kms_key_arn: key }],
        },
      },
      {
        ...resource('aws_dynamodb_contributor_insights', 'i', { mode: 'THROTTLED_KEYS' }, 'eu'),
        marks: { table_name: true },
        expressions: { table_name: { references: ['aws_dynamodb_table.orders', 'each.key'] } },
      },
      {
        ...resource('aws_dynamodb_tag', 't', { key: 'stage', value: 'prod' }, 'eu'),
        marks: { resource_arn: true },
        expressions: {
          resource_arn: { references: ['aws_dynamodb_table.orders["eu"].arn', 'aws_dynamodb_table.orders["eu"]'] },
        },
      },
    ]),
  );
  const { tableName: _____, ...rest } = orders;
  expect(tables).toEqual({});
  expect(unnamed).toEqual({
    'aws_dynamodb_table.orders["eu"]': {
      nameExpression: 'random_pet.p.id',
      schema: {
        ...rest,
        deletionProtection: false,
        contributorInsights: { mode: 'THROTTLED_KEYS' },
        tags: { ...orders.tags, stage: 'prod' },
      },
    },
  });
  expect(issues.map(({ rule, path }) => `${rule} ${path.slice(2).join('.')}`)).toEqual([
    'terraform-expression orders["eu"].name',
    'terraform-expression orders["eu"].server_side_encryption.kms_key_arn',
  ]);
  const chosen = { name: {}, server_side_encryption: [{ enabled: { constant_value: true } }] };
  const byItself = fromTerraformShow(
    plan([
      {
        ...resource('aws_dynamodb_table', 'orders', values({ server_side_encryption: [{ enabled: true }] })),
        marks: { read_capacity: true, stream_view_type: true, server_side_encryption: [{ kms_key_arn: true }] },
        expressions: chosen,
      },
    ]),
  );
  expect(byItself).toMatchObject({ issues: [] });
  expect(byItself.tables).toEqual({ 'aws_dynamodb_table.orders': { ...orders, encryption: 'AWS_MANAGED' } });
  const named = fromTerraformShow(
    plan([{ ...resource('aws_dynamodb_table', 'orders', planned), marks: { name: true } }]),
    {
      names: { 'aws_dynamodb_table.orders': 'prod-orders', 'aws_dynamodb_table.other': 'x' },
    },
  );
  expect(named.tables).toEqual({ 'aws_dynamodb_table.orders': { ...orders, tableName: 'prod-orders' } });
  expect(named.issues).toMatchObject([{ rule: 'terraform-table', path: ['names', 'aws_dynamodb_table.other'] }]);
});

test('a state file', () => {
  const { tables, issues } = fromTerraformShow({
    version: 4,
    terraform_version: '1.9.0',
    resources: [
      { mode: 'managed', type: 'aws_dynamodb_table', name: 'orders', instances: [{ attributes: values() }] },
      {
        module: 'module.shop',
        mode: 'managed',
        type: 'aws_dynamodb_table',
        name: 'this',
        instances: [
          { index_key: 0, attributes: values({ name: 'carts', tags: null, tags_all: { by: 'the provider' } }) },
          { index_key: 0, deposed: 'b1', attributes: values({ name: 'old' }) },
        ],
      },
      { mode: 'data', type: 'aws_dynamodb_table', name: 'found', instances: [{ attributes: values() }] },
    ],
  });
  expect(tables).toEqual({
    'aws_dynamodb_table.orders': orders,
    'module.shop.aws_dynamodb_table.this[0]': { ...orders, tableName: 'carts', tags: { by: 'the provider' } },
  });
  expect(issues).toEqual([]);
});

test.each([
  ['{', /can't be read/],
  ['[]', /neither a plan nor a state/],
  ['{"resource":{}}', /neither a plan nor a state/],
  ['{"version":3,"modules":[]}', /neither a plan nor a state/],
])('%s is refused', (text, message) => {
  expect(() => fromTerraformShow(text)).toThrow(message);
});

test.each([
  [{ values: { root_module: { resources: 5, child_modules: [null, {}] } } }],
  [
    {
      planned_values: { root_module: { resources: [{ type: 'aws_dynamodb_table', name: 'x', values: {} }] } },
      resource_changes: [null, 5],
    },
  ],
  [
    {
      version: 4,
      resources: [null, { type: 'aws_dynamodb_table', instances: [{ attributes: { attribute: 5, ttl: [[1]] } }] }],
    },
  ],
  [{ format_version: '1.0', terraform_version: '1.9.0' }],
])('an odd one is read without a throw: %j', (shown) => {
  const { tables, unnamed, issues } = fromTerraformShow(shown);
  expect(tables).toEqual({});
  for (const address of Object.keys(unnamed)) expect(issues.map(({ path }) => path[0])).toContain(address);
});

describe('scaling', () => {
  const ids = {
    resource_id: 'table/carts',
    scalable_dimension: 'dynamodb:table:ReadCapacityUnits',
    service_namespace: 'dynamodb',
  };
  const suspended = {
    dynamic_scaling_in_suspended: false,
    dynamic_scaling_out_suspended: false,
    scheduled_scaling_suspended: false,
  };
  const metric = [{ predefined_metric_type: 'DynamoDBReadCapacityUtilization', resource_label: '' }];
  const tracking = { disable_scale_in: false, predefined_metric_specification: metric, target_value: 70 };
  const of = (cooldowns: object) => ({
    aws_dynamodb_table: {
      ...values({ name: 'carts', billing_mode: 'PROVISIONED', read_capacity: 5, write_capacity: 6 }),
      global_secondary_index: [],
      attribute: [{ name: 'id', type: 'S' }],
    },
    aws_appautoscaling_target: {
      ...ids,
      id: 'table/carts',
      arn: 'arn:aws:application-autoscaling:eu-west-1:111122223333:scalable-target/1',
      max_capacity: 100,
      min_capacity: 5,
      role_arn:
        'arn:aws:iam::111122223333:role/aws-service-role/dynamodb.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_DynamoDBTable',
      suspended_state: [suspended],
      tags: null,
      tags_all: {},
    },
    aws_appautoscaling_policy: {
      ...ids,
      name: 'reads',
      alarm_arns: ['arn:aws:cloudwatch:eu-west-1:111122223333:alarm:x'],
      policy_type: 'TargetTrackingScaling',
      step_scaling_policy_configuration: [],
      target_tracking_scaling_policy_configuration: [
        { ...tracking, customized_metric_specification: [], ...cooldowns },
      ],
    },
    aws_appautoscaling_scheduled_action: {
      ...ids,
      name: 'up',
      arn: 'arn:aws:autoscaling:eu-west-1:111122223333:scheduledAction:1',
      schedule: 'rate(1 day)',
      start_time: '',
      end_time: '',
      timezone: 'UTC',
      scalable_target_action: [{ min_capacity: '7', max_capacity: '' }],
    },
  });
  const resources = (cooldowns: object) =>
    Object.entries(of(cooldowns)).map(([type, attributes]) => ({
      ...resource(type, 'x', attributes),
      address: `${type}.x`,
    }));
  const read = {
    minCapacity: 5,
    maxCapacity: 100,
    targetValue: 70,
    scheduledActions: { up: { schedule: 'rate(1 day)', minCapacity: 7 } },
  };

  test('is read from a state, of which a cooldown of 0 may be nobody’s choice', () => {
    const cooldowns = { scale_in_cooldown: 0, scale_out_cooldown: 30 };
    const { tables, issues } = fromTerraformShow({ values: { root_module: { resources: resources(cooldowns) } } });
    expect(issues).toEqual([]);
    expect(tables['aws_dynamodb_table.x'].provisionedThroughput).toMatchObject({
      autoScaling: { read: { ...read, scaleOutCooldown: 30 } },
    });
    expect(JSON.stringify(tables)).not.toContain('scaleInCooldown');
  });

  test('is read from a plan as it is configured', () => {
    const cooldowns = { scale_in_cooldown: 0, scale_out_cooldown: null };
    const planned = resources(cooldowns);
    const { tables, issues } = fromTerraformShow({
      planned_values: { root_module: { resources: planned } },
      resource_changes: planned.map(({ type, address }) => ({
        address,
        change: {
          after_unknown: type === 'aws_appautoscaling_target' ? { role_arn: true, suspended_state: true } : {},
        },
      })),
      configuration: {
        root_module: {
          resources: planned.map(({ type, name }) => ({
            type,
            name,
            expressions: {
              target_tracking_scaling_policy_configuration: [{ scale_in_cooldown: { constant_value: 0 } }],
            },
          })),
        },
      },
    });
    expect(issues).toEqual([]);
    expect(tables['aws_dynamodb_table.x'].provisionedThroughput).toMatchObject({
      autoScaling: { read: { ...read, scaleInCooldown: 0 } },
    });
    expect(JSON.stringify(tables)).not.toContain('scaleOutCooldown');
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's expressions are the subject here.
import { fromTerraform, fromTerraformShow, toTerraform } from '../../src/formats/index.js';
import type { TableSchema, TableSchemaError } from '../../src/index.js';
import { ordersText, plainOrders } from './terraformFixtures.js';

const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'dynamodb:*', Resource: '*' }],
};
const stream = (region: string) => `arn:aws:kinesis:${region}:111122223333:stream/orders`;
const keyArn = (region: string) => `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const orders: TableSchema = {
  ...plainOrders,
  billingMode: 'PAY_PER_REQUEST',
  globalSecondaryIndexes: { 'by-id': { partitionKey: 'id' } },
  attributes: { id: 'S' },
  streamViewType: 'NEW_AND_OLD_IMAGES',
};

async function read(text: string) {
  const { tables, issues } = await fromTerraform(text);
  return {
    schema: tables['aws_dynamodb_table.orders'],
    issues: issues.map(({ rule, path }) => `${rule} ${path.join('.')}`),
  };
}

async function comesBack(schema: TableSchema, as: TableSchema = schema) {
  for (const format of ['hcl', 'json'] as const) {
    expect(await read(toTerraform(schema, { format }))).toEqual({ schema: as, issues: [] });
  }
}

test('a Kinesis data stream, and the policy and tags of the stream, stand beside the table', async () => {
  const schema: TableSchema = {
    ...orders,
    streamResourcePolicy: policy,
    streamTags: { 'cost center': 'shop', team: 'shop' },
    kinesisStreamingDestination: {
      streamArn: stream('eu-central-1'),
      approximateCreationDateTimePrecision: 'MICROSECOND',
    },
    resourcePolicy: policy,
  };
  await comesBack(schema);
  const text = toTerraform(schema);
  expect(text).toContain('resource_arn = aws_dynamodb_table.orders.stream_arn');
  expect(text.match(/^resource "aws_dynamodb_(?!table").*/gm)).toEqual([
    'resource "aws_dynamodb_resource_policy" "orders" {',
    'resource "aws_dynamodb_resource_policy" "orders_stream" {',
    'resource "aws_dynamodb_tag" "orders_stream_cost_center" {',
    'resource "aws_dynamodb_tag" "orders_stream_team" {',
    'resource "aws_dynamodb_kinesis_streaming_destination" "orders" {',
  ]);
});

test('what must not be there is said by absence, which stands above the table', async () => {
  const none: TableSchema = {
    ...orders,
    resourcePolicy: false,
    streamResourcePolicy: false,
    streamTags: {},
    kinesisStreamingDestination: false,
    replicas: {},
  };
  await comesBack(none, orders);
  const [comments] = toTerraform(none).split('resource "');
  expect(comments).toBe(
    [
      '# No Kinesis data stream gets the changes, which takes no resource, for: the table',
      '# There is no resource policy, which takes no resource, for: the table, the stream',
      '# There are no tags, which takes no resource, for: the stream',
      '# There are no replicas, which takes no resource, for: the table',
      '',
    ].join('\n'),
  );
  expect(toTerraform(none)).not.toContain('replica,');
  expect(toTerraform(orders)).toContain('replica,');
});

describe('replicas', () => {
  test('are blocks of the table, and what else they have is of their Region', async () => {
    const schema: TableSchema = {
      ...orders,
      encryption: { kmsMasterKeyId: keyArn('eu-central-1') },
      tags: { team: 'shop' },
      replicas: {
        'eu-west-1': {
          deletionProtection: true,
          pointInTimeRecovery: true,
          contributorInsights: { mode: 'THROTTLED_KEYS' },
          tags: { team: 'shop' },
          encryption: { kmsMasterKeyId: keyArn('eu-west-1') },
          kinesisStreamingDestination: { streamArn: stream('eu-west-1') },
          resourcePolicy: policy,
          globalSecondaryIndexes: { 'by-id': { contributorInsights: true } },
        },
        'us-east-1': {
          deletionProtection: false,
          pointInTimeRecovery: false,
          tags: { team: 'other' },
          encryption: { kmsMasterKeyId: 'alias/orders' },
        },
      },
    };
    await comesBack(schema);
    const text = toTerraform(schema);
    expect(text).toContain(`
  replica {
    region_name                 = "eu-west-1"
    deletion_protection_enabled = true
    point_in_time_recovery      = true
    propagate_tags              = true
    kms_key_arn                 = "${keyArn('eu-west-1')}"
  }

  replica {
    region_name                 = "us-east-1"
    deletion_protection_enabled = false
    point_in_time_recovery      = false
    kms_key_arn                 = data.aws_kms_key.orders_us_east_1.arn
  }
`);
    expect(text).toContain(`resource "aws_dynamodb_tag" "orders_us_east_1_team" {
  region       = "us-east-1"
  resource_arn = one([for replica in aws_dynamodb_table.orders.replica : replica.arn if replica.region_name == "us-east-1"])
`);
    expect(text).toContain('data "aws_kms_key" "orders_us_east_1" {\n  region = "us-east-1"\n');
    expect(text).not.toContain('switches off');
  });

  test('tell what the provider switches off, and what must not be there', () => {
    const bare = toTerraform({ ...orders, replicas: { 'eu-west-1': { tags: {}, resourcePolicy: false } } });
    expect(bare.split('resource "')[0].trim().split('\n')).toEqual([
      '# There is no resource policy, which takes no resource, for: the replica in eu-west-1',
      '# There are no tags, which takes no resource, for: the replica in eu-west-1',
      '# Terraform switches off, as nothing is said of it here: deletion protection in eu-west-1, point-in-time recovery in eu-west-1',
    ]);
  });

  test('are refused with what a replica block can not say', () => {
    const refused = (replica: NonNullable<TableSchema['replicas']>[string]) => {
      try {
        toTerraform({ ...orders, replicas: { 'eu-west-1': replica } });
      } catch (error) {
        return (error as TableSchemaError).issues.map(({ rule, path }) => `${rule} ${path.slice(2).join('.')}`);
      }
      return [];
    };
    const onDemandThroughput = { maxReadRequestUnits: 5 };
    expect(refused({ tableClass: 'STANDARD', onDemandThroughput })).toEqual([
      'setting-not-carried tableClass',
      'setting-not-carried onDemandThroughput',
    ]);
    expect(refused({ pointInTimeRecovery: { recoveryPeriodInDays: 7 } })).toEqual([
      'setting-not-carried pointInTimeRecovery',
    ]);
    expect(refused({ globalSecondaryIndexes: { 'by-id': { onDemandThroughput } } })).toEqual([
      'setting-not-carried globalSecondaryIndexes.by-id.onDemandThroughput',
    ]);
  });

  const streams = 'stream_enabled = true\n stream_view_type = "NEW_AND_OLD_IMAGES"';
  const replica = (more = '') => `replica {\n region_name = "eu-west-1"\n ${more}\n}`;
  const providers = `
    provider "aws" {
      region = "us-west-2"
    }
    provider "aws" {
      alias = "replica"
      region = "eu-west-1"
    }
    data "aws_region" "current" {}
    data "aws_region" "replica" {
      provider = aws.replica
    }`;
  const base = { ...plainOrders, streamViewType: 'NEW_AND_OLD_IMAGES' };
  const at = 'resource.aws_dynamodb_table';

  test.each<[string, string, object | undefined, string[]]>([
    ['a Region by itself', ordersText(`${streams}\n${replica()}`), { 'eu-west-1': {} }, []],
    [
      'each of a list',
      ordersText(
        `${streams}\n dynamic "replica" {\n for_each = toset(["eu-west-1", "us-east-1"])\n content {\n region_name = replica.value\n}\n}`,
      ),
      { 'eu-west-1': {}, 'us-east-1': {} },
      [],
    ],
    [
      'strong consistency',
      ordersText(
        `${streams}\n${replica('consistency_mode = "STRONG"')}\n global_table_witness {\n region_name = "eu-west-2"\n}`,
      ),
      { 'eu-west-1': {} },
      [
        `terraform-argument ${at}.orders.replica.consistency_mode`,
        `terraform-argument ${at}.orders.global_table_witness`,
      ],
    ],
    [
      'a Region that only a deployment knows',
      ordersText(`${streams}\n${replica()}\n replica {\n region_name = data.aws_region.x.name\n}`),
      undefined,
      [
        `terraform-expression ${at}.orders.replica.1.region_name`,
        `terraform-expression ${at}.orders.replica.1.region_name`,
      ],
    ],
    [
      'Regions of which only a deployment knows all',
      ordersText(
        `${streams}\n${replica()}\n dynamic "replica" {\n for_each = data.aws_regions.x.names\n content {\n region_name = replica.value\n}\n}`,
      ),
      undefined,
      [
        `terraform-expression ${at}.orders.dynamic.replica.for_each`,
        `terraform-dynamic ${at}.orders.dynamic.replica`,
        `terraform-dynamic ${at}.orders.replica`,
      ],
    ],
    [
      'tags in the way of the documentation',
      `${providers}${ordersText(`${streams}\n${replica()}`)}
      resource "aws_dynamodb_tag" "t" {
        provider     = aws.replica
        resource_arn = replace(aws_dynamodb_table.orders.arn, data.aws_region.current.region, data.aws_region.replica.name)
        key          = "team"
        value        = "shop"
      }
      resource "aws_dynamodb_tag" "elsewhere" {
        resource_arn = replace(aws_dynamodb_table.orders.arn, data.aws_region.current.region, "us-east-1")
        key          = "team"
        value        = "shop"
      }`,
      { 'eu-west-1': { tags: { team: 'shop' } } },
      ['terraform-table resource.aws_dynamodb_tag.elsewhere.resource_arn'],
    ],
    [
      'a resource of its own, and what is beside it',
      `${providers}${ordersText(`${streams}\nlifecycle {\n ignore_changes = [replica]\n}`)}
      resource "aws_dynamodb_table_replica" "r" {
        provider               = aws.replica
        global_table_arn       = aws_dynamodb_table.orders.arn
        table_class_override   = "STANDARD_INFREQUENT_ACCESS"
        point_in_time_recovery = true
        tags                   = { team = "shop" }
      }
      resource "aws_dynamodb_contributor_insights" "i" {
        provider   = aws.replica
        table_name = aws_dynamodb_table.orders.name
      }
      resource "aws_dynamodb_resource_policy" "r" {
        provider     = aws.replica
        resource_arn = aws_dynamodb_table_replica.r.arn
        policy       = jsonencode({ Version = "2012-10-17", Statement = [] })
      }
      resource "aws_dynamodb_tag" "r" {
        resource_arn = aws_dynamodb_table_replica.r.arn
        key          = "stage"
        value        = "prod"
      }
      resource "aws_dynamodb_resource_policy" "s" {
        region       = "eu-west-1"
        resource_arn = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2027-01-01T00:00:00.000"
        policy       = "{}"
      }`,
      {
        'eu-west-1': {
          tableClass: 'STANDARD_INFREQUENT_ACCESS',
          pointInTimeRecovery: true,
          contributorInsights: true,
          tags: { team: 'shop', stage: 'prod' },
          resourcePolicy: { Version: '2012-10-17', Statement: [] },
        },
      },
      ['terraform-resource resource.aws_dynamodb_resource_policy.s'],
    ],
    [
      'what is of a Region without one',
      `${ordersText(`${streams}\n${replica()}`)}
      resource "aws_dynamodb_kinesis_streaming_destination" "k" {
        region     = "us-east-1"
        table_name = aws_dynamodb_table.orders.name
        stream_arn = "${stream('us-east-1')}"
      }
      resource "aws_appautoscaling_target" "t" {
        region             = "eu-west-1"
        min_capacity       = 1
        max_capacity       = 2
        resource_id        = "table/orders"
        scalable_dimension = "dynamodb:table:ReadCapacityUnits"
        service_namespace  = "dynamodb"
      }
      resource "aws_dynamodb_table_replica" "x" {
        global_table_arn = aws_dynamodb_table.orders.arn
      }`,
      { 'eu-west-1': {} },
      [
        'terraform-resource resource.aws_dynamodb_table_replica.x',
        'terraform-table resource.aws_dynamodb_kinesis_streaming_destination.k.table_name',
        'terraform-resource resource.aws_appautoscaling_target.t',
      ],
    ],
  ])('are read: %s', async (_, text, replicas, told) => {
    const { schema, issues } = await read(text);
    expect(schema).toEqual(replicas ? { ...base, replicas } : base);
    expect(issues).toEqual(told);
  });

  test('are read from a state, with what is beside them', () => {
    const arn = (region: string) => `arn:aws:dynamodb:${region}:111122223333:table/orders`;
    let made = 0;
    const instance = (type: string, attributes: object) => ({
      mode: 'managed',
      type,
      name: `x${made++}`,
      instances: [{ attributes }],
    });
    const off = { point_in_time_recovery: false, propagate_tags: false, deletion_protection_enabled: false };
    const { tables, issues } = fromTerraformShow({
      version: 4,
      resources: [
        instance('aws_dynamodb_table', {
          name: 'orders',
          region: 'eu-central-1',
          billing_mode: 'PAY_PER_REQUEST',
          hash_key: 'id',
          attribute: [{ name: 'id', type: 'S' }],
          stream_enabled: true,
          stream_view_type: 'NEW_AND_OLD_IMAGES',
          replica: [
            {
              ...off,
              region_name: 'eu-west-1',
              arn: arn('eu-west-1'),
              stream_arn: `${arn('eu-west-1')}/stream/1`,
              stream_label: '1',
              kms_key_arn: '',
              consistency_mode: 'EVENTUAL',
            },
          ],
        }),
        instance('aws_dynamodb_tag', {
          region: 'eu-west-1',
          resource_arn: arn('eu-west-1'),
          key: 'team',
          value: 'shop',
        }),
        instance('aws_dynamodb_tag', {
          region: 'eu-central-1',
          resource_arn: `${arn('eu-central-1')}/stream/1`,
          key: 'team',
          value: 'shop',
        }),
        ...['eu-west-1', 'eu-central-1'].map((region) =>
          instance('aws_dynamodb_kinesis_streaming_destination', {
            region,
            table_name: 'orders',
            stream_arn: stream(region),
            approximate_creation_date_time_precision: 'MILLISECOND',
          }),
        ),
      ],
    });
    expect(issues).toEqual([]);
    expect(Object.values(tables)).toEqual([
      {
        ...base,
        streamTags: { team: 'shop' },
        kinesisStreamingDestination: { streamArn: stream('eu-central-1') },
        replicas: {
          'eu-west-1': { tags: { team: 'shop' }, kinesisStreamingDestination: { streamArn: stream('eu-west-1') } },
        },
      },
    ]);
  });

  test('are read from a plan, without what the provider works out', () => {
    const table = {
      name: 'orders',
      billing_mode: 'PAY_PER_REQUEST',
      hash_key: 'id',
      attribute: [{ name: 'id', type: 'S' }],
      stream_enabled: true,
      stream_view_type: 'NEW_AND_OLD_IMAGES',
      replica: [{ region_name: 'eu-west-1', point_in_time_recovery: false, propagate_tags: true }],
      tags: { team: 'shop' },
    };
    const unknownReplica = { arn: true, kms_key_arn: true, stream_arn: true, stream_label: true };
    const planned = [
      {
        type: 'aws_dynamodb_table',
        values: table,
        unknown: { arn: true, stream_arn: true, replica: [unknownReplica] },
      },
      {
        type: 'aws_dynamodb_resource_policy',
        values: { policy: '{}', region: 'eu-west-1' },
        unknown: { resource_arn: true },
        references: ['aws_dynamodb_table.x.replica', 'aws_dynamodb_table.x'],
      },
      {
        type: 'aws_dynamodb_tag',
        values: { key: 'a', value: 'b', region: 'eu-central-1' },
        unknown: { resource_arn: true },
        references: ['aws_dynamodb_table.x.stream_arn', 'aws_dynamodb_table.x'],
      },
    ];
    const expressionsOf = (references: string[] | undefined) =>
      references ? { resource_arn: { references } } : { replica: [{ region_name: {}, propagate_tags: {} }], tags: {} };
    const { tables, issues } = fromTerraformShow({
      planned_values: {
        root_module: {
          resources: planned.map(({ type, values }) => ({
            address: `${type}.x`,
            mode: 'managed',
            type,
            name: 'x',
            values,
          })),
        },
      },
      resource_changes: planned.map(({ type, unknown }) => ({
        address: `${type}.x`,
        change: { after_unknown: unknown },
      })),
      configuration: {
        root_module: {
          resources: planned.map(({ type, references }) => ({
            type,
            name: 'x',
            expressions: expressionsOf(references),
          })),
        },
      },
    });
    expect(issues).toEqual([]);
    const tags = { team: 'shop' };
    expect(Object.values(tables)).toEqual([
      { ...base, tags, streamTags: { a: 'b' }, replicas: { 'eu-west-1': { tags, resourcePolicy: {} } } },
    ]);
  });
});

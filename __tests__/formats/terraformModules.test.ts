// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's expressions are the subject here.

import { fromTerraform } from '../../src/formats/index.js';
import { TableSchemaError } from '../../src/index.js';
import { ordersText, plainOrders as plain } from './terraformFixtures.js';

const table = (name: string, more = '') => ordersText(more, name);

const told = ({ issues }: Awaited<ReturnType<typeof fromTerraform>>) =>
  issues.map(({ rule, path }) => `${rule} ${path.join('.')}`);

describe('variables', () => {
  const declared = `
    variable "stage" {}
    variable "count_of_tables" {
      type    = number
      default = 0
    }
    variable "tags" {
      type = object({ team = string, cost = optional(string, "none") })
    }`;

  test('are given as by Terraform: in files of the folder, in files that are named, and one by one', async () => {
    const files = {
      'main.tf': table('"${var.stage}-${var.count_of_tables}-${var.more}"', 'tags = var.tags'),
      'variables.tf': `${declared}\nvariable "more" { default = "m" }`,
      'terraform.tfvars': 'stage = "from-folder"\ncount_of_tables = 1\nmore = "folder"\nunused = 1',
      'b.auto.tfvars.json': '{ "more": "auto ${x}" }',
      'ignored.tfvars': 'stage = "ignored"',
    };
    const read = await fromTerraform(
      { files },
      {
        varFiles: { 'prod.tfvars': 'stage = "prod"\nmore = "file"\ntags = { team = "shop", extra = "x" }\nother = 2' },
        vars: { count_of_tables: '3', more: '${x}', none: 'x' },
      },
    );
    expect(read.tables['aws_dynamodb_table.orders']).toMatchObject({
      tableName: 'prod-3-${x}',
      tags: { team: 'shop', cost: 'none' },
    });
    expect(read.sources).toEqual({ 'aws_dynamodb_table.orders': { file: 'main.tf', line: 2 } });
    expect(told(read)).toEqual([
      'terraform-variable varFiles.prod.tfvars.other',
      'terraform-variable vars.none',
      'terraform-variable terraform.tfvars.unused',
      'table-name aws_dynamodb_table.orders.tableName',
    ]);
    const { tables } = await fromTerraform({
      files: { ...files, 'z.auto.tfvars': 'more = "z"\ntags = { team = "t" }' },
    });
    expect(tables['aws_dynamodb_table.orders'].tableName).toBe('from-folder-1-z');
  });

  test('of other types are expressions; null is no value', async () => {
    const text = `
      variable "tables" { type = map(string) }
      variable "kms" { default = null }
      ${table('each.value', 'for_each = var.tables\n server_side_encryption {\n enabled = true\n kms_key_arn = var.kms\n}')}`;
    const read = await fromTerraform(text, { vars: { tables: '{ a = "first", b = "second" }' } });
    expect(Object.values(read.tables).map(({ tableName, encryption }) => [tableName, encryption])).toEqual([
      ['first', 'AWS_MANAGED'],
      ['second', 'AWS_MANAGED'],
    ]);
    expect(new Set(read.issues.map(({ message }) => message))).toEqual(
      new Set(['rests on var.kms; null was taken, its default']),
    );
    expect((await fromTerraform(text, { vars: { tables: { c: 'third' } } })).tables).toMatchObject({
      'aws_dynamodb_table.orders["c"]': { tableName: 'third' },
    });
  });
});

test('names are given by address, and told where the configuration has another', async () => {
  const names = { 'aws_dynamodb_table.orders': 'prod-orders', 'aws_dynamodb_table.none': 'x' };
  const open = await fromTerraform(table('"${terraform.workspace}-orders"'), { names });
  expect(open.tables).toEqual({ 'aws_dynamodb_table.orders': { ...plain, tableName: 'prod-orders' } });
  expect(told(open)).toEqual(['terraform-table names.aws_dynamodb_table.none']);
  const other = await fromTerraform(table('"orders"'), { names: { 'aws_dynamodb_table.orders': 'prod-orders' } });
  expect(other.tables['aws_dynamodb_table.orders'].tableName).toBe('prod-orders');
  expect(told(other)).toEqual(['terraform-variable resource.aws_dynamodb_table.orders.name']);
});

test('what is wrong with a table without a name is told as of others, and its name is not', async () => {
  const { tables, unnamed, issues } = await fromTerraform(table('var.x', 'range_key = "none"'));
  expect(tables).toEqual({});
  expect(unnamed['aws_dynamodb_table.orders'].nameExpression).toBe('var.x');
  expect(issues.map(({ rule }) => rule)).toEqual(['terraform-expression', 'key-declared']);
});

describe('modules', () => {
  const module = `
    variable "name" {}
    variable "indexes" {
      type    = list(object({ name = string, key = string }))
      default = []
    }
    variable "tags" {
      default  = { from = "module" }
      nullable = false
    }
    ${table(
      '"${var.name}-table"',
      `tags = var.tags
      dynamic "attribute" {
        for_each = var.indexes
        content {
          name = attribute.value.key
          type = "S"
        }
      }
      dynamic "global_secondary_index" {
        for_each = var.indexes
        content {
          name            = global_secondary_index.value.name
          hash_key        = global_secondary_index.value.key
          projection_type = "ALL"
        }
      }`,
    )}
    resource "aws_dynamodb_contributor_insights" "i" {
      table_name = aws_dynamodb_table.orders.name
    }`;

  test('whose files are given are read as they are called, within each other too', async () => {
    const read = await fromTerraform({
      files: {
        'infra/main.tf': `
          module "one" {
            source  = "../modules/shop"
            name    = "one"
            indexes = [{ name = "by-c", key = "c" }]
          }
          module "each" {
            source   = "../modules/shop"
            for_each = toset(["a", "b"])
            name     = each.key
            tags     = null
          }
          module "away" {
            source = "git::https://example.com/tables.git"
            name   = "away"
          }
          module "missing" {
            source = "./missing"
          }`,
        'modules/shop/main.tf': `
          variable "name" {}
          variable "indexes" { default = [] }
          variable "tags" { default = { from = "shop" } }
          module "table" {
            source  = "../table"
            name    = "shop-\${var.name}"
            indexes = var.indexes
            tags    = var.tags
          }`,
        'modules/table/main.tf': module,
      },
    });
    const insights = { ...plain, contributorInsights: true };
    expect(read.tables).toEqual({
      'module.one.module.table.aws_dynamodb_table.orders': {
        ...insights,
        tableName: 'shop-one-table',
        attributes: { id: 'S', c: 'S' },
        globalSecondaryIndexes: { 'by-c': { partitionKey: 'c' } },
        tags: { from: 'shop' },
      },
      'module.each["a"].module.table.aws_dynamodb_table.orders': {
        ...insights,
        tableName: 'shop-a-table',
        tags: { from: 'module' },
      },
      'module.each["b"].module.table.aws_dynamodb_table.orders': {
        ...insights,
        tableName: 'shop-b-table',
        tags: { from: 'module' },
      },
    });
    expect(read.sources['module.one.module.table.aws_dynamodb_table.orders']).toMatchObject({
      file: 'modules/table/main.tf',
    });
    expect(told(read)).toEqual(['terraform-module module.away', 'terraform-module module.missing']);
    expect(read.issues[0].message).toContain('terraform show -json');
    expect(read.issues[1].message).toContain('were not given');
  });

  test('outputs are what they are made of, and so are the arguments of tables', async () => {
    const names = (more: string) => `
      variable "stage" {}
      output "prefix" { value = { shop = ["\${var.stage}-shop"] } }
      ${more}`;
    const main = `
      module "names" {
        source = "./names"
        stage  = "prod"
      }
      module "loop" {
        source = "./names"
        stage  = "\${module.loop.twice}\${module.loop.twice}"
      }
      ${table('"${module.names.prefix.shop[0]}-orders"', 'tags = { a = module.loop.twice, b = module.names.none }')}
      ${table('"${aws_dynamodb_table.orders.id}-more"', 'tags = { of = aws_dynamodb_table.orders.hash_key, arn = aws_dynamodb_table.orders.arn }').replace('"orders" {', '"more" {')}
      ${table('"${aws_dynamodb_table.loop.name}${aws_dynamodb_table.loop.name}"').replace('"orders" {', '"loop" {')}`;
    const files = {
      'main.tf': main,
      'names/main.tf': names('output "twice" { value = "${var.stage}${var.stage}" }'),
    };
    const read = await fromTerraform({ files });
    expect(read.tables).toEqual({
      'aws_dynamodb_table.orders': { ...plain, tableName: 'prod-shop-orders' },
      'aws_dynamodb_table.more': { ...plain, tableName: 'prod-shop-orders-more', tags: { of: 'id' } },
    });
    expect(Object.keys(read.unnamed)).toEqual(['aws_dynamodb_table.loop']);
    expect(told(read).sort()).toEqual([
      'terraform-expression resource.aws_dynamodb_table.loop.name',
      'terraform-expression resource.aws_dynamodb_table.more.tags.arn',
      'terraform-expression resource.aws_dynamodb_table.orders.tags.a',
      'terraform-expression resource.aws_dynamodb_table.orders.tags.b',
    ]);
  });

  test('that call themselves, or others twice at each level, have an end', async () => {
    const loop = await fromTerraform({ files: { 'main.tf': `module "a" {\n source = "./"\n}${table('"orders"')}` } });
    expect(loop.issues.length).toBeLessThan(100);
    const levels = Array.from({ length: 30 }, (_, i) => [
      `m${i}/main.tf`,
      ['a', 'b'].map((name) => `module "${name}" {\n source = "../m${i + 1}"\n}\n`).join(''),
    ]);
    const doubled = await fromTerraform({ files: { ...Object.fromEntries(levels), 'm30/main.tf': table('"orders"') } });
    expect(Object.keys(doubled.tables)).toEqual([]);
    expect(told(doubled)[0]).toMatch('terraform-module');
  });

  test('two folders that nobody calls are two configurations; the same table in both is one', async () => {
    const files = {
      'dev/main.tf': table('"orders"'),
      'prod/main.tf': table('"orders"'),
      'other/main.tf': table('"b-c"'),
    };
    const read = await fromTerraform({ files });
    expect(Object.entries(read.tables).map(([id, { tableName }]) => [id, tableName])).toEqual([
      ['aws_dynamodb_table.orders', 'orders'],
      ['other/aws_dynamodb_table.orders', 'b-c'],
    ]);
    expect(told(read)).toEqual(['terraform-repeated resource.aws_dynamodb_table.orders.name']);
  });

  test('a file that is not Terraform costs its folder, or is an error if there is no other', async () => {
    const files = { 'broken/main.tf': 'locals {', 'good/main.tf': table('"orders"') };
    const read = await fromTerraform({ files });
    expect(Object.keys(read.tables)).toEqual(['aws_dynamodb_table.orders']);
    expect(told(read)).toEqual(['terraform-syntax broken']);
    await expect(fromTerraform({ files: { 'main.tf': 'locals {' } })).rejects.toThrow(TableSchemaError);
  });

  test('terraform-aws-modules/dynamodb-table is known', async () => {
    const call = (more: string) => `
      module "orders" {
        source   = "terraform-aws-modules/dynamodb-table/aws"
        version  = "~> 5.0"
        name     = "orders"
        hash_key = "id"
        attributes = [
          { name = "id", type = "S" },
          { name = "customer", type = "S" },
        ]
        global_secondary_indexes = [
          { name = "by-customer", hash_key = "customer", projection_type = "INCLUDE", non_key_attributes = ["total"], read_capacity = 1, write_capacity = 2 },
        ]
        ${more}
      }`;
    const index = { partitionKey: 'customer', projection: { include: ['total'] } };
    const base = {
      tableName: 'orders',
      attributes: { id: 'S', customer: 'S' },
      partitionKey: 'id',
      globalSecondaryIndexes: { 'by-customer': index },
      billingMode: 'PAY_PER_REQUEST',
      streamViewType: false,
      encryption: 'AWS_OWNED',
      pointInTimeRecovery: false,
      tags: { Name: 'orders' },
    };
    const plainCall = await fromTerraform(call(''), { filename: 'main.tf' });
    expect(plainCall.tables).toEqual({ 'module.orders.aws_dynamodb_table.this[0]': base });
    expect(plainCall.sources).toEqual({ 'module.orders.aws_dynamodb_table.this[0]': { file: 'main.tf', line: 2 } });
    const scaled = await fromTerraform(
      call(`
        billing_mode                   = "PROVISIONED"
        read_capacity                  = 5
        write_capacity                 = 6
        autoscaling_enabled            = true
        autoscaling_read               = { max_capacity = 50, scale_in_cooldown = 30 }
        autoscaling_write              = { max_capacity = "90" }
        autoscaling_indexes            = { by-customer = { read_min_capacity = 1, read_max_capacity = 30, write_min_capacity = "2", write_max_capacity = 40, target_value = 60 } }
        ttl_enabled                    = true
        ttl_attribute_name             = "expires"
        point_in_time_recovery_enabled = true
        stream_enabled                 = true
        stream_view_type               = "NEW_AND_OLD_IMAGES"
        server_side_encryption_enabled = true
        server_side_encryption_kms_key_arn = aws_kms_key.k.arn
        deletion_protection_enabled    = true
        table_class                    = "STANDARD"
        tags                           = { team = "shop" }
        replica_regions                = [{ region_name = "eu-west-2" }]
        novelty                        = 1
        resource_policy                = jsonencode({ Statement = [] })`),
    );
    const cooldowns = { scaleInCooldown: 0, scaleOutCooldown: 0 };
    const units = {
      readCapacityUnits: 1,
      writeCapacityUnits: 2,
      autoScaling: {
        read: { minCapacity: 1, maxCapacity: 30, targetValue: 60, ...cooldowns },
        write: { minCapacity: 2, maxCapacity: 40, targetValue: 60, ...cooldowns },
      },
    };
    const { encryption: _, ...unencrypted } = base;
    expect(scaled.tables).toEqual({
      'module.orders.aws_dynamodb_table.autoscaled[0]': {
        ...unencrypted,
        attributes: { ...base.attributes, expires: 'N' },
        globalSecondaryIndexes: { 'by-customer': { ...index, provisionedThroughput: units } },
        billingMode: 'PROVISIONED',
        provisionedThroughput: {
          readCapacityUnits: 5,
          writeCapacityUnits: 6,
          autoScaling: {
            read: { minCapacity: 5, maxCapacity: 50, targetValue: 70, ...cooldowns, scaleInCooldown: 30 },
            write: { minCapacity: 6, maxCapacity: 90, targetValue: 70, ...cooldowns },
          },
        },
        tableClass: 'STANDARD',
        timeToLive: 'expires',
        streamViewType: 'NEW_AND_OLD_IMAGES',
        replicas: { 'eu-west-2': {} },
        pointInTimeRecovery: true,
        deletionProtection: true,
        resourcePolicy: { Statement: [] },
        tags: { team: 'shop', Name: 'orders' },
      },
    });
    expect(told(scaled)).toEqual([
      'terraform-argument module.orders.novelty',
      'terraform-expression resource.module.orders.aws_dynamodb_table.autoscaled[0].server_side_encryption.kms_key_arn',
    ]);
    const unknown = await fromTerraform(
      call(`
        billing_mode         = "PROVISIONED"
        read_capacity        = 5
        write_capacity       = 6
        autoscaling_enabled  = true
        autoscaling_read     = { max_capacity = aws_ssm_parameter.most.value }
        autoscaling_defaults = { target_value = 50 }`),
    );
    expect(Object.values(unknown.tables)[0].provisionedThroughput?.autoScaling).toBe('UNMANAGED');
    expect(told(unknown)).toEqual([
      'terraform-expression resource.module.orders.aws_appautoscaling_target.table_read.max_capacity',
      'terraform-resource resource.module.orders.aws_appautoscaling_target.table_read',
    ]);
    expect((await fromTerraform(call('create_table = false'))).tables).toEqual({});
  });
});

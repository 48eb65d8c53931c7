// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's expressions are the subject here.
import { fromTerraform, toTerraform, toTypeScript } from '../../src/formats/index.js';
import { approvalTableSchema, sessionTableSchema, TableSchemaError } from '../../src/index.js';
import { plainOrders as plain, ordersText as table } from './terraformFixtures.js';

/** The one table of the text, with its name or without, and the issues as `rule path`. */
async function read(source: string | { [block: string]: unknown }) {
  const { tables, unnamed, issues } = await fromTerraform(source);
  return {
    schema: tables['aws_dynamodb_table.orders'],
    unnamed: unnamed['aws_dynamodb_table.orders'],
    issues: issues.map(
      ({ rule, path }) =>
        `${rule} ${path.join('.').replace('resource.aws_dynamodb_table.orders', '').replace(/^\./, '')}`,
    ),
    messages: issues.map(({ message }) => message),
  };
}

test('tables stand under their addresses, frozen', async () => {
  const { tables, issues } = await fromTerraform(toTerraform([sessionTableSchema, approvalTableSchema]));
  expect(issues).toEqual([]);
  expect(Object.keys(tables).sort()).toEqual([
    'aws_dynamodb_table.sentinel_requests',
    'aws_dynamodb_table.sentinel_sessions',
  ]);
  expect(Object.isFrozen(tables['aws_dynamodb_table.sentinel_sessions'].attributes)).toBe(true);
  expect(toTypeScript(Object.values(tables))).toContain('export const sentinelSessionsTableSchema = defineTable({');
});

test('a configuration as others write it', async () => {
  const { schema, issues } = await read(`
    # Orders, with the older arguments of indexes.
    resource "aws_dynamodb_table" "orders" {
      name           = "orders"
      read_capacity  = "5"
      write_capacity = 10
      hash_key       = "id"
      range_key      = "placed_at"
      stream_enabled = "false"
      stream_view_type = ""
      attribute {
        name = "id"
        type = "S"
      }
      attribute {
        name = "placed_at"
        type = "N"
      }
      attribute {
        name = "customer"
        type = "B"
      }
      global_secondary_index {
        name               = "by-customer"
        hash_key           = "customer"
        range_key          = "placed_at"
        projection_type    = "INCLUDE"
        non_key_attributes = ["total"]
        read_capacity      = 1
        write_capacity     = 2
      }
      local_secondary_index {
        name            = "by-name"
        range_key       = "customer"
        projection_type = "KEYS_ONLY"
      }
      server_side_encryption { enabled = true }
      point_in_time_recovery {
        enabled                 = true
        recovery_period_in_days = 7
      }
      ttl {
        attribute_name = ""
        enabled        = false
      }
      tags = {
        team = "shop"
        cost = 42
      }
      timeouts {
        create = "10m"
      }
    }
    resource "aws_dynamodb_resource_policy" "p" {
      resource_arn = aws_dynamodb_table.orders.arn
      policy       = jsonencode({ Version : "2012-10-17", Statement = [{ Effect = "Deny", Action = "*" }] })
    }
    resource "aws_dynamodb_contributor_insights" "i" {
      table_name = aws_dynamodb_table.orders.name
    }
    resource "aws_dynamodb_contributor_insights" "j" {
      table_name = "orders"
      index_name = "by-customer"
      mode       = "THROTTLED_KEYS"
    }
    resource "aws_dynamodb_tag" "t" {
      resource_arn = aws_dynamodb_table.orders.arn
      key          = "stage"
      value        = "dev"
    }
    output "unrelated" { value = 1 }`);
  expect(issues).toEqual([]);
  expect(schema).toEqual({
    tableName: 'orders',
    attributes: { id: 'S', placed_at: 'N', customer: 'B' },
    partitionKey: 'id',
    sortKey: 'placed_at',
    globalSecondaryIndexes: {
      'by-customer': {
        partitionKey: 'customer',
        sortKey: 'placed_at',
        projection: { include: ['total'] },
        provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 2 },
        contributorInsights: { mode: 'THROTTLED_KEYS' },
      },
    },
    localSecondaryIndexes: { 'by-name': { sortKey: 'customer', projection: 'KEYS_ONLY' } },
    billingMode: 'PROVISIONED',
    provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 10 },
    streamViewType: false,
    encryption: 'AWS_MANAGED',
    pointInTimeRecovery: { recoveryPeriodInDays: 7 },
    contributorInsights: true,
    resourcePolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*' }] },
    tags: { team: 'shop', cost: '42', stage: 'dev' },
  });
});

test('an empty range_key is none, as modules pass it on', async () => {
  const { schema, issues } = await read(
    table(`range_key = ""
    global_secondary_index {
      name            = "by-id"
      hash_key        = "id"
      range_key       = ""
      projection_type = "ALL"
    }`),
  );
  expect(issues).toEqual([]);
  expect(schema).toEqual({ ...plain, globalSecondaryIndexes: { 'by-id': { partitionKey: 'id' } } });
});

test('capacity of 0 is not set, and a ceiling of -1 is none', async () => {
  const { schema, issues } = await read(
    table(`read_capacity = 0
    write_capacity = 0
    on_demand_throughput {
      max_read_request_units  = -1
      max_write_request_units = 5
    }
    global_secondary_index {
      name = "gsi"
      key_schema {
        attribute_name = "id"
        key_type = "HASH"
      }
      projection_type = "ALL"
      write_capacity = 0
      on_demand_throughput {
        max_read_request_units = -1
      }
    }`),
  );
  expect(issues).toEqual([]);
  expect(schema).toEqual({
    ...plain,
    globalSecondaryIndexes: { gsi: { partitionKey: 'id' } },
    onDemandThroughput: { maxWriteRequestUnits: 5 },
  });
});

test('without a billing mode, a table is provisioned, and says what it lacks', async () => {
  const { schema, issues } = await read(table().replace(/billing_mode.*/, ''));
  expect(schema).toEqual({ ...plain, billingMode: 'PROVISIONED' });
  expect(issues).toEqual(['provisioned-throughput aws_dynamodb_table.orders.provisionedThroughput']);
});

describe('expressions', () => {
  test('variables with a default and locals are resolved, and reported', async () => {
    const { schema, issues } = await read(`
      variable "stage" {
        default = "dev"
      }
      locals {
        days  = 7
        name  = "orders-\${var.stage}"
        alias = local.name
        tags  = { team = "shop", stage = var.stage }
      }
      ${table(
        `tags = local.tags
      point_in_time_recovery {
        enabled                 = true
        recovery_period_in_days = local.days
      }`,
        'local.alias',
      )}`);
    expect(schema).toMatchObject({
      tableName: 'orders-dev',
      tags: { team: 'shop', stage: 'dev' },
      pointInTimeRecovery: { recoveryPeriodInDays: 7 },
    });
    expect(new Set(issues)).toEqual(new Set(['terraform-variable name', 'terraform-variable tags.stage']));
  });

  test('what only Terraform knows is left out, and reported with its place', async () => {
    const more = `deletion_protection_enabled = var.protected
      tags = { stage = "\${upper(var.stage)}-1", loop = local.a, note = "100 %" }
      ttl {
        enabled        = true
        attribute_name = var.ttl
      }`;
    const beside = `variable "stage" {}
      locals {
        a = local.b
        b = local.a
      }`;
    const { unnamed, issues, messages } = await read(`${table(more, '"${var.stage}-orders"')}${beside}\n`);
    const { tableName: _, ...others } = plain;
    expect(unnamed).toEqual({
      nameExpression: '${var.stage}-orders',
      schema: { ...others, tags: { note: '100 %' } },
    });
    expect(issues.filter((issue) => issue.startsWith('terraform'))).toEqual(
      expect.arrayContaining([
        'terraform-expression name',
        'terraform-expression deletion_protection_enabled',
        'terraform-expression tags.stage',
        'terraform-expression tags.loop',
        'terraform-expression ttl.attribute_name',
      ]),
    );
    expect(issues.filter((issue) => !issue.startsWith('terraform'))).toEqual([
      'tags aws_dynamodb_table.orders.tags.note',
    ]);
    expect(messages.join('\n')).toContain('"${var.stage}-orders"');
  });

  test('doubled signs are text', async () => {
    const { schema, issues } = await read(table().replace(/"id"/g, () => '"$${id} %%{x} $${"'));
    expect(issues).toEqual([]);
    expect(schema.partitionKey).toBe('${id} %{x} ${');
  });

  test('a policy that is built elsewhere, or with references, is left out whole', async () => {
    const policy = (value: string) =>
      `${table()}\nresource "aws_dynamodb_resource_policy" "p" {\n resource_arn = aws_dynamodb_table.orders.arn\n policy = ${value}\n}\n`;
    const elsewhere = await read(policy('data.aws_iam_policy_document.p.json'));
    expect(elsewhere.schema).toEqual(plain);
    expect(elsewhere.issues).toEqual(['terraform-expression resource.aws_dynamodb_resource_policy.p.policy']);
    const built = await read(policy('jsonencode({ Resource = aws_dynamodb_table.orders.arn, Sid = "$${x}" })'));
    expect(built.schema).toEqual(plain);
    expect(built.issues).toEqual(['terraform-expression resource.aws_dynamodb_resource_policy.p.policy.Resource']);
    expect((await read(policy('"{"'))).issues).toEqual([
      'resource-policy resource.aws_dynamodb_resource_policy.p.policy',
    ]);
  });
});

test.each([
  ['count = var.n', 'terraform-repeated count'],
  ['for_each = toset(var.names)', 'terraform-repeated for_each'],
  ['provider = aws.west', 'terraform-argument provider'],
  ['region = "eu-west-1"', 'terraform-argument region'],
  ['vector_index {}', 'terraform-argument vector_index'],
  ['global_table_witness {\n region_name = "eu-west-1"\n}', 'terraform-argument global_table_witness'],
  ['dynamic "attribute" {\n for_each = var.x\n content {}\n}', 'terraform-dynamic dynamic.attribute'],
  ['read_capacity = 5', 'provisioned-throughput-needs-provisioned read_capacity'],
  ['stream_view_type = "NEW_IMAGE"', 'stream-view-type stream_view_type'],
  ['ttl {\n enabled = true\n attribute_name = "id"\n kms_key_arn = "x"\n}', 'terraform-argument ttl.kms_key_arn'],
  ['table_class = ["STANDARD"]', 'terraform-type table_class'],
  ['deletion_protection_enabled = "yes"', 'terraform-type deletion_protection_enabled'],
  ['tags = ["a"]', 'terraform-type tags'],
  ['tags = { a = ["b"] }', 'terraform-type tags'],
  ['ttl = "x"', 'terraform-type ttl'],
  ['tags = {}\n lifecycle {\n ignore_changes = [tags["a"], replica]\n}', 'terraform-ignored lifecycle.ignore_changes'],
  ['attribute {\n name = "id"\n type = "N"\n}', 'attribute-definition-once attribute.1.name'],
])('nothing is dropped silently: %s', async (more, issue) => {
  expect((await read(table(more))).issues).toContain(issue);
});

test.each([
  ['resource "aws_dynamodb_table_item" "x" {}', 'terraform-resource resource.aws_dynamodb_table_item.x'],
  ['resource "aws_dynamodb_table_replica" "x" {}', 'terraform-resource resource.aws_dynamodb_table_replica.x'],
  [
    'resource "aws_appautoscaling_target" "x" {\n service_namespace = "dynamodb"\n}',
    'terraform-resource resource.aws_appautoscaling_target.x',
  ],
  ['module "tables" {\n source = "./tables"\n}', 'terraform-module module.tables'],
  ['provider "aws" {\n default_tags {\n tags = { a = "b" }\n }\n}', 'terraform-argument provider.aws.default_tags'],
  [
    'resource "aws_dynamodb_resource_policy" "x" {\n resource_arn = replace(aws_dynamodb_table.orders.arn, "a", "b")\n policy = "{}"\n}',
    'terraform-table resource.aws_dynamodb_resource_policy.x.resource_arn',
  ],
  [
    'resource "aws_dynamodb_contributor_insights" "x" {\n table_name = "orders"\n index_name = "none"\n}',
    'terraform-index resource.aws_dynamodb_contributor_insights.x.index_name',
  ],
  ['resource "aws_dynamodb_table" "orders" {}', 'terraform-duplicate '],
])('what stands beside a table is not dropped silently: %s', async (beside, issue) => {
  const { schema, issues } = await read(`${table()}\n${beside}\n`);
  expect(schema).toEqual(plain);
  expect(issues).toEqual([issue]);
});

test.each([
  [
    'server_side_encryption {\n enabled = true\n kms_key_arn = aws_kms_key.k.arn\n}',
    'server_side_encryption.kms_key_arn',
  ],
  ['server_side_encryption {\n enabled = var.x\n kms_key_arn = "alias/a"\n}', 'server_side_encryption.enabled'],
  [
    'point_in_time_recovery {\n enabled = true\n recovery_period_in_days = var.x\n}',
    'point_in_time_recovery.recovery_period_in_days',
  ],
  ['stream_enabled = true\n stream_view_type = var.x', 'stream_view_type'],
  ['stream_enabled = var.x\n stream_view_type = "NEW_IMAGE"', 'stream_enabled'],
  ['table_class = var.x', 'table_class'],
  ['ttl {\n enabled = var.x\n attribute_name = "ttl"\n}', 'ttl.enabled'],
  ['tags = merge(local.x, { a = "b" })', 'tags'],
  [
    'on_demand_throughput {\n max_read_request_units = 5\n max_write_request_units = var.x\n}',
    'on_demand_throughput.max_write_request_units',
  ],
  ['warm_throughput {\n read_units_per_second = var.x\n}', 'warm_throughput.read_units_per_second'],
  [
    'global_secondary_index {\n name = var.x\n hash_key = "id"\n projection_type = "ALL"\n}',
    'global_secondary_index.name',
  ],
  [
    'global_secondary_index {\n name = "x"\n hash_key = "id"\n range_key = var.x\n projection_type = "ALL"\n}',
    'global_secondary_index.range_key',
  ],
  ['local_secondary_index {\n name = "x"\n range_key = var.x\n projection_type = "ALL"\n}', 'local_secondary_index'],
])('what only Terraform knows is never a value, nor changes what stands beside it: %s', async (more, place) => {
  const { schema, issues } = await read(table(more));
  expect(schema).toEqual(plain);
  expect(issues[0]).toMatch(`terraform-expression ${place}`);
});

test('a key of which only Terraform knows a part makes no table with the other part', async () => {
  const { schema, issues } = await read(table('range_key = var.x'));
  expect(schema).not.toHaveProperty('partitionKey');
  expect(issues).toContain('table-key aws_dynamodb_table.orders.partitionKey');
});

test('without a billing mode that is known, capacity is left out too', async () => {
  const { schema, issues } = await read(
    table('read_capacity = 5\n write_capacity = 5').replace('"PAY_PER_REQUEST"', 'var.mode'),
  );
  expect(schema).toEqual(plain);
  expect(issues).toEqual([
    'terraform-expression billing_mode',
    'billing-mode billing_mode',
    'terraform-expression read_capacity',
  ]);
});

test('two tables of one name cost only themselves', async () => {
  const second = table().replace('"orders" {', '"again" {');
  const { tables, issues } = await fromTerraform(
    table() + second + table('', '"users"').replace('"orders" {', '"users" {'),
  );
  expect(tables).toEqual({ 'aws_dynamodb_table.users': { ...plain, tableName: 'users' } });
  expect(issues.map(({ rule, path }) => `${rule} ${path.join('.')}`).sort()).toEqual([
    'table-name-once resource.aws_dynamodb_table.again.name',
    'table-name-once resource.aws_dynamodb_table.orders.name',
  ]);
});

describe('capacity that Terraform leaves alone is what something else moves', () => {
  const provisioned = (more: string) =>
    table(`read_capacity = 5\n write_capacity = 6\n ${more}`).replace('PAY_PER_REQUEST', 'PROVISIONED');
  const index = `global_secondary_index {
    name = "by-id"
    hash_key = "id"
    projection_type = "ALL"
    read_capacity = 1
    write_capacity = 2
  }`;

  test('of the table', async () => {
    const { schema, issues } = await read(
      provisioned(`${index}\nlifecycle {\n ignore_changes = [read_capacity, write_capacity]\n}`),
    );
    expect(issues).toEqual([]);
    expect(schema.provisionedThroughput).toEqual({
      readCapacityUnits: 5,
      writeCapacityUnits: 6,
      autoScaling: 'UNMANAGED',
    });
    expect(schema.globalSecondaryIndexes?.['by-id'].provisionedThroughput).toEqual({
      readCapacityUnits: 1,
      writeCapacityUnits: 2,
    });
  });

  test('of its indexes, all or none', async () => {
    const { schema, issues } = await read(
      provisioned(`${index}\nlifecycle {\n ignore_changes = [global_secondary_index]\n}`),
    );
    expect(issues).toEqual([]);
    expect(schema.provisionedThroughput).not.toHaveProperty('autoScaling');
    expect(schema.globalSecondaryIndexes?.['by-id'].provisionedThroughput).toEqual({
      readCapacityUnits: 1,
      writeCapacityUnits: 2,
      autoScaling: 'UNMANAGED',
    });
  });

  test('of reads only, with a note', async () => {
    const { schema, issues } = await read(provisioned('lifecycle {\n ignore_changes = [read_capacity]\n}'));
    expect(schema.provisionedThroughput).toMatchObject({ autoScaling: 'UNMANAGED' });
    expect(issues).toEqual(['terraform-ignored lifecycle.ignore_changes']);
  });
});

describe('what is worked out has an end', () => {
  const levels = (line: (i: number) => string) =>
    `locals {\n l0 = "orders"\n${Array.from({ length: 60 }, (_, i) => `l${i + 1} = ${line(i)}\n`).join('')}}\n`;

  test.each([
    ['a string', (i: number) => `"\${local.l${i}}\${local.l${i}}"`, 'tags = { a = local.l60 }', 'tags.a'],
    ['a list', (i: number) => `[local.l${i}, local.l${i}]`, 'tags = local.l60', 'tags'],
    ['a map', (i: number) => `{ a = local.l${i}, b = local.l${i} }`, 'tags = local.l60', 'tags'],
  ])('of locals that double, %s', async (_, line, more, place) => {
    const { schema, issues, messages } = await read(table(more) + levels(line));
    expect(schema).toMatchObject(plain);
    expect(JSON.stringify(schema).length).toBeLessThan(300);
    expect(issues).toEqual([`terraform-expression ${place}`]);
    expect(messages.join('').length).toBeLessThan(300);
  });

  test('of the value itself, which says how long it may be', async () => {
    const { issues, messages } = await read(
      `${table('tags = { a = "${local.l13}${local.l13}" }')}${levels((i) => `"\${local.l${i}}\${local.l${i}}"`)}`,
    );
    expect(issues).toContain('terraform-expression tags');
    expect(messages.join('\n')).toContain('more than 65536 characters and entries');
  });

  test('of tens of thousands of locals that name each other in turn', async () => {
    const locals = Array.from({ length: 20_000 }, (_, i) => `l${i + 1} = local.l${i}\n`).join('');
    const { schema, issues } = await read(`${table('', 'local.l20000')}locals {\n l0 = "orders"\n${locals}}\n`);
    expect(schema).toEqual(plain);
    expect(issues.length).toBeLessThan(30);
  });
});

test('a table among ten thousand outputs', async () => {
  const outputs = Array.from({ length: 10_000 }, (_, i) => `output "o${i}" {\n  value = "}"\n}\n`).join('');
  expect(await read(outputs + table())).toMatchObject({ schema: plain, issues: [] });
  await expect(fromTerraform(`${outputs}locals {\n`)).rejects.toThrow(/main\.tf:30001,/);
});

test('a key that JSON has twice is reported', async () => {
  const text = JSON.stringify({ resource: { aws_dynamodb_table: { orders: { name: 'orders' } } } });
  const { issues } = await read(text.replace('"name"', '"name":"a","name"'));
  expect(issues).toContain('terraform-duplicate name');
});

test('what could act on a terminal or a log is shown as an escape', async () => {
  const { messages } = await read(
    table('tags = ["\\u001b[31m", "::set-output::"]\n table_class = "\\u202e${upper(var.x)}\\u009b"'),
  );
  expect(messages.length).toBeGreaterThan(1);
  for (const message of messages) expect(message).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
});

test('JSON is read as text and as an object, with blocks as objects or lists', async () => {
  const body = { name: 'orders', billing_mode: 'PAY_PER_REQUEST', hash_key: 'id', '//': 'a comment' };
  const attribute = { name: 'id', type: 'S' };
  for (const config of [
    { resource: { aws_dynamodb_table: { orders: { ...body, attribute } } } },
    { resource: [{ aws_dynamodb_table: [{ orders: [{ ...body, attribute: [attribute], range_key: null }] }] }] },
  ]) {
    expect(await read(config)).toMatchObject({ schema: plain, issues: [] });
    expect(await read(`\uFEFF ${JSON.stringify(config)}`)).toMatchObject({ schema: plain, issues: [] });
  }
});

test.each([
  [{}],
  [{ resource: { aws_dynamodb_table: { orders: 1 } }, variable: 'x', locals: [null], module: 5, data: [[]] }],
  [{ resource: { aws_dynamodb_table: [{ orders: 'x' }, 5], aws_dynamodb_tag: { t: null } } }],
  [{ resource: { aws_dynamodb_table: { orders: { name: {}, attribute: [5, { name: [] }], ttl: [[]], tags: 7 } } } }],
  [{ resource: { aws_dynamodb_table: { __proto__: null, toString: { lifecycle: [{ ignore_changes: { a: 1 } }] } } } }],
  [{ resource: { aws_dynamodb_table: { orders: { global_secondary_index: { name: 5, key_schema: [{}, {}] } } } } }],
  [{ resource: { aws_dynamodb_table: { orders: { name: '${', hash_key: '%{if a}b%{endif}', range_key: '${"}' } } } }],
])('an odd configuration is read without a throw: %j', async (config) => {
  const { tables, unnamed, issues } = await fromTerraform(config);
  expect(issues.length > 0).toBe(Object.keys(config).length > 0);
  for (const address of [...Object.keys(tables), ...Object.keys(unnamed)]) {
    expect(issues.some(({ path }) => path[0] === address)).toBe(true);
  }
});

test.each([
  ['main.tf', 'resource "aws_dynamodb_table" "x" {\n  name =\n}\n', /main\.tf:2,/],
  ['tables.tf', 'locals {\n', /tables\.tf:1,/],
  ['main.tf.json', '{ "resource": }', /of main\.tf\.json .*[\s\S]*JSON/],
])('broken text of %s is an error with the place', async (filename, text, message) => {
  const error = await fromTerraform(text, { filename }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TableSchemaError);
  expect((error as TableSchemaError).issues).toMatchObject([{ rule: 'terraform-syntax' }]);
  expect((error as TableSchemaError).message).toMatch(message);
});

test('without the parser, the error says what to install, and JSON is read all the same', async () => {
  await jest.isolateModulesAsync(async () => {
    jest.doMock('@cdktf/hcl2json', () => {
      throw Object.assign(new Error("Cannot find module '@cdktf/hcl2json'"), { code: 'MODULE_NOT_FOUND' });
    });
    const emit = await import('../../src/formats/index.js');
    await expect(emit.fromTerraform(table())).rejects.toThrow('npm install @cdktf/hcl2json');
    const { tables } = await emit.fromTerraform(toTerraform(sessionTableSchema, { format: 'json' }));
    expect(Object.keys(tables)).toEqual(['aws_dynamodb_table.sentinel_sessions']);
    jest.dontMock('@cdktf/hcl2json');
  });
});

test('tags of which none is known are left out: to have none is something else', async () => {
  const tagsOf = async (tags: string) =>
    Object.values((await fromTerraform(table(`tags = ${tags}`))).tables).map((schema) => schema.tags);
  expect(await tagsOf('{ a = aws_kms_key.k.arn, (var.b) = "x" }')).toEqual([undefined]);
  expect(await tagsOf('{}')).toEqual([{}]);
});

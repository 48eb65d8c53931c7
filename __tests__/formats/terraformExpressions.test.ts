// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's expressions are the subject here.
import { fromTerraform } from '../../src/formats/index.js';
import { plainOrders as plain, ordersText as table } from './terraformFixtures.js';

const told = ({ issues }: Awaited<ReturnType<typeof fromTerraform>>) =>
  issues.map(
    ({ rule, path }) =>
      `${rule} ${path
        .join('.')
        .replace('resource.aws_dynamodb_table.', '')
        .replace(/^orders\./, '')}`,
  );

const named = `
variable "unknown" {}
variable "stage" { default = "dev" }
locals {
  list   = ["b", "a", "b"]
  map    = { b = 2, a = "one" }
  tables = [{ name = "x", key = "k" }, { name = "y", key = "l" }]
  nested = { deep = { list = [10, 20] } }
  part   = { known = "k", open = var.unknown }
}
`;

/** Each expression as a string, all of them evaluated in one configuration. */
async function evaluated(expressions: readonly string[]) {
  const entries = expressions.map((expression, i) => `e${i} = ${expression}`).join('\n');
  const { tables, issues } = await fromTerraform(`${named}${table(`tags = {\n${entries}\n}`)}`);
  const { tags = {} } = tables['aws_dynamodb_table.orders'];
  return { values: expressions.map((_, i) => tags[`e${i}`]), issues };
}

const known: readonly (readonly [expression: string, value: string])[] = [
  ['local.nested.deep.list[1]', '20'],
  ['local.nested["deep"].list.0', '10'],
  ['local.map[join("", ["a"])]', 'one'],
  ['-1 + 2 * 3 - 4 / 2 % 3', '3'],
  ['!false && (1 < 2) && 2 >= 2 && "a" != "b" || var.unknown', 'true'],
  ['false && var.unknown', 'false'],
  ['local.list == ["b", "a", "b"]', 'true'],
  ['"1" == 1', 'false'],
  ['length(local.list) > 2 ? "long" : var.unknown', 'long'],
  ['"%{if 1 == 1}yes%{else}no%{endif} ${upper("q\\"x")}"', 'yes Q"X'],
  ['"%{for k, v in local.map}${k}:${v},%{endfor}"', 'a:one,b:2,'],
  ['join(",", [for i, v in local.list : "${i}${v}" if v != "a"])', '0b,2b'],
  ['jsonencode({ for k, v in local.map : upper(k) => v })', '{"A":"one","B":2}'],
  ['jsonencode({ for t in local.tables : t.key => t.name... })', '{"k":["x"],"l":["y"]}'],
  ['join("", local.tables[*].name)', 'xy'],
  ['join("", local.tables.*.key)', 'kl'],
  ['jsonencode(local.tables[*])', '[{"key":"k","name":"x"},{"key":"l","name":"y"}]'],
  ['jsonencode({ (local.map.a) = 1, "two" : 2, three = null })', '{"one":1,"three":null,"two":2}'],
  ['merge(local.map, { c = 3 }, null)["c"]', '3'],
  ['merge([{ a = 1 }, { a = 2 }]...).a', '2'],
  ['join(",", concat(local.list, ["c"]))', 'b,a,b,c'],
  ['join(",", flatten([local.list, [["z"]]]))', 'b,a,b,z'],
  ['join(",", distinct(local.list))', 'b,a'],
  ['join(",", compact(["a", "", null]))', 'a'],
  ['join(",", toset(local.list))', 'a,b'],
  ['join(",", sort(local.list))', 'a,b,b'],
  ['join(",", reverse(local.list))', 'b,a,b'],
  ['join(",", slice(local.list, 0, 2))', 'b,a'],
  ['join(",", keys(local.map))', 'a,b'],
  ['join(",", values(local.map))', 'one,2'],
  ['join(",", range(1, 7, 2))', '1,3,5'],
  ['join(",", [for i in range(3) : i])', '0,1,2'],
  ['jsonencode(zipmap(["a", "b"], [1, 2]))', '{"a":1,"b":2}'],
  ['lookup(local.map, "none", "other")', 'other'],
  ['lookup(local.part, "known", "other")', 'k'],
  ['element(local.list, 4)', 'a'],
  ['index(local.list, "a")', '1'],
  ['contains(local.list, "a")', 'true'],
  ['coalesce(null, "", "x")', 'x'],
  ['join(",", coalescelist([], ["y"]))', 'y'],
  ['one(["z"])', 'z'],
  ['alltrue([true, "true"])', 'true'],
  ['anytrue([])', 'false'],
  ['try(local.map.none, local.tables[9], "fallback")', 'fallback'],
  ['can(local.map.none)', 'false'],
  ['format("%s-%03d-%v%%", "a", 7, true)', 'a-007-true%'],
  ['replace("a.b.c", ".", "-")', 'a-b-c'],
  ['split(",", "a,b")[1]', 'b'],
  ['lower("ÄB")', 'äb'],
  ['title("big table-of_all äß")', 'Big Table-Of_all Äß'],
  ['length(jsonencode({ a = "<&>" }))', '26'],
  ['trimspace(" a ")', 'a'],
  ['trim("--a-", "-")', 'a'],
  ['trimprefix("pre-a", "pre-")', 'a'],
  ['trimsuffix("a-suf", "-suf")', 'a'],
  ['substr("orders", -3, 2)', 'er'],
  ['startswith("orders", "or") && endswith("orders", "s") && strcontains("orders", "rd")', 'true'],
  ['tostring(5) == "5" && tonumber("5") == 5 && tobool("true")', 'true'],
  ['max(1, 3) + min(1, 3) + ceil(1.2) + floor(1.8) + abs(-1)', '8'],
  ['jsondecode("{\\"a\\": [1]}").a[0]', '1'],
  ['length("äö") + length(local.map)', '4'],
  ['join(",", setunion(["b"], ["a", "b"]))', 'a,b'],
  ['nonsensitive("x")', 'x'],
];

test('expressions over known values', async () => {
  const { values, issues } = await evaluated(known.map(([expression]) => expression));
  expect(values).toEqual(known.map(([, value]) => value));
  expect(issues.filter(({ rule }) => rule !== 'tags')).toEqual([]);
});

const open: readonly string[] = [
  'var.unknown',
  'var.undeclared',
  'aws_kms_key.k.arn',
  '"${aws_kms_key.k.arn}"',
  '"alias/${var.unknown}"',
  'var.unknown == "x" ? "a" : "b"',
  'true && var.unknown',
  'upper(var.unknown)',
  'merge(local.map, var.unknown).a',
  'local.part.open',
  'jsonencode(local.part)',
  'length(var.unknown)',
  'lookup(local.map, var.unknown, "x")',
  'try(var.unknown, "x")',
  'coalesce(var.unknown, "x")',
  'join(",", [for v in var.unknown : v])',
  'file("x.txt")',
  'timestamp()',
  'terraform.workspace',
  'path.module',
  'replace("abc", "/b/", "x")',
  'format("%x", 255)',
  // What Terraform rejects.
  'local.map.none',
  'local.list[9]',
  '1 / 0',
  '"a" + 1',
  'tonumber("x")',
  'upper(local.list)',
  'element([], 0)',
  'element(local.list, -1)',
  'format("%-5s", "x")',
  'format("%s", "x", "y")',
  '[for v in "x" : v][0]',
  'jsondecode("{")',
];

test('what is not known, or would be rejected, is left out and told, each', async () => {
  const { values, issues } = await evaluated(open);
  expect(values).toEqual(open.map(() => undefined));
  const told = issues.filter(({ rule }) => rule === 'terraform-expression');
  expect(told).toHaveLength(21);
  expect(told.at(-1)?.message).toContain(`${open.length - 20} more`);
  expect(issues[0].message).toBe(
    'var.unknown is known to Terraform only, and is left out; give var.unknown a value, or write the value that you mean',
  );
});

describe('how often a resource is made', () => {
  test('count: none, one, several', async () => {
    const of = (count: string) => fromTerraform(named + table(`count = ${count}`, '"orders-${count.index}"'));
    const none = await of('var.stage == "prod" ? 1 : 0');
    expect(none).toMatchObject({ tables: {}, unnamed: {} });
    expect(told(none)).toEqual(['terraform-variable count', 'terraform-repeated count']);
    const two = await of('length(local.tables)');
    expect(two.tables).toEqual({
      'aws_dynamodb_table.orders[0]': { ...plain, tableName: 'orders-0' },
      'aws_dynamodb_table.orders[1]': { ...plain, tableName: 'orders-1' },
    });
    expect(two.issues).toEqual([]);
    const any = await of('var.unknown');
    expect(any.unnamed).toMatchObject({ 'aws_dynamodb_table.orders': { nameExpression: 'orders-${count.index}' } });
    expect(told(any).filter((issue) => issue.includes('count'))).toContain('terraform-repeated count');
    expect(told(await of('1000000000'))).toContain('terraform-repeated count');
  });

  test('for_each, with what stands beside each', async () => {
    const beside = `
      resource "aws_dynamodb_contributor_insights" "all" {
        for_each   = aws_dynamodb_table.orders
        table_name = each.value.name
      }
      resource "aws_dynamodb_tag" "one" {
        resource_arn = aws_dynamodb_table.orders["x"].arn
        key          = "only"
        value        = "x"
      }
      resource "aws_appautoscaling_target" "ecs" {
        for_each          = var.unknown
        service_namespace = "ecs"
      }`;
    const read = await fromTerraform(
      named + table('for_each = { for t in local.tables : t.name => t }', '"${each.key}-${each.value.key}"') + beside,
    );
    expect(read.tables).toEqual({
      'aws_dynamodb_table.orders["x"]': { ...plain, tableName: 'x-k', contributorInsights: true, tags: { only: 'x' } },
      'aws_dynamodb_table.orders["y"]': { ...plain, tableName: 'y-l', contributorInsights: true },
    });
    expect(read.issues).toEqual([]);
    expect(read.sources['aws_dynamodb_table.orders["y"]']).toEqual({ line: 12 });
  });

  test('a table that two references name stays one value short of any: its ARN is in no tag', async () => {
    const { tables, issues } = await fromTerraform(
      `${table()}
      resource "aws_dynamodb_tag" "t" {
        for_each     = { a = aws_dynamodb_table.orders }
        resource_arn = each.value.arn
        key          = "arn"
        value        = each.value.arn
      }`,
    );
    expect(tables).toEqual({ 'aws_dynamodb_table.orders': plain });
    expect(issues.map(({ rule }) => rule)).toEqual(['terraform-expression']);
  });
});

test('dynamic blocks, within each other too', async () => {
  const read = await fromTerraform(`
    variable "extra" { default = [] }
    locals {
      indexes = {
        by-customer = { key = "customer", limits = [{ reads = 5 }] }
        by-time     = { key = "time", limits = [] }
      }
    }
    ${table(`
      dynamic "attribute" {
        for_each = toset(concat([for i in local.indexes : i.key], var.extra))
        iterator = each_attribute
        content {
          name = each_attribute.value
          type = "S"
        }
      }
      dynamic "global_secondary_index" {
        for_each = local.indexes
        content {
          name            = global_secondary_index.key
          hash_key        = global_secondary_index.value["key"]
          projection_type = "ALL"
          dynamic "on_demand_throughput" {
            for_each = global_secondary_index.value.limits
            content {
              max_read_request_units = on_demand_throughput.value.reads
            }
          }
        }
      }
      dynamic "replica" {
        for_each = var.extra
        content {
          region_name = replica.value
        }
      }`)}`);
  expect(read.tables['aws_dynamodb_table.orders']).toEqual({
    ...plain,
    attributes: { id: 'S', customer: 'S', time: 'S' },
    globalSecondaryIndexes: {
      'by-customer': { partitionKey: 'customer', onDemandThroughput: { maxReadRequestUnits: 5 } },
      'by-time': { partitionKey: 'time' },
    },
  });
  expect(told(read)).toEqual([
    'terraform-variable dynamic.attribute.for_each',
    'terraform-variable dynamic.replica.for_each',
  ]);
});

test('loops within loops have an end, and cost only what they are in', async () => {
  const loops = '[for a in range(9999) : [for b in range(9999) : [for c in range(9999) : "x" if false]]]';
  const { tables, issues } = await fromTerraform(table(`tags = { a = length(flatten(${loops})) }`));
  expect(tables['aws_dynamodb_table.orders']).toEqual(plain);
  expect(issues).toMatchObject([{ rule: 'terraform-expression' }]);
});

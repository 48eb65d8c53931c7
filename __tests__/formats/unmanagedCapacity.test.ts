// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the expressions of templates
import {
  fromCloudFormation,
  fromTerraform,
  toCdk,
  toCloudFormation,
  toCloudFormationResources,
  toTerraform,
} from '../../src/formats/index.js';
import type { ProvisionedThroughput, TableSchema } from '../../src/index.js';
import { tableResource } from './cloudFormationSupport.js';

const units: ProvisionedThroughput = { readCapacityUnits: 5, writeCapacityUnits: 6 };
const moved: ProvisionedThroughput = { ...units, autoScaling: 'UNMANAGED' };

const table = (
  ofTable: ProvisionedThroughput,
  ofIndex: ProvisionedThroughput,
  ofOther: ProvisionedThroughput = ofIndex,
): TableSchema => ({
  tableName: 'orders',
  attributes: { id: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'by-a': { partitionKey: 'id', provisionedThroughput: ofIndex },
    'by-b': { partitionKey: 'id', provisionedThroughput: ofOther },
  },
  billingMode: 'PROVISIONED',
  provisionedThroughput: ofTable,
});

describe('capacity that something else moves', () => {
  test.each([
    ['of the table', table(moved, units), '[read_capacity, write_capacity]'],
    ['of indexes', table(units, moved), '[global_secondary_index]'],
    ['of both', table(moved, moved), '[global_secondary_index, read_capacity, write_capacity]'],
    ['of neither', table(units, units), undefined],
  ])('is left alone by Terraform, %s', async (_, schema, ignored) => {
    const text = toTerraform(schema, { ignoreUnmanaged: false });
    expect(/ignore_changes += (.*)/.exec(text)?.[1]).toBe(ignored);
    for (const format of ['hcl', 'json'] as const) {
      const { tables, issues } = await fromTerraform(toTerraform(schema, { format }));
      expect({ tables, issues }).toEqual({ tables: { 'aws_dynamodb_table.orders': schema }, issues: [] });
    }
  });

  test('of one index makes Terraform leave all of them alone, which stands above the table', () => {
    const text = toTerraform(table(units, moved, units));
    expect(text).toMatch(/^# Something else moves the capacity of the index by-a\. .*do nothing\nresource /);
  });

  test('is metadata in CloudFormation, and comes back from there', () => {
    const schema = table(moved, moved, units);
    expect(tableResource(schema).Metadata).toEqual({
      Tablewright: {
        UnmanagedCapacity: { Table: true, GlobalSecondaryIndexes: ['by-a'] },
        Note: expect.stringMatching(/^Something else moves the capacity of the table and the index by-a\./),
      },
    });
    for (const format of ['yaml', 'json'] as const) {
      const { tables, issues } = fromCloudFormation(toCloudFormation(schema, { format }));
      expect({ tables, issues }).toEqual({ tables: { Orders: schema }, issues: [] });
    }
    expect(toCloudFormationResources(table(units, units)).Orders).not.toHaveProperty('Metadata');
  });

  test.each([
    ['table/orders', undefined],
    [{ 'Fn::Sub': 'table/${Orders}' }, undefined],
    [{ 'Fn::Join': ['/', ['table', { Ref: 'Orders' }]] }, undefined],
    [{ 'Fn::Sub': 'table/${Orders}/index/by-a' }, 'by-a'],
  ])('is what Application Auto Scaling scales without a policy, in CloudFormation: %j', (ResourceId, index) => {
    const Scaling = {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: {
        ServiceNamespace: 'dynamodb',
        ResourceId,
        ScalableDimension: `dynamodb:${index ? 'index' : 'table'}:ReadCapacityUnits`,
        MinCapacity: 5,
        MaxCapacity: 50,
      },
    };
    const { tables, issues } = fromCloudFormation({
      Resources: { ...toCloudFormationResources(table(units, units)), Scaling },
    });
    expect(tables.Orders).toEqual(index ? table(units, moved, units) : table(moved, units));
    expect(new Set(issues.map(({ path }) => path.join('.')))).toEqual(new Set(['Resources.Scaling']));
  });

  test.each([
    ['table/orders', undefined],
    ['table/${aws_dynamodb_table.orders.name}', undefined],
    ['table/${aws_dynamodb_table.orders.name}/index/by-a', 'by-a'],
  ])('is what Application Auto Scaling scales, in Terraform: %s', async (id, index) => {
    const scaling = `resource "aws_appautoscaling_target" "x" {
      service_namespace = "dynamodb"
      resource_id = "${id}"
    }\n`;
    const { tables, issues } = await fromTerraform(toTerraform(table(units, units)) + scaling);
    expect(tables['aws_dynamodb_table.orders']).toEqual(index ? table(units, moved, units) : table(moved, units));
    expect(issues.map(({ path }) => path)).toEqual([['resource', 'aws_appautoscaling_target', 'x']]);
  });

  test('is a comment in the source of a CDK stack', () => {
    expect(toCdk(table(moved, units))).toContain('// Something else moves the capacity of the table.');
    expect(toCdk(table(units, units))).not.toContain('Something else');
  });
});

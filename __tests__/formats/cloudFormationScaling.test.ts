// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the expressions of templates
import fc from 'fast-check';
import {
  fromCloudFormation,
  fromServerless,
  toCloudFormation,
  toCloudFormationResources,
  toTemplateText,
} from '../../src/formats/index.js';
import { type AutoScaling, type CapacityScaling, type TableSchema, validateTable } from '../../src/index.js';
import { plainSettings, validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';
import { autoScaling, scaled as scaledSchema } from '../support/scaledTables.js';
import { checkAgainstResourceSpec } from './cloudFormationSpec.js';
import { meaning } from './cloudFormationSupport.js';

const reads: CapacityScaling = {
  minCapacity: 5,
  maxCapacity: 500,
  targetValue: 70,
  scaleInCooldown: 0,
  scheduledActions: {
    morning: { schedule: 'cron(0 8 ? * MON-FRI *)', timezone: 'Europe/Madrid', minCapacity: 100 },
    sale: {
      schedule: 'at(2027-01-31T22:00:00)',
      startTime: '2027-01-01T00:00:00Z',
      endTime: '2027-02-01T00:00:00Z',
      minCapacity: 200,
      maxCapacity: 2000,
    },
  },
};
const writes: CapacityScaling = { minCapacity: 1, maxCapacity: 50, targetValue: 50.5, scaleOutCooldown: 60 };
const units = { readCapacityUnits: 5, writeCapacityUnits: 6 };

function table(
  ofTable?: 'UNMANAGED' | AutoScaling,
  ofIndexes: { readonly [name: string]: 'UNMANAGED' | AutoScaling | undefined } = { 'gsi-user': undefined },
): TableSchema {
  const capacity = (autoScaling?: 'UNMANAGED' | AutoScaling) => ({ ...units, ...(autoScaling && { autoScaling }) });
  return {
    tableName: 'orders',
    attributes: { id: 'S' },
    partitionKey: 'id',
    globalSecondaryIndexes: Object.fromEntries(
      Object.entries(ofIndexes).map(([name, of]) => [
        name,
        { partitionKey: 'id', provisionedThroughput: capacity(of) } as const,
      ]),
    ),
    billingMode: 'PROVISIONED',
    provisionedThroughput: capacity(ofTable),
  };
}

const scaled = table({ read: reads, write: writes }, { 'gsi-user': { read: writes }, GSI1: undefined });
const { Orders: _, ...scaling } = toCloudFormationResources(scaled);

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Object.keys(value).length;
}

/** A function of CloudFormation stands for a string. */
function isFunction(value: object): boolean {
  return ['Ref', 'Fn::Sub'].includes(Object.keys(value)[0]);
}

interface Loose {
  [name: string]: unknown;
}

/** The resources with some of their parts changed, by paths of names; those that become `undefined` are left out. */
function changed(id: string, changes: { readonly [path: string]: unknown }): Loose {
  const resources: Loose = structuredClone(toCloudFormationResources(scaled));
  for (const [path, value] of Object.entries(changes)) {
    const names = path.split('.');
    const last = names.pop() as string;
    const holder = names.reduce<Loose>((at, name) => at[name] as Loose, resources[id] as Loose);
    holder[last] = value;
  }
  return resources;
}

/** How the template reads with one of the scaling resources changed so. */
function readWith(id: string, changes: { readonly [path: string]: unknown }) {
  const { tables, issues } = fromCloudFormation({
    Parameters: { Stage: { Type: 'String' }, Max: { Type: 'Number' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
    Resources: changed(id, changes),
  });
  const ofTable = tables.Orders.provisionedThroughput;
  const ofIndex = tables.Orders.globalSecondaryIndexes?.['gsi-user'].provisionedThroughput;
  return { ofTable, ofIndex, notes: issues.map(({ path, message }) => `${path.slice(1).join('.')}: ${message}`) };
}

describe('capacity that scales', () => {
  test('is a target and a policy for each, which wait for their table', async () => {
    const checks = new Map(
      await Promise.all(
        ['AWS::ApplicationAutoScaling::ScalableTarget', 'AWS::ApplicationAutoScaling::ScalingPolicy'].map(
          async (type) => [type, await checkAgainstResourceSpec(type)] as const,
        ),
      ),
    );
    for (const { Type, Properties } of Object.values(scaling)) {
      const entries = Object.entries(Properties).map(([name, value]) => [name, isFunction(value) ? 'any' : value]);
      expect(checks.get(Type)?.(Object.fromEntries(entries))).toEqual([]);
    }
    expect(scaling).toEqual({
      OrdersTableReadScalableTarget: {
        Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
        Properties: {
          ServiceNamespace: 'dynamodb',
          ResourceId: { 'Fn::Sub': 'table/${Orders}' },
          ScalableDimension: 'dynamodb:table:ReadCapacityUnits',
          MinCapacity: 5,
          MaxCapacity: 500,
          ScheduledActions: [
            {
              ScheduledActionName: 'morning',
              Schedule: 'cron(0 8 ? * MON-FRI *)',
              Timezone: 'Europe/Madrid',
              ScalableTargetAction: { MinCapacity: 100 },
            },
            {
              ScheduledActionName: 'sale',
              Schedule: 'at(2027-01-31T22:00:00)',
              StartTime: '2027-01-01T00:00:00Z',
              EndTime: '2027-02-01T00:00:00Z',
              ScalableTargetAction: { MinCapacity: 200, MaxCapacity: 2000 },
            },
          ],
        },
      },
      OrdersTableReadScalingPolicy: {
        Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
        Properties: {
          PolicyName: 'DynamoDBReadCapacityUtilization:table/orders',
          PolicyType: 'TargetTrackingScaling',
          ScalingTargetId: { Ref: 'OrdersTableReadScalableTarget' },
          TargetTrackingScalingPolicyConfiguration: {
            PredefinedMetricSpecification: { PredefinedMetricType: 'DynamoDBReadCapacityUtilization' },
            TargetValue: 70,
            ScaleInCooldown: 0,
          },
        },
      },
      OrdersTableWriteScalableTarget: expect.anything(),
      OrdersTableWriteScalingPolicy: expect.anything(),
      OrdersGsiUserIndexReadScalableTarget: expect.objectContaining({
        Properties: expect.objectContaining({
          ResourceId: { 'Fn::Sub': 'table/${Orders}/index/gsi-user' },
          ScalableDimension: 'dynamodb:index:ReadCapacityUnits',
        }),
      }),
      OrdersGsiUserIndexReadScalingPolicy: expect.objectContaining({
        Properties: expect.objectContaining({
          PolicyName: 'DynamoDBReadCapacityUtilization:table/orders/index/gsi-user',
        }),
      }),
    });
  });

  test.each(['yaml', 'json'] as const)('comes back from %s, beside what something else moves', (format) => {
    const both = table('UNMANAGED', { 'gsi-user': { write: reads }, 'by-a': 'UNMANAGED', 'by.a': { read: reads } });
    for (const schema of [scaled, both]) {
      const { tables, issues } = fromCloudFormation(toCloudFormation(schema, { format }));
      expect({ tables, issues }).toEqual({ tables: { Orders: schema }, issues: [] });
    }
    // That nothing scales is the absence of what would.
    const { tables } = fromCloudFormation(toCloudFormation(table({}), { format }));
    expect(tables).toEqual({ Orders: table() });
  });

  test('comes back from any table: what is said by absence is left out', () => {
    const bare = (_: string, value: unknown) => (isEmpty(value) ? undefined : value);
    const said = (schema: TableSchema) => JSON.parse(JSON.stringify(meaning(schema), bare));
    fc.assert(
      fc.property(
        validTable({ billingModes: ['PROVISIONED'], settings: plainSettings }),
        fc.array(autoScaling, { minLength: 21, maxLength: 21 }),
        (plain, list) => {
          let next = 0;
          const schema = scaledSchema(plain, () => list[next++], false);
          fc.pre(!validateTable(schema).length);
          const { tables, issues } = fromCloudFormation(toCloudFormation(schema));
          expect(issues).toEqual([]);
          expect(Object.values(tables).map(said)).toEqual([said(schema)]);
        },
      ),
      runs(100),
    );
  });

  test('has logical ids that follow from the names alone, and no two the same', () => {
    const names = ['by-user', 'byUser', 'ByUser', 'by.user', 'GSI1', 'gsi1', 'g-s-i1', '...', '---', 'N'.repeat(255)];
    const idsOf = (list: readonly string[]) =>
      Object.keys(
        toCloudFormationResources(table({}, Object.fromEntries(list.map((name) => [name, { read: reads }])))),
      );
    const all = idsOf(names);
    expect(new Set(all).size).toBe(1 + 2 * names.length);
    for (const name of names) for (const id of idsOf([name])) expect(all).toContain(id);
    for (const id of all) expect(id).toMatch(/^[A-Za-z0-9]{1,255}$/);
    expect(all).toEqual(
      expect.arrayContaining(['OrdersByUserIndexReadScalableTarget', 'OrdersGSI1IndexReadScalingPolicy']),
    );
    const other = { ...table({ read: reads }), tableName: 'orders-table-read-scalable-target' };
    expect(() => toCloudFormation([scaled, other])).toThrow(/"OrdersTableReadScalableTarget" is the logical id/);
  });
});

const target = 'OrdersTableReadScalableTarget';
const policy = 'OrdersTableReadScalingPolicy';

describe('capacity that a template scales is read', () => {
  test.each([
    ['by name', 'table/orders'],
    ['by Fn::Sub', { 'Fn::Sub': 'table/${Orders}' }],
    ['by Fn::Sub with a variable', { 'Fn::Sub': ['table/${T}', { T: { Ref: 'Orders' } }] }],
    ["by CDK's Fn::Join", { 'Fn::Join': ['', ['table/', { Ref: 'Orders' }]] }],
    ['by Fn::Join', { 'Fn::Join': ['/', ['table', { Ref: 'Orders' }]] }],
  ])('%s', (_, ResourceId) => {
    const role =
      ':iam::1:role/aws-service-role/dynamodb.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_DynamoDBTable';
    const RoleARN = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, role]] };
    const { ofTable, notes } = readWith(target, { 'Properties.ResourceId': ResourceId, 'Properties.RoleARN': RoleARN });
    expect({ ofTable, notes }).toEqual({ ofTable: scaled.provisionedThroughput, notes: [] });
  });

  test('by the name as it is written, where only a deployment knows it, and by the resource in the policy', () => {
    const byName = { ResourceId: { 'Fn::Sub': 'table/${Stage}-orders' } };
    const Resources = Object.fromEntries(
      Object.entries(toCloudFormationResources(scaled)).map(([id, { Type, Properties }]): [string, object] => {
        if (id === 'Orders')
          return [id, { Type, Properties: { ...Properties, TableName: { 'Fn::Sub': '${Stage}-orders' } } }];
        const { ScalingTargetId, ...policy } = Properties as { ScalingTargetId?: { Ref: string } };
        if (!ScalingTargetId)
          return [id, { Type, Properties: id.includes('Gsi') ? Properties : { ...Properties, ...byName } }];
        if (!id.includes('Gsi')) return [id, { Type, Properties }];
        const { ResourceId, ScalableDimension, ServiceNamespace } = toCloudFormationResources(scaled)[
          ScalingTargetId.Ref
        ].Properties as Loose;
        return [id, { Type, Properties: { ...policy, ResourceId, ScalableDimension, ServiceNamespace } }];
      }),
    );
    const template = { Parameters: { Stage: { Type: 'String' } }, Resources };
    const { tableName, ...rest } = scaled;
    expect(fromCloudFormation(template).unnamed.Orders.schema).toEqual(rest);
    const text = toTemplateText({ service: 'x', resources: { Resources: toCloudFormationResources(scaled) } });
    expect(fromServerless(text)).toMatchObject({ tables: { Orders: scaled }, issues: [] });
  });

  const of = (property: string, value: unknown) => ({ [`Properties.${property}`]: value });
  const tracking = 'TargetTrackingScalingPolicyConfiguration';
  test.each<[string, string, Loose, RegExp]>([
    ['a role of its own', target, of('RoleARN', { 'Fn::GetAtt': ['Role', 'Arn'] }), /RoleARN: .* by the service's/],
    ['tags', target, of('Tags', []), /Tags: .* no place for the tags/],
  ])('with %s, which is noted', (_, id, changes, note) => {
    const { ofTable, notes } = readWith(id, changes);
    expect(ofTable).toEqual(scaled.provisionedThroughput);
    expect(notes).toEqual([expect.stringMatching(note)]);
  });

  test.each<[string, string, Loose, RegExp]>([
    ['a number known at deployment', target, of('MaxCapacity', { Ref: 'Max' }), /MaxCapacity: !Ref Max is known/],
    ['a number that is missing', target, of('MinCapacity', undefined), /there is no MinCapacity/],
    [
      'what is suspended',
      target,
      of('SuspendedState', { DynamicScalingInSuspended: true }),
      /SuspendedState.*suspended/,
    ],
    ['a condition known at deployment', target, { Condition: 'IsProd' }, /Condition: IsProd is known/],
    ['no policy', policy, { Type: 'AWS::SNS::Topic' }, /it has no policy/],
    [
      'the policy of another',
      policy,
      of('ScalingTargetId', { Ref: 'OrdersTableWriteScalableTarget' }),
      /several policies/,
    ],
    ['another kind of policy', policy, of('PolicyType', 'StepScaling'), /it is "StepScaling"/],
    [
      'another metric',
      policy,
      of(`${tracking}.PredefinedMetricSpecification.PredefinedMetricType`, 'DynamoDBWriteCapacityUtilization'),
      /TargetTrackingScaling of DynamoDBRead/,
    ],
    [
      'a metric of its own',
      policy,
      of(tracking, { TargetValue: 5, CustomizedMetricSpecification: {} }),
      /of no metric of DynamoDB/,
    ],
    ['no scaling in', policy, of(`${tracking}.DisableScaleIn`, true), /DisableScaleIn: it never scales in/],
    [
      'two targets',
      'OrdersTableWriteScalableTarget',
      of('ScalableDimension', 'dynamodb:table:ReadCapacityUnits'),
      /has another target, too/,
    ],
  ])('with %s, only as moved by something else', (_, id, changes, note) => {
    const { ofTable, ofIndex, notes } = readWith(id, changes);
    expect(ofTable).toEqual({ ...units, autoScaling: 'UNMANAGED' });
    expect(ofIndex).toEqual({ ...units, autoScaling: { read: writes } });
    expect(notes).toEqual(expect.arrayContaining([expect.stringMatching(note)]));
    expect(notes).toEqual(expect.arrayContaining([expect.stringMatching(/were read as moved by something else/)]));
  });

  test.each<[string, Loose]>([
    ['that is not in the template', {}],
    [
      'by its id',
      {
        ScalingTargetId: 'table/orders|dynamodb:table:ReadCapacityUnits|dynamodb',
        ResourceId: undefined,
        ScalableDimension: undefined,
      },
    ],
  ])('as moved by something else, where a policy has a target %s', (_, changes) => {
    const { TargetTrackingScalingPolicyConfiguration } = toCloudFormationResources(scaled)[policy].Properties as Loose;
    const Lone = {
      Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      Properties: {
        ResourceId: { 'Fn::Sub': 'table/${Orders}' },
        ScalableDimension: 'dynamodb:table:ReadCapacityUnits',
        TargetTrackingScalingPolicyConfiguration,
        ...changes,
      },
    };
    const { Orders } = toCloudFormationResources(table());
    const { tables, issues } = fromCloudFormation({ Resources: { Orders, Lone } });
    expect(tables.Orders).toEqual(table('UNMANAGED'));
    expect(issues.map(({ message }) => message)).toEqual([
      'its scalable target, which has the bounds, is not in this template',
      "reads were read as moved by something else (autoScaling: 'UNMANAGED')",
    ]);
    const Elsewhere = {
      ...Lone,
      Properties: {
        ...Lone.Properties,
        ...changes,
        ResourceId: undefined,
        ScalingTargetId: { 'Fn::ImportValue': 'x' },
      },
    };
    expect(fromCloudFormation({ Resources: { Orders, Elsewhere } })).toMatchObject({
      tables: { Orders: table() },
      issues: [
        { path: ['Resources', 'Elsewhere', 'Properties'], message: expect.stringMatching(/can't be told which/) },
      ],
    });
  });

  test('beside what a GlobalTable says itself', () => {
    const { Orders, ...others } = changed(target, {});
    const { OrdersTableReadScalableTarget: read, OrdersTableReadScalingPolicy: readPolicy } = others as Loose;
    const { AttributeDefinitions, KeySchema } = (Orders as { Properties: Loose }).Properties;
    const settings = { MinCapacity: 1, MaxCapacity: 50, TargetTrackingScalingPolicyConfiguration: { TargetValue: 50 } };
    const globalTable = (ofReads: object) => ({
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        TableName: 'orders',
        BillingMode: 'PROVISIONED',
        AttributeDefinitions,
        KeySchema,
        WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: settings },
        Replicas: [{ Region: { Ref: 'AWS::Region' }, ReadProvisionedThroughputSettings: ofReads }],
      },
    });
    const readFrom = (ofReads: object) =>
      fromCloudFormation({
        Resources: {
          Orders: globalTable(ofReads),
          OrdersTableReadScalableTarget: read,
          OrdersTableReadScalingPolicy: readPolicy,
        },
      });
    const ofTable = { minCapacity: 1, maxCapacity: 50, targetValue: 50 };
    expect(readFrom({ ReadCapacityUnits: 5 }).tables.Orders.provisionedThroughput).toEqual({
      readCapacityUnits: 5,
      writeCapacityUnits: 1,
      autoScaling: { read: reads, write: ofTable },
    });
    const both = readFrom({ ReadCapacityAutoScalingSettings: settings });
    expect(both.tables.Orders.provisionedThroughput?.autoScaling).toBe('UNMANAGED');
    expect(both.issues).toContainEqual(
      expect.objectContaining({
        message: expect.stringMatching(/scales what the table says is scaled by something, too/),
      }),
    );
  });

  test('or left out with a note, where it is none of the tables', () => {
    const { ofTable, notes } = readWith(target, of('ResourceId', 'table/others'));
    expect(ofTable).toEqual({ ...units, autoScaling: { write: writes } });
    expect(notes).toEqual([expect.stringMatching(/"others" can't be told to be a table/)]);
    const index = 'OrdersGsiUserIndexReadScalableTarget';
    expect(readWith(index, of('ResourceId', { 'Fn::Sub': 'table/${Orders}/index/by-z' })).notes).toEqual([
      expect.stringMatching(/the table Orders has no index "by-z"/),
    ]);
    expect(readWith(index, of('ResourceId', { 'Fn::ImportValue': 'x' })).notes).toEqual([
      expect.stringMatching(/can't be told which capacity/),
    ]);
    // What scales something else is not this reader's business.
    const service = { ...of('ServiceNamespace', 'ecs'), ...of('ScalableDimension', 'ecs:service:DesiredCount') };
    expect(readWith(target, service).notes).toEqual([]);
  });
});

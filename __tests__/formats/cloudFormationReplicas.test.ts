import { Stack } from 'aws-cdk-lib';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import fc from 'fast-check';
import { toTablePropsV2 } from '../../src/cdk/index.js';
import {
  fromCloudFormation,
  toCloudFormation,
  toCloudFormationResources,
  toCloudFormationTemplate,
} from '../../src/formats/index.js';
import { canonicalTable, type Replica, type TableSchema } from '../../src/index.js';
import { runs } from '../support/generated.js';
import { env, issuesOf, synthesise } from './cdkSupport.js';
import { checkAgainstResourceSpec } from './cloudFormationSpec.js';
import { meaning, tableResources } from './cloudFormationSupport.js';
import { replicatedTable } from './replicatedTables.js';

const scaled = { minCapacity: 1, maxCapacity: 9, targetValue: 70 };
const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: '*' }] };
const orders = {
  tableName: 'orders',
  attributes: { id: 'S', user: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: {
    'by-user': {
      partitionKey: 'user',
      provisionedThroughput: {
        readCapacityUnits: 3,
        writeCapacityUnits: 4,
        autoScaling: { write: { ...scaled, scaleInCooldown: 0 } },
      },
    },
  },
  billingMode: 'PROVISIONED',
  provisionedThroughput: {
    readCapacityUnits: 5,
    writeCapacityUnits: 6,
    autoScaling: { read: scaled, write: { ...scaled, scaleOutCooldown: 60 } },
  },
  streamViewType: 'NEW_AND_OLD_IMAGES',
  streamTags: { of: 'home' },
  encryption: { kmsMasterKeyId: 'key-1' },
  deletionProtection: true,
  replicas: {
    'us-east-1': {
      tableClass: 'STANDARD_INFREQUENT_ACCESS',
      deletionProtection: false,
      pointInTimeRecovery: { recoveryPeriodInDays: 7 },
      contributorInsights: true,
      tags: { team: 'shop' },
      encryption: { kmsMasterKeyId: 'key-2' },
      kinesisStreamingDestination: { streamArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/orders' },
      resourcePolicy: policy,
      provisionedThroughput: { readCapacityUnits: 9 },
      globalSecondaryIndexes: {
        'by-user': {
          provisionedThroughput: { readCapacityUnits: 2, autoScaling: { read: { ...scaled, targetValue: 20 } } },
          contributorInsights: false,
        },
      },
    },
    'eu-central-1': { encryption: { kmsMasterKeyId: 'key-3' } },
  },
} as const satisfies TableSchema;
const { provisionedThroughput: units } = orders;
const region = 'eu-west-1';
const parameters = { 'AWS::Region': region };
const type = 'AWS::DynamoDB::GlobalTable';

/** What a template says by absence is left out. */
function meaningOf(schema: TableSchema): object {
  const without = (name: string, value: unknown) =>
    value === false && ['kinesisStreamingDestination', 'resourcePolicy'].includes(name) ? undefined : value;
  const bare = JSON.parse(JSON.stringify(canonicalTable(schema).replicas, without)) as NonNullable<
    TableSchema['replicas']
  >;
  const entries = Object.entries(bare).map(([name, { tags, ...others }]) => [
    name,
    { ...others, ...(tags && Object.keys(tags).length && { tags }) },
  ]);
  return { ...meaning(schema), replicas: Object.fromEntries(entries) };
}

describe('a table with replicas', () => {
  test('is a GlobalTable, its own Region first, with what each Region has of its own', async () => {
    const [{ Type, Properties, Metadata }] = Object.values(tableResources(type, orders, { region }));
    expect(Type).toBe(type);
    expect((await checkAgainstResourceSpec(type))(Properties)).toEqual([]);
    const reads = (units: number) => ({ ReadProvisionedThroughputSettings: { ReadCapacityUnits: units } });
    const scales = (SeedCapacity: number, more: object = {}) => ({
      MinCapacity: 1,
      MaxCapacity: 9,
      SeedCapacity,
      TargetTrackingScalingPolicyConfiguration: { TargetValue: 70, ...more },
    });
    expect(Properties).toMatchObject({
      WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: scales(6, { ScaleOutCooldown: 60 }) },
      GlobalSecondaryIndexes: [
        { WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: scales(4, { ScaleInCooldown: 0 }) } },
      ],
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    });
    const ofTable = { ReadProvisionedThroughputSettings: { ReadCapacityAutoScalingSettings: scales(5) } };
    const indexes = [{ IndexName: 'by-user', ...reads(3) }];
    expect(Properties.Replicas).toEqual([
      {
        Region: 'eu-west-1',
        ...ofTable,
        DeletionProtectionEnabled: true,
        SSESpecification: { KMSMasterKeyId: 'key-1' },
        ReplicaStreamSpecification: { Tags: [{ Key: 'of', Value: 'home' }] },
        GlobalSecondaryIndexes: indexes,
      },
      {
        Region: 'us-east-1',
        TableClass: 'STANDARD_INFREQUENT_ACCESS',
        DeletionProtectionEnabled: false,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
        ContributorInsightsSpecification: { Enabled: true, Mode: 'ACCESSED_AND_THROTTLED_KEYS' },
        Tags: [{ Key: 'team', Value: 'shop' }],
        SSESpecification: { KMSMasterKeyId: 'key-2' },
        KinesisStreamSpecification: { StreamArn: expect.stringMatching(/us-east-1/) },
        ResourcePolicy: { PolicyDocument: policy },
        ...reads(9),
        GlobalSecondaryIndexes: [
          {
            IndexName: 'by-user',
            ReadProvisionedThroughputSettings: { ReadCapacityAutoScalingSettings: scales(2, { TargetValue: 20 }) },
            ContributorInsightsSpecification: { Enabled: false },
          },
        ],
      },
      {
        Region: 'eu-central-1',
        ...ofTable,
        SSESpecification: { KMSMasterKeyId: 'key-3' },
        GlobalSecondaryIndexes: indexes,
      },
    ]);
    // What it can't say, its note does.
    expect(Metadata?.Tablewright.Note).toMatch(
      /it does not leave alone what is there, in eu-central-1 \(tableClass, deletionProtection, .*\)\. A replica and its resource policy can't come in one update: add us-east-1 without it first\.$/,
    );
  });

  test.each(['yaml', 'json'] as const)('comes back from %s, as any does', (format) => {
    const { tables, issues } = fromCloudFormation(toCloudFormation(orders, { format, region }), { parameters });
    expect({ tables, issues }).toEqual({ tables: { Orders: orders }, issues: [] });
    // The stack's own Region is told by reference, too.
    expect(fromCloudFormation(toCloudFormation(orders, { format }))).toMatchObject({
      tables: { Orders: orders },
      issues: [],
    });
    fc.assert(
      fc.property(replicatedTable, (schema) => {
        const read = fromCloudFormation(toCloudFormation(schema, { format }));
        expect(read.issues).toEqual([]);
        expect(Object.values(read.tables).map(meaningOf)).toEqual([meaningOf(schema)]);
      }),
      runs(100),
    );
  });

  test('or that must have none, is a Table', () => {
    const alone = { ...orders, replicas: {} };
    expect(toCloudFormationResources(alone).Orders.Type).toBe('AWS::DynamoDB::Table');
    expect(tableResources(type, alone, { resourceType: type }).Orders.Properties.Replicas).toHaveLength(1);
    const { replicas: _, ...plain } = orders;
    expect(fromCloudFormation(toCloudFormation(alone)).tables.Orders).toEqual(plain);
  });

  const writes = {
    ...units.autoScaling,
    write: { ...scaled, scheduledActions: { a: { schedule: 'rate(1 day)', minCapacity: 2 } } },
  };
  test.each<[string, TableSchema, object, string, RegExp]>([
    ['as a Table', orders, { resourceType: 'AWS::DynamoDB::Table' }, 'replicas', /such a table is in one Region/],
    ['in the Region of the stack', orders, { region: 'us-east-1' }, 'replicas.us-east-1', /is the table's own Region/],
    [
      'with fixed writes',
      { ...orders, provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 6 } },
      {},
      'provisionedThroughput',
      /its writes are fixed, and those of a global table are/,
    ],
    [
      'with writes that something else scales',
      { ...orders, provisionedThroughput: { ...units, autoScaling: 'UNMANAGED' as const } },
      {},
      'provisionedThroughput',
      /its writes are scaled by something else/,
    ],
    [
      'with scheduled actions',
      { ...orders, provisionedThroughput: { ...units, autoScaling: writes } },
      {},
      'provisionedThroughput.autoScaling.write.scheduledActions',
      /no scheduled actions for a global table/,
    ],
    [
      'with reads that something else scales',
      {
        ...orders,
        replicas: {
          'us-east-1': {
            encryption: { kmsMasterKeyId: 'k' },
            provisionedThroughput: { readCapacityUnits: 1, autoScaling: 'UNMANAGED' },
          },
        },
      },
      {},
      'replicas.us-east-1.provisionedThroughput.autoScaling',
      /the reads of a global table are fixed, or scaled/,
    ],
  ])('is refused %s', (_, schema, options, place, reason) => {
    const issues = issuesOf(() => toCloudFormation(schema, options));
    expect(issues.map(({ path }) => path.join('.'))).toEqual([place]);
    expect(issues[0].message).toMatch(reason);
  });
});

describe('the replicas of a template', () => {
  const template = toCloudFormationTemplate(orders, { region });
  const readWith = (
    change: (properties: Record<string, unknown>, replicas: Record<string, unknown>[]) => void,
    given = {},
  ) => {
    const copy = structuredClone(template);
    const properties = copy.Resources.Orders.Properties as unknown as Record<string, unknown>;
    change(properties, properties.Replicas as Record<string, unknown>[]);
    const { tables, issues } = fromCloudFormation(copy, { parameters: given });
    return { table: tables.Orders, notes: issues.map(({ path, message }) => `${path.slice(3).join('.')}: ${message}`) };
  };

  test('are those of other Regions than the one given, or than the first', () => {
    const { table, notes } = readWith((_, list) => list.reverse());
    expect(Object.keys(table.replicas ?? {})).toEqual(['us-east-1', 'eu-west-1']);
    expect(notes[0]).toMatch(/^Replicas\.0: is read as the table itself.*if that is not "eu-central-1"/);
    const told = readWith((_, list) => list.reverse(), parameters);
    expect(Object.keys(told.table.replicas ?? {})).toEqual(['eu-central-1', 'us-east-1']);
    expect(told.notes).toEqual([]);
  });

  test.each<[string, Parameters<typeof readWith>[0], readonly string[], RegExp]>([
    [
      'a Region that is not known',
      (_, list) => {
        list[1].Region = { Ref: 'Other' };
      },
      [],
      /Replicas\.1\.Region: is known at deployment only, so the replicas are left out/,
    ],
    [
      'one that is there in some deployments only',
      (_, list) => {
        list[1] = { 'Fn::If': ['Prod', list[1], { Ref: 'AWS::NoValue' }] };
      },
      [],
      /Replicas: has more than is known here, so the replicas are left out/,
    ],
    [
      'some that only a deployment knows',
      (properties, list) => {
        properties.Replicas = { 'Fn::If': ['Prod', list, []] };
      },
      [],
      /Replicas: !If \[Prod.* is known at deployment only, and is left out/,
    ],
    [
      'several Regions at once',
      (properties) => {
        properties.MultiRegionConsistency = 'STRONG';
      },
      ['us-east-1', 'eu-central-1'],
      /MultiRegionConsistency: a table schema does not say "STRONG"/,
    ],
    [
      'a witness',
      (properties) => {
        properties.GlobalTableWitnesses = [{ Region: 'us-west-2' }];
      },
      ['us-east-1', 'eu-central-1'],
      /GlobalTableWitnesses: a table schema has no place for this/,
    ],
    [
      'a policy of the stream of a replica',
      (_, list) => {
        list[1].ReplicaStreamSpecification = { Tags: [] };
      },
      ['us-east-1', 'eu-central-1'],
      /Replicas\.1\.ReplicaStreamSpecification: a table schema has no place for the policy/,
    ],
    [
      'an index that is not there',
      (_, list) => {
        list[1].GlobalSecondaryIndexes = [{ IndexName: 'by-z' }];
      },
      ['us-east-1', 'eu-central-1'],
      /Replicas\.1\.GlobalSecondaryIndexes\.0: the table has no index "by-z"/,
    ],
  ])('are noted with %s', (_, change, regions, note) => {
    const { table, notes } = readWith(change, parameters);
    expect(Object.keys(table.replicas ?? {})).toEqual(regions);
    expect(notes).toContainEqual(expect.stringMatching(note));
  });

  test('have capacity that scales, where it starts is known, though its bounds are not', () => {
    const writes = (MaxCapacity: unknown, MinCapacity: unknown = 5) => {
      const TargetTrackingScalingPolicyConfiguration = { TargetValue: 70 };
      return {
        WriteCapacityAutoScalingSettings: { MinCapacity, MaxCapacity, TargetTrackingScalingPolicyConfiguration },
      };
    };
    const read = (settings: object) =>
      fromCloudFormation({
        Parameters: { Units: { Type: 'Number' } },
        Resources: {
          Orders: {
            Type: 'AWS::DynamoDB::GlobalTable',
            Properties: {
              TableName: 'orders',
              BillingMode: 'PROVISIONED',
              AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
              KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
              WriteProvisionedThroughputSettings: settings,
              Replicas: [
                { Region: { Ref: 'AWS::Region' }, ReadProvisionedThroughputSettings: { ReadCapacityUnits: 6 } },
              ],
            },
          },
        },
      });
    const known = read(writes({ Ref: 'Units' }));
    expect(known.tables.Orders.provisionedThroughput).toEqual({
      readCapacityUnits: 6,
      writeCapacityUnits: 5,
      autoScaling: 'UNMANAGED',
    });
    expect(known.issues.map(({ message }) => message)).toContain(
      "it was read as moved by something else (autoScaling: 'UNMANAGED')",
    );
    const unknown = read(writes(9, { Ref: 'Units' }));
    expect(unknown.tables.Orders.billingMode).toBe('PAY_PER_REQUEST');
    expect(unknown.issues.map(({ rule }) => rule)).toContain('billing-mode');
  });

  test('are read from what CDK synthesises, whose own Region is the last', () => {
    const arn = (of: string) => `arn:aws:kms:${of}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    const capacity = { ...units, autoScaling: { write: scaled } };
    const schema: TableSchema = {
      ...orders,
      provisionedThroughput: capacity,
      globalSecondaryIndexes: { 'by-user': { partitionKey: 'user', provisionedThroughput: capacity } },
      encryption: { kmsMasterKeyId: arn('eu-west-1') },
      streamTags: undefined,
      deletionProtection: undefined,
      replicas: Object.fromEntries(
        Object.entries<Replica>(orders.replicas).map(([name, of]) => [
          name,
          { ...of, encryption: { kmsMasterKeyId: arn(name) } },
        ]),
      ),
    };
    const synthesised = synthesise((app) => {
      const scope = new Stack(app, 'Stack', { env });
      new TableV2(scope, 'Table', toTablePropsV2(schema, { scope }));
    });
    const [told] = Object.values(fromCloudFormation(synthesised, { parameters }).tables);
    expect(told).toEqual(JSON.parse(JSON.stringify(schema)));
    // The command cdk has it write the path of each construct.
    const [resource] = Object.values<object>(synthesised.Resources);
    Object.assign(resource, { Metadata: { 'aws:cdk:path': 'Stack/Table/Resource' } });
    const { tables, issues } = fromCloudFormation(synthesised);
    expect(Object.values(tables)).toEqual([told]);
    expect(issues.map(({ path }) => path.slice(3).join('.'))).toEqual(['Replicas.2']);
  });
});

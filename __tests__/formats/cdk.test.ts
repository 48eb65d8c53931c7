import { Stack } from 'aws-cdk-lib';
import { CfnGlobalTable, CfnTable, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import fc from 'fast-check';
import { toCfnGlobalTableProps, toCfnTableProps, toTablePropsV2 } from '../../src/cdk/index.js';
import { fromCloudFormation, toCdk } from '../../src/formats/index.js';
import {
  approvalTableSchema,
  breakGlassTableSchema,
  canonicalTable,
  sessionTableSchema,
  type TableSchema,
  withTableName,
} from '../../src/index.js';
import { validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';
import {
  elsewhere,
  env,
  isCarried,
  issuesOf,
  readAs,
  readStack,
  sayable,
  synthesise,
  withKeyArn,
} from './cdkSupport.js';
import { meaning } from './cloudFormationSupport.js';
import { replicatedTable, scaledTable, streamArn } from './scaledTable.js';

const readyMade = [sessionTableSchema, approvalTableSchema, breakGlassTableSchema];
const table: TableSchema = { tableName: 'orders', attributes: { id: 'S', v: 'L' }, partitionKey: 'id' };
/** What TableV2 carries: on demand, no vector indexes, and the insights of the table in its indexes. */
const forTableV2 = validTable({ billingModes: ['PAY_PER_REQUEST'], maxVectorIndexes: 0 }).map((schema) => {
  const { contributorInsights, globalSecondaryIndexes } = schema;
  const indexes = Object.entries(globalSecondaryIndexes ?? {}).map(([name, { contributorInsights: _, ...index }]) => [
    name,
    contributorInsights === undefined ? index : { ...index, contributorInsights },
  ]);
  return withKeyArn({
    ...schema,
    ...(globalSecondaryIndexes && { globalSecondaryIndexes: Object.fromEntries(indexes) }),
  });
});

/** Several in one stack: to synthesise takes longer than anything else here. */
function severalOf(table: fc.Arbitrary<TableSchema>): fc.Arbitrary<TableSchema[]> {
  return fc
    .array(table, { minLength: 1, maxLength: 10, size: 'max' })
    .map((tables) => tables.map((schema, i) => withTableName(schema, `table-${String.fromCharCode(97 + i)}`)));
}

describe('toTablePropsV2', () => {
  test('gives TableV2 the same table as the CloudFormation template has', () => {
    fc.assert(
      fc.property(severalOf(forTableV2), (drawn) => {
        const schemas = drawn.filter((schema) => isCarried(() => toTablePropsV2(schema, { scope: new Stack() })));
        fc.pre(schemas.length > 0);
        const read = readStack(
          (scope) => {
            for (const schema of schemas) new TableV2(scope, schema.tableName, toTablePropsV2(schema, { scope }));
          },
          { env: elsewhere },
        );
        const said = schemas.map((schema) => readAs(schema, elsewhere.region));
        expect(read.map((schema) => meaning(sayable(schema)))).toEqual(said);
      }),
      runs(8),
    );
  });

  test('works in a stack of any Region, if the schema names no key', () => {
    const read = readStack((stack) => {
      for (const schema of readyMade) new TableV2(stack, schema.tableName, toTablePropsV2(schema));
    });
    const byName = [...readyMade].sort((a, b) => (a.tableName < b.tableName ? -1 : 1));
    expect(read.map(meaning)).toEqual(byName.map(meaning));
  });

  test('imports a key by its ARN or its alias into the scope, which it then needs', () => {
    const schema = (kmsMasterKeyId: string): TableSchema => ({ ...table, encryption: { kmsMasterKeyId } });
    const keyOf = (kmsMasterKeyId: string) => {
      const { Resources } = synthesise((app) => {
        const scope = new Stack(app, 'Stack', { env });
        new TableV2(scope, 'Table', toTablePropsV2(schema(kmsMasterKeyId), { scope }));
      });
      const [{ Properties }] = Object.values<{ Properties: { Replicas: { SSESpecification: object }[] } }>(Resources);
      return Properties.Replicas[0].SSESpecification;
    };
    const arn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    expect(keyOf(arn)).toEqual({ KMSMasterKeyId: arn });
    expect(keyOf('alias/orders')).toEqual({
      KMSMasterKeyId: {
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':kms:eu-west-1:111122223333:alias/orders']],
      },
    });
    expect(issuesOf(() => toTablePropsV2(schema(arn)))).toMatchObject([
      { rule: 'cdk-scope', message: expect.stringContaining('{ scope: this }') },
    ]);
  });

  test('scales capacity, also of indexes, sends changes to Kinesis, and gives the stream its policy', () => {
    const { Resources } = synthesise((app) => {
      const scope = new Stack(app, 'Stack', { env });
      new TableV2(scope, 'Table', toTablePropsV2(scaledTable, { scope }));
    });
    const [{ Properties }] = Object.values<{ Properties: object }>(Resources);
    const scaled = (SeedCapacity: number, MinCapacity: number, MaxCapacity: number, TargetValue: number) => ({
      SeedCapacity,
      MinCapacity,
      MaxCapacity,
      TargetTrackingScalingPolicyConfiguration: { TargetValue },
    });
    expect(Properties).toMatchObject({
      BillingMode: 'PROVISIONED',
      WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: scaled(6, 6, 60, 65.5) },
      GlobalSecondaryIndexes: [
        { WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: scaled(8, 1, 80, 50) } },
      ],
      Replicas: [
        {
          ReadProvisionedThroughputSettings: { ReadCapacityAutoScalingSettings: scaled(5, 5, 50, 70) },
          GlobalSecondaryIndexes: [{ ReadProvisionedThroughputSettings: { ReadCapacityUnits: 7 } }],
          KinesisStreamSpecification: { StreamArn: streamArn },
          ReplicaStreamSpecification: { ResourcePolicy: { PolicyDocument: scaledTable.streamResourcePolicy } },
        },
      ],
    });
  });

  test('makes replicas with what each has of its own', () => {
    const template = synthesise((app) => {
      const scope = new Stack(app, 'Stack', { env });
      new TableV2(scope, 'Table', toTablePropsV2(replicatedTable, { scope }));
    });
    const { tables } = fromCloudFormation(template, { parameters: { 'AWS::Region': 'eu-west-1' } });
    const { resourcePolicy: _, ...europe } = replicatedTable.replicas?.['eu-central-1'] ?? {};
    expect(Object.values(tables).map(canonicalTable)).toEqual([
      // No policy is the absence of one.
      canonicalTable({ ...replicatedTable, replicas: { ...replicatedTable.replicas, 'eu-central-1': europe } }),
    ]);
    const [{ Properties }] = Object.values<{ Properties: { Replicas: Record<string, unknown>[] } }>(template.Resources);
    const reads = (units: number) => ({ ReadProvisionedThroughputSettings: { ReadCapacityUnits: units } });
    const insights = (Mode: string) => ({ ContributorInsightsSpecification: { Enabled: true, Mode } });
    const [us, eu, home] = Properties.Replicas;
    expect(us).toEqual({
      Region: 'us-east-1',
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
      DeletionProtectionEnabled: false,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
      ...insights('THROTTLED_KEYS'),
      Tags: [{ Key: 'team', Value: 'x' }],
      SSESpecification: { KMSMasterKeyId: expect.stringMatching(/:us-east-1:/) },
      KinesisStreamSpecification: { StreamArn: expect.stringMatching(/:us-east-1:/) },
      ResourcePolicy: { PolicyDocument: replicatedTable.replicas?.['us-east-1'].resourcePolicy },
      ...reads(9),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-user',
          ContributorInsightsSpecification: { Enabled: false },
          ReadProvisionedThroughputSettings: {
            ReadCapacityAutoScalingSettings: {
              SeedCapacity: 10,
              MinCapacity: 10,
              MaxCapacity: 20,
              TargetTrackingScalingPolicyConfiguration: { TargetValue: 30 },
            },
          },
        },
      ],
    });
    expect(eu).toEqual({
      Region: 'eu-central-1',
      DeletionProtectionEnabled: true,
      ...insights('ACCESSED_AND_THROTTLED_KEYS'),
      SSESpecification: { KMSMasterKeyId: expect.stringMatching(/:eu-central-1:/) },
      // What the table has.
      ReadProvisionedThroughputSettings: home.ReadProvisionedThroughputSettings,
      GlobalSecondaryIndexes: [{ IndexName: 'by-user', ...reads(7), ...insights('ACCESSED_AND_THROTTLED_KEYS') }],
    });
    expect(home).toMatchObject({
      Region: 'eu-west-1',
      DeletionProtectionEnabled: true,
      SSESpecification: { KMSMasterKeyId: expect.stringMatching(/:eu-west-1:/) },
      KinesisStreamSpecification: { StreamArn: streamArn },
    });
    expect(home).not.toHaveProperty('Tags');
  });

  test('names what it would give a replica that leaves it out, and what it has no word for there', () => {
    const { encryption } = replicatedTable.replicas?.['us-east-1'] ?? {};
    const replica: NonNullable<TableSchema['replicas']>[string] = {
      encryption: { kmsMasterKeyId: 'alias/orders' },
      provisionedThroughput: { readCapacityUnits: 1, autoScaling: 'UNMANAGED' },
      kinesisStreamingDestination: { streamArn, approximateCreationDateTimePrecision: 'MICROSECOND' },
      resourcePolicy: { Version: '2008-10-17', Statement: [] },
    };
    const schema = { ...replicatedTable, tableClass: 'STANDARD', replicas: { 'us-east-1': replica } } as TableSchema;
    const policy = { resourcePolicy: scaledTable.streamResourcePolicy };
    const issues = issuesOf(() => toTablePropsV2(schema)).map(({ rule, path }) => [rule, path.slice(2).join('.')]);
    expect(issues.sort()).toEqual([
      ['cdk-auto-scaling', 'provisionedThroughput.autoScaling'],
      ['cdk-key-id', 'encryption.kmsMasterKeyId'],
      ['cdk-replica', 'contributorInsights'],
      ['cdk-replica', 'deletionProtection'],
      ['cdk-replica', 'globalSecondaryIndexes.by-user.contributorInsights'],
      ['cdk-replica', 'tableClass'],
      ['cdk-resource-policy', 'resourcePolicy.Version'],
      ['setting-not-carried', 'kinesisStreamingDestination.approximateCreationDateTimePrecision'],
    ]);
    const { contributorInsights: _, deletionProtection: __, ...plain } = replicatedTable;
    const [index] = Object.values(scaledTable.globalSecondaryIndexes);
    const fine = { ...plain, globalSecondaryIndexes: { 'by-user': index }, replicas: { 'us-east-1': { encryption } } };
    expect(toCdk(fine as TableSchema)).toContain("region: 'us-east-1'");
    expect(issuesOf(() => toTablePropsV2({ ...fine, ...policy } as TableSchema))).toMatchObject([
      { rule: 'cdk-replica', path: ['replicas', 'us-east-1', 'resourcePolicy'] },
    ]);
  });

  test('names each part of a capacity or a stream that it has no word for', () => {
    const { read, write } = scaledTable.provisionedThroughput.autoScaling;
    const schema: TableSchema = {
      ...scaledTable,
      provisionedThroughput: {
        ...scaledTable.provisionedThroughput,
        autoScaling: {
          read: { ...read, scheduledActions: { night: { schedule: 'rate(1 day)', minCapacity: 1 } } },
          write: { ...write, scaleInCooldown: 0, scaleOutCooldown: 9, scheduledActions: {} },
        },
      },
      globalSecondaryIndexes: {
        other: {
          partitionKey: 'user',
          provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1, autoScaling: 'UNMANAGED' as const },
        },
        third: {
          partitionKey: 'user',
          provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1, autoScaling: { read } },
        },
      },
      kinesisStreamingDestination: { streamArn, approximateCreationDateTimePrecision: 'MICROSECOND' },
      streamTags: { team: 'orders' },
    };
    expect(issuesOf(() => toTablePropsV2(schema)).map(({ rule, path }) => [rule, path.join('.')])).toEqual([
      ['cdk-auto-scaling', 'provisionedThroughput.autoScaling.read.scheduledActions'],
      ['cdk-auto-scaling', 'provisionedThroughput.autoScaling.write.scaleInCooldown'],
      ['cdk-auto-scaling', 'provisionedThroughput.autoScaling.write.scaleOutCooldown'],
      ['setting-not-carried', 'streamTags'],
      ['setting-not-carried', 'kinesisStreamingDestination.approximateCreationDateTimePrecision'],
      ['cdk-auto-scaling', 'globalSecondaryIndexes.other.provisionedThroughput.autoScaling'],
      ['cdk-fixed-capacity', 'globalSecondaryIndexes.third.provisionedThroughput'],
    ]);
  });

  test.each<[string, Partial<TableSchema>, (string | number)[]]>([
    [
      'cdk-vector-index',
      { vectorIndexes: { near: { vectorAttribute: 'v', dimensions: 3, distanceFunction: 'COSINE' } } },
      ['vectorIndexes'],
    ],
    [
      'cdk-fixed-capacity',
      { billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 } },
      ['provisionedThroughput'],
    ],
    [
      'cdk-index-insights',
      { contributorInsights: true, globalSecondaryIndexes: { other: { partitionKey: 'id' } } },
      ['globalSecondaryIndexes', 'other', 'contributorInsights'],
    ],
    ['cdk-key-id', { encryption: { kmsMasterKeyId: '1234' } }, ['encryption', 'kmsMasterKeyId']],
    [
      'cdk-resource-policy',
      { resourcePolicy: { Version: '2008-10-17', Statement: [] } },
      ['resourcePolicy', 'Version'],
    ],
    [
      'cdk-resource-policy',
      { resourcePolicy: { Version: '2012-10-17', Id: 'mine', Statement: [] } },
      ['resourcePolicy', 'Id'],
    ],
  ])('refuses what TableV2 can not carry, %s, and CfnTable carries it', (rule, part, path) => {
    const schema = { ...table, ...part } as TableSchema;
    expect(issuesOf(() => toTablePropsV2(schema))).toEqual([
      { rule, path, message: expect.stringContaining('use toCfnTableProps with CfnTable') },
    ]);
    const [read] = readStack((stack) => new CfnTable(stack, 'Table', toCfnTableProps(schema)));
    expect(meaning(read)).toEqual(meaning(schema));
  });
});

describe('toCfnGlobalTableProps', () => {
  /** It says what TableV2 has no words for. */
  const { write } = scaledTable.provisionedThroughput.autoScaling;
  const capacity = {
    readCapacityUnits: 5,
    writeCapacityUnits: 6,
    autoScaling: { write: { ...write, scaleInCooldown: 60, scaleOutCooldown: 30 } },
  };
  const schema = {
    ...replicatedTable,
    provisionedThroughput: capacity,
    streamTags: { team: 'orders' },
    kinesisStreamingDestination: { streamArn, approximateCreationDateTimePrecision: 'MICROSECOND' },
    replicas: {
      ...replicatedTable.replicas,
      'eu-central-1': { encryption: replicatedTable.replicas?.['eu-central-1'].encryption },
    },
  } as TableSchema;

  test.each(['eu-west-1', undefined])('gives CfnGlobalTable the table, in a stack whose Region is %j', (region) => {
    const template = synthesise((app) => {
      new CfnGlobalTable(new Stack(app, 'Stack'), 'Table', toCfnGlobalTableProps(schema, { region }));
    });
    const { tables } = fromCloudFormation(template, { parameters: { 'AWS::Region': 'eu-west-1' } });
    expect(Object.values(tables)).toEqual([schema]);
  });

  test('is what toTablePropsV2 points to, and toCdk writes, where TableV2 can not carry replicas', () => {
    const issues = issuesOf(() => toTablePropsV2(schema));
    for (const { message } of issues) expect(message).toMatch(/; use toCfnGlobalTableProps with CfnGlobalTable$/);
    expect(toCdk(schema)).toMatch(
      /A CfnGlobalTable, for replicas\["eu-central-1"\]\.deletionProtection: TableV2 gives/,
    );
    expect(toCdk(schema)).toContain('region: Aws.REGION');
    const fixed = { ...capacity, autoScaling: { read: write } };
    const refused = { ...schema, provisionedThroughput: fixed } as TableSchema;
    for (const { message } of issuesOf(() => toTablePropsV2(refused))) expect(message).not.toMatch(/; (use|toCdk)/);
    expect(() => toCdk(refused)).toThrow(/AWS::DynamoDB::GlobalTable can't carry provisionedThroughput/);
    const { replicas: _, ...inOneRegion } = refused;
    expect(issuesOf(() => toTablePropsV2(inOneRegion as TableSchema))[0].message).toMatch(/; toCdk writes a CfnTable/);
  });
});

describe('toCfnTableProps', () => {
  test('gives CfnTable the same table as the CloudFormation template has', () => {
    fc.assert(
      fc.property(severalOf(validTable()), (drawn) => {
        const schemas = drawn.filter((schema) => isCarried(() => toCfnTableProps(schema)));
        for (const schema of drawn) {
          const { replicas = {} } = schema;
          const more = Object.keys(replicas).length > 0 || schema.billingMode === 'PROVISIONED';
          expect(schemas.includes(schema) || more).toBe(true);
        }
        fc.pre(schemas.length > 0);
        const read = readStack((stack) => {
          for (const schema of schemas) new CfnTable(stack, schema.tableName, toCfnTableProps(schema));
        });
        expect(read.map((schema) => meaning(sayable(schema)))).toEqual(
          schemas.map((schema) => meaning(sayable(schema))),
        );
      }),
      runs(8),
    );
  });

  test('refuses capacity that scales, for which it has no props', () => {
    expect(issuesOf(() => toCfnTableProps(scaledTable)).map(({ rule, path }) => [rule, path.join('.')])).toEqual([
      ['cdk-auto-scaling', 'provisionedThroughput.autoScaling.read'],
      ['cdk-auto-scaling', 'provisionedThroughput.autoScaling.write'],
      ['cdk-auto-scaling', 'globalSecondaryIndexes.by-user.provisionedThroughput.autoScaling.write'],
    ]);
  });

  test('and toTablePropsV2 refuse what CDK would take for a token', () => {
    const name = `\${Token[TOKEN.1]}`;
    const schema: TableSchema = { ...table, attributes: { [name]: 'S' }, partitionKey: name };
    for (const convert of [toTablePropsV2, toCfnTableProps, toCdk]) {
      expect(issuesOf(() => convert(schema))).toMatchObject([
        { rule: 'cdk-token', path: ['attributes', name] },
        { rule: 'cdk-token', path: ['partitionKey'] },
      ]);
    }
  });
});

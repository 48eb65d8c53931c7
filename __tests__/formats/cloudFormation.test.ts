import fc from 'fast-check';
import { parse } from 'yaml';
import {
  fromCloudFormation,
  toCloudFormation,
  toCloudFormationResources,
  toCloudFormationTemplate,
} from '../../src/formats/index.js';
import {
  approvalTableSchema,
  breakGlassTableSchema,
  fromCreateTableInput,
  sessionTableSchema,
  type TableSchema,
  TableSchemaError,
  toCreateTableInput,
  withTableName,
} from '../../src/index.js';
import { plainSettings, validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';
import { checkAgainstResourceSpec } from './cloudFormationSpec.js';
import { meaning, tableResource, tableResources } from './cloudFormationSupport.js';

const readyMade = [sessionTableSchema, approvalTableSchema, breakGlassTableSchema];
const table: TableSchema = { tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id' };

function properties(schema: TableSchema) {
  return tableResource(schema).Properties;
}

/** The Region of the stack is a string, as the check has it. */
function withRegions(of: object): object {
  const { Replicas } = of as { Replicas?: object[] };
  return Replicas
    ? { ...of, Replicas: Replicas.map((replica, i) => (i ? replica : { ...replica, Region: 'eu-west-1' })) }
    : of;
}

function issuesOf(call: () => unknown) {
  try {
    call();
  } catch (error) {
    if (error instanceof TableSchemaError) return error.issues;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a template', () => {
  test.each(['yaml', 'json'] as const)('in %s, read back, is the schema', (format) => {
    fc.assert(
      fc.property(validTable({ settings: plainSettings }), (schema) => {
        const { tables, issues } = fromCloudFormation(toCloudFormation(schema, { format }));
        expect(issues).toEqual([]);
        expect(Object.values(tables).map(meaning)).toEqual([meaning(schema)]);
      }),
      runs(150),
    );
  });

  test('and the CreateTable input say the same of what both carry', () => {
    fc.assert(
      fc.property(validTable({ settings: plainSettings }), (schema) => {
        const [fromTemplate] = Object.values(fromCloudFormation(toCloudFormationTemplate(schema)).tables);
        const carried = (read: TableSchema) => {
          const { timeToLive, pointInTimeRecovery, contributorInsights, attributes, ...others } = meaning(
            read,
          ) as TableSchema;
          const indexes = Object.entries(others.globalSecondaryIndexes ?? {}).map(([name, index]) => {
            const { contributorInsights: _, ...index2 } = index;
            return [name, index2];
          });
          return { ...others, globalSecondaryIndexes: Object.fromEntries(indexes) };
        };
        expect(carried(fromTemplate)).toEqual(carried(fromCreateTableInput(toCreateTableInput(schema))));
      }),
      runs(100),
    );
  });

  test('may make global tables: of the right properties, and read back the schema, or it is provisioned', async () => {
    const check = await checkAgainstResourceSpec('AWS::DynamoDB::GlobalTable');
    const options = { resourceType: 'AWS::DynamoDB::GlobalTable', outputs: false } as const;
    fc.assert(
      fc.property(validTable({ settings: plainSettings }), fc.constantFrom('json', 'yaml'), (schema, format) => {
        const write = () => toCloudFormation(schema, { ...options, format: format as 'json' | 'yaml' });
        if (schema.billingMode === 'PROVISIONED') {
          expect(issuesOf(write)[0]).toMatchObject({ rule: 'setting-not-carried', path: ['provisionedThroughput'] });
          return;
        }
        const [{ Type, Properties }] = Object.values(tableResources('AWS::DynamoDB::GlobalTable', schema, options));
        const [replica] = Properties.Replicas;
        expect(Type).toBe('AWS::DynamoDB::GlobalTable');
        expect(replica.Region).toEqual({ Ref: 'AWS::Region' });
        expect(check(withRegions(Properties))).toEqual([]);
        const { tables, issues } = fromCloudFormation(write());
        expect(issues.map(({ path }) => path.at(-1))).toEqual(['Type']);
        expect(Object.values(tables).map(meaning)).toEqual([meaning(schema)]);
      }),
      runs(200),
    );
  });

  test('has only properties that AWS::DynamoDB::Table has, of the right types', async () => {
    const check = await checkAgainstResourceSpec('AWS::DynamoDB::Table');
    // The check itself finds what is wrong.
    expect(check({ KeySchema: [{ AttributeName: 1 }], Nonsense: true, SSESpecification: { Enabled: true } })).toEqual([
      'KeySchema.0.AttributeName: not a string',
      'KeySchema.0.KeyType: missing',
      'Nonsense: unknown',
      'SSESpecification.Enabled: unknown',
      'SSESpecification.SSEEnabled: missing',
    ]);
    fc.assert(
      fc.property(validTable({ settings: plainSettings }), (schema) => {
        expect(check(properties(schema))).toEqual([]);
      }),
      runs(200),
    );
  });

  test('of the ready-made tables has them all, each kept when it leaves the stack', () => {
    const template = parse(toCloudFormation(readyMade), { logLevel: 'silent' });
    expect(Object.keys(template.Resources)).toEqual(['SentinelSessions', 'SentinelRequests', 'SentinelBreakglass']);
    for (const resource of Object.values(template.Resources)) {
      expect(resource).toMatchObject({
        Type: 'AWS::DynamoDB::Table',
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        },
      });
    }
  });

  test('is the same text each time, and ends with a newline', () => {
    for (const format of ['yaml', 'json'] as const) {
      const text = toCloudFormation(readyMade, { format });
      expect(text).toBe(toCloudFormation(structuredClone(readyMade), { format }));
      expect(text).toMatch(/[^\n]\n$/);
    }
  });
});

describe('a setting', () => {
  test('that the schema leaves out is left out, but for the billing mode, whose default differs', () => {
    expect(Object.keys(properties(table)).sort()).toEqual([
      'AttributeDefinitions',
      'BillingMode',
      'KeySchema',
      'TableName',
    ]);
  });

  test('that is off says so, but for the stream, which has nothing that says it', () => {
    expect(
      properties({
        ...table,
        encryption: 'AWS_OWNED',
        deletionProtection: false,
        pointInTimeRecovery: false,
        contributorInsights: false,
        streamViewType: false,
      }),
    ).toEqual({
      ...properties(table),
      SSESpecification: { SSEEnabled: false },
      DeletionProtectionEnabled: false,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
      ContributorInsightsSpecification: { Enabled: false },
    });
  });

  test('takes the shape that CloudFormation gives it', () => {
    const written = properties({
      ...table,
      encryption: { kmsMasterKeyId: 'alias/orders' },
      streamViewType: 'NEW_IMAGE',
      resourcePolicy: '{"Version":"2012-10-17","Statement":[]}',
      contributorInsights: { mode: 'THROTTLED_KEYS' },
      globalSecondaryIndexes: { 'by-id': { partitionKey: 'id', contributorInsights: true } },
    });
    expect(written).toMatchObject({
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/orders' },
      ResourcePolicy: { PolicyDocument: { Version: '2012-10-17', Statement: [] } },
      ContributorInsightsSpecification: { Enabled: true, Mode: 'THROTTLED_KEYS' },
      GlobalSecondaryIndexes: [{ ContributorInsightsSpecification: { Enabled: true } }],
    });
    expect(written.StreamSpecification).toEqual({ StreamViewType: 'NEW_IMAGE' });
  });

  const StreamArn = 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders';
  const policy = (Action: string) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
  });
  const streams: TableSchema = {
    ...table,
    billingMode: 'PAY_PER_REQUEST',
    streamViewType: 'NEW_AND_OLD_IMAGES',
    streamResourcePolicy: policy('dynamodb:GetRecords'),
    streamTags: { team: 'shop' },
    kinesisStreamingDestination: { streamArn: StreamArn, approximateCreationDateTimePrecision: 'MICROSECOND' },
  };

  test.each(['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'] as const)(
    'of a stream stands where %s has it, and is read there',
    async (resourceType) => {
      const [{ Properties }] = Object.values(toCloudFormationResources(streams, { resourceType }));
      expect((await checkAgainstResourceSpec(resourceType))(withRegions(Properties))).toEqual([]);
      const ofStream = {
        ResourcePolicy: { PolicyDocument: streams.streamResourcePolicy },
        Tags: [{ Key: 'team', Value: 'shop' }],
      };
      const KinesisStreamSpecification = { StreamArn, ApproximateCreationDateTimePrecision: 'MICROSECOND' };
      const StreamSpecification = { StreamViewType: 'NEW_AND_OLD_IMAGES' };
      expect(Properties).toMatchObject(
        resourceType === 'AWS::DynamoDB::Table'
          ? { StreamSpecification: { ...StreamSpecification, ...ofStream }, KinesisStreamSpecification }
          : { StreamSpecification, Replicas: [{ ReplicaStreamSpecification: ofStream, KinesisStreamSpecification }] },
      );
      const { tables } = fromCloudFormation(toCloudFormation(streams, { resourceType }));
      expect(tables).toEqual({ Orders: streams });
      // That there must be none is the absence of each.
      const none = {
        ...streams,
        resourcePolicy: false,
        streamResourcePolicy: false,
        streamTags: {},
        kinesisStreamingDestination: false,
      } as const;
      expect(fromCloudFormation(toCloudFormation(none, { resourceType })).tables).toEqual({
        Orders: { ...table, billingMode: 'PAY_PER_REQUEST', streamViewType: 'NEW_AND_OLD_IMAGES' },
      });
    },
  );

  test('of a stream that CloudFormation would evaluate is refused', () => {
    const evaluated = { ...streams, streamResourcePolicy: { Statement: [{ Ref: 'x' }] } };
    expect(issuesOf(() => toCloudFormation(evaluated))).toMatchObject([
      { rule: 'cloudformation-intrinsic', path: ['streamResourcePolicy', 'Statement', 0, 'Ref'] },
    ]);
  });
});

describe('hostile texts', () => {
  const texts = [
    'no',
    'Yes',
    'off',
    'y',
    '~',
    'null',
    '1e3',
    '0x1F',
    '012',
    '1_000',
    '12:30:45',
    '2012-10-17',
    '.inf',
    '*alias',
    '&anchor',
    '!Ref X',
    '<<',
    '=',
    '%directive',
    '@at',
    '`tick`',
    '- item',
    '? key',
    'key: value',
    'a:',
    'a #comment',
    '#comment',
    ' lead',
    'trail ',
    '',
    'two\nlines\n',
    '\ttab',
    '---',
    '...',
    '"quoted\'',
    '\\n',
    `\${AWS::Region}`,
    `\${!x}`,
    '{{x}}',
    'line\u2028separator\u0085next\ufeff',
    '🙂',
    '__proto__',
    'x'.repeat(3000),
  ];

  test.each(['yaml', 'json'] as const)('come out of %s as they went in, as values and as keys', (format) => {
    const resourcePolicy = { Version: '2012-10-17', Texts: texts, Keys: Object.fromEntries(texts.map((t) => [t, t])) };
    const schema: TableSchema = {
      ...table,
      attributes: Object.fromEntries([
        ['id', 'S' as const],
        ...texts.map((text) => [text.slice(0, 200) || 'x', 'S' as const]),
      ]),
      globalSecondaryIndexes: Object.fromEntries(
        texts.slice(0, 20).map((text, i) => [`index-${i}`, { partitionKey: text }]),
      ),
      tags: { no: 'yes', '1e3': '012', '=': '', '12:30:45': '2012-10-17', ' ': '\n' },
      resourcePolicy,
    };
    const text = toCloudFormation(schema, { format, description: texts.join('|').slice(0, 300) });
    const { tables, issues } = fromCloudFormation(text);
    expect(issues).toEqual([]);
    expect(meaning(tables.Orders)).toEqual(meaning(schema));
    if (format === 'yaml') {
      const documents = (['1.1', '1.2'] as const).map((version) => parse(text, { version, logLevel: 'silent' }));
      for (const { Resources, Description } of documents) {
        expect(Resources.Orders.Properties).toEqual(toCloudFormationResources(schema).Orders.Properties);
        expect(Description).toBe(texts.join('|').slice(0, 300));
      }
    }
  });

  test('that CloudFormation would evaluate, and nulls in a policy, are refused', () => {
    const Statement = [{ Effect: 'Allow', Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } }, Resource: null }];
    expect(issuesOf(() => toCloudFormation({ ...table, resourcePolicy: { Statement, Ref: 'x' } }))).toMatchObject([
      { rule: 'cloudformation-intrinsic', path: ['resourcePolicy', 'Statement', 0, 'Principal', 'AWS', 'Fn::GetAtt'] },
      { rule: 'cloudformation-null', path: ['resourcePolicy', 'Statement', 0, 'Resource'] },
      { rule: 'cloudformation-intrinsic', path: ['resourcePolicy', 'Ref'] },
    ]);
    const attributes = { id: 'S', '{{resolve:ssm:x}}': 'S', Ref: 'S' } as const;
    expect(issuesOf(() => toCloudFormation({ ...table, attributes, sortKey: '{{resolve:ssm:x}}' }))).toMatchObject([
      { rule: 'cloudformation-dynamic-reference', path: ['attributes', '{{resolve:ssm:x}}'] },
      { rule: 'cloudformation-dynamic-reference', path: ['sortKey'] },
    ]);
  });
});

describe('logical ids', () => {
  const idOf = (tableName: string) => Object.keys(toCloudFormationResources(withTableName(table, tableName)))[0];

  test('are alphanumeric, and follow from the name of the table alone', () => {
    expect(idOf('sentinel-sessions.v2_eu')).toBe('SentinelSessionsV2Eu');
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9_.-]{3,255}$/), (name) => {
        expect(idOf(name)).toMatch(/^[A-Za-z0-9]{1,240}$/);
        expect(
          Object.keys(toCloudFormationResources([withTableName(table, 'another'), withTableName(table, name)]))[1],
        ).toBe(idOf(name));
      }),
    );
    expect(idOf('...')).not.toBe(idOf('---'));
    expect(idOf(`${'a'.repeat(254)}b`)).not.toBe(idOf(`${'a'.repeat(254)}c`));
  });

  test('that two tables come to are refused, until one is given', () => {
    const two = [withTableName(table, 'my-orders'), withTableName(table, 'my.orders')];
    const [issue] = issuesOf(() => toCloudFormation(two));
    expect(issue).toMatchObject({ rule: 'cloudformation-logical-id', path: ['logicalIds', 'my.orders'] });
    expect(issue.message).toContain('"my-orders"');
    expect(Object.keys(toCloudFormationResources(two, { logicalIds: { 'my.orders': 'Dotted' } }))).toEqual([
      'MyOrders',
      'Dotted',
    ]);
  });

  test('that are given must be alphanumeric, and of tables that are there', () => {
    expect(issuesOf(() => toCloudFormation(table, { logicalIds: { orders: 'my-id', ordres: 'X' } }))).toMatchObject([
      { path: ['logicalIds', 'orders'] },
      { path: ['logicalIds', 'ordres'] },
    ]);
  });
});

describe('options', () => {
  test('deletionPolicy sets both policies, each to a value that it knows', () => {
    const policies = (deletionPolicy: 'Delete' | 'RetainExceptOnCreate') => {
      const { DeletionPolicy, UpdateReplacePolicy } = tableResource(table, { deletionPolicy });
      return [DeletionPolicy, UpdateReplacePolicy];
    };
    expect(policies('Delete')).toEqual(['Delete', 'Delete']);
    expect(policies('RetainExceptOnCreate')).toEqual(['RetainExceptOnCreate', 'Retain']);
    expect(() => toCloudFormation(table, { deletionPolicy: 'Snapshot' as 'Retain' })).toThrow(TableSchemaError);
  });

  test('outputs are names, ARNs, and stream ARNs where there is a stream', () => {
    const schemas = [table, { ...withTableName(table, 'orders-stream'), streamViewType: 'KEYS_ONLY' } as const];
    expect(toCloudFormationTemplate(schemas).Outputs).toMatchObject({
      OrdersTableName: { Value: { Ref: 'Orders' } },
      OrdersTableArn: { Value: { 'Fn::GetAtt': ['Orders', 'Arn'] } },
      OrdersStreamTableName: { Value: { Ref: 'OrdersStream' } },
      OrdersStreamTableArn: { Value: { 'Fn::GetAtt': ['OrdersStream', 'Arn'] } },
      OrdersStreamStreamArn: { Value: { 'Fn::GetAtt': ['OrdersStream', 'StreamArn'] } },
    });
    expect(Object.keys(toCloudFormationTemplate(schemas).Outputs ?? {})).toHaveLength(5);
    expect(toCloudFormation(schemas)).toMatch(/Value: !Ref Orders\n/);
    expect(toCloudFormation(schemas)).toMatch(/Value: !GetAtt OrdersStream\.StreamArn\n/);
    expect(toCloudFormationTemplate(schemas, { outputs: false })).not.toHaveProperty('Outputs');
  });

  test('sequential makes tables with indexes wait for each other, and no others', () => {
    const resources = tableResources(
      'AWS::DynamoDB::Table',
      [sessionTableSchema, table, approvalTableSchema, breakGlassTableSchema],
      {
        sequential: true,
      },
    );
    expect(Object.values(resources).map(({ DependsOn }) => DependsOn)).toEqual([
      undefined,
      undefined,
      'SentinelSessions',
      'SentinelRequests',
    ]);
  });

  test('that would break a limit of CloudFormation are refused', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => withTableName(table, `table-${i}`));
    expect(issuesOf(() => toCloudFormation(table, { description: 'é'.repeat(513) }))).toMatchObject([
      { rule: 'cloudformation-description' },
    ]);
    expect(issuesOf(() => toCloudFormation(many(101)))).toMatchObject([{ rule: 'cloudformation-output-count' }]);
    expect(toCloudFormation(many(101), { outputs: false })).toContain('Table100:');
    expect(issuesOf(() => toCloudFormationResources(many(501)))).toMatchObject([
      { rule: 'cloudformation-resource-count' },
    ]);
  });

  test('quotas allow what AWS allows in the account', () => {
    const indexes = Object.fromEntries(
      Array.from({ length: 25 }, (_, i) => [`index-${i}`, { partitionKey: 'id' } as const]),
    );
    const schema = { ...table, globalSecondaryIndexes: indexes };
    expect(issuesOf(() => toCloudFormation(schema))).toMatchObject([{ rule: 'gsi-count' }]);
    expect(toCloudFormation(schema, { quotas: { globalSecondaryIndexesPerTable: 25 } })).toContain('index-24');
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of Fn::Sub
import fc from 'fast-check';
import { fromCloudFormation } from '../../src/formats/index.js';
import { type TableSchema, TableSchemaError } from '../../src/index.js';
import { runs } from '../support/generated.js';

/** A template of one table, with these lines among its properties. */
function yaml(properties: string, around = ''): string {
  return `${around}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
${properties.replace(/^/gm, '      ')}
`;
}

const plain: TableSchema = {
  tableName: 'orders',
  attributes: { id: 'S' },
  partitionKey: 'id',
  billingMode: 'PAY_PER_REQUEST',
};

const { tableName: _, ...nameless } = plain;

const where = (issues: readonly { rule: string; path: readonly (string | number)[] }[]) =>
  issues.map(({ rule, path }) => `${rule} ${path.join('.')}`);

/** The table and the issues of a template that names its table with the expression. */
function named(expression: string, parameters = '') {
  const { tables, issues } = fromCloudFormation(
    yaml('', parameters).replace('TableName: orders', `TableName: ${expression}`),
  );
  return { name: tables.Orders?.tableName, issues: where(issues) };
}

const stage = 'Parameters: { Stage: { Type: String, Default: dev }, Team: { Type: String } }';
const reads = (rule: string) => `${rule} Resources.Orders.Properties.TableName`;

describe('a table', () => {
  test('comes from YAML, JSON and an object alike', () => {
    const object = {
      Resources: {
        Orders: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            TableName: 'orders',
            BillingMode: 'PAY_PER_REQUEST',
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          },
        },
        Topic: { Type: 'AWS::SNS::Topic' },
      },
    };
    for (const template of [yaml(''), JSON.stringify(object), object]) {
      expect(fromCloudFormation(template)).toMatchObject({ tables: { Orders: plain }, unnamed: {}, issues: [] });
    }
  });

  test('is frozen', () => {
    expect(Object.isFrozen(fromCloudFormation(yaml('')).tables.Orders.attributes)).toBe(true);
  });

  test('without a TableName has none, and is told how to find it', () => {
    const template = yaml('').replace('TableName: orders', '');
    const { tables, unnamed, issues } = fromCloudFormation(template);
    expect(tables).toEqual({});
    expect(unnamed).toEqual({ Orders: { schema: nameless } });
    expect(where(issues)).toEqual(['cloudformation-table-name Resources.Orders.Properties']);
    expect(issues[0].message).toMatch(/would replace the table.*--logical-resource-id Orders.*--name Orders=/);
    const given = fromCloudFormation(template, { names: { Orders: 'orders' } });
    expect(given).toMatchObject({ tables: { Orders: plain }, unnamed: {}, issues: [] });
  });

  test('without a BillingMode is provisioned', () => {
    const capacity = 'ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: "6" }';
    expect(fromCloudFormation(yaml(capacity).replace(/BillingMode.*\n/, '\n'))).toMatchObject({
      tables: {
        Orders: {
          ...plain,
          billingMode: 'PROVISIONED',
          provisionedThroughput: { readCapacityUnits: 5, writeCapacityUnits: 6 },
        },
      },
      issues: [],
    });
  });

  test.each([
    [0, []],
    [5, ['provisioned-throughput-needs-provisioned Resources.Orders.Properties.ProvisionedThroughput']],
  ])('on demand has no units, and %i of them is as much as none', (units, said) => {
    const { tables, issues } = fromCloudFormation(
      yaml(`ProvisionedThroughput: { ReadCapacityUnits: ${units}, WriteCapacityUnits: "${units}" }`),
    );
    expect(tables.Orders).toEqual(plain);
    expect(where(issues)).toEqual(said);
  });

  test('may have texts for numbers and flags, and the other way round', () => {
    const { tables, issues } = fromCloudFormation(
      yaml(`DeletionProtectionEnabled: "true"
PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: yes, RecoveryPeriodInDays: "7" }
SSESpecification: { SSEEnabled: "false" }
TimeToLiveSpecification: { AttributeName: 1e3, Enabled: 'true' }
Tags: [{ Key: "012", Value: true }]`),
    );
    expect(issues).toEqual([]);
    expect(tables.Orders).toEqual({
      ...plain,
      attributes: { id: 'S', '1e3': 'N' },
      timeToLive: '1e3',
      deletionProtection: true,
      pointInTimeRecovery: { recoveryPeriodInDays: 7 },
      encryption: 'AWS_OWNED',
      tags: { '012': 'true' },
    });
  });

  test('has its policy as written, dates too', () => {
    const policy = `ResourcePolicy:
  PolicyDocument:
    Version: 2012-10-17
    Statement: { Effect: Allow, Resource: "*", Condition: { Bool: { "aws:SecureTransport": true } } }`;
    const { tables, issues } = fromCloudFormation(yaml(policy));
    expect(issues).toEqual([]);
    expect(tables.Orders.resourcePolicy).toEqual({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': true } } },
    });
  });

  test('reports every property that a schema has no place for', () => {
    const { tables, issues } = fromCloudFormation(
      yaml(`ImportSourceSpecification: { InputFormat: CSV }
Tgas: []
StreamSpecification: { StreamViewType: NEW_IMAGE, Shards: 4 }
SSESpecification: { Enabled: true }`),
    );
    const at = 'not-representable Resources.Orders.Properties';
    expect(where(issues)).toEqual([
      `${at}.ImportSourceSpecification`,
      `${at}.Tgas`,
      `${at}.StreamSpecification.Shards`,
      `${at}.SSESpecification.Enabled`,
    ]);
    expect(tables.Orders).toEqual({ ...plain, streamViewType: 'NEW_IMAGE' });
  });

  test('keeps what is known of streams, where a part is known at deployment only', () => {
    const { tables, issues } = fromCloudFormation(
      yaml(`KinesisStreamSpecification: { StreamArn: !GetAtt Stream.Arn, ApproximateCreationDateTimePrecision: MICROSECOND }
StreamSpecification:
  StreamViewType: NEW_IMAGE
  ResourcePolicy: { PolicyDocument: { Statement: [{ Effect: Allow, Principal: { AWS: !GetAtt Role.Arn } }] } }
  Tags: [{ Key: team, Value: shop }]`),
    );
    const at = 'cloudformation-intrinsic Resources.Orders.Properties';
    expect(where(issues)).toEqual([
      `${at}.KinesisStreamSpecification.StreamArn`,
      `${at}.StreamSpecification.ResourcePolicy.PolicyDocument.Statement.0.Principal.AWS`,
    ]);
    expect(tables.Orders).toEqual({ ...plain, streamViewType: 'NEW_IMAGE', streamTags: { team: 'shop' } });
  });

  test('that DynamoDB would reject has the issues of validateTable, in the paths of the result', () => {
    const { issues } = fromCloudFormation(
      yaml('GlobalSecondaryIndexes: [{ IndexName: other, KeySchema: [{ AttributeName: x, KeyType: HASH }] }]'),
    );
    expect(where(issues)).toEqual([
      'projection Resources.Orders.Properties.GlobalSecondaryIndexes.0.Projection',
      'key-declared tables.Orders.globalSecondaryIndexes.other.partitionKey',
    ]);
  });

  test('that is there under a condition only says so', () => {
    const { issues } = fromCloudFormation(yaml('').replace('Properties:', 'Condition: IsProd\n    Properties:'));
    expect(where(issues)).toEqual(['cloudformation-condition Resources.Orders.Condition']);
  });
});

describe('a function', () => {
  test.each([
    ['!Sub "${Team}-x"', 'the parameter Team'],
    ['!Ref Team', 'the parameter Team'],
    ['!Ref AWS::StackName', 'the parameter AWS::StackName'],
    ['!GetAtt Other.Arn', undefined],
    ['!Join ["-", [a, !Ref Team, !Ref Stage]]', 'the parameter Team'],
    ['!Sub ["${a}-${Team}-${AWS::Region}", { a: b }]', 'the parameter Team and the parameter AWS::Region'],
    ['!ImportValue name', undefined],
    ['!If [IsProd, a, b]', undefined],
    ['!FindInMap [A, b, c]', undefined],
    ['!Select [0, !GetAZs ""]', undefined],
    ['"{{resolve:ssm:/shop/orders}}"', undefined],
  ])('that is known at deployment only, %s, is the expression of a table without a name', (expression, needs) => {
    const { tables, unnamed, issues } = fromCloudFormation(
      yaml('', stage).replace('TableName: orders', `TableName: ${expression}`),
    );
    expect(tables).toEqual({});
    expect(unnamed.Orders.schema).toEqual(nameless);
    expect(unnamed.Orders.nameExpression).toBe(expression);
    expect(where(issues)).toEqual([reads('cloudformation-table-name')]);
    expect(issues[0].message).toContain(needs ? `give ${needs}, or` : 'only; give the name with');
  });

  test.each([
    ['!Ref Stage', 'dev'],
    ['!Sub "${Stage}-orders"', 'dev-orders'],
    ['!Join ["-", [!Ref Stage, orders]]', 'dev-orders'],
  ])('of parameters with defaults, %s, has their values, and says so', (expression, name) => {
    expect(named(expression, stage)).toEqual({ name, issues: [reads('cloudformation-parameter')] });
  });

  test.each([
    ['!Sub "orders"', 'orders'],
    ['!Join ["-", [my, orders]]', 'my-orders'],
  ])('of nothing but texts, %s, is that text', (expression, name) => {
    expect(named(expression)).toEqual({ name, issues: [] });
  });

  test('has the values that the caller gives for parameters', () => {
    const template = yaml('', stage).replace('TableName: orders', 'TableName: !Sub "${Stage}-${Team}"');
    const { tables } = fromCloudFormation(template, { parameters: { Stage: 'prod', Team: 7 } });
    expect(tables.Orders.tableName).toBe('prod-7');
  });

  test('where no text can stand leaves the property out, and says so', () => {
    const { tables, issues } = fromCloudFormation(
      yaml(`DeletionProtectionEnabled: !If [IsProd, true, false]
Tags: !If [IsProd, [], []]
StreamSpecification: !Ref AWS::NoValue`),
    );
    expect(tables.Orders).toEqual(plain);
    expect(where(issues)).toEqual([
      'cloudformation-intrinsic Resources.Orders.Properties.DeletionProtectionEnabled',
      'cloudformation-intrinsic Resources.Orders.Properties.Tags',
    ]);
  });

  test('in a policy leaves the whole policy out, which without it would be another', () => {
    const { tables, issues } = fromCloudFormation(
      yaml('ResourcePolicy: { PolicyDocument: { Statement: [{ Principal: { AWS: !GetAtt Role.Arn } }] } }'),
    );
    expect(tables.Orders).toEqual(plain);
    expect(where(issues)).toEqual([
      'cloudformation-intrinsic Resources.Orders.Properties.ResourcePolicy.PolicyDocument.Statement.0.Principal.AWS',
    ]);
  });
});

describe('a global table', () => {
  const globalTable = (replicas: unknown[], properties: object = {}) =>
    fromCloudFormation({
      Resources: {
        Orders: {
          Type: 'AWS::DynamoDB::GlobalTable',
          Properties: {
            TableName: 'orders',
            BillingMode: 'PAY_PER_REQUEST',
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
            GlobalSecondaryIndexes: [
              {
                IndexName: 'other',
                KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
                Projection: { ProjectionType: 'KEYS_ONLY' },
                WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 1 },
              },
            ],
            SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
            Replicas: replicas,
            ...properties,
          },
        },
      },
    });

  test('is the table of the own Region, with the settings of its replica', () => {
    const { tables, issues } = globalTable([
      {
        Region: { Ref: 'AWS::Region' },
        SSESpecification: { KMSMasterKeyId: 'alias/orders' },
        DeletionProtectionEnabled: true,
        Tags: [{ Key: 'a', Value: 'b' }],
        ReadOnDemandThroughputSettings: { MaxReadRequestUnits: 9 },
        GlobalSecondaryIndexes: [
          {
            IndexName: 'other',
            ReadOnDemandThroughputSettings: { MaxReadRequestUnits: 2 },
            ContributorInsightsSpecification: { Enabled: false },
          },
        ],
      },
    ]);
    expect(where(issues)).toEqual(['not-representable Resources.Orders.Type']);
    expect(tables.Orders).toEqual({
      ...plain,
      globalSecondaryIndexes: {
        other: {
          partitionKey: 'id',
          projection: 'KEYS_ONLY',
          onDemandThroughput: { maxReadRequestUnits: 2, maxWriteRequestUnits: 1 },
          contributorInsights: false,
        },
      },
      encryption: { kmsMasterKeyId: 'alias/orders' },
      deletionProtection: true,
      tags: { a: 'b' },
      onDemandThroughput: { maxReadRequestUnits: 9 },
    });
  });

  test.each([
    ['as it is', {}, { write: { minCapacity: 4, maxCapacity: 100, targetValue: 70 } }, []],
    [
      'only as moved by something else, where it never scales in',
      { DisableScaleIn: true },
      'UNMANAGED',
      ['.DisableScaleIn', ''],
    ],
  ])('has its auto scaling with the capacity at which it starts, %s', (_, more, autoScaling, notes) => {
    const settings = {
      MinCapacity: 4,
      MaxCapacity: 100,
      SeedCapacity: 8,
      TargetTrackingScalingPolicyConfiguration: { TargetValue: 70, ...more },
    };
    const { tables, issues } = globalTable(
      [{ Region: 'eu-west-1', ReadProvisionedThroughputSettings: { ReadCapacityUnits: 3 } }],
      {
        BillingMode: 'PROVISIONED',
        GlobalSecondaryIndexes: undefined,
        WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: settings },
        MultiRegionConsistency: 'EVENTUAL',
      },
    );
    expect(tables.Orders.provisionedThroughput).toEqual({ readCapacityUnits: 3, writeCapacityUnits: 8, autoScaling });
    const at = 'not-representable Resources.Orders.Properties.WriteProvisionedThroughputSettings';
    const tracking = '.WriteCapacityAutoScalingSettings.TargetTrackingScalingPolicyConfiguration';
    expect(where(issues)).toEqual([
      'not-representable Resources.Orders.Type',
      ...notes.map((name) => `${at}${name ? `${tracking}${name}` : '.WriteCapacityAutoScalingSettings'}`),
    ]);
  });
});

describe('a SimpleTable of SAM', () => {
  test('has a key of its own, or id', () => {
    const { tables, unnamed, issues } = fromCloudFormation(`
Transform: AWS::Serverless-2016-10-31
Resources:
  First:
    Type: AWS::Serverless::SimpleTable
  Second:
    Type: AWS::Serverless::SimpleTable
    Properties:
      TableName: second
      PrimaryKey: { Name: number, Type: Number }
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 2 }
      Tags: { a: b }
`);
    expect(where(issues)).toEqual(['cloudformation-table-name Resources.First.Properties']);
    expect(unnamed).toEqual({ First: { schema: nameless } });
    expect(tables).toEqual({
      Second: {
        tableName: 'second',
        attributes: { number: 'N' },
        partitionKey: 'number',
        billingMode: 'PROVISIONED',
        provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 2 },
        tags: { a: 'b' },
      },
    });
  });
});

describe('a text', () => {
  test.each([
    ['Resources:\n  Orders: [\n', /line 3, column 1/],
    ['Resources:\n  A: *b\n', /line 2, column 6.*anchor/],
    ['{ "Resources": { "Orders": }', /line 1, column \d+/],
    [
      `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'.replace(/./g, (c, i) => `${c}: &${c} [${`*${'abcdefgh'[i]},`.repeat(9)}]\n`)}`,
      /alias/i,
    ],
  ])('that is neither JSON nor YAML is an error with its place: %j', (text, message) => {
    expect(() => fromCloudFormation(text)).toThrow(TableSchemaError);
    expect(() => fromCloudFormation(text)).toThrow(message);
  });

  test.each(['', 'text', '[]', '{}', 'Resources: []', 'Resources: { A: null, B: 1, C: { Type: AWS::SNS::Topic } }'])(
    'without tables has none, and says so: %j',
    (text) => {
      const { tables, issues } = fromCloudFormation(text);
      expect(tables).toEqual({});
      expect(where(issues)).toContain('template-shape Resources');
    },
  );

  test('may take resources from elsewhere, which is said', () => {
    const { tables, issues } = fromCloudFormation(`${yaml('')}
  Included: { "Fn::Transform": { Name: AWS::Include, Parameters: { Location: s3://bucket/tables.yaml } } }
  Shared: { Type: My::Shared::Tables::MODULE }
`);
    expect(tables).toEqual({ Orders: plain });
    expect(where(issues)).toEqual([
      'cloudformation-intrinsic Resources.Included',
      'not-representable Resources.Shared',
    ]);
  });

  test('may make resources in a loop, as far as the template tells over what', () => {
    const loops = `Parameters: { Teams: { Type: CommaDelimitedList } }
Resources:
  Fn::ForEach::Tables:
    - Name
    - [orders, a-b]
    - Fn::ForEach::Stages:
        - Stage
        - [Dev]
        - "&{Name}\${Stage}Table":
            Type: AWS::Serverless::SimpleTable
            Properties: { TableName: !Sub "\${Stage}-\${Name}", PrimaryKey: { Name: !Ref Name, Type: String } }
  Fn::ForEach::Unknown: [Team, !Ref Teams, { "T\${Team}": { Type: AWS::Serverless::SimpleTable } }]
`;
    const { tables, sources, issues } = fromCloudFormation(loops);
    expect(tables).toMatchObject({
      ordersDevTable: { tableName: 'Dev-orders', partitionKey: 'orders' },
      abDevTable: { tableName: 'Dev-a-b', partitionKey: 'a-b' },
    });
    expect(sources.abDevTable).toEqual({ line: 9 });
    expect(where(issues)).toEqual(['cloudformation-intrinsic Resources.Fn::ForEach::Unknown']);
    expect(Object.keys(fromCloudFormation(loops, { parameters: { Teams: 'x,y' } }).unnamed)).toEqual(['Tx', 'Ty']);
  });
});

test('whatever stands in the properties of a table, nothing is thrown, and every table is there', () => {
  const names = [
    'TableName AttributeDefinitions KeySchema GlobalSecondaryIndexes LocalSecondaryIndexes VectorIndexes Projection Tags',
    'SSESpecification StreamSpecification Replicas ResourcePolicy PolicyDocument PrimaryKey IndexName BillingMode Ref',
    'Fn::Sub Fn::Join Fn::If Fn::Select Fn::Split Fn::FindInMap Fn::Equals Fn::Or Fn::Not Condition __proto__ constructor ReadProvisionedThroughputSettings TimeToLiveSpecification Key Value',
  ].flatMap((line) => line.split(' '));
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom('a', '', '5', 'true', 5, 1.5, true, null, '${x}'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.array(fc.tuple(fc.constantFrom(...names), tie('value')), { maxLength: 4 }).map(Object.fromEntries),
    ),
  })).value;
  const type = fc.constantFrom('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::Serverless::SimpleTable');
  fc.assert(
    fc.property(type, value, value, value, value, (Type, Properties, Parameters, Conditions, Mappings) => {
      const template = { Parameters, Conditions, Mappings, Resources: { Table: { Type, Properties } } };
      const read = fromCloudFormation(template);
      expect(Object.keys({ ...read.tables, ...read.unnamed })).toEqual(['Table']);
      expect(fromCloudFormation(JSON.stringify(template))).toEqual({ ...read, sources: { Table: { line: 1 } } });
    }),
    runs(500),
  );
});

describe('what is known at deployment only is never a value', () => {
  const at = 'Resources.Orders.Properties';
  test.each([
    ['SSESpecification: { SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !GetAtt Key.Arn }', 'SSESpecification'],
    ['SSESpecification: { SSEEnabled: true, KMSMasterKeyId: "{{resolve:ssm:/key}}" }', 'SSESpecification'],
    ['SSESpecification: { SSEEnabled: !Ref Encrypted, KMSMasterKeyId: alias/a }', 'SSESpecification'],
    [
      'PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: !Ref Days }',
      'PointInTimeRecoverySpecification',
    ],
    ['ContributorInsightsSpecification: { Enabled: true, Mode: !Ref Mode }', 'ContributorInsightsSpecification'],
    ['TimeToLiveSpecification: { AttributeName: ttl, Enabled: !If [Expires, true, false] }', 'TimeToLiveSpecification'],
    ['StreamSpecification: { StreamViewType: !Ref View }', 'StreamSpecification'],
    ['TableClass: !ImportValue class', 'TableClass'],
    ['DeletionProtectionEnabled: !Ref Protect', 'DeletionProtectionEnabled'],
    ['OnDemandThroughput: { MaxReadRequestUnits: 5, MaxWriteRequestUnits: !Ref Max }', 'OnDemandThroughput'],
    ['WarmThroughput: { ReadUnitsPerSecond: !Ref Warm }', 'WarmThroughput'],
    [
      'LocalSecondaryIndexes: [{ IndexName: a, KeySchema: [{ AttributeName: id, KeyType: HASH }, { AttributeName: !Ref Sort, KeyType: RANGE }], Projection: { ProjectionType: ALL } }]',
      'LocalSecondaryIndexes',
    ],
    [
      'GlobalSecondaryIndexes: [{ IndexName: a, KeySchema: [{ AttributeName: id, KeyType: HASH }, { AttributeName: !Ref Sort, KeyType: RANGE }], Projection: { ProjectionType: ALL } }]',
      'GlobalSecondaryIndexes',
    ],
    [
      'GlobalSecondaryIndexes: [{ IndexName: !Ref Index, KeySchema: [{ AttributeName: id, KeyType: HASH }], Projection: { ProjectionType: ALL } }]',
      'GlobalSecondaryIndexes',
    ],
  ])('%s is left out whole, with a note', (properties, property) => {
    const { tables, issues } = fromCloudFormation(yaml(properties));
    expect(tables.Orders).toEqual(plain);
    expect(where(issues)[0]).toMatch(`cloudformation-intrinsic ${at}.${property}`);
    expect(JSON.stringify(tables)).not.toMatch(/Key\.Arn|\$\{/);
  });

  test('tags go one by one', () => {
    const { tables, issues } = fromCloudFormation(
      yaml('Tags: [{ Key: team, Value: shop }, { Key: stage, Value: !Ref Stage }]'),
    );
    expect(tables.Orders.tags).toEqual({ team: 'shop' });
    expect(where(issues)[0]).toBe(`cloudformation-intrinsic ${at}.Tags.1.Value`);
  });

  test('an index that is not an object costs only itself', () => {
    const { tables } = fromCloudFormation(
      yaml('GlobalSecondaryIndexes: [[], {}]').replace(
        'BillingMode: PAY_PER_REQUEST',
        'ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 }',
      ),
    );
    expect(tables.Orders).toMatchObject({ tableName: 'orders', billingMode: 'PROVISIONED' });
  });

  test('a key of which a part is unknown makes no table with the other part', () => {
    const { tables, issues } = fromCloudFormation(
      yaml('').replace(
        /KeySchema: .*/,
        'KeySchema: [{ AttributeName: id, KeyType: HASH }, { AttributeName: !Ref Sort, KeyType: RANGE }]',
      ),
    );
    expect(tables.Orders).not.toHaveProperty('partitionKey');
    expect(where(issues)).toContain('table-key tables.Orders.partitionKey');
  });

  test('a key out of order is the key that it means; of an unknown type, there is none', () => {
    const withKey = (...types: string[]) => {
      const elements = types.map((type, i) => `{ AttributeName: ${['id', 'at'][i]}, KeyType: ${type} }`);
      return fromCloudFormation(
        yaml('')
          .replace('AttributeType: S }', '$&, { AttributeName: at, AttributeType: N }')
          .replace(/KeySchema: .*/, `KeySchema: [${elements.join(', ')}]`),
      );
    };
    const { tables, issues } = withKey('RANGE', 'HASH');
    expect(tables.Orders).toMatchObject({ partitionKey: 'at', sortKey: 'id' });
    expect(where(issues)).toEqual(['table-key Resources.Orders.Properties.KeySchema.0']);
    expect(withKey('HASH', 'range').tables.Orders.partitionKey).toBeUndefined();
  });

  test('without a billing mode, capacity is left out too', () => {
    const { tables, issues } = fromCloudFormation(
      yaml('ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 }').replace(
        'BillingMode: PAY_PER_REQUEST',
        'BillingMode: !If [OnDemand, PAY_PER_REQUEST, PROVISIONED]',
      ),
    );
    expect(tables.Orders).toEqual(plain);
    expect(where(issues)).toEqual([
      `cloudformation-intrinsic ${at}.BillingMode`,
      `billing-mode ${at}.BillingMode`,
      `cloudformation-intrinsic ${at}.ProvisionedThroughput`,
    ]);
  });

  test.each([
    ['', 'ProvisionedThroughput: { ReadCapacityUnits: !Ref Units, WriteCapacityUnits: 5 }', 'ProvisionedThroughput'],
    [
      '',
      'ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 }\nGlobalSecondaryIndexes: [{ IndexName: all, KeySchema: [{ AttributeName: id, KeyType: HASH }], Projection: { ProjectionType: ALL }, ProvisionedThroughput: { ReadCapacityUnits: !Ref Units, WriteCapacityUnits: 5 } }]',
      'GlobalSecondaryIndexes.0.ProvisionedThroughput',
    ],
  ])('without its numbers, a provisioned table is read as on demand%s: %s', (mode, properties, place) => {
    const { tables, issues } = fromCloudFormation(yaml(properties).replace(/BillingMode.*\n/, `${mode}\n`));
    expect(tables.Orders).toMatchObject(plain);
    expect(JSON.stringify(tables.Orders)).not.toContain('CapacityUnits');
    expect(issues.map(({ message }) => message)).toContain(
      `is PROVISIONED, but ${place} is known at deployment only; it is read as PAY_PER_REQUEST`,
    );
    expect(where(issues)).not.toContain('tables');
  });

  test('the key of a replica of a global table', () => {
    const { tables } = fromCloudFormation(
      yaml(`SSESpecification: { SSEEnabled: true, SSEType: KMS }
Replicas: [{ Region: !Ref AWS::Region, SSESpecification: { KMSMasterKeyId: !GetAtt Key.Arn }, TableClass: !Ref Class }]`).replace(
        'AWS::DynamoDB::Table',
        'AWS::DynamoDB::GlobalTable',
      ),
    );
    expect(tables.Orders).toEqual(plain);
  });

  test('the default of a parameter of the parameter store is a name there, and no value', () => {
    const parameters = `Parameters: { Key: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /shop/key } }`;
    const { tables } = fromCloudFormation(
      yaml('SSESpecification: { SSEEnabled: true, KMSMasterKeyId: !Ref Key }', parameters),
    );
    expect(tables.Orders).toEqual(plain);
  });
});

describe('two tables of one name', () => {
  test('cost only themselves', () => {
    const both = yaml('');
    const again = both.slice(both.indexOf('  Orders:')).replace('Orders:', 'Again:');
    const users = again.replace('Again:', 'Users:').replace('TableName: orders', 'TableName: users');
    const { tables, issues } = fromCloudFormation(both + again + users);
    expect(tables).toEqual({ Users: { ...plain, tableName: 'users' } });
    expect(where(issues)).toEqual([
      'table-name-once Resources.Orders.Properties.TableName',
      'table-name-once Resources.Again.Properties.TableName',
    ]);
    expect(issues[0].message).toContain('"Again"');
  });
});

test('functions that double at each level come to an end', () => {
  const doubled = Array.from({ length: 40 }, (_, i) => i).reduce<unknown>(
    (inner) => ({ 'Fn::Sub': ['${a}${a}', { a: inner }] }),
    'orders',
  );
  const Properties = { TableName: doubled, TableClass: 'STANDARD', BillingMode: doubled };
  const { unnamed, issues } = fromCloudFormation({
    Resources: { Orders: { Type: 'AWS::DynamoDB::Table', Properties } },
  });
  expect(unnamed.Orders.schema).toMatchObject({ tableClass: 'STANDARD' });
  expect(where(issues)).toContain('cloudformation-intrinsic Resources.Orders.Properties.BillingMode');
  expect(JSON.stringify(issues).length).toBeLessThan(2500);
});

test('what could act on a terminal or a log is shown as an escape', () => {
  const { issues } = fromCloudFormation(
    yaml(
      'TableClass: "\\e[31m::set-output name=x::y"\nStreamSpecification: { StreamViewType: !Sub "${A}\\u202e\\x9b" }\n"\\e[2J": 1',
    ),
  );
  for (const { message } of issues) expect(message).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
  expect(issues.length).toBeGreaterThan(2);
});

test('an object that is no plain data is an error', () => {
  const template: { Resources: object } = { Resources: {} };
  template.Resources = template;
  expect(() => fromCloudFormation(template)).toThrow(/must be plain data/);
});

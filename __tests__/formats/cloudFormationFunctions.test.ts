// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of Fn::Sub
import fc from 'fast-check';
import { type FromCloudFormationOptions, fromCloudFormation } from '../../src/formats/index.js';
import { canonicalTable } from '../../src/index.js';
import { plainSettings, validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';
import { meaning, tableResources } from './cloudFormationSupport.js';

const parameters = `Parameters:
  Env: { Type: String, Default: prod }
  Team: { Type: String }
  Names: { Type: CommaDelimitedList, Default: "id, other" }
Mappings:
  Sizes:
    prod: { Class: STANDARD, Protect: true, Units: 027340 }
    dev: { Class: STANDARD_INFREQUENT_ACCESS }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsDev: !Not [!Condition IsProd]
  IsTeam: !Equals [!Ref Team, "one"]
  Either: !Or [!Condition IsTeam, !Condition IsProd]
  Both: !And [!Condition IsTeam, !Condition IsDev]
  HasTeam: !Not [!Equals [!Ref Team, ""]]
  Loop: !Or [!Condition Loop, !Condition Pool]
  Pool: !Not [!Condition Loop]
  Lists: !Equals [!Ref Names, [id, other]]
`;

function read(properties: string, options?: FromCloudFormationOptions, around = parameters) {
  const { tables, unnamed, issues } = fromCloudFormation(
    `${around}Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
${properties.replace(/^(?=.)/gm, '      ')}
`,
    options,
  );
  const said = issues.map(({ rule, path, message }) => `${rule} ${path.slice(3).join('.')}: ${message}`);
  return { table: { ...(tables.Orders ?? unnamed.Orders?.schema) }, said };
}

test.each([
  ['!If [IsProd, STANDARD, !Ref Team]', 'STANDARD'],
  ['!If [IsDev, !Ref Team, STANDARD]', 'STANDARD'],
  ['!If [Either, STANDARD, x]', 'STANDARD'],
  ['!If [Both, x, STANDARD]', 'STANDARD'],
  ['!If [Lists, STANDARD, x]', 'STANDARD'],
  ['!If [IsDev, x, !Ref AWS::NoValue]', undefined],
  ['!FindInMap [Sizes, !Ref Env, Class]', 'STANDARD'],
  ['!FindInMap [Sizes, !Sub "${Env}", Other, { DefaultValue: !Join ["", [STANDARD, ""]] }]', 'STANDARD'],
  ['!Select [1, !Split ["-", !Sub "${Env}-STANDARD-x"]]', 'STANDARD'],
  ['!Select ["0", [!FindInMap [Sizes, !Ref Env, Class]]]', 'STANDARD'],
  ['!Sub ["${a}${b}", { a: STAN, b: !If [IsProd, DARD, x] }]', 'STANDARD'],
])('%s is decided by defaults, and a note says by which', (expression, tableClass) => {
  const { table, said } = read(`TableClass: ${expression}`);
  expect(table).toMatchObject({ tableName: 'orders', ...(tableClass && { tableClass }) });
  expect('tableClass' in table).toBe(tableClass !== undefined);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(
    /^cloudformation-parameter TableClass: is (left out|"STANDARD"), with the parameter (Env at its default "prod"|Names at its default \["id","other"\]); another/,
  );
});

test.each([
  ['!If [IsTeam, STANDARD, x]', 'Team'],
  ['!If [HasTeam, STANDARD, !Ref AWS::NoValue]', 'Team'],
  ['!If [Loop, STANDARD, x]', undefined],
  ['!If [Nowhere, STANDARD, x]', undefined],
  ['!FindInMap [Sizes, !Ref Env, Other]', undefined],
  ['!FindInMap [Sizes, !Ref AWS::Region, Class]', 'AWS::Region'],
  ['!Select [9, [STANDARD]]', undefined],
  ['!Sub "STAN${Team}${AWS::Region}"', 'Team, AWS::Region'],
  ['!Transform { Name: x }', undefined],
])('%s is known at deployment only: left out, with what is written and what is needed', (expression, needs) => {
  const { table, said } = read(`TableClass: ${expression}`);
  expect(table).not.toHaveProperty('tableClass');
  const give = needs ? `give the parameter ${needs.replace(', ', ' and the parameter ')}, or ` : '';
  expect(said).toEqual([
    `cloudformation-intrinsic TableClass: ${expression} is known at deployment only, and is left out; ${give}write the value that you mean`,
  ]);
});

test('both branches of a condition that nobody knows may say the same', () => {
  expect(read('TableClass: !If [IsTeam, STANDARD, STANDARD]')).toMatchObject({
    table: { tableClass: 'STANDARD' },
    said: [],
  });
});

test('given parameters decide, pseudo parameters too, and need no note', () => {
  const properties = `TableClass: !If [IsTeam, !FindInMap [Sizes, dev, Class], x]
Tags: [{ Key: region, Value: !Sub "\${AWS::Region}-\${Team}" }]
DeletionProtectionEnabled: !If [IsProd, true, false]`;
  expect(read(properties, { parameters: { Team: 'one', Env: 'dev', 'AWS::Region': 'eu-west-1' } })).toEqual({
    table: expect.objectContaining({
      tableClass: 'STANDARD_INFREQUENT_ACCESS',
      tags: { region: 'eu-west-1-one' },
      deletionProtection: false,
    }),
    said: [],
  });
});

test('what is given for nothing is said', () => {
  const restricted = 'Parameters: { Env: { Type: String, AllowedValues: [dev, prod] } }\n';
  const { issues } = fromCloudFormation(`${restricted}Resources: { T: { Type: AWS::SNS::Topic } }`, {
    parameters: { Envv: 'a', Env: 'test' },
    names: { Orders: 'orders' },
  });
  expect(issues.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
    'Parameters.Envv is given, but the template has no such parameter; its parameters are Env',
    'Parameters.Env "test" is not one of its AllowedValues, "dev", "prod"',
    expect.stringMatching(/^Resources has none of/),
    'Resources.Orders a name is given for it, but it is not a table of the template; its tables are none',
  ]);
});

test('a part that a condition leaves out is not there, and the rest keeps its places', () => {
  const { table, said } = read(
    `GlobalSecondaryIndexes:
- !If [IsDev, { IndexName: dev }, !Ref AWS::NoValue]
- !If
  - IsProd
  - IndexName: by-other
    KeySchema: [{ AttributeName: !Select [1, !Ref Names], KeyType: HASH }]
    Projection: { ProjectionType: KEYS_ONLY }
  - !Ref AWS::NoValue
- !If [IsTeam, { IndexName: team }, !Ref AWS::NoValue]
WarmThroughput: !If [IsDev, !Ref AWS::NoValue, { ReadUnitsPerSecond: !FindInMap [Sizes, prod, Units] }]`.replace(
      /^/,
      'AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: other, AttributeType: S }]\n',
    ),
  );
  expect(table).toMatchObject({
    globalSecondaryIndexes: { 'by-other': { partitionKey: 'other', projection: 'KEYS_ONLY' } },
    warmThroughput: { readUnitsPerSecond: 12000 },
  });
  expect(said.map((line) => line.split(':')[0])).toEqual([
    'template-duplicate-key AttributeDefinitions',
    'cloudformation-parameter GlobalSecondaryIndexes.0',
    'cloudformation-parameter GlobalSecondaryIndexes.1',
    'cloudformation-parameter GlobalSecondaryIndexes.1.KeySchema.0.AttributeName',
    'cloudformation-intrinsic GlobalSecondaryIndexes.2',
    'cloudformation-parameter WarmThroughput',
  ]);
});

describe('a table with a condition', () => {
  const one = (condition: string, name = 'orders') => `    Type: AWS::DynamoDB::Table
    Condition: ${condition}
    Properties:
      TableName: ${name}
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
`;

  test.each([
    [{}, ['A'], ['A: IsProd holds, with the parameter Env at', 'B: IsDev does not hold, with the parameter Env at']],
    [{ parameters: { Env: 'dev' } }, ['B'], ['A: IsProd does not hold: there is no such table']],
  ])('that does not hold is not there, and no twin of another: %j', (options, ids, notes) => {
    const text = `${parameters}Resources:\n  A:\n${one('IsProd')}  B:\n${one('IsDev')}`;
    const { tables, issues } = fromCloudFormation(text, options);
    expect(Object.keys(tables)).toEqual(ids);
    expect(issues).toEqual(
      notes.map((note) => ({
        rule: 'cloudformation-condition',
        path: ['Resources', note[0], 'Condition'],
        message: expect.stringContaining(note.slice(3)),
      })),
    );
  });

  test('that nobody knows is read as there', () => {
    const { tables, issues } = fromCloudFormation(`${parameters}Resources:\n  A:\n${one('IsTeam')}`);
    expect(Object.keys(tables)).toEqual(['A']);
    expect(issues[0].message).toMatch(/^IsTeam is known at deployment only;.*; give the parameter Team to decide it$/);
  });
});

test('a stray duplicate elsewhere costs nothing; one of the table is told', () => {
  const topic = 'Resources:\n  Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: a, TopicName: b } }\n';
  const { said } = read('TableClass: STANDARD\nTableClass: STANDARD', {}, '');
  expect(said).toEqual([expect.stringMatching('template-duplicate-key TableClass: is given twice')]);
  const table = { Type: 'AWS::Serverless::SimpleTable', Properties: { TableName: 'orders' } };
  const text = `${topic}  Orders: ${JSON.stringify(table)}\nOutputs: { A: { Value: 1 }, A: { Value: 2 } }\n`;
  expect(fromCloudFormation(text).issues).toEqual([]);
});

test('sources name the file, the line, and the place in the stack of CDK', () => {
  const table = { Type: 'AWS::Serverless::SimpleTable', Metadata: { 'aws:cdk:path': 'Shop/Api/Orders/Resource' } };
  const json = JSON.stringify({ Mappings: {}, Resources: { Orders6F3B2A: table } }, null, 2);
  const yaml = `Resources:\n  Topic: {}\n  Orders6F3B2A:\n    ${JSON.stringify(table)}\n`;
  expect(fromCloudFormation(json, { filename: 'a.json' }).sources).toEqual({
    Orders6F3B2A: { file: 'a.json', line: 4, name: 'Api/Orders' },
  });
  expect(fromCloudFormation(yaml, { filename: 'a.yaml' }).sources).toEqual({
    Orders6F3B2A: { file: 'a.yaml', line: 3, name: 'Api/Orders' },
  });
});

test('SAM puts its globals into each SimpleTable', () => {
  const { tables, issues } = fromCloudFormation(`Transform: AWS::Serverless-2016-10-31
Globals:
  SimpleTable: { SSESpecification: { SSEEnabled: true, SSEType: KMS } }
  Function: { Timeout: 1, Timeout: 2 }
Resources:
  Own: { Type: AWS::Serverless::SimpleTable, Properties: { TableName: own, SSESpecification: { SSEEnabled: false, SSEType: !Ref AWS::NoValue } } }
  All: { Type: AWS::Serverless::SimpleTable, Properties: { TableName: all } }
`);
  expect(issues).toEqual([]);
  expect(tables).toMatchObject({ Own: { encryption: 'AWS_OWNED' }, All: { encryption: 'AWS_MANAGED' } });
});

/** Ways to write a value that come to it. */
const wraps: readonly ((value: unknown) => unknown)[] = [
  (value) => value,
  (value) => ({ 'Fn::If': ['Yes', value, { Ref: 'AWS::Region' }] }),
  (value) => ({ 'Fn::If': ['No', { Ref: 'AWS::NoValue' }, value] }),
  (value) => ({ 'Fn::Select': ['1', [{ Ref: 'Nowhere' }, value]] }),
  (value) => ({ 'Fn::FindInMap': ['None', 'a', 'b', { DefaultValue: value }] }),
];
const scalarWraps: readonly ((value: unknown) => unknown)[] = [
  (value) => ({ 'Fn::Sub': ['${v}${e}', { v: value, e: { Ref: 'Empty' } }] }),
  (value) => ({ 'Fn::Join': ['', [{ Ref: 'Empty' }, value]] }),
  (value) => ({ 'Fn::Join': ['', { 'Fn::Split': ['|', `${value}`] }] }),
];

test('a table reads back equal from functions around its values, whatever they are', () => {
  const around = {
    Parameters: { Empty: { Type: 'String' } },
    Conditions: {
      Yes: { 'Fn::Or': [{ Condition: 'No' }, { 'Fn::Equals': [{ Ref: 'Empty' }, ''] }] },
      No: { 'Fn::Not': [{ 'Fn::Equals': ['', { 'Fn::Join': ['', []] }] }] },
    },
  };
  const wrapped = (value: unknown, draw: () => number): unknown => {
    const inner = Array.isArray(value)
      ? value.map((entry) => wrapped(entry, draw))
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, wrapped(entry, draw)]))
        : value;
    const isScalar = typeof inner !== 'object' && inner !== null && !String(inner).includes('|');
    const ways = isScalar ? [...wraps, ...scalarWraps] : wraps;
    return draw() < 0.4 ? ways[Math.floor(draw() * ways.length)](inner) : inner;
  };
  fc.assert(
    fc.property(
      validTable({ settings: plainSettings }),
      fc.array(fc.nat(99), { minLength: 30, maxLength: 30 }),
      (table, numbers) => {
        fc.pre(!JSON.stringify(table).includes('${'));
        const resources = tableResources('AWS::DynamoDB::Table', table, { logicalIds: { [table.tableName]: 'T' } });
        const { ResourcePolicy, ...properties } = resources.T.Properties;
        let drawn = 0;
        const draw = () => numbers[drawn++ % numbers.length] / 100;
        const entries = Object.entries(properties).map(([name, value]) => [name, wrapped(value, draw)]);
        const Properties = { ...Object.fromEntries(entries), ...(ResourcePolicy && { ResourcePolicy }) };
        const template = { ...around, Resources: { T: { ...resources.T, Properties } } };
        const { tables, unnamed, issues } = fromCloudFormation(template, { parameters: { Empty: '' } });
        expect({ unnamed, issues }).toEqual({ unnamed: {}, issues: [] });
        expect(meaning(tables.T)).toEqual(meaning(canonicalTable(table)));
      },
    ),
    runs(150),
  );
});

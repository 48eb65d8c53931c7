// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of Fn::Sub
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { fromCloudFormation } from '../../src/formats/index.js';
import { parseYaml } from '../../src/formats/parseYaml.js';

const template = (policy: string) => `Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      ResourcePolicy:
        PolicyDocument:
${policy.replace(/^(?=.)/gm, '          ')}
`;

/** What the reader makes of YAML: a policy is kept as it stands. */
function policyOf(yaml: string): unknown {
  return fromCloudFormation(template(yaml)).tables.Orders.resourcePolicy;
}

/** The one table that such properties make, among which its key may be. */
function table(attribute: string, type: string) {
  return fromCloudFormation(`Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: ${attribute}
          AttributeType: ${type}
      KeySchema:
        - AttributeName: ${attribute}
          KeyType: HASH
`);
}

test.each(['y', 'n', 'Y', 'N', 'id', '1e3', '0o17', '08', '2012-10-17', 'tRue'])(
  'an attribute %s without quotes has that name, and may be a number',
  (name) => {
    expect(table(name, 'N')).toMatchObject({
      tables: {
        Orders: {
          tableName: 'orders',
          attributes: { [name]: 'N' },
          partitionKey: name,
          billingMode: 'PAY_PER_REQUEST',
        },
      },
      issues: [],
    });
  },
);

test.each([
  ['yes', 'true'],
  ['Off', 'false'],
  ['012', '10'],
  ['0x1F', '31'],
  ['1_000', '1000'],
  ['1:30', '90'],
  ['1.0', '1.0'],
  ['+5', '5'],
])('an attribute %s without quotes is %s to CloudFormation, which is said where it differs', (written, name) => {
  const { tables, issues } = table(written, 'S');
  expect(tables.Orders.attributes).toEqual({ [name]: 'S' });
  expect(issues.map(({ rule }) => rule)).toEqual(written === name ? [] : ['template-scalar', 'template-scalar']);
});

/** Recorded of PyYAML 6.0: `yaml.safe_load`, with dates as strings. */
const recorded: readonly (readonly [yaml: string, value: unknown])[] = [
  [
    '[yes, Yes, YES, no, on, On, off, true, TRUE, tRue, yES, y, n, Y, N]',
    [true, true, true, false, true, true, false, true, true, 'tRue', 'yES', 'y', 'n', 'Y', 'N'],
  ],
  ['[~, null, Null, NULL, nULL, ]', [null, null, null, null, 'nULL']],
  [
    '[012, 0777, 0o17, 08, 0_7, -012, +12, 1_000, 0x1F, 0b101, 0b, _1]',
    [10, 511, '0o17', '08', 7, -10, 12, 1000, 31, 5, '0b', '_1'],
  ],
  ['[1:30, 12:30:45, -1:30, 1:60, 190:20:30.15]', [90, 45045, -90, '1:60', 685230.15]],
  ['[1e3, 1.5e3, 1.5e+3, 1., .5, -.5, 1_0.5, 12e03]', ['1e3', '1.5e3', 1500, 1, 0.5, '-.5', 10.5, '12e03']],
  ['[2012-10-17, "012", !!str 5, !!int "5", ! 5]', ['2012-10-17', '012', '5', 5, 5]],
  ['a: 1\nb: 2\na: { c: 3 }', { a: { c: 3 }, b: 2 }],
  ['x: &x { a: 1, b: 2 }\ny:\n  <<: *x\n  b: 3', { x: { a: 1, b: 2 }, y: { a: 1, b: 3 } }],
  ['y: { a: 9, <<: [{ a: 1 }, { a: 5, c: 1 }] }\n"<<": 1', { y: { a: 9, c: 1 }, '<<': 1 }],
  ['yes: 1\n012: 2\n5: 3\ny: 4', { true: 1, 10: 2, 5: 3, y: 4 }],
  ["a: 'x\ny\n  z'\nb: \"p\n\\\n q'\n\"\nc: ['it''s\n\nso']", { a: 'x y z', b: "p q' ", c: ["it's\nso"] }],
  ['a: [1, 2\n]\nb: |\n  012\nc: >-\n  yes\nd:\n- x', { a: [1, 2], b: '012\n', c: 'yes', d: ['x'] }],
];

test.each(recorded)('YAML is read as PyYAML reads it: %j', (yaml, value) => {
  expect(policyOf(yaml)).toEqual(value);
});

test('a key given twice has its last value, and a note with its place', () => {
  for (const text of [
    template('Statement: []').replace('TableName: orders', 'TableName: others\n      TableName: orders'),
    JSON.stringify(fromResources()).replace('"TableName":"orders"', '"TableName":"others","TableName" : "orders"'),
  ]) {
    const { tables, issues } = fromCloudFormation(text);
    expect(tables.Orders.tableName).toBe('orders');
    expect(issues.map(({ rule, path }) => `${rule} ${path.join('.')}`)).toEqual([
      'template-duplicate-key Resources.Orders.Properties.TableName',
    ]);
  }
});

function fromResources() {
  const key = { AttributeName: 'id' };
  const Properties = {
    TableName: 'orders',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ ...key, AttributeType: 'S' }],
    KeySchema: [{ ...key, KeyType: 'HASH' }],
  };
  return {
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: '"}, [' } },
      Orders: { Type: 'AWS::DynamoDB::Table', Properties },
    },
  };
}

test('a tag stands before every kind of node', () => {
  const yaml = 'a: !Ref AWS::NoValue\nb: !Sub\n  - ${x}\n  - { x: 012 }\nc: { "Fn::Join": [ "", [ q, !Sub "w" ] ] }';
  expect(policyOf(yaml)).toEqual({ b: '10', c: 'qw' });
});

test('aliases are followed, also to themselves, as far as there is an end', () => {
  expect(policyOf('a: &a [1]\nb: *a\nc: &a 2\nd: *a')).toEqual({ a: [1], b: [1], c: 2, d: 2 });
  expect(() => policyOf('a: &a { b: *a }')).toThrow(/line 11, column 22: \*a stands within its own anchor/);
  const doubling = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`);
  expect(() => policyOf(['a0: &a0 1', ...doubling].join('\n'))).toThrow(/aliases come to more than 100000 values/);
});

const python = process.env.TABLEWRIGHT_PYYAML;
const oracle = `
import yaml, json, sys, math
class Loader(yaml.SafeLoader): pass
Loader.add_constructor('tag:yaml.org,2002:timestamp', lambda loader, node: node.value)
def plain(value):
    if isinstance(value, list): return [plain(entry) for entry in value]
    if isinstance(value, dict): return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, float) and not math.isfinite(value): return 'not finite'
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2 ** 53 - 1: return str(value)
    return value
def load(text):
    try: return [plain(yaml.load(text, Loader=Loader))]
    except (yaml.YAMLError, ValueError): return []
print(json.dumps([load(text) for text in json.load(sys.stdin)]))
`;

/** In CI: `TABLEWRIGHT_PYYAML` is a python that has PyYAML. */
(python ? describe : describe.skip)(python ? 'PyYAML' : 'PyYAML (skipped: TABLEWRIGHT_PYYAML names no python)', () => {
  test('reads every scalar to the same value', () => {
    const atoms = '0 1 7 8 9 _ . e E + - : x o b a f yes no on off y n true null ~ 60 59 30 T 2012 -10-17 ='.split(' ');
    const scalar = fc.array(fc.constantFrom(...atoms), { minLength: 1, maxLength: 6 });
    const texts = fc.sample(
      scalar.map((parts) => `k: [ ${parts.join('')} ]`),
      { numRuns: 10_000, seed: 1 },
    );
    const answers: [value?: { k: [unknown] }][] = JSON.parse(
      execFileSync(python as string, ['-c', oracle], { input: JSON.stringify(texts) }).toString(),
    );
    const differ = texts.filter((text, i) => {
      const [value] = answers[i];
      // An error, what is not finite, or a null, which a policy has not in a list.
      if (!value || value.k[0] === 'not finite' || value.k[0] === null || typeof value.k[0] === 'object') return false;
      return JSON.stringify(policyOf(text)) !== JSON.stringify(value);
    });
    expect(differ).toEqual([]);
  });
});

/** Recorded of js-yaml 4.3. */
test.each([
  ['[yes, no, on, off, y, true, TRUE, tRue]', ['yes', 'no', 'on', 'off', 'y', true, true, 'tRue']],
  ['[012, 0777, 0o17, 08, 0b11, 0x1F, 1_000, 1:30]', [12, 777, 15, 8, 3, 31, '1_000', '1:30']],
  ['[1e3, 1.5e3, .5, -.5, 1., ~, null]', [1000, 1500, 0.5, '-.5', 1, null, null]],
  ['a: &a { b: 1 }\nc: { <<: *a, d: 2 }', { a: { b: 1 }, c: { b: 1, d: 2 } }],
])("serverless.yml's YAML is js-yaml's: %s", (yaml, value) => {
  expect(parseYaml(yaml, 'serverless').value).toEqual(value);
});

/** The table of such properties, and what was said of them. */
function read(properties: string, before = '') {
  const { tables, unnamed, issues } = fromCloudFormation(`${before}Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
${properties.replace(/^(?=.)/gm, '      ')}
`);
  return {
    table: tables.Orders ?? unnamed.Orders?.schema,
    said: issues.map(({ rule, path }) => `${rule} ${path.slice(3).join('.')}`),
  };
}

test.each([
  ['TableName: !Join ["-", [orders, on, 1_0, 1.0]]', 'orders-true-10-1.0'],
  ['TableName: { "Fn::Join": [.5, [orders, 012]] }', 'orders0.510'],
  ['TableName: !Sub ["orders-${v}", { v: 0x1F }]', 'orders-31'],
  ['TableName: !Join ["", [!Sub ["orders-${v}", { v: NO }], x]]', 'orders-falsex'],
])('what YAML makes another text of is told within functions, too: %s', (property, tableName) => {
  const { table, said } = read(property);
  expect(table.tableName).toBe(tableName);
  expect(new Set(said.map((line) => line.split(' ')[0]))).toEqual(new Set(['template-scalar']));
});

test.each([
  ['on', 'true'],
  ['012', '10'],
  ['1.50', '1.5'],
  ['12:30:45', '45045'],
])('the default of a parameter that YAML makes another text of: %s', (written, text) => {
  const parameters = `Parameters:\n  Name: { Type: String, Default: ${written} }\n`;
  const notes = ['cloudformation-parameter TableName', 'template-scalar TableName'];
  expect(read('TableName: !Sub "orders-${Name}"', parameters)).toMatchObject({
    table: { tableName: `orders-${text}` },
    said: notes,
  });
  expect(read('TableName: !Ref Name', parameters)).toMatchObject({ table: { tableName: text } });
  expect(read('TableName: orders', parameters).said).toEqual([]);
});

test('the default of a parameter is the text that CloudFormation has', () => {
  const parameters = 'Parameters:\n  Name: { Type: String, Default: 1.0 }\n';
  expect(read('TableName: !Sub "orders-${Name}"', parameters)).toEqual({
    table: expect.objectContaining({ tableName: 'orders-1.0' }),
    said: ['cloudformation-parameter TableName'],
  });
});

test.each([
  ['given again', 'TableName: 012\nTableName: orders', ['template-duplicate-key TableName']],
  ['overridden after the merge key', '<<: { TableName: 012 }\nTableName: orders', []],
  ['overridden before the merge key', 'TableName: orders\n<<: { TableName: 012 }', []],
])('what YAML makes of a value counts for that value alone: %s', (_, properties, notes) => {
  expect(read(properties)).toEqual({ table: expect.objectContaining({ tableName: 'orders' }), said: notes });
});

test('a value that is merged in is told of as any other', () => {
  const { table, said } = read('<<: { TableName: 1_000 }');
  expect(table.tableName).toBe('1000');
  expect(said).toEqual(['template-scalar TableName']);
});

test('of merge keys the last counts, and within one the first', () => {
  const { table, said } = read(
    '<<: [{ TableName: one }, { TableName: two }]\n<<: [{ TableName: three }, { TableName: four }]',
  );
  expect(table.tableName).toBe('three');
  expect(said).toEqual(['template-duplicate-key <<']);
});

test.each([
  ['SSESpecification: { SSEEnabled: "yes", SSEType: KMS }', 'SSESpecification.SSEEnabled'],
  ['TimeToLiveSpecification: { AttributeName: ttl, Enabled: y }', 'TimeToLiveSpecification.Enabled'],
  [
    'PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: "on" }',
    'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
  ],
])('a setting whose flag is none is left out whole: %s', (property, place) => {
  const { table, said } = read(`TableName: orders\n${property}`);
  expect(Object.keys(table)).toEqual(['tableName', 'attributes', 'partitionKey', 'billingMode']);
  expect(said).toEqual([`cloudformation-type ${place}`]);
});

test('tags of which none is known are left out: to have none is something else', () => {
  expect(read('TableName: orders\nTags: [{ Key: a, Value: !GetAtt B.Arn }]').table).not.toHaveProperty('tags');
  expect(read('TableName: orders\nTags: []').table).toMatchObject({ tags: {} });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the Serverless Framework
import fc from 'fast-check';
import {
  type FromServerlessOptions,
  fromCloudFormation,
  fromServerless,
  toCloudFormationResources,
} from '../../src/formats/index.js';
import { canonicalTable } from '../../src/index.js';
import { plainSettings, validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';
import { meaning } from './cloudFormationSupport.js';

const table = (name: string, properties = '') => `    Type: AWS::DynamoDB::Table
    Properties:
      TableName: ${name}
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
${properties.replace(/^(?=.)/gm, '      ')}`;

const service = `service: shop
provider:
  name: aws
  stage: \${opt:stage, 'dev'}
  region: eu-west-1
  environment: { OTHER: "\${file(never.yml):x}" }
params:
  default: { class: STANDARD, shared: yes }
  prod: { class: STANDARD_INFREQUENT_ACCESS }
custom:
  prefix: \${self:service}-\${self:provider.stage}
  tables: { dev: { orders: dev-orders }, prod: { orders: prod-orders } }
  list: [zero, one]
  days: 012
  billing: { mode: PAY_PER_REQUEST }
  circle: \${self:custom.round}
  round: \${self:custom.circle}
  same: \${self:custom.same}x
  secret: \${ssm:/shop/name}
`;

function read(name: string, options: FromServerlessOptions = {}, properties = '') {
  const { tables, unnamed, issues, ...rest } = fromServerless(
    `${service}resources:\n  Resources:\n   Orders:\n${table(name, properties)}`,
    options,
  );
  const said = issues.map(({ rule, path, message }) => `${rule} ${path.slice(3).join('.')}: ${message}`);
  return { ...rest, name: tables.Orders?.tableName ?? unnamed.Orders, table: tables.Orders, said };
}

test.each<[string, string, FromServerlessOptions?]>([
  ['${self:service}', 'shop'],
  ['${self:service.name}-x', 'shop-x'],
  ['${self:custom.list.1}', 'one'],
  ['orders-${self:custom.days}', 'orders-12'],
  ['${self:custom.prefix}-orders', 'shop-prod-orders', { options: { stage: 'prod' } }],
  ['${self:custom.tables.${opt:stage}.orders}', 'prod-orders', { options: { stage: 'prod' } }],
  ['${self:custom.tables.${sls:stage}.orders}', 'prod-orders', { options: { stage: 'prod' } }],
  ['${opt:name, self:custom.none, "x-y"}', 'given', { options: { name: 'given' } }],
  ['${self:custom.none, self:custom.neither, "x-y"}', 'x-y'],
  ["${self:custom.none, 'a, b}'}-${aws:region}", 'a, b}-eu-west-1'],
  ['${env:NAME}', 'from-env', { env: { NAME: 'from-env' } }],
  ['${param:class}-x', 'STANDARD_INFREQUENT_ACCESS-x', { options: { stage: 'prod' } }],
  ['${param:shared}-x', 'yes-x', { options: { stage: 'prod' } }],
  ['${param:class}-x', 'given-x', { parameters: { class: 'given' } }],
  [
    '${file(./config/tables.yml):names.orders}',
    'in-a-file',
    { files: { 'config/tables.yml': 'names: { orders: in-a-file }' } },
  ],
  [
    '${file(config.${opt:stage}.json):orders}',
    'prod-file',
    { options: { stage: 'prod' }, files: { './config.prod.json': '{"orders":"${opt:stage}-file"}' } },
  ],
  ['!Sub "${self:service}-${AWS::Region}"', 'shop-eu-west-1', { parameters: { 'AWS::Region': 'eu-west-1' } }],
  ["!Join ['-', ['${self:service}', orders]]", 'shop-orders'],
])('%s is %s', (written, name, options = {}) => {
  const { said, ...read_ } = read(written, options);
  expect(read_.name).toBe(name);
  expect(said.filter((line) => !line.startsWith('table-name'))).toEqual([]);
});

test.each([
  ['${self:custom.prefix}-orders', 'shop-dev-orders', 'the option stage'],
  ['${sls:stage}-x', 'dev-x', 'the option stage'],
  ['${opt:a, env:B, "name"}', 'name', 'the option a, the environment variable B'],
])('%s is %s, and a note says that it rests on a default', (written, name, assumed) => {
  expect(read(written)).toMatchObject({
    name,
    said: [`serverless-variable TableName: is "${name}" without ${assumed}, which another deployment may give`],
  });
});

test.each([
  ['${ssm:/shop/name}', ''],
  ['${ssm:/shop/name, "not-this"}', ''],
  ['${cf:other.TableName}-x', ''],
  ['${self:custom.secret}-x', ''],
  ['${opt:name}', 'the option name'],
  ['${env:NAME}-${opt:name}', 'the environment variable NAME'],
  ['${self:custom.none}', ''],
  ['${self:custom.circle}', ''],
  ['${self:custom.same}', ''],
  ['${self:custom}-x', ''],
  ['${file(names.js):x}', 'the file names.js'],
  ['${git:branch}-x', ''],
])('%s is known at deployment only', (written, need) => {
  const { name, table: none, said } = read(written);
  expect({ name, none }).toMatchObject({
    name: { nameExpression: written, schema: { partitionKey: 'id' } },
    none: undefined,
  });
  const [line] = said.filter((each) => each.startsWith('cloudformation-table-name'));
  expect(line).toContain(`${written} is known at deployment only; ${need && `give ${need}`}`);
});

test('files that are needed are named, and only those', () => {
  const { missingFiles, said, name } = read('${file(a.yml):x, "other"}-${file(./b/c.json)}');
  expect(missingFiles).toEqual(['a.yml', './b/c.json']);
  expect(name).toMatchObject({ nameExpression: '${file(a.yml):x, "other"}-${file(./b/c.json)}' });
  expect(said.filter((line) => line.startsWith('serverless-file'))).toHaveLength(2);
  expect(read('${file(a.yml)}', { files: { 'a.yml': 'a: [' } })).toMatchObject({ missingFiles: [] });
});

test('settings and whole parts may be variables; what is unknown is left out', () => {
  const properties = `TableClass: \${param:class}
DeletionProtectionEnabled: \${strToBool(\${env:PROTECT})}
PointInTimeRecoverySpecification: \${self:custom.recovery, file(pitr.yml)}
StreamSpecification: { StreamViewType: "\${ssm:/view}" }
Tags: [{ Key: stage, Value: "\${self:provider.stage}" }, { Key: key, Value: !GetAtt Key.Arn }]`;
  const files = { 'pitr.yml': 'PointInTimeRecoveryEnabled: true' };
  const { table: orders, said } = read(
    'orders',
    { env: { PROTECT: 'true' }, files, options: { stage: 'prod' } },
    properties,
  );
  expect(orders).toEqual({
    tableName: 'orders',
    attributes: { id: 'S' },
    partitionKey: 'id',
    billingMode: 'PAY_PER_REQUEST',
    tableClass: 'STANDARD_INFREQUENT_ACCESS',
    deletionProtection: true,
    pointInTimeRecovery: true,
    tags: { stage: 'prod' },
  });
  expect(said.map((line) => line.split(':')[0])).toEqual([
    'cloudformation-intrinsic StreamSpecification.StreamViewType',
    'cloudformation-intrinsic Tags.1.Value',
  ]);
});

test.each([
  ['an object', 'resources:\n  Resources:\n   Orders:\n', ''],
  [
    'a list of parts',
    'resources:\n- Outputs: {}\n- Conditions: { Never: !Equals [a, b] }\n  Resources:\n    Topic: { Type: AWS::SNS::Topic }\n- Resources:\n   Orders:\n',
    '',
  ],
  ['a file', 'resources: ${file(r.yml)}\n', 'Resources:\n   Orders:\n'],
  ['a list of files', 'resources:\n - ${file(r.yml)}\n', 'Resources:\n   Orders:\n'],
  ['a file of resources', 'resources:\n  Resources: ${file(r.yml)}\n', 'Orders:\n'],
  ['a file for a table', 'resources:\n  Resources:\n    Orders: ${file(r.yml)}\n', ' \n'],
  ['an entry of a file', 'resources:\n  Resources:\n    Orders: ${file(r.yml):tables.Orders}\n', 'tables:\n Orders:\n'],
])('resources may be %s', (_, text, file) => {
  const body = table('${self:custom.prefix}-orders');
  const files = { 'r.yml': file + body };
  const whole = service + text + (file ? '' : body);
  const read_ = fromServerless(whole, { files, filename: 'app/serverless.yml', options: { stage: 'dev' } });
  expect(read_).toMatchObject({ tables: { Orders: { tableName: 'shop-dev-orders' } }, issues: [], missingFiles: [] });
  if (file && file !== ' \n') {
    expect(read_.sources.Orders).toEqual({ file: 'app/r.yml', line: file.split('\n').length - 1 });
  } else if (!file)
    expect(read_.sources.Orders).toEqual({
      file: 'app/serverless.yml',
      line: whole.split('Orders:')[0].split('\n').length,
    });
});

test("without provider.stage, the stage is the framework's own", () => {
  const text = `service: shop\ncustom: { dev: { Orders: { Type: AWS::DynamoDB::Table, Properties: { TableName: "\${self:provider.stage}-x" } } } }
resources: { Resources: "\${self:custom.\${opt:stage, self:provider.stage}}" }\n`;
  expect(fromServerless(text).tables).toMatchObject({ Orders: { tableName: 'dev-x' } });
  const { issues } = fromServerless(text, { options: { stage: 'prod' } });
  expect(issues[0].message).toBe(
    '${self:custom.${opt:stage, self:provider.stage}} is known at deployment only, and is left out',
  );
});

test('parts that speak of one table are merged, and extensions are noted', () => {
  const text = `service: shop\nresources:
- Resources:\n   Orders:\n${table('orders', 'TableClass: STANDARD')}
- Resources: { Orders: { Properties: { TableClass: STANDARD_INFREQUENT_ACCESS } } }
  extensions: { Orders: { Properties: { TableName: x } }, Other: {} }\n`;
  const { tables, issues } = fromServerless(text);
  expect(tables.Orders).toMatchObject({ tableName: 'orders', tableClass: 'STANDARD_INFREQUENT_ACCESS' });
  expect(issues.map(({ path }) => path.join('.'))).toEqual(['resources.extensions.Orders']);
});

test('what grows without end is not worked out', () => {
  const doubling = Array.from({ length: 40 }, (_, i) => `  t${i}: \${self:custom.t${i + 1}}\${self:custom.t${i + 1}}`);
  const trees = Array.from(
    { length: 40 },
    (_, i) => `  o${i}: { a: "\${self:custom.o${i + 1}}", b: "\${self:custom.o${i + 1}}" }`,
  );
  const text = `custom:\n${[...doubling, ...trees].join('\n')}\n  t40: x\n  o40: 1\n  all: \${self:}\nresources:\n  Resources:\n   Orders:\n${table(
    '${self:custom.t0}',
    'TableClass: ${self:custom.t36}\nTags: ${self:custom.o0}\nStreamSpecification: ${self:custom.all}',
  )}`;
  const { unnamed, issues } = fromServerless(text);
  expect(unnamed.Orders.nameExpression).toBe('${self:custom.t0}');
  expect(issues.length).toBeGreaterThan(1);
});

test('a resource that stands in a file of its own is told that its variables belong to the Serverless Framework', () => {
  const { unnamed, issues } = fromCloudFormation(
    `Resources:\n   Orders:\n${table('${self:service}-orders', 'TableClass: ${self:custom.class}')}`,
  );
  expect(unnamed.Orders).toEqual({
    nameExpression: '"${self:service}-orders"',
    schema: { attributes: { id: 'S' }, partitionKey: 'id', billingMode: 'PAY_PER_REQUEST' },
  });
  expect(issues.map(({ path }) => path.at(-1))).toEqual(['TableName', 'TableClass']);
});

test('whatever the text, nothing is thrown but what it says', () => {
  const atoms = [
    '${',
    '}',
    'self:',
    'custom',
    '.a',
    ', ',
    "'x'",
    '"',
    'opt:',
    'file(',
    ')',
    '$',
    ':',
    '\\',
    'a',
    '${self:custom.b}',
  ];
  const text = fc.array(fc.constantFrom(...atoms), { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, text, (a, b, name) => {
      const { tables, unnamed } = fromServerless(
        JSON.stringify({
          custom: { a, b },
          resources: { Resources: { T: { Type: 'AWS::Serverless::SimpleTable', Properties: { TableName: name } } } },
        }),
      );
      expect(Object.keys({ ...tables, ...unnamed })).toEqual(['T']);
    }),
    runs(500),
  );
});

test('a table reads back equal from variables around its values', () => {
  fc.assert(
    fc.property(
      validTable({ settings: plainSettings }),
      fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
      (schema, choices) => {
        const text = JSON.stringify(schema);
        fc.pre(!text.includes('${') && !text.includes('\\\\'));
        const custom: { [name: string]: unknown } = {};
        let count = 0;
        const hidden = (value: unknown): unknown => {
          const inner = Array.isArray(value)
            ? value.map(hidden)
            : typeof value === 'object' && value !== null
              ? Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, hidden(entry)]))
              : value;
          if (!choices[count++ % choices.length]) return inner;
          custom[`v${count}`] = inner;
          return count % 2 ? `\${opt:none, self:custom.v${count}}` : `\${self:custom.v${count}}`;
        };
        const { T } = toCloudFormationResources(schema, { logicalIds: { [schema.tableName]: 'T' } });
        const Properties = hidden(T.Properties);
        const service = { custom, resources: { Resources: { T: { ...T, Properties } } } };
        const { tables, issues } = fromServerless(JSON.stringify(service));
        expect(issues.filter(({ rule }) => rule !== 'serverless-variable')).toEqual([]);
        expect(meaning(tables.T)).toEqual(meaning(canonicalTable(schema)));
      },
    ),
    runs(100),
  );
});

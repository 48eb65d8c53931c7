// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of Fn::Sub
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { fromCloudFormation, toCloudFormation, toCloudFormationResources } from '../../src/formats/index.js';
import type { TableSchema } from '../../src/index.js';
import { plainSettings, validTable } from '../support/arbitraryTable.js';
import { replicatedTable } from './replicatedTables.js';

/**
 * Another reader, in another language: PyYAML with the tags of CloudFormation, and the functions worked out in a few lines. It makes a
 * template without functions, which has to be read as the one that it was made of.
 */
const oracle = `
import yaml, json, sys, re
class Loader(yaml.SafeLoader): pass
for tag in ('timestamp', 'value'): Loader.add_constructor('tag:yaml.org,2002:' + tag, lambda loader, node: node.value)
def tagged(loader, suffix, node):
    name = suffix if suffix in ('Ref', 'Condition') else 'Fn::' + suffix
    if isinstance(node, yaml.ScalarNode): return {name: node.value}
    if isinstance(node, yaml.SequenceNode): return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}
Loader.add_multi_constructor('!', tagged)
GONE = object()
def text(value): return ('true' if value else 'false') if isinstance(value, bool) else str(value)
class Template:
    def __init__(self, source, given):
        self.t = yaml.load(source, Loader=Loader)
        self.values = {}
        for name, one in (self.t.get('Parameters') or {}).items():
            value = given.get(name, one.get('Default'))
            self.values[name] = [part.strip() for part in value.split(',')] if one['Type'] == 'CommaDelimitedList' else text(value)
        self.values.update({name: value for name, value in given.items() if name.startswith('AWS::')})
    def holds(self, c):
        (name, args), = c.items()
        if name == 'Condition': return self.holds(self.t['Conditions'][args])
        if name == 'Fn::Equals':
            one, other = [self.work(arg) for arg in args]
            return one == other if isinstance(one, list) else text(one) == text(other)
        if name == 'Fn::Not': return not self.holds(args[0])
        return (all if name == 'Fn::And' else any)([self.holds(arg) for arg in args])
    def work(self, v):
        if isinstance(v, list): return [one for one in map(self.work, v) if one is not GONE]
        if not isinstance(v, dict): return v
        if len(v) == 1:
            (name, args), = v.items()
            if name == 'Ref': return GONE if args == 'AWS::NoValue' else self.values[args]
            if name == 'Fn::If': return self.work(args[1] if self.holds(self.t['Conditions'][args[0]]) else args[2])
            if name == 'Fn::Join':
                separator, parts = args[0], self.work(args[1])
                return text(separator).join(map(text, parts))
            if name == 'Fn::Split': return self.work(args[1]).split(args[0])
            if name == 'Fn::Select': return self.work(args[1])[int(self.work(args[0]))]
            if name == 'Fn::FindInMap':
                a, b, c = [text(self.work(arg)) for arg in args[:3]]
                here = self.t.get('Mappings', {}).get(a, {}).get(b, {})
                return here[c] if c in here else self.work(args[3]['DefaultValue'])
            if name == 'Fn::Sub':
                source, own = args if isinstance(args, list) else (args, {})
                def put(match):
                    if match[1].startswith('!'): return '\${' + match[1][1:] + '}'
                    return text(self.work(own[match[1]]) if match[1] in own else self.values[match[1]])
                return re.sub(r'\\$\\{([^}]*)\\}', put, source)
        worked = {text(key): self.work(value) for key, value in v.items()}
        return {key: value for key, value in worked.items() if value is not GONE}
    def plain(self):
        resources = self.t['Resources']
        there = {id: one for id, one in resources.items() if 'Condition' not in one or self.holds(self.t['Conditions'][one['Condition']])}
        return {'Resources': {id: {'Type': one['Type'], 'Properties': self.work(one['Properties'])} for id, one in there.items()}}
print(json.dumps([Template(source, given).plain() for source, given in json.load(sys.stdin)]))
`;

const written = `Parameters:
  Env: { Type: String, Default: prod }
  Count: { Type: Number, Default: 3 }
  Names: { Type: CommaDelimitedList, Default: "id , other" }
  Team: { Type: String }
Mappings:
  Sizes: { prod: { Class: STANDARD, Read: 0x10, Flag: yes }, dev: { Class: STANDARD_INFREQUENT_ACCESS } }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsOne: !Equals [!Sub "\${Team}-\${Count}", !Join ["-", [one, !Ref Count]]]
  Both: !And [!Condition IsProd, !Not [!Condition IsOne], !Equals [on, "true"]]
  Some: !Or [!Condition IsOne, Condition: Both]
  Lists: !Equals [!Ref Names, !Split ["|", "id|other"]]
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Join ['.', [!Ref Env, !Sub '\${Team}-\${!x}y', !Select [1, !Ref Names], 1_0, on]]
      BillingMode: !If [Both, PROVISIONED, PAY_PER_REQUEST]
      ProvisionedThroughput: !If
        - Both
        - ReadCapacityUnits: !FindInMap [Sizes, !Ref Env, Read]
          WriteCapacityUnits: !Ref Count
        - !Ref AWS::NoValue
      AttributeDefinitions:
      - AttributeName: !Select [0, !Ref Names]
        AttributeType: S
      - !If [Some, { AttributeName: other, AttributeType: N }, !Ref "AWS::NoValue"]
      KeySchema:
      - { AttributeName: id, KeyType: HASH }
      - !If [Some, { AttributeName: other, KeyType: RANGE }, !Ref "AWS::NoValue"]
      TableClass: !FindInMap [Sizes, !Sub "\${Env}", Class, { DefaultValue: STANDARD }]
      DeletionProtectionEnabled: !If [Lists, !FindInMap [Sizes, prod, Flag], false]
      StreamSpecification: { StreamViewType: !Sub ["\${a}_\${b}", { a: NEW, b: !If [IsProd, IMAGE, AND_OLD_IMAGES] }] }
      Tags: !If [IsOne, [{ Key: 012, Value: "x
y" }, { Key: region, Value: !Sub "\${AWS::Region}" }], []]
  Users:
    Type: AWS::Serverless::SimpleTable
    Condition: Some
    Properties: { TableName: !Sub "users-\${Env}", Tags: { on: !Ref Team } }
`;

const given: readonly { readonly [name: string]: string }[] = [
  { Team: 'one', 'AWS::Region': 'eu-west-1' },
  { Team: 'two', 'AWS::Region': 'eu-west-1' },
  { Team: 'two', Env: 'dev', Count: '7', 'AWS::Region': 'x' },
  { Team: 'one', Env: 'other', Names: 'id,x', 'AWS::Region': 'x' },
];

/** Ways to hide a value; each draws on what the template below has. */
const ways: readonly ((value: unknown) => unknown)[] = [
  (value) => ({ 'Fn::If': ['Yes', value, { Ref: 'AWS::NoValue' }] }),
  (value) => ({ 'Fn::If': ['No', 'x', value] }),
  (value) => ({ 'Fn::Select': ['1', ['x', value]] }),
  (value) => ({ 'Fn::FindInMap': ['M', 'a', 'none', { DefaultValue: value }] }),
  (value) => (typeof value === 'object' ? value : { 'Fn::Join': ['', [{ 'Fn::FindInMap': ['M', 'a', 'b'] }, value]] }),
];

function hidden(value: unknown, draw: () => number): unknown {
  const inner = Array.isArray(value)
    ? value.map((entry) => hidden(entry, draw))
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, hidden(entry, draw)]))
      : value;
  const way = ways[draw() % (2 * ways.length)];
  return way ? way(inner) : inner;
}

const generated = fc
  .sample(fc.tuple(validTable({ settings: plainSettings }), fc.array(fc.nat(99), { minLength: 30, maxLength: 30 })), {
    numRuns: 150,
    seed: 7,
  })
  .map(([schema, numbers]) => {
    let drawn = 0;
    const draw = () => numbers[drawn++ % numbers.length];
    const { T } = toCloudFormationResources(schema, { logicalIds: { [schema.tableName]: 'T' } });
    const properties = Object.entries(T.Properties).filter(([name]) => name !== 'ResourcePolicy');
    const Properties = Object.fromEntries(properties.map(([name, value]) => [name, hidden(value, draw)]));
    const template = {
      Mappings: { M: { a: { b: '' } } },
      Conditions: { Yes: { 'Fn::Not': [{ Condition: 'No' }] }, No: { 'Fn::Equals': ['a', { Ref: 'AWS::Region' }] } },
      Resources: { T: { Type: T.Type, Properties } },
    };
    return [stringify(template, { version: '1.1' }), { 'AWS::Region': 'b' }] as const;
  });

const python = process.env.TABLEWRIGHT_PYYAML;

/** In CI: `TABLEWRIGHT_PYYAML` is a python that has PyYAML. */
(python ? describe : describe.skip)(
  python ? 'another reader' : 'another reader (skipped: TABLEWRIGHT_PYYAML names no python)',
  () => {
    test('makes the same of functions, conditions and mappings', () => {
      const corpus = [...given.map((parameters) => [written, parameters] as const), ...generated];
      const answers: object[] = JSON.parse(
        execFileSync(python as string, ['-c', oracle], { input: JSON.stringify(corpus) }).toString(),
      );
      corpus.forEach(([text, parameters], i) => {
        const { tables, unnamed } = fromCloudFormation(text, { parameters });
        const { tables: plain } = fromCloudFormation(answers[i]);
        expect({ tables, unnamed }).toEqual({ tables: plain, unnamed: {} });
      });
      const [one, two] = corpus.map(([text, parameters]) => fromCloudFormation(text, { parameters }).tables);
      expect([Object.keys(one), Object.keys(two)]).toEqual([
        ['Orders', 'Users'],
        ['Orders', 'Users'],
      ]);
      expect(two.Orders.provisionedThroughput).toEqual({ readCapacityUnits: 16, writeCapacityUnits: 3 });
    });

    // Its schemas of CloudFormation are AWS's own, and it knows rules that stand in no schema.
    const linter = path.join(path.dirname(python ?? ''), 'cfn-lint');
    (existsSync(linter) ? test : test.skip)(
      'finds nothing wrong with templates of scaled tables and of replicas',
      () => {
        const folder = mkdtempSync(path.join(tmpdir(), 'tablewright-lint-'));
        const scaled = { minCapacity: 1, maxCapacity: 9, targetValue: 70, scaleInCooldown: 0 };
        const action = { schedule: 'cron(0 8 ? * MON-FRI *)', timezone: 'Europe/Madrid', minCapacity: 2 };
        const capacity = {
          readCapacityUnits: 5,
          writeCapacityUnits: 6,
          autoScaling: { read: scaled, write: { ...scaled, scheduledActions: { morning: action } } },
        };
        const orders: TableSchema = {
          tableName: 'orders',
          attributes: { id: 'S' },
          partitionKey: 'id',
          globalSecondaryIndexes: { 'by-id': { partitionKey: 'id', provisionedThroughput: capacity } },
          billingMode: 'PROVISIONED',
          provisionedThroughput: capacity,
          streamViewType: 'NEW_IMAGE',
          streamTags: { team: 'shop' },
          kinesisStreamingDestination: { streamArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders' },
        };
        const schemas = [orders, ...fc.sample(replicatedTable, { numRuns: 8, seed: 3 })];
        const files = [...schemas.keys()].map((i) => path.join(folder, `${i}.yaml`));
        schemas.forEach((schema, i) => {
          const logicalIds = { [schema.tableName]: 'T' };
          writeFileSync(files[i], toCloudFormation(schema, { logicalIds, region: i % 2 ? 'eu-west-1' : undefined }));
        });
        const { stdout, status } = spawnSync(linter, files, { encoding: 'utf8' });
        rmSync(folder, { recursive: true });
        expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
      },
    );
  },
);

import { CfnOutput, Stack } from 'aws-cdk-lib';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import fc from 'fast-check';
import { toTablePropsV2 } from '../../src/cdk/index.js';
import {
  type CloudFormationUpdate,
  fromCloudFormation,
  toCloudFormation,
  toCloudFormationTemplate,
  toCloudFormationUpdates,
} from '../../src/formats/index.js';
import { defineTable, type TableSchema, validateTable } from '../../src/index.js';
import { runs } from '../support/generated.js';
import { readTables, synthesise } from './cdkSupport.js';

/** What CloudFormation and DynamoDB would say of an update: the rules that make several of one. */

interface Index {
  IndexName: string;
  KeySchema: { AttributeName: string }[];
  Projection: { NonKeyAttributes?: string[] };
  ProvisionedThroughput?: object;
  SearchSchema?: { AttributeName: string }[];
}
interface Properties {
  TableName?: string;
  BillingMode?: string;
  KeySchema: { AttributeName: string }[];
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  LocalSecondaryIndexes?: Index[];
  GlobalSecondaryIndexes?: Index[];
  Replicas?: { Region: unknown; GlobalSecondaryIndexes?: { IndexName: string }[] }[];
}
type Resources = { [id: string]: { Type: string; Properties: Properties } };
const resourcesOf = (template: unknown) => (template as { Resources: Resources }).Resources;

function problems(before: unknown, after: unknown, limit: number): string[] {
  const found: string[] = [];
  for (const [id, { Properties: of = {} }] of Object.entries(resourcesOf(after))) {
    const { ResourceId, ScalingTargetId } = of as {
      ResourceId?: { 'Fn::Sub': string };
      ScalingTargetId?: { Ref: string };
    };
    if (ScalingTargetId && !resourcesOf(after)[ScalingTargetId.Ref]) found.push(`${id} has no target`);
    if (!ResourceId) continue;
    const [, table, index] = /^table\/\$\{(\w+)\}(?:\/index\/(.*))?$/.exec(ResourceId['Fn::Sub']) ?? [];
    const scaled = resourcesOf(after)[table]?.Properties;
    if (scaled?.BillingMode !== 'PROVISIONED') found.push(`${id} scales a table on demand`);
    if (index && !scaled?.GlobalSecondaryIndexes?.some(({ IndexName }) => IndexName === index))
      found.push(`${id} scales the index ${index}, which is not there`);
  }
  for (const [id, { Type, Properties: next }] of Object.entries(resourcesOf(after))) {
    if (!Type.startsWith('AWS::DynamoDB')) continue;
    const { GlobalSecondaryIndexes: indexes = [], LocalSecondaryIndexes: local = [] } = next;
    const used = new Set(
      [next, ...local, ...indexes].flatMap(({ KeySchema }) => KeySchema.map(({ AttributeName: name }) => name)),
    );
    const defined = next.AttributeDefinitions.map(({ AttributeName: name }) => name);
    if ([...used].sort().join() !== [...defined].sort().join())
      found.push(`${id} defines ${defined}, and uses ${[...used]}`);
    if (indexes.length > limit) found.push(`${id} has ${indexes.length} indexes`);
    const included = [...indexes, ...local].reduce(
      (sum, { Projection: p }) => sum + (p.NonKeyAttributes?.length ?? 0),
      0,
    );
    if (included > 100) found.push(`${id} includes ${included}`);
    const provisioned = next.BillingMode !== 'PAY_PER_REQUEST';
    for (const { IndexName, ProvisionedThroughput } of indexes) {
      if (!!ProvisionedThroughput !== provisioned)
        found.push(`${id}.${IndexName}: capacity does not go with ${next.BillingMode}`);
    }
    const old = resourcesOf(before)[id];
    if (!old) continue;
    const last = old.Properties;
    const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
    const regions = (of: Properties) => (of.Replicas ?? []).map(({ Region }) => JSON.stringify(Region)).sort();
    if (!same(regions(last), regions(next))) {
      const stay = regions(last).filter((one) => regions(next).includes(one));
      const count = [last, next].flatMap(regions).length - 2 * stay.length;
      const rest = ({ Replicas, ...others }: Properties) => others;
      if (count > 1 || !same(rest(last), rest(next))) found.push(`${id}: ${count} replicas and more in one update`);
    }
    for (const { GlobalSecondaryIndexes: ofReplica = [] } of next.Replicas ?? [])
      for (const { IndexName } of ofReplica)
        if (!indexes.some((index) => index.IndexName === IndexName)) found.push(`${id} has no index ${IndexName}`);
    for (const fixed of ['TableName', 'KeySchema', 'LocalSecondaryIndexes'] as const) {
      if (!same(last[fixed], next[fixed])) found.push(`${id} is replaced: ${fixed}`);
    }
    const was = new Map((last.GlobalSecondaryIndexes ?? []).map((index) => [index.IndexName, index]));
    const is = new Map(indexes.map((index) => [index.IndexName, index]));
    const changes =
      [...was.keys()].filter((name) => !is.has(name)).length + [...is.keys()].filter((name) => !was.has(name)).length;
    if (changes > 1) found.push(`${id}: ${changes} indexes created or deleted in one update`);
    if (changes && last.BillingMode !== next.BillingMode) found.push(`${id}: billing and an index in one update`);
    const typeIn = (properties: Properties, name: string) =>
      properties.AttributeDefinitions.find((definition) => definition.AttributeName === name)?.AttributeType;
    for (const [name, { KeySchema, Projection }] of was) {
      const now = is.get(name);
      if (!now) continue;
      if (!same(KeySchema, now.KeySchema) || !same(Projection, now.Projection))
        found.push(`${id}.${name} can't be updated`);
      if (KeySchema.some(({ AttributeName: key }) => typeIn(last, key) !== typeIn(next, key)))
        found.push(`${id}.${name}: a type changed`);
    }
  }
  return found;
}

/** Each is legal, the last is what was wanted, and a removal that did not wait says why. */
function check(before: unknown, updates: readonly CloudFormationUpdate[], limit = 20): void {
  let last = before;
  for (const { template, changes, note } of updates) {
    expect(problems(last, template, limit)).toEqual([]);
    expect(changes.length).toBeGreaterThan(0);
    expect(note).not.toBe('');
    expect(JSON.stringify(template)).not.toBe(JSON.stringify(last));
    last = template;
  }
}

const limit = 3;
const quotas = { globalSecondaryIndexesPerTable: limit };
const side = fc.record({
  types: fc.record({ a: fc.constantFrom('S', 'N'), b: fc.constantFrom('S', 'N'), c: fc.constant('S') }),
  indexes: fc.dictionary(
    fc.constantFrom('ix1', 'ix2', 'ix3', 'ix4', 'ix5'),
    fc.record({
      partitionKey: fc.constantFrom('a', 'b', 'c', 'id'),
      sortKey: fc.constantFrom(undefined, 'at'),
      projection: fc.constantFrom(
        'ALL',
        'KEYS_ONLY',
        { include: Array.from({ length: 20 }, (_, i) => `p${i}`) },
        {
          include: Array.from({ length: 45 }, (_, i) => `q${i}`),
        },
      ),
    }),
    { maxKeys: limit },
  ),
  provisioned: fc.boolean(),
  local: fc.constant({ local: { sortKey: 'l', projection: { include: ['x', 'y'] } } }),
  timeToLive: fc.constantFrom(undefined, 'ttl'),
  tableClass: fc.constantFrom(undefined, 'STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
  scaled: fc.constantFrom(undefined, 5, 9),
});
const capacity = { readCapacityUnits: 1, writeCapacityUnits: 1 };
const scaledTo = (maxCapacity: number) => ({ minCapacity: 1, maxCapacity, targetValue: 70 });

function schemaOf({
  types,
  indexes,
  provisioned,
  local,
  timeToLive,
  tableClass,
  scaled,
}: typeof side extends fc.Arbitrary<infer T> ? T : never): TableSchema {
  const autoScaling = scaled && { autoScaling: { read: scaledTo(scaled) } };
  const paid = provisioned ? { provisionedThroughput: { ...capacity, ...autoScaling } } : {};
  return {
    tableName: 'orders',
    attributes: { id: 'S', at: 'N', l: 'N', ttl: 'N', ...types },
    partitionKey: 'id',
    sortKey: 'at',
    localSecondaryIndexes: local,
    globalSecondaryIndexes: Object.fromEntries(
      Object.entries(indexes).map(([name, index]) => [name, JSON.parse(JSON.stringify({ ...index, ...paid }))]),
    ),
    ...(provisioned ? { billingMode: 'PROVISIONED', ...paid } : {}),
    ...(timeToLive && { timeToLive }),
    ...(tableClass && { tableClass }),
  } as TableSchema;
}

const inOneOrder = (value: unknown): unknown => {
  const text = (entry: unknown) => JSON.stringify(entry);
  const sorted = (_: string, entry: unknown) =>
    Array.isArray(entry) ? [...entry].sort((a, b) => (text(a) < text(b) ? -1 : 1)) : entry;
  return JSON.parse(JSON.stringify(value, sorted));
};

test('generated pairs of schemas: each update is legal, and the last one is the template of the new schema', () => {
  const { numRuns } = runs(150, 0.4);
  let several = 0;
  fc.assert(
    fc.property(side, side, (one, other) => {
      const [before, after] = [schemaOf(one), schemaOf(other)];
      fc.pre(!validateTable(before, { quotas }).length && !validateTable(after, { quotas }).length);
      const updates = toCloudFormationUpdates(before, after, { quotas });
      const from = toCloudFormationTemplate(before, { quotas });
      const to = toCloudFormationTemplate(after, { quotas });
      check(from, updates, limit);
      expect(updates.at(-1)?.template ?? from).toEqual(updates.length ? to : from);
      if (!updates.length) expect(inOneOrder(to)).toEqual(inOneOrder(from));
      // Nothing is taken away before its time, unless a note says why.
      const moves = updates.flatMap(({ changes, note }) => changes.map(({ kind }) => ({ kind, note })));
      const lastAdd = moves.map(({ kind }) => kind).lastIndexOf('add-index');
      for (const { kind, note } of moves.slice(0, lastAdd + 1))
        if (kind === 'remove-index') expect(note).toMatch(/because/);
      if (updates.length > 2) several++;
      // Schemas in the template that is deployed come to the same.
      const into = toCloudFormationUpdates(from, after, { quotas });
      check(from, into, limit);
      const [[id, resource], ...others] = Object.entries(resourcesOf(to));
      const last = resourcesOf(into.at(-1)?.template ?? from);
      const keptScaling = before.billingMode === after.billingMode && other.scaled === undefined;
      if (!keptScaling)
        expect(inOneOrder(Object.fromEntries(others))).toEqual(inOneOrder({ ...last, [id]: undefined }));
      if (other.tableClass) expect(inOneOrder(last[id])).toEqual(inOneOrder(resource));
    }),
    { numRuns },
  );
  expect(several).toBeGreaterThan(numRuns / 10);
});

const base = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', a: 'S', b: 'S', c: 'S', d: 'S', e: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: { old: { partitionKey: 'e' } },
});
const added = {
  byA: { partitionKey: 'a' },
  byB: { partitionKey: 'b' },
  byC: { partitionKey: 'c' },
  byD: { partitionKey: 'd' },
};
const words = (updates: readonly CloudFormationUpdate[]) =>
  updates.map(({ changes }) =>
    changes
      .map((change) =>
        'indexName' in change
          ? `${change.kind} ${change.indexName}`
          : 'region' in change
            ? `${change.kind} ${change.region}`
            : `${change.kind} ${change.logicalId ?? ''}`,
      )
      .join(', '),
  );

test('four indexes added and one removed, in the template as it is deployed', () => {
  const text = `
Parameters: { Stage: { Type: String, Default: prod } }
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Metadata: { Owner: shop }
    Properties:
      TableName: !Sub "\${Stage}-orders"
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: e, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      GlobalSecondaryIndexes:
        - { IndexName: old, KeySchema: [{ AttributeName: e, KeyType: HASH }], Projection: { ProjectionType: ALL } }
      TimeToLiveSpecification: { AttributeName: ttl, Enabled: true }
      KinesisStreamSpecification: { StreamArn: !GetAtt Stream.Arn }
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }
  Stream: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 1 } }
Outputs: { Name: { Value: !Ref Orders } }
`;
  const orders = { ...base, tableName: 'prod-orders', globalSecondaryIndexes: added } as TableSchema;
  const updates = toCloudFormationUpdates(text, orders);
  expect(words(updates)).toEqual([
    'add-index byA',
    'add-index byB',
    'add-index byC',
    'add-index byD',
    'other Orders',
    'remove-index old',
  ]);
  expect(updates[0].note).toBe(
    'Orders: builds the index byA. CloudFormation may be done before it is: wait until it is ACTIVE before the next update',
  );
  expect(updates[5].note).toMatch(
    /^Orders: removes the index old\. Queries on it fail from then on, so deploy the code/,
  );
  check(toCloudFormationTemplate(base), []);
  const { template } = updates[5];
  const { Orders, ...others } = resourcesOf(template);
  expect(others).toEqual({ Stream: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } } });
  expect(template.Outputs).toEqual({ Name: { Value: { Ref: 'Orders' } } });
  expect(Orders).toMatchObject({
    DeletionPolicy: 'Retain',
    Metadata: { Owner: 'shop' },
    Properties: {
      // What a schema doesn't manage stays as it is written, and so does what says the same.
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Fn::Sub's own
      TableName: { 'Fn::Sub': '${Stage}-orders' },
      KinesisStreamSpecification: { StreamArn: { 'Fn::GetAtt': ['Stream', 'Arn'] } },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    },
  });
  expect(Orders.Properties).not.toHaveProperty('TimeToLiveSpecification');
  const [{ globalSecondaryIndexes, timeToLive }] = Object.values(fromCloudFormation(template).tables);
  expect([Object.keys(globalSecondaryIndexes ?? {}), timeToLive]).toEqual([['byA', 'byB', 'byC', 'byD'], undefined]);
  expect(toCloudFormationUpdates(JSON.stringify(template), orders)).toEqual([]);
});

describe('replicas', () => {
  const policy = { Version: '2012-10-17', Statement: [] };
  const inside = { globalSecondaryIndexes: { old: { contributorInsights: true } } } as const;
  const before = {
    ...base,
    streamViewType: 'NEW_AND_OLD_IMAGES',
    replicas: { 'us-east-1': inside, 'eu-central-1': inside },
  } as const satisfies TableSchema;
  const after: TableSchema = {
    ...before,
    globalSecondaryIndexes: { byA: { partitionKey: 'a' } },
    replicas: { 'us-east-1': { tags: { a: 'b' } }, 'ap-south-1': { resourcePolicy: policy }, 'sa-east-1': {} },
  };
  const moves = [
    'add-index byA',
    'other Orders',
    'add-replica ap-south-1',
    'add-replica sa-east-1',
    'other Orders',
    'remove-index old',
    'remove-replica eu-central-1',
  ];

  test('come and go one in an update, with the indexes that stand, and their policies after them', () => {
    const updates = toCloudFormationUpdates(before, after);
    check(toCloudFormationTemplate(before), updates);
    expect(words(updates)).toEqual(moves);
    expect(updates[2].note).toMatch(/^Orders: makes the replica in ap-south-1, which takes minutes to hours/);
    expect(updates.at(-1)?.template).toEqual(toCloudFormationTemplate(after));
    // What is written for people comes with what it is about, and goes with it.
    const { globalSecondaryIndexes: __, ...alone } = { ...before, replicas: { 'us-east-1': {}, 'eu-central-1': {} } };
    for (const replicas of [{ ...alone.replicas, 'sa-east-1': {} }, { 'us-east-1': {} }, {}]) {
      const deployed = toCloudFormationTemplate(alone);
      const one = toCloudFormationUpdates(deployed, { ...alone, replicas });
      check(deployed, one);
      expect(one.flatMap(({ changes }) => changes.map(({ kind }) => kind)).join()).toMatch(
        /^(add-replica|remove-replica(,remove-replica)?)$/,
      );
      const { Metadata } = (one[one.length - 1].template.Resources as { Orders: { Metadata?: object } }).Orders;
      expect(Metadata === undefined).toBe(!Object.keys(replicas).length);
    }
    expect(() => toCloudFormationUpdates(toCloudFormationTemplate({ ...alone, replicas: {} }), alone)).toThrow(
      /Type: changes from "AWS::DynamoDB::Table" to "AWS::DynamoDB::GlobalTable".*might be deleted/,
    );
    // Those that go have no capacity of another billing mode.
    const { globalSecondaryIndexes: _, ...plain } = { ...before, replicas: { 'us-east-1': {}, 'eu-central-1': {} } };
    const capacityScaled = { ...capacity, autoScaling: { write: scaledTo(9) } };
    const paid = {
      billingMode: 'PROVISIONED',
      provisionedThroughput: capacityScaled,
      replicas: { 'us-east-1': {} },
    } as const;
    expect(words(toCloudFormationUpdates(plain, { ...plain, ...paid }))).toEqual([
      'remove-replica eu-central-1',
      'other Orders',
    ]);
    expect(toCloudFormationUpdates(base, { ...base, timeToLive: 'b' }).map(({ note }) => note)).toEqual([
      'All changes in one update',
    ]);
  });

  test('go into the template that is deployed, which keeps what is not managed, and is told by its Region', () => {
    const deployed = {
      Parameters: { Team: { Type: 'String', Default: 'shop' } },
      Resources: structuredClone(toCloudFormationTemplate(before, { region: 'eu-west-1' }).Resources),
    };
    const { Properties } = resourcesOf(deployed).Orders;
    const [home, us, eu] = Properties.Replicas ?? [];
    Object.assign(us, { TableClass: 'STANDARD', DeletionProtectionEnabled: { 'Fn::Sub': 'true' } });
    Object.assign(home, { Tags: [{ Key: 'team', Value: { Ref: 'Team' } }] });
    Properties.Replicas = [eu, us, home];
    const parameters = { 'AWS::Region': 'eu-west-1' };
    const updates = toCloudFormationUpdates(deployed, after, { parameters });
    check(deployed, updates);
    expect(words(updates)).toEqual(moves);
    expect(resourcesOf(updates.at(-1)?.template).Orders.Properties.Replicas).toEqual([
      {
        Region: 'us-east-1',
        TableClass: 'STANDARD',
        DeletionProtectionEnabled: { 'Fn::Sub': 'true' },
        Tags: [{ Key: 'a', Value: 'b' }],
      },
      { Region: 'eu-west-1', Tags: [{ Key: 'team', Value: { Ref: 'Team' } }] },
      { Region: 'ap-south-1', ResourcePolicy: { PolicyDocument: policy } },
      { Region: 'sa-east-1' },
    ]);
    // Left out, they are unmanaged; and they can't be told while a Region is not known.
    const { replicas: _, ...unmanaged } = after;
    expect(words(toCloudFormationUpdates(deployed, unmanaged, { parameters }))).toEqual([
      'add-index byA',
      'remove-index old',
    ]);
    Object.assign(us, { Region: { Ref: 'Other' } });
    expect(() => toCloudFormationUpdates(deployed, after, { parameters })).toThrow(
      /Replicas: are not all known before/,
    );
  });
});

test('what scales comes, changes and goes with what it scales, and keeps its logical id and what is not managed', () => {
  const text = `
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: e, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 }
      GlobalSecondaryIndexes:
        - IndexName: old
          KeySchema: [{ AttributeName: e, KeyType: HASH }]
          Projection: { ProjectionType: ALL }
          ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 }
  ReadTarget:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: dynamodb
      ResourceId: !Join [/, [table, !Ref Orders]]
      ScalableDimension: dynamodb:table:ReadCapacityUnits
      MinCapacity: 1
      MaxCapacity: !Sub "7"
      RoleARN: !GetAtt Role.Arn
      ScheduledActions: [{ ScheduledActionName: night, Schedule: rate(1 day), ScalableTargetAction: { MinCapacity: 1 } }]
  ReadPolicy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: of-reads
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref ReadTarget
      TargetTrackingScalingPolicyConfiguration:
        PredefinedMetricSpecification: { PredefinedMetricType: DynamoDBReadCapacityUtilization }
        TargetValue: 70
        ScaleInCooldown: 5
  OldTarget:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: dynamodb
      ResourceId: !Sub "table/\${Orders}/index/old"
      ScalableDimension: dynamodb:index:WriteCapacityUnits
      MinCapacity: 1
      MaxCapacity: 7
  OldPolicy: { Type: AWS::ApplicationAutoScaling::ScalingPolicy, Properties: { PolicyType: StepScaling, ScalingTargetId: !Ref OldTarget } }
`;
  const scaling = { read: { ...scaledTo(9), scaleOutCooldown: 3 }, write: scaledTo(5) };
  const orders = {
    ...base,
    billingMode: 'PROVISIONED',
    provisionedThroughput: { ...capacity, autoScaling: scaling },
    globalSecondaryIndexes: {
      old: { partitionKey: 'id', provisionedThroughput: { ...capacity, autoScaling: { write: scaledTo(8) } } },
    },
  } as const satisfies TableSchema;
  const updates = toCloudFormationUpdates(text, orders);
  expect(words(updates)).toEqual([
    'remove-index old, other OldTarget, other OldPolicy',
    'add-index old, other OldTarget, other OldPolicy',
    'other ReadTarget, other ReadPolicy, other OldTarget, other OldPolicy, other OrdersTableWriteScalableTarget, other OrdersTableWriteScalingPolicy',
  ]);
  expect(updates[0].note).toMatch(/\nOldTarget: goes, because what it scales does\n/);
  const { ReadTarget, ReadPolicy, OldTarget, OldPolicy } = resourcesOf(updates[2].template);
  expect(ReadTarget.Properties).toMatchObject({
    ResourceId: { 'Fn::Join': ['/', ['table', { Ref: 'Orders' }]] },
    MinCapacity: 1,
    MaxCapacity: 9,
    RoleARN: { 'Fn::GetAtt': ['Role', 'Arn'] },
    ScheduledActions: [{ ScheduledActionName: 'night' }],
  });
  expect(ReadPolicy.Properties).toMatchObject({
    PolicyName: 'of-reads',
    TargetTrackingScalingPolicyConfiguration: { TargetValue: 70, ScaleInCooldown: 5, ScaleOutCooldown: 3 },
  });
  expect(OldTarget.Properties).toMatchObject({ MaxCapacity: 8 });
  expect(OldPolicy.Properties).toMatchObject({ PolicyType: 'TargetTrackingScaling' });
  // Left out, it is unmanaged; none is none; and on demand there is nothing to scale.
  const { globalSecondaryIndexes: _, ...plain } = { ...orders, provisionedThroughput: capacity };
  const idsAfter = (schema: TableSchema) =>
    Object.keys(resourcesOf(toCloudFormationUpdates(text, schema).at(-1)?.template));
  expect(idsAfter(plain)).toEqual(['Orders', 'ReadTarget', 'ReadPolicy']);
  expect(idsAfter({ ...plain, provisionedThroughput: { ...capacity, autoScaling: {} } })).toEqual(['Orders']);
  expect(idsAfter(base)).toEqual(['Orders']);
});

test('what does not change stays as it is written, whatever it is; lists of the table are the same in any order', () => {
  const text = `
Resources:
  Db: { Type: AWS::RDS::DBInstance, Properties: { EngineVersion: 8.0, AllocatedStorage: 20 } }
  Strange:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: !If [Big, [{ AttributeName: a, AttributeType: S }], [{ AttributeName: b, AttributeType: S }]]
      KeySchema: !If [Big, [{ AttributeName: a, KeyType: HASH }], [{ AttributeName: b, KeyType: HASH }]]
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      BillingMode: !Ref Mode
      ProvisionedThroughput: &units { ReadCapacityUnits: 5, WriteCapacityUnits: 5 }
      AttributeDefinitions: [{ AttributeName: e, AttributeType: S }, { AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      GlobalSecondaryIndexes:
        - IndexName: old
          KeySchema: [{ AttributeName: e, KeyType: HASH }]
          Projection: { ProjectionType: INCLUDE, NonKeyAttributes: [y, x] }
          ProvisionedThroughput: *units
`;
  const orders = {
    ...base,
    attributes: { id: 'S', e: 'S' },
    globalSecondaryIndexes: { old: { partitionKey: 'e', projection: { include: ['x', 'y'] } } },
  } as TableSchema;
  const onDemand = text
    .replace('BillingMode: !Ref Mode', 'BillingMode: PAY_PER_REQUEST')
    .replace(/^ *Prov.*units.*\n/gm, '');
  expect(toCloudFormationUpdates(onDemand, orders)).toEqual([]);
  expect(toCloudFormationUpdates(text, text)).toEqual([]);

  const next = text
    .replace('[{ AttributeName: e,', '[{ AttributeName: a, AttributeType: S }, { AttributeName: e,')
    .replace(
      / {8}- IndexName: old[\s\S]*/,
      (old) => ['byA1', 'byA2'].map((name) => old.replace('old', name).replace('Name: e', 'Name: a')).join('') + old,
    );
  const updates = toCloudFormationUpdates(text, next);
  expect(words(updates)).toEqual(['add-index byA1', 'add-index byA2']);
  const [{ template: first }] = updates;
  const { Strange, Orders, Db } = resourcesOf(first);
  expect(Strange.Properties.KeySchema).toHaveProperty('Fn::If');
  expect(Strange.Properties.AttributeDefinitions).toHaveProperty('Fn::If');
  expect(Db.Properties).toEqual({ EngineVersion: '8.0', AllocatedStorage: 20 });
  const units = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
  expect(Orders.Properties.GlobalSecondaryIndexes).toMatchObject([
    { IndexName: 'old', ProvisionedThroughput: units },
    { IndexName: 'byA1', ProvisionedThroughput: units },
  ]);
  const conditional = text.replace('  Orders:\n', '  Orders:\n    DeletionPolicy: Retain\n    Condition: Big\n');
  expect(toCloudFormationUpdates(text, conditional)[0].note).toMatch(
    /\nOrders: has another condition\. Where that is not met, the table leaves the stack, and is deleted with its items/,
  );
  const hidden = (of: string) =>
    of.replace(/AttributeDefinitions: (\[.*AttributeName: id.*)/, 'AttributeDefinitions: !If [A, $1, $1]');
  expect(() => toCloudFormationUpdates(hidden(text), hidden(next))).toThrow(
    /Orders\.Properties\.AttributeDefinitions: is known at deployment only.*\[cloudformation-intrinsic\]/,
  );
});

test('a removal that has to go first says why, and what fails meanwhile', () => {
  const notes = (after: TableSchema, before: TableSchema = base, options = {}) =>
    toCloudFormationUpdates(before, after, options).map(({ note }) => note);
  const [name] = notes({ ...base, globalSecondaryIndexes: { old: { partitionKey: 'a' } } });
  expect(name).toMatch(/removes the index old before another is there, because an index of this name can't change/);
  expect(name).toMatch(/Queries on it fail until/);
  const [type] = notes({
    ...base,
    attributes: { ...base.attributes, e: 'N' },
    globalSecondaryIndexes: { now: { partitionKey: 'e' } },
  });
  expect(type).toMatch(/because now has the attribute e as another type/);
  const two = { ...base, globalSecondaryIndexes: { byA: added.byA, byB: added.byB } };
  const [limited, ...rest] = notes(two, base, { quotas: { globalSecondaryIndexesPerTable: 1 + 1 } });
  expect(limited).toMatch(/builds the index byA/);
  expect(rest[0]).toMatch(/because byB has no room beside it: a table has 2 such indexes at most/);
});

test('several tables move at once, one index each; a new table comes whole', () => {
  const users = { ...base, tableName: 'users' } as TableSchema;
  const other = { ...base, tableName: 'audit', globalSecondaryIndexes: added } as TableSchema;
  const updates = toCloudFormationUpdates(
    [base, users],
    [
      { ...base, globalSecondaryIndexes: { ...base.globalSecondaryIndexes, byA: added.byA } } as TableSchema,
      { ...users, globalSecondaryIndexes: { byB: added.byB } } as TableSchema,
      other,
    ],
  );
  expect(words(updates)).toEqual(['add-index byA, add-index byB', 'other Audit, other ', 'remove-index old']);
  check(toCloudFormationTemplate([base, users]), updates);
  const [gone] = toCloudFormationUpdates([base, users], base, { deletionPolicy: 'Delete' });
  expect(gone.note).toMatch(/Users: the table leaves the stack, and is deleted with its items/);
});

test('templates that CDK synthesised: a GlobalTable, whose replicas follow its indexes', () => {
  const table = (indexes: readonly string[], more: object = {}) => ({
    Resources: {
      Orders: {
        Type: 'AWS::DynamoDB::GlobalTable',
        Properties: {
          TableName: 'orders',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: ['id', ...indexes].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          GlobalSecondaryIndexes: indexes.map((name) => ({
            IndexName: name,
            KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          })),
          Replicas: [
            {
              Region: { Ref: 'AWS::Region' },
              GlobalSecondaryIndexes: indexes.map((name) => ({
                IndexName: name,
                ContributorInsightsSpecification: { Enabled: true },
              })),
            },
          ],
        },
      },
      ...more,
    },
  });
  const [before, after] = [table(['a', 'b']), table(['c', 'd'], { Fn: { Type: 'AWS::Lambda::Function' } })];
  const updates = toCloudFormationUpdates(before, JSON.stringify(after));
  expect(words(updates)).toEqual(['add-index c', 'add-index d', 'other Fn', 'remove-index a', 'remove-index b']);
  check(before, updates);
  expect(updates.at(-1)?.template).toEqual(after);
  for (const { template } of updates) {
    const { GlobalSecondaryIndexes = [], Replicas } = resourcesOf(template).Orders.Properties as unknown as {
      GlobalSecondaryIndexes: Index[];
      Replicas: { GlobalSecondaryIndexes: Index[] }[];
    };
    const names = (list: Index[]) => list.map(({ IndexName }) => IndexName);
    expect(names(Replicas[0].GlobalSecondaryIndexes)).toEqual(names(GlobalSecondaryIndexes));
  }
});

test('stacks of CDK: with the template that it synthesises next, or with schemas in the one that is deployed', () => {
  const stack = (schema: TableSchema, lambda = false) =>
    synthesise((app) => {
      const made = new Stack(app, 'Shop');
      const { globalSecondaryIndexes = [], ...props } = toTablePropsV2(schema);
      const table = new TableV2(made, 'Orders', { ...props, globalSecondaryIndexes });
      if (lambda) new CfnOutput(made, 'Stream', { value: table.tableArn });
    });
  const more = {
    ...base,
    globalSecondaryIndexes: {
      byA: { ...added.byA, contributorInsights: true },
      byB: { ...added.byB, contributorInsights: true },
    },
    contributorInsights: true,
    deletionProtection: true,
  } as TableSchema;
  const [before, after] = [stack(base), stack(more, true)];
  const updates = toCloudFormationUpdates(before, after);
  expect(words(updates)).toEqual([
    expect.stringMatching(/^add-index byA$/),
    'add-index byB',
    expect.stringMatching(/^other Orders\w+, other $/),
    'remove-index old',
  ]);
  check(before, updates);
  expect(updates.at(-1)?.template).toEqual(after);

  const [[id]] = Object.entries(resourcesOf(before)).filter(([, { Type }]) => Type.startsWith('AWS::DynamoDB'));
  const into = toCloudFormationUpdates(JSON.stringify(before), more);
  expect(words(into)).toEqual(['add-index byA', 'add-index byB', `other ${id}`, 'remove-index old']);
  check(before, into);
  const last = into.at(-1)?.template;
  expect(readTables(last as object)).toEqual(readTables(after));
  expect(JSON.stringify(resourcesOf(last)[id])).toContain('"Region":{"Ref":"AWS::Region"}');
});

const template = toCloudFormationTemplate(base, { outputs: false });
const replaced = (change: object, type = 'AWS::DynamoDB::Table') => ({
  Resources: {
    Orders: {
      ...template.Resources.Orders,
      Type: type,
      Properties: { ...template.Resources.Orders.Properties, ...change },
    },
  },
});
test.each<[string, Parameters<typeof toCloudFormationUpdates>[1], RegExp]>([
  [
    'the name',
    replaced({ TableName: 'other' }),
    /Properties\.TableName: changes from "orders" to "other": CloudFormation makes another table, without its items \[cloudformation-replacement\]/,
  ],
  ['a name that was generated', replaced({ TableName: undefined }), /changes from "orders" to a generated name/],
  ['the key', { ...base, partitionKey: 'a' } as TableSchema, /KeySchema: the key changes/],
  [
    'the type of the key',
    { ...base, attributes: { ...base.attributes, id: 'N' } } as TableSchema,
    /the type of "id", which a key of the table uses, changes/,
  ],
  [
    'local indexes',
    replaced({ LocalSecondaryIndexes: [{ IndexName: 'l', KeySchema: [], Projection: {} }] }),
    /LocalSecondaryIndexes: the local indexes change/,
  ],
  [
    'the kind',
    replaced({}, 'AWS::DynamoDB::GlobalTable'),
    /changes from "AWS::DynamoDB::Table" to "AWS::DynamoDB::GlobalTable", which CloudFormation does not convert/,
  ],
  [
    'the logical id',
    { Resources: { Renamed: template.Resources.Orders } },
    /has the logical id "Renamed" afterwards.*keep the id \(logicalIds: \{ "orders": "Orders" \}\)/,
  ],
  [
    'indexes behind a condition',
    replaced({
      GlobalSecondaryIndexes: [
        { 'Fn::If': ['Big', resourcesOf(template).Orders.Properties.GlobalSecondaryIndexes, []] },
      ],
    }),
    /GlobalSecondaryIndexes: change, and some of them are known at deployment only.*write them out \[cloudformation-intrinsic\]/,
  ],
  ['a template that is none', { Resources: 5 }, /Resources: must be an object/],
  ['nothing', null as never, /Resources: must be an object/],
])('refused: %s', (_, after, message) => {
  expect(() =>
    toCloudFormationUpdates(Array.isArray(after) || 'tableName' in ((after ?? {}) as object) ? base : template, after),
  ).toThrow(message);
});

test('in a template, a table is found by its name or by its logical id, and what is not known is refused', () => {
  const text = toCloudFormation(base).replace('TableName: orders', 'TableName: !ImportValue Name');
  const more = { ...base, globalSecondaryIndexes: { ...base.globalSecondaryIndexes, byA: added.byA } } as TableSchema;
  expect(() => toCloudFormationUpdates(text, more)).toThrow(
    /Resources\.Orders: is there already, and not as the table "orders"; give .* logicalIds/,
  );
  const [update] = toCloudFormationUpdates(text, more, { logicalIds: { orders: 'Orders' } });
  expect(update.changes).toEqual([{ kind: 'add-index', logicalId: 'Orders', indexName: 'byA' }]);
  expect(resourcesOf(update.template).Orders.Properties.TableName).toEqual({ 'Fn::ImportValue': 'Name' });
  const elsewhere = { ...more, tableName: 'prod-orders' };
  expect(() => toCloudFormationUpdates(text, elsewhere)).toThrow(
    /Orders\.Properties\.TableName: is known at deployment only, and could be "prod-orders"; give its parameters/,
  );
  const [other] = toCloudFormationUpdates(text, elsewhere, { logicalIds: { 'prod-orders': 'More' } });
  expect(other.changes).toEqual([{ kind: 'other', logicalId: 'More' }]);
  const unknown = text.replace('BillingMode: PAY_PER_REQUEST', 'BillingMode: !ImportValue Mode');
  expect(() => toCloudFormationUpdates(unknown, more, { logicalIds: { orders: 'Orders' } })).toThrow(/BillingMode/);
});

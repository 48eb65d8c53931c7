import type { CreateTableCommandInput, KeySchemaElement, Projection } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { defineTable, type TableSchema, toCreateTableInput } from '../../src/index.js';
import { makePlan } from '../../src/migrate/index.js';
import { type Change, formatPlan, permissions } from '../../src/provision/index.js';
import { plainSettings, validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';
import { migration } from '../support/migration.js';
import { readCreate, readKey, readName, readNames, readNumber } from '../support/planText.js';

const arn = 'arn:aws:dynamodb:eu-central-1:123456789012:table/orders';
const table = defineTable({
  tableName: 'orders',
  attributes: { id: 'S', user: 'S', created: 'S', email: 'S' },
  partitionKey: 'id',
  globalSecondaryIndexes: { 'gsi-user': { partitionKey: 'user', sortKey: 'created' } },
});

function planFrom(live: object | undefined, desired: object, more: object = {}) {
  const base = live && { schema: live as TableSchema, arn, unsupported: [], ...more };
  return makePlan(base, desired as TableSchema, { allow: permissions });
}

type Facts = ReadonlyMap<string, string>;

function keySchema(facts: Facts, types: Map<string, string>, hash?: string): KeySchemaElement[] {
  const elements = (label: string, KeyType: 'HASH' | 'RANGE') =>
    readKey(facts.get(label)).map(([AttributeName, type]) => {
      types.set(AttributeName, type);
      return { AttributeName, KeyType };
    });
  const own = elements('partition key', 'HASH');
  return [...(hash ? [{ AttributeName: hash, KeyType: 'HASH' as const }] : own), ...elements('sort key', 'RANGE')];
}

function projection(facts: Facts): Projection {
  const words = facts.get('projection') ?? '';
  if (words === 'all attributes') return { ProjectionType: 'ALL' };
  if (words === 'keys only') return { ProjectionType: 'KEYS_ONLY' };
  return { ProjectionType: 'INCLUDE', NonKeyAttributes: readNames(words.replace(/^keys and /, '')) };
}

function capacity(facts: Facts) {
  const both = (read: string, write: string) => [readNumber(facts.get(read)), readNumber(facts.get(write))];
  const [ReadCapacityUnits, WriteCapacityUnits] = both('read capacity', 'write capacity');
  const [MaxReadRequestUnits, MaxWriteRequestUnits] = both('most reads', 'most writes');
  const [ReadUnitsPerSecond, WriteUnitsPerSecond] = both('warm reads', 'warm writes');
  const given = (...values: unknown[]) => values.some((value) => value !== undefined);
  return {
    ...(given(ReadCapacityUnits) && { ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits } }),
    ...(given(MaxReadRequestUnits, MaxWriteRequestUnits) && {
      OnDemandThroughput: { MaxReadRequestUnits, MaxWriteRequestUnits },
    }),
    ...(given(ReadUnitsPerSecond, WriteUnitsPerSecond) && {
      WarmThroughput: { ReadUnitsPerSecond, WriteUnitsPerSecond },
    }),
  };
}

const streams = {
  'keys only': 'KEYS_ONLY',
  'new images': 'NEW_IMAGE',
  'old images': 'OLD_IMAGE',
  'new and old images': 'NEW_AND_OLD_IMAGES',
} as const;

/** The input of CreateTable, from nothing but the text of a plan. */
function inputFrom(tableName: string, text: string): object {
  const { facts, indexes } = readCreate(text);
  const types = new Map<string, string>();
  const KeySchema = keySchema(facts, types);
  const hash = KeySchema[0].AttributeName;
  const of = (kind: string) => indexes.filter((index) => index.kind === kind);
  const local = of('local').map(({ name, facts }) => ({
    IndexName: name,
    KeySchema: keySchema(facts, types, hash),
    Projection: projection(facts),
  }));
  const global = of('global').map(({ name, facts }) => ({
    IndexName: name,
    KeySchema: keySchema(facts, types),
    Projection: projection(facts),
    ...capacity(facts),
  }));
  const vector = of('vector').map(({ name, facts }) => {
    const [attribute] = readName(facts.get('vector') ?? '');
    const search = (label: string, SearchSchemaElementType: string) =>
      readKey(facts.get(label)).map(([AttributeName, type]) => {
        types.set(AttributeName, type);
        return { AttributeName, SearchSchemaElementType };
      });
    const SearchSchema = [...search('partition key', 'HASH'), ...search('inline filters', 'INLINE_FILTER')];
    return {
      IndexName: name,
      VectorAttribute: { AttributeName: attribute },
      ...(SearchSchema.length && { SearchSchema }),
      Projection: projection(facts),
      Dimensions: readNumber(facts.get('dimensions')),
      DistanceFunction: facts.get('distance'),
    };
  });
  const stream = facts.get('stream');
  const key = facts.get('encryption key');
  const tags = [...facts].flatMap(([label, value]) =>
    label.startsWith('tag ') ? [{ Key: label.slice(4), Value: readName(value)[0] }] : [],
  );
  return {
    TableName: tableName,
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema,
    BillingMode: facts.get('billing') === 'provisioned' ? 'PROVISIONED' : 'PAY_PER_REQUEST',
    ...capacity(facts),
    ...(local.length && { LocalSecondaryIndexes: local }),
    ...(global.length && { GlobalSecondaryIndexes: global }),
    ...(vector.length && { VectorIndexes: vector }),
    ...(stream && {
      StreamSpecification:
        stream === 'none'
          ? { StreamEnabled: false }
          : { StreamEnabled: true, StreamViewType: streams[stream as keyof typeof streams] },
    }),
    ...(key && {
      SSESpecification:
        key === "AWS's own"
          ? { Enabled: false }
          : { Enabled: true, SSEType: 'KMS', ...(!key.includes("AWS's") && { KMSMasterKeyId: readName(key)[0] }) },
    }),
    ...(facts.has('table class') && {
      TableClass: facts.get('table class') === 'standard' ? 'STANDARD' : 'STANDARD_INFREQUENT_ACCESS',
    }),
    ...(facts.has('deletion protection') && { DeletionProtectionEnabled: facts.get('deletion protection') === 'on' }),
    ...(facts.has('resource policy') && { ResourcePolicy: resourcePolicy(facts) }),
    ...(tags.length && { Tags: tags }),
  };
}

function resourcePolicy(facts: Facts): object {
  const Statement = [...facts].flatMap(([label, value]) =>
    label.startsWith('resource policy, statement ') ? [JSON.parse(value)] : [],
  );
  return { ...JSON.parse(facts.get('resource policy') ?? ''), Statement };
}

/** Without what DynamoDB keeps no order of. */
function unordered({ AttributeDefinitions = [], ResourcePolicy, ...input }: CreateTableCommandInput): object {
  const name = ({ AttributeName = '' }: { AttributeName?: string }) => AttributeName;
  const ceilings = Object.values(input.OnDemandThroughput ?? {});
  return {
    ...JSON.parse(
      JSON.stringify(
        { ...input, OnDemandThroughput: ceilings.length ? input.OnDemandThroughput : undefined },
        (name, value) => (name === 'NonKeyAttributes' ? [...value].sort() : value),
      ),
    ),
    AttributeDefinitions: [...AttributeDefinitions].sort((a, b) => (name(a) < name(b) ? -1 : 1)),
    ...(ResourcePolicy !== undefined && {
      ResourcePolicy: withStatements(typeof ResourcePolicy === 'string' ? JSON.parse(ResourcePolicy) : ResourcePolicy),
    }),
  };
}

/** One statement may stand without a list. */
function withStatements({ Statement, ...policy }: { Statement?: unknown }): object {
  return { ...policy, Statement: [Statement].flat() };
}

test('who reads the text of a new table knows the input of its CreateTable', () => {
  fc.assert(
    fc.property(validTable({ settings: plainSettings }), (schema) => {
      const text = formatPlan(planFrom(undefined, schema));
      const expected = unordered(toCreateTableInput(schema));
      const read = unordered(inputFrom(schema.tableName, text) as CreateTableCommandInput);
      expect(withoutEmptyCeilings(read)).toEqual(withoutEmptyCeilings(expected));
    }),
    runs(200),
  );
});

const hostile = fc.oneof(
  fc.constantFrom(
    ...[
      'a::b',
      '::set-output name=a',
      '##[group]x',
      '##vso[x]',
      '`',
      '```',
      '</details>',
      '[x](y)',
      '@octocat',
      '| a |',
    ],
    ...[
      ' -> ',
      '(none)',
      'a (S), b',
      ': ',
      'a, b',
      '"',
      '\\',
      '\\u0041',
      '+ evil: to create',
      'x\n+ y',
      '\u001b[2K',
      'em\u200bail',
    ],
    ...[
      '\u202eabc',
      '\u00a0',
      'a\u00adb',
      '\u{e0041}',
      'global index x',
      'tag a',
      'toString',
      '__proto__',
      ' ',
      '\u3164',
    ],
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
);

test('of names that are made to deceive, too', () => {
  const names = fc.uniqueArray(hostile, { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(names, ([id, user, at, kind, other, more]) => {
      const schema = defineTable({
        tableName: 'hostile',
        attributes: Object.fromEntries([id, user, at, kind].map((name) => [name, 'S'])),
        partitionKey: id,
        sortKey: at,
        localSecondaryIndexes: { local: { sortKey: kind, projection: { include: [other] } } },
        globalSecondaryIndexes: {
          global: { partitionKey: [user, kind], sortKey: [at, id], projection: { include: [other, more].sort() } },
        },
        resourcePolicy: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Deny', Principal: '*', Action: id, Resource: user }],
        },
      } as never) as unknown as TableSchema;
      const text = formatPlan(planFrom(undefined, schema));
      expect(text).toMatch(/^[\n -~\p{L}\p{M}\p{N}\p{P}\p{S}\p{Co}\p{Cn}]*$/u);
      const read = unordered(inputFrom('hostile', text) as CreateTableCommandInput);
      expect(read).toEqual(unordered(toCreateTableInput(schema)));
    }),
    runs(500),
  );
});

/** `{}` sets nothing, like its absence. */
function withoutEmptyCeilings(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, entry) =>
      name === 'OnDemandThroughput' && entry && !Object.keys(entry).length ? undefined : entry,
    ),
  );
}

/** The texts and numbers of a value, as a plan writes them; the property names of tags count, too. */
function leaves(value: unknown): string[] {
  if (typeof value === 'number') return [value.toLocaleString('en-US')];
  if (typeof value === 'string') return /^[A-Z_]+$/.test(value) ? [] : [value];
  if (typeof value !== 'object' || !value) return [];
  return Object.values(value).flatMap(leaves);
}

/** The parts of two values that differ: of an index only the properties that do. */
function differing({ kind, before, after }: Change): unknown[] {
  if (kind === 'change-resource-policy' || kind === 'change-stream-resource-policy') return [];
  if (typeof before !== 'object' || typeof after !== 'object' || !before || !after) return [before, after];
  // What is warm enough stays as it is, and does not differ.
  if (kind === 'raise-warm-throughput') {
    const [was, is] = [new Map<string, number>(Object.entries(before)), Object.entries<number>({ ...after })];
    return is
      .filter(([name, units]) => units > (was.get(name) ?? 0))
      .flatMap(([name, units]) => [was.get(name), units]);
  }
  // What the schema leaves out of what scales is unmanaged.
  if (kind === 'change-auto-scaling')
    return Object.keys(after).flatMap((name) => unequal(member(before, name), member(after, name)));
  return unequal(before, after);
}

function member(of: object, name: string): unknown {
  return new Map<string, unknown>(Object.entries(of)).get(name);
}

function unequal(before: unknown, after: unknown): unknown[] {
  if (!isRecord(before) || !isRecord(after)) return [before, after];
  const [a, b] = [before, after].map((value) => new Map<string, unknown>(Object.entries(value)));
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((name) => JSON.stringify(a.get(name)) !== JSON.stringify(b.get(name)))
    .flatMap((name) => unequal(a.get(name), b.get(name)));
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

test('all that differs stands in the text, before and after, in full', () => {
  fc.assert(
    fc.property(migration({ maxGlobalSecondaryIndexes: 4 }), fc.boolean(), ({ from, to }, allowed) => {
      // None of the replicas that are drawn is in its Region.
      const base = { schema: from, arn: arn.replace('eu-west-1', 'eu-central-1'), unsupported: [] };
      const plan = makePlan(base, to, { allow: allowed ? permissions : [] });
      const text = formatPlan(plan);
      const changes = [...plan.steps.flatMap((step) => step.changes), ...plan.drift];
      for (const change of changes) {
        for (const leaf of differing(change).flatMap(leaves)) {
          const shown = [leaf, JSON.stringify(leaf).slice(1, -1)].some((form) => text.includes(form));
          if (!shown && !isEscaped(leaf))
            throw new Error(`${leaf} of ${change.kind} ${change.path} is not in\n${text}`);
        }
        const place = change.path[0] === 'globalSecondaryIndexes' ? change.path[1] : undefined;
        if (place !== undefined && !isEscaped(place)) expect(text).toContain(place);
      }
    }),
    runs(300),
  );
});

/** Names with what would act on a terminal are shown with escapes. */
function isEscaped(name: string): boolean {
  return /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Cf}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}|##|::/u.test(name);
}

test('of a changed index only what differs is shown, under its name', () => {
  const desired = { ...table, globalSecondaryIndexes: { 'gsi-user': { partitionKey: 'user', sortKey: 'email' } } };
  const text = formatPlan(planFrom(table, desired, { itemCount: 1_204_332, sizeBytes: 310_000_000 }));
  expect(text).toContain(
    '~   global index gsi-user: to remove and build again\n~     sort key: created (S) -> email (S)\n',
  );
  expect(text).toContain('1,204,332 items (310.0 MB) to index, as last counted');
  expect(text).not.toContain('user (S)');
});

test('capacity is shown before and after', () => {
  const capacity = (readCapacityUnits: number) => ({
    ...table,
    billingMode: 'PROVISIONED',
    provisionedThroughput: { readCapacityUnits, writeCapacityUnits: 5 },
    globalSecondaryIndexes: {},
  });
  const text = formatPlan(planFrom(capacity(5), capacity(40_000)));
  expect(text).toContain('~   read capacity: 5 units -> 40,000 units\n');
  expect(text).not.toContain('write capacity:');
});

test('where stands first, what is in line in one line, a summary last', () => {
  const inLine = Array.from({ length: 12 }, (_, i) => {
    const schema = { ...table, tableName: `same-${i}` };
    return planFrom(schema, schema);
  });
  const created = planFrom(undefined, { ...table, tableName: 'new' });
  const text = formatPlan([...inLine, created], { profile: 'admin', stage: 'prod' });
  expect(text.split('\n')[0]).toBe('Where: account 123456789012, eu-central-1, profile admin, stage prod');
  expect(text.match(/same-/g)).toHaveLength(12);
  expect(text.trimEnd().split('\n').at(-1)).toBe('1 to create, 12 in line; 1 call');
  expect(formatPlan(created, { endpoint: 'http://localhost:8000' })).toMatch(/^Where: http:\/\/localhost:8000\n/);
  expect(formatPlan([])).toBe('no tables; 0 calls\n');
});

test('Markdown has the same facts, folded, and nothing in it is Markdown by accident', () => {
  const odd = '</details> ``` | <b>*x*';
  const desired = {
    ...table,
    globalSecondaryIndexes: {
      'gsi-user': { ...table.globalSecondaryIndexes['gsi-user'], projection: { include: [odd] } },
    },
  };
  const plan = planFrom(undefined, desired);
  const text = formatPlan(plan);
  const page = formatPlan(plan, { format: 'markdown', stage: '<i>&' });
  expect(page).toContain('**Where:** <code>');
  for (const line of text.split('\n').filter((line) => /^\+ {3}/.test(line))) expect(page).toContain(line);
  expect(page.match(/^`{3,}/gm)).toEqual(['````', '````']);
  expect(page).toContain('stage &#60;i&#62;&#38;');
  expect(page).toContain('<details><summary><code>orders</code>: to create, 1 call</summary>');
});

test('control characters of names are shown as escapes', () => {
  const name = 'a\u001b[2Kb';
  const desired = { ...table, attributes: { ...table.attributes, [name]: 'S' }, partitionKey: name };
  for (const format of ['text', 'markdown'] as const) {
    const text = formatPlan(planFrom(undefined, desired), { format });
    expect(text).not.toContain('\u001b');
    expect(text).toContain('\\u001b[2K');
  }
});

import fc from 'fast-check';
import type { TableIssue, TableSchema } from '../../src/index.js';
import { autoScaling, fitting, kinesis, replicas } from './arbitrarySettings.js';
import type { TestEngine } from './engines.js';

/**
 * fast-check arbitraries for table schemas.
 *
 * - `validTable(space)`: any schema that `validateTable` accepts, over all that a schema can say, or over the part named.
 * - `mutatedTable(space)`: a valid one with one or two rules broken on purpose, and which.
 *
 * Both are built from independent parts that are put together in one `map`: names are picked from the attributes by position.
 * So every part shrinks by itself, to a table of one key and nothing else, and a seed gives the same tables each time. Each value
 * is fresh, plain and unfrozen: a test may change it.
 *
 * @example
 * fc.assert(fc.property(validTable(), (schema) => expect(validateTable(schema)).toEqual([])));
 * fc.assert(fc.asyncProperty(validTable(engineSpaces.dynoxide), async (schema) => { ... }));
 */

/** Settings that every engine and every format takes, each of which `validTable` may include or leave unmanaged. */
export const plainSettings = [
  'streamViewType',
  'encryption',
  'tableClass',
  'deletionProtection',
  'pointInTimeRecovery',
  'contributorInsights',
  'resourcePolicy',
  'tags',
  'onDemandThroughput',
  'warmThroughput',
] as const;

/** All of them. What scales a capacity stands in `provisionedThroughput`, and is a setting by itself here; so is a policy that must not be. */
const tableSettings = [
  ...plainSettings,
  'streamResourcePolicy',
  'streamTags',
  'kinesisStreamingDestination',
  'replicas',
  'autoScaling',
  'noResourcePolicy',
] as const;

/** The part of all tables to generate. What is left out is not restricted. */
export interface TableSpace {
  readonly maxGlobalSecondaryIndexes?: number;
  readonly maxLocalSecondaryIndexes?: number;
  readonly maxVectorIndexes?: number;
  /** Vector indexes may have a partition key and inline filters. */
  readonly searchSchemas?: boolean;
  /** Attributes in the partition key of a GSI. */
  readonly maxPartitionKeyParts?: number;
  /** Attributes in the sort key of a GSI. */
  readonly maxSortKeyParts?: number;
  /** A partition key of two attributes may stand without a sort key. */
  readonly pairWithoutSortKey?: boolean;
  /** Units of provisioned throughput. */
  readonly maxCapacityUnits?: number;
  readonly billingModes?: readonly ('PAY_PER_REQUEST' | 'PROVISIONED')[];
  /** Names that only a careful program survives: `__proto__`, spaces, emoji, 255 bytes. */
  readonly oddNames?: boolean;
  /** `include` may list keys: legal, and without effect. */
  readonly redundantIncludes?: boolean;
  readonly timeToLive?: boolean;
  /** Settings that may be there; the others are unmanaged. Those of GSIs follow those of the table. */
  readonly settings?: readonly (typeof tableSettings)[number][];
}

/** All that a schema can say, as far as no quota was raised. */
const everything: Required<TableSpace> = {
  maxGlobalSecondaryIndexes: 20,
  maxLocalSecondaryIndexes: 5,
  maxVectorIndexes: 5,
  searchSchemas: true,
  maxPartitionKeyParts: 4,
  maxSortKeyParts: 4,
  pairWithoutSortKey: true,
  maxCapacityUnits: 40_000,
  billingModes: ['PAY_PER_REQUEST', 'PROVISIONED'],
  oddNames: true,
  redundantIncludes: true,
  timeToLive: true,
  settings: tableSettings,
};

/**
 * What each engine takes in CreateTable, whether or not it then does anything about it. The reasons are in
 * `emulatorDifferences.ts`.
 */
export const engineSpaces: Readonly<Record<TestEngine, TableSpace>> = {
  dynoxide: { pairWithoutSortKey: false, settings: plainSettings },
  'dynamodb-local': {
    maxPartitionKeyParts: 1,
    maxSortKeyParts: 1,
    maxCapacityUnits: 1000,
    searchSchemas: false,
    settings: plainSettings,
  },
  'dynamodb-local-3': { maxCapacityUnits: 1000, searchSchemas: false, settings: plainSettings },
  dynalite: {
    maxPartitionKeyParts: 1,
    maxSortKeyParts: 1,
    maxVectorIndexes: 0,
    settings: [],
    timeToLive: false,
    redundantIncludes: false,
  },
};

// --- Parts -----------------------------------------------------------------------------------------------------------

/** A position in a list whose length is known only when the parts are put together. */
const position = fc.nat({ max: 999 });

function at<T>(list: readonly T[], index: number): T {
  return list[index % list.length];
}

const oddAttributeNames = [
  'toString',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'length',
  '0',
  '10',
  ' ',
  'a b',
  'a.b[0]',
  '#n',
  ':v',
  '"',
  "'",
  '\\',
  '`',
  'é',
  '日本語',
  '🙂',
  'Ttl',
  'a'.repeat(255),
  'é'.repeat(127),
];

function attributeName(odd: boolean): fc.Arbitrary<string> {
  const plain = fc.stringMatching(/^[a-z][a-z0-9_]{0,11}$/);
  if (!odd) return plain;
  return fc.oneof(
    { weight: 6, arbitrary: plain },
    { weight: 2, arbitrary: fc.constantFrom(...oddAttributeNames) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
  );
}

/** The name of a table or an index. */
function resourceName(odd: boolean): fc.Arbitrary<string> {
  const plain = fc.stringMatching(/^[a-z][a-zA-Z0-9_.-]{2,15}$/);
  if (!odd) return plain;
  return fc.oneof(
    { weight: 6, arbitrary: plain },
    {
      weight: 1,
      arbitrary: fc.constantFrom('123', '...', '---', '___', 'constructor', '__proto__', 'toString', 'N'.repeat(255)),
    },
  );
}

const attributeType = fc.constantFrom('S', 'N', 'B', 'L', 'BOOL', 'NULL', 'M', 'SS', 'NS', 'BS');

/** Short lists mostly, and now and then one up to the limit. */
function list<T>(part: fc.Arbitrary<T>, max: number, min = 0): fc.Arbitrary<T[]> {
  if (max === 0) return fc.constant([]);
  const short = fc.array(part, { minLength: min, maxLength: Math.min(3, max) });
  if (max <= 3) return short;
  return fc.oneof(
    { weight: 5, arbitrary: short },
    { weight: 1, arbitrary: fc.array(part, { minLength: min, maxLength: max, size: 'max' }) },
  );
}

function provisionedThroughput({ maxCapacityUnits: max }: Required<TableSpace>) {
  const units = fc.oneof(fc.integer({ min: 1, max: Math.min(10, max) }), fc.constant(max));
  return fc.record({ readCapacityUnits: units, writeCapacityUnits: units });
}

const requestUnits = fc.oneof(fc.integer({ min: 1, max: 10 }), fc.constantFrom(1, 40_000));
const onDemandThroughput = fc.record(
  { maxReadRequestUnits: requestUnits, maxWriteRequestUnits: requestUnits },
  { requiredKeys: [] },
);

/** How far above the least that is allowed; the least depends on the billing mode. */
const warmAbove = fc.oneof(
  fc.record({ reads: fc.nat({ max: 1000 }) }),
  fc.record({ writes: fc.nat({ max: 1000 }) }),
  fc.record({ reads: fc.nat({ max: 1000 }), writes: fc.nat({ max: 1000 }) }),
);

const contributorInsights = fc.constantFrom(
  true,
  false,
  { mode: 'ACCESSED_AND_THROTTLED_KEYS' } as const,
  { mode: 'THROTTLED_KEYS' } as const,
);

const tagText = (min: number, max: number) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.stringMatching(/^[a-zA-Z0-9 +\-=._:/]{1,12}$/) },
    { weight: 1, arbitrary: fc.constantFrom('é日 1', 'a'.repeat(max), ...(min ? [] : [''])) },
  );

const tags = list(
  fc.tuple(
    tagText(1, 128).filter((key) => !key.startsWith('aws:')),
    tagText(0, 256),
  ),
  50,
).map((pairs) => Object.fromEntries(pairs));

const policyDocument = fc
  .record({
    effect: fc.constantFrom('Allow', 'Deny'),
    action: fc.constantFrom('dynamodb:GetItem', 'dynamodb:*'),
    account: fc.stringMatching(/^\d{12}$/),
  })
  .map(({ effect, action, account }) => ({
    Version: '2012-10-17',
    Statement: [
      { Effect: effect, Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: action, Resource: '*' } as const,
    ],
  }));

const resourcePolicy = fc.oneof(
  { weight: 1, arbitrary: policyDocument },
  {
    weight: 1,
    arbitrary: fc
      .tuple(policyDocument, fc.nat({ max: 4 }))
      .map(([policy, indent]) => JSON.stringify(policy, null, indent)),
  },
);

const tableClass = fc.constantFrom('STANDARD', 'STANDARD_INFREQUENT_ACCESS');
const deletionProtection = fc.boolean();
const pointInTimeRecovery = fc.oneof(
  fc.boolean(),
  fc.integer({ min: 1, max: 35 }).map((recoveryPeriodInDays) => ({ recoveryPeriodInDays })),
);

const settings = {
  streamViewType: fc.constantFrom('KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', false),
  encryption: fc.oneof(
    fc.constantFrom('AWS_OWNED' as const, 'AWS_MANAGED' as const),
    fc
      .constantFrom(
        'alias/orders',
        '1234abcd-12ab-34cd-56ef-1234567890ab',
        'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      )
      .map((kmsMasterKeyId) => ({ kmsMasterKeyId })),
  ),
  tableClass,
  deletionProtection,
  pointInTimeRecovery,
  contributorInsights,
  resourcePolicy,
  tags,
  onDemandThroughput,
  warmThroughput: warmAbove,
  noResourcePolicy: fc.constant(false as const),
  streamResourcePolicy: fc.oneof(resourcePolicy, fc.constant(false as const)),
  streamTags: tags,
  kinesisStreamingDestination: kinesis('eu-central-1'),
  replicas: replicas({
    tableClass,
    deletionProtection,
    pointInTimeRecovery,
    contributorInsights,
    tags,
    resourcePolicy: fc.oneof(resourcePolicy, fc.constant(false as const)),
  }),
  autoScaling,
} satisfies Record<(typeof tableSettings)[number], fc.Arbitrary<unknown>>;

const projection = fc.oneof(
  fc.constantFrom('unsaid' as const, 'ALL' as const, 'KEYS_ONLY' as const),
  list(fc.record({ attribute: position, undeclared: fc.boolean() }), 20, 1),
);

const globalIndex = (space: Required<TableSpace>) =>
  fc.record({
    name: resourceName(space.oddNames),
    partitionKey: list(position, space.maxPartitionKeyParts, 1),
    sortKey: list(position, space.maxSortKeyParts),
    /** A key of one attribute is written as `['a']`. */
    asTuple: fc.boolean(),
    projection,
    provisionedThroughput: provisionedThroughput(space),
    settings: fc.record(
      Object.fromEntries(
        (['onDemandThroughput', 'warmThroughput', 'contributorInsights', 'autoScaling'] as const)
          .filter((setting) => space.settings.includes(setting))
          .map((setting) => [setting, settings[setting]]),
      ) as Partial<
        Pick<typeof settings, 'onDemandThroughput' | 'warmThroughput' | 'contributorInsights' | 'autoScaling'>
      >,
      { requiredKeys: [] },
    ),
  });

const localIndex = ({ oddNames }: Required<TableSpace>) =>
  fc.record({ name: resourceName(oddNames), sortKey: position, projection });

const vectorIndex = ({ oddNames, searchSchemas }: Required<TableSpace>) =>
  fc.record({
    name: resourceName(oddNames),
    vectorAttribute: position,
    dimensions: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constantFrom(1, 4096)),
    distanceFunction: fc.constantFrom('COSINE', 'EUCLIDEAN', 'DOT_PRODUCT'),
    partitionKey: searchSchemas ? fc.option(position, { nil: undefined }) : fc.constant(undefined),
    inlineFilters: searchSchemas ? fc.option(list(position, 18), { nil: undefined }) : fc.constant(undefined),
    projection,
  });

function parts(space: Required<TableSpace>) {
  return fc.record({
    tableName: resourceName(space.oddNames),
    attributes: fc.uniqueArray(fc.record({ name: attributeName(space.oddNames), type: attributeType }), {
      minLength: 1,
      maxLength: 12,
      size: 'medium',
      selector: ({ name }) => name,
    }),
    partitionKey: position,
    sortKey: fc.option(position, { nil: undefined }),
    timeToLive: space.timeToLive ? fc.option(position, { nil: undefined }) : fc.constant(undefined),
    local: list(localIndex(space), space.maxLocalSecondaryIndexes),
    global: list(globalIndex(space), space.maxGlobalSecondaryIndexes),
    vector: list(vectorIndex(space), space.maxVectorIndexes),
    billingMode: fc.constantFrom(
      ...space.billingModes,
      ...(space.billingModes.includes('PAY_PER_REQUEST') ? ['unsaid' as const] : []),
    ),
    provisionedThroughput: provisionedThroughput(space),
    settings: fc.record(
      Object.fromEntries(space.settings.map((setting) => [setting, settings[setting]])) as Partial<typeof settings>,
      { requiredKeys: [] },
    ),
  });
}

type Value<A> = A extends fc.Arbitrary<infer T> ? T : never;
type Parts = Value<ReturnType<typeof parts>>;
type Throughput = Value<ReturnType<typeof provisionedThroughput>>;

// --- Putting them together -------------------------------------------------------------------------------------------

/** Any valid schema of the space. */
export function validTable(space: TableSpace = {}): fc.Arbitrary<TableSchema> {
  const whole = { ...everything, ...space };
  return parts(whole).map((some) => assemble(some, whole));
}

function assemble(some: Parts, space: Required<TableSpace>): TableSchema {
  const keyTypes = ['S', 'N', 'B'];
  const attributes = some.attributes.map(({ name, type }, i) => ({
    name,
    // The first attribute is one that a key can use; a shrunk table has no other.
    type: i === 0 && !keyTypes.includes(type) ? 'S' : type,
  }));
  const named = (types: readonly string[]) => attributes.filter(({ type }) => types.includes(type)).map((a) => a.name);
  const keyable = named(keyTypes);
  const numeric = named(['N']);
  const vectors = named(['L']);

  const pick = (positions: readonly number[], taken: readonly string[] = []): string[] => {
    const picked: string[] = [];
    for (const index of positions) {
      const free = keyable.filter((name) => !picked.includes(name) && !taken.includes(name));
      if (free.length) picked.push(at(free, index));
    }
    return picked;
  };
  const partitionKey = at(keyable, some.partitionKey);
  const [sortKey] = some.sortKey === undefined ? [] : pick([some.sortKey], [partitionKey]);
  const provisioned = some.billingMode === 'PROVISIONED';

  const taken = new Set<string>();
  const freeName = (name: string): string => {
    let free = name;
    for (let i = 2; taken.has(free); i++) free = `${name.slice(0, 250)}-${i}`;
    taken.add(free);
    return free;
  };

  let included = 0;
  const project = (wanted: Parts['local'][number]['projection'], keys: readonly string[], counted = true) => {
    if (wanted === 'unsaid') return {};
    if (typeof wanted === 'string') return { projection: wanted };
    let names = [
      ...new Set(
        wanted.map(({ attribute, undeclared }) =>
          undeclared ? `undeclared_${attribute}` : at(attributes, attribute).name,
        ),
      ),
    ];
    if (!space.redundantIncludes) names = names.filter((name) => !keys.includes(name));
    if (counted) names = names.slice(0, 100 - included);
    if (!names.length) return { projection: 'KEYS_ONLY' as const };
    if (counted) included += names.length;
    return { projection: { include: names } };
  };

  // Of the account's 80,000 units, enough stay for the few units with which each index starts.
  const left = { readCapacityUnits: 80_000 - 200, writeCapacityUnits: 80_000 - 200 };
  const afford = (units: Throughput): Throughput => {
    const affordable = { ...units };
    for (const member of ['readCapacityUnits', 'writeCapacityUnits'] as const) {
      affordable[member] = Math.max(1, Math.min(units[member], left[member]));
      left[member] -= affordable[member];
    }
    return affordable;
  };

  const tableKeys = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
  const local = sortKey === undefined ? [] : some.local;
  const localSecondaryIndexes = local.flatMap(({ name, sortKey: index, projection: wanted }) => {
    const key = pick([index], [partitionKey]);
    return key.length
      ? [[freeName(name), { sortKey: key[0], ...project(wanted, [...tableKeys, ...key]) }] as const]
      : [];
  });
  const globalSecondaryIndexes = some.global.map((index) => {
    const hash = pick(index.partitionKey);
    const range = pick(index.sortKey, hash);
    if (hash.length === 2 && !range.length && !space.pairWithoutSortKey) hash.pop();
    const written = (names: string[]) => (names.length > 1 || index.asTuple ? names : names[0]);
    const { onDemandThroughput: onDemand, warmThroughput: warm, contributorInsights: insights } = index.settings;
    const units = scaled(afford(index.provisionedThroughput), index.settings.autoScaling);
    return [
      freeName(index.name),
      {
        partitionKey: written(hash),
        ...(range.length && { sortKey: written(range) }),
        ...project(index.projection, [...tableKeys, ...hash, ...range]),
        ...capacity(provisioned, units, onDemand, warm),
        ...(insights !== undefined && { contributorInsights: insights }),
      },
    ] as const;
  });
  const dimensionsOf = new Map<string, number>();
  const vectorIndexes = (provisioned || !vectors.length ? [] : some.vector).map((index) => {
    const vectorAttribute = at(vectors, index.vectorAttribute);
    if (!dimensionsOf.has(vectorAttribute)) dimensionsOf.set(vectorAttribute, index.dimensions);
    const hash = index.partitionKey === undefined ? [] : pick([index.partitionKey]);
    const filters = index.inlineFilters && pick(index.inlineFilters, hash);
    return [
      freeName(index.name),
      {
        vectorAttribute,
        dimensions: dimensionsOf.get(vectorAttribute),
        distanceFunction: index.distanceFunction,
        ...(hash.length && { partitionKey: hash[0] }),
        ...(filters && { inlineFilters: filters }),
        ...project(index.projection, tableKeys, false),
      },
    ] as const;
  });

  const { onDemandThroughput: onDemand, warmThroughput: warm, autoScaling: _, ...given } = some.settings;
  const { streamResourcePolicy, streamTags, replicas: drawn, noResourcePolicy, ...others } = given;
  const units = scaled(afford(some.provisionedThroughput), some.settings.autoScaling);
  const indexes = (property: string, entries: readonly (readonly [string, object])[]) =>
    entries.length ? { [property]: Object.fromEntries(entries) } : {};
  const schema = {
    tableName: some.tableName,
    attributes: Object.fromEntries(attributes.map(({ name, type }) => [name, type])),
    partitionKey,
    ...(sortKey !== undefined && { sortKey }),
    ...indexes('localSecondaryIndexes', localSecondaryIndexes),
    ...indexes('globalSecondaryIndexes', globalSecondaryIndexes),
    ...indexes('vectorIndexes', vectorIndexes),
    ...(some.timeToLive !== undefined && numeric.length && { timeToLive: at(numeric, some.timeToLive) }),
    ...(some.billingMode !== 'unsaid' && { billingMode: some.billingMode }),
    ...capacity(provisioned, units, onDemand, warm),
    ...(noResourcePolicy === false && { resourcePolicy: false }),
    ...others,
  } as TableSchema;
  const isReplicated = drawn && Object.keys(drawn).length;
  const streamViewType = isReplicated ? 'NEW_AND_OLD_IMAGES' : schema.streamViewType;
  return {
    ...schema,
    ...(streamViewType !== undefined && { streamViewType }),
    ...(streamViewType && streamResourcePolicy !== undefined && { streamResourcePolicy }),
    ...(streamViewType && streamTags && { streamTags }),
    ...(drawn && { replicas: fitting(drawn, schema) }),
  } as TableSchema;
}

/** What scales starts within its bounds. */
function scaled(units: Throughput, scaling: Value<typeof autoScaling> | undefined): Throughput {
  if (scaling === undefined || scaling === 'UNMANAGED') return { ...units, ...(scaling && { autoScaling: scaling }) };
  const within = (start: number, { minCapacity, maxCapacity } = { minCapacity: start, maxCapacity: start }) =>
    Math.min(Math.max(start, minCapacity), maxCapacity);
  return {
    readCapacityUnits: within(units.readCapacityUnits, scaling.read),
    writeCapacityUnits: within(units.writeCapacityUnits, scaling.write),
    autoScaling: scaling,
  } as Throughput;
}

function capacity(
  provisioned: boolean,
  units: Throughput,
  onDemand: Value<typeof onDemandThroughput> | undefined,
  above: Value<typeof warmAbove> | undefined,
): object {
  const least = provisioned
    ? { reads: units.readCapacityUnits, writes: units.writeCapacityUnits }
    : { reads: 12_000, writes: 4_000 };
  const { reads, writes } = (above ?? {}) as { reads?: number; writes?: number };
  return {
    ...(provisioned && { provisionedThroughput: units }),
    ...(!provisioned && onDemand && { onDemandThroughput: onDemand }),
    ...(above && {
      warmThroughput: {
        ...(reads !== undefined && { readUnitsPerSecond: least.reads + reads }),
        ...(writes !== undefined && { writeUnitsPerSecond: least.writes + writes }),
      },
    }),
  };
}

// --- Breaking them ---------------------------------------------------------------------------------------------------

/** A schema that was valid, and what `validateTable` must now say of it. It may say more: one slip can break several rules. */
export interface MutatedTable {
  readonly schema: unknown;
  readonly breaks: readonly Pick<TableIssue, 'rule' | 'path'>[];
}

/** A valid schema of the space with one or two rules broken, of different parts of the schema. */
export function mutatedTable(space: TableSpace = {}): fc.Arbitrary<MutatedTable> {
  return fc
    .tuple(validTable(space), fc.array(fc.tuple(position, position), { minLength: 1, maxLength: 2 }))
    .map(([schema, choices]) => {
      const draft = copy(schema) as unknown as Draft;
      let possible = breakers.filter(({ when }) => !when || when(draft));
      const breaks = [];
      for (const [which, where] of choices) {
        const { rule, parts: touched, mutate } = at(possible, which);
        breaks.push({ rule, path: mutate(draft, where) });
        // Two breaks of one part could mend each other.
        possible = possible.filter((other) => !other.parts.some((part) => touched.includes(part)));
      }
      return { schema: draft, breaks };
    });
}

type Properties = Record<string, unknown>;

interface Draft extends Properties {
  attributes: Properties;
  globalSecondaryIndexes?: Record<string, Properties>;
  localSecondaryIndexes?: Record<string, Properties>;
  vectorIndexes?: Record<string, Properties>;
}

interface Breaker {
  readonly rule: TableIssue['rule'];
  /** What it changes or looks at. Breakers that have a part in common are not used together. */
  readonly parts: readonly string[];
  readonly when?: (schema: Draft) => unknown;
  /** Breaks the rule in the schema, somewhere that `where` chooses, and returns the path of the issue to expect. */
  readonly mutate: (schema: Draft, where: number) => TableIssue['path'];
}

type IndexKind = 'globalSecondaryIndexes' | 'localSecondaryIndexes' | 'vectorIndexes';

const has = (kind: IndexKind) => (schema: Draft) => schema[kind];
const isProvisioned = (schema: Draft) => schema.billingMode === 'PROVISIONED';
const isOnDemand = (schema: Draft) => !isProvisioned(schema);
const undeclared = (schema: Draft) => {
  let name = 'not_declared';
  while (Object.hasOwn(schema.attributes, name)) name += '_';
  return name;
};
/** Keeps attributes named `__proto__` what they are: `target.__proto__ = x` would not. */
const put = (target: object, name: string, value: unknown) =>
  Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });

/** A deep copy. `structuredClone` makes objects of another realm in Jest, which are never strictly equal. */
function copy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copy) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, copy(entry)])) as T;
}

/** Sets a property of the table. */
function table(rule: TableIssue['rule'], property: string, ...values: unknown[]): Breaker {
  return {
    rule,
    parts: [property],
    mutate(schema, where) {
      schema[property] = at(values, where);
      return [property];
    },
  };
}

/** Sets a property of one index of a kind. */
function index(
  kind: IndexKind,
  rule: TableIssue['rule'],
  property: string,
  value: (schema: Draft, index: Properties) => unknown,
  deeper: TableIssue['path'] = [],
): Breaker {
  return {
    rule,
    parts: [kind],
    when: has(kind),
    mutate(schema, where) {
      const indexes = schema[kind] as Record<string, Properties>;
      const name = at(Object.keys(indexes), where);
      indexes[name][property] = value(schema, indexes[name]);
      return [kind, name, property, ...deeper];
    },
  };
}

/** Gives the schema so many more indexes of a kind that there are too many. */
function tooMany(kind: IndexKind, rule: TableIssue['rule'], count: number, one: (schema: Draft) => object): Breaker {
  return {
    rule,
    parts: [kind],
    when: has(kind),
    mutate(schema) {
      const indexes = schema[kind] as Record<string, Properties>;
      for (let i = 0; Object.keys(indexes).length <= count; i++) put(indexes, `one-more-${i}`, one(schema));
      return [kind];
    },
  };
}

const badUnits = [0, -1, 1.5, '5', Number.NaN, null];
const names = (count: number) => Array.from({ length: count }, (_, i) => `included_${i}`);

/** One breaker a rule at least; a rule with several forms has several. */
const breakers: readonly Breaker[] = [
  table('table-name', 'tableName', 'ab', 'a'.repeat(256), 'my table', 'orders/eu', 'bücher', '', 7, null),
  table('table-key', 'partitionKey', ['id'], null, undefined),
  {
    rule: 'key-name-length',
    parts: ['partitionKey', 'attributes'],
    mutate(schema, where) {
      schema.partitionKey = at(['', 'k'.repeat(256), 'é'.repeat(128)], where);
      put(schema.attributes, schema.partitionKey as string, 'S');
      return ['partitionKey'];
    },
  },
  {
    rule: 'key-declared',
    parts: ['partitionKey'],
    mutate(schema) {
      schema.partitionKey = undeclared(schema);
      return ['partitionKey'];
    },
  },
  {
    rule: 'key-no-duplicate',
    parts: ['partitionKey'],
    mutate(schema) {
      schema.sortKey = schema.partitionKey;
      return ['sortKey'];
    },
  },
  {
    rule: 'lsi-needs-sort-key',
    parts: ['partitionKey'],
    when: has('localSecondaryIndexes'),
    mutate(schema) {
      delete schema.sortKey;
      return ['localSecondaryIndexes'];
    },
  },
  {
    rule: 'key-type',
    parts: ['attributes', 'partitionKey'],
    mutate(schema, where) {
      put(schema.attributes, schema.partitionKey as string, at(['BOOL', 'L', 'M', 'SS', 'NULL'], where));
      return ['partitionKey'];
    },
  },
  {
    rule: 'key-declared',
    parts: ['attributes', 'partitionKey'],
    mutate(schema) {
      delete schema.attributes[schema.partitionKey as string];
      return ['partitionKey'];
    },
  },
  {
    rule: 'attribute-type',
    parts: ['attributes'],
    mutate(schema, where) {
      put(schema.attributes, 'wrong_type', at(['s', 'STRING', '', null, 1, ['S']], where));
      return ['attributes', 'wrong_type'];
    },
  },
  table('unknown-property', 'TableName', 'orders'),
  table('unknown-property', 'sortkey', 'id'),
  table('billing-mode', 'billingMode', 'ON_DEMAND', 'provisioned', null),
  {
    ...table(
      'provisioned-throughput-needs-provisioned',
      'provisionedThroughput',
      { readCapacityUnits: 1, writeCapacityUnits: 1 },
      {},
      null,
    ),
    parts: ['billingMode'],
    when: isOnDemand,
  },
  {
    ...table('provisioned-throughput', 'provisionedThroughput', undefined, 5, null),
    parts: ['billingMode'],
    when: isProvisioned,
  },
  ...(['readCapacityUnits', 'writeCapacityUnits'] as const).flatMap((member): Breaker[] => [
    {
      rule: 'provisioned-throughput',
      parts: ['billingMode'],
      when: isProvisioned,
      mutate(schema, where) {
        (schema.provisionedThroughput as Properties)[member] = at([...badUnits, undefined], where);
        return ['provisionedThroughput', member];
      },
    },
    {
      rule: 'table-capacity-quota',
      parts: ['billingMode'],
      when: isProvisioned,
      mutate(schema) {
        (schema.provisionedThroughput as Properties)[member] = 40_001;
        return ['provisionedThroughput', member];
      },
    },
  ]),
  {
    ...table('on-demand-throughput-needs-on-demand', 'onDemandThroughput', {}, { maxReadRequestUnits: 5 }),
    parts: ['billingMode'],
    when: isProvisioned,
  },
  ...(['maxReadRequestUnits', 'maxWriteRequestUnits'] as const).flatMap((member): Breaker[] => [
    {
      rule: 'on-demand-throughput',
      parts: ['billingMode'],
      when: isOnDemand,
      mutate(schema, where) {
        schema.onDemandThroughput = { [member]: at([0, -2, 1.5, '5'], where) };
        return ['onDemandThroughput', member];
      },
    },
    {
      rule: 'on-demand-throughput',
      parts: ['billingMode'],
      when: isOnDemand,
      mutate(schema) {
        schema.onDemandThroughput = { [member]: -1 };
        return ['onDemandThroughput', member];
      },
    },
  ]),
  { ...table('warm-throughput', 'warmThroughput', {}, 12_000, null), parts: ['billingMode'] },
  {
    rule: 'warm-throughput-minimum',
    parts: ['billingMode'],
    mutate(schema, where) {
      schema.warmThroughput = at([{ readUnitsPerSecond: 0 }, { readUnitsPerSecond: 11_999.5 }], where);
      return ['warmThroughput', 'readUnitsPerSecond'];
    },
  },
  {
    rule: 'warm-throughput-minimum',
    parts: ['billingMode'],
    when: isOnDemand,
    mutate(schema) {
      schema.warmThroughput = { writeUnitsPerSecond: 3_999 };
      return ['warmThroughput', 'writeUnitsPerSecond'];
    },
  },
  {
    rule: 'time-to-live',
    parts: ['timeToLive'],
    mutate(schema, where) {
      schema.timeToLive = at([undeclared(schema), null, 1], where);
      return ['timeToLive'];
    },
  },
  {
    rule: 'time-to-live-name-length',
    parts: ['timeToLive', 'attributes'],
    mutate(schema, where) {
      schema.timeToLive = at(['t'.repeat(256), ''], where);
      put(schema.attributes, schema.timeToLive as string, 'N');
      return ['timeToLive'];
    },
  },
  table('stream-view-type', 'streamViewType', true, 'NEW', null),
  table('encryption', 'encryption', true, 'KMS', null),
  {
    rule: 'encryption',
    parts: ['encryption'],
    mutate(schema, where) {
      schema.encryption = { kmsMasterKeyId: at(['alias/aws/dynamodb', '', 1, undefined], where) };
      return ['encryption', 'kmsMasterKeyId'];
    },
  },
  table('table-class', 'tableClass', 'INFREQUENT', 'standard', null),
  table('deletion-protection', 'deletionProtection', 'true', 1, null),
  table('point-in-time-recovery', 'pointInTimeRecovery', 35, 'true', null),
  {
    rule: 'point-in-time-recovery',
    parts: ['pointInTimeRecovery'],
    mutate(schema, where) {
      schema.pointInTimeRecovery = { recoveryPeriodInDays: at([0, 36, 7.5, '7', undefined], where) };
      return ['pointInTimeRecovery', 'recoveryPeriodInDays'];
    },
  },
  table('contributor-insights', 'contributorInsights', 'ENABLE', 1, null),
  table('resource-policy', 'resourcePolicy', '', '{', '[]', 'null', 5, null, JSON.stringify({ a: 'x'.repeat(20_480) })),
  table('tags', 'tags', Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`tag${i}`, '']))),
  {
    rule: 'tags',
    parts: ['tags'],
    mutate(schema, where) {
      const [key, value] = at(
        [
          ['aws:team', 'x'],
          ['', 'x'],
          ['k'.repeat(129), 'x'],
          ['k', 'v'.repeat(257)],
          ['k', 'a@b'],
          ['k&', 'x'],
          ['k', 1],
        ],
        where,
      );
      schema.tags = { [key as string]: value };
      return ['tags', key as string];
    },
  },

  // Indexes of all kinds.
  ...(['globalSecondaryIndexes', 'localSecondaryIndexes', 'vectorIndexes'] as const).flatMap((kind): Breaker[] => [
    {
      rule: 'index-name',
      parts: [kind],
      when: has(kind),
      mutate(schema, where) {
        const name = at(['ab', 'i'.repeat(256), 'by user', ''], where);
        const indexes = schema[kind] as Record<string, Properties>;
        indexes[name] = copy(at(Object.values(indexes), where));
        return [kind, name];
      },
    },
    index(kind, 'projection', 'projection', () => 'INCLUDE', []),
    index(kind, 'projection', 'projection', () => null, []),
    index(kind, 'include-list', 'projection', () => ({ include: [] }), ['include']),
    index(kind, 'include-list', 'projection', () => ({ include: 'name' }), ['include']),
    index(kind, 'include-no-duplicate', 'projection', () => ({ include: ['a', 'b', 'a'] }), ['include', 2]),
    index(kind, 'projected-name-length', 'projection', () => ({ include: ['ok', ''] }), ['include', 1]),
    index(kind, 'projected-name-length', 'projection', () => ({ include: ['é'.repeat(128)] }), ['include', 0]),
    index(kind, 'unknown-property', 'Projection', () => 'ALL'),
  ]),
  {
    rule: 'index-name-unique',
    parts: ['localSecondaryIndexes'],
    when: (schema) => schema.globalSecondaryIndexes && schema.localSecondaryIndexes,
    mutate(schema, where) {
      const name = at(Object.keys(schema.globalSecondaryIndexes ?? {}), where);
      const indexes = schema.localSecondaryIndexes as Record<string, Properties>;
      put(indexes, name, copy(Object.values(indexes)[0]));
      return ['localSecondaryIndexes', name];
    },
  },
  ...(['globalSecondaryIndexes', 'localSecondaryIndexes'] as const).map(
    (kind): Breaker => ({
      rule: 'include-total',
      parts: [kind],
      when: has(kind),
      mutate(schema, where) {
        at(Object.values(schema[kind] ?? {}), where).projection = { include: names(101) };
        return [];
      },
    }),
  ),

  // Global indexes.
  tooMany('globalSecondaryIndexes', 'gsi-count', 20, (schema) => ({
    partitionKey: schema.partitionKey,
    ...(isProvisioned(schema) && { provisionedThroughput: { readCapacityUnits: 1, writeCapacityUnits: 1 } }),
  })),
  index('globalSecondaryIndexes', 'gsi-key', 'partitionKey', () => []),
  index('globalSecondaryIndexes', 'gsi-key', 'sortKey', () => ['a', 'b', 'c', 'd', 'e']),
  index('globalSecondaryIndexes', 'gsi-key', 'partitionKey', () => undefined),
  index('globalSecondaryIndexes', 'key-declared', 'partitionKey', undeclared),
  index('globalSecondaryIndexes', 'key-declared', 'sortKey', (schema) => [undeclared(schema)], [0]),
  index('globalSecondaryIndexes', 'key-no-duplicate', 'sortKey', (_, { partitionKey }) => partitionKey),
  {
    ...index('globalSecondaryIndexes', 'provisioned-throughput-needs-provisioned', 'provisionedThroughput', () => ({
      readCapacityUnits: 1,
      writeCapacityUnits: 1,
    })),
    parts: ['billingMode'],
    when: (schema) => schema.globalSecondaryIndexes && isOnDemand(schema),
  },
  {
    ...index('globalSecondaryIndexes', 'provisioned-throughput', 'provisionedThroughput', () => undefined),
    parts: ['billingMode'],
    when: (schema) => schema.globalSecondaryIndexes && isProvisioned(schema),
  },
  {
    ...index('globalSecondaryIndexes', 'on-demand-throughput-needs-on-demand', 'onDemandThroughput', () => ({
      maxReadRequestUnits: 1,
    })),
    parts: ['billingMode'],
    when: (schema) => schema.globalSecondaryIndexes && isProvisioned(schema),
  },
  {
    ...index('globalSecondaryIndexes', 'warm-throughput-minimum', 'warmThroughput', () => ({ readUnitsPerSecond: 0 }), [
      'readUnitsPerSecond',
    ]),
    parts: ['billingMode'],
  },
  index('globalSecondaryIndexes', 'contributor-insights', 'contributorInsights', () => ({ mode: 'ALL' }), ['mode']),

  // Local indexes.
  tooMany('localSecondaryIndexes', 'lsi-count', 5, (schema) => ({ sortKey: schema.sortKey })),
  index('localSecondaryIndexes', 'lsi-key', 'sortKey', ({ sortKey }) => [sortKey]),
  index('localSecondaryIndexes', 'lsi-key', 'sortKey', () => undefined),
  {
    ...index('localSecondaryIndexes', 'key-no-duplicate', 'sortKey', ({ partitionKey }) => partitionKey),
    parts: ['localSecondaryIndexes', 'partitionKey'],
  },
  index('localSecondaryIndexes', 'key-declared', 'sortKey', undeclared),
  index('localSecondaryIndexes', 'unknown-property', 'partitionKey', ({ partitionKey }) => partitionKey),
  index('localSecondaryIndexes', 'index-without-capacity', 'provisionedThroughput', () => ({
    readCapacityUnits: 1,
    writeCapacityUnits: 1,
  })),

  // Vector indexes.
  tooMany('vectorIndexes', 'vector-index-count', 5, (schema) => Object.values(schema.vectorIndexes ?? {})[0]),
  {
    ...index('vectorIndexes', 'vector-attribute', 'vectorAttribute', ({ partitionKey }) => partitionKey),
    parts: ['vectorIndexes', 'partitionKey'],
  },
  {
    rule: 'vector-name-length',
    parts: ['vectorIndexes', 'attributes'],
    when: has('vectorIndexes'),
    mutate(schema, where) {
      const indexes = schema.vectorIndexes as Record<string, Properties>;
      const name = at(Object.keys(indexes), where);
      indexes[name].vectorAttribute = 'v'.repeat(256);
      put(schema.attributes, 'v'.repeat(256), 'L');
      return ['vectorIndexes', name, 'vectorAttribute'];
    },
  },
  {
    rule: 'vector-needs-on-demand',
    parts: ['vectorIndexes', 'attributes', 'billingMode'],
    when: isProvisioned,
    mutate(schema) {
      put(schema.attributes, 'a_vector', 'L');
      schema.vectorIndexes = {
        'by-vector': { vectorAttribute: 'a_vector', dimensions: 3, distanceFunction: 'COSINE' },
      };
      return ['vectorIndexes', 'by-vector'];
    },
  },
  index('vectorIndexes', 'vector-attribute', 'vectorAttribute', undeclared),
  index('vectorIndexes', 'vector-dimensions', 'dimensions', () => 0),
  index('vectorIndexes', 'vector-dimensions', 'dimensions', () => 4097),
  index('vectorIndexes', 'vector-dimensions', 'dimensions', () => undefined),
  index('vectorIndexes', 'vector-distance-function', 'distanceFunction', () => 'MANHATTAN'),
  index('vectorIndexes', 'vector-search-schema', 'partitionKey', ({ partitionKey }) => [partitionKey]),
  index('vectorIndexes', 'vector-search-schema', 'inlineFilters', () => names(19)),
  index('vectorIndexes', 'key-declared', 'inlineFilters', (schema) => [undeclared(schema)], [0]),
  index('vectorIndexes', 'key-no-duplicate', 'inlineFilters', ({ partitionKey }) => [partitionKey, partitionKey]),
  index('vectorIndexes', 'key-type', 'partitionKey', (_, { vectorAttribute }) => vectorAttribute),
  index('vectorIndexes', 'index-without-capacity', 'warmThroughput', () => ({ readUnitsPerSecond: 12_000 })),
  {
    rule: 'vector-same-dimensions',
    parts: ['vectorIndexes'],
    when: has('vectorIndexes'),
    mutate(schema, where) {
      const indexes = schema.vectorIndexes as Record<string, Properties>;
      const { dimensions, ...index } = at(Object.values(indexes), where);
      const other = dimensions === 1 ? 2 : 1;
      put(indexes, 'other-dimensions', { ...copy(index), dimensions: other });
      return ['vectorIndexes', 'other-dimensions', 'dimensions'];
    },
  },
];

/** The ids of the rules that `mutatedTable` can break. */
export const breakableRules: readonly string[] = [...new Set(breakers.map(({ rule }) => rule))];

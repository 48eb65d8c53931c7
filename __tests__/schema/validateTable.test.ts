import fc from 'fast-check';
import { type TableSchema, toCreateTableInput, validateTable } from '../../src/index.js';
import { breakableRules, engineSpaces, mutatedTable, validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
});

/** What JSON has no word for. Each is made when it is used: fast-check could not hold some of them. */
const hostile = {
  symbol: () => Symbol('s'),
  function: () => () => 1,
  bigint: () => 1n,
  cycle: () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    return cyclic;
  },
  'getter that throws': () => ({
    get partitionKey() {
      throw new Error('a getter that throws');
    },
  }),
  'revoked proxy': () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  'revoked proxy of a list': () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    return [proxy];
  },
  'proxy that throws': () => {
    const fail = () => {
      throw new Error('a proxy that throws');
    };
    return new Proxy({}, { get: fail, ownKeys: fail, has: fail, getOwnPropertyDescriptor: fail });
  },
  'toJSON that throws': () => ({
    toJSON() {
      throw new Error('a toJSON that throws');
    },
  }),
  'toJSON that returns nothing': () => ({ toJSON: () => undefined }),
};

const value = fc.oneof(
  { weight: 3, arbitrary: anything.map((some) => () => some) },
  { weight: 1, arbitrary: fc.constantFrom(...Object.values(hostile)) },
);

const properties = [
  'tableName',
  'attributes',
  'partitionKey',
  'sortKey',
  'globalSecondaryIndexes',
  'localSecondaryIndexes',
  'vectorIndexes',
  'billingMode',
  'provisionedThroughput',
  'onDemandThroughput',
  'warmThroughput',
  'timeToLive',
  'streamViewType',
  'encryption',
  'tableClass',
  'deletionProtection',
  'pointInTimeRecovery',
  'contributorInsights',
  'resourcePolicy',
  'tags',
];

describe('takes anything, and never throws', () => {
  const returnsIssues = (value: unknown) => {
    for (const issue of validateTable(value)) {
      expect(issue).toEqual({ rule: expect.any(String), path: expect.any(Array), message: expect.any(String) });
    }
  };

  test('any value', () => {
    fc.assert(
      fc.property(value, (make) => returnsIssues(make())),
      runs(2000),
    );
  });

  test('any value as a property of a valid schema', () => {
    fc.assert(
      fc.property(validTable(), fc.constantFrom(...properties), value, (schema, name, make) =>
        returnsIssues({ ...schema, [name]: make() }),
      ),
      runs(2000),
    );
  });

  test('any value as a property of an index', () => {
    const kinds = fc.constantFrom('globalSecondaryIndexes', 'localSecondaryIndexes', 'vectorIndexes');
    const inIndexes = ['partitionKey', 'sortKey', 'projection', 'warmThroughput', 'dimensions', 'inlineFilters'];
    fc.assert(
      fc.property(kinds, fc.constantFrom(...inIndexes), value, (kind, name, make) =>
        returnsIssues({ ...minimal, sortKey: 'at', [kind]: { 'an-index': { [name]: make() } } }),
      ),
      runs(2000),
    );
  });

  test.each(Object.entries(hostile))('%s: as a schema, and as each property of one', (_, make) => {
    returnsIssues(make());
    for (const name of properties) {
      expect(validateTable({ ...minimal, billingMode: 'PROVISIONED', [name]: make() })).not.toEqual([]);
      returnsIssues({ ...minimal, sortKey: 'at', [name]: { 'an-index': make() } });
    }
  });

  test('a schema that cannot be read is reported as such', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const unreadable = { rule: 'shape', path: [], message: expect.stringContaining('cannot be read') };
    expect(validateTable(proxy)).toEqual([unreadable]);
    expect(
      validateTable({
        get tableName() {
          throw new Error('no');
        },
      }),
    ).toEqual([unreadable]);
  });
});

const minimal = { tableName: 'orders', attributes: { id: 'S', at: 'N' }, partitionKey: 'id' };

test('reports all issues, in the order of the properties, not only the first', () => {
  const issues = validateTable({
    tableName: 'x',
    attributes: { id: 'S', user: 'TEXT' },
    partitionKey: 'id',
    sortKey: 'when',
    globalSecondaryIndexes: { no: { partitionKey: 'team' }, 'gsi-user': { partitionKey: 'id', projection: 'SOME' } },
    billingMode: 'FREE',
    timeToLive: 'ttl',
    tags: { 'aws:x': 'y' },
    colour: 'red',
  });
  expect(issues.map(({ rule, path }) => `${rule} ${path.join('.')}`)).toEqual([
    'table-name tableName',
    'attribute-type attributes.user',
    'key-declared sortKey',
    'index-name globalSecondaryIndexes.no',
    'key-declared globalSecondaryIndexes.no.partitionKey',
    'projection globalSecondaryIndexes.gsi-user.projection',
    'billing-mode billingMode',
    'time-to-live timeToLive',
    'tags tags.aws:x',
    'unknown-property colour',
  ]);
});

test('an unreadable value does not hide what is wrong beside it', () => {
  const issues = validateTable({
    ...minimal,
    billingMode: 'PROVISIONED',
    provisionedThroughput: { readCapacityUnits: Symbol('five'), writeCapacityUnits: 0 },
    tableClass: 'COLD',
  });
  expect(issues.map(({ rule, path }) => `${rule} ${path.join('.')}`)).toEqual([
    'provisioned-throughput provisionedThroughput.readCapacityUnits',
    'provisioned-throughput provisionedThroughput.writeCapacityUnits',
    'table-class tableClass',
  ]);
});

test('leaves the schema as it is', () => {
  fc.assert(
    fc.property(mutatedTable(), ({ schema }) => {
      const before = JSON.stringify(schema);
      validateTable(schema);
      expect(JSON.stringify(schema)).toBe(before);
    }),
  );
});

test('finds no issue in generated valid schemas, nor after JSON and structuredClone', () => {
  fc.assert(
    fc.property(validTable(), (schema) => {
      expect(validateTable(schema)).toEqual([]);
      const parsed: TableSchema = JSON.parse(JSON.stringify(schema));
      expect(parsed).toEqual(schema);
      expect(validateTable(parsed)).toEqual([]);
      expect(toCreateTableInput(parsed)).toEqual(toCreateTableInput(schema));
      expect(validateTable(structuredClone(schema))).toEqual([]);
    }),
    runs(500),
  );
});

test('finds what was broken in generated invalid schemas', () => {
  fc.assert(
    fc.property(mutatedTable(), ({ schema, breaks }) => {
      expect(validateTable(schema)).toEqual(
        expect.arrayContaining(breaks.map((broken) => expect.objectContaining(broken))),
      );
    }),
    runs(2000),
  );
});

describe('the arbitraries themselves', () => {
  test('are the same for the same seed', () => {
    const sample = () => fc.sample(fc.tuple(validTable(), mutatedTable()), { seed: 42, numRuns: 50 });
    expect(sample()).toEqual(sample());
  });

  test('shrink to a table of one key', () => {
    const { counterexample } = fc.check(
      fc.property(validTable(), () => false),
      { seed: 7 },
    );
    const [schema] = counterexample as [TableSchema];
    expect(Object.keys(schema.attributes)).toHaveLength(1);
    expect(schema).toEqual({
      tableName: expect.any(String),
      attributes: { [schema.partitionKey]: 'S' },
      partitionKey: schema.partitionKey,
      billingMode: 'PAY_PER_REQUEST',
    });
  });

  test('reach all that a schema can say, and break most rules', () => {
    const schemas = fc.sample(validTable(), { seed: 1, numRuns: 1500 });
    expect(properties.filter((name) => !schemas.some((schema) => Object.hasOwn(schema, name)))).toEqual([]);
    const counts = new Set(
      schemas.map(({ globalSecondaryIndexes = {} }) => Object.keys(globalSecondaryIndexes).length),
    );
    expect([...counts].sort((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, i) => i));
    const broken = new Set(
      fc
        .sample(mutatedTable(), { seed: 1, numRuns: 3000 })
        .flatMap(({ breaks }) => breaks.map(({ rule }): string => rule)),
    );
    expect(breakableRules.filter((rule) => !broken.has(rule))).toEqual([]);
  });

  test('keep to a space', () => {
    for (const schema of fc.sample(validTable(engineSpaces.dynalite), { seed: 1, numRuns: 500 })) {
      expect(schema).not.toHaveProperty('vectorIndexes');
      expect(schema).not.toHaveProperty('tags');
      expect(schema).not.toHaveProperty('timeToLive');
      for (const { partitionKey } of Object.values(schema.globalSecondaryIndexes ?? {})) {
        expect([partitionKey].flat()).toHaveLength(1);
      }
    }
  });
});

import { defineTable, indexNames, sessionTableSchema, type TableSchema, withTableName } from '../../src/index.js';

const rich = () => ({
  tableName: 'orders',
  attributes: { id: 'S', at: 'N', user: 'S', team: 'S', embedding: 'L' },
  partitionKey: 'id',
  sortKey: 'at',
  globalSecondaryIndexes: {
    'gsi-user': { partitionKey: ['user', 'team'], sortKey: 'at', projection: { include: ['note'] } },
    'gsi-team': { partitionKey: 'team', contributorInsights: { mode: 'THROTTLED_KEYS' } },
  },
  localSecondaryIndexes: { 'lsi-user': { sortKey: 'user' } },
  vectorIndexes: { 'by-embedding': { vectorAttribute: 'embedding', dimensions: 3, distanceFunction: 'COSINE' } },
  resourcePolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: ['*'] } }] },
  tags: { team: 'core' },
});

function everyObjectIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(everyObjectIn)];
}

const define = defineTable as unknown as <T>(schema: T) => T;

describe('defineTable', () => {
  test('returns the schema that it was given', () => {
    const schema = rich();
    const defined = define(schema);
    expect(defined).toBe(schema);
    expect(defined).toEqual(rich());
  });

  test('freezes it at every depth', () => {
    const defined = define(rich());
    const objects = everyObjectIn(defined);
    expect(objects.length).toBeGreaterThan(15);
    expect(objects.filter((object) => !Object.isFrozen(object))).toEqual([]);
    expect(() => {
      defined.globalSecondaryIndexes['gsi-user'].projection.include.push('more');
    }).toThrow(TypeError);
  });

  test('freezes what is inside an object that was frozen before', () => {
    const defined = define(Object.freeze(rich()));
    expect(everyObjectIn(defined).filter((object) => !Object.isFrozen(object))).toEqual([]);
  });

  test('checks nothing, and takes a cycle', () => {
    const cyclic: Record<string, unknown> = { tableName: 'x' };
    cyclic.attributes = cyclic;
    expect(define(cyclic)).toBe(cyclic);
    expect(Object.isFrozen(cyclic)).toBe(true);
  });

  test('survives JSON and structuredClone', () => {
    const defined = define(rich());
    expect(JSON.parse(JSON.stringify(defined))).toEqual(rich());
    expect(structuredClone(defined)).toEqual(rich());
  });
});

describe('withTableName', () => {
  test('changes the name and nothing else, in a new frozen schema', () => {
    const renamed = withTableName(sessionTableSchema, 'staging-sessions');
    expect(renamed).toEqual({ ...sessionTableSchema, tableName: 'staging-sessions' });
    expect(renamed).not.toBe(sessionTableSchema);
    expect(Object.isFrozen(renamed)).toBe(true);
    expect(sessionTableSchema.tableName).toBe('sentinel-sessions');
    expect(Object.keys(renamed)).toEqual(Object.keys(sessionTableSchema));
  });

  test('keeps the name as a literal type', () => {
    const renamed = withTableName(sessionTableSchema, 'staging-sessions');
    const name: 'staging-sessions' = renamed.tableName;
    expect(name).toBe('staging-sessions');
  });
});

describe('indexNames', () => {
  test('lists global, then local, then vector indexes, each in the order of the declaration', () => {
    expect(indexNames(rich() as unknown as TableSchema)).toEqual(['gsi-user', 'gsi-team', 'lsi-user', 'by-embedding']);
  });

  test('keeps the order, not the alphabet', () => {
    const schema = {
      tableName: 'orders',
      attributes: { id: 'S' },
      partitionKey: 'id',
      globalSecondaryIndexes: { zebra: { partitionKey: 'id' }, ant: { partitionKey: 'id' } },
    } as const;
    expect(indexNames(schema)).toEqual(['zebra', 'ant']);
  });

  test('is empty for a table without indexes, and new at each call', () => {
    const schema = defineTable({ tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id' });
    expect(indexNames(schema)).toEqual([]);
    expect(indexNames(sessionTableSchema)).not.toBe(indexNames(sessionTableSchema));
  });
});

import fc from 'fast-check';
import {
  defineTable,
  fromCreateTableInput,
  sessionTableSchema,
  type TableSchema,
  TableSchemaError,
  toCreateTableInput,
  toUpdateContinuousBackupsInput,
  toUpdateContributorInsightsInputs,
  toUpdateTimeToLiveInput,
} from '../../src/index.js';
import { validTable } from '../support/arbitraryTable.js';
import { runs } from '../support/generated.js';
import { richOnDemand, richOnDemandInput, richProvisioned, richProvisionedInput } from './richSchemas.js';

const minimal = { tableName: 'orders', attributes: { id: 'S' }, partitionKey: 'id' } as const;
const wrong = { ...minimal, tableName: 'x', timeToLive: 'ttl', partitionKey: 'order' } as TableSchema;

/** Every object inside, to see whether two values share one. */
function objectsIn(value: unknown): object[] {
  return typeof value === 'object' && value ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

function throwsAllIssues(convert: (schema: TableSchema) => unknown): void {
  try {
    convert(wrong);
  } catch (error) {
    expect(error).toBeInstanceOf(TableSchemaError);
    expect((error as TableSchemaError).issues.map(({ rule }) => rule)).toEqual([
      'table-name',
      'key-declared',
      'time-to-live',
    ]);
    return;
  }
  throw new Error('It should have thrown.');
}

/** Sixteen more GSIs than the default quota allows. */
const wide = (count: number): TableSchema => ({
  ...minimal,
  globalSecondaryIndexes: Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`gsi-${i}`, { partitionKey: 'id', contributorInsights: true }]),
  ),
  timeToLive: undefined,
  pointInTimeRecovery: true,
});
const raised = { quotas: { globalSecondaryIndexesPerTable: 21 } };

describe('toCreateTableInput', () => {
  test('gives the least for a table that says the least', () => {
    expect(toCreateTableInput(minimal)).toStrictEqual({
      TableName: 'orders',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  test('gives everything for an on-demand table that says everything', () => {
    expect(toCreateTableInput(richOnDemand)).toStrictEqual(richOnDemandInput);
  });

  test('gives everything for a provisioned table that says everything', () => {
    expect(toCreateTableInput(richProvisioned)).toStrictEqual(richProvisionedInput);
  });

  test('gives the ready-made table its indexes, and neither its TTL nor other attributes', () => {
    const { AttributeDefinitions, ...input } = toCreateTableInput(sessionTableSchema);
    expect(AttributeDefinitions).toStrictEqual(
      ['id', 'user', 'created_at', 'status', 'profile', 'server_instance_id'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
    );
    expect(JSON.stringify(input)).not.toContain('ttl');
  });

  test.each([
    ['AWS_OWNED', { Enabled: false }],
    ['AWS_MANAGED', { Enabled: true, SSEType: 'KMS' }],
    [{ kmsMasterKeyId: 'alias/mine' }, { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/mine' }],
  ] as const)('converts encryption %j', (encryption, SSESpecification) => {
    expect(toCreateTableInput({ ...minimal, encryption }).SSESpecification).toStrictEqual(SSESpecification);
  });

  test('leaves out empty indexes and empty tags, which DynamoDB rejects', () => {
    const empty = {
      ...minimal,
      sortKey: undefined,
      globalSecondaryIndexes: {},
      localSecondaryIndexes: {},
      vectorIndexes: {},
      tags: {},
    };
    expect(toCreateTableInput(empty)).toStrictEqual(toCreateTableInput(minimal));
  });

  test('leaves out ceilings that set none: DynamoDB refuses an empty object', () => {
    const input = toCreateTableInput({
      ...sessionTableSchema,
      onDemandThroughput: {},
      globalSecondaryIndexes: { 'gsi-user': { partitionKey: 'user', onDemandThroughput: {} } },
    });
    expect(input).not.toHaveProperty('OnDemandThroughput');
    expect(input.GlobalSecondaryIndexes?.[0]).not.toHaveProperty('OnDemandThroughput');
  });

  test('sends the numbers alone of capacity that something else scales', () => {
    const provisionedThroughput = { readCapacityUnits: 5, writeCapacityUnits: 6, autoScaling: 'UNMANAGED' } as const;
    const input = toCreateTableInput({
      ...sessionTableSchema,
      billingMode: 'PROVISIONED',
      provisionedThroughput,
      globalSecondaryIndexes: { 'gsi-user': { partitionKey: 'user', provisionedThroughput } },
    });
    const sent = { ReadCapacityUnits: 5, WriteCapacityUnits: 6 };
    expect(input.ProvisionedThroughput).toEqual(sent);
    expect(input.GlobalSecondaryIndexes?.[0].ProvisionedThroughput).toEqual(sent);
    expect(fromCreateTableInput(input).provisionedThroughput).not.toHaveProperty('autoScaling');
  });

  test('has no member that is undefined', () => {
    const input = toCreateTableInput({
      ...minimal,
      onDemandThroughput: { maxReadRequestUnits: 5, maxWriteRequestUnits: undefined },
      warmThroughput: { readUnitsPerSecond: undefined, writeUnitsPerSecond: 4_000 },
      streamViewType: undefined,
    });
    expect(input.OnDemandThroughput).toStrictEqual({ MaxReadRequestUnits: 5 });
    expect(input.WarmThroughput).toStrictEqual({ WriteUnitsPerSecond: 4_000 });
    expect(input).not.toHaveProperty('StreamSpecification');
  });

  test('keeps names of Object.prototype', () => {
    const input = toCreateTableInput({
      tableName: 'names',
      attributes: JSON.parse('{ "__proto__": "S", "toString": "N" }'),
      partitionKey: '__proto__',
      sortKey: 'toString',
      globalSecondaryIndexes: JSON.parse('{ "__proto__": { "partitionKey": "toString" } }'),
      tags: JSON.parse('{ "__proto__": "x" }'),
    });
    expect(input).toMatchObject({
      AttributeDefinitions: [
        { AttributeName: '__proto__', AttributeType: 'S' },
        { AttributeName: 'toString', AttributeType: 'N' },
      ],
      GlobalSecondaryIndexes: [{ IndexName: '__proto__' }],
      Tags: [{ Key: '__proto__', Value: 'x' }],
    });
  });

  test('returns new objects at each call, which share none with the schema', () => {
    const schema = defineTable(structuredClone(richOnDemand) as never) as TableSchema;
    const [first, second] = [toCreateTableInput(schema), toCreateTableInput(schema)];
    const others = new Set([...objectsIn(second), ...objectsIn(schema)]);
    expect(objectsIn(first).filter((object) => others.has(object))).toEqual([]);
    expect(objectsIn(first).filter(Object.isFrozen)).toEqual([]);
    first.GlobalSecondaryIndexes?.pop();
    expect(toCreateTableInput(schema)).toEqual(second);
  });

  test('defines each attribute that a key uses once, and no other, for any schema', () => {
    fc.assert(
      fc.property(validTable(), (schema) => {
        const input = toCreateTableInput(schema);
        const used = [input, ...(input.GlobalSecondaryIndexes ?? []), ...(input.LocalSecondaryIndexes ?? [])]
          .flatMap(({ KeySchema }) => KeySchema ?? [])
          .concat((input.VectorIndexes ?? []).flatMap(({ SearchSchema }) => (SearchSchema ?? []) as never[]))
          .map(({ AttributeName }) => AttributeName);
        const defined = (input.AttributeDefinitions ?? []).map(({ AttributeName }) => AttributeName);
        expect(defined).toEqual([...new Set(defined)]);
        expect(new Set(defined)).toEqual(new Set(used));
      }),
      runs(300),
    );
  });

  test('throws every issue of an invalid schema', () => throwsAllIssues(toCreateTableInput));

  test('takes quotas', () => {
    expect(() => toCreateTableInput(wide(21))).toThrow('21 indexes, of 20 allowed');
    expect(toCreateTableInput(wide(21), raised).GlobalSecondaryIndexes).toHaveLength(21);
  });
});

describe('toUpdateTimeToLiveInput', () => {
  test('switches the TTL on', () => {
    expect(toUpdateTimeToLiveInput(sessionTableSchema)).toStrictEqual({
      TableName: 'sentinel-sessions',
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
  });

  test('is undefined for a table without TTL', () => {
    expect(toUpdateTimeToLiveInput(minimal)).toBeUndefined();
  });

  test('is new at each call', () => {
    expect(toUpdateTimeToLiveInput(sessionTableSchema)).not.toBe(toUpdateTimeToLiveInput(sessionTableSchema));
  });

  test('throws every issue of an invalid schema', () => throwsAllIssues(toUpdateTimeToLiveInput));

  test('takes quotas', () => {
    expect(() => toUpdateTimeToLiveInput(wide(21))).toThrow(TableSchemaError);
    expect(toUpdateTimeToLiveInput(wide(21), raised)).toBeUndefined();
  });
});

describe('toUpdateContinuousBackupsInput', () => {
  test.each([
    [true, { PointInTimeRecoveryEnabled: true }],
    [false, { PointInTimeRecoveryEnabled: false }],
    [{ recoveryPeriodInDays: 7 }, { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 }],
  ])('converts %j', (pointInTimeRecovery, PointInTimeRecoverySpecification) => {
    expect(toUpdateContinuousBackupsInput({ ...minimal, pointInTimeRecovery })).toMatchObject({
      TableName: 'orders',
      PointInTimeRecoverySpecification,
    });
  });

  test('is undefined when the schema leaves it unmanaged', () => {
    expect(toUpdateContinuousBackupsInput(minimal)).toBeUndefined();
  });

  test('throws every issue of an invalid schema', () => throwsAllIssues(toUpdateContinuousBackupsInput));

  test('takes quotas', () => {
    expect(() => toUpdateContinuousBackupsInput(wide(21))).toThrow(TableSchemaError);
    expect(toUpdateContinuousBackupsInput(wide(21), raised)).toMatchObject({ TableName: 'orders' });
  });
});

describe('toUpdateContributorInsightsInputs', () => {
  test('has one for the table and each GSI that says something, the table first', () => {
    expect(toUpdateContributorInsightsInputs(richOnDemand)).toStrictEqual([
      {
        TableName: 'matches',
        ContributorInsightsAction: 'ENABLE',
        ContributorInsightsMode: 'ACCESSED_AND_THROTTLED_KEYS',
      },
      {
        TableName: 'matches',
        IndexName: 'gsi-tournament',
        ContributorInsightsAction: 'ENABLE',
        ContributorInsightsMode: 'THROTTLED_KEYS',
      },
      // A mode is not accepted together with DISABLE.
      { TableName: 'matches', IndexName: 'gsi-referee', ContributorInsightsAction: 'DISABLE' },
      {
        TableName: 'matches',
        IndexName: 'gsi-region',
        ContributorInsightsAction: 'ENABLE',
        ContributorInsightsMode: 'ACCESSED_AND_THROTTLED_KEYS',
      },
    ]);
  });

  test('is empty when all leave it unmanaged', () => {
    expect(toUpdateContributorInsightsInputs(sessionTableSchema)).toEqual([]);
  });

  test('throws every issue of an invalid schema', () => throwsAllIssues(toUpdateContributorInsightsInputs));

  test('takes quotas', () => {
    expect(() => toUpdateContributorInsightsInputs(wide(21))).toThrow(TableSchemaError);
    expect(toUpdateContributorInsightsInputs(wide(21), raised)).toHaveLength(21);
  });
});

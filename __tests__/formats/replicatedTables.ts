import fc from 'fast-check';
import { type Replica, type TableSchema, validateTable } from '../../src/index.js';
import { plainSettings, validTable } from '../support/arbitraryTable.js';

const scaled = { minCapacity: 1, maxCapacity: 9, targetValue: 70 };
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'dynamodb:GetItem', Resource: '*' }],
};

const replica = fc.record<Replica>(
  {
    tableClass: fc.constantFrom('STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
    deletionProtection: fc.boolean(),
    pointInTimeRecovery: fc.constantFrom(true, false, { recoveryPeriodInDays: 9 }),
    contributorInsights: fc.constantFrom(true, false, { mode: 'THROTTLED_KEYS' as const }),
    tags: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('x', '')),
    kinesisStreamingDestination: fc.constantFrom<Replica['kinesisStreamingDestination'][]>(false, {
      streamArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/orders',
    }),
    resourcePolicy: fc.constantFrom<Replica['resourcePolicy'][]>(false, policy),
  },
  { requiredKeys: [] },
);
const reads = fc.constantFrom(
  undefined,
  { readCapacityUnits: 39_991 },
  { readCapacityUnits: 39_992, autoScaling: { read: scaled } },
);
const replicas = fc.dictionary(
  fc.constantFrom('us-east-1', 'eu-central-1', 'us-gov-west-1'),
  fc.record({ replica, reads, indexReads: reads, insights: fc.constantFrom(undefined, true, false) }),
  { minKeys: 1 },
);

/** A table of one Region, made one of several: its writes scale, and each replica has what goes with the table. */
function withReplicas(
  table: TableSchema,
  given: typeof replicas extends fc.Arbitrary<infer T> ? T : never,
): TableSchema {
  const isProvisioned = table.billingMode === 'PROVISIONED';
  const scale = <T extends object>(holder: T & Pick<TableSchema, 'provisionedThroughput'>): T =>
    holder.provisionedThroughput
      ? { ...holder, provisionedThroughput: { ...holder.provisionedThroughput, autoScaling: { write: scaled } } }
      : holder;
  const indexes = Object.entries(table.globalSecondaryIndexes ?? {});
  const ofIndexes = (units: object | undefined, contributorInsights: boolean | undefined) =>
    indexes.slice(0, 2).map(([name]) => [
      name,
      {
        ...(isProvisioned && units && { provisionedThroughput: units }),
        ...(contributorInsights !== undefined && { contributorInsights }),
      },
    ]);
  return JSON.parse(
    JSON.stringify({
      ...scale(table),
      globalSecondaryIndexes: indexes.length
        ? Object.fromEntries(indexes.map(([name, index]) => [name, scale(index)]))
        : undefined,
      streamViewType: 'NEW_AND_OLD_IMAGES',
      replicas: Object.fromEntries(
        Object.entries(given).map(([name, { replica: settings, reads: units, indexReads, insights }]) => [
          name,
          {
            ...settings,
            encryption: typeof table.encryption === 'object' ? { kmsMasterKeyId: `key-${name}` } : undefined,
            provisionedThroughput: isProvisioned ? units : undefined,
            globalSecondaryIndexes: Object.fromEntries(ofIndexes(indexReads, insights)),
          },
        ]),
      ),
    }),
  );
}

/** Any table, in several Regions. */
export const replicatedTable = fc
  .tuple(validTable({ settings: plainSettings }), replicas)
  .map(([table, given]) => withReplicas(table, given))
  .filter((schema) => !validateTable(schema).length);

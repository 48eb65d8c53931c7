import fc from 'fast-check';
import type { Replica, TableSchema } from '../../src/index.js';

/** The Regions in which generated tables have replicas; the simulator's own is another. */
export const regions = ['eu-west-1', 'us-east-1'] as const;

/** What a generated replica says, of which some fits no table that it is given to. */
const settings = fc.record(
  {
    tableClass: fc.constantFrom('STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
    deletionProtection: fc.boolean(),
    pointInTimeRecovery: fc.oneof(fc.boolean(), fc.record({ recoveryPeriodInDays: fc.integer({ min: 1, max: 35 }) })),
    contributorInsights: fc.boolean(),
    tags: fc.dictionary(fc.constantFrom('team', 'stage'), fc.constantFrom('a', 'b')),
    resourcePolicy: fc.constantFrom(false, { Version: '2012-10-17', Statement: [] }),
    reads: fc.integer({ min: 1, max: 9 }),
    readsOfIndexes: fc.integer({ min: 1, max: 9 }),
    insightsOfIndexes: fc.boolean(),
  },
  { requiredKeys: [] },
);

type Settings = typeof settings extends fc.Arbitrary<infer S> ? S : never;
export type DrawnReplicas = { readonly [region: string]: Settings };

export const replicas: fc.Arbitrary<DrawnReplicas> = fc.dictionary(fc.constantFrom(...regions), settings, {
  noNullPrototype: true,
});

/** The table with these replicas, each as the table allows it. */
function withReplicas(schema: TableSchema, drawn: DrawnReplicas, more: Partial<Replica> = {}): TableSchema {
  const provisioned = schema.billingMode === 'PROVISIONED';
  const reads = (units: number | undefined) =>
    units === undefined
      ? {}
      : provisioned
        ? { provisionedThroughput: { readCapacityUnits: units } }
        : { onDemandThroughput: { maxReadRequestUnits: units } };
  const named = Object.entries(drawn).map(([region, { reads: ofTable, readsOfIndexes, insightsOfIndexes, ...own }]) => {
    const indexes = Object.keys(schema.globalSecondaryIndexes ?? {}).map((name) => [
      name,
      {
        ...reads(readsOfIndexes),
        ...(insightsOfIndexes !== undefined && { contributorInsights: insightsOfIndexes }),
      },
    ]);
    const encryption = typeof schema.encryption === 'object' && { encryption: { kmsMasterKeyId: `key-of-${region}` } };
    return [
      region,
      { ...own, ...more, ...reads(ofTable), ...encryption, globalSecondaryIndexes: Object.fromEntries(indexes) },
    ];
  });
  return {
    ...schema,
    ...(named.length && { streamViewType: 'NEW_AND_OLD_IMAGES' }),
    replicas: Object.fromEntries(named),
  } as TableSchema;
}

/** Two tables with replicas, between which DynamoDB has a way. */
export function migratedReplicas(
  from: TableSchema,
  to: TableSchema,
  [before, after]: readonly [DrawnReplicas, DrawnReplicas],
): { readonly from: TableSchema; readonly to: TableSchema } {
  // A new replica needs a key of the kind of the table's, of which only KMS tells AWS's own; and one that is protected is not removed.
  const known = ({ encryption }: TableSchema) => (encryption === 'AWS_MANAGED' ? 'AWS_OWNED' : encryption);
  const encryption = known(from);
  return {
    from: withReplicas({ ...from, encryption } as TableSchema, before, { deletionProtection: false }),
    to: withReplicas({ ...to, encryption: known(to) ?? encryption } as TableSchema, after),
  };
}

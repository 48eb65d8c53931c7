import fc from 'fast-check';
import type { AutoScaling, CapacityScaling, Replica, TableSchema } from '../../src/index.js';

/*
 * Arbitraries for the settings that are of several members, by themselves: what scales a capacity, Kinesis streams, and replicas, which
 * are put together with the table that they belong to.
 */

const action = fc.record(
  {
    schedule: fc.constantFrom('rate(1 day)', 'at(2027-01-31T22:00:00)', 'cron(0 8 ? * MON-FRI *)'),
    timezone: fc.constantFrom('Europe/Madrid', 'UTC'),
    startTime: fc.constantFrom('2027-01-01T00:00:00Z', '2027-01-01T01:00:00+01:00'),
    endTime: fc.constant('2028-01-01T00:00:00.500Z'),
    minCapacity: fc.integer({ min: 1, max: 5 }),
    maxCapacity: fc.integer({ min: 5, max: 900 }),
  },
  { requiredKeys: ['schedule', 'maxCapacity'] },
);

const scaling: fc.Arbitrary<CapacityScaling> = fc.record(
  {
    minCapacity: fc.integer({ min: 1, max: 5 }),
    maxCapacity: fc.oneof(fc.integer({ min: 5, max: 100 }), fc.constant(40_000)),
    targetValue: fc.constantFrom(20, 50.5, 70, 90),
    scaleInCooldown: fc.constantFrom(0, 60),
    scaleOutCooldown: fc.constantFrom(0, 3600),
    scheduledActions: fc.dictionary(fc.constantFrom('morning', 'At night', 'é.1', '__proto__'), action, { maxKeys: 2 }),
  },
  { requiredKeys: ['minCapacity', 'maxCapacity', 'targetValue'] },
);

/** What scales the dimensions named. */
function scalingOf<D extends keyof AutoScaling>(...dimensions: D[]) {
  const each = Object.fromEntries(dimensions.map((dimension) => [dimension, scaling]));
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant('UNMANAGED' as const) },
    { weight: 3, arbitrary: fc.record(each, { requiredKeys: [] }) as fc.Arbitrary<Pick<AutoScaling, D>> },
  );
}

export const autoScaling = scalingOf('read', 'write');

export function kinesis(region: string) {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(false as const) },
    {
      weight: 3,
      arbitrary: fc.record(
        {
          streamArn: fc
            .constantFrom('orders', 'a.b-c_d')
            .map((name) => `arn:aws:kinesis:${region}:111122223333:stream/${name}`),
          approximateCreationDateTimePrecision: fc.constantFrom('MILLISECOND' as const, 'MICROSECOND' as const),
        },
        { requiredKeys: ['streamArn'] },
      ),
    },
  );
}

const units = fc.integer({ min: 1, max: 10 });
/** Of both billing modes: the table's decides which of them stays. */
const readCapacity = {
  provisionedThroughput: fc.record(
    { readCapacityUnits: units, autoScaling: scalingOf('read') },
    { requiredKeys: ['readCapacityUnits'] },
  ),
  onDemandThroughput: fc.record({ maxReadRequestUnits: units }),
};

type Shared =
  | 'tableClass'
  | 'deletionProtection'
  | 'pointInTimeRecovery'
  | 'contributorInsights'
  | 'tags'
  | 'resourcePolicy';

/** Replicas of a table that is not known yet: `fitting` makes them its own. `shared`: arbitraries of the settings that it has too. */
export function replicas(shared: { readonly [P in Shared]: fc.Arbitrary<unknown> }) {
  const replica = (region: string) =>
    fc.record(
      {
        ...shared,
        kinesisStreamingDestination: kinesis(region),
        ...readCapacity,
        encryption: fc.constantFrom(
          `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
          'alias/orders',
        ),
        indexes: fc.array(
          fc.record({ ...readCapacity, contributorInsights: shared.contributorInsights }, { requiredKeys: [] }),
          {
            maxLength: 3,
          },
        ),
      },
      { requiredKeys: ['encryption', 'indexes'] },
    );
  return fc.record(
    {
      'eu-west-1': replica('eu-west-1'),
      'us-east-1': replica('us-east-1'),
      'ap-southeast-2': replica('ap-southeast-2'),
    },
    { requiredKeys: [] },
  );
}

type Drawn = ReturnType<typeof replicas> extends fc.Arbitrary<infer T> ? T : never;

/** The replicas as the table can have them. */
export function fitting(drawn: Drawn, schema: TableSchema): { [region: string]: Replica } {
  const left = schema.billingMode === 'PROVISIONED' ? 'onDemandThroughput' : 'provisionedThroughput';
  const without = (holder: object) => Object.fromEntries(Object.entries(holder).filter(([name]) => name !== left));
  const names = Object.keys(schema.globalSecondaryIndexes ?? {});
  return Object.fromEntries(
    Object.entries(drawn).map(([region, replica]) => {
      const { encryption: kmsMasterKeyId, indexes, ...settings } = replica;
      const encryption = typeof schema.encryption === 'object' ? { kmsMasterKeyId } : schema.encryption;
      const overrides = names.flatMap((name, i) => (indexes[i] ? [[name, without(indexes[i])]] : []));
      return [
        region,
        {
          ...without(settings),
          ...(encryption !== undefined && { encryption }),
          ...(overrides.length && { globalSecondaryIndexes: Object.fromEntries(overrides) }),
        },
      ];
    }),
  );
}

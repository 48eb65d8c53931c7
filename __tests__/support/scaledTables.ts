import fc from 'fast-check';
import type { TableSchema } from '../../src/index.js';

const evenings = ['cron(0 18 ? * MON-FRI *)', 'rate(12 hours)', 'at(2099-01-31T22:00:00)'];

const action = fc
  .record({
    schedule: fc.constantFrom(...evenings),
    timezone: fc.constantFrom(undefined, 'UTC', 'Europe/Madrid'),
    startTime: fc.constantFrom(undefined, '2098-01-01T00:00:00Z'),
    bounds: fc.constantFrom({ minCapacity: 2 }, { maxCapacity: 60 }, { minCapacity: 3, maxCapacity: 50 }),
  })
  .map(({ bounds, timezone, startTime, schedule }) => ({
    schedule,
    ...(timezone && { timezone }),
    ...(startTime && { startTime }),
    ...bounds,
  }));

const capacity = fc
  .record({
    minCapacity: fc.constantFrom(1, 5, 20),
    above: fc.constantFrom(0, 10, 40),
    targetValue: fc.constantFrom(20, 70, 90),
    scaleInCooldown: fc.constantFrom(undefined, undefined, 0, 60),
    scheduledActions: fc.option(fc.dictionary(fc.constantFrom('evening', 'night'), action), {
      nil: undefined,
      freq: 2,
    }),
  })
  .map(({ above, scaleInCooldown, scheduledActions, ...of }) => ({
    ...of,
    maxCapacity: of.minCapacity + above,
    ...(scaleInCooldown !== undefined && { scaleInCooldown }),
    ...(scheduledActions && { scheduledActions }),
  }));

/** What is said of the scaling of a table or an index: nothing, that something else scales it, or all of it. */
export const autoScaling = fc.oneof(
  fc.constant(undefined),
  fc.constant('UNMANAGED' as const),
  fc.record({ read: capacity, write: capacity }, { requiredKeys: [] }),
  fc.record({ read: capacity, write: capacity }),
);

type AutoScaling = typeof autoScaling extends fc.Arbitrary<infer S> ? S : never;
interface Holder {
  readonly provisionedThroughput?: { readonly autoScaling?: unknown };
}

/**
 * The schema with its capacity scaled so. Of one that must be complete, what is not said must not scale: else what scaled before would
 * move what the schema says.
 */
export function scaled(schema: TableSchema, next: () => AutoScaling, complete: boolean): TableSchema {
  const scale = <T extends Holder>(holder: T): T => {
    const autoScaling = next() ?? (complete ? {} : undefined);
    if (!holder.provisionedThroughput || !autoScaling) return holder;
    // What is warm as long as it has those numbers is not, once they are lower.
    const { warmThroughput: _, ...rest } = { warmThroughput: undefined, ...holder };
    return { ...rest, provisionedThroughput: { ...holder.provisionedThroughput, autoScaling } } as unknown as T;
  };
  const indexes = Object.entries(schema.globalSecondaryIndexes ?? {}).map(([name, index]) => [name, scale(index)]);
  return {
    ...scale(schema),
    ...(indexes.length && { globalSecondaryIndexes: Object.fromEntries(indexes) }),
  } as TableSchema;
}

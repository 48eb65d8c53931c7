import { diffTables, type Effect, makePlan, permissions } from '../../src/migrate/index.js';
import type { TableSchema } from '../../src/schema/index.js';

/** What each effect means for those who use the table meanwhile. */
export const effects: { readonly [E in Effect]: string } = {
  online: 'nothing that users of the table notice',
  slow: 'nothing that they notice, but it takes as long as an index or a replica takes to build',
  destructive: 'an index, a replica, a stream or backups go; made only where its kind is allowed by name',
  impossible: 'DynamoDB never changes it; it takes a new table, and is reported',
};

/** A line for each kind of change of the property that turns one table into the other, or of what it is a part of. */
export function changesOf(pairs: readonly (readonly [TableSchema, TableSchema])[], property: string): string[] {
  const lines = pairs.flatMap(([live, desired]) => {
    const regions = Object.keys(desired.replicas ?? {});
    const { steps } = makePlan({ schema: live, arn: 'arn', unsupported: [] }, desired, { allow: permissions, regions });
    const changes = diffTables(live, desired).filter(({ path: [part, , ofIndex = property] }) =>
      part === 'globalSecondaryIndexes' ? ofIndex === property : (part ?? property) === property,
    );
    return changes.map(({ kind, effect }) => {
      const made = steps.filter(({ changes }) => changes.some((change) => change.kind === kind));
      const operations = [
        ...new Set(made.map(({ operation, region }) => (region ? `${operation} in its Region` : operation))),
      ];
      return `\`${kind}\`: ${effect}${operations.length ? `, by ${operations.join(' and ')}` : ''}`;
    });
  });
  return [...new Set(lines)];
}

import type { TableSchema } from './TableSchema.js';

/** What DynamoDB gives a table for which nothing is said. */
const defaults: { readonly [Property in keyof TableSchema]?: unknown } = {
  streamViewType: false,
  encryption: 'AWS_OWNED',
  tableClass: 'STANDARD',
  deletionProtection: false,
  pointInTimeRecovery: false,
  contributorInsights: false,
};

/**
 * The schema without the settings that are as DynamoDB has them for a table of which nothing is said: shorter to read, and those
 * settings are unmanaged then. For schemas that were read from a live table, where each setting has a value. Returns a new object.
 *
 * @example
 * ```ts
 * const live = await inspectTable(client, 'orders', { allSettings: true });
 * if (live) console.log(toTypeScript(withoutDefaults(live.schema)));
 * ```
 */
export function withoutDefaults(schema: TableSchema): TableSchema {
  const table = without(schema, defaults);
  for (const kind of ['localSecondaryIndexes', 'globalSecondaryIndexes', 'vectorIndexes'] as const) {
    const indexes = Object.entries(table[kind] ?? {});
    if (!indexes.length) delete table[kind];
    else {
      table[kind] = Object.fromEntries(
        indexes.map(([name, index]) => [name, without(index, { projection: 'ALL', contributorInsights: false })]),
      );
    }
  }
  return table as unknown as TableSchema;
}

function without(value: object, dropped: { readonly [property: string]: unknown }): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([name, entry]) => dropped[name] !== entry && !isEmpty(name, entry) && entry !== undefined,
    ),
  );
}

/** No tags and no ceilings. */
function isEmpty(name: string, value: unknown): boolean {
  return (name === 'tags' || name === 'onDemandThroughput') && Object.keys(value as object).length === 0;
}
